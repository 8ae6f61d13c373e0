"""Asks the application in this container for a sign of life: ``health.py /livez``."""

import os
import sys
from urllib.error import URLError
from urllib.request import urlopen


def main() -> int:
    """0 where the path answers 200."""
    port = os.environ.get("ZHIYUAN_PORT", "8080")
    try:
        with urlopen(f"http://127.0.0.1:{port}{sys.argv[1]}", timeout=4) as answer:
            return 0 if answer.status == 200 else 1
    except (URLError, OSError):
        return 1


if __name__ == "__main__":
    sys.exit(main())

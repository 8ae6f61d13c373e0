"""``python -m storage.check_migrations``: do the migrations lead to the tables in the code?"""

import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  fills the metadata
from storage.addresses import synchronous
from storage.migrate import migrate


def differences(address: str) -> list[str]:
    """What the tables of a migrated database lack of those in the code, one line each."""
    engine = create_engine(synchronous(address))
    try:
        with engine.connect() as connection:
            found = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
            return [str(difference) for difference in found]
    finally:
        engine.dispose()


def main() -> int:
    """Prints the differences; 1 if there are any."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'check.sqlite'}"
        migrate(address)
        found = differences(address)
    print("\n".join(found) or "The migrations lead to the tables in the code.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

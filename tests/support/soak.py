"""Which form of the long tests runs."""

import os

SOAK = os.environ.get("ZHIYUAN_SOAK") == "1"
"""The long forms, with the full numbers, on every database: ``make soak``."""

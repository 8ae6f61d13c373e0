"""The scenarios' world, to be broken."""

from tests.scenarios.conftest import platform, world

__all__ = ["platform", "world"]

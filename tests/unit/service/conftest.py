"""The world of the service tests, on both databases."""

import pytest

from storage.database import Database
from tests.unit.service.world import World


@pytest.fixture
async def world(database: Database) -> World:
    """A settled world on a fresh database."""
    return await World(database).settle()

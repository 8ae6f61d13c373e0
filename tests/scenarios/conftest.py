"""Every scenario runs on both platforms."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from domain.volunteers.model import Platform
from tests.scenarios.conversation import World
from tests.support.clock import SettableClock
from tests.support.databases import opened, sqlite_copy


@pytest.fixture(params=list(Platform), ids=str)
def platform(request: pytest.FixtureRequest) -> Platform:
    """Where people write from."""
    return Platform(request.param)


@pytest.fixture
async def world(
    platform: Platform,
    sqlite_template_file: Path,
    tmp_path: Path,
    redis: Redis,
    clock: SettableClock,
) -> AsyncIterator[World]:
    """An installation with nobody in it, on Saturday 2026-11-21 at 09:00 in Shanghai."""
    async with opened(sqlite_copy(sqlite_template_file, tmp_path)) as database:
        world = World(database, redis, clock, platform)
        yield world
        await world.stop()

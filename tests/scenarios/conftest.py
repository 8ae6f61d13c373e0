"""Every scenario runs on both platforms."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from domain.volunteers.model import Platform
from tests.scenarios.conversation import World
from tests.support.clock import SettableClock
from tests.support.databases import opened


@pytest.fixture(params=list(Platform), ids=str)
def platform(request: pytest.FixtureRequest) -> Platform:
    """Where people write from."""
    return Platform(request.param)


@pytest.fixture
async def world(
    platform: Platform, scenario_database_url: str, redis: Redis, clock: SettableClock
) -> AsyncIterator[World]:
    """An installation with nobody in it, on Saturday 2026-11-21 at 09:00 in Shanghai."""
    async with opened(scenario_database_url) as database:
        world = World(database, redis, clock, platform)
        yield world
        await world.stop()

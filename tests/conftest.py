"""Fixtures for every test: a settable clock, the real Redis, the real databases."""

from collections.abc import AsyncIterator, Iterator

import pytest
import structlog
from hypothesis import settings
from redis.asyncio import Redis

from storage.redis import connect_redis
from tests.support.clock import SettableClock
from tests.support.servers import running_postgres, running_redis

# What takes long at its first call is no failure: times are measured in the benchmarks.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")

pytest_plugins = ["tests.support.database_fixtures", "tests.support.figures"]


@pytest.fixture(autouse=True)
def logs_of_this_test() -> None:
    """A command run by an earlier test left its logs going to that test's output, closed since."""
    structlog.reset_defaults()


@pytest.fixture
def clock() -> SettableClock:
    """Stands at Saturday 2026-11-21 09:00 in Shanghai until moved."""
    return SettableClock()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The URL of one real Redis per test process."""
    with running_redis() as url:
        yield url


@pytest.fixture
async def redis(redis_server: str) -> AsyncIterator[Redis]:
    """A client of an empty Redis."""
    client = connect_redis(redis_server)
    await client.flushall()
    yield client
    await client.aclose()


@pytest.fixture
def redis_url(redis: Redis, redis_server: str) -> str:
    """The URL of an empty Redis."""
    return redis_server


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a real PostgreSQL server, one per test process."""
    with running_postgres() as url:
        yield url

"""A store that is away: nothing is done, nothing is said, and redelivery heals it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages import Answer, Inbound, Push, PushOutcome, Text
from bot.receiving import StoreAway
from domain.volunteers.model import Platform
from storage.redis import connect_redis
from storage.redis.embedded import EmbeddedRedis
from tests.scenarios.conversation import World
from tests.support.clock import SettableClock
from tests.support.databases import opened


@pytest.fixture
def platform() -> Platform:
    """One is enough here: the platform plays no part."""
    return Platform.TELEGRAM


async def test_redis_is_away_and_comes_back(
    tmp_path: Path, scenario_database_url: str, clock: SettableClock, platform: Platform
) -> None:
    server = EmbeddedRedis(tmp_path / "redis")
    (tmp_path / "redis").mkdir()
    await server.start()
    client = connect_redis(server.url)
    given: list[Answer] = []

    async def take(answer: Answer) -> Push:
        given.append(answer)
        return Push(PushOutcome.SENT)

    async with opened(scenario_database_url) as database:
        world = World(database, client, clock, platform)
        message = Inbound("telegram:1", platform, "1", Text("菜单"))
        await server.stop()
        with pytest.raises(StoreAway):
            await world.intake.receive(message, take).finished()
        assert given == []
        await server.start()
        await world.intake.receive(message, take).finished()
        assert len(given) == 1 and not given[0].repeated
        await world.stop()
    await client.aclose()
    await server.stop()


async def test_the_database_is_away_and_comes_back(world: World, tmp_path: Path) -> None:
    given: list[Answer] = []

    async def take(answer: Answer) -> Push:
        given.append(answer)
        return Push(PushOutcome.SENT)

    message = Inbound("telegram:1", world.platform, "1", Text("菜单"))
    async with opened(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}") as nowhere:
        there = world.house
        world.intake.handler._house = replace(there, database=nowhere)
        with pytest.raises(StoreAway):
            await world.intake.receive(message, take).finished()
        assert given == []
        world.intake.handler._house = there
    await world.intake.receive(message, take).finished()
    assert len(given) == 1

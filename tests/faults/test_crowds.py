"""A crowd writes in the same moment, as after a broadcast or beside a poster: nobody is left out,
and no limit is met.

The long form: 3,000 people on Telegram, 300 on WeChat.
"""

import asyncio
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest
from redis.asyncio import Redis

from bot.messages import Answer, Inbound, Push, PushOutcome, Text
from bot.receiving import HandOver
from bot.sandbox.bot_api_chat import User
from bot.sandbox.wechat_chats import Sender
from domain.volunteers.model import Platform
from storage.redis import reaching_redis
from tests.scenarios.conversation import World
from tests.support.figures import NoteFigures
from tests.support.process import both_platforms
from tests.support.soak import SOAK

ON_TELEGRAM = 3_000 if SOAK else 200
ON_WECHAT = 300 if SOAK else 40
FIRST = 20_001
_PATIENCE = 600.0


@pytest.fixture
def platform() -> Platform:
    """One is enough where the platform plays no part."""
    return Platform.TELEGRAM


@pytest.mark.timeout(900)
async def test_everybody_presses_start_on_telegram(
    tmp_path: Path, note_figures: NoteFigures
) -> None:
    users = range(FIRST, FIRST + ON_TELEGRAM)
    async with both_platforms(tmp_path) as serving:
        for user in users:
            serving.telegram.add_user(User(user, "P"))
            serving.telegram.user_starts(user)

        def answers() -> Counter[int]:
            told = serving.telegram.messages
            return Counter(sum(bubble.from_bot for bubble in told(user)) for user in users)

        await serving.start()
        began = time.monotonic()
        async with asyncio.timeout(_PATIENCE):
            while answers()[0]:
                await asyncio.sleep(0.5)
        rate = ON_TELEGRAM / (time.monotonic() - began)
        note_figures(f"{ON_TELEGRAM} people answered, {rate:.1f} a second of the platform's 30")
        assert await serving.terminate() == 0
    assert answers() == {1: ON_TELEGRAM}
    assert serving.telegram.limits.refusals == []


@pytest.mark.timeout(900)
async def test_everybody_follows_on_wechat(tmp_path: Path) -> None:
    people = [f"oCrowdOfManyPeople{number:09d}" for number in range(ON_WECHAT)]
    async with both_platforms(tmp_path) as serving:
        limits = httpx.Limits(max_connections=None)
        serving.wechat._http = httpx.AsyncClient(timeout=5.0, trust_env=False, limits=limits)

        def answers() -> Counter[int]:
            told = serving.wechat.messages
            return Counter(sum(it.sender is Sender.ACCOUNT for it in told(who)) for who in people)

        await serving.start()
        await asyncio.gather(*(serving.wechat.user_follows(who) for who in people))
        async with asyncio.timeout(_PATIENCE):
            while answers()[0]:
                await asyncio.sleep(0.5)
        assert await serving.terminate() == 0
    assert answers() == {1: ON_WECHAT}
    assert serving.wechat.problems == []


class Counted:
    """Stands in for the handler: works until it may go on, then hands over until it may end."""

    def __init__(self) -> None:
        self.at_work = self.handing_over = self.most = 0
        self.go_on, self.end = asyncio.Event(), asyncio.Event()

    async def handle(self, inbound: Inbound, hand_over: HandOver) -> Answer:
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        await self.go_on.wait()
        self.at_work -= 1
        answer = Answer(None)
        await hand_over(answer)
        return answer

    async def take(self, answer: Answer) -> Push:
        self.handing_over += 1
        await self.end.wait()
        return Push(PushOutcome.SENT)


def _says(user: int, number: int = 1) -> Inbound:
    return Inbound(f"telegram:{user}.{number}", Platform.TELEGRAM, str(user), Text("菜单"))


async def _until(counted: Counted, *, at_work: int, handing_over: int) -> None:
    async with asyncio.timeout(10):
        while (counted.at_work, counted.handing_over) != (at_work, handing_over):
            await asyncio.sleep(0.01)


async def test_a_few_are_worked_on_at_once_and_whoever_is_answered_makes_room(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, gate = Counted(), world.intake
    monkeypatch.setattr(gate.handler, "handle", counted.handle)
    crowd = [gate.receive(_says(user), counted.take) for user in range(250)]
    await _until(counted, at_work=32, handing_over=0)
    asking = asyncio.create_task(gate.room())
    await asyncio.sleep(0.05)
    assert not asking.done()
    counted.go_on.set()
    # The platform takes its time with all of them: nobody else waits for that.
    await _until(counted, at_work=0, handing_over=250)
    assert counted.most == 32 and not asking.done()
    counted.end.set()
    await asyncio.gather(*(one.finished() for one in crowd))
    await asyncio.wait_for(asking, 5)


async def test_who_writes_hundreds_of_messages_holds_up_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, gate = Counted(), world.intake
    monkeypatch.setattr(gate.handler, "handle", counted.handle)
    eager = [gate.receive(_says(1, number), counted.take) for number in range(250)]
    other = gate.receive(_says(2), counted.take)
    await _until(counted, at_work=2, handing_over=0)
    await asyncio.wait_for(gate.room(), 5)
    counted.go_on.set()
    counted.end.set()
    await asyncio.gather(other.finished(), *(one.finished() for one in eager))
    assert counted.most == 2


async def test_redis_is_not_away_where_all_connections_are_in_use(redis: Redis) -> None:
    async def asks() -> None:
        async with reaching_redis(30.0):
            await redis.blpop(["nothing"], timeout=0.2)

    await asyncio.gather(*(asks() for _ in range(200)))

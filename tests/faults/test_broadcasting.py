"""Broadcasts against the strict server, in a time that only the gate's waiting moves.

The platform's whole rate is used and never more; whatever goes wrong nobody gets two, and the
figures add up.
"""

import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.attachments import File
from bot.broadcasts.planner import Planner
from bot.broadcasts.sender import Sender
from bot.dialogue.engine import Dialogue
from bot.dialogue.flows import FLOWS
from bot.dialogue.turn import House
from bot.intake import Intake
from bot.messages import Answer, Attachment, Inbound, Push, PushOutcome, Screen, Text
from bot.messengers import Messengers
from bot.payloads import Payloads
from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import User
from bot.sandbox.faults import Ends, Fault
from bot.telegram.client import TelegramClient
from bot.telegram.gate import Gate
from domain.asking.model import Ask, AskKind
from domain.broadcasts.model import Broadcast, BroadcastState, DeliveryState, LeftOut, Ways
from domain.broadcasts.pictures import keep_picture
from domain.clock import new_id
from domain.policy import Policy
from domain.volunteers.model import Language, Platform
from nlu.matcher import Matcher
from storage.broadcasts import BroadcastRepository
from storage.database import Database
from storage.redis import RedisAway
from storage.redis.lanes import Lanes
from storage.redis.sessions import Copies
from storage.redis.turns import Turns
from storage.workdays import ChineseWorkdays
from tests.support.crowd import FIRST_USER, call, crowd, deliveries, phones
from tests.support.figures import NoteFigures
from tests.support.pictures import picture
from tests.support.soak import SOAK
from tests.support.web import serving
from tests.unit.telegram.conftest import MemoryNotes

PEOPLE = 10_000 if SOAK else 600
FAULTY = 2_000 if SOAK else 150
A_SECOND = 30
"""What the platform takes over all (platforms.md, "Limits")."""
BEGAN = datetime(2026, 11, 21, 1, tzinfo=UTC)


@dataclass
class VirtualTime:
    """Stands still but for the waiting of the one who sends; implements ``Clock``."""

    seconds: float = 1_000_000.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.seconds - 1_000_000.0)

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.waits.append(seconds)


@dataclass
class Sending:
    """One sender and the platform it sends to."""

    database: Database
    time: VirtualTime
    api: BotApi
    client: TelegramClient
    planner: Planner
    sender: Sender

    async def send(self, picture_id: str | None = None) -> Broadcast:
        """Writes, plans and sends one broadcast to everybody, over days if need be."""
        broadcast = await call(self.database, self.time.now(), picture_id=picture_id)
        await self.planner.plan_all()
        for _ in range(10_000):
            await self.sender.send_due(until=self.time.now() + timedelta(days=1))
            async with self.database.read() as unit:
                found = await unit.broadcasts.get(broadcast.id)
            assert found is not None
            if found.state is BroadcastState.DONE:
                return found
            self.time.seconds += 5.0
        raise AssertionError("it does not end")

    async def states(self, broadcast: Broadcast) -> dict[str, DeliveryState]:
        """What became of it, by the platform's user."""
        found = await deliveries(self.database, broadcast)
        return {row.volunteer_id.removeprefix("p"): row.state for row in found}

    def got(self, user_id: str) -> int:
        """How many messages are on somebody's phone."""
        return sum(bubble.from_bot for bubble in self.api.messages(int(user_id)))


class Photos:
    """Implements ``Attachments``."""

    async def make(self, attachment: Attachment) -> File:
        return File("picture.jpg", "image/jpeg", picture())

    def link(self, attachment: Attachment) -> str | None:
        return None


@asynccontextmanager
async def sending(database: Database, redis: Redis, people: int) -> AsyncIterator[Sending]:
    await crowd(database, people)
    time = VirtualTime()
    api = BotApi(now=time.now)
    api.limits.seconds = time
    phones(api, people)
    house = House(
        database=database,
        policy=Policy(),
        payloads=Payloads(database.keyring),
        new_id=new_id,
        workdays=ChineseWorkdays(),
        public_url="http://127.0.0.1:8080",
        ways=Ways(frozenset({Platform.TELEGRAM})),
    )
    async with serving(api.app) as url:
        gate = Gate(Lanes(redis, "bot", now=time), sleep=time.sleep)
        client = TelegramClient(
            api.token,
            url,
            Photos(),
            gate,
            notes=MemoryNotes(),
            call_seconds=5.0,
            sleep=time.sleep,
        )
        turns = Turns(redis, new_id)
        intake = Intake(
            house,
            time,
            Dialogue(FLOWS, Matcher(house.policy.timezone)),
            turns,
            Copies(redis),
        )
        messengers = Messengers({Platform.TELEGRAM: client})
        yield Sending(
            database,
            time,
            api,
            client,
            Planner(house, time, sleep=time.sleep),
            Sender(house, time, intake, messengers, tasks=1),
        )
        await turns.close()
        await client.close()
    await api.close()


async def kept(database: Database) -> str:
    """The id of a picture."""
    async with database.write() as unit:
        return await keep_picture(unit, "draft", picture(), now=BEGAN)


@pytest.mark.timeout(1800)
async def test_the_whole_rate_is_used_and_answers_go_first(
    database: Database, redis: Redis, note_figures: NoteFigures
) -> None:
    async with sending(database, redis, PEOPLE) as all_of_it:
        time, api = all_of_it.time, all_of_it.api
        asked = User(77, "Ma")
        api.add_user(asked)
        api.user_starts(asked.id)
        waited: list[float] = []
        sleep, asks = time.sleep, True

        async def sleep_and_be_asked(seconds: float) -> None:
            nonlocal asks
            if len(time.waits) % 200 == 199 and asks:
                asks = False
                before = time.seconds
                inbound = Inbound(f"t:{before}", Platform.TELEGRAM, str(asked.id), Text("菜单"))
                await all_of_it.client.answer(inbound, Answer(Screen("菜单")))
                waited.append(time.seconds - before)
                asks = True
            await sleep(seconds)

        all_of_it.client._gate._sleep = sleep_and_be_asked
        began = time.seconds
        broadcast = await all_of_it.send()
        took = time.seconds - began
        states = Counter((await all_of_it.states(broadcast)).values())
        rate = (PEOPLE + len(waited)) / took
        note_figures(f"{PEOPLE} people in {took:.1f} s: {rate:.2f}/s of {A_SECOND}/s")
        longest = max(waited, default=0.0) * 1e3
        note_figures(f"{len(waited)} answers waited {longest:.0f} ms at most")
        assert states == {DeliveryState.SENT: PEOPLE}
        assert api.limits.refusals == []
        assert rate >= 0.98 * A_SECOND
        assert waited and max(waited) <= 2.5 / A_SECOND


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("call", ["sendMessage", "sendPhoto"])
async def test_whatever_goes_wrong_nobody_gets_two_and_the_figures_add_up(
    database: Database, redis: Redis, call: str, note_figures: NoteFigures
) -> None:
    wrong = random.Random(7)
    kinds = (
        Fault(code=429, words="Too Many Requests: retry after 3", retry_after=3),
        Fault(code=403, words="Forbidden: bot was blocked by the user"),
        Fault(code=500),
        Fault(code=500, times=9),
        Fault(ends=Ends.STATUS, code=502),
        Fault(ends=Ends.HUNG_UP),
        Fault(ends=Ends.HUNG_UP, done=True),
        Fault(ends=Ends.BROKEN, done=True),
    )
    async with sending(database, redis, FAULTY) as all_of_it:
        for number in range(FIRST_USER + 1, FIRST_USER + FAULTY + 1):
            if wrong.random() < 0.4:
                fault = wrong.choice(kinds).model_copy(update={"chat": str(number), "call": call})
                all_of_it.api.faults.add(fault)
        picture_id = await kept(database) if call == "sendPhoto" else None
        states = await all_of_it.states(await all_of_it.send(picture_id=picture_id))
        assert {name for name, _ in all_of_it.api.requests} == {call}
        counts = Counter(states.values())
        note_figures(", ".join(f"{count} {state}" for state, count in counts.items()))
        assert sum(counts.values()) == FAULTY
        assert set(counts) == {
            DeliveryState.SENT,
            DeliveryState.UNREACHABLE,
            DeliveryState.REFUSED,
            DeliveryState.UNKNOWN,
        }
        for user_id, state in states.items():
            match state:
                case DeliveryState.SENT:
                    assert all_of_it.got(user_id) == 1
                case DeliveryState.UNKNOWN:
                    assert all_of_it.got(user_id) <= 1
                case _:
                    assert all_of_it.got(user_id) == 0


async def test_while_the_platform_is_away_nobody_is_given_up(
    database: Database, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sending(database, redis, 20) as all_of_it:
        push, back_at = all_of_it.client.push, all_of_it.time.now() + timedelta(minutes=30)
        tried = 0

        async def away_for_half_an_hour(user_id: str, screen: Screen, language: Language) -> Push:
            nonlocal tried
            if all_of_it.time.now() < back_at:
                tried += 1
                return Push(PushOutcome.LATER, 2.0, "no connection")
            return await push(user_id, screen, language)

        monkeypatch.setattr(all_of_it.client, "push", away_for_half_an_hour)
        states = await all_of_it.states(await all_of_it.send())
        assert Counter(states.values()) == {DeliveryState.SENT: 20}
        assert all(all_of_it.got(user_id) == 1 for user_id in states)
        assert tried < 20  # for longer and longer nobody knocks


async def test_a_redis_that_falls_after_the_sending_sends_nothing_again(
    database: Database, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise RedisAway

    monkeypatch.setattr(Copies, "store_session", away)
    async with sending(database, redis, 5) as all_of_it:
        states = await all_of_it.states(await all_of_it.send())
        assert Counter(states.values()) == {DeliveryState.SENT: 5}
        assert all(all_of_it.got(user_id) == 1 for user_id in states)


async def test_what_was_in_hand_when_it_was_cancelled_does_not_wait_for_ever(
    database: Database, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sending(database, redis, 3) as all_of_it:

        async def cancelled_meanwhile(*_: object) -> Push:
            async with database.write() as unit:
                found = await unit.broadcasts.lock(broadcast.id)
                assert found is not None
                if found.state is BroadcastState.SENDING:
                    found.move(BroadcastState.CANCELLED, all_of_it.time.now())
                    await unit.deliveries.cancel(found.id)
            return Push(PushOutcome.LATER, 2.0, "429")

        monkeypatch.setattr(all_of_it.client, "push", cancelled_meanwhile)
        broadcast = await call(database, all_of_it.time.now())
        await all_of_it.planner.plan_all()
        await all_of_it.sender.send_due(until=all_of_it.time.now() + timedelta(minutes=1))
        states = Counter((await all_of_it.states(broadcast)).values())
        assert states == {DeliveryState.CANCELLED: 3}


async def test_two_at_the_same_moment_do_not_pass_the_weekly_limit(
    database: Database, redis: Redis
) -> None:
    """Everybody was asked once; one sender has one in hand for them, and another has another."""
    async with sending(database, redis, 3) as all_of_it:
        time, until = all_of_it.time, timedelta(minutes=1)
        first = await call(database, time.now())
        second = await call(database, time.now())
        await all_of_it.planner.plan_all()
        async with database.write() as unit:
            for row in await deliveries(database, first):
                asked = Ask(
                    id=row.volunteer_id,
                    volunteer_id=row.volunteer_id,
                    kind=AskKind.COVER,
                    subject="shift",
                    at=time.now(),
                    until=time.now(),
                )
                assert await unit.asks.add_once(asked)
            in_hand = await unit.deliveries.claim(first.id, Platform.TELEGRAM, time.now(), 3)
        await all_of_it.sender.send_due(until=time.now() + until)
        assert set((await all_of_it.states(second)).values()) == {DeliveryState.PENDING}
        async with database.write() as unit:
            for delivery in in_hand:
                await unit.deliveries.settle(delivery, DeliveryState.SENT, at=time.now())
        time.seconds += 60
        await all_of_it.sender.send_due(until=time.now() + until)
        rows = await deliveries(database, second)
        assert {row.left_out for row in rows} == {LeftOut.ASKED_LATELY}


async def test_one_that_cannot_be_planned_keeps_no_other_back(
    database: Database, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sending(database, redis, 3) as all_of_it:
        broken = await call(database, all_of_it.time.now())
        plan = BroadcastRepository.plan

        async def plans_the_other(
            self: BroadcastRepository, broadcast: Broadcast, **more: Any
        ) -> str | None:
            if broadcast.id == broken.id:
                raise ValueError("a fault of ours")
            return await plan(self, broadcast, **more)

        monkeypatch.setattr(BroadcastRepository, "plan", plans_the_other)
        states = await all_of_it.states(await all_of_it.send())
        assert Counter(states.values()) == {DeliveryState.SENT: 3}

"""Broadcasts to people whose windows are closed: mass sends, by the strict platform's rules."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlmodel import select

from bot.broadcasts.mass import MassSender
from bot.broadcasts.planner import Planner
from bot.dialogue.turn import House
from bot.messages import Push, PushOutcome, Screen
from bot.messengers import Messengers
from bot.payloads import Payloads
from bot.sandbox.faults import Ends, Fault
from bot.settings import WechatProfile
from domain.broadcasts.model import Broadcast, BroadcastState, DeliveryState, LeftOut, Way, Ways
from domain.clock import new_id
from domain.policy import Policy
from domain.volunteers.model import Language, Platform
from storage.database import Database
from storage.tables import AccountRow, DeliveryRow, VolunteerRow
from storage.workdays import ChineseWorkdays
from tests.support.clock import SettableClock
from tests.support.crowd import FIRST_USER, call, crowd, deliveries
from tests.support.wechat import World, wechat_world

PEOPLE = 5
MASS = "message/mass/send"
POLICY = Policy(broadcasts_a_week=99)
OPENIDS = [str(FIRST_USER + number) for number in range(1, PEOPLE + 1)]


class Sends:
    """One installation that reaches its people by mass sends only."""

    def __init__(self, database: Database, world: World, clock: SettableClock) -> None:
        self.database, self.world, self.clock = database, world, clock
        wechat = frozenset({Platform.WECHAT})
        self.house = House(
            database=database,
            policy=POLICY,
            payloads=Payloads(database.keyring),
            new_id=new_id,
            workdays=ChineseWorkdays(),
            public_url="",
            ways=Ways(wechat, mass=wechat),
        )
        self.sender = MassSender(self.house, clock, Messengers({Platform.WECHAT: world.push}))

    async def fill(self) -> None:
        """People who follow the account and have not written lately; the last reads English."""
        await crowd(self.database, PEOPLE)
        async with self.database.write() as unit:
            for row in await unit.session.exec(select(AccountRow)):
                row.platform = Platform.WECHAT
                if row.user_id == OPENIDS[-1]:
                    row.language = Language.EN
        for openid in OPENIDS:
            await self.world.platform.user_follows(openid)
        self.clock.advance(timedelta(minutes=5))

    async def write(self, number: int = 1) -> Broadcast:
        """A broadcast to all of them, planned."""
        texts = {"text": f"第{number}次招募", "text_en": "Call for volunteers"}
        broadcast = await call(self.database, self.clock.now(), **texts)
        await Planner(self.house, self.clock).plan_all()
        return broadcast

    async def send(self) -> None:
        """What a job does."""
        await self.sender.send_due(until=self.clock.now() + timedelta(minutes=1))

    async def move(self, broadcast: Broadcast, state: BroadcastState) -> None:
        """The organizer pauses or cancels it."""
        async with self.database.write() as unit:
            found = await unit.broadcasts.lock(broadcast.id)
            assert found is not None
            found.move(state, self.clock.now())
            if state is BroadcastState.CANCELLED:
                await unit.deliveries.cancel(broadcast.id)

    async def rows(self, broadcast: Broadcast) -> list[DeliveryRow]:
        """What became of it, by person."""
        return await deliveries(self.database, broadcast)

    def texts(self, openid: str, words: str) -> int:
        """How many messages with these words are on somebody's phone."""
        return sum(words in shown.text for shown in self.world.platform.messages(openid))


async def test_one_call_reaches_many_and_one_alone_is_left_out(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with wechat_world(clock, redis) as world:
        sends = Sends(database, world, clock)
        await sends.fill()
        broadcast = await sends.write()
        await sends.send()
        assert world.api.calls.count(MASS) == 1
        *four, english = await sends.rows(broadcast)
        assert {(row.state, row.way) for row in four} == {(DeliveryState.SENT, Way.MASS)}
        # A list has two people at least, and only one reads English.
        assert (english.state, english.left_out) == (DeliveryState.LEFT_OUT, LeftOut.NO_WAY)
        assert [sends.texts(openid, "第1次招募") for openid in OPENIDS] == [1, 1, 1, 1, 0]
        assert sends.texts(OPENIDS[0], "退订") == 1
        assert world.platform.problems == []


async def test_the_fifth_in_a_month_is_left_out_when_it_is_planned(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with wechat_world(clock, redis) as world:
        sends = Sends(database, world, clock)
        await sends.fill()
        for number in range(1, 6):
            broadcast = await sends.write(number)
            await sends.send()
        assert world.api.calls.count(MASS) == 4
        fifth = await sends.rows(broadcast)
        assert {row.left_out for row in fifth[:-1]} == {LeftOut.MASS_USED_UP}
        clock.set(datetime(2026, 12, 1, 2, tzinfo=UTC))
        broadcast = await sends.write(6)
        await sends.send()
        assert [sends.texts(OPENIDS[0], f"第{number}次招募") for number in (5, 6)] == [0, 1]


@pytest.mark.parametrize("arrived", [True, False])
async def test_what_nobody_knows_of_is_repeated_under_its_name(
    database: Database, redis: Redis, clock: SettableClock, arrived: bool
) -> None:
    async with wechat_world(clock, redis) as world:
        sends = Sends(database, world, clock)
        await sends.fill()
        broadcast = await sends.write()
        world.api.faults.add(Fault(call=MASS, ends=Ends.HUNG_UP, done=arrived))
        await sends.send()
        assert {row.state for row in (await sends.rows(broadcast))[:-1]} == {DeliveryState.SENDING}
        clock.advance(timedelta(minutes=3))
        async with database.write() as unit:
            await unit.deliveries.give_up_lost(clock.now())
        await sends.send()
        assert {row.state for row in (await sends.rows(broadcast))[:-1]} == {DeliveryState.SENT}
        assert [sends.texts(openid, "第1次招募") for openid in OPENIDS] == [1, 1, 1, 1, 0]


@asynccontextmanager
async def lost(
    database: Database, redis: Redis, clock: SettableClock
) -> AsyncIterator[tuple[Sends, Broadcast]]:
    """Of a list that was begun nobody knows whether it arrived; it did not."""
    async with wechat_world(clock, redis) as world:
        sends = Sends(database, world, clock)
        await sends.fill()
        broadcast = await sends.write()
        world.api.faults.add(Fault(call=MASS, ends=Ends.HUNG_UP))
        await sends.send()
        yield sends, broadcast


async def test_what_the_platform_may_have_forgotten_is_not_repeated(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with lost(database, redis, clock) as (sends, broadcast):
        for _ in range(3):  # however often it was tried meanwhile
            clock.advance(timedelta(hours=9))
            sends.world.api.faults.add(Fault(call=MASS, ends=Ends.HUNG_UP))
            await sends.send()
        # At 09:05 and 18:05; then it is night, and then it is too late.
        assert sends.world.api.calls.count(MASS) == 2
        async with database.write() as unit:
            await unit.deliveries.give_up_lost(clock.now())
        assert {row.state for row in (await sends.rows(broadcast))[:-1]} == {DeliveryState.UNKNOWN}


async def test_what_was_cancelled_or_is_paused_is_not_repeated(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with lost(database, redis, clock) as (sends, broadcast):
        await sends.move(broadcast, BroadcastState.PAUSED)
        clock.advance(timedelta(minutes=3))
        await sends.send()
        assert sends.world.api.calls.count(MASS) == 1
        await sends.move(broadcast, BroadcastState.CANCELLED)
        await sends.send()
        assert sends.world.api.calls.count(MASS) == 1
        assert {row.state for row in (await sends.rows(broadcast))[:-1]} == {DeliveryState.UNKNOWN}


async def test_who_declined_since_is_not_in_the_repeated_list(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with lost(database, redis, clock) as (sends, broadcast):
        async with database.write() as unit:
            first = await unit.volunteers.lock(f"p{OPENIDS[0]}")
            assert isinstance(first, VolunteerRow)
            first.stop_messages(True)
        clock.advance(timedelta(minutes=3))
        await sends.send()
        states = [row.state for row in (await sends.rows(broadcast))[:-1]]
        assert states == [DeliveryState.UNKNOWN, *[DeliveryState.SENT] * 3]
        assert [sends.texts(openid, "第1次招募") for openid in OPENIDS] == [0, 1, 1, 1, 0]


async def test_a_pause_holds_before_the_next_list(
    database: Database, redis: Redis, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.broadcasts.mass._MOST_AT_ONCE", 2)
    async with wechat_world(clock, redis) as world:
        sends = Sends(database, world, clock)
        await sends.fill()
        broadcast = await sends.write()
        push, lists = world.push.push_to_many, 0

        async def paused_after_the_first(*given: Any) -> Push:
            nonlocal lists
            lists += 1
            await sends.move(broadcast, BroadcastState.PAUSED)
            return await push(*given)

        monkeypatch.setattr(world.push, "push_to_many", paused_after_the_first)
        await sends.send()
        assert lists == 1
        states = Counter(row.state for row in await sends.rows(broadcast))
        assert states == {DeliveryState.SENT: 2, DeliveryState.PENDING: 3}


async def test_who_got_enough_or_left_since_it_was_planned_is_left_out(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with wechat_world(clock, redis) as world:
        sends = Sends(database, world, clock)
        sends.house = replace(sends.house, policy=Policy(broadcasts_a_week=1))
        sends.sender = MassSender(sends.house, clock, Messengers({Platform.WECHAT: world.push}))
        await sends.fill()
        first, second = await sends.write(1), await sends.write(2)
        async with database.write() as unit:
            for row in await unit.session.exec(select(AccountRow)):
                row.reachable = row.user_id != OPENIDS[0]
        await sends.send()
        assert world.api.calls.count(MASS) == 1
        assert [row.left_out for row in (await sends.rows(first))[:2]] == [
            LeftOut.UNREACHABLE,
            None,
        ]
        assert {row.left_out for row in (await sends.rows(second))[1:-1]} == {LeftOut.ASKED_LATELY}


async def test_where_the_account_is_not_set_up_nobody_is_written_off(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with wechat_world(clock, redis) as world:
        sends = Sends(database, world, clock)
        await sends.fill()
        broadcast = await sends.write()
        world.api.fail(MASS, 40164)  # the address of the server is not on the list
        await sends.send()
        assert {row.state for row in (await sends.rows(broadcast))[:-1]} == {DeliveryState.PENDING}
        clock.advance(timedelta(minutes=2))
        await sends.send()
        assert {row.state for row in (await sends.rows(broadcast))[:-1]} == {DeliveryState.SENT}


async def test_who_declined_meanwhile_and_whoever_is_refused_gets_nothing(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with wechat_world(clock, redis) as world:
        sends = Sends(database, world, clock)
        await sends.fill()
        broadcast = await sends.write()
        async with database.write() as unit:
            first = await unit.volunteers.lock(f"p{OPENIDS[0]}")
            assert isinstance(first, VolunteerRow)
            first.stop_messages(True)
        world.api.fail(MASS, 45011)
        await sends.send()
        states = [row.state for row in await sends.rows(broadcast)]
        assert states[:2] == [DeliveryState.LEFT_OUT, DeliveryState.PENDING]
        clock.advance(timedelta(minutes=2))
        world.api.fail(MASS, 45028)
        await sends.send()
        declined, *others, english = await sends.rows(broadcast)
        assert (declined.left_out, english.left_out) == (LeftOut.OPTED_OUT, LeftOut.NO_WAY)
        assert {row.left_out for row in others} == {LeftOut.MASS_USED_UP}
        assert [sends.texts(openid, "招募") for openid in OPENIDS] == [0] * PEOPLE


async def test_without_the_right_to_it_nothing_is_sent(redis: Redis, clock: SettableClock) -> None:
    async with wechat_world(clock, redis, profile=WechatProfile.SUBSCRIPTION) as world:
        push = await world.push.push_to_many(OPENIDS, Screen("x"), Language.ZH, "n")
        assert push.outcome is PushOutcome.WAITS and world.api.calls == []

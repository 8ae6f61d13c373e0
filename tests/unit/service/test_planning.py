"""Planning: a list is made when its time has come, a few people at a time, by whoever goes on."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.broadcasts.planner import Planner
from bot.dialogue.turn import House
from bot.payloads import Payloads
from domain.broadcasts.figures import DryRun
from domain.broadcasts.model import (
    Audience,
    Broadcast,
    BroadcastState,
    DeliveryState,
    LeftOut,
    Ways,
)
from domain.broadcasts.usecases import move_broadcast
from domain.clock import new_id
from domain.organizations.model import Role, RoleKind
from domain.policy import Policy
from domain.volunteers.model import Platform
from storage.database import Database
from storage.workdays import ChineseWorkdays
from tests.support.clock import SettableClock
from tests.support.crowd import AUTHOR, NODE, call, crowd, deliveries
from tests.support.databases import opened, sqlite_copy
from tests.support.plans import steps_of

PEOPLE = 6
PENDING = {DeliveryState.PENDING: PEOPLE}


class Killed(BaseException):
    """The process ends."""


class Planning:
    """One installation with a few people on Telegram, and whoever plans for it."""

    def __init__(self, database: Database, clock: SettableClock) -> None:
        self.database = database
        self.clock = clock
        self.pauses = 0
        self.dies_at: int | None = None
        self.watched: Broadcast | None = None
        self.between: list[dict[DeliveryState, int]] = []
        """What became of the watched one, at each pause."""
        self.house = House(
            database=database,
            policy=Policy(),
            payloads=Payloads(database.keyring),
            new_id=new_id,
            workdays=ChineseWorkdays(),
            public_url="",
            ways=Ways(frozenset({Platform.TELEGRAM})),
        )

    async def plan(self, people_at_once: int = 2) -> None:
        """What a job does, in a process of its own."""
        self.pauses = 0
        planner = Planner(
            self.house, self.clock, people_at_once=people_at_once, sleep=self._between
        )
        await planner.plan_all()

    async def _between(self, seconds: float) -> None:
        self.pauses += 1
        if self.watched is not None:
            self.between.append(await self.states(self.watched))
        if self.pauses == self.dies_at:
            raise Killed

    async def stored(self, broadcast: Broadcast) -> Broadcast:
        """The broadcast as it is now."""
        async with self.database.read() as unit:
            found = await unit.broadcasts.get(broadcast.id)
        assert found is not None
        return found

    async def states(self, broadcast: Broadcast) -> dict[DeliveryState, int]:
        """How many are in which state."""
        return Counter(row.state for row in await deliveries(self.database, broadcast))

    async def move(self, broadcast: Broadcast, state: BroadcastState) -> BroadcastState:
        """Its author pauses it, goes on with it or cancels it."""
        async with self.database.write() as unit:
            moved = await move_broadcast(unit, AUTHOR, broadcast.id, state, now=self.clock.now())
            return moved.state


@pytest.fixture
async def planning(database: Database, clock: SettableClock) -> Planning:
    await crowd(database, PEOPLE)
    async with database.write() as unit:
        await unit.roles.add(
            Role(
                id="role",
                volunteer_id=AUTHOR,
                organization_id=NODE,
                kind=RoleKind.ORGANIZER,
                granted_at=clock.now(),
            )
        )
    return Planning(database, clock)


async def test_the_list_is_made_when_its_time_has_come(planning: Planning) -> None:
    later = planning.clock.now() + timedelta(hours=3)
    broadcast = await call(planning.database, later)
    await planning.plan()
    assert await planning.states(broadcast) == {}
    assert broadcast.waits_until(planning.clock.now(), planning.house.policy) == later
    planning.clock.set(later)
    await planning.plan()
    assert await planning.states(broadcast) == PENDING
    stored = await planning.stored(broadcast)
    assert (stored.state, stored.listed_at) == (BroadcastState.SENDING, later)


async def test_at_each_batch_only_its_people_are_looked_at(
    sqlite_template_file: Path, tmp_path: Path, clock: SettableClock
) -> None:
    async with opened(sqlite_copy(sqlite_template_file, tmp_path)) as database:
        await crowd(database, PEOPLE)
        broadcast = await call(database, clock.now())
        planning = Planning(database, clock)
        with database.statements() as sent:
            await planning.plan()
        assert await planning.states(broadcast) == PENDING
        steps = await steps_of(database, sent)
    of_people = [step for step in steps if re.match(r"(SCAN|SEARCH) (volunteers|accounts)\b", step)]
    assert len(of_people) > PEOPLE / 2
    assert [step for step in of_people if not re.search(r"\b(volunteer_)?id[=<>]", step)] == []


async def test_in_the_night_it_waits_for_the_morning(planning: Planning) -> None:
    planning.clock.set(datetime(2026, 11, 21, 14, tzinfo=UTC))  # ten in the evening
    morning = datetime(2026, 11, 22, 0, tzinfo=UTC)
    broadcast = await call(planning.database, planning.clock.now())
    await planning.plan()
    assert await planning.states(broadcast) == {}
    assert broadcast.waits_until(planning.clock.now(), planning.house.policy) == morning
    planning.clock.set(morning)
    await planning.plan()
    assert {row.due_at for row in await deliveries(planning.database, broadcast)} == {morning}


async def test_what_waits_can_be_paused_and_cancelled(planning: Planning) -> None:
    later = planning.clock.now() + timedelta(hours=3)
    broadcast, other = [await call(planning.database, later) for _ in range(2)]
    assert await planning.move(broadcast, BroadcastState.PAUSED) is BroadcastState.PAUSED
    assert await planning.move(other, BroadcastState.CANCELLED) is BroadcastState.CANCELLED
    planning.clock.set(later + timedelta(hours=1))
    await planning.plan()
    assert await planning.states(broadcast) == await planning.states(other) == {}
    assert await planning.move(broadcast, BroadcastState.SENDING) is BroadcastState.PLANNING
    await planning.plan()
    assert await planning.states(broadcast) == PENDING
    assert await planning.move(broadcast, BroadcastState.PAUSED) is BroadcastState.PAUSED
    assert await planning.move(broadcast, BroadcastState.SENDING) is BroadcastState.SENDING


async def test_who_waits_for_others_that_are_being_sent_has_as_good_as_got_them(
    planning: Planning,
) -> None:
    now, policy = planning.clock.now(), planning.house.policy
    first, second = [await call(planning.database, now) for _ in range(2)]
    await planning.plan()
    assert await planning.states(second) == PENDING

    async def dry_run() -> DryRun:
        async with planning.database.read() as unit:
            return await unit.broadcasts.dry_run(
                Audience(),
                project_id=None,
                topic=None,
                ways=planning.house.ways,
                now=now,
                policy=policy,
            )

    assert (await dry_run()).left_out == {LeftOut.ASKED_LATELY: PEOPLE}
    third = await call(planning.database, now)
    await planning.plan()
    assert await planning.states(third) == {DeliveryState.LEFT_OUT: PEOPLE}
    await planning.move(first, BroadcastState.PAUSED)
    assert (await dry_run()).recipients == PEOPLE


async def test_who_is_beyond_the_number_is_left_out_a_few_at_a_time(planning: Planning) -> None:
    broadcast = await call(planning.database, planning.clock.now(), most=2)
    planning.watched = broadcast
    await planning.plan()
    left_out = [states.get(DeliveryState.LEFT_OUT, 0) for states in planning.between]
    assert max(more - less for less, more in pairwise([0, *left_out])) <= 2
    assert planning.between[-1][DeliveryState.PENDING] == 2
    assert await planning.states(broadcast) == {
        DeliveryState.PENDING: 2,
        DeliveryState.LEFT_OUT: PEOPLE - 2,
    }
    assert (await planning.stored(broadcast)).state is BroadcastState.SENDING


async def test_whoever_dies_while_leaving_out_is_followed_by_one_that_goes_on(
    planning: Planning,
) -> None:
    broadcast = await call(planning.database, planning.clock.now(), most=1)
    planning.dies_at = 5  # three batches are planned by then
    with pytest.raises(Killed):
        await planning.plan()
    assert (await planning.states(broadcast))[DeliveryState.LEFT_OUT] in range(1, PEOPLE - 1)
    assert await planning.move(broadcast, BroadcastState.PAUSED) is BroadcastState.PAUSED
    assert await planning.move(broadcast, BroadcastState.SENDING) is BroadcastState.PLANNING
    planning.dies_at = None
    await planning.plan()
    assert (await planning.states(broadcast))[DeliveryState.PENDING] == 1


async def test_a_planner_that_was_killed_is_followed_by_one_that_goes_on(
    planning: Planning,
) -> None:
    later = planning.clock.now() + timedelta(hours=3)
    broadcast = await call(planning.database, later)
    planning.clock.set(later)
    planning.dies_at = 2
    with pytest.raises(Killed):
        await planning.plan()
    assert await planning.states(broadcast) == {DeliveryState.PENDING: 4}
    assert (await planning.stored(broadcast)).state is BroadcastState.PLANNING
    planning.dies_at = None
    await planning.plan()
    assert planning.pauses == 1
    assert await planning.states(broadcast) == PENDING

"""Who waits for a way that is served no more is left out in the end; who waits for one that is only
away is not."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.broadcasts.planner import Planner
from bot.broadcasts.unserved import leave_out_unserved
from bot.dialogue.turn import House
from bot.payloads import Payloads
from domain.broadcasts.model import DeliveryState, LeftOut, Way, Ways
from domain.clock import new_id
from domain.policy import Policy
from domain.volunteers.model import Platform
from storage.database import Database
from storage.tables import DeliveryRow
from storage.workdays import ChineseWorkdays
from tests.support.clock import SettableClock
from tests.support.crowd import call, crowd, deliveries

PEOPLE = 5
TELEGRAM, WECHAT = (frozenset({each}) for each in (Platform.TELEGRAM, Platform.WECHAT))


@pytest.fixture
async def house(database: Database, clock: SettableClock) -> House:
    """It serves Telegram, where everybody is."""
    await crowd(database, PEOPLE)
    return House(
        database=database,
        policy=Policy(),
        payloads=Payloads(database.keyring),
        new_id=new_id,
        workdays=ChineseWorkdays(),
        public_url="",
        ways=Ways(TELEGRAM),
    )


async def _pauses(house: House, clock: SettableClock) -> int:
    pauses = 0

    async def sleep(_: float) -> None:
        nonlocal pauses
        pauses += 1

    await leave_out_unserved(house, clock, people_at_once=2, sleep=sleep)
    return pauses


async def test_a_platform_that_is_gone_leaves_nobody_waiting(
    house: House, clock: SettableClock
) -> None:
    broadcast = await call(house.database, clock.now())
    await Planner(house, clock).plan_all()
    gone = replace(house, ways=Ways(WECHAT))
    clock.advance(timedelta(hours=23))
    await _pauses(gone, clock)
    waiting = await deliveries(house.database, broadcast)
    assert {row.state for row in waiting} == {DeliveryState.PENDING}
    clock.advance(timedelta(hours=2))
    await _pauses(house, clock)  # served: however long it is away
    waiting = await deliveries(house.database, broadcast)
    assert {row.state for row in waiting} == {DeliveryState.PENDING}
    assert await _pauses(gone, clock) == 2  # two at a time
    over = await deliveries(house.database, broadcast)
    assert {(row.state, row.left_out) for row in over} == {
        (DeliveryState.LEFT_OUT, LeftOut.NOT_SERVED)
    }


async def test_mass_sends_that_are_gone_leave_nobody_waiting(
    house: House, clock: SettableClock
) -> None:
    broadcast = await call(house.database, clock.now())
    await Planner(house, clock).plan_all()
    async with house.database.write() as unit:
        for number, row in enumerate(await deliveries(house.database, broadcast)):
            stored = await unit.session.get(DeliveryRow, (broadcast.id, row.volunteer_id))
            assert stored is not None
            stored.platform = Platform.WECHAT
            stored.way = Way.MASS if number else Way.DIRECT
    clock.advance(timedelta(days=2))
    await _pauses(replace(house, ways=Ways(WECHAT, mass=WECHAT)), clock)
    rows = await deliveries(house.database, broadcast)
    assert {row.state for row in rows} == {DeliveryState.PENDING}
    await _pauses(replace(house, ways=Ways(WECHAT)), clock)
    rows = await deliveries(house.database, broadcast)
    assert Counter(row.left_out for row in rows) == {LeftOut.NOT_SERVED: PEOPLE - 1, None: 1}

"""Messages to all on a shift: the limit of a day holds also where several write at once."""

import asyncio
from datetime import timedelta

import pytest

from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.signups.messages import message_all, message_due_at
from domain.signups.model import ShiftMessage
from domain.volunteers.my_data import delete_my_data, my_data
from tests.unit.service.world import NOW, POLICY, World

HOUR = timedelta(hours=1)


async def tells(world: World, who: str, words: str = "请带水杯") -> ShiftMessage:
    async with world.database.write() as unit:
        return await message_all(
            unit, who, "shift", words, now=NOW, new_id=world.new_id, policy=POLICY
        )


async def test_three_a_day_however_many_write_at_once(world: World) -> None:
    await world.joins("wang")
    await world.joins("li")  # waits
    found = await asyncio.gather(
        *(tells(world, who) for who in ("leader", "organizer", "admin", "leader", "admin")),
        return_exceptions=True,
    )
    refused = [each for each in found if isinstance(each, Refused)]
    assert [each.reason for each in refused] == [Reason.MESSAGES_USED_UP] * 2
    assert await world.told(NoticeKind.SHIFT_MESSAGE) == ["wang"] * 3


@pytest.mark.parametrize(
    ("now_local", "starts_in", "waits"),
    [
        (9, timedelta(days=3), None),
        (20, timedelta(days=3), None),
        (21, timedelta(days=3), 11),
        (23, timedelta(days=2), 9),
        (23, timedelta(hours=24), None),
        (23, timedelta(hours=25), 9),
        (23, timedelta(hours=-2), None),
        (23, timedelta(hours=-4), 9),
    ],
)
async def test_quiet_hours_hold_what_is_not_near(
    world: World, now_local: int, starts_in: timedelta, waits: int | None
) -> None:
    now = NOW + (now_local - 9) * HOUR
    async with world.database.write() as unit:
        shift = await world.shift(unit, "other", starts_in=starts_in + (now - NOW))
    assert message_due_at(shift, now, POLICY) - now == (waits or 0) * HOUR


async def test_what_somebody_wrote_is_shown_and_forgotten_with_them(world: World) -> None:
    await world.joins("wang")
    await tells(world, "leader", "有事打我电话：13900139000")
    async with world.database.write() as unit:
        [shown] = (await my_data(unit, "leader"))["shift_messages"]
        assert shown["words"] == "有事打我电话：13900139000"
        await delete_my_data(unit, "leader", now=NOW, new_id=world.new_id, policy=POLICY)
    async with world.database.read() as unit:
        assert (await my_data(unit, "leader"))["shift_messages"] == []

"""Attendance in bulk: the leader's word, within the limits; on both databases."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.errors import Reason, Refused
from domain.hours.attendance import check_in, check_out
from domain.hours.claims import claim
from domain.hours.decisions import confirm_claim
from domain.hours.marking import Marked, mark_attendance, to_mark
from domain.hours.model import Claim, ClaimState, Grade
from domain.hours.rules import Service, service_between, service_lasting
from domain.hours.totals import entries
from domain.notices.model import NoticeKind
from domain.offerings.model import ProjectState
from domain.signups.model import SignupState
from tests.unit.service.test_hours import total
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World

HOUR = timedelta(hours=1)
START = NOW + timedelta(days=3)
AFTER = START + 4 * HOUR


async def on_a_shift(world: World, *names: str, hours: float = 3) -> dict[str, str]:
    """People with a place on ``many``, three days from now; their sign-ups by name."""
    async with world.database.write() as unit:
        await world.shift(unit, "many", places=len(names), hours=hours)
        for name in names:
            if await unit.volunteers.get(name) is None:
                await world.person(unit, name)
    return {name: (await world.joins(name, "many")).signup.id for name in names}


async def marks(
    world: World,
    came: Sequence[str],
    absent: Sequence[str] = (),
    who: str = "leader",
    now: datetime = AFTER,
) -> Marked:
    async with world.database.write() as unit:
        return await mark_attendance(
            unit,
            who,
            "many",
            came,
            absent,
            now=now,
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )


async def test_who_came_is_recorded_with_the_planned_times(world: World) -> None:
    signups = await on_a_shift(world, "wang", "li", "zhao")
    marked = await marks(world, [signups["wang"], signups["li"]])
    assert set(marked.recorded) == {signups["wang"], signups["li"]}
    async with world.database.read() as unit:
        [entry] = (await entries(unit, "wang")).entries
        attendance = await unit.attendances.of_shift(["wang"], "many")
        project = await unit.projects.get("project")
    assert (entry.minutes, entry.grade, entry.actor_id) == (180, Grade.CONFIRMED, "leader")
    assert (entry.starts_at, entry.ends_at, entry.late) == (START, START + 3 * HOUR, False)
    assert attendance is not None
    assert (attendance.method, attendance.closed_by) == ("leader", "leader")
    assert (attendance.checked_in_at, attendance.checked_out_at) == (START, START + 3 * HOUR)
    assert attendance.entry_id == entry.id
    assert project is not None and project.state is ProjectState.RUNNING
    assert sorted(await world.told(NoticeKind.HOURS_MARKED)) == ["li", "wang"]
    assert (await total(world, "zhao")).counted == 0


async def test_who_did_not_come_is_a_no_show_only_if_the_leader_says_so(world: World) -> None:
    signups = await on_a_shift(world, "wang", "li", "zhao")
    marked = await marks(world, [signups["wang"]], [signups["li"]])
    assert (marked.recorded, marked.absent) == ((signups["wang"],), (signups["li"],))
    async with world.database.read() as unit:
        states = {
            line.volunteer.id: line.signup.state for line in await unit.signups.roster("many")
        }
        left = await to_mark(unit, "leader", "many", now=AFTER)
    assert states["li"] is SignupState.NO_SHOW
    assert states["zhao"] is SignupState.CONFIRMED
    assert [line.volunteer.id for line in left] == ["zhao"]


async def test_who_checked_in_stays_as_they_are(world: World) -> None:
    signups = await on_a_shift(world, "wang", "li", "zhao")
    async with world.database.write() as unit:
        when: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
        for who in ("wang", "li"):
            await check_in(unit, who, "many", "code", now=START + HOUR, **when)
        await check_out(unit, "wang", "many", now=START + 2 * HOUR, **when)
    marked = await marks(world, [signups["wang"]], [signups["li"]])
    assert set(marked.already) == {signups["wang"], signups["li"]}
    assert (await total(world, "wang")).checked_in == 60
    async with world.database.read() as unit:
        still = await unit.attendances.of_shift(["li"], "many")
    assert still is not None and still.checked_out_at is None


async def test_marked_twice_counts_once_also_by_two_leaders_at_the_same_time(world: World) -> None:
    signups = await on_a_shift(world, *(f"p{number}" for number in range(6)))
    ids = list(signups.values())
    both = await asyncio.gather(
        marks(world, ids), marks(world, ids[::-1], who="organizer"), marks(world, ids, who="admin")
    )
    assert sorted(each for marked in both for each in marked.recorded) == sorted(ids)
    for name in signups:
        assert (await total(world, name)).confirmed == 180
    assert len(await world.told(NoticeKind.HOURS_MARKED)) == 6


async def test_one_that_cannot_be_marked_does_not_stop_the_others(world: World) -> None:
    signups = await on_a_shift(world, "wang", "li", "leader")
    async with world.database.write() as unit:
        await claim(
            unit,
            "li",
            None,
            service_between(START + HOUR, START + 2 * HOUR, POLICY),
            now=AFTER,
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )
    marked = await marks(world, [*signups.values(), "nothing"])
    assert marked.recorded == (signups["wang"],)
    assert dict(marked.refused) == {
        signups["li"]: Reason.CLAIM_OVERLAPS,
        signups["leader"]: Reason.OWN_HOURS,
        "nothing": Reason.NOT_SIGNED_UP,
    }


async def test_more_than_eight_hours_wait_for_a_second_person(world: World) -> None:
    signups = await on_a_shift(world, "wang", hours=9)
    later = START + 10 * HOUR
    marked = await marks(world, [signups["wang"]], now=later)
    assert marked.first_of_two == (signups["wang"],)
    assert ((await total(world)).counted, (await total(world)).waiting) == (0, 540)
    assert await world.told(NoticeKind.CLAIM_WAITING) == []
    assert sorted(await world.told(NoticeKind.CLAIM_SECOND)) == ["admin", "organizer"]
    async with world.database.write() as unit:
        attendance = await unit.attendances.of_shift(["wang"], "many")
        assert attendance is not None and attendance.entry_id is not None
        waiting = await unit.claims.of_entry(attendance.entry_id)
        assert waiting is not None
        with pytest.raises(Refused, match=Reason.SECOND_PERSON_NEEDED):
            await confirm_claim(
                unit, "leader", waiting.id, now=later, new_id=world.new_id, policy=POLICY
            )
        decided = await confirm_claim(
            unit, "organizer", waiting.id, now=later, new_id=world.new_id, policy=POLICY
        )
    assert decided.state is ClaimState.CONFIRMED
    assert (await total(world)).confirmed == 540


async def test_more_than_twelve_hours_a_day_are_refused(world: World) -> None:
    signups = await on_a_shift(world, "wang", hours=12.5)
    marked = await marks(world, [signups["wang"]], now=START + 13 * HOUR)
    assert dict(marked.refused) == {signups["wang"]: Reason.CLAIM_OVER_DAILY_LIMIT}
    assert (await total(world)).waiting == 0


async def test_after_the_deadline_it_is_kept_and_marked_late(world: World) -> None:
    signups = await on_a_shift(world, "wang")
    await marks(world, [signups["wang"]], now=START + timedelta(days=20))
    async with world.database.read() as unit:
        [entry] = (await entries(unit, "wang")).entries
    assert entry.late


async def test_not_before_the_end(world: World) -> None:
    signups = await on_a_shift(world, "wang")
    with pytest.raises(Refused, match=Reason.SHIFT_NOT_OVER):
        await marks(world, [signups["wang"]], now=START + 2 * HOUR)
    async with world.database.read() as unit:
        with pytest.raises(Refused, match=Reason.SHIFT_NOT_OVER):
            await to_mark(unit, "leader", "many", now=START + 2 * HOUR)


def lasting(hours: float) -> Service:
    """So many hours on the day of the shift, without from and to."""
    return service_lasting(START.date(), int(hours * 60), POLICY)


async def reports(world: World, service: Service, now: datetime = AFTER) -> Claim:
    async with world.database.write() as unit:
        return await claim(
            unit,
            "wang",
            "project",
            service,
            now=now,
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )


async def approves(world: World, claim_id: str, who: str = "leader") -> Claim:
    async with world.database.write() as unit:
        return await confirm_claim(
            unit, who, claim_id, now=AFTER, new_id=world.new_id, policy=POLICY
        )


async def minutes(world: World) -> list[int]:
    async with world.database.read() as unit:
        return [entry.minutes for entry in (await entries(unit, "wang")).entries]


async def comes_and_goes(world: World) -> None:
    when: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        await check_in(unit, "wang", "many", "code", now=START, **when)
    async with world.database.write() as unit:
        await check_out(unit, "wang", "many", now=START + 3 * HOUR, **when)


async def test_a_shift_marked_after_it_was_claimed_counts_once(world: World) -> None:
    signups = await on_a_shift(world, "wang")
    made = await reports(world, lasting(3))
    assert (await marks(world, [signups["wang"]])).recorded == (signups["wang"],)
    assert await minutes(world) == [180]
    stored = await world.claim_row(made.id)
    assert (stored.state, stored.decided_by) == (ClaimState.CONFIRMED, "leader")
    assert ((await total(world)).confirmed, (await total(world)).waiting) == (180, 0)
    assert await world.told(NoticeKind.HOURS_CONFIRMED) == ["wang"]
    async with world.database.read() as unit:
        attendance = await unit.attendances.of_shift(["wang"], "many")
    assert attendance is not None and attendance.entry_id == stored.entry_id
    with pytest.raises(Refused, match=Reason.CLAIM_DECIDED):
        await approves(world, made.id)


async def test_a_shift_marked_after_its_claim_was_approved_counts_once(world: World) -> None:
    signups = await on_a_shift(world, "wang")
    made = await reports(world, lasting(3))
    await approves(world, made.id)
    assert (await marks(world, [signups["wang"]])).recorded == (signups["wang"],)
    assert await minutes(world) == [180]
    assert (await marks(world, [signups["wang"]])).already == (signups["wang"],)


async def test_who_reports_less_than_was_planned_is_marked_with_that(world: World) -> None:
    signups = await on_a_shift(world, "wang")
    await reports(world, service_between(START + HOUR, START + 2 * HOUR, POLICY))
    assert (await marks(world, [signups["wang"]])).recorded == (signups["wang"],)
    assert await minutes(world) == [60]


@pytest.mark.parametrize(
    "service", [lasting(3.5), service_between(START - HOUR, START + HOUR, POLICY)]
)
async def test_a_claim_of_more_than_was_planned_is_decided_by_itself(
    world: World, service: Service
) -> None:
    signups = await on_a_shift(world, "wang")
    made = await reports(world, service)
    marked = await marks(world, [signups["wang"]])
    assert dict(marked.refused) == {signups["wang"]: Reason.CLAIM_OVERLAPS}
    await approves(world, made.id)
    assert await minutes(world) == [service.minutes]


async def test_a_shift_that_is_recorded_is_not_claimed_once_more(world: World) -> None:
    signups = await on_a_shift(world, "wang")
    await marks(world, [signups["wang"]])
    with pytest.raises(Refused, match=Reason.CLAIM_OVERLAPS):
        await reports(world, lasting(3))
    assert await minutes(world) == [180]


@pytest.mark.parametrize("gone", [True, False])
async def test_who_checked_in_does_not_claim_the_shift_as_well(world: World, gone: bool) -> None:
    await on_a_shift(world, "wang")
    if gone:
        await comes_and_goes(world)
    else:
        async with world.database.write() as unit:
            await check_in(
                unit, "wang", "many", "code", now=START, new_id=world.new_id, policy=POLICY
            )
    with pytest.raises(Refused, match=Reason.CLAIM_OVERLAPS):
        await reports(world, lasting(3))


async def test_a_shift_is_claimed_once(world: World) -> None:
    await on_a_shift(world, "wang")
    await reports(world, lasting(1))
    for again in (lasting(1), service_between(START, START + HOUR, POLICY)):
        with pytest.raises(Refused, match=Reason.CLAIM_OVERLAPS):
            await reports(world, again)


async def test_of_two_shifts_the_one_without_a_record_is_meant(world: World) -> None:
    """Morning and afternoon of one project: the second one is not lost to the first."""
    signups = await on_a_shift(world, "wang")
    async with world.database.write() as unit:
        await world.shift(unit, "later", starts_in=START + 3.5 * HOUR - NOW, hours=1)
    await world.joins("wang", "later")
    await marks(world, [signups["wang"]])
    made = await reports(world, lasting(1), now=START + 5 * HOUR)
    async with world.database.read() as unit:
        entry = await unit.hour_entries.get(made.entry_id)
    assert entry is not None and entry.shift_id == "later"
    with pytest.raises(Refused, match=Reason.CLAIM_OVERLAPS):
        await reports(world, lasting(1), now=START + 5 * HOUR)


async def test_a_claim_is_not_approved_beside_a_later_check_out(world: World) -> None:
    """Reported on the morning of the shift, before they checked in."""
    await on_a_shift(world, "wang")
    early = await reports(world, lasting(0.5), now=START - HOUR / 2)
    await comes_and_goes(world)
    with pytest.raises(Refused, match=Reason.CLAIM_OVERLAPS):
        await approves(world, early.id)
    assert (await total(world)).counted == 180

"""Joining a shift on site: by the code or because the leader asked, on both databases."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from domain.errors import Reason, Refused
from domain.hours.attendance import check_in
from domain.notices.model import NoticeKind
from domain.signups.model import Signup, SignupState
from domain.signups.no_shows import record_no_show
from domain.signups.usecases import cancel_sign_up
from domain.signups.walk_ins import ask_walk_in, decline_walk_in, find_walk_ins, join_on_site
from domain.volunteers.model import VolunteerState
from storage.tables import AccessRow
from tests.unit.service.world import NOW, POLICY, World

HOUR = timedelta(hours=1)
START = NOW + timedelta(days=3)


async def joins(
    world: World,
    who: str,
    *,
    here: bool = True,
    version: int = 1,
    now: datetime = START,
    shift: str = "shift",
) -> Signup:
    async with world.database.write() as unit:
        return await join_on_site(
            unit, who, shift, version, here=here, now=now, new_id=world.new_id, policy=POLICY
        )


async def asks(world: World, whom: str, now: datetime = START) -> bool:
    async with world.database.write() as unit:
        return await ask_walk_in(
            unit, "leader", "shift", whom, now=now, new_id=world.new_id, policy=POLICY
        )


async def counts(world: World) -> tuple[int, int]:
    async with world.database.read() as unit:
        shift = await unit.shifts.get("shift")
        assert shift is not None
        return shift.taken, shift.waiting


async def test_the_last_place_on_site_goes_to_one_of_many(world: World) -> None:
    found = await asyncio.gather(
        *(joins(world, who) for who in ("wang", "li", "zhao")), return_exceptions=True
    )
    refused = [each for each in found if isinstance(each, Refused)]
    assert [each.reason for each in refused] == [Reason.NO_PLACE_ON_SITE] * 2
    assert await counts(world) == (1, 0)


async def test_joining_twice_is_joining_once(world: World) -> None:
    first, again = await joins(world, "wang"), await joins(world, "wang")
    assert first.id == again.id
    assert await counts(world) == (1, 0)


async def test_neither_there_nor_asked(world: World) -> None:
    with pytest.raises(Refused, match=Reason.NOT_SIGNED_UP):
        await joins(world, "wang", here=False)


async def test_whom_the_leader_asked_joins_although_it_is_full(world: World) -> None:
    await world.joins("wang")
    with pytest.raises(Refused, match=Reason.NO_PLACE_ON_SITE):
        await joins(world, "li")
    assert await asks(world, "li")
    assert not await asks(world, "li")
    assert await world.told(NoticeKind.WALK_IN_ASKED) == ["li"]
    assert await counts(world) == (1, 0)
    await joins(world, "li", here=False)
    assert await counts(world) == (2, 0)
    with pytest.raises(Refused, match=Reason.ON_ROSTER_ALREADY):
        await asks(world, "li")
    with pytest.raises(Refused, match=Reason.NO_PLACE_ON_SITE):
        await joins(world, "zhao")
    async with world.database.write() as unit:
        await cancel_sign_up(unit, "wang", "shift", now=START, new_id=world.new_id, policy=POLICY)
    assert await counts(world) == (1, 0)


async def test_before_the_start_who_waits_comes_first(world: World) -> None:
    await world.joins("wang")
    waits = await world.joins("li")
    async with world.database.write() as unit:
        li = await unit.signups.lock(waits.signup.id)
        assert li is not None
        await cancel_sign_up(
            unit, "wang", "shift", now=START - HOUR, new_id=world.new_id, policy=POLICY
        )
        assert li.state is SignupState.OFFERED
    early = START - HOUR / 4
    with pytest.raises(Refused, match=Reason.NO_PLACE_ON_SITE):
        await joins(world, "zhao", now=early)
    taken = await joins(world, "li", now=early)
    assert (taken.id, taken.state) == (waits.signup.id, SignupState.CONFIRMED)
    assert await world.told(NoticeKind.PLACE_OFFERED) == []
    assert await counts(world) == (1, 0)


async def test_the_sign_up_window_does_not_close_it(world: World) -> None:
    async with world.database.write() as unit:
        project = await unit.projects.lock("project")
        assert project is not None
        project.signup_until = NOW
    with pytest.raises(Refused, match=Reason.REGISTRATION_CLOSED):
        await world.joins("wang", now=START - HOUR)
    await joins(world, "wang")


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (START - HOUR, Reason.CHECK_IN_TOO_EARLY),
        (START + 3 * HOUR, Reason.SHIFT_OVER),
        (START + 4 * HOUR, Reason.SHIFT_OVER),
    ],
)
async def test_only_while_it_goes_on(world: World, now: datetime, reason: Reason) -> None:
    with pytest.raises(Refused, match=reason):
        await joins(world, "wang", now=now)
    with pytest.raises(Refused, match=reason):
        await asks(world, "wang", now=now)


async def test_every_other_rule_of_signing_up_holds(world: World) -> None:
    async with world.database.write() as unit:
        await world.person(unit, "child", born=date(2012, 5, 1))
        await world.shift(unit, "same-time")
    await world.joins("wang", "same-time")
    with pytest.raises(Refused, match=Reason.CLASH):
        await joins(world, "wang")
    await asks(world, "child")
    with pytest.raises(Refused, match=Reason.GUARDIAN_MISSING):
        await joins(world, "child", here=False)
    with pytest.raises(Refused, match=Reason.ACKNOWLEDGEMENT_OUTDATED):
        await joins(world, "li", version=2)
    assert await counts(world) == (0, 0)


async def test_a_no_is_told_to_the_leader_once(world: World) -> None:
    when: dict[str, Any] = {"now": START, "new_id": world.new_id}
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await decline_walk_in(unit, "wang", "shift", **when)
    await asks(world, "wang")
    for _ in range(2):
        async with world.database.write() as unit:
            await decline_walk_in(unit, "wang", "shift", **when)
    assert await world.told(NoticeKind.WALK_IN_DECLINED) == ["leader"]
    assert await counts(world) == (0, 0)


async def test_found_by_number_or_whole_name_and_logged(world: World) -> None:
    async with world.database.write() as unit:
        await world.person(unit, "mary", name="Mary Ann")
        await world.person(unit, "gone", name="Mary Ann", state=VolunteerState.FROZEN)

    async def found(words: str) -> list[str]:
        async with world.database.write() as unit:
            people = await find_walk_ins(
                unit, "leader", "shift", words, now=START, new_id=world.new_id, policy=POLICY
            )
            return [person.id for person in people]

    assert await found("mary") == ["mary"]  # the number, in this world
    assert await found("Mary Ann") == ["mary"]
    assert await found("mary ann") == ["mary"]
    assert await found("Mar") == []
    async with world.database.read() as unit:
        looks = (await unit.session.exec(select(AccessRow))).all()
    assert [(each.actor_id, each.subject_id, each.purpose) for each in looks] == [
        ("leader", "mary", "walk-in")
    ] * 3


async def misses(world: World, signup_id: str, now: datetime) -> None:
    async with world.database.write() as unit:
        await record_no_show(unit, "leader", signup_id, now=now, new_id=world.new_id, policy=POLICY)


async def checks_in(world: World, who: str, now: datetime) -> None:
    async with world.database.write() as unit:
        await check_in(unit, who, "shift", "qr", now=now, new_id=world.new_id, policy=POLICY)


async def test_who_is_noted_as_absent_and_comes_late_stands_on_the_roster_once(
    world: World,
) -> None:
    planned = (await world.joins("li")).signup
    await misses(world, planned.id, START + HOUR / 6)
    assert await counts(world) == (0, 0)
    back = await joins(world, "li", now=START + HOUR / 3)
    await checks_in(world, "li", START + HOUR / 3)
    assert (back.id, back.state, back.ended_at) == (planned.id, SignupState.CONFIRMED, None)
    assert back.acknowledged_at == START + HOUR / 3
    assert await counts(world) == (1, 0)
    async with world.database.read() as unit:
        [line] = await unit.signups.roster("shift")
        assert await unit.signups.no_shows(["li"], NOW) == 0
    assert line.signup.state is SignupState.CONFIRMED and line.attendance is not None


async def test_who_was_noted_as_absent_does_not_push_out_who_has_the_place(world: World) -> None:
    planned = (await world.joins("li")).signup
    await misses(world, planned.id, START + HOUR / 6)
    await joins(world, "wang", now=START + HOUR / 6)
    with pytest.raises(Refused, match=Reason.NO_PLACE_ON_SITE):
        await joins(world, "li", now=START + HOUR / 3)
    assert await counts(world) == (1, 0)
    await asks(world, "li", now=START + HOUR / 3)
    assert (await joins(world, "li", now=START + HOUR / 3)).id == planned.id
    assert await counts(world) == (2, 0)


async def test_who_checked_in_meanwhile_is_not_noted_as_absent(world: World) -> None:
    planned = (await world.joins("zhao")).signup
    await checks_in(world, "zhao", START)
    with pytest.raises(Refused, match=Reason.HAS_COME):
        await misses(world, planned.id, START + HOUR / 6)
    assert await counts(world) == (1, 0)

"""An adult checks in and out for others: whom they may, in one step, with hours for each."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from domain.errors import Reason, Refused
from domain.households.attending import (
    check_in_together,
    check_out_together,
    open_together,
    who_may_arrive,
    who_may_leave,
)
from domain.signups.acknowledging import still_coming
from domain.signups.contacts import phone_of
from domain.signups.usecases import sign_up
from storage.tables import HourEntryRow
from tests.unit.service.test_signing_together import (
    HOUR,
    families,
    outing,
    stored,
    together,
    when,
)
from tests.unit.service.world import NOW, POLICY, World


async def come(
    world: World, who: list[str], adult: str = "wang", late: timedelta = HOUR
) -> list[str]:
    """Those who are in now, an hour after the start unless it is said otherwise."""
    at = (await outing(world)).starts_at + late
    async with world.database.write() as unit:
        came = await check_in_together(unit, adult, "outing", who, "code", **when(world, at))
    return [person.id for person, _ in came.done]


async def arriving(world: World, adult: str = "wang") -> dict[str, Reason | None]:
    at = (await outing(world)).starts_at
    async with world.database.read() as unit:
        found = await who_may_arrive(unit, adult, "outing", now=at, policy=POLICY)
    return {each.person.id: each.reason for each in found}


async def test_each_has_hours_of_their_own(world: World) -> None:
    await families(world)
    await together(world, ["wang", "boy", "li"])
    assert await arriving(world) == {"wang": None, "boy": None, "li": None}
    assert await come(world, ["li", "boy", "wang"], late=timedelta()) == ["wang", "boy", "li"]
    assert set((await arriving(world)).values()) == {Reason.ALREADY_CHECKED_IN}
    at = (await outing(world)).starts_at + HOUR
    async with world.database.read() as unit:
        [(shift, people)] = await open_together(unit, "wang")
        assert (shift.id, [each.id for each in people]) == ("outing", ["wang", "boy", "li"])
        assert [len(people) for _, people in await open_together(unit, "li")] == [1]
    async with world.database.write() as unit:
        went = await check_out_together(unit, "wang", "outing", ["wang", "boy"], **when(world, at))
    assert [done.entry and done.entry.minutes for _, done in went.done] == [60, 60]
    async with world.database.read() as unit:
        rows = (
            await unit.session.exec(select(HourEntryRow).order_by(col(HourEntryRow.volunteer_id)))
        ).all()
        assert [(row.volunteer_id, row.actor_id) for row in rows] == [
            ("boy", "wang"),
            ("wang", "wang"),
        ]
        left = await who_may_leave(unit, "wang", "outing", now=at, policy=POLICY)
        gone = Reason.ALREADY_CHECKED_OUT
        assert {each.person.id: each.reason for each in left} == {
            "wang": gone,
            "boy": gone,
            "li": None,
        }


async def test_who_is_in_already_holds_up_nobody(world: World) -> None:
    await families(world)
    await together(world, ["wang", "boy"])
    assert await come(world, ["boy"]) == ["boy"]
    at = (await outing(world)).starts_at + HOUR
    async with world.database.write() as unit:
        came = await check_in_together(
            unit, "wang", "outing", ["wang", "boy"], "qr", **when(world, at)
        )
    assert [person.id for person, _ in came.done] == ["wang"]
    assert [(person.id, why.reason) for person, why in came.refused] == [
        ("boy", Reason.ALREADY_CHECKED_IN)
    ]
    with pytest.raises(Refused) as refused:
        await come(world, ["boy"])
    assert refused.value.reason is Reason.ALREADY_CHECKED_IN


async def test_who_waits_has_no_place(world: World) -> None:
    await families(world, places=1)
    await together(world, ["wang"], ["boy"])
    # The place that frees up is not there: nobody is offered anything on a full shift.
    assert await arriving(world) == {"wang": None, "boy": Reason.NOT_SIGNED_UP}


async def test_only_those_whom_the_adult_may_act_for(world: World) -> None:
    """Somebody with an account who signed up themselves comes and goes by themselves."""
    await families(world)
    async with world.database.write() as unit:
        await sign_up(unit, "li", "outing", 1, **when(world))
    await together(world, ["boy"])
    assert await arriving(world) == {"wang": Reason.NOT_SIGNED_UP, "boy": None}
    for adult, who in (
        ("wang", ["boy", "li"]),
        ("wang", ["girl"]),
        ("li", ["boy"]),
        ("li", ["wang"]),
    ):
        with pytest.raises(Refused) as refused:
            await come(world, who, adult)
        assert refused.value.reason is Reason.NOT_SIGNED_UP
    assert await arriving(world) == {"wang": Reason.NOT_SIGNED_UP, "boy": None}
    at = (await outing(world)).starts_at + HOUR
    assert await come(world, ["li"], "li") == ["li"]
    async with world.database.write() as unit:
        with pytest.raises(Refused):
            await check_out_together(unit, "wang", "outing", ["li"], **when(world, at))


async def test_not_outside_the_time(world: World) -> None:
    await families(world)
    await together(world, ["wang", "boy"])
    with pytest.raises(Refused) as refused:
        await come(world, ["wang", "boy"], late=-HOUR)
    assert refused.value.reason is Reason.CHECK_IN_TOO_EARLY
    async with world.database.read() as unit:
        shift = await outing(world)
        for look in (who_may_arrive, who_may_leave):
            with pytest.raises(Refused):
                await look(unit, "wang", "outing", now=shift.starts_at - HOUR, policy=POLICY)
            with pytest.raises(Refused):
                await look(unit, "wang", "nowhere", now=shift.starts_at, policy=POLICY)


async def test_the_guardians_number_is_shown_to_who_manages_the_shift_only(world: World) -> None:
    await families(world)
    await together(world, ["boy", "li"])
    signups = {each.volunteer_id: each.id for each in (await stored(world)).values()}
    at = (await outing(world)).starts_at
    async with world.database.write() as unit:
        guardian = await unit.volunteers.lock("wang")
        assert guardian is not None
        guardian.change_profile(phone="+8613900139000")
        shown = await phone_of(unit, "leader", signups["boy"], **when(world, at))
        assert (shown.phone, shown.guardian and shown.guardian.id) == ("+8613900139000", "wang")
        with pytest.raises(Refused):
            await phone_of(unit, "li", signups["boy"], **when(world, at))


async def test_who_still_comes_says_so_for_their_children_only(world: World) -> None:
    await families(world)
    await together(world, ["wang", "boy", "li"])
    signups = {each.volunteer_id: each.id for each in (await stored(world)).values()}
    async with world.database.write() as unit:
        for stranger in ("li", "leader"):
            with pytest.raises(Refused) as refused:
                await still_coming(unit, stranger, 1, signup_id=signups["boy"], now=NOW)
            assert refused.value.reason is Reason.NOT_SIGNED_UP
        said = await still_coming(unit, "wang", 1, signup_id=signups["boy"], now=NOW)
        assert {own.signup.volunteer_id for own in said} == {"wang", "boy"}
        said = await still_coming(unit, "li", 1, signup_id=signups["li"], now=NOW)
        assert {own.signup.volunteer_id for own in said} == {"li"}

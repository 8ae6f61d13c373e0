"""One adult signs up several: all or nobody, each with a sign-up of their own."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from domain.errors import Reason, Refused
from domain.households.model import HouseholdMember, MemberKind
from domain.households.signing import (
    Together,
    cancel_together,
    family_signups,
    sign_up_together,
    who_may_come,
)
from domain.notices.model import NoticeKind
from domain.offerings.model import Shift
from domain.signups.model import Signup, SignupState
from domain.signups.usecases import cancel_sign_up, sign_up
from domain.signups.waitlist import (
    accept_offer,
    decline_offer,
    offer_not_delivered,
    retry_unreached,
)
from domain.volunteers.model import GuardianConsent, Platform
from domain.volunteers.usecases import find_or_create_account
from storage.tables import NoticeRow, SignupRow
from storage.unit import Unit
from tests.unit.service.world import NOW, POLICY, World

HOUR = timedelta(hours=1)
NINE, SIXTEEN = date(2017, 5, 1), date(2010, 5, 1)


def when(world: World, at: Any = NOW) -> dict[str, Any]:
    return {"now": at, "new_id": world.new_id, "policy": POLICY}


async def relative(
    world: World,
    unit: Unit,
    adult: str,
    who: str,
    kind: MemberKind = MemberKind.CHILD,
    born: date = NINE,
) -> None:
    """Somebody of an adult's household; a child with the adult's consent."""
    if await unit.volunteers.get(who) is None:
        await world.person(unit, who, born)
    if kind is MemberKind.CHILD:
        guardian = await find_or_create_account(
            unit,
            Platform.WECHAT,
            f"wx-{adult}",
            language=None,
            now=NOW,
            new_id=world.new_id,
        )
        guardian.belong_to(adult)
        await unit.consents.add(
            GuardianConsent(
                id=f"consent-{who}",
                minor_id=who,
                guardian_account_id=guardian.id,
                guardian_id=adult,
                relation="母亲",
                text_version="2026-11",
                given_at=NOW,
            )
        )
    await unit.households.add(
        HouseholdMember(
            id=f"in-{adult}-{who}", adult_id=adult, volunteer_id=who, kind=kind, joined_at=NOW
        )
    )


async def families(world: World, places: int = 3, waitlist_size: int | None = None) -> None:
    """王 with two children and 李, who agreed; a shift with some places."""
    async with world.database.write() as unit:
        await relative(world, unit, "wang", "boy")
        await relative(world, unit, "wang", "girl", born=SIXTEEN)
        await relative(world, unit, "wang", "li", MemberKind.AGREED)
        shift = await world.shift(unit, "outing", places=places, starts_in=timedelta(days=9))
        shift.waitlist_size = waitlist_size


async def together(
    world: World, coming: Sequence[str], waiting: Sequence[str] = (), version: int = 1
) -> Together:
    async with world.database.write() as unit:
        return await sign_up_together(
            unit, "wang", "outing", version, coming=coming, waiting=waiting, **when(world)
        )


async def stored(world: World) -> dict[str, Signup]:
    async with world.database.read() as unit:
        query = select(SignupRow).where(col(SignupRow.shift_id) == "outing")
        return {row.volunteer_id: row for row in await unit.session.exec(query)}


async def outing(world: World) -> Shift:
    async with world.database.read() as unit:
        found = await unit.shifts.get("outing")
        assert found is not None
        return found


async def notices(world: World, kind: NoticeKind) -> list[tuple[str | None, str | None]]:
    """To whom and about whom."""
    async with world.database.read() as unit:
        query = select(NoticeRow).where(NoticeRow.kind == kind, NoticeRow.state != "dropped")
        rows = (await unit.session.exec(query.order_by(col(NoticeRow.key)))).all()
        return [(row.volunteer_id, row.about_id) for row in rows]


# ---------------------------------------------------------------- signing up


async def test_each_has_a_sign_up_of_their_own(world: World) -> None:
    await families(world)
    done = await together(world, ["wang", "boy", "li"])
    assert [person.id for person in done.coming] == ["wang", "boy", "li"]
    rows = await stored(world)
    assert {who: (row.state, row.made_by) for who, row in rows.items()} == {
        "wang": (SignupState.CONFIRMED, None),
        "boy": (SignupState.CONFIRMED, "wang"),
        "li": (SignupState.CONFIRMED, "wang"),
    }
    assert all(row.acknowledged_version == 1 for row in rows.values())
    assert (await outing(world)).taken == 3
    # Who has an account is told; what concerns the child goes to its guardian.
    assert await notices(world, NoticeKind.SIGNED_UP_FOR) == [("li", None)]
    assert sorted(await notices(world, NoticeKind.SHIFT_REMINDER), key=str) == sorted(
        [("wang", None), ("wang", "boy"), ("li", None)] * 2, key=str
    )


async def test_too_few_places_give_nobody_one(world: World) -> None:
    await families(world, places=2)
    with pytest.raises(Refused) as short:
        await together(world, ["wang", "boy", "girl"])
    assert (short.value.reason, short.value.facts) == (Reason.PLACES_SHORT, {"free": 2})
    assert await stored(world) == {}
    assert (await outing(world)).taken == 0
    done = await together(world, ["wang", "boy"])
    assert [person.id for person in done.coming] == ["wang", "boy"]


async def test_all_on_the_waitlist_in_their_order(world: World) -> None:
    await families(world, places=1)
    async with world.database.write() as unit:
        await sign_up(unit, "zhao", "outing", 1, **when(world))
    done = await together(world, [], ["wang", "boy", "girl"])
    assert [(person.id, rank) for person, rank in done.waiting] == [
        ("wang", 1),
        ("boy", 2),
        ("girl", 3),
    ]
    assert (await outing(world)).waiting == 3


async def test_a_place_that_is_free_is_not_left_empty(world: World) -> None:
    """All wanted to wait together: the place there is goes to the first, who may say no."""
    await families(world, places=1)
    await together(world, [], ["wang", "boy"])
    rows = await stored(world)
    assert (rows["wang"].state, rows["boy"].state) == (SignupState.OFFERED, SignupState.WAITING)


async def test_while_people_wait_newcomers_queue_behind_them(world: World) -> None:
    await families(world, places=2)
    await together(world, [], ["girl"])  # offered at once
    async with world.database.write() as unit:
        row = await unit.signups.live(["girl"], "outing")
        assert row is not None
        await offer_not_delivered(unit, row.id, now=NOW, new_id=world.new_id, policy=POLICY)
    # The girl could not be reached: both places are free for others.
    assert len((await together(world, ["wang", "boy"])).coming) == 2


async def test_a_full_waitlist_takes_nobody(world: World) -> None:
    await families(world, places=1, waitlist_size=1)
    await together(world, ["wang"])
    with pytest.raises(Refused, match=Reason.WAITLIST_FULL):
        await together(world, [], ["boy", "girl"])
    assert set(await stored(world)) == {"wang"}
    assert (await outing(world)).waiting == 0


async def test_one_who_cannot_come_stops_all(world: World) -> None:
    await families(world)
    async with world.database.write() as unit:
        project = await unit.projects.get("project")
        assert project is not None
        project.minimum_age = 12
    async with world.database.read() as unit:
        found = await who_may_come(unit, "wang", "outing", now=NOW, policy=POLICY)
    assert [(each.person.id, each.reason) for each in found] == [
        ("wang", None),
        ("boy", Reason.TOO_YOUNG),
        ("girl", None),
        ("li", None),
    ]
    with pytest.raises(Refused) as refused:
        await together(world, ["wang", "boy"])
    assert refused.value.reason is Reason.RELATIVE_REFUSED
    assert refused.value.facts == {"name": "boy"}
    assert await stored(world) == {}


async def test_each_is_looked_at_for_themselves(world: World) -> None:
    await families(world)
    async with world.database.write() as unit:
        await world.shift(unit, "same-time", starts_in=timedelta(days=9))
        await relative(world, unit, "wang", "orphan", MemberKind.AGREED, NINE)
    await world.joins("li", "same-time")
    await together(world, ["girl"])
    async with world.database.read() as unit:
        with world.database.statements() as statements:
            found = await who_may_come(unit, "wang", "outing", now=NOW, policy=POLICY)
    assert {each.person.id: each.reason for each in found} == {
        "wang": None,
        "boy": None,
        "girl": Reason.ALREADY_SIGNED_UP,
        "li": Reason.CLASH,
        "orphan": Reason.GUARDIAN_MISSING,
    }
    assert len(statements) <= 10


@pytest.mark.parametrize("stranger", ["zhao", "leader", "nobody"])
async def test_nobody_elses_family(world: World, stranger: str) -> None:
    await families(world)
    for coming in (["wang", stranger], [stranger]):
        with pytest.raises(Refused) as refused:
            await together(world, coming)
        assert refused.value.reason in {Reason.NOT_IN_HOUSEHOLD, Reason.NOT_FOUND}
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.NOT_IN_HOUSEHOLD):
            await sign_up_together(
                unit, "li", "outing", 1, coming=["boy"], waiting=[], **when(world)
            )
    assert await stored(world) == {}


async def test_who_left_is_not_signed_up_any_more(world: World) -> None:
    await families(world)
    async with world.database.write() as unit:
        row = await unit.households.get("in-wang-li")
        assert row is not None
        row.end("li", NOW)
    with pytest.raises(Refused, match=Reason.NOT_IN_HOUSEHOLD):
        await together(world, ["wang", "li"])


async def test_changed_terms_must_be_seen_first(world: World) -> None:
    await families(world)
    with pytest.raises(Refused, match=Reason.ACKNOWLEDGEMENT_OUTDATED):
        await together(world, ["wang", "boy"], version=2)


# ---------------------------------------------------------------- seeing, answering, cancelling


async def test_whose_sign_ups_the_adult_sees(world: World) -> None:
    await families(world)
    await together(world, ["boy", "li"])
    async with world.database.write() as unit:
        await world.shift(unit, "later", places=5, starts_in=timedelta(days=12))
    await world.joins("li", "later")  # his own affair
    await world.joins("wang", "later")
    async with world.database.read() as unit:
        seen = await family_signups(unit, "wang", now=NOW)
        others = await family_signups(unit, "li", now=NOW)
    assert [(each.own.shift.id, each.person.id) for each in seen] == [
        ("outing", "boy"),
        ("outing", "li"),
        ("later", "wang"),
    ]
    assert [(each.own.shift.id, each.person.id) for each in others] == [
        ("outing", "li"),
        ("later", "li"),
    ]


async def test_cancelled_for_one_or_all(world: World) -> None:
    await families(world)
    await together(world, ["wang", "boy", "li"])
    async with world.database.write() as unit:
        await cancel_together(unit, "wang", "outing", ["boy"], **when(world))
    assert (await outing(world)).taken == 2
    assert await notices(world, NoticeKind.CANCELLED_FOR) == []
    async with world.database.write() as unit:
        await cancel_together(unit, "wang", "outing", ["wang", "li"], **when(world))
    assert (await outing(world)).taken == 0
    assert await notices(world, NoticeKind.CANCELLED_FOR) == [("li", None)]
    assert await notices(world, NoticeKind.SHIFT_REMINDER) == []
    with pytest.raises(Refused, match=Reason.NOT_SIGNED_UP):
        async with world.database.write() as unit:
            await cancel_together(unit, "wang", "outing", ["boy"], **when(world))


async def test_what_a_relative_signed_up_for_is_theirs_to_cancel(world: World) -> None:
    await families(world)
    async with world.database.write() as unit:
        await sign_up(unit, "li", "outing", 1, **when(world))
    with pytest.raises(Refused, match=Reason.NOT_SIGNED_UP):
        async with world.database.write() as unit:
            await cancel_together(unit, "wang", "outing", ["li"], **when(world))
    # And what the adult signed them up for, they may cancel themselves.
    await together(world, ["boy"])
    async with world.database.write() as unit:
        await cancel_sign_up(unit, "li", "outing", **when(world))
    assert (await outing(world)).taken == 1


async def test_the_guardian_answers_the_offer_to_a_child(world: World) -> None:
    await families(world, places=1)
    async with world.database.write() as unit:
        await sign_up(unit, "zhao", "outing", 1, **when(world))
    await together(world, [], ["boy", "girl"])
    async with world.database.write() as unit:
        await cancel_sign_up(unit, "zhao", "outing", **when(world))
    assert await notices(world, NoticeKind.PLACE_OFFERED) == [("wang", "boy")]
    offered = (await stored(world))["boy"].id
    for stranger in ("zhao", "li"):
        async with world.database.write() as unit:
            with pytest.raises(Refused, match=Reason.NOT_FOUND):
                await accept_offer(unit, stranger, offered, **when(world))
    async with world.database.write() as unit:
        await decline_offer(unit, "wang", offered, now=NOW, new_id=world.new_id, policy=POLICY)
    second = (await stored(world))["girl"]
    assert second.state is SignupState.OFFERED
    async with world.database.write() as unit:
        await accept_offer(unit, "wang", second.id, **when(world))
    assert (await stored(world))["girl"].state is SignupState.CONFIRMED


async def test_a_child_passed_over_is_offered_a_place_when_its_guardian_writes(
    world: World,
) -> None:
    await families(world, places=1)
    await together(world, [], ["boy"])
    offered = (await stored(world))["boy"].id
    async with world.database.write() as unit:
        await offer_not_delivered(unit, offered, now=NOW, new_id=world.new_id, policy=POLICY)
    async with world.database.read() as unit:
        arrival = await unit.arrivals.of(Platform.WECHAT, "wx-wang", "wechat:1", NOW)
        assert arrival.unreached
    async with world.database.write() as unit:
        again = await retry_unreached(unit, "wang", now=NOW + HOUR, new_id=world.new_id)
        assert [signup.volunteer_id for signup in again] == ["boy"]


# ---------------------------------------------------------------- the race


async def test_two_families_race_for_the_last_two_places(world: World) -> None:
    """Both want both places: one has both, the other none; over and over, on both databases."""
    async with world.database.write() as unit:
        for adult, child in (("wang", "boy"), ("li", "girl")):
            await relative(world, unit, adult, child)
        for number in range(10):
            await world.shift(
                unit, f"race-{number}", places=2, starts_in=timedelta(days=3 + number)
            )

    async def race(adult: str, people: list[str], shift: str) -> int:
        unit = await world.database.begin_write()
        try:
            done = await sign_up_together(
                unit, adult, shift, 1, coming=people, waiting=[], **when(world)
            )
            await unit.commit()
            return len(done.coming)
        except Refused as refused:
            assert (refused.reason, refused.facts) == (Reason.PLACES_SHORT, {"free": 0})
            return 0
        finally:
            await unit.close()

    for number in range(10):
        shift = f"race-{number}"
        got = await asyncio.gather(
            race("wang", ["wang", "boy"], shift), race("li", ["girl", "li"], shift)
        )
        assert sorted(got) == [0, 2]
        async with world.database.read() as unit:
            found = await unit.shifts.get(shift)
            assert found is not None and (found.taken, found.waiting) == (2, 0)


async def test_two_adults_who_sign_each_other_up_do_not_wait_for_one_another(world: World) -> None:
    async with world.database.write() as unit:
        await relative(world, unit, "wang", "li", MemberKind.AGREED)
        await relative(world, unit, "li", "wang", MemberKind.AGREED)
        for number in range(10):
            await world.shift(
                unit, f"both-{number}", places=9, starts_in=timedelta(days=3 + number)
            )

    async def goes(adult: str, other: str, shift: str) -> bool:
        unit = await world.database.begin_write()
        try:
            await sign_up_together(
                unit, adult, shift, 1, coming=[adult, other], waiting=[], **when(world)
            )
            await unit.commit()
            return True
        except Refused as refused:
            assert refused.reason is Reason.RELATIVE_REFUSED
            return False
        finally:
            await unit.close()

    for number in range(10):
        shift = f"both-{number}"
        done = await asyncio.gather(goes("wang", "li", shift), goes("li", "wang", shift))
        assert sorted(done) == [False, True]

"""Households: agreed by a code, children under their guardian's consent, on both databases."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from domain.errors import Reason, Refused
from domain.households.children import add_child, own_child, rename_child
from domain.households.usecases import (
    agree_to_join,
    household_of,
    household_request,
    invite_relative,
    joined_households,
    leave_household,
    remove_relative,
)
from domain.notices.model import NoticeKind
from domain.persons import lock_person
from domain.signups.usecases import sign_up
from domain.volunteers.merging import merge
from domain.volunteers.model import Platform, Volunteer, VolunteerState
from domain.volunteers.my_data import delete_my_data, my_data
from domain.volunteers.wards import Consequence, own_wards, withdraw_consent
from storage.database import Database
from storage.unit import Unit
from tests.unit.people.support import NOW, POLICY, Ids, account, drawing, shift, volunteer

BORN = date(2017, 5, 1)


def when(ids: Ids, minutes: int = 0) -> dict[str, Any]:
    return {"now": NOW + timedelta(minutes=minutes), "new_id": ids, "policy": POLICY}


async def child_of(
    unit: Unit, ids: Ids, adult: str, name: str = "王小明", born: date = BORN
) -> Volunteer:
    own = await account(unit, ids, adult)
    return await add_child(
        unit,
        own.id,
        name=name,
        birth_date=born,
        relation="母亲",
        text_version="2026-11",
        **when(ids),
    )


async def invited(unit: Unit, ids: Ids, adult: str, code: str = "123456") -> str:
    own = await account(unit, ids, adult)
    return await invite_relative(unit, own.id, draw=drawing(code), **when(ids))


async def agrees(unit: Unit, ids: Ids, who: str, code: str = "123456", minutes: int = 1) -> str:
    own = await account(unit, ids, who)
    return (await agree_to_join(unit, own.id, code, **when(ids, minutes))).id


async def names(unit: Unit, adult: Volunteer) -> Sequence[str | None]:
    household = await household_of(unit, adult.id)
    return [person.volunteer.name for person in household.people]


# ---------------------------------------------------------------- with an account


async def test_who_agrees_is_in_and_the_adult_is_told(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        wang = await volunteer(unit, ids, "王芳")
        li = await volunteer(unit, ids, "李明")
        await invited(unit, ids, "王芳")
        own = await account(unit, ids, "李明")
        asked = await household_request(unit, own.id, "123456", **when(ids))
        assert (asked.adult.id, asked.account.platform) == (wang.id, Platform.WECHAT)
        assert await names(unit, wang) == ["王芳"]
        await agrees(unit, ids, "李明")
        assert await names(unit, wang) == ["王芳", "李明"]
        [(_, adult)] = await joined_households(unit, li.id)
        assert adult.id == wang.id
        due = await unit.notices.due(NOW + timedelta(hours=1), limit=9)
        own_account = await account(unit, ids, "王芳")
        assert [(each.kind, each.account_id) for each in due] == [
            (NoticeKind.HOUSEHOLD_JOINED, own_account.id)
        ]
        with pytest.raises(Refused, match=Reason.CODE_USED):
            await agrees(unit, ids, "李明")
        await invited(unit, ids, "王芳", "234567")
        with pytest.raises(Refused, match=Reason.ALREADY_IN_HOUSEHOLD):
            await agrees(unit, ids, "李明", "234567")


async def test_who_cannot_ask_or_agree(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        await volunteer(unit, ids, "王芳")
        await volunteer(unit, ids, "boy", born=date(2010, 1, 1))
        with pytest.raises(Refused, match=Reason.HOUSEHOLD_ADULT_NEEDED):
            await invited(unit, ids, "boy")
        with pytest.raises(Refused, match=Reason.HOUSEHOLD_ADULT_NEEDED):
            await child_of(unit, ids, "boy")
        await invited(unit, ids, "王芳")
        with pytest.raises(Refused, match=Reason.HOUSEHOLD_IS_SELF):
            await agrees(unit, ids, "王芳")
        with pytest.raises(Refused, match=Reason.NOT_REGISTERED):
            await agrees(unit, ids, "nobody")
        with pytest.raises(Refused, match=Reason.CODE_EXPIRED):
            await agrees(unit, ids, "boy", minutes=10)
        with pytest.raises(Refused, match=Reason.CODE_WRONG):
            await agrees(unit, ids, "boy", "000000")
        # A minor with an account agrees as anybody does; the guardian is asked at the sign-up.
        await agrees(unit, ids, "boy")


async def test_it_has_room_for_so_many(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        wang = await volunteer(unit, ids, "王芳")
        for number in range(POLICY.household_size - 2):
            await child_of(unit, ids, "王芳", f"孩子{number}")
        await volunteer(unit, ids, "李明")
        await volunteer(unit, ids, "赵云")
        await invited(unit, ids, "王芳", "123456")
        await invited(unit, ids, "王芳", "234567")
        await agrees(unit, ids, "李明", "123456")
        assert len(await names(unit, wang)) == POLICY.household_size == 8
        for refused in (
            agrees(unit, ids, "赵云", "234567"),
            invited(unit, ids, "王芳", "345678"),
            child_of(unit, ids, "王芳", "又一个"),
        ):
            with pytest.raises(Refused, match=Reason.HOUSEHOLD_FULL):
                await refused


async def test_leaving_and_being_taken_out(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        wang, li = await volunteer(unit, ids, "王芳"), await volunteer(unit, ids, "李明")
        zhao = await volunteer(unit, ids, "赵云")
        for code in ("123456", "234567"):
            await invited(unit, ids, "王芳", code)
        of_li = await agrees(unit, ids, "李明", "123456")
        of_zhao = await agrees(unit, ids, "赵云", "234567")
        late: dict[str, Any] = {"now": NOW + timedelta(hours=1), "new_id": ids}
        for stranger in (wang, zhao):
            with pytest.raises(Refused, match=Reason.NOT_IN_HOUSEHOLD):
                await leave_household(unit, stranger.id, of_li, **late)
        with pytest.raises(Refused, match=Reason.NOT_IN_HOUSEHOLD):
            await remove_relative(unit, li.id, of_zhao, **late)
        await leave_household(unit, li.id, of_li, **late)
        await remove_relative(unit, wang.id, of_zhao, **late)
        assert await names(unit, wang) == ["王芳"]
        with pytest.raises(Refused, match=Reason.NOT_IN_HOUSEHOLD):
            await leave_household(unit, li.id, of_li, **late)
        due = await unit.notices.due(NOW + timedelta(days=1), limit=9)
        told = {(each.kind, each.volunteer_id) for each in due}
        assert (NoticeKind.HOUSEHOLD_LEFT, wang.id) in told
        assert (NoticeKind.HOUSEHOLD_REMOVED, zhao.id) in told
        kept = await unit.households.get(of_li)
        assert kept is not None and kept.ended_by == li.id


# ---------------------------------------------------------------- children


@pytest.mark.parametrize("born", [date(2017, 5, 1), date(2009, 5, 1)])
async def test_a_child_is_a_volunteer_with_a_consent(
    database: Database, ids: Ids, born: date
) -> None:
    async with database.write() as unit:
        wang = await volunteer(unit, ids, "王芳")
        child = await child_of(unit, ids, "王芳", born=born)
        assert (child.registered, child.name, child.birth_date) == (True, "王小明", born)
        assert child.number is not None and child.number != wang.number
        assert child.district == wang.district
        [consent] = await unit.consents.standing([child.id])
        assert (consent.guardian_id, consent.relation) == (wang.id, "母亲")
        assert (consent.given_at, consent.text_version) == (NOW, "2026-11")
        assert list(await unit.accounts.of_volunteer(child.id)) == []
        # The guardian's list of wards has it, without more.
        own = await account(unit, ids, "王芳")
        [ward] = await own_wards(unit, own.id, now=NOW, policy=POLICY)
        assert (ward.minor.id, ward.consequence) == (child.id, Consequence.DELETION)


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        (date(2008, 11, 21), Reason.CHILD_OF_AGE),
        (date(1990, 5, 1), Reason.CHILD_OF_AGE),
        (date(2026, 11, 22), Reason.BIRTH_DATE_IMPOSSIBLE),
    ],
)
async def test_not_for_whom_it_is_not(
    database: Database, ids: Ids, born: date, reason: Reason
) -> None:
    async with database.write() as unit:
        await volunteer(unit, ids, "王芳")
        with pytest.raises(Refused, match=reason):
            await child_of(unit, ids, "王芳", born=born)


async def test_the_same_child_once_and_only_its_own_guardian_acts(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        wang, li = await volunteer(unit, ids, "王芳"), await volunteer(unit, ids, "李明")
        child = await child_of(unit, ids, "王芳")
        with pytest.raises(Refused, match=Reason.ALREADY_IN_HOUSEHOLD):
            await child_of(unit, ids, "王芳")
        for refused in (
            own_child(unit, li.id, child.id),
            rename_child(unit, li.id, child.id, "李小明"),
            own_child(unit, wang.id, li.id),
        ):
            with pytest.raises(Refused, match=Reason.NOT_IN_HOUSEHOLD):
                await refused
        assert (await rename_child(unit, wang.id, child.id, "王晓明")).name == "王晓明"


async def test_a_child_leaves_with_the_consent(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        wang = await volunteer(unit, ids, "王芳")
        child = await child_of(unit, ids, "王芳", born=date(2009, 5, 1))
        place = await shift(unit, ids, places=1)
        await sign_up(unit, child.id, place.id, 1, **when(ids))
        own = await account(unit, ids, "王芳")
        [consent] = await unit.consents.standing([child.id])
        assert await withdraw_consent(unit, own.id, consent.id, **when(ids)) == []
        assert await names(unit, wang) == ["王芳"]
        gone = await unit.volunteers.get(child.id)
        assert gone is not None
        assert (gone.state, gone.name, gone.birth_date) == (VolunteerState.FROZEN, None, None)
        freed = await unit.shifts.get(place.id)
        assert freed is not None and freed.taken == 0


# ---------------------------------------------------------------- merged, deleted, exported


async def test_both_households_are_one_after_a_merge(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        one = await volunteer(unit, ids, "a")
        other = await volunteer(unit, ids, "b", Platform.TELEGRAM, now=NOW + timedelta(minutes=1))
        for name in ("李明", "赵云"):
            await volunteer(unit, ids, name)
        await child_of(unit, ids, "a", "王小明")
        for code, adult, platform in (
            ("123456", "a", Platform.WECHAT),
            ("234567", "b", Platform.TELEGRAM),
            ("345678", "b", Platform.TELEGRAM),
            ("456789", "b", Platform.TELEGRAM),
        ):
            own = await account(unit, ids, adult, platform)
            await invite_relative(unit, own.id, draw=drawing(code), **when(ids))
        await agrees(unit, ids, "李明", "123456")
        await agrees(unit, ids, "李明", "234567")
        await agrees(unit, ids, "赵云", "345678")
        # One's own second account was taken for somebody else.
        await agrees(unit, ids, "a", "456789")
        await merge(
            unit,
            await lock_person(unit, one.id),
            await lock_person(unit, other.id),
            actor_id=one.id,
            **when(ids, 5),
        )
        assert sorted(filter(None, await names(unit, one))) == sorted(
            ["a", "王小明", "李明", "赵云"]
        )
        assert await joined_households(unit, one.id) == []


async def test_a_member_who_is_merged_stays_one_member(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        wang = await volunteer(unit, ids, "王芳")
        one = await volunteer(unit, ids, "a")
        other = await volunteer(unit, ids, "b", Platform.TELEGRAM, now=NOW + timedelta(minutes=1))
        for code in ("123456", "234567"):
            await invited(unit, ids, "王芳", code)
        await agrees(unit, ids, "a", "123456")
        telegram = await account(unit, ids, "b", Platform.TELEGRAM)
        await agree_to_join(unit, telegram.id, "234567", **when(ids, 1))
        await merge(
            unit,
            await lock_person(unit, one.id),
            await lock_person(unit, other.id),
            actor_id=one.id,
            **when(ids, 5),
        )
        household = await household_of(unit, wang.id)
        assert [member.person.ids for member in household.members] == [(one.id, other.id)]
        assert household.member(other.id) == household.member(one.id) is not None


async def test_deleting_ends_it_and_children_go_with_their_guardian(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        wang, li = await volunteer(unit, ids, "王芳"), await volunteer(unit, ids, "李明")
        child = await child_of(unit, ids, "王芳")
        await invited(unit, ids, "王芳")
        await agrees(unit, ids, "李明")
        shown = await my_data(unit, wang.id)
        assert {row["volunteer_id"] for row in shown["household"]} == {child.id, li.id}
        assert len((await my_data(unit, child.id))["household"]) == 1
        await delete_my_data(unit, wang.id, **when(ids))
    async with database.read() as unit:
        gone, stays = await unit.volunteers.get(child.id), await unit.volunteers.get(li.id)
        assert gone is not None and gone.state is VolunteerState.FROZEN
        assert stays is not None and stays.registered
        assert await joined_households(unit, li.id) == []
        assert all(row["left_at"] for row in (await my_data(unit, wang.id))["household"])


async def test_a_member_who_deletes_leaves(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        wang, li = await volunteer(unit, ids, "王芳"), await volunteer(unit, ids, "李明")
        await invited(unit, ids, "王芳")
        await agrees(unit, ids, "李明")
        await delete_my_data(unit, li.id, **when(ids))
        assert await names(unit, wang) == ["王芳"]

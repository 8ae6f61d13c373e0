"""Teams: who belongs where, invitations for many, and the share of a unit, on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.organizations.model import UnitLevel
from domain.persons import lock_person
from domain.teams.invitations import (
    TeamInvitation,
    invitation_sent,
    invite_members,
    open_invitation,
    withdraw_invitation,
)
from domain.teams.ports import MemberCount
from domain.teams.share import Share, set_headcount, share_of
from domain.teams.usecases import (
    Joined,
    join_team,
    leave_team,
    my_teams,
    remove_member,
    set_main_unit,
    team_members,
)
from domain.volunteers.merging import merge
from domain.volunteers.my_data import delete_my_data, my_data
from tests.unit.people.support import Ids, account
from tests.unit.service.world import NOW, POLICY, World

DAY = timedelta(days=1)
TEXT = "K7M2PQRST4"


async def invited(world: World, node: str = "station", text: str = TEXT) -> TeamInvitation:
    async with world.database.write() as unit:
        return await invite_members(
            unit,
            "admin",
            node,
            draw=lambda: text,
            now=NOW,
            new_id=world.new_id,
            policy=POLICY,
        )


async def joins(world: World, who: str, invitation: TeamInvitation, days: int = 0) -> Joined:
    async with world.database.write() as unit:
        return await join_team(unit, who, invitation.id, now=NOW + days * DAY, new_id=world.new_id)


async def teams_of(world: World, who: str) -> list[tuple[str, bool]]:
    async with world.database.read() as unit:
        return [(each.node.id, each.membership.main) for each in await my_teams(unit, who)]


# ---------------------------------------------------------------- invitations


async def test_any_number_join_by_one_invitation_each_once(world: World) -> None:
    invitation = await invited(world)
    for who in ("wang", "li", "zhao"):
        assert not (await joins(world, who, invitation)).before
    again = await joins(world, "li", invitation, days=3)
    assert again.before
    assert again.membership.joined_at == NOW
    async with world.database.read() as unit:
        page = await team_members(unit, "organizer", "station", 0, 2)
    assert ([each.volunteer.id for each in page.members], page.total) == (["wang", "li"], 3)


async def test_the_invitation_that_stands_is_shown_again(world: World) -> None:
    first = await invited(world)
    assert await invited(world, text="OTHERCODE2") == first
    async with world.database.write() as unit:
        await withdraw_invitation(unit, "organizer", first.id, now=NOW)
    async with world.database.read() as unit:
        assert await open_invitation(unit, "organizer", "station", now=NOW) is None
    assert (await invited(world, text="OTHERCODE2")).text == "OTHERCODE2"


async def test_typed_in_any_case_and_wrong_tries_are_counted(world: World) -> None:
    invitation = await invited(world)
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        phone = await account(unit, Ids(), "wx-1")
        sent = await invitation_sent(unit, phone.id, TEXT.lower(), **when)
        assert sent.id == invitation.id
        for _ in range(POLICY.code_tries):
            with pytest.raises(Refused) as wrong:
                await invitation_sent(unit, phone.id, "WRONGCODE2", **when)
            assert wrong.value.reason is Reason.CODE_WRONG and wrong.value.keep
        with pytest.raises(Refused, match=Reason.TOO_MANY_TRIES):
            await invitation_sent(unit, phone.id, TEXT, **when)


async def test_withdrawn_or_too_old_says_which(world: World) -> None:
    invitation = await invited(world)
    assert (await joins(world, "wang", invitation, days=29)).node.id == "station"
    with pytest.raises(Refused, match=Reason.CODE_EXPIRED):
        await joins(world, "li", invitation, days=30)
    async with world.database.write() as unit:
        for _ in range(2):
            await withdraw_invitation(unit, "organizer", invitation.id, now=NOW)
    with pytest.raises(Refused, match=Reason.INVITATION_WITHDRAWN):
        await joins(world, "li", invitation)
    assert await teams_of(world, "wang") == [("station", True)]
    with pytest.raises(Refused, match=Reason.NOT_FOUND):
        await joins(world, "li", TeamInvitation("nothing", "", invitation.node, NOW))


async def test_a_guest_cannot_join(world: World) -> None:
    invitation = await invited(world)
    async with world.database.write() as unit:
        await world.person(unit, "guest", state="guest", number=None, name=None, birth_date=None)
    with pytest.raises(Refused, match=Reason.NOT_REGISTERED):
        await joins(world, "guest", invitation)


# ---------------------------------------------------------------- belonging


async def test_one_main_unit_and_several_teams(world: World) -> None:
    station, other = await invited(world), await invited(world, "other", "OTHERCODE2")
    root = await invited(world, "root", "ROOTSCODE2")
    first = await joins(world, "wang", station)
    second = await joins(world, "wang", other, days=1)
    await joins(world, "wang", root, days=2)
    assert await teams_of(world, "wang") == [("station", True), ("other", False), ("root", False)]
    async with world.database.write() as unit:
        await set_main_unit(unit, "wang", second.membership.id)
    assert await teams_of(world, "wang") == [("other", True), ("station", False), ("root", False)]
    async with world.database.write() as unit:
        await leave_team(unit, "wang", second.membership.id, now=NOW + 3 * DAY)
    assert await teams_of(world, "wang") == [("station", True), ("root", False)]
    async with world.database.read() as unit:
        left = await unit.memberships.get(second.membership.id)
        assert left is not None
        assert (left.left_at, left.ended_by) == (NOW + 3 * DAY, "wang")
    # Who comes again is a member anew; the old record stays.
    again = await joins(world, "wang", other, days=4)
    assert (again.before, again.membership.id) != (True, second.membership.id)
    with pytest.raises(Refused, match=Reason.NOT_A_MEMBER):
        async with world.database.write() as unit:
            await leave_team(unit, "li", first.membership.id, now=NOW)


async def test_who_is_removed_is_told(world: World) -> None:
    joined = await joins(world, "wang", await invited(world))
    async with world.database.write() as unit:
        await remove_member(unit, "organizer", joined.membership.id, now=NOW, new_id=world.new_id)
    assert await teams_of(world, "wang") == []
    assert await world.told(NoticeKind.TEAM_LEFT) == ["wang"]
    with pytest.raises(Refused, match=Reason.NOT_A_MEMBER):
        async with world.database.write() as unit:
            await remove_member(
                unit, "organizer", joined.membership.id, now=NOW, new_id=world.new_id
            )


async def test_two_who_are_one_are_in_all_teams_once(world: World) -> None:
    station, other = await invited(world), await invited(world, "other", "OTHERCODE2")
    await joins(world, "wang", station)
    await joins(world, "li", station, days=1)
    await joins(world, "li", other, days=2)
    async with world.database.write() as unit:
        await merge(
            unit,
            await lock_person(unit, "wang"),
            await lock_person(unit, "li"),
            actor_id="wang",
            now=NOW + 3 * DAY,
            new_id=world.new_id,
            policy=POLICY,
        )
    assert await teams_of(world, "wang") == [("station", True), ("other", False)]
    assert await teams_of(world, "li") == [("station", True), ("other", False)]
    async with world.database.read() as unit:
        assert await unit.memberships.count("root/") == MemberCount(1, 1)


async def test_who_had_no_team_takes_over_the_main_unit(world: World) -> None:
    await joins(world, "li", await invited(world))
    async with world.database.write() as unit:
        await merge(
            unit,
            await lock_person(unit, "wang"),
            await lock_person(unit, "li"),
            actor_id="wang",
            now=NOW,
            new_id=world.new_id,
            policy=POLICY,
        )
    assert await teams_of(world, "wang") == [("station", True)]


async def test_deleting_ends_them_and_the_export_holds_them(world: World) -> None:
    await joins(world, "wang", await invited(world))
    async with world.database.write() as unit:
        [held] = (await my_data(unit, "wang"))["memberships"]
        assert held["organization_id"] == "station" and held["left_at"] is None
        await delete_my_data(unit, "wang", now=NOW, new_id=world.new_id, policy=POLICY)
    assert await teams_of(world, "wang") == []
    async with world.database.read() as unit:
        [left] = (await my_data(unit, "wang"))["memberships"]
        assert left["left_at"] is not None


# ---------------------------------------------------------------- headcount and share


async def test_the_share_counts_each_person_once_in_their_main_unit(world: World) -> None:
    station, other = await invited(world), await invited(world, "other", "OTHERCODE2")
    for who in ("wang", "li"):
        await joins(world, who, station)
    for who in ("li", "zhao"):
        await joins(world, who, other)
    async with world.database.write() as unit:
        await set_headcount(unit, "organizer", "station", 5, UnitLevel.NATIONAL)
        await set_headcount(unit, "outsider", "other", 6, UnitLevel.PROVINCIAL)
    async with world.database.read() as unit:
        here = await share_of(unit, "organizer", "station", policy=POLICY)
        there = await share_of(unit, "outsider", "other", policy=POLICY)
        above = await share_of(unit, "admin", "root", policy=POLICY)
    assert (here.members, here.percent, here.aim, here.reached) == (MemberCount(2, 2), 40, 40, True)
    assert (there.members, there.percent) == (MemberCount(2, 1), 16)
    assert not there.reached
    assert (above.members, above.percent, above.aim) == (MemberCount(3, 3), None, None)


def test_the_aims_are_those_of_notice_002() -> None:
    assert POLICY.share_aims == {
        UnitLevel.NATIONAL: 40,
        UnitLevel.PROVINCIAL: 30,
        UnitLevel.DEPARTMENTAL: 20,
    }


@given(
    st.integers(0, 2_000), st.integers(1, 1_000), st.sampled_from(list(POLICY.share_aims.items()))
)
def test_a_share_is_never_rounded_up(
    at_home: int, headcount: int, level: tuple[UnitLevel, int]
) -> None:
    share = Share(MemberCount(at_home, at_home), headcount, *level)
    assert share.percent is not None
    assert share.percent * headcount <= at_home * 100 < (share.percent + 1) * headcount
    assert share.reached == (share.percent >= level[1])

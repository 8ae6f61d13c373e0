"""Co-organizers and leaders of shifts, on both databases."""

from datetime import timedelta
from typing import Any

import pytest

from domain.errors import Reason, Refused
from domain.hours.claims import claim
from domain.hours.decisions import confirm_claim
from domain.hours.rules import service_between
from domain.notices.model import NoticeKind
from domain.offerings.authority import check_manages, check_manages_shift
from domain.offerings.browsing import project_view
from domain.offerings.co_organizing import (
    co_organizers_of,
    invite_to_project,
    let_go,
    may_take_in,
    take_in,
)
from domain.offerings.editing_shifts import edit_shift
from domain.offerings.invitations import TakenIn, take_invitation
from domain.offerings.shift_leading import (
    invite_to_shift,
    may_lead,
    set_shift_contact,
    set_shift_leader,
)
from domain.offerings.usecases import cancel_shift
from domain.organizations.invitations import Claimed, claim_role, invite
from domain.organizations.model import RoleKind
from domain.organizations.usecases import withdraw_role
from domain.persons import lock_person
from domain.signups.usecases import withdraw_sign_up
from domain.signups.walk_ins import ask_walk_in, decline_walk_in, has_declined
from domain.volunteers.merging import merge
from domain.volunteers.model import Account, Platform
from domain.volunteers.my_data import delete_my_data
from storage.unit import Unit
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World

HOUR = timedelta(hours=1)
START = NOW + timedelta(days=3)
CODE = "ABCDE23456"


async def account(unit: Unit, who: str) -> str:
    made = await unit.accounts.add(
        Account(
            id=f"account-{who}",
            platform=Platform.TELEGRAM,
            user_id=who,
            volunteer_id=who,
            created_at=NOW,
        )
    )
    return made.id


async def manages(world: World, who: str) -> tuple[bool, bool]:
    """Whether somebody manages the project, and its shift."""
    async with world.database.read() as unit:
        project, shift = await unit.projects.get("project"), await unit.shifts.get("shift")
        assert project is not None and shift is not None
        found = []
        for check in (
            check_manages(unit, who, project),
            check_manages_shift(unit, who, shift, project),
        ):
            try:
                await check
            except Refused:
                found.append(False)
            else:
                found.append(True)
        return found[0], found[1]


async def test_somebody_with_a_role_there_is_taken_in_and_let_go(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id}
    async with world.database.write() as unit:
        choice = await may_take_in(unit, "leader", "project")
        assert [person.id for person in choice] == ["colleague", "organizer"]
        made = await take_in(unit, "leader", "project", "colleague", **when)
        with pytest.raises(Refused, match=Reason.MANAGES_ALREADY):
            await take_in(unit, "leader", "project", "colleague", **when)
        with pytest.raises(Refused, match=Reason.MANAGES_ALREADY):
            await take_in(unit, "organizer", "project", "leader", **when)
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await take_in(unit, "leader", "project", "wang", **when)  # no role there
    assert await world.told(NoticeKind.CO_ORGANIZES) == ["colleague"]
    assert await manages(world, "colleague") == (True, True)
    async with world.database.write() as unit:
        beside = await co_organizers_of(unit, "colleague", "project")
        assert [person.id for _, person in beside] == ["colleague"]
        with pytest.raises(Refused, match=Reason.NOT_ALLOWED):
            await take_in(unit, "colleague", "project", "organizer", **when)
        await let_go(unit, "colleague", made.id, now=NOW)  # on the own wish
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await let_go(unit, "leader", made.id, now=NOW)
    assert await manages(world, "colleague") == (False, False)


async def test_an_invitation_to_a_project_works_once(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        first, second = [await account(unit, who) for who in ("wang", "li")]
        code = await invite_to_project(unit, "leader", "project", draw=lambda: CODE, **when)
        with pytest.raises(Refused, match=Reason.CODE_WRONG):
            await claim_role(unit, first, code, **when)  # it is for no role
        taken = await take_invitation(unit, first, code, **when)
        assert isinstance(taken, TakenIn)
        assert (taken.volunteer_id, taken.project.id, taken.shift) == ("wang", "project", None)
        with pytest.raises(Refused, match=Reason.CODE_USED):
            await take_invitation(unit, second, code, **when)
    assert await manages(world, "wang") == (True, True)
    assert await manages(world, "li") == (False, False)


async def test_who_manages_already_does_not_use_an_invitation_up(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        leader, wang = [await account(unit, who) for who in ("leader", "wang")]
        code = await invite_to_project(unit, "leader", "project", draw=lambda: CODE, **when)
        with pytest.raises(Refused, match=Reason.MANAGES_ALREADY):
            await take_invitation(unit, leader, code, **when)
        assert isinstance(await take_invitation(unit, wang, code, **when), TakenIn)


async def test_the_same_word_takes_an_invitation_to_a_role(world: World) -> None:

    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        wang = await account(unit, "wang")
        code = await invite(
            unit, "organizer", RoleKind.LEADER, "station", draw=lambda: CODE, **when
        )
        taken = await take_invitation(unit, wang, code, **when)
        assert isinstance(taken, Claimed) and taken.role is not None
        assert taken.role.kind is RoleKind.LEADER


@pytest.mark.parametrize("invited_to", ["role", "project", "shift"])
async def test_an_invitation_ends_with_the_role_of_who_made_it(
    world: World, invited_to: str
) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        own, wang = [await account(unit, who) for who in ("organizer", "wang")]
        made: dict[str, Any] = {"draw": lambda: CODE, **when}
        if invited_to == "role":
            code = await invite(unit, "organizer", RoleKind.ORGANIZER, "station", **made)
        elif invited_to == "project":
            code = await invite_to_project(unit, "organizer", "project", **made)
        else:
            code = await invite_to_shift(unit, "organizer", "shift", **made)
        await withdraw_role(unit, "admin", "role-organizer", now=NOW)
        for sender in (own, wang):
            with pytest.raises(Refused, match=Reason.INVITATION_WITHDRAWN):
                await take_invitation(unit, sender, code, **when)
        assert not await unit.roles.manages_anything(["organizer", "wang"])


async def test_who_was_let_go_cannot_come_back_by_leading_a_shift(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        wang = await account(unit, "wang")
        code = await invite_to_project(unit, "leader", "project", draw=lambda: CODE, **when)
        await take_invitation(unit, wang, code, **when)
        back = await invite_to_shift(unit, "wang", "shift", draw=lambda: CODE[::-1], **when)
        [(beside, _)] = await co_organizers_of(unit, "leader", "project")
        await let_go(unit, "leader", beside.id, now=NOW)
        with pytest.raises(Refused, match=Reason.INVITATION_WITHDRAWN):
            await take_invitation(unit, wang, back, **when)


async def test_an_invitation_lives_on_when_who_made_it_links_another_account(
    world: World,
) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id}
    async with world.database.write() as unit:
        li = await account(unit, "li")
        code = await invite(
            unit, "organizer", RoleKind.LEADER, "station", draw=lambda: CODE, policy=POLICY, **when
        )
        survivor, younger = await lock_person(unit, "wang"), await lock_person(unit, "organizer")
        await merge(unit, survivor, younger, actor_id=None, policy=POLICY, **when)
        taken = await take_invitation(unit, li, code, policy=POLICY, **when)
        assert isinstance(taken, Claimed) and taken.role is not None


async def test_the_leader_of_a_shift_manages_that_shift_only(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        wang = await account(unit, "wang")
        code = await invite_to_shift(unit, "leader", "shift", draw=lambda: CODE, **when)
        taken = await take_invitation(unit, wang, code, **when)
        assert isinstance(taken, TakenIn) and taken.shift is not None
        assert taken.shift.leader_id == "wang"
    assert await manages(world, "wang") == (False, True)
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.NOT_ALLOWED):
            await set_shift_leader(unit, "wang", "shift", None, None, now=NOW, new_id=world.new_id)
        await set_shift_contact(unit, "wang", "shift", "王 139…", now=NOW)
    await world.edits({"contact": "李 138…"})
    await world.joins("li")
    async with world.database.read() as unit:
        seen = await project_view(unit, "li", "project", now=NOW, policy=POLICY)
        assert (seen.contact, seen.leader_name) == ("王 139…", "wang")
        other = await project_view(unit, "zhao", "project", now=NOW, policy=POLICY)
        assert (other.contact, other.leader_name) == (None, "leader")


async def test_what_concerns_a_shift_is_told_to_its_leader(world: World) -> None:
    when: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        choice = [person.id for person in await may_lead(unit, "leader", "shift")]
        assert choice == ["colleague", "organizer"]
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await set_shift_leader(
                unit, "leader", "shift", "wang", None, now=NOW, new_id=world.new_id
            )
        await set_shift_leader(
            unit, "leader", "shift", "colleague", "139", now=NOW, new_id=world.new_id
        )
    assert await world.told(NoticeKind.LEADS_SHIFT) == ["colleague"]
    await world.joins("wang")
    async with world.database.write() as unit:
        await withdraw_sign_up(unit, "wang", "shift", now=START - HOUR, **when)
    assert await world.told(NoticeKind.LATE_CANCELLATION) == ["colleague"]
    await world.joins("li", now=START - HOUR)
    async with world.database.write() as unit:
        await claim(
            unit,
            "li",
            "project",
            service_between(START, START + HOUR, POLICY),
            now=START + 4 * HOUR,
            workdays=WORKDAYS,
            **when,
        )
        await set_shift_leader(unit, "leader", "shift", None, None, now=START, new_id=world.new_id)
    assert await world.told(NoticeKind.CLAIM_WAITING) == ["colleague"]
    assert await manages(world, "colleague") == (False, False)


async def test_whoever_leads_a_shift_is_told_what_others_do_with_it(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id}
    ruled: dict[str, Any] = {"policy": POLICY, **when}
    async with world.database.write() as unit:
        await set_shift_leader(unit, "leader", "shift", "colleague", None, **when)
        await edit_shift(unit, "leader", "shift", {"places": 3}, **ruled)
    assert await world.told(NoticeKind.LED_SHIFT) == []
    async with world.database.write() as unit:
        await edit_shift(unit, "leader", "shift", {"address": "西宁市五四大街 2 号"}, **ruled)
    assert await world.told(NoticeKind.LED_SHIFT) == ["colleague"]
    async with world.database.write() as unit:
        await set_shift_leader(unit, "leader", "shift", "organizer", None, **when)
        await set_shift_leader(unit, "leader", "shift", "organizer", "139", **when)
    assert await world.told(NoticeKind.LED_SHIFT) == ["colleague"] * 2
    async with world.database.write() as unit:
        await cancel_shift(unit, "leader", "shift", "下雨", **ruled)
    assert await world.told(NoticeKind.LED_SHIFT) == ["colleague", "colleague", "organizer"]


async def test_the_leader_of_a_shift_is_not_told_what_they_did_themselves(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id}
    async with world.database.write() as unit:
        await set_shift_leader(unit, "leader", "shift", "organizer", None, **when)
        await cancel_shift(unit, "organizer", "shift", "下雨", policy=POLICY, **when)
    assert await world.told(NoticeKind.LED_SHIFT) == []


@pytest.mark.parametrize("first", ["colleague", "li", "leader", "organizer"])
async def test_everybody_who_may_be_the_second_to_approve_is_told(world: World, first: str) -> None:
    """The shift's own leader, the project's, a co-organizer and the node's organizers."""
    when: dict[str, Any] = {"new_id": world.new_id}
    async with world.database.write() as unit:
        await world.shift(unit, "long", starts_in=timedelta(days=1), hours=9)
        await world.person(unit, "beside")
        for who, invites, what, drawn in (
            ("beside", invite_to_project, "project", "ABCDE23457"),
            ("li", invite_to_shift, "long", CODE),
        ):
            mine = await account(unit, who)
            code = await invites(
                unit, "leader", what, draw=drawn.__str__, now=NOW, policy=POLICY, **when
            )
            await take_invitation(unit, mine, code, now=NOW, policy=POLICY, **when)
        await take_in(unit, "leader", "project", "colleague", now=NOW, **when)
    await world.joins("wang", "long")
    began = NOW + timedelta(days=1)
    later: dict[str, Any] = {"now": began + 10 * HOUR, "policy": POLICY, **when}
    async with world.database.write() as unit:
        service = service_between(began, began + 9 * HOUR, POLICY)
        made = await claim(unit, "wang", "project", service, workdays=WORKDAYS, **later)
        await confirm_claim(unit, first, made.id, **later)
    told = await world.told(NoticeKind.CLAIM_SECOND)
    assert set(told) == {"li", "leader", "beside", "colleague", "organizer", "admin"} - {first}
    assert len(told) == len(set(told))


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("gone", ["withdrawn", "deleted"])
async def test_who_leads_no_more_is_told_nothing(world: World, gone: str, beside: bool) -> None:
    when: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
    told = ["colleague"] if beside else ["organizer", "admin"]
    async with world.database.write() as unit:
        if beside:
            await take_in(unit, "leader", "project", "colleague", now=NOW, new_id=world.new_id)
        if gone == "withdrawn":
            await withdraw_role(unit, "admin", "role-leader", now=NOW)
        else:
            await delete_my_data(unit, "leader", now=NOW, **when)
    await world.joins("wang")
    async with world.database.write() as unit:
        await withdraw_sign_up(unit, "wang", "shift", now=START - HOUR, **when)
    assert await world.told(NoticeKind.LATE_CANCELLATION) == told
    async with world.database.write() as unit:
        await ask_walk_in(unit, "organizer", "shift", "li", now=START, **when)
        await decline_walk_in(unit, "li", "shift", now=START, new_id=world.new_id)
        assert await has_declined(unit, "shift", "li")
    assert await world.told(NoticeKind.WALK_IN_DECLINED) == told
    async with world.database.write() as unit:
        service = service_between(START, START + HOUR, POLICY)
        later: dict[str, Any] = {"now": START + 4 * HOUR, "workdays": WORKDAYS, **when}
        await claim(unit, "zhao", "project", service, **later)
    assert await world.told(NoticeKind.CLAIM_WAITING) == told


async def test_a_shift_that_is_over_gets_no_leader(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "past", starts_in=-timedelta(days=2))
        await world.shift(unit, "off", cancelled_at=NOW)
        for shift_id, reason in (("past", Reason.SHIFT_OVER), ("off", Reason.SHIFT_CANCELLED)):
            with pytest.raises(Refused, match=reason):
                await set_shift_leader(
                    unit, "leader", shift_id, "colleague", None, now=NOW, new_id=world.new_id
                )


async def test_what_somebody_manages_follows_them_into_another_account(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id}
    async with world.database.write() as unit:
        await take_in(unit, "leader", "project", "colleague", **when)
        await set_shift_leader(unit, "leader", "shift", "colleague", None, **when)
        survivor, younger = await lock_person(unit, "wang"), await lock_person(unit, "colleague")
        await merge(unit, survivor, younger, actor_id=None, policy=POLICY, **when)
    assert await manages(world, "wang") == (True, True)


async def test_who_deletes_their_data_manages_nothing(world: World) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id}
    async with world.database.write() as unit:
        await take_in(unit, "leader", "project", "colleague", **when)
        await set_shift_leader(unit, "leader", "shift", "colleague", "139", **when)
        await delete_my_data(unit, "colleague", policy=POLICY, **when)
    assert await manages(world, "colleague") == (False, False)
    async with world.database.read() as unit:
        shift = await unit.shifts.get("shift")
        assert shift is not None and (shift.leader_id, shift.contact) == (None, None)
        assert not await unit.roles.manages_anything(["colleague"])

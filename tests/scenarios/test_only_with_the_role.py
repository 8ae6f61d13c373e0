"""Nobody gets what is not theirs: every organizer action, with real ids, by everyone else."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlmodel import col, func, select

from bot.dialogue.flows import FLOWS
from bot.dialogue.requests import Request
from domain.broadcasts.model import Audience
from domain.broadcasts.usecases import NewBroadcast, send_broadcast
from domain.clock import new_id
from domain.codes.model import CodePurpose
from domain.organizations.usecases import withdraw_role
from domain.volunteers.model import Platform
from storage.tables import (
    BroadcastRow,
    CaseRow,
    ClaimRow,
    CodeRow,
    CoOrganizerRow,
    HourEntryRow,
    MembershipRow,
    OrganizationRow,
    ProjectRow,
    RoleRow,
    ShiftRow,
    SignupRow,
)
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import invitation, local, organizer, posts, volunteer_of
from tests.scenarios.test_claiming_hours import logs
from tests.scenarios.test_waitlist import TITLE, signs_up
from tests.support.soak import SOAK

_TABLES = (
    OrganizationRow,
    RoleRow,
    ProjectRow,
    ShiftRow,
    SignupRow,
    HourEntryRow,
    ClaimRow,
    BroadcastRow,
    CaseRow,
    MembershipRow,
    CoOrganizerRow,
)
_GIVEN = (CodePurpose.CLAIM, CodePurpose.CHECK_IN, CodePurpose.TEAM)
_SECRETS = ("王芳", "李明", "13800138000", "陪王奶奶")


async def _stored(world: World) -> list[object]:
    """All that an organizer could change, as a whole."""
    async with world.database.read() as unit:
        found: list[object] = []
        for table in _TABLES:
            found.append((await unit.session.exec(select(func.count()).select_from(table))).one())
        given = select(func.count()).where(col(CodeRow.purpose).in_(_GIVEN))
        found.append((await unit.session.exec(given)).one())
        for shift in (await unit.session.exec(select(ShiftRow))).all():
            found.append((shift.cancelled_at, shift.places, shift.taken, shift.leader_id))
        for project in (await unit.session.exec(select(ProjectRow))).all():
            found.append((project.state, project.title, project.terms_version))
        for node in (await unit.session.exec(select(OrganizationRow))).all():
            found.append((node.name, node.verified, node.headcount))
        for member in (await unit.session.exec(select(MembershipRow))).all():
            found.append((member.left_at, member.main))
        for claim in (await unit.session.exec(select(ClaimRow))).all():
            found.append((claim.state, claim.entry_id))
        for broadcast in (await unit.session.exec(select(BroadcastRow))).all():
            found.append(broadcast.state)
        for case in (await unit.session.exec(select(CaseRow))).all():
            found.append((case.state, case.assigned_to))
        return found


async def _ids(world: World) -> dict[str, str]:
    """A real id for every slot."""
    async with world.database.read() as unit:

        async def one(column: str) -> str:
            return str((await unit.session.exec(select(column))).first())

        invitation = select(CodeRow.id).where(CodeRow.purpose == CodePurpose.TEAM)
        return {
            "node": await one(OrganizationRow.id),
            "role": await one(RoleRow.id),
            "project": await one(ProjectRow.id),
            "shift": await one(ShiftRow.id),
            "signup": await one(SignupRow.id),
            "entry": await one(HourEntryRow.id),
            "claim": await one(ClaimRow.id),
            "b": await one(BroadcastRow.id),
            "case": await one(CaseRow.id),
            "invitation": str((await unit.session.exec(invitation)).first()),
            "member": await one(MembershipRow.id),
        }


@pytest.fixture
async def served(world: World) -> AsyncIterator[dict[str, str]]:
    """王芳 leads a project on which 李明 has a place and a claim, and has 李明 in her team."""
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await logs(li, "昨天", "2小时", "陪王奶奶")
    await li.says("好")
    li.sees("已登记")
    await _broadcasts(world, wang)
    await li.says("我要投诉，陪王奶奶的人太少了")
    await li.says("1")
    await li.says("好")
    li.sees("编号 1")
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("成员")
    await wang.picks("邀请加入")
    await wang.picks("确认")
    await li.says(f"加入 {wang.text.split('发送：加入 ')[1].split()[0]}")
    await li.picks("确认")
    li.sees("您已加入")
    yield await _ids(world)


async def _broadcasts(world: World, author: Person) -> None:
    """A broadcast that waits for tomorrow."""
    actor, now = (await volunteer_of(world, author)).id, world.clock.now()
    async with world.database.write() as unit:
        root = (await unit.organizations.roots())[0].id
        plan = NewBroadcast(root, "缺人", None, None, Audience(), 1, now + timedelta(days=1))
        await send_broadcast(unit, actor, plan, now=now, new_id=new_id)


_ORGANIZERS = (
    ("organize", ()),
    ("organize", ("node",)),
    ("structure", ()),
    ("structure", ("node",)),
    ("verify", ("node",)),
    ("unverify", ("node",)),
    ("add_node", ("node",)),
    ("invite", ("node",)),
    ("withdraw_role", ("node",)),
    ("team", ("node",)),
    ("invite_members", ("node",)),
    ("team_members", ("node",)),
    ("set_headcount", ("node",)),
    ("withdraw_invitation", ("invitation",)),
    ("remove_member", ("member",)),
    ("create_project", ()),
    ("create_project", ("node",)),
    ("add_shift", ("project",)),
    ("cancel_shift", ("shift",)),
    ("view_roster", ()),
    ("view_roster", ("shift",)),
    ("show_code", ("shift",)),
    ("roster_phones", ("shift",)),
    ("see_phone", ("signup",)),
    *(
        (name, ("shift",))
        for name in (
            *("message_all", "mark_attendance", "record_no_show", "correct_attendance"),
            *("add_walk_in", "take_back_no_show"),
            *("find_cover", "cover_progress", "stop_cover"),
        )
    ),
    ("my_projects", ()),
    *(
        (name, ("project",))
        for name in (
            *("my_project", "project_shifts", "project_code", "open_project", "pause_project"),
            *("resume_project", "edit_project", "copy_project", "repeat_weekly", "close_project"),
            *("closing_report", "co_organizers", "take_in", "invite_to_project", "let_go"),
        )
    ),
    *(
        (name, ("shift",))
        for name in ("my_shift", "edit_shift", "repeat_weekly", "lead_shift", "shift_contact")
    ),
    ("approve_hours", ()),
    ("approve_hours", ("claim",)),
    ("approve_all", ()),
    ("confirm_claim", ("claim",)),
    ("refuse_claim", ("claim",)),
    ("correct_entry", ("entry",)),
    ("void_entry", ("entry",)),
    ("keep_entry", ("entry",)),
    ("broadcast", ()),
    ("broadcasts", ()),
    ("broadcast_progress", ("b",)),
    ("pause_broadcast", ("b",)),
    ("resume_broadcast", ("b",)),
    ("cancel_broadcast", ("b",)),
    ("cases", ()),
    ("case", ("case",)),
    ("take_case", ("case",)),
    ("answer_case", ("case",)),
    ("close_case", ("case",)),
    ("set_on_duty", ()),
    ("set_on_duty", ("node",)),
    ("report_stats", ()),
    ("report_stats", ("node",)),
    ("report_file", ()),
    ("report_file", ("node",)),
    ("report_nodes", ()),
    ("report_period", ()),
    ("report_period", ("node",)),
)
#: What anybody may ask for, and gets their own only.
_EVERYBODYS = frozenset(
    (
        "start menu help affirm deny thanks goodbye out_of_scope ask_faq change_language "
        "register decline_registration settings change_profile show_card star_level "
        "my_data export_my_data delete_my_data transfer_record request_certificate rate_service "
        "link_account ask_to_link confirm_link accept_link decline_link "
        "guardian guardian_consent refuse_as_guardian withdraw_consent "
        "household invite_relative agree_to_join leave_household remove_relative "
        "add_child my_child rename_child decline_child export_child "
        "browse_offerings categories view_project sign_up cancel_sign_up my_sign_ups my_sign_up "
        "sign_up_together cancel_together accept_offer decline_offer "
        "coming still_coming not_coming "
        "check_in check_out check_in_together check_out_together join_on_site decline_walk_in "
        "cover_ask cover_yes cover_no "
        "query_hours hours_in_all my_records log_hours correct_hours withdraw_claim "
        "stop_messages resume_messages message_settings message_zone want_topic decline_topic "
        "recruited recruit_rarely recruit_normally stop_recruiting "
        "talk_to_human complain report_incident request_service "
        "my_cases my_case reply_to_case solve_case "
        "join_team my_teams main_unit leave_team "
        # By an invitation that somebody has; of the own draft; of what oneself was told.
        "claim found_organization preview_broadcast correction_asked"
    ).split()
)


def _requests() -> set[str]:
    """The names of all that can be asked for."""
    return {name for flow in FLOWS for name in flow.answers} | {
        form.name for flow in FLOWS for form in flow.forms
    }


def test_every_request_is_the_organizers_or_everybodys() -> None:
    organizers = {name for name, _ in _ORGANIZERS}
    assert not organizers & _EVERYBODYS
    assert _requests() == organizers | _EVERYBODYS


@pytest.mark.parametrize("registered", [True, False], ids=["volunteer", "stranger"])
async def test_every_organizer_action_is_refused(
    world: World, served: dict[str, str], registered: bool
) -> None:
    eve = world.person("Eve")
    if registered:
        await registers(eve, "伊芙")
    before = await _stored(world)
    for name, slots in _ORGANIZERS:
        await eve.taps(Request(name, {slot: served[slot] for slot in slots}).action())
        eve.sees("没有办这件事的权限")
        eve.sees_no(*_SECRETS)
        await eve.says("确认")
        await eve.says("随便写的")
        await eve.says("确认")
    assert await _stored(world) == before


@pytest.mark.timeout(1200)  # some 1,500 requests in the long form, two messages after each
async def test_nothing_at_all_gives_away_or_changes_what_is_others(
    world: World, served: dict[str, str], scenario_database_url: str
) -> None:
    """Every request there is, with every real id in every slot; in the short form, and on a second
    database, with some of them, others on each platform."""
    eve = world.person("Eve")
    await registers(eve, "伊芙")
    before = await _stored(world)
    harmless = {"browse_offerings", "view_project", "log_hours", "sign_up", "guardian"}
    requests = [
        Request(name, {slot: value})
        for name in sorted(_requests() - harmless)
        for slot, value in served.items()
    ]
    every = SOAK and scenario_database_url.startswith("sqlite")
    first, step = (0, 1) if every else (list(Platform).index(world.platform), 5)
    for request in requests[first::step]:
        await _tries(eve, request)
    assert await _stored(world) == before


async def _tries(eve: Person, request: Request) -> None:
    await eve.taps(request.action())
    eve.sees_no(*_SECRETS)
    await eve.says("确认")
    eve.sees_no(*_SECRETS)
    await eve.says("取消")


async def test_a_role_that_was_withdrawn_is_worth_nothing(
    world: World, served: dict[str, str]
) -> None:
    wang = world.people[0]
    zhou = world.person("周舟")
    await organizer_too(world, zhou)
    actor = (await volunteer_of(world, zhou)).id
    async with world.database.write() as unit:
        await withdraw_role(unit, actor, served["role"], now=world.clock.now())
    for name, slots in _ORGANIZERS:
        await wang.taps(Request(name, {slot: served[slot] for slot in slots}).action())
        wang.sees("没有办这件事的权限")


async def test_news_that_comes_after_the_role_is_gone_is_not_told(
    world: World, served: dict[str, str]
) -> None:
    wang, li = world.people
    await wang.says("审核")
    await wang.picks("通过")
    world.pushes = False
    await li.taps("correct_hours")
    for words in ("1", "3小时", "还收拾了场地", "好"):
        await li.says(words)
    await organizer_too(world, world.person("周舟"))
    zhou = (await volunteer_of(world, world.people[-1])).id
    async with world.database.write() as unit:
        await withdraw_role(unit, zhou, served["role"], now=world.clock.now())
    await world.news()
    await wang.says("菜单")
    wang.sees_no("说记录有误", "李明", "王奶奶")


async def organizer_too(world: World, person: Person) -> None:
    """A second administrator."""
    await registers(person, person.name)
    await person.says(f"认领 {await invitation(world)}")
    person.sees("管理员")


async def test_a_leader_manages_the_own_projects_only(world: World, served: dict[str, str]) -> None:
    wang = world.people[0]
    await wang.taps(Request("invite", {"node": served["node"]}).action())
    await wang.picks("负责人")
    await wang.says("确认")
    code = wang.text.split("认领 ")[1].split()[0]
    zhou = world.person("周舟")
    await registers(zhou, "周舟")
    await zhou.says(f"认领 {code}")
    before = await _stored(world)
    for name, slots in _ORGANIZERS:
        if name == "create_project" or not slots or (name, slots) == ("organize", ("node",)):
            continue
        if name.startswith("report_"):  # of the own projects only, see test_reports
            continue
        await zhou.taps(Request(name, {slot: served[slot] for slot in slots}).action())
        zhou.sees("没有办这件事的权限")
    assert await _stored(world) == before

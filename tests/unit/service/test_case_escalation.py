"""What nobody answers climbs the ladder: in time, exactly once a step, also with two workers."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from bot.dialogue.turn import House
from bot.messages import Push, PushOutcome
from bot.payloads import Payloads
from bot.settling import settle
from domain.cases.duty import set_on_duty
from domain.cases.escalation import escalate_cases
from domain.cases.model import Case, CaseKind
from domain.cases.usecases import reply_to_case
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.organizations.model import Role, RoleKind
from domain.organizations.usecases import withdraw_role
from storage.tables import NoticeRow
from tests.unit.service.case_world import answers, asks, case_now, closes, when
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World

HOUR = timedelta(hours=1)
#: 24 waking hours after 9 o'clock, and 24 more.
FIRST, SECOND = NOW + timedelta(days=1, hours=11), NOW + timedelta(days=3, hours=9)


async def escalates(world: World, now: datetime) -> int:
    async with world.database.write() as unit:
        return await escalate_cases(unit, **when(world, now))


async def told(world: World) -> list[str]:
    return await world.told(NoticeKind.CASE_ESCALATED)


async def test_from_the_person_on_duty_up_to_the_administrators(world: World) -> None:
    async with world.database.write() as unit:
        await set_on_duty(unit, "organizer", "station", "leader", now=NOW, new_id=world.new_id)
    opened = await asks(world, shift_id="shift")
    assert opened.case.escalate_at == FIRST
    assert await escalates(world, FIRST - HOUR) == 0
    assert await escalates(world, FIRST) == 1
    assert await told(world) == ["organizer"]
    assert await escalates(world, FIRST) == 0
    second = (await case_now(world, opened.case)).escalate_at
    assert second == SECOND
    assert await escalates(world, second) == 1
    assert await told(world) == ["organizer", "admin"]
    now = await case_now(world, opened.case)
    assert (now.escalate_at, now.escalations) == (None, 2)
    assert await escalates(world, NOW + timedelta(days=99)) == 0


async def test_a_leader_on_duty_above_may_answer_what_is_brought_before_them(world: World) -> None:
    async with world.database.write() as unit:
        await world.person(unit, "upper")
        await unit.roles.add(
            Role(
                id="role-upper",
                volunteer_id="upper",
                organization_id="root",
                kind=RoleKind.LEADER,
                granted_at=NOW,
            )
        )
        await set_on_duty(unit, "admin", "root", "upper", now=NOW, new_id=world.new_id)
    case = (await asks(world, shift_id="shift")).case
    with pytest.raises(Refused, match=Reason.NOT_ALLOWED):
        await answers(world, "upper", case)
    assert await escalates(world, FIRST) == 1
    assert await told(world) == ["upper"]
    await answers(world, "upper", case, now=FIRST)


async def test_an_incident_every_hour_and_then_the_administrators(world: World) -> None:
    night = NOW + 14 * HOUR
    await asks(world, kind=CaseKind.INCIDENT, shift_id="shift", now=night)
    assert await escalates(world, night + HOUR - timedelta(seconds=1)) == 0
    assert await escalates(world, night + HOUR) == 1
    assert await told(world) == ["organizer", "admin"]
    assert await escalates(world, night + 2 * HOUR) == 1
    assert await told(world) == ["organizer", "admin", "admin"]
    assert await escalates(world, night + 9 * HOUR) == 0


async def test_what_was_slept_through_is_told_one_step_at_a_time(world: World) -> None:
    await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")
    assert await escalates(world, NOW + 9 * HOUR) == 1
    assert await escalates(world, NOW + 9 * HOUR) == 0
    assert await escalates(world, NOW + 10 * HOUR) == 1


@pytest.mark.parametrize("end", [answers, closes])
async def test_what_is_answered_or_closed_does_not_climb(
    world: World, end: Callable[[World, str, Case], Awaitable[object]]
) -> None:
    opened = await asks(world, shift_id="shift")
    await end(world, "organizer", opened.case)
    assert await escalates(world, NOW + timedelta(days=99)) == 0


async def test_a_reply_begins_on_the_first_step_again(world: World) -> None:
    opened = await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")
    await escalates(world, NOW + HOUR)
    await answers(world, "admin", opened.case, now=NOW + HOUR)
    async with world.database.write() as unit:
        await reply_to_case(unit, "wang", opened.case.id, "还在流血", **when(world, NOW + HOUR))
    assert (await case_now(world, opened.case)).escalations == 0
    assert await escalates(world, NOW + 2 * HOUR) == 1
    assert await told(world) == ["organizer", "admin"] * 2


async def test_exactly_once_with_several_workers(world: World) -> None:
    for who in ("wang", "li", "zhao"):
        await asks(world, who, CaseKind.INCIDENT, shift_id="shift")
    counts = await asyncio.gather(*(escalates(world, NOW + HOUR) for _ in range(4)))
    assert sum(counts) == 3
    assert sorted(await told(world)) == ["admin"] * 3 + ["organizer"] * 3


async def test_while_there_is_nobody_to_tell_it_waits_for_somebody(world: World) -> None:
    opened = await asks(world, "admin")
    assert await escalates(world, FIRST) == 0
    later = (await case_now(world, opened.case)).escalate_at
    assert later == SECOND
    assert (await case_now(world, opened.case)).escalations == 0


async def test_who_lost_the_role_meanwhile_is_not_told(world: World) -> None:
    await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")
    async with world.database.write() as unit:
        await withdraw_role(unit, "admin", "role-organizer", now=NOW)
    await escalates(world, NOW + HOUR)
    assert await told(world) == ["admin"]


@pytest.mark.parametrize(
    ("kind", "outcome", "at_once"),
    [
        (CaseKind.INCIDENT, PushOutcome.WAITS, True),
        (CaseKind.INCIDENT, PushOutcome.UNREACHABLE, True),
        (CaseKind.INCIDENT, PushOutcome.SENT, False),
        (CaseKind.HELP, PushOutcome.WAITS, False),
        (CaseKind.HELP, PushOutcome.UNREACHABLE, True),
    ],
)
async def test_an_incident_does_not_wait_until_who_has_it_writes(
    world: World, kind: CaseKind, outcome: PushOutcome, at_once: bool
) -> None:
    async with world.database.write() as unit:
        await withdraw_role(unit, "admin", "role-organizer", now=NOW)
    opened = await asks(world, kind=kind)
    assert opened.case.assigned_to == "admin"
    database = world.database
    house = House(
        database=database,
        policy=POLICY,
        payloads=Payloads(database.keyring),
        new_id=world.new_id,
        workdays=WORKDAYS,
        public_url="http://127.0.0.1:8080",
    )
    async with database.write() as unit:
        query = select(NoticeRow).where(NoticeRow.kind == NoticeKind.CASE_OPENED)
        notice = (await unit.session.exec(query)).one()
        await settle(unit, house, notice, None, Push(outcome), NOW)
    assert await escalates(world, NOW) == at_once

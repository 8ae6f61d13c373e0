"""The side of those who ask: opening a case, adding to it, saying that it is solved, its state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.cases.model import Case, CaseKind
from domain.cases.ports import CaseUnit, ForgettingUnit
from domain.cases.routing import add_message, addressees, give_out, tell
from domain.cases.rules import escalation_time, sees_it_at
from domain.cases.views import CaseView, view_of
from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.offerings.authority import authority_of
from domain.offerings.model import Project, Shift
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.volunteers.usecases import lock_account, person_behind

CASE_NUMBERS = "case"
_MOST_MANAGED = 5


@dataclass(frozen=True, slots=True)
class Matter:
    """What somebody wants a person to see to.

    Attributes:
        shift_id: what it is about, where it is about a shift.
        danger: somebody is in danger.
    """

    kind: CaseKind
    text: str
    shift_id: str | None = None
    danger: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened.

    Attributes:
        seen_at: when those on duty are told: now, or in the morning; None: there is nobody to tell
            yet, and the case waits for who comes.
    """

    case: Case
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnCases:
    """Some of a person's cases, and how many there are in all."""

    cases: Sequence[Case]
    total: int


async def open_case(
    unit: CaseUnit,
    account_id: str,
    matter: Matter,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Opened:
    """Opens a case for an account, whose person may be nobody we know: they become a guest.

    It belongs to the node of the shift it is about, else to the root. An incident goes to all
    organizers there and above at once, anything else to the person on duty, and in the quiet
    hours not before morning (see ``ladder``).

    Raises:
        Refused: there is no organization yet, no such shift, or the person has too many open cases
            already; incidents are never too many.
    """
    account = await lock_account(unit, account_id)
    person = await person_behind(unit, account, new_id=new_id)
    await check_may_ask(unit, person.id, matter.kind, policy=policy)
    message_id = new_id()
    case = await unit.cases.add(
        Case(
            id=new_id(),
            number=await unit.counters.next(CASE_NUMBERS),
            kind=matter.kind,
            organization_id=await _node_id(unit, matter.shift_id),
            volunteer_id=person.id,
            shift_id=matter.shift_id,
            danger=matter.danger,
            place=matter.place,
            opened_at=now,
            waits_on=message_id,
            waits_since=now,
            escalate_at=escalation_time(matter.kind, now, policy),
        )
    )
    await add_message(unit, case.id, message_id, person.id, matter.text, by_asker=True, now=now)
    first = await give_out(unit, case)
    await tell(
        unit,
        NoticeKind.CASE_OPENED,
        case,
        first,
        message_id,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    return Opened(case, sees_it_at(case.kind, now, policy) if first else None)


async def check_may_ask(
    unit: CaseUnit, volunteer_id: str | None, kind: CaseKind, *, policy: Policy
) -> None:
    """Refuses as ``open_case`` would now, before anybody is asked what it is about.

    Args:
        volunteer_id: None for somebody who has no person here yet.

    Raises:
        Refused: there is no organization yet, or the person has too many open cases.
    """
    if not await unit.organizations.roots():
        raise Refused(Reason.NOBODY_TO_ASK)
    if volunteer_id is None or kind is CaseKind.INCIDENT:
        return
    ids = await unit.volunteers.person_ids(volunteer_id)
    if await unit.cases.live_count(ids) >= policy.open_cases_at_most:
        raise Refused(Reason.TOO_MANY_CASES, most=policy.open_cases_at_most)


async def reply_to_case(
    unit: CaseUnit,
    volunteer_id: str,
    case_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Case:
    """The person adds to a case or answers back; a case closed lately is open again.

    Raises:
        Refused: not the person's own, or closed too long ago.
    """
    person, case = await _own(unit, volunteer_id, case_id)
    case.check_reopens(now, policy.case_reopens_within)
    message = await add_message(unit, case.id, new_id(), person.id, text, by_asker=True, now=now)
    if case.waits_since is None:
        case.wait(message.id, now, escalation_time(case.kind, now, policy))
    await tell(
        unit,
        NoticeKind.CASE_REPLIED,
        case,
        await addressees(unit, case),
        message.id,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    return case


async def solve_case(
    unit: CaseUnit,
    volunteer_id: str,
    case_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Case:
    """The person says that it is solved; who saw to it is told.

    Raises:
        Refused: not the person's own, or closed already.
    """
    person, case = await _own(unit, volunteer_id, case_id)
    told = await addressees(unit, case)
    case.close(person.id, now)
    await tell(
        unit,
        NoticeKind.CASE_SOLVED,
        case,
        told,
        case.waits_on,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    return case


async def my_cases(unit: CaseUnit, volunteer_id: str, offset: int = 0, limit: int = 3) -> OwnCases:
    """A person's own cases, those not closed first, then the latest; three queries."""
    ids = await unit.volunteers.person_ids(volunteer_id)
    return OwnCases(*await unit.cases.of_asker(ids, offset, limit))


async def my_case(unit: CaseUnit, volunteer_id: str, case_id: str, page: int = 0) -> CaseView:
    """One of a person's own cases with its words, the latest page first.

    Raises:
        Refused: not the person's own.
    """
    case = await unit.cases.get(case_id)
    if case is None or volunteer_id not in await unit.volunteers.person_ids(case.volunteer_id):
        raise Refused(Reason.NOT_FOUND)
    return await view_of(unit, case, page)


async def shifts_around(
    unit: CaseUnit, volunteer_id: str, *, now: datetime, policy: Policy
) -> list[tuple[Shift, Project]]:
    """The shifts that a case of a person may be about, the nearest to now first: where they had or
    have a place, and what they lead that is on now."""
    ids = await unit.volunteers.person_ids(volunteer_id)
    within = policy.case_shift_within
    found = {
        each.shift.id: (each.shift, each.project)
        for each in await unit.signups.own(ids, now - within)
        if each.signup.holds and each.shift.starts_at < now + within
    }
    authority = await authority_of(unit, volunteer_id)
    if authority.organizes or authority.leads:
        day = timedelta(days=1)
        managed, _ = await unit.shifts.managed(
            authority,
            starts_before=now + day,
            ends_after=now - day,
            offset=0,
            limit=_MOST_MANAGED,
        )
        found |= {shift.id: (shift, project) for shift, project in managed}
    return sorted(found.values(), key=lambda each: _distance(each[0], now))


async def forget_cases(unit: ForgettingUnit, person: Person, *, now: datetime) -> None:
    """A person's data are deleted: their words and the answers to them go, the number and the
    dates of each case stay under the volunteer number."""
    for case in await unit.cases.hold_all(person.ids):
        case.forget(now)
    await unit.case_messages.forget(person.ids)


async def _own(unit: CaseUnit, volunteer_id: str, case_id: str) -> tuple[Person, Case]:
    """A person's own case, both held."""
    person = await lock_person(unit, volunteer_id)
    case = await unit.cases.lock(case_id)
    if case is None or case.volunteer_id not in person.ids:
        raise Refused(Reason.NOT_FOUND)
    return person, case


async def _node_id(unit: CaseUnit, shift_id: str | None) -> str:
    if shift_id is not None:
        shift = await unit.shifts.get(shift_id)
        project = await unit.projects.get(shift.project_id) if shift is not None else None
        if project is None:
            raise Refused(Reason.NOT_FOUND)
        return project.organization_id
    return (await unit.organizations.roots())[0].id


def _distance(shift: Shift, now: datetime) -> timedelta:
    """How far a shift is from now; nothing while it is on."""
    return max(shift.starts_at - now, now - shift.ends_at, timedelta(0))

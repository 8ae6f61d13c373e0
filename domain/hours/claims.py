"""A volunteer's own report of time: made, withdrawn, and brought before who decides."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.hours.ledger import Change, new_entry, record, void
from domain.hours.model import Claim, ClaimState, Grade, HourEntry
from domain.hours.ports import HoursUnit, WaitingClaim
from domain.hours.rules import Service, check_claim, check_overlap, second_person_needed
from domain.hours.shift_meant import shift_meant
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import managers_of, organizers_of, responsible_for
from domain.offerings.model import Project, ProjectState
from domain.persons import Person, lock_person, person_of
from domain.policy import Policy
from domain.workdays import Workdays, working_day_after


async def claim(
    unit: HoursUnit,
    volunteer_id: str,
    project_id: str | None,
    service: Service,
    note: str | None = None,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
    workdays: Workdays,
) -> Claim:
    """Reports time; it counts once somebody with the role has confirmed it.

    Args:
        project_id: None for a self-organized good deed: the root's organizers decide.
        service: by ``service_between`` or, where only the duration is known, ``service_lasting``.

    Raises:
        Refused: not registered, no such project, in the future, too old, too short, overlapping
            another record, a bare duration that may belong to several shifts, or over the day's
            limit (rules.md, "Hours").
    """
    person = await lock_person(unit, volunteer_id)
    if not person.volunteer.registered:
        raise Refused(Reason.NOT_REGISTERED)
    project = await _project(unit, project_id)
    await _check(unit, person, service, now, policy)
    entry = new_entry(
        service,
        Grade.CLAIMED,
        person.id,
        project,
        await shift_meant(unit, person, project, service, policy),
        organization_id=None if project else await _root_id(unit),
        note=note,
        actor_id=person.id,
        now=now,
        new_id=new_id,
    )
    return await open_claim(
        unit, person, entry, now=now, new_id=new_id, policy=policy, workdays=workdays
    )


async def check_claimable(
    unit: HoursUnit, volunteer_id: str, service: Service, *, now: datetime, policy: Policy
) -> None:
    """Refuses as ``claim`` would now, before the person has answered everything.

    Raises:
        Refused: as ``claim``.
    """
    await _check(unit, await person_of(unit, volunteer_id), service, now, policy)


async def _check(
    unit: HoursUnit, person: Person, service: Service, now: datetime, policy: Policy
) -> None:
    check_claim(service, now, policy)
    others = await other_entries(unit, person, service)
    check_overlap(service, others)
    for _, shift in await unit.attendances.still_in(person.ids):
        if service.has_span and shift.overlaps(service.starts_at, service.ends_at):
            raise Refused(
                Reason.CLAIM_OVERLAPS,
                title="",
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
            )
    second_person_needed(minutes_of_day(service, others), policy)


async def open_claim(
    unit: HoursUnit,
    person: Person,
    entry: HourEntry,
    *,
    first_by: str | None = None,
    now: datetime,
    new_id: NewId,
    policy: Policy,
    workdays: Workdays,
) -> Claim:
    """Records an entry of grade *claimed* and brings it before who decides.

    The deadline is the 10th working day after the activity (民政部令第67号, art. 11), whenever the
    claim came.

    Args:
        first_by: who has said yes to it already, where a second person has to as well.
    """
    recorded = await record(unit, person.id, entry)
    assert recorded.organization_id is not None  # the project's, or the root's
    made = await unit.claims.add(
        Claim(
            id=new_id(),
            volunteer_id=person.id,
            entry_id=recorded.id,
            organization_id=recorded.organization_id,
            project_id=recorded.project_id,
            deadline=working_day_after(recorded.day, policy.record_within_working_days, workdays),
            escalate_on=escalation_day(recorded.day, 0, policy, workdays),
            created_at=now,
        )
    )
    if first_by is not None:
        made.first_yes(first_by, now)
        await ask_second(unit, person, made, now=now, new_id=new_id)
        return made
    for decider_id in await deciders(unit, person, recorded):
        await notify(
            unit,
            NoticeKind.CLAIM_WAITING,
            volunteer_id=decider_id,
            key=f"{NoticeKind.CLAIM_WAITING}:{made.id}:{decider_id}",
            facts={"claim": made.id},
            now=now,
            new_id=new_id,
        )
    return made


async def open_claims(unit: HoursUnit, volunteer_id: str) -> Sequence[WaitingClaim]:
    """A person's own claims that nobody has decided on, the latest activity first."""
    return await unit.claims.open_of(await unit.volunteers.person_ids(volunteer_id))


async def withdraw_claim(
    unit: HoursUnit, volunteer_id: str, claim_id: str, *, now: datetime, new_id: NewId
) -> Claim:
    """The volunteer takes a claim back; the entry is voided.

    Raises:
        Refused: not the person's own claim, or decided already.
    """
    person = await lock_person(unit, volunteer_id)
    own = await unit.claims.lock(claim_id)
    if own is None or own.volunteer_id not in person.ids:
        raise Refused(Reason.NOT_FOUND)
    own.decide(ClaimState.WITHDRAWN, person.id, now)
    entry = await entry_of(unit, own)
    own.replace_entry(
        (await void(unit, person.id, entry, Change(person.id, now), new_id=new_id)).id
    )
    return own


async def entry_of(unit: HoursUnit, made: Claim) -> HourEntry:
    """The ledger entry that a claim stands on."""
    entry = await unit.hour_entries.get(made.entry_id)
    if entry is None:
        raise Refused(Reason.NOT_FOUND)
    return entry


async def other_entries(
    unit: HoursUnit, person: Person, service: Service, except_id: str | None = None
) -> list[HourEntry]:
    """The person's live records of the day or touching the span, but one."""
    found = await unit.hour_entries.live_around(
        person.ids, service.day, service.starts_at, service.ends_at
    )
    return [entry for entry in found if entry.id != except_id]


def minutes_of_day(service: Service, others: Sequence[HourEntry]) -> int:
    """All minutes of the service's local day: the limits of 8 and 12 h are over all entries."""
    return service.minutes + sum(entry.minutes for entry in others if entry.day == service.day)


def escalation_day(day: date, escalations: int, policy: Policy, workdays: Workdays) -> date | None:
    """The local day on which the next escalation is due; None when all went out."""
    steps = policy.escalate_after_working_days[escalations:]
    return working_day_after(day, steps[0], workdays) if steps else None


async def deciders(unit: HoursUnit, person: Person, entry: HourEntry) -> Sequence[str]:
    """Who is asked first: who is responsible for the shift or the project; else organizers."""
    project = await unit.projects.get(entry.project_id) if entry.project_id else None
    shift = await unit.shifts.get(entry.shift_id) if entry.shift_id else None
    if project is not None:
        return await responsible_for(unit, shift, project, person.ids)
    found = await organizers_of(unit, entry.organization_id or "")
    return [decider_id for decider_id in found if decider_id not in person.ids]


async def second_deciders(unit: HoursUnit, person: Person, decided: Claim) -> Sequence[str]:
    """Who may be the second to say yes to a claim: whoever may decide on it, without who was the
    first and whose hours they are."""
    first = await unit.volunteers.person_ids(decided.first_by or "")
    project = await unit.projects.get(decided.project_id) if decided.project_id else None
    if project is None:
        found = await organizers_of(unit, decided.organization_id)
    else:
        shift_id = (await entry_of(unit, decided)).shift_id
        shift = await unit.shifts.get(shift_id) if shift_id is not None else None
        found = await managers_of(unit, shift, project)
    return [each for each in found if each not in first and each not in person.ids]


async def ask_second(
    unit: HoursUnit, person: Person, decided: Claim, *, now: datetime, new_id: NewId
) -> None:
    """One of two has said yes: whoever may be the second is told."""
    for decider_id in await second_deciders(unit, person, decided):
        await notify(
            unit,
            NoticeKind.CLAIM_SECOND,
            volunteer_id=decider_id,
            key=f"{NoticeKind.CLAIM_SECOND}:{decided.id}:{decider_id}",
            facts={"claim": decided.id},
            now=now,
            new_id=new_id,
        )


async def _project(unit: HoursUnit, project_id: str | None) -> Project | None:
    if project_id is None:
        return None
    project = await unit.projects.get(project_id)
    if project is None or project.state is ProjectState.DRAFT:
        raise Refused(Reason.NOT_FOUND)
    return project


async def _root_id(unit: HoursUnit) -> str:
    roots = await unit.organizations.roots()
    if not roots:
        raise Refused(Reason.NO_ORGANIZATION)
    return roots[0].id

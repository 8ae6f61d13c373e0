"""Those with the role decide on claims: yes, no, in bulk; and are reminded of the deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.hours.claims import (
    ask_second,
    entry_of,
    escalation_day,
    minutes_of_day,
    other_entries,
)
from domain.hours.ledger import Change, replace, service_of, void
from domain.hours.model import COUNTED, Claim, ClaimState, Grade, HourEntry
from domain.hours.ports import HoursUnit, WaitingClaim
from domain.hours.rules import check_once_per_shift, second_person_needed
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import (
    authority_of,
    check_manages,
    check_manages_anything,
    check_manages_shift,
    node_of,
    organizers_of,
)
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.quiet import waking_moment
from domain.workdays import Workdays


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Some of the waiting claims, and how many there are in all."""

    claims: Sequence[WaitingClaim]
    total: int


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of many claims.

    Attributes:
        confirmed: now counted.
        first_of_two: confirmed by this person, waiting for a second one.
        refused: could not be confirmed, each with its reason.
    """

    confirmed: tuple[str, ...]
    first_of_two: tuple[str, ...]
    refused: tuple[tuple[str, Reason], ...]


async def claims_waiting(
    unit: HoursUnit, actor_id: str, offset: int = 0, limit: int = 3
) -> ClaimPage:
    """What a person may decide on, the nearest deadline first; four queries.

    Own hours, and those that wait for a second person after this one, are left out.
    """
    authority = await check_manages_anything(unit, actor_id)
    return ClaimPage(*await unit.claims.waiting(authority, offset, limit))


async def confirm_claim(
    unit: HoursUnit,
    actor_id: str,
    claim_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Claim:
    """Says yes: the time counts, or waits for a second person where the day has more than 8 h.

    After the deadline it is kept and marked late (民政部令第67号, art. 11).

    Raises:
        Refused: no role there, own hours, decided already, its shift counts already, the same
            person twice, or the day has more than 12 h.
    """
    person, decided = await _open_claim_of_another(unit, actor_id, claim_id)
    entry = await entry_of(unit, decided)
    await _check_not_counted(unit, person, entry)
    others = await other_entries(unit, person, service_of(entry), entry.id)
    needs_second = second_person_needed(minutes_of_day(service_of(entry), others), policy)
    if decided.state is ClaimState.SECOND:
        if decided.first_by in await unit.volunteers.person_ids(actor_id):
            raise Refused(Reason.SECOND_PERSON_NEEDED)
    elif needs_second:
        decided.first_yes(actor_id, now)
        await ask_second(unit, person, decided, now=now, new_id=new_id)
        return decided
    late = local_day(now, policy.timezone) > decided.deadline
    decided.decide(ClaimState.CONFIRMED, actor_id, now)
    confirmed = await replace(
        unit,
        person.id,
        entry,
        service_of(entry),
        Grade.CONFIRMED,
        Change(actor_id, now, late=late),
        new_id=new_id,
    )
    decided.replace_entry(confirmed.id)
    await _tell(unit, NoticeKind.HOURS_CONFIRMED, person, decided, entry.minutes, now, new_id)
    return decided


async def confirm_many(
    unit: HoursUnit,
    actor_id: str,
    claim_ids: Sequence[str],
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> BulkResult:
    """Says yes to each; one that cannot be confirmed does not stop the others.

    People are locked in the order of their ids, so that two such calls do not wait for each other.
    """
    found = {claim_id: await unit.claims.get(claim_id) for claim_id in claim_ids}
    order = sorted(found, key=lambda claim_id: c.volunteer_id if (c := found[claim_id]) else "")
    confirmed: list[str] = []
    first: list[str] = []
    refused: list[tuple[str, Reason]] = []
    for claim_id in order:
        try:
            decided = await confirm_claim(
                unit, actor_id, claim_id, now=now, new_id=new_id, policy=policy
            )
        except Refused as refusal:
            refused.append((claim_id, refusal.reason))
        else:
            (first if decided.open else confirmed).append(claim_id)
    return BulkResult(tuple(confirmed), tuple(first), tuple(refused))


async def refuse_claim(
    unit: HoursUnit,
    actor_id: str,
    claim_id: str,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
) -> Claim:
    """Says no, with the reason that the volunteer is told; the entry is voided.

    Raises:
        Refused: no role there, own hours, or decided already.
    """
    person, decided = await _open_claim_of_another(unit, actor_id, claim_id)
    entry = await entry_of(unit, decided)
    decided.decide(ClaimState.REFUSED, actor_id, now, reason)
    voided = await void(unit, person.id, entry, Change(actor_id, now, reason), new_id=new_id)
    decided.replace_entry(voided.id)
    await _tell(unit, NoticeKind.HOURS_REFUSED, person, decided, entry.minutes, now, new_id)
    return decided


async def escalate(
    unit: HoursUnit,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
    workdays: Workdays,
    limit: int = 50,
) -> int:
    """Tells the organizers about claims that nobody answered; how many claims.

    Source: rules.md, "Hours" (C): at working days 5 and 9 after the activity, at once if these
    have passed. Days that have passed together are one message. A working day begins at midnight:
    what falls due then is sent after the quiet hours.
    """
    today = local_day(now, policy.timezone)
    waiting = await unit.claims.to_escalate(today, limit)
    for found in waiting:
        times, next_on = found.claim.escalations, found.claim.escalate_on
        while next_on is not None and next_on <= today:
            times += 1
            next_on = escalation_day(found.entry.day, times, policy, workdays)
        found.claim.escalated(times, next_on)
        own_ids = await unit.volunteers.person_ids(found.claim.volunteer_id)
        for organizer_id in await organizers_of(unit, found.claim.organization_id):
            if organizer_id not in own_ids:
                await notify(
                    unit,
                    NoticeKind.CLAIM_ESCALATED,
                    volunteer_id=organizer_id,
                    key=f"{NoticeKind.CLAIM_ESCALATED}:{found.claim.id}:{times}:{organizer_id}",
                    facts={"claim": found.claim.id, "deadline": found.claim.deadline.isoformat()},
                    due_at=waking_moment(now, policy),
                    now=now,
                    new_id=new_id,
                )
    return len(waiting)


async def _open_claim_of_another(
    unit: HoursUnit, actor_id: str, claim_id: str
) -> tuple[Person, Claim]:
    """The claim, its person locked, after all that forbids the actor to decide on it."""
    found = await unit.claims.get(claim_id)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    person = await lock_person(unit, found.volunteer_id)
    decided = await unit.claims.lock(claim_id)
    if decided is None:
        raise Refused(Reason.NOT_FOUND)
    entry = await entry_of(unit, decided)
    await check_decides(unit, actor_id, entry)
    if actor_id in person.ids:
        raise Refused(Reason.OWN_HOURS)
    decided.check_open()
    return person, decided


async def _check_not_counted(unit: HoursUnit, person: Person, entry: HourEntry) -> None:
    """Refuses a claim whose shift was recorded in another way since, so that it counts once."""
    shift = await unit.shifts.get(entry.shift_id) if entry.shift_id is not None else None
    if shift is None:
        return
    found = await unit.hour_entries.live_of_shift(person.ids, shift.id)
    counted = [other for other in found if other.id != entry.id and other.grade in COUNTED]
    check_once_per_shift(service_of(entry), counted, shift)


async def check_decides(unit: HoursUnit, actor_id: str, entry: HourEntry) -> None:
    """Refuses everyone who neither leads the shift that the hours were given on, nor manages the
    project, nor organizes the node."""
    project = await unit.projects.get(entry.project_id) if entry.project_id is not None else None
    shift = await unit.shifts.get(entry.shift_id) if entry.shift_id is not None else None
    if project is not None and shift is not None:
        await check_manages_shift(unit, actor_id, shift, project)
    elif project is not None:
        await check_manages(unit, actor_id, project)
    else:
        node = await node_of(unit, entry.organization_id or "")
        if not (await authority_of(unit, actor_id)).over_node(node):
            raise Refused(Reason.NOT_ALLOWED)


async def _tell(
    unit: HoursUnit,
    kind: NoticeKind,
    person: Person,
    decided: Claim,
    minutes: int,
    now: datetime,
    new_id: NewId,
) -> None:
    await notify(
        unit,
        kind,
        volunteer_id=person.id,
        key=f"{kind}:{decided.id}",
        facts={"claim": decided.id, "minutes": minutes},
        now=now,
        new_id=new_id,
    )

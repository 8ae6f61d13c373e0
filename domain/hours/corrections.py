"""Setting a record right: by a further entry, which keeps who, when and why (Order 67, 12–13)."""

from datetime import datetime, timedelta

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.hours.claims import deciders, minutes_of_day, open_claim, other_entries
from domain.hours.decisions import check_decides
from domain.hours.ledger import Change, new_entry, record, replace, void
from domain.hours.model import Attendance, ClaimState, EntryKind, Grade, HourEntry
from domain.hours.ports import HoursUnit
from domain.hours.rules import (
    Service,
    attended,
    check_once_per_shift,
    check_overlap,
    second_person_needed,
)
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages_shift
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.workdays import Workdays


async def ask_correction(
    unit: HoursUnit,
    volunteer_id: str,
    entry_id: str,
    minutes: int,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
) -> None:
    """A volunteer says that an own record is wrong: whoever decides on it is told (art. 12–13).

    Nothing changes until somebody with the role has corrected it.

    Raises:
        Refused: not the person's own record, or replaced already.
    """
    person = await lock_person(unit, volunteer_id)
    entry = await unit.hour_entries.get(entry_id)
    if entry is None or entry.volunteer_id not in person.ids or entry.organization_id is None:
        raise Refused(Reason.NOT_FOUND)
    if await unit.hour_entries.is_replaced(entry.id):
        raise Refused(Reason.ENTRY_REPLACED)
    asked = new_id()
    for decider_id in await deciders(unit, person, entry):
        await notify(
            unit,
            NoticeKind.CORRECTION_ASKED,
            volunteer_id=decider_id,
            key=f"{NoticeKind.CORRECTION_ASKED}:{entry.id}:{decider_id}:{asked}",
            facts={"entry": entry.id, "minutes": minutes, "words": reason, "asked": asked},
            now=now,
            new_id=new_id,
        )


async def correction_answered(unit: HoursUnit, entry_id: str, asked: str) -> bool:
    """Whether somebody has corrected or voided the record since, or declined to."""
    return await unit.hour_entries.is_replaced(entry_id) or await unit.notices.has(_declined(asked))


async def decline_correction(
    unit: HoursUnit,
    actor_id: str,
    entry_id: str,
    asked: str,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
) -> None:
    """Leaves a record as it is and tells the volunteer why; they may ask again.

    Args:
        asked: which asking is answered, as ``ask_correction`` wrote it into its facts.

    Raises:
        Refused: no role there, own hours, or answered already.
    """
    person, entry = await _entry_of_another(unit, actor_id, entry_id)
    told = await notify(
        unit,
        NoticeKind.CORRECTION_DECLINED,
        volunteer_id=person.id,
        key=_declined(asked),
        facts={"entry": entry.id, "minutes": entry.minutes, "words": reason},
        now=now,
        new_id=new_id,
    )
    if not told:
        raise Refused(Reason.ENTRY_REPLACED)


async def correct_entry(
    unit: HoursUnit,
    actor_id: str,
    entry_id: str,
    minutes: int,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> HourEntry:
    """Sets the minutes of an entry right; its grade stays, a span keeps its start.

    Raises:
        Refused: no role there, own hours, replaced already, no minutes left (that is a void),
            overlapping, over the day's limits, or more than one person may confirm.
    """
    person, entry = await _entry_of_another(unit, actor_id, entry_id)
    if minutes <= 0:
        raise Refused(Reason.TIMES_IMPOSSIBLE)
    ends_at = entry.starts_at + timedelta(minutes=minutes) if entry.has_span else entry.ends_at
    service = Service(entry.starts_at, ends_at, minutes, entry.day)
    if ends_at > now:
        raise Refused(Reason.CLAIM_IN_FUTURE)
    corrected = await _rewrite(
        unit, person, entry, service, Change(actor_id, now, reason), new_id, policy
    )
    await _tell(unit, person, corrected, new_id)
    return corrected


async def void_entry(
    unit: HoursUnit,
    actor_id: str,
    entry_id: str,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
) -> HourEntry:
    """Takes an entry out of the count; an open claim on it is refused with the same reason.

    Raises:
        Refused: no role there, own hours, or replaced already.
    """
    person, entry = await _entry_of_another(unit, actor_id, entry_id)
    voided = await _void(unit, person, entry, Change(actor_id, now, reason), new_id)
    await _tell(unit, person, voided, new_id)
    return voided


async def correct_attendance(
    unit: HoursUnit,
    actor_id: str,
    attendance_id: str,
    checked_in_at: datetime,
    checked_out_at: datetime,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
    workdays: Workdays,
) -> HourEntry | None:
    """The leader sets times of coming and going right; the record follows, its grade stays.

    Where nothing was recorded, the leader's word makes it *confirmed*; where the day then has more
    than 8 h, it is the first of two and a claim waits for the second.

    Returns:
        What stands now; None where less than a minute was and is recorded.

    Raises:
        Refused: no role there, own hours, in the future, out before in, overlapping, over a limit,
            or a record of more than one person may confirm.
    """
    found = await unit.attendances.get(attendance_id)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    person = await lock_person(unit, found.volunteer_id)
    attendance = await unit.attendances.lock(attendance_id)
    shift = await unit.shifts.get(found.shift_id)
    project = await unit.projects.get(shift.project_id) if shift is not None else None
    if attendance is None or shift is None or project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages_shift(unit, actor_id, shift, project)
    _check_not_own(person, actor_id)
    if checked_out_at > now:
        raise Refused(Reason.CLAIM_IN_FUTURE)
    attendance.correct(checked_in_at, checked_out_at, actor_id)
    service = attended(checked_in_at, checked_out_at, shift, policy)
    change = Change(actor_id, now, reason)
    old = await _recorded(unit, attendance)
    if old is not None and service is not None:
        entry = await _rewrite(unit, person, old, service, change, new_id, policy)
    elif old is not None:
        entry = await _void(unit, person, old, change, new_id)
    elif service is not None:
        others = await other_entries(unit, person, service)
        check_overlap(service, others)
        of_shift = await unit.hour_entries.live_of_shift(person.ids, shift.id)
        check_once_per_shift(service, of_shift, shift)
        second = second_person_needed(minutes_of_day(service, others), policy)
        entry = new_entry(
            service,
            Grade.CLAIMED if second else Grade.CONFIRMED,
            person.id,
            project,
            shift,
            reason=reason,
            actor_id=actor_id,
            now=now,
            new_id=new_id,
        )
        if second:
            # Nothing counts yet: the person is told once the second has decided.
            claim = await open_claim(
                unit,
                person,
                entry,
                first_by=actor_id,
                now=now,
                new_id=new_id,
                policy=policy,
                workdays=workdays,
            )
            attendance.entry_id = claim.entry_id
            return entry
        entry = await record(unit, person.id, entry)
    else:
        return None
    attendance.entry_id = entry.id
    await _tell(unit, person, entry, new_id)
    return entry


def waits_for_second(entry: HourEntry) -> bool:
    """Whether what ``correct_attendance`` has recorded does not count before a second yes."""
    return entry.grade is Grade.CLAIMED and entry.kind is EntryKind.RECORD


async def _recorded(unit: HoursUnit, attendance: Attendance) -> HourEntry | None:
    """The live entry of an attendance; a voided one is nothing recorded."""
    if attendance.entry_id is None:
        return None
    entry = await unit.hour_entries.latest(attendance.entry_id)
    return None if entry is None or entry.kind is EntryKind.VOID else entry


async def _entry_of_another(
    unit: HoursUnit, actor_id: str, entry_id: str
) -> tuple[Person, HourEntry]:
    """The entry, its person locked, after all that forbids the actor to change it."""
    entry = await unit.hour_entries.get(entry_id)
    if entry is None or entry.organization_id is None:
        raise Refused(Reason.NOT_FOUND)
    person = await lock_person(unit, entry.volunteer_id)
    await check_decides(unit, actor_id, entry)
    _check_not_own(person, actor_id)
    if entry.kind is EntryKind.VOID or await unit.hour_entries.is_replaced(entry.id):
        raise Refused(Reason.ENTRY_REPLACED)
    return person, entry


def _check_not_own(person: Person, actor_id: str) -> None:
    if actor_id in person.ids:
        raise Refused(Reason.OWN_HOURS)


async def _rewrite(
    unit: HoursUnit,
    person: Person,
    old: HourEntry,
    service: Service,
    change: Change,
    new_id: NewId,
    policy: Policy,
) -> HourEntry:
    others = await other_entries(unit, person, service, old.id)
    check_overlap(service, others)
    if service.minutes > old.minutes:
        # More than one person may confirm is a claim, which asks the second one.
        needs_second = second_person_needed(minutes_of_day(service, others), policy)
        if needs_second and old.grade is not Grade.CLAIMED:
            raise Refused(Reason.SECOND_PERSON_NEEDED)
    new = await replace(unit, person.id, old, service, old.grade, change, new_id=new_id)
    claim = await unit.claims.of_entry(old.id)
    if claim is not None:
        claim.replace_entry(new.id)
    return new


async def _void(
    unit: HoursUnit, person: Person, old: HourEntry, change: Change, new_id: NewId
) -> HourEntry:
    voided = await void(unit, person.id, old, change, new_id=new_id)
    claim = await unit.claims.of_entry(old.id)
    if claim is not None:
        claim.replace_entry(voided.id)
        if claim.open and change.actor_id is not None:
            claim.decide(ClaimState.REFUSED, change.actor_id, change.at, change.reason)
    return voided


async def _tell(unit: HoursUnit, person: Person, entry: HourEntry, new_id: NewId) -> None:
    await notify(
        unit,
        NoticeKind.HOURS_CORRECTED,
        volunteer_id=person.id,
        key=f"{NoticeKind.HOURS_CORRECTED}:{entry.id}",
        facts={"entry": entry.id, "minutes": entry.minutes},
        now=entry.created_at,
        new_id=new_id,
    )


def _declined(asked: str) -> str:
    return f"{NoticeKind.CORRECTION_DECLINED}:{asked}"

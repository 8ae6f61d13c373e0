"""Coming and going: check-in, check-out, and the check-out that was forgotten."""

from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.hours.claims import open_claim
from domain.hours.ledger import new_entry, record
from domain.hours.model import BY_PERSON, BY_SYSTEM, COUNTED, Attendance, Grade, HourEntry
from domain.hours.ports import HoursUnit
from domain.hours.rules import attended, check_window
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.model import Project, Shift
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.signups.model import SignupState
from domain.workdays import Workdays


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in that counts."""

    attendance: Attendance
    shift: Shift
    project: Project


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A check-out, with what it recorded: no entry for less than a minute."""

    attendance: Attendance
    shift: Shift
    project: Project
    entry: HourEntry | None


async def check_in(
    unit: HoursUnit,
    volunteer_id: str,
    shift_id: str,
    method: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> CheckedIn:
    """Notes that a person came to a shift; the code or QR that names the shift was checked.

    Args:
        method: ``code`` or ``qr``.

    Raises:
        Refused: not signed up, outside the window, cancelled, or checked in already; who checked
            out with a record does not come again.
    """
    person = await lock_person(unit, volunteer_id)
    shift, project = await _shift_and_project(unit, shift_id)
    check_window(shift, now, policy, Reason.CHECK_IN_TOO_LATE)
    signup = await unit.signups.live(person.ids, shift_id)
    if signup is None or signup.state is not SignupState.CONFIRMED:
        raise Refused(Reason.NOT_SIGNED_UP)
    before = await unit.attendances.of_shift(person.ids, shift_id)
    if before is not None:
        before.come_again(now, method)
        return CheckedIn(before, shift, project)
    if not project.begun and (beginning := await unit.projects.lock(project.id)):
        beginning.begin_service()
    attendance = await unit.attendances.add(
        Attendance(
            id=new_id(),
            volunteer_id=person.id,
            shift_id=shift_id,
            checked_in_at=now,
            method=method,
        )
    )
    return CheckedIn(attendance, shift, project)


async def check_out(
    unit: HoursUnit,
    volunteer_id: str,
    shift_id: str,
    *,
    by: str | None = None,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> CheckedOut:
    """Notes that a person left and records the time, grade *checked in*; a shift that counts
    already is not counted again.

    Args:
        by: who acted for the person, checked by the caller; None: the person.

    Raises:
        Refused: not checked in, checked out already, or after the window.
    """
    person = await lock_person(unit, volunteer_id)
    shift, project = await _shift_and_project(unit, shift_id)
    attendance = await unit.attendances.of_shift(person.ids, shift_id)
    if attendance is None:
        raise Refused(Reason.NOT_CHECKED_IN)
    if attendance.checked_out_at is not None:
        raise Refused(Reason.ALREADY_CHECKED_OUT)
    check_window(shift, now, policy, Reason.CHECK_OUT_TOO_LATE)
    attendance.check_out(now, BY_PERSON)
    if (counted := await _counted(unit, person, shift)) is not None:
        attendance.entry_id = counted.id
        return CheckedOut(attendance, shift, project, counted)
    service = attended(attendance.checked_in_at, now, shift, policy)
    if service is None:
        return CheckedOut(attendance, shift, project, None)
    entry = await record(
        unit,
        person.id,
        new_entry(
            service,
            Grade.CHECKED_IN,
            person.id,
            project,
            shift,
            actor_id=by or person.id,
            now=now,
            new_id=new_id,
        ),
    )
    attendance.entry_id = entry.id
    return CheckedOut(attendance, shift, project, entry)


async def _counted(unit: HoursUnit, person: Person, shift: Shift) -> HourEntry | None:
    """A bare duration of the shift that counts already: it was claimed and confirmed before, and
    the shift counts once."""
    found = await unit.hour_entries.live_of_shift(person.ids, shift.id)
    return next((each for each in found if each.grade in COUNTED and not each.has_span), None)


async def close_forgotten(
    unit: HoursUnit,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
    workdays: Workdays,
    limit: int = 50,
) -> int:
    """Closes check-outs that can come no more, at the planned end, as claims; how many.

    Source: rules.md, "Hours" (C): a claim until the leader confirms it.
    """
    ended_before = now - policy.check_in_closes_after
    forgotten = await unit.attendances.forgotten(ended_before, limit)
    for found in forgotten:
        person = await lock_person(unit, found.volunteer_id)
        attendance = await unit.attendances.lock(found.id)
        if attendance is None or attendance.checked_out_at is not None:
            continue
        shift, project = await _shift_and_project(unit, attendance.shift_id)
        attendance.check_out(shift.ends_at, BY_SYSTEM)
        if (counted := await _counted(unit, person, shift)) is not None:
            attendance.entry_id = counted.id
            continue
        service = attended(attendance.checked_in_at, shift.ends_at, shift, policy)
        if service is None:
            continue
        entry = new_entry(service, Grade.CLAIMED, person.id, project, shift, now=now, new_id=new_id)
        claim = await open_claim(
            unit, person, entry, now=now, new_id=new_id, policy=policy, workdays=workdays
        )
        attendance.entry_id = claim.entry_id
        await notify(
            unit,
            NoticeKind.CHECK_OUT_FORGOTTEN,
            volunteer_id=person.id,
            key=f"{NoticeKind.CHECK_OUT_FORGOTTEN}:{attendance.id}",
            facts={"shift": shift.id, "claim": claim.id, "minutes": service.minutes},
            now=now,
            new_id=new_id,
        )
    return len(forgotten)


async def _shift_and_project(unit: HoursUnit, shift_id: str) -> tuple[Shift, Project]:
    shift = await unit.shifts.get(shift_id)
    project = await unit.projects.get(shift.project_id) if shift is not None else None
    if shift is None or project is None:
        raise Refused(Reason.NOT_FOUND)
    return shift, project

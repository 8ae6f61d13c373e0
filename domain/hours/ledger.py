"""The ledger: the only place that writes hour entries and totals, both in one transaction.

Append-only (民政部令第67号, art. 12–13): a record is voided or corrected by a further entry, never
deleted or overwritten. The caller holds the lock of the person whose hours these are.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.hours.model import EntryKind, Grade, HourEntry
from domain.hours.ports import LedgerUnit
from domain.hours.rules import Service
from domain.offerings.model import Project, Shift


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes an entry, when and why; ``late``: confirmed after the deadline."""

    actor_id: str | None
    at: datetime
    reason: str | None = None
    late: bool = False


def new_entry(
    service: Service,
    grade: Grade,
    person_id: str,
    project: Project | None,
    shift: Shift | None = None,
    *,
    title: str = "",
    organization_id: str | None = None,
    note: str | None = None,
    reason: str | None = None,
    actor_id: str | None = None,
    now: datetime,
    new_id: NewId,
) -> HourEntry:
    """A line for the ledger, with the activity's name and organization as they are now.

    Args:
        title, organization_id: where there is no project.
        actor_id: who made it; None: the system.
    """
    return HourEntry(
        id=new_id(),
        volunteer_id=person_id,
        grade=grade,
        minutes=service.minutes,
        starts_at=service.starts_at,
        ends_at=service.ends_at,
        day=service.day,
        year=service.day.year,
        title=project.title if project else title,
        project_id=project.id if project else None,
        shift_id=shift.id if shift else None,
        organization_id=project.organization_id if project else organization_id,
        note=note,
        reason=reason,
        actor_id=actor_id,
        created_at=now,
    )


async def record(unit: LedgerUnit, person_id: str, entry: HourEntry) -> HourEntry:
    """Appends an entry and raises the person's total.

    Args:
        person_id: whose total it is: the survivor where accounts were merged.
    """
    row = await unit.hour_entries.add(entry)
    await unit.hour_totals.change(person_id, row.year, row.grade, row.minutes)
    return row


async def replace(
    unit: LedgerUnit,
    person_id: str,
    old: HourEntry,
    service: Service,
    grade: Grade,
    change: Change,
    *,
    new_id: NewId,
) -> HourEntry:
    """Appends an entry that stands for the old one from now on.

    Raises:
        Refused: the old entry is replaced already.
    """
    return await _supersede(
        unit,
        person_id,
        old,
        {
            "id": new_id(),
            "kind": EntryKind.CORRECTION,
            "grade": grade,
            "minutes": service.minutes,
            "starts_at": service.starts_at,
            "ends_at": service.ends_at,
            "day": service.day,
            "year": service.day.year,
        },
        change,
    )


async def void(
    unit: LedgerUnit, person_id: str, old: HourEntry, change: Change, *, new_id: NewId
) -> HourEntry:
    """Appends an entry of no minutes that stands for the old one from now on.

    Raises:
        Refused: the old entry is replaced already.
    """
    return await _supersede(
        unit,
        person_id,
        old,
        {"id": new_id(), "kind": EntryKind.VOID, "minutes": 0},
        change,
    )


def service_of(entry: HourEntry) -> Service:
    """The time that an entry records."""
    return Service(entry.starts_at, entry.ends_at, entry.minutes, entry.day)


async def _supersede(
    unit: LedgerUnit, person_id: str, old: HourEntry, new: dict[str, object], change: Change
) -> HourEntry:
    if await unit.hour_entries.is_replaced(old.id):
        raise Refused(Reason.ENTRY_REPLACED)
    why = {
        "replaces_id": old.id,
        "actor_id": change.actor_id,
        "created_at": change.at,
        "reason": change.reason,
        "late": change.late,
    }
    await unit.hour_totals.change(person_id, old.year, old.grade, -old.minutes)
    entry = HourEntry.model_validate(old.model_dump() | new | why)
    return await record(unit, person_id, entry)

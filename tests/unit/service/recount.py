"""A made world of service, and its figures counted anew in plain Python, row by row."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from sqlmodel import SQLModel, select

from domain.hours.model import COUNTED, Attendance, Claim, ClaimState, EntryKind, Grade, HourEntry
from domain.hours.totals import Sums
from domain.offerings.model import Category, Project, ProjectState, Shift
from domain.reports.model import Registered, Report, Shifts
from domain.signups.model import Signup, SignupState
from domain.volunteers.model import VolunteerState
from storage.tables import (
    AttendanceRow,
    ClaimRow,
    HourEntryRow,
    OrganizationRow,
    ProjectRow,
    ShiftRow,
    SignupRow,
    VolunteerRow,
)
from storage.unit import Unit
from tests.unit.service.world import NOW, POLICY, World

ZONE = POLICY.timezone
Row = TypeVar("Row", bound=SQLModel)


async def happens(world: World, unit: Unit, random: Random) -> None:
    """Three months of service on all nodes, by volunteers of every kind; the world is settled."""
    people = ["leader", "colleague", "wang", "li", "zhao"]
    for number in range(4):
        id = f"guest{number}"
        at = NOW - timedelta(days=random.randrange(90), hours=random.randrange(24))
        state = random.choice([VolunteerState.ACTIVE, VolunteerState.FROZEN])
        await world.person(unit, id, registered_at=at, state=state)
        people.append(id)
    for number, into in enumerate(random.sample(people, 2)):  # never a chain
        id = f"younger{number}"
        state = VolunteerState.MERGED
        await world.person(unit, id, state=state, merged_into=into, name=None, registered_at=NOW)
        people.append(id)
    projects = []
    for number in range(4):
        project = await world.project(
            unit,
            f"project{number}",
            organization_id=random.choice(["root", "station", "other"]),
            leader_id=random.choice(["leader", "colleague", "outsider"]),
            category=random.choice(list(Category)[:3]),
            state=random.choice(list(ProjectState)),
        )
        projects.append(project)
    for number in range(8):
        project = random.choice(projects)
        starts_in = timedelta(hours=random.randrange(-90 * 24, 24))
        shift = await world.shift(
            unit,
            f"shift{number}",
            project.id,
            starts_in=starts_in,
            places=random.randrange(1, 5),
            cancelled_at=random.choice([None, None, None, NOW]),
        )
        for who in random.sample(people, random.randrange(6)):
            await unit.signups.add(
                Signup(
                    id=world.new_id(),
                    volunteer_id=who,
                    shift_id=shift.id,
                    state=random.choice(list(SignupState)),
                    acknowledged_version=1,
                    acknowledged_at=NOW,
                    created_at=NOW,
                )
            )
        there = random.sample(people, random.randrange(4)) if starts_in < timedelta() else []
        for who in there:
            await unit.attendances.add(
                Attendance(
                    id=world.new_id(),
                    volunteer_id=who,
                    shift_id=shift.id,
                    checked_in_at=shift.starts_at,
                    checked_out_at=shift.ends_at,
                )
            )
            if random.random() < 0.7:
                await _records(world, unit, random, who, project, shift)
    for _ in range(8):
        await _records(world, unit, random, random.choice(people), random.choice([None, *projects]))


async def _records(
    world: World,
    unit: Unit,
    random: Random,
    who: str,
    project: Project | None,
    shift: Shift | None = None,
) -> None:
    """A record, perhaps corrected, voided or claimed."""
    starts_at = shift.starts_at if shift else NOW - timedelta(hours=random.randrange(90 * 24))
    day = starts_at.astimezone(ZONE).date()
    entry = HourEntry(
        id=world.new_id(),
        volunteer_id=who,
        grade=random.choice(list(Grade)),
        minutes=random.randrange(1, 300),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=5),
        day=day,
        year=day.year,
        title="服务",
        project_id=project.id if project else None,
        shift_id=shift.id if shift else None,
        organization_id=project.organization_id if project else "root",
        created_at=NOW,
    )
    stands: HourEntry = await unit.hour_entries.add(entry)
    for kind in random.choice([[], [], [EntryKind.CORRECTION], [EntryKind.CORRECTION] * 2]):
        minutes = random.choice([0, 45, 120])
        newer = {"id": world.new_id(), "kind": kind, "minutes": minutes, "replaces_id": stands.id}
        stands = await unit.hour_entries.add(HourEntry.model_validate(stands.model_dump() | newer))
    if stands.grade is Grade.CLAIMED:
        await unit.claims.add(
            Claim(
                id=world.new_id(),
                volunteer_id=who,
                entry_id=stands.id,
                organization_id=stands.organization_id or "root",
                project_id=stands.project_id,
                state=random.choice(list(ClaimState)),
                deadline=day + timedelta(days=14),
                created_at=NOW,
            )
        )


@dataclass
class Everything:
    """All rows, read plainly."""

    volunteers: dict[str, VolunteerRow]
    nodes: dict[str, OrganizationRow]
    projects: dict[str, ProjectRow]
    shifts: dict[str, ShiftRow]
    signups: Sequence[SignupRow]
    attendances: Sequence[AttendanceRow]
    entries: Sequence[HourEntryRow]
    claims: Sequence[ClaimRow]

    @classmethod
    async def read(cls, unit: Unit) -> "Everything":
        """Reads all there is."""

        async def every(row: type[Row]) -> Sequence[Row]:
            return (await unit.session.exec(select(row))).all()

        return cls(
            {row.id: row for row in await every(VolunteerRow)},
            {row.id: row for row in await every(OrganizationRow)},
            {row.id: row for row in await every(ProjectRow)},
            {row.id: row for row in await every(ShiftRow)},
            await every(SignupRow),
            await every(AttendanceRow),
            await every(HourEntryRow),
            await every(ClaimRow),
        )

    def person(self, id: str) -> str:
        """Who survived."""
        return self.volunteers[id].merged_into or id


def recounted(
    rows: Everything, node_id: str, leader_id: str | None, first: date, last: date
) -> Report:
    """The report that ``report_for`` must give.

    Args:
        leader_id: only this leader's projects; None: all of the node.
    """
    node = rows.nodes[node_id]

    def counts(organization_id: str | None, project_id: str | None) -> bool:
        if not rows.nodes[organization_id or ""].path.startswith(node.path):
            return False
        leads = project_id is not None and rows.projects[project_id].leader_id == leader_id
        return leader_id is None or leads

    def day_of(shift: ShiftRow) -> date:
        return shift.starts_at.astimezone(ZONE).date()

    replaced = {entry.replaces_id for entry in rows.entries}
    live = [
        entry
        for entry in rows.entries
        if entry.id not in replaced and counts(entry.organization_id, entry.project_id)
    ]
    mine = {
        id: shift
        for id, shift in rows.shifts.items()
        if counts(rows.projects[shift.project_id].organization_id, shift.project_id)
    }
    days: dict[str, set[date]] = defaultdict(set)
    for entry in live:
        if entry.grade in COUNTED and entry.minutes:
            days[rows.person(entry.volunteer_id)].add(entry.day)
    for attendance in rows.attendances:
        if attendance.shift_id in mine:
            days[rows.person(attendance.volunteer_id)].add(day_of(mine[attendance.shift_id]))
    active = {who for who, on in days.items() if any(first <= day <= last for day in on)}
    minutes: dict[Category | None, dict[Grade, int]] = defaultdict(lambda: defaultdict(int))
    for entry in live:
        if first <= entry.day <= last and entry.minutes:
            project = rows.projects.get(entry.project_id or "")
            minutes[project.category if project else None][entry.grade] += entry.minutes
    held = {
        id: shift
        for id, shift in mine.items()
        if first <= day_of(shift) <= last
        and shift.ends_at <= NOW
        and shift.cancelled_at is None
        and rows.projects[shift.project_id].state is not ProjectState.DRAFT
    }
    had = {SignupState.CONFIRMED, SignupState.NO_SHOW}
    entries = {entry.id: entry for entry in rows.entries}
    ended = datetime.combine(last + timedelta(days=1), datetime.min.time(), ZONE).astimezone(UTC)
    begun = datetime.combine(first, datetime.min.time(), ZONE).astimezone(UTC)
    registered = [
        each.registered_at
        for each in rows.volunteers.values()
        if each.state is VolunteerState.ACTIVE and each.registered_at and each.registered_at < ended
    ]
    return Report(
        node=node,
        whole=leader_id is None,
        first=first,
        last=last,
        registered=Registered(len(registered), sum(at >= begun for at in registered))
        if leader_id is None
        else None,
        active=len(active),
        returning=sum(min(days[who]) < first for who in active),
        by_category={
            category: Sums(*(by_grade[grade] for grade in Grade))
            for category, by_grade in minutes.items()
        },
        shifts=Shifts(
            held=len(held),
            projects=len({shift.project_id for shift in held.values()}),
            places=sum(shift.places for shift in held.values()),
            filled=_people(rows, [it for it in rows.signups if it.state in had], held),
            came=_people(rows, rows.attendances, held),
            no_shows=_people(
                rows, [it for it in rows.signups if it.state is SignupState.NO_SHOW], held
            ),
        ),
        pending=sum(
            claim.open
            and counts(claim.organization_id, claim.project_id)
            and first <= entries[claim.entry_id].day <= last
            for claim in rows.claims
        ),
    )


def _people(
    rows: Everything, lines: Sequence[SignupRow | AttendanceRow], shifts: dict[str, ShiftRow]
) -> int:
    on = {(rows.person(line.volunteer_id), line.shift_id) for line in lines}
    return sum(shift_id in shifts for _, shift_id in on)

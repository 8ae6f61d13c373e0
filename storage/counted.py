"""What reports count: the queries that its figures are made of.

What to count is found by day (ledger) or by start (shifts) and by the nodes in the scope; people
by their own lines. Merged volunteers are one person: always the survivor is counted.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Mapped
from sqlmodel import col

from domain.hours.model import COUNTED, Grade
from domain.offerings.model import ProjectState
from domain.reports.model import Scope
from domain.signups.model import SignupState
from storage.hours import live
from storage.offerings import manages_by_role
from storage.tables import (
    AttendanceRow,
    HourEntryRow,
    OrganizationRow,
    ProjectRow,
    ShiftRow,
    SignupRow,
    VolunteerRow,
)

#: The person behind a volunteer: into whom they were merged, or they themselves.
PERSON = func.coalesce(VolunteerRow.merged_into, VolunteerRow.id)
#: Who had a place when the shift was over.
_HAD_A_PLACE = (SignupState.CONFIRMED, SignupState.NO_SHOW)
_MINUTES = col(HourEntryRow.minutes)

Columns = Select[*tuple[Any, ...]]
Column = ColumnElement[Any] | Mapped[Any]
OnShift = type[AttendanceRow] | type[SignupRow]


def entries(scope: Scope, *columns: Column) -> Columns:
    """The live lines of the ledger in the scope, of any day."""
    return (
        select(*columns)
        .select_from(HourEntryRow)
        .join(OrganizationRow, col(OrganizationRow.id) == HourEntryRow.organization_id)
        .outerjoin(ProjectRow, col(ProjectRow.id) == HourEntryRow.project_id)
        .where(manages_by_role(scope.authority), _MINUTES > 0, live())
    )


def served(scope: Scope, column: Column) -> Columns:
    """The lines that count, with whose they are."""
    return (
        entries(scope, column)
        .join(VolunteerRow, col(VolunteerRow.id) == HourEntryRow.volunteer_id)
        .where(col(HourEntryRow.grade).in_(COUNTED))
    )


def on_shifts(scope: Scope, row: OnShift, *columns: Column) -> Columns:
    """What people have on the scope's shifts: attendances or sign-ups, with whose they are."""
    return (
        select(*columns)
        .select_from(row)
        .join(ShiftRow, col(ShiftRow.id) == row.shift_id)
        .join(ProjectRow, col(ProjectRow.id) == ShiftRow.project_id)
        .join(OrganizationRow, col(OrganizationRow.id) == ProjectRow.organization_id)
        .join(VolunteerRow, col(VolunteerRow.id) == row.volunteer_id)
        .where(manages_by_role(scope.authority))
    )


def shifts_held(scope: Scope) -> Columns:
    """The shifts that were held, with what was done on each."""
    minutes = (
        select(func.coalesce(func.sum(_MINUTES), 0))
        .where(
            col(HourEntryRow.shift_id) == ShiftRow.id, col(HourEntryRow.grade).in_(COUNTED), live()
        )
        .correlate(ShiftRow)
        .scalar_subquery()
    )
    state = col(SignupRow.state)
    held: Columns = (
        select(
            col(ShiftRow.project_id),
            col(ProjectRow.number),
            col(ProjectRow.title),
            col(ProjectRow.category),
            col(ShiftRow.starts_at),
            col(ShiftRow.ends_at),
            col(ShiftRow.places),
            _people_on(SignupRow, state.in_(_HAD_A_PLACE)).label("filled"),
            _people_on(AttendanceRow).label("came"),
            _people_on(SignupRow, state == SignupState.NO_SHOW).label("no_shows"),
            minutes.label("minutes"),
        )
        .select_from(ShiftRow)
        .join(ProjectRow, col(ProjectRow.id) == ShiftRow.project_id)
        .join(OrganizationRow, col(OrganizationRow.id) == ProjectRow.organization_id)
        .where(
            manages_by_role(scope.authority),
            begun(scope),
            col(ShiftRow.ends_at) <= scope.now,
            col(ShiftRow.cancelled_at).is_(None),
            col(ProjectRow.state) != ProjectState.DRAFT,
        )
    )
    return held


def _people_on(row: OnShift, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many people have such a row on the shift."""
    return (
        select(func.count(PERSON.distinct()))
        .select_from(row)
        .join(VolunteerRow, col(VolunteerRow.id) == row.volunteer_id)
        .where(col(row.shift_id) == ShiftRow.id, *conditions)
        .correlate(ShiftRow)
        .scalar_subquery()
    )


def deeds(scope: Scope) -> Subquery:
    """What people did, a row a deed: minutes of a grade, an attendance, a no-show."""
    none, once = literal(0), literal(1)
    minutes = entries(
        scope,
        PERSON.label("person"),
        *(minutes_of(grade).label(grade.value) for grade in Grade),
        none.label("came"),
        none.label("no_shows"),
    ).join(VolunteerRow, col(VolunteerRow.id) == HourEntryRow.volunteer_id)
    no_minutes = (none,) * len(Grade)
    absent = col(SignupRow.state) == SignupState.NO_SHOW
    return union_all(
        minutes.where(in_period(scope)),
        on_shifts(scope, AttendanceRow, PERSON, *no_minutes, once, none)
        .where(begun(scope))
        .group_by(PERSON, col(ShiftRow.id)),
        on_shifts(scope, SignupRow, PERSON, *no_minutes, none, once)
        .where(begun(scope), absent)
        .group_by(PERSON, col(ShiftRow.id)),
    ).subquery("deeds")


def minutes_of(grade: Grade) -> ColumnElement[int]:
    """The minutes of a line of this grade."""
    return case((col(HourEntryRow.grade) == grade, _MINUTES), else_=0)


def in_period(scope: Scope) -> ColumnElement[bool]:
    """The ledger's lines of the scope's days."""
    return col(HourEntryRow.day).between(scope.first, scope.last)


def begun(scope: Scope) -> ColumnElement[bool]:
    """The shifts that start on the scope's days."""
    starts_at = col(ShiftRow.starts_at)
    return and_(starts_at >= scope.begins, starts_at < scope.ends)

"""Figures over many people, each by one query."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Exists, Row, Select, func, literal, or_, select, union
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.hours.model import OPEN_CLAIMS, Grade
from domain.hours.totals import Sums
from domain.offerings.model import Category
from domain.reports.model import Registered, Scope, ShiftLine, Shifts, VolunteerLine
from domain.volunteers.model import VolunteerState
from storage.counted import (
    PERSON,
    begun,
    deeds,
    entries,
    in_period,
    minutes_of,
    on_shifts,
    served,
    shifts_held,
)
from storage.offerings import manages_by_role
from storage.tables import (
    AttendanceRow,
    ClaimRow,
    HourEntryRow,
    OrganizationRow,
    ProjectRow,
    ShiftRow,
    VolunteerRow,
)


class ReportRepository:
    """Counts; changes nothing."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def registered(self, scope: Scope) -> Registered:
        """Volunteers of the whole organization."""
        since = col(VolunteerRow.registered_at)
        query = (
            select(func.count(), func.count().filter(since >= scope.begins))
            .select_from(VolunteerRow)
            .where(col(VolunteerRow.state) == VolunteerState.ACTIVE, since < scope.ends)
        )
        return Registered(*(await self._rows(query))[0])

    async def people(self, scope: Scope) -> tuple[int, int]:
        """How many were active, and how many of these had served before."""
        active = union(
            served(scope, PERSON.label("person")).where(in_period(scope)),
            on_shifts(scope, AttendanceRow, PERSON).where(begun(scope)),
        ).cte("active")
        theirs = or_(
            col(VolunteerRow.id) == active.c.person,
            col(VolunteerRow.merged_into) == active.c.person,
        )
        before: tuple[Exists, ...] = (
            served(scope, literal(1))
            .where(theirs, col(HourEntryRow.day) < scope.first)
            .correlate(active)
            .exists(),
            on_shifts(scope, AttendanceRow, literal(1))
            .where(theirs, col(ShiftRow.starts_at) < scope.begins)
            .correlate(active)
            .exists(),
        )
        query = select(func.count(), func.count().filter(or_(*before))).select_from(active)
        present, returning = (await self._rows(query))[0]
        return present, returning

    async def hours(self, scope: Scope) -> Mapping[Category | None, Sums]:
        """Minutes by category; those without any are left out."""
        category = col(ProjectRow.category)
        query = (
            entries(scope, category, *(func.sum(minutes_of(grade)) for grade in Grade))
            .where(in_period(scope))
            .group_by(category)
        )
        found = await self._rows(query)
        return {
            None if code is None else Category(code): Sums(*map(int, sums))
            for code, *sums in found
            if any(sums)
        }

    async def shifts(self, scope: Scope) -> Shifts:
        """The shifts that were held."""
        held = shifts_held(scope).subquery()
        columns = (held.c.places, held.c.filled, held.c.came, held.c.no_shows)
        query = select(
            func.count(),
            func.count(held.c.project_id.distinct()),
            *(func.coalesce(func.sum(column), 0) for column in columns),
        ).select_from(held)
        return Shifts(*map(int, (await self._rows(query))[0]))

    async def pending(self, scope: Scope) -> int:
        """Claims that wait."""
        query = (
            select(func.count())
            .select_from(ClaimRow)
            .join(HourEntryRow, col(HourEntryRow.id) == ClaimRow.entry_id)
            .join(OrganizationRow, col(OrganizationRow.id) == ClaimRow.organization_id)
            .outerjoin(ProjectRow, col(ProjectRow.id) == ClaimRow.project_id)
            .where(
                col(ClaimRow.state).in_(OPEN_CLAIMS),
                manages_by_role(scope.authority),
                in_period(scope),
            )
        )
        [[waiting]] = await self._rows(query)
        return int(waiting)

    async def shift_lines(self, scope: Scope, limit: int) -> Sequence[ShiftLine]:
        """The shifts that were held one by one, the first one first."""
        held = shifts_held(scope).order_by(col(ShiftRow.starts_at), col(ShiftRow.id)).limit(limit)
        found = await self._rows(held)
        return [
            ShiftLine(
                number=row.number,
                title=row.title,
                category=Category(row.category),
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                places=row.places,
                filled=row.filled,
                came=row.came,
                no_shows=row.no_shows,
                minutes=int(row.minutes),
            )
            for row in found
        ]

    async def volunteer_lines(self, scope: Scope, limit: int) -> Sequence[VolunteerLine]:
        """Everybody with minutes, an attendance or a no-show, the most minutes first."""
        did, who = deeds(scope), aliased(VolunteerRow)
        checked_in, confirmed, claimed = (func.sum(did.c[grade.value]) for grade in Grade)
        counted = checked_in + confirmed
        query = (
            select(
                col(who.id),
                col(who.number),
                col(who.name),
                col(who.state),
                func.sum(did.c.came),
                checked_in,
                confirmed,
                claimed,
                func.sum(did.c.no_shows),
            )
            .select_from(did)
            .join(who, col(who.id) == did.c.person)
            .group_by(col(who.id))
            .order_by(counted.desc(), col(who.number), col(who.id))
            .limit(limit)
        )
        found = await self._rows(query)
        return [
            VolunteerLine(
                volunteer_id=id,
                number=number,
                name=name,
                forgotten=state == VolunteerState.FROZEN,
                came=int(came),
                hours=Sums(*map(int, minutes)),
                no_shows=int(no_shows),
            )
            for id, number, name, state, came, *minutes, no_shows in found
        ]

    async def _rows(self, query: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
        # Sums and counts are no entities: the session has nothing to keep of them.
        connection = await self._session.connection()
        return (await connection.execute(query)).all()

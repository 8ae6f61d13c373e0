"""The ledger, its totals, attendance and claims as stored."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, extract, func, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from domain.hours.model import (
    COUNTED,
    OPEN_CLAIMS,
    Attendance,
    Claim,
    EntryKind,
    Grade,
    HourEntry,
    HourTotal,
)
from domain.hours.ports import WaitingClaim
from domain.offerings.authority import Authority
from domain.offerings.model import Category, Shift
from storage.offerings import leads_shift, manages
from storage.repository import Repository, table_of
from storage.tables import (
    AttendanceRow,
    ClaimRow,
    HourEntryRow,
    HourTotalRow,
    OrganizationRow,
    ProjectRow,
    ShiftRow,
    VolunteerRow,
)


def live() -> ColumnElement[bool]:
    """No further entry replaces a line: one look into a unique index."""
    newer = aliased(HourEntryRow)
    return ~select(newer.id).where(newer.replaces_id == HourEntryRow.id).exists()


class HourEntryRepository(Repository[HourEntry, HourEntryRow]):
    """The ledger's lines; appended only."""

    row = HourEntryRow

    async def is_replaced(self, entry_id: str) -> bool:
        """Whether a further entry points to it."""
        query = select(HourEntryRow.id).where(HourEntryRow.replaces_id == entry_id)
        return (await self._session.exec(query)).first() is not None

    async def latest(self, entry_id: str) -> HourEntry | None:
        """What stands for an entry now: itself, or the last of those that replace it."""
        entry = await self.get(entry_id)
        while entry is not None:
            query = select(HourEntryRow).where(HourEntryRow.replaces_id == entry.id)
            newer = (await self._session.exec(query)).first()
            if newer is None:
                return entry
            entry = newer
        return None

    async def live_around(
        self, volunteer_ids: Sequence[str], day: date, starts_at: datetime, ends_at: datetime
    ) -> Sequence[HourEntry]:
        """The live lines of a local day, or touching a span."""
        touching = and_(
            col(HourEntryRow.starts_at) < ends_at, col(HourEntryRow.ends_at) > starts_at
        )
        query = select(HourEntryRow).where(
            col(HourEntryRow.volunteer_id).in_(volunteer_ids),
            or_(col(HourEntryRow.day) == day, touching),
            live(),
        )
        return (await self._session.exec(query)).all()

    async def live_of_shift(
        self, volunteer_ids: Sequence[str], shift_id: str
    ) -> Sequence[HourEntry]:
        """A person's live lines of a shift, voids left out."""
        query = select(HourEntryRow).where(
            col(HourEntryRow.volunteer_id).in_(volunteer_ids),
            HourEntryRow.shift_id == shift_id,
            HourEntryRow.kind != EntryKind.VOID,
            live(),
        )
        return (await self._session.exec(query)).all()

    async def page(
        self, volunteer_ids: Sequence[str], offset: int, limit: int
    ) -> tuple[Sequence[HourEntry], int]:
        """The live lines with minutes, latest first, and how many there are."""
        theirs = (
            col(HourEntryRow.volunteer_id).in_(volunteer_ids),
            col(HourEntryRow.minutes) > 0,
            live(),
        )
        query = (
            select(HourEntryRow)
            .where(*theirs)
            .order_by(
                col(HourEntryRow.day).desc(),
                col(HourEntryRow.starts_at).desc(),
                col(HourEntryRow.id).desc(),
            )
            .offset(offset)
            .limit(limit)
        )
        total = await self._session.exec(
            select(func.count()).select_from(HourEntryRow).where(*theirs)
        )
        return (await self._session.exec(query)).all(), total.one()

    async def sums(
        self, volunteer_ids: Sequence[str], first: date, last: date
    ) -> Sequence[tuple[str, Grade, int]]:
        """The minutes of the live lines from one day to another, by title and grade."""
        query = (
            select(HourEntryRow.title, HourEntryRow.grade, func.sum(col(HourEntryRow.minutes)))
            .where(
                col(HourEntryRow.volunteer_id).in_(volunteer_ids),
                col(HourEntryRow.day).between(first, last),
                live(),
            )
            .group_by(col(HourEntryRow.title), col(HourEntryRow.grade))
        )
        found = (await self._session.exec(query)).all()
        return [(title, Grade(grade), int(minutes)) for title, grade, minutes in found]

    async def by_month(
        self, volunteer_ids: Sequence[str], first: date, last: date
    ) -> Sequence[tuple[int, int, Category | None, int]]:
        """The minutes that count from one day to another: year, month, category, minutes.

        None is the category of what belongs to no project.
        """
        year, month = (extract(part, col(HourEntryRow.day)) for part in ("year", "month"))
        category = col(ProjectRow.category)
        query = (
            select(year, month, category, func.sum(col(HourEntryRow.minutes)))
            .select_from(HourEntryRow)
            .outerjoin(ProjectRow, col(ProjectRow.id) == col(HourEntryRow.project_id))
            .where(
                col(HourEntryRow.volunteer_id).in_(volunteer_ids),
                col(HourEntryRow.day).between(first, last),
                col(HourEntryRow.grade).in_(COUNTED),
                live(),
            )
            .group_by(year, month, category)
        )
        found = (await self._session.exec(query)).all()
        return [(int(y), int(m), kind, int(minutes)) for y, m, kind, minutes in found if minutes]


class HourTotalRepository:
    """The sums kept beside the ledger."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def change(self, volunteer_id: str, year: int, grade: Grade, minutes: int) -> None:
        """Adds minutes (also negative ones) in one step."""
        table = table_of(HourTotalRow)
        dialect = self._session.get_bind().dialect.name
        insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
        values = {"volunteer_id": volunteer_id, "year": year, "grade": grade, "minutes": minutes}
        await self._session.exec(
            insert(table)
            .values(**values)
            .on_conflict_do_update(
                index_elements=["volunteer_id", "year", "grade"],
                set_={"minutes": table.c.minutes + minutes},
            )
        )

    async def of(self, volunteer_id: str) -> Sequence[HourTotal]:
        """One indexed read."""
        query = (
            select(HourTotalRow)
            .where(HourTotalRow.volunteer_id == volunteer_id)
            .order_by(col(HourTotalRow.year))
            .execution_options(populate_existing=True)
        )
        return (await self._session.exec(query)).all()


class AttendanceRepository(Repository[Attendance, AttendanceRow]):
    """Coming and going."""

    row = AttendanceRow

    async def of_shift(self, volunteer_ids: Sequence[str], shift_id: str) -> Attendance | None:
        """A person's attendance of a shift."""
        query = select(AttendanceRow).where(
            col(AttendanceRow.volunteer_id).in_(volunteer_ids), AttendanceRow.shift_id == shift_id
        )
        return (await self._session.exec(query)).first()

    async def still_in(self, volunteer_ids: Sequence[str]) -> Sequence[tuple[Attendance, Shift]]:
        """Where the person is checked in and not out."""
        query = (
            select(AttendanceRow, ShiftRow)
            .join(ShiftRow, col(ShiftRow.id) == AttendanceRow.shift_id)
            .where(
                col(AttendanceRow.volunteer_id).in_(volunteer_ids),
                col(AttendanceRow.checked_out_at).is_(None),
            )
        )
        return [(attendance, shift) for attendance, shift in await self._session.exec(query)]

    async def forgotten(self, ended_before: datetime, limit: int) -> Sequence[Attendance]:
        """Those without a check-out whose shift ended before a moment, by volunteer."""
        query = (
            select(AttendanceRow)
            .join(ShiftRow, col(ShiftRow.id) == AttendanceRow.shift_id)
            .where(
                col(AttendanceRow.checked_out_at).is_(None),
                col(ShiftRow.ends_at) < ended_before,
            )
            .order_by(col(AttendanceRow.volunteer_id), col(AttendanceRow.id))
            .limit(limit)
        )
        return (await self._session.exec(query)).all()


class ClaimRepository(Repository[Claim, ClaimRow]):
    """Reports of time that wait for a decision, and those decided."""

    row = ClaimRow

    async def of_entry(self, entry_id: str) -> Claim | None:
        """The claim that stands on a ledger entry."""
        query = select(ClaimRow).where(ClaimRow.entry_id == entry_id)
        return (await self._session.exec(query)).first()

    async def waiting(
        self, authority: Authority, offset: int, limit: int
    ) -> tuple[Sequence[WaitingClaim], int]:
        """What a person may decide on, the nearest deadline first, and how many there are."""
        own = authority.person_ids
        theirs = (
            col(ClaimRow.state).in_(OPEN_CLAIMS),
            or_(manages(authority), leads_shift(authority)),
            col(ClaimRow.volunteer_id).not_in(own),
            or_(col(ClaimRow.first_by).is_(None), col(ClaimRow.first_by).not_in(own)),
        )
        query = (
            _claims()
            .join(OrganizationRow, col(OrganizationRow.id) == ClaimRow.organization_id)
            .outerjoin(ProjectRow, col(ProjectRow.id) == ClaimRow.project_id)
            .outerjoin(ShiftRow, col(ShiftRow.id) == HourEntryRow.shift_id)
            .where(*theirs)
        )
        page = query.order_by(col(ClaimRow.deadline), col(ClaimRow.id)).offset(offset).limit(limit)
        count = select(func.count()).select_from(
            query.with_only_columns(col(ClaimRow.id)).subquery()
        )
        total = await self._session.exec(count)
        return [WaitingClaim(*found) for found in await self._session.exec(page)], total.one()

    async def open_of(self, volunteer_ids: Sequence[str]) -> Sequence[WaitingClaim]:
        """A person's own claims that wait for a decision, the latest activity first."""
        query = (
            _claims()
            .where(
                col(ClaimRow.volunteer_id).in_(volunteer_ids), col(ClaimRow.state).in_(OPEN_CLAIMS)
            )
            .order_by(col(HourEntryRow.starts_at).desc(), col(ClaimRow.id))
        )
        return [WaitingClaim(*found) for found in await self._session.exec(query)]

    async def to_escalate(self, today: date, limit: int) -> Sequence[WaitingClaim]:
        """Open claims whose day of escalation has come, held until the unit of work ends."""
        query = (
            _claims()
            .where(col(ClaimRow.escalate_on) <= today, col(ClaimRow.state).in_(OPEN_CLAIMS))
            .order_by(col(ClaimRow.escalate_on), col(ClaimRow.id))
            .limit(limit)
            # Whoever decides on one now has it; another worker escalates the others.
            .with_for_update(of=ClaimRow, skip_locked=True)
        )
        return [WaitingClaim(*found) for found in await self._session.exec(query)]


def _claims() -> Select[ClaimRow, HourEntryRow, VolunteerRow]:
    return (
        select(ClaimRow, HourEntryRow, VolunteerRow)
        .join(HourEntryRow, col(HourEntryRow.id) == ClaimRow.entry_id)
        .join(VolunteerRow, col(VolunteerRow.id) == ClaimRow.volunteer_id)
    )

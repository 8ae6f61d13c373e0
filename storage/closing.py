"""What a project came to: counted, and kept."""

from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from domain.hours.model import COUNTED, OPEN_CLAIMS, Grade
from domain.offerings.closing_report import ClosingReport, Figures
from domain.signups.model import SignupState
from storage.hours import live
from storage.repository import Repository
from storage.tables import (
    AttendanceRow,
    ClaimRow,
    ClosingReportRow,
    HourEntryRow,
    ShiftRow,
    SignupRow,
    VolunteerRow,
)


class ClosingReportRepository(Repository[ClosingReport, ClosingReportRow]):
    """Closing reports."""

    row = ClosingReportRow

    async def of_project(self, project_id: str) -> ClosingReport | None:
        """The report of a project that is over."""
        query = select(ClosingReportRow).where(ClosingReportRow.project_id == project_id)
        return (await self._session.exec(query)).first()

    async def figures(self, project_id: str, now: datetime) -> Figures:
        """What a project has come to until now: five queries."""
        minutes = await self._minutes(project_id)
        shifts = (
            select(func.count())
            .select_from(ShiftRow)
            .where(
                ShiftRow.project_id == project_id,
                col(ShiftRow.starts_at) <= now,
                col(ShiftRow.cancelled_at).is_(None),
            )
        )
        no_shows = (
            select(func.count())
            .select_from(SignupRow)
            .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
            .where(ShiftRow.project_id == project_id, SignupRow.state == SignupState.NO_SHOW)
        )
        claims = (
            select(func.count())
            .select_from(ClaimRow)
            .where(ClaimRow.project_id == project_id, col(ClaimRow.state).in_(OPEN_CLAIMS))
        )
        return Figures(
            shifts=(await self._session.exec(shifts)).one(),
            came=await self._came(project_id),
            checked_in=minutes.get(Grade.CHECKED_IN, 0),
            confirmed=minutes.get(Grade.CONFIRMED, 0),
            claimed=minutes.get(Grade.CLAIMED, 0),
            no_shows=(await self._session.exec(no_shows)).one(),
            open_claims=(await self._session.exec(claims)).one(),
        )

    async def unmarked(self, project_id: str, now: datetime) -> int:
        """Places on shifts that are over without an attendance: one query."""
        person = func.coalesce(VolunteerRow.merged_into, VolunteerRow.id)
        other = aliased(VolunteerRow)
        came = (
            select(AttendanceRow.id)
            .join(other, col(other.id) == AttendanceRow.volunteer_id)
            .where(
                AttendanceRow.shift_id == SignupRow.shift_id,
                func.coalesce(other.merged_into, other.id) == person,
            )
        )
        query = (
            select(func.count())
            .select_from(SignupRow)
            .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
            .join(VolunteerRow, col(VolunteerRow.id) == SignupRow.volunteer_id)
            .where(
                ShiftRow.project_id == project_id,
                col(ShiftRow.ends_at) <= now,
                SignupRow.state == SignupState.CONFIRMED,
                ~came.exists(),
            )
        )
        return (await self._session.exec(query)).one()

    async def _minutes(self, project_id: str) -> dict[Grade, int]:
        query = (
            select(HourEntryRow.grade, func.sum(col(HourEntryRow.minutes)))
            .where(HourEntryRow.project_id == project_id, live())
            .group_by(col(HourEntryRow.grade))
        )
        return {Grade(grade): int(sum_) for grade, sum_ in await self._session.exec(query)}

    async def _came(self, project_id: str) -> int:
        """People, each once however often they came and whatever was merged into them."""
        there = (
            select(AttendanceRow.volunteer_id)
            .join(ShiftRow, col(ShiftRow.id) == AttendanceRow.shift_id)
            .where(ShiftRow.project_id == project_id)
        )
        recorded = select(HourEntryRow.volunteer_id).where(
            HourEntryRow.project_id == project_id,
            col(HourEntryRow.grade).in_(COUNTED),
            col(HourEntryRow.minutes) > 0,
            live(),
        )
        person = func.coalesce(VolunteerRow.merged_into, VolunteerRow.id)
        query = select(func.count(person.distinct())).where(
            col(VolunteerRow.id).in_(there.union(recorded))
        )
        return (await self._session.exec(query)).one()

"""Projects and shifts as stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, not_, or_
from sqlmodel import col, func, select

from domain.offerings.authority import Authority
from domain.offerings.model import OFFERED, Category, Project, ProjectState, Shift
from domain.offerings.ports import ComingShift, Filters
from domain.signups.model import SignupState
from storage.repository import Repository
from storage.tables import CoOrganizerRow, OrganizationRow, ProjectRow, ShiftRow, SignupRow


class ProjectRepository(Repository[Project, ProjectRow]):
    """Projects."""

    row = ProjectRow

    async def numbered(self, number: int) -> Project | None:
        """The project of the number that people say."""
        query = select(ProjectRow).where(ProjectRow.number == number)
        return (await self._session.exec(query)).first()

    async def coming(self, filters: Filters, now: datetime) -> Sequence[ComingShift]:
        """The shifts to come of all offerings that fit, soonest first: one query."""
        query = (
            select(ShiftRow, ProjectRow, OrganizationRow)
            .join(ProjectRow, col(ProjectRow.id) == ShiftRow.project_id)
            .join(OrganizationRow, col(OrganizationRow.id) == ProjectRow.organization_id)
            .where(*_is_coming(now), *_fits(filters))
            .order_by(col(ShiftRow.starts_at), col(ShiftRow.id))
        )
        return [ComingShift(*found) for found in await self._session.exec(query)]

    async def per_category(self, now: datetime) -> Mapping[Category, int]:
        """How many offerings with a shift to come each category has: one query."""
        query = (
            select(ProjectRow.category, func.count(col(ProjectRow.id).distinct()))
            .join(ShiftRow, col(ShiftRow.project_id) == ProjectRow.id)
            .where(*_is_coming(now))
            .group_by(col(ProjectRow.category))
        )
        found = (await self._session.exec(query)).all()
        return {Category(category): count for category, count in found}

    async def managed(
        self, authority: Authority, *, closed: bool, offset: int, limit: int
    ) -> tuple[Sequence[Project], int]:
        """The projects that a person manages, the latest first, and how many there are."""
        over = col(ProjectRow.state) == ProjectState.CLOSED
        query = (
            select(ProjectRow)
            .join(OrganizationRow, col(OrganizationRow.id) == ProjectRow.organization_id)
            .where(manages(authority), over if closed else not_(over))
        )
        page = query.order_by(col(ProjectRow.number).desc()).offset(offset).limit(limit)
        found = (await self._session.exec(page)).all()
        ids = query.with_only_columns(col(ProjectRow.id)).subquery()
        total = await self._session.exec(select(func.count()).select_from(ids))
        return found, total.one()

    async def recent_of(
        self, volunteer_ids: Sequence[str], since: datetime, now: datetime
    ) -> Sequence[Project]:
        """Where the person had a place on a shift that began in a span, latest first."""
        latest = func.max(ShiftRow.starts_at)
        query = (
            select(ProjectRow)
            .join(ShiftRow, col(ShiftRow.project_id) == ProjectRow.id)
            .join(SignupRow, col(SignupRow.shift_id) == ShiftRow.id)
            .where(
                col(SignupRow.volunteer_id).in_(volunteer_ids),
                SignupRow.state == SignupState.CONFIRMED,
                col(ShiftRow.starts_at).between(since, now),
            )
            .group_by(col(ProjectRow.id))
            .order_by(latest.desc())
        )
        return (await self._session.exec(query)).all()


class ShiftRepository(Repository[Shift, ShiftRow]):
    """Shifts."""

    row = ShiftRow

    async def managed(
        self,
        authority: Authority,
        *,
        starts_before: datetime | None,
        ends_after: datetime,
        offset: int,
        limit: int,
    ) -> tuple[Sequence[tuple[Shift, Project]], int]:
        """The shifts that a person manages, soonest first, and how many there are."""
        query = (
            select(ShiftRow, ProjectRow)
            .join(ProjectRow, col(ProjectRow.id) == ShiftRow.project_id)
            .join(OrganizationRow, col(OrganizationRow.id) == ProjectRow.organization_id)
            .where(
                or_(manages(authority), leads_shift(authority)),
                ProjectRow.state != ProjectState.CLOSED,
                col(ShiftRow.cancelled_at).is_(None),
                col(ShiftRow.ends_at) > ends_after,
            )
        )
        if starts_before is not None:
            query = query.where(col(ShiftRow.starts_at) <= starts_before)
        page = query.order_by(col(ShiftRow.starts_at), col(ShiftRow.id)).offset(offset)
        found = [(shift, project) for shift, project in await self._session.exec(page.limit(limit))]
        ids = query.with_only_columns(col(ShiftRow.id)).subquery()
        total = await self._session.exec(select(func.count()).select_from(ids))
        return found, total.one()

    async def of_project(self, project_id: str) -> Sequence[Shift]:
        """The shifts of a project, by their start."""
        query = (
            select(ShiftRow)
            .where(ShiftRow.project_id == project_id)
            .order_by(col(ShiftRow.starts_at), col(ShiftRow.id))
        )
        return (await self._session.exec(query)).all()

    async def led_by(self, volunteer_ids: Sequence[str], ends_after: datetime) -> Sequence[Shift]:
        """The shifts that a person leads and that are not over."""
        query = select(ShiftRow).where(
            col(ShiftRow.leader_id).in_(volunteer_ids), col(ShiftRow.ends_at) > ends_after
        )
        return (await self._session.exec(query)).all()


def manages_by_role(authority: Authority) -> ColumnElement[bool]:
    """``Authority.over_project`` for a query that joins projects and their nodes."""
    whole = [col(OrganizationRow.path).startswith(node.path) for node in authority.organizes]
    own = [
        and_(
            col(OrganizationRow.path).startswith(node.path),
            col(ProjectRow.leader_id).in_(authority.person_ids),
        )
        for node in authority.leads
    ]
    return or_(false(), *whole, *own)


def manages(authority: Authority) -> ColumnElement[bool]:
    """``check_manages`` for a query that joins projects and their nodes."""
    taken_into = select(CoOrganizerRow.project_id).where(
        col(CoOrganizerRow.volunteer_id).in_(authority.person_ids),
        col(CoOrganizerRow.withdrawn_at).is_(None),
    )
    return or_(manages_by_role(authority), col(ProjectRow.id).in_(taken_into))


def leads_shift(authority: Authority) -> ColumnElement[bool]:
    """Beside ``manages``, what ``check_manages_shift`` allows, for a query that joins shifts."""
    return col(ShiftRow.leader_id).in_(authority.person_ids)


def _is_coming(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(ProjectRow.state).in_(OFFERED),
        col(ShiftRow.starts_at) > now,
        col(ShiftRow.cancelled_at).is_(None),
    )


def _fits(filters: Filters) -> list[ColumnElement[bool]]:
    fits: list[ColumnElement[bool]] = []
    if filters.category is not None:
        fits.append(col(ProjectRow.category) == filters.category)
    if filters.recipient is not None:
        fits.append(col(ProjectRow.recipient) == filters.recipient)
    if filters.from_ is not None:
        fits.append(col(ShiftRow.starts_at) >= filters.from_)
    if filters.until is not None:
        fits.append(col(ShiftRow.starts_at) < filters.until)
    if filters.organization_id is not None:
        # A path names every node from the root down, each followed by a slash.
        fits.append(col(OrganizationRow.path).contains(f"{filters.organization_id}/"))
    for word in (filters.words or "").split():
        fits.append(
            or_(
                col(ProjectRow.title).icontains(word, autoescape=True),
                col(ProjectRow.content).icontains(word, autoescape=True),
                col(ProjectRow.district).icontains(word, autoescape=True),
                col(ShiftRow.address).icontains(word, autoescape=True),
                col(OrganizationRow.name).icontains(word, autoescape=True),
            )
        )
    return fits

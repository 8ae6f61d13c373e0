"""Cases, their words, and who is on duty, as stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, false, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.cases.model import LIVE_CASES, Case, CaseKind, CaseMessage, Duty
from domain.cases.ports import ListedCase
from domain.cases.rules import Level
from domain.offerings.authority import Authority
from domain.organizations.model import Organization, RoleKind
from domain.volunteers.model import Volunteer
from storage.repository import Repository, table_of
from storage.tables import (
    CaseMessageRow,
    CaseRow,
    DutyRow,
    OrganizationRow,
    ProjectRow,
    RoleRow,
    ShiftRow,
    VolunteerRow,
)


class CaseRepository(Repository[Case, CaseRow]):
    """Cases."""

    row = CaseRow

    async def live_count(self, volunteer_ids: Sequence[str]) -> int:
        """How many cases of a person are not closed."""
        query = (
            select(func.count())
            .select_from(CaseRow)
            .where(col(CaseRow.volunteer_id).in_(volunteer_ids), col(CaseRow.state).in_(LIVE_CASES))
        )
        return (await self._session.exec(query)).one()

    async def of_asker(
        self, volunteer_ids: Sequence[str], offset: int, limit: int
    ) -> tuple[Sequence[Case], int]:
        """A person's own cases, those not closed first, then the latest, and how many there are."""
        theirs = col(CaseRow.volunteer_id).in_(volunteer_ids)
        query = (
            select(CaseRow)
            .where(theirs)
            .order_by(col(CaseRow.state).not_in(LIVE_CASES), col(CaseRow.number).desc())
            .offset(offset)
            .limit(limit)
        )
        total = await self._session.exec(select(func.count()).select_from(CaseRow).where(theirs))
        return (await self._session.exec(query)).all(), total.one()

    async def hold_all(self, volunteer_ids: Sequence[str]) -> Sequence[Case]:
        """All cases of a person, held until the unit of work ends."""
        query = (
            select(CaseRow)
            .where(col(CaseRow.volunteer_id).in_(volunteer_ids))
            .order_by(col(CaseRow.id))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return (await self._session.exec(query)).all()

    async def to_handle(
        self, authority: Authority, offset: int, limit: int
    ) -> tuple[Sequence[ListedCase], int]:
        """The live cases that a person may see to, but for their own: those that wait for an
        answer first, the oldest first, and how many there are."""
        query = (
            select(CaseRow, VolunteerRow, ProjectRow)
            .join(OrganizationRow, col(OrganizationRow.id) == CaseRow.organization_id)
            .join(VolunteerRow, col(VolunteerRow.id) == CaseRow.volunteer_id)
            .outerjoin(ShiftRow, col(ShiftRow.id) == CaseRow.shift_id)
            .outerjoin(ProjectRow, col(ProjectRow.id) == ShiftRow.project_id)
            .where(
                col(CaseRow.state).in_(LIVE_CASES),
                col(CaseRow.volunteer_id).not_in(authority.person_ids),
                _handles(authority),
            )
        )
        page = (
            query.order_by(
                col(CaseRow.waits_since).is_(None),
                func.coalesce(CaseRow.waits_since, CaseRow.opened_at),
                col(CaseRow.number),
            )
            .offset(offset)
            .limit(limit)
        )
        ids = query.with_only_columns(col(CaseRow.id)).subquery()
        total = await self._session.exec(select(func.count()).select_from(ids))
        return [ListedCase(*found) for found in await self._session.exec(page)], total.one()

    async def to_escalate(self, now: datetime, limit: int) -> Sequence[Case]:
        """The cases whose escalation is due, by who asked."""
        query = (
            select(CaseRow)
            .where(col(CaseRow.escalate_at) <= now)
            .order_by(col(CaseRow.volunteer_id), col(CaseRow.id))
            .limit(limit)
        )
        return (await self._session.exec(query)).all()


class CaseMessageRepository(Repository[CaseMessage, CaseMessageRow]):
    """The words in cases."""

    row = CaseMessageRow

    async def page(
        self, case_id: str, offset: int, limit: int
    ) -> tuple[Sequence[CaseMessage], int]:
        """The latest words of a case, the oldest of them first, and how many there are."""
        theirs = CaseMessageRow.case_id == case_id
        query = (
            select(CaseMessageRow)
            .where(theirs)
            .order_by(col(CaseMessageRow.at).desc(), col(CaseMessageRow.id).desc())
            .offset(offset)
            .limit(limit)
        )
        total = await self._session.exec(
            select(func.count()).select_from(CaseMessageRow).where(theirs)
        )
        return (await self._session.exec(query)).all()[::-1], total.one()

    async def forget(self, volunteer_ids: Sequence[str]) -> None:
        """Forgets all words in the cases that a person opened."""
        theirs = select(CaseRow.id).where(col(CaseRow.volunteer_id).in_(volunteer_ids))
        await self._session.exec(
            delete(CaseMessageRow)
            .where(col(CaseMessageRow.case_id).in_(theirs))
            .execution_options(synchronize_session="fetch")
        )


class DutyRepository:
    """Who is on duty where, and who stands in between."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def at(self, organization_id: str) -> Duty | None:
        """Who is on duty at a node."""
        return await self._session.get(DutyRow, organization_id, populate_existing=True)

    async def put(self, duty: Duty) -> None:
        """Somebody is on duty at a node, in place of whoever was."""
        dialect = self._session.get_bind().dialect.name
        insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
        values = duty.model_dump()
        await self._session.exec(
            insert(table_of(DutyRow))
            .values(**values)
            .on_conflict_do_update(
                index_elements=["organization_id"],
                set_={name: value for name, value in values.items() if name != "organization_id"},
            )
        )

    async def end(self, organization_id: str) -> None:
        """Nobody is on duty at a node."""
        await self._session.exec(
            delete(DutyRow)
            .where(col(DutyRow.organization_id) == organization_id)
            .execution_options(synchronize_session="fetch")
        )

    async def levels(self, path: str) -> Sequence[Level]:
        """Who stands at a node and at those above it, from the node to the root; two queries."""
        nodes = _nodes(path)
        standing = (
            select(RoleRow)
            .where(col(RoleRow.organization_id).in_(nodes), col(RoleRow.withdrawn_at).is_(None))
            .order_by(col(RoleRow.granted_at), col(RoleRow.id))
        )
        held = (await self._session.exec(standing)).all()
        on_duty = select(DutyRow.organization_id, DutyRow.volunteer_id).where(
            col(DutyRow.organization_id).in_(nodes)
        )
        duties = dict((await self._session.exec(on_duty)).all())

        def of(node: str, kind: RoleKind) -> tuple[str, ...]:
            return tuple(
                role.volunteer_id
                for role in held
                if role.organization_id == node and role.kind is kind
            )

        return [
            Level(
                on_duty=duties.get(node),
                organizers=of(node, RoleKind.ORGANIZER),
                administrators=of(node, RoleKind.ADMINISTRATOR),
                leaders=of(node, RoleKind.LEADER),
            )
            for node in reversed(nodes)
        ]

    async def holders(self, path: str) -> Sequence[Volunteer]:
        """Who has a role at a node or above it, the nearest first; one query."""
        query = (
            select(VolunteerRow)
            .join(RoleRow, col(RoleRow.volunteer_id) == VolunteerRow.id)
            .join(OrganizationRow, col(OrganizationRow.id) == RoleRow.organization_id)
            .where(col(OrganizationRow.id).in_(_nodes(path)), col(RoleRow.withdrawn_at).is_(None))
            .order_by(col(OrganizationRow.path).desc(), col(RoleRow.granted_at), col(RoleRow.id))
        )
        found = (await self._session.exec(query)).all()
        return list({person.id: person for person in found}.values())


def _nodes(path: str) -> list[str]:
    """The ids from the root to a node."""
    return path.rstrip("/").split("/")


def _handles(authority: Authority) -> ColumnElement[bool]:
    """``handles`` of ``domain.cases.routing`` for a query that joins the nodes."""
    whole = [col(OrganizationRow.path).startswith(node.path) for node in authority.organizes]
    given = [
        and_(
            col(OrganizationRow.path).startswith(node.path),
            or_(
                col(CaseRow.assigned_to).in_(authority.person_ids),
                and_(
                    col(CaseRow.kind) == CaseKind.INCIDENT,
                    _on_duty_above(authority.person_ids, node),
                ),
            ),
        )
        for node in authority.leads
    ]
    return or_(false(), *whole, *given)


def _on_duty_above(volunteer_ids: Sequence[str], top: Organization) -> ColumnElement[bool]:
    """Whether the person is on duty at the node of a query or above it, up to a node."""
    at = aliased(OrganizationRow)
    return (
        select(DutyRow.organization_id)
        .join(at, col(at.id) == DutyRow.organization_id)
        .where(
            col(DutyRow.volunteer_id).in_(volunteer_ids),
            col(OrganizationRow.path).startswith(at.path),
            col(at.path).startswith(top.path),
        )
        .exists()
    )

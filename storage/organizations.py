"""The tree of organizations and the roles on it, as stored."""

from collections.abc import Sequence

from sqlmodel import col, or_, select

from domain.organizations.model import Organization, Role, RoleKind
from domain.volunteers.model import Volunteer
from storage.repository import Repository
from storage.tables import CoOrganizerRow, OrganizationRow, RoleRow, ShiftRow, VolunteerRow


class OrganizationRepository(Repository[Organization, OrganizationRow]):
    """The nodes."""

    row = OrganizationRow

    async def named(self, name: str, parent_id: str | None) -> Organization | None:
        """The node of a name below a parent, or among the roots."""
        query = select(OrganizationRow).where(
            OrganizationRow.name == name,
            col(OrganizationRow.parent_id).is_not_distinct_from(parent_id),
        )
        return (await self._session.exec(query)).first()

    async def roots(self) -> Sequence[Organization]:
        """The nodes without a parent, the first one first."""
        query = (
            select(OrganizationRow)
            .where(col(OrganizationRow.parent_id).is_(None))
            .order_by(col(OrganizationRow.created_at), col(OrganizationRow.id))
        )
        return (await self._session.exec(query)).all()

    async def within(self, path: str) -> Sequence[Organization]:
        """A node and all below it, each after its parent."""
        query = (
            select(OrganizationRow)
            .where(col(OrganizationRow.path).startswith(path))
            .order_by(col(OrganizationRow.path))
        )
        return (await self._session.exec(query)).all()


class RoleRepository(Repository[Role, RoleRow]):
    """The roles."""

    row = RoleRow

    async def held(self, volunteer_ids: Sequence[str]) -> Sequence[tuple[Role, Organization]]:
        """The roles that a person has now, each with its node."""
        query = (
            select(RoleRow, OrganizationRow)
            .join(OrganizationRow, col(OrganizationRow.id) == RoleRow.organization_id)
            .where(
                col(RoleRow.volunteer_id).in_(volunteer_ids), col(RoleRow.withdrawn_at).is_(None)
            )
            .order_by(col(OrganizationRow.path), col(RoleRow.kind))
        )
        return [(role, node) for role, node in await self._session.exec(query)]

    async def on(self, organization_id: str) -> Sequence[tuple[Role, Volunteer]]:
        """Who has a role on a node itself."""
        query = (
            select(RoleRow, VolunteerRow)
            .join(VolunteerRow, col(VolunteerRow.id) == RoleRow.volunteer_id)
            .where(RoleRow.organization_id == organization_id, col(RoleRow.withdrawn_at).is_(None))
            .order_by(col(RoleRow.granted_at), col(RoleRow.id))
        )
        return [(role, holder) for role, holder in await self._session.exec(query)]

    async def above(self, path: str, kinds: Sequence[RoleKind]) -> Sequence[str]:
        """Who has one of these roles on a node or above it: ids of volunteers."""
        query = (
            select(RoleRow.volunteer_id)
            .join(OrganizationRow, col(OrganizationRow.id) == RoleRow.organization_id)
            .where(
                col(RoleRow.kind).in_(kinds),
                col(RoleRow.withdrawn_at).is_(None),
                col(OrganizationRow.id).in_(path.rstrip("/").split("/")),
            )
            .order_by(col(OrganizationRow.path).desc(), col(RoleRow.granted_at))
        )
        return list(dict.fromkeys((await self._session.exec(query)).all()))

    async def manages_anything(self, volunteer_ids: Sequence[str]) -> bool:
        """Whether the person has any role, co-organizes a project or leads a shift: one query."""
        role = select(RoleRow.id).where(
            col(RoleRow.volunteer_id).in_(volunteer_ids), col(RoleRow.withdrawn_at).is_(None)
        )
        beside = select(CoOrganizerRow.id).where(
            col(CoOrganizerRow.volunteer_id).in_(volunteer_ids),
            col(CoOrganizerRow.withdrawn_at).is_(None),
        )
        shift = select(ShiftRow.id).where(
            col(ShiftRow.leader_id).in_(volunteer_ids), col(ShiftRow.cancelled_at).is_(None)
        )
        query = select(or_(role.exists(), beside.exists(), shift.exists()))
        return bool((await self._session.exec(query)).one())

    async def lock_administrators(self, root_id: str) -> Sequence[Role]:
        """The administrators of a root itself, held until the unit of work ends."""
        query = (
            select(RoleRow)
            .where(
                RoleRow.organization_id == root_id,
                RoleRow.kind == RoleKind.ADMINISTRATOR,
                col(RoleRow.withdrawn_at).is_(None),
            )
            .order_by(col(RoleRow.id))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return (await self._session.exec(query)).all()

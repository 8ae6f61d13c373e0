"""Who belongs to which node, as stored."""

from collections.abc import Sequence

from sqlmodel import case, col, func, select

from domain.teams.model import Membership
from domain.teams.ports import Belonging, MemberCount, TeamMember
from storage.repository import Repository
from storage.tables import MembershipRow, OrganizationRow, VolunteerRow

_LIVE = col(MembershipRow.left_at).is_(None)


class MembershipRepository(Repository[Membership, MembershipRow]):
    """The memberships."""

    row = MembershipRow

    async def of(self, volunteer_ids: Sequence[str]) -> Sequence[Belonging]:
        """Where a person belongs now: the main unit first, then as they joined."""
        query = (
            select(MembershipRow, OrganizationRow)
            .join(OrganizationRow, col(OrganizationRow.id) == MembershipRow.organization_id)
            .where(col(MembershipRow.volunteer_id).in_(volunteer_ids), _LIVE)
            .order_by(
                col(MembershipRow.main).desc(),
                col(MembershipRow.joined_at),
                col(MembershipRow.id),
            )
        )
        return [Belonging(*found) for found in await self._session.exec(query)]

    async def page(
        self, organization_id: str, offset: int, limit: int
    ) -> tuple[Sequence[TeamMember], int]:
        """Who belongs to a node itself now, the first one first, and how many there are."""
        theirs = (MembershipRow.organization_id == organization_id, _LIVE)
        query = (
            select(MembershipRow, VolunteerRow)
            .join(VolunteerRow, col(VolunteerRow.id) == MembershipRow.volunteer_id)
            .where(*theirs)
            .order_by(col(MembershipRow.joined_at), col(MembershipRow.id))
            .offset(offset)
            .limit(limit)
        )
        total = await self._session.exec(
            select(func.count()).select_from(MembershipRow).where(*theirs)
        )
        found = [TeamMember(*each) for each in await self._session.exec(query)]
        return found, total.one()

    async def count(self, path: str) -> MemberCount:
        """How many people belong to a node or anything below it, each once: one query."""
        person = col(MembershipRow.volunteer_id)
        query = (
            select(
                func.count(func.distinct(person)),
                func.count(func.distinct(case((col(MembershipRow.main), person)))),
            )
            .select_from(MembershipRow)
            .join(OrganizationRow, col(OrganizationRow.id) == MembershipRow.organization_id)
            .where(col(OrganizationRow.path).startswith(path), _LIVE)
        )
        return MemberCount(*(await self._session.exec(query)).one())

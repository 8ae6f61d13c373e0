"""Who manages a project beside its leader, as stored."""

from collections.abc import Sequence

from sqlmodel import col, select

from domain.offerings.model import CoOrganizer
from domain.volunteers.model import Volunteer
from storage.repository import Repository
from storage.tables import CoOrganizerRow, VolunteerRow


class CoOrganizerRepository(Repository[CoOrganizer, CoOrganizerRow]):
    """Co-organizers."""

    row = CoOrganizerRow

    async def among(self, project_id: str, volunteer_ids: Sequence[str]) -> bool:
        """Whether the person co-organizes the project now."""
        query = select(CoOrganizerRow.id).where(
            CoOrganizerRow.project_id == project_id,
            col(CoOrganizerRow.volunteer_id).in_(volunteer_ids),
            col(CoOrganizerRow.withdrawn_at).is_(None),
        )
        return (await self._session.exec(query)).first() is not None

    async def of_project(self, project_id: str) -> Sequence[tuple[CoOrganizer, Volunteer]]:
        """Those who co-organize a project now, the first one first."""
        query = (
            select(CoOrganizerRow, VolunteerRow)
            .join(VolunteerRow, col(VolunteerRow.id) == CoOrganizerRow.volunteer_id)
            .where(
                CoOrganizerRow.project_id == project_id, col(CoOrganizerRow.withdrawn_at).is_(None)
            )
            .order_by(col(CoOrganizerRow.granted_at), col(CoOrganizerRow.id))
        )
        return [(one, person) for one, person in await self._session.exec(query)]

    async def held(self, volunteer_ids: Sequence[str]) -> Sequence[CoOrganizer]:
        """What a person co-organizes now."""
        query = select(CoOrganizerRow).where(
            col(CoOrganizerRow.volunteer_id).in_(volunteer_ids),
            col(CoOrganizerRow.withdrawn_at).is_(None),
        )
        return (await self._session.exec(query)).all()

"""Who is of whose household, as stored."""

from collections.abc import Sequence

from sqlmodel import col, select

from domain.households.model import HouseholdMember
from domain.households.ports import Member
from domain.persons import Person
from domain.volunteers.model import Volunteer
from storage.repository import Repository
from storage.tables import HouseholdMemberRow, VolunteerRow

_LIVE = col(HouseholdMemberRow.left_at).is_(None)


class HouseholdRepository(Repository[HouseholdMember, HouseholdMemberRow]):
    """The members."""

    row = HouseholdMemberRow

    async def members(self, adult_ids: Sequence[str]) -> Sequence[Member]:
        """Who is of an adult's household now, as they joined: two queries."""
        query = (
            select(HouseholdMemberRow, VolunteerRow)
            .join(VolunteerRow, col(VolunteerRow.id) == HouseholdMemberRow.volunteer_id)
            .where(col(HouseholdMemberRow.adult_id).in_(adult_ids), _LIVE)
            .order_by(col(HouseholdMemberRow.joined_at), col(HouseholdMemberRow.id))
        )
        found = (await self._session.exec(query)).all()
        if not found:
            return []
        merged: dict[str, list[str]] = {}
        younger = select(VolunteerRow.id, VolunteerRow.merged_into).where(
            col(VolunteerRow.merged_into).in_([who.id for _, who in found])
        )
        for younger_id, survivor_id in await self._session.exec(younger):
            merged.setdefault(str(survivor_id), []).append(younger_id)
        return [Member(row, Person(who, (who.id, *merged.get(who.id, ())))) for row, who in found]

    async def joined(
        self, volunteer_ids: Sequence[str]
    ) -> Sequence[tuple[HouseholdMember, Volunteer]]:
        """Of whose households a person is now, each with its adult."""
        query = (
            select(HouseholdMemberRow, VolunteerRow)
            .join(VolunteerRow, col(VolunteerRow.id) == HouseholdMemberRow.adult_id)
            .where(col(HouseholdMemberRow.volunteer_id).in_(volunteer_ids), _LIVE)
            .order_by(col(HouseholdMemberRow.joined_at), col(HouseholdMemberRow.id))
        )
        return [(row, adult) for row, adult in await self._session.exec(query)]

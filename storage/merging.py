"""What becomes of the rows of two volunteers who turn out to be one person."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlmodel import SQLModel, col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.hours.model import HourEntry
from storage.tables import (
    AccountRow,
    CaseRow,
    CoOrganizerRow,
    DutyRow,
    GuardianConsentRow,
    HourEntryRow,
    HourTotalRow,
    NoticeRow,
    ProjectRow,
    ShiftRow,
    SignupRow,
    VolunteerRow,
)

#: What points to a person as they are now. Ledger, attendance, sign-ups and claims keep the
#: volunteer they were written for; their readers follow the merge. The domain unites roles and
#: memberships, as nobody has the same one twice.
_POINTERS: tuple[tuple[type[SQLModel], str], ...] = (
    (AccountRow, "volunteer_id"),
    (CaseRow, "volunteer_id"),
    (CaseRow, "assigned_to"),
    (DutyRow, "volunteer_id"),
    (GuardianConsentRow, "minor_id"),
    (GuardianConsentRow, "guardian_id"),
    (NoticeRow, "volunteer_id"),
    (ProjectRow, "leader_id"),
    (ShiftRow, "leader_id"),
    (CoOrganizerRow, "volunteer_id"),
    (SignupRow, "made_by"),
    (VolunteerRow, "merged_into"),
)


class Merging:
    """Moves what follows a person, and counts their hours anew."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def move(self, younger_id: str, survivor_id: str) -> None:
        """Accounts, consents, notices, cases and what they lead are the survivor's from now on."""
        await self._session.flush()
        for row, name in _POINTERS:
            column = col(getattr(row, name))
            await self._session.exec(
                update(row)
                .where(column == younger_id)
                .values({name: survivor_id})
                .execution_options(synchronize_session="fetch")
            )

    async def live_entries(self, volunteer_ids: Sequence[str]) -> Sequence[HourEntry]:
        """The ledger's lines of a person that no other line replaces, the first one first."""
        replaced = select(HourEntryRow.replaces_id).where(
            col(HourEntryRow.replaces_id).is_not(None)
        )
        query = (
            select(HourEntryRow)
            .where(
                col(HourEntryRow.volunteer_id).in_(volunteer_ids),
                col(HourEntryRow.id).not_in(replaced),
            )
            .order_by(col(HourEntryRow.created_at), col(HourEntryRow.id))
        )
        return (await self._session.exec(query)).all()

    async def recount(self, survivor_id: str, volunteer_ids: Sequence[str]) -> None:
        """Makes the survivor's totals the sums of the live lines of all; the others have none."""
        sums: dict[tuple[int, str], int] = {}
        for entry in await self.live_entries(volunteer_ids):
            key = (entry.year, entry.grade)
            sums[key] = sums.get(key, 0) + entry.minutes
        await self._session.exec(
            delete(HourTotalRow)
            .where(col(HourTotalRow.volunteer_id).in_(volunteer_ids))
            .execution_options(synchronize_session="fetch")
        )
        self._session.add_all(
            HourTotalRow.model_validate(
                {"volunteer_id": survivor_id, "year": year, "grade": grade, "minutes": minutes}
            )
            for (year, grade), minutes in sums.items()
            if minutes
        )
        await self._session.flush()

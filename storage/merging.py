"""What becomes of the rows of two volunteers who turn out to be one person."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col, delete, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.broadcasts.model import DeliveryState, LeftOut
from domain.hours.model import HourEntry
from storage.tables import (
    AccountRow,
    CaseRow,
    CoOrganizerRow,
    DeliveryRow,
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

_CHANGED = {"synchronize_session": False}


class Merging:
    """Moves what follows a person, and counts their hours anew."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def move(self, younger_id: str, survivor_id: str) -> None:
        """Accounts, consents, notices, cases and what they lead are the survivor's from now on."""
        await self._session.flush()
        await self.unite_deliveries(younger_id, survivor_id)
        for row, name in _POINTERS:
            column = col(getattr(row, name))
            await self._session.exec(
                update(row)
                .where(column == younger_id)
                .values({name: survivor_id})
                .execution_options(synchronize_session="fetch")
            )

    async def unite_deliveries(self, younger_id: str, survivor_id: str) -> None:
        """What broadcasts were for the one is for the survivor; of two rows of one broadcast the
        person gets one message, and none where one of them has, or may have, arrived."""
        other = aliased(DeliveryRow)

        def has_another(whose: str, *states: DeliveryState) -> ColumnElement[bool]:
            return exists().where(
                col(other.broadcast_id) == col(DeliveryRow.broadcast_id),
                col(other.volunteer_id) == whose,
                *([col(other.state).in_(states)] if states else []),
            )

        left_out = {"state": DeliveryState.LEFT_OUT, "left_out": LeftOut.ASKED_LATELY}
        got = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN)
        for whose, condition in (
            (survivor_id, has_another(younger_id, *got)),
            (younger_id, has_another(survivor_id)),
        ):
            waiting = col(DeliveryRow.state) == DeliveryState.PENDING
            statement = update(DeliveryRow).where(
                col(DeliveryRow.volunteer_id) == whose, waiting, condition
            )
            await self._session.exec(statement.values(**left_out).execution_options(**_CHANGED))
        theirs = select(DeliveryRow.broadcast_id).where(DeliveryRow.volunteer_id == survivor_id)
        await self._session.exec(
            update(DeliveryRow)
            .where(
                col(DeliveryRow.volunteer_id) == younger_id,
                col(DeliveryRow.broadcast_id).not_in(theirs),
            )
            .values(volunteer_id=survivor_id)
            .execution_options(**_CHANGED)
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

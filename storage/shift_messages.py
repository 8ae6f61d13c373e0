"""What was told to everybody on a shift, as stored."""

from datetime import datetime

from sqlmodel import col, func, select

from domain.signups.model import ShiftMessage
from storage.repository import Repository
from storage.tables import ShiftMessageRow


class ShiftMessageRepository(Repository[ShiftMessage, ShiftMessageRow]):
    """Messages to all on a shift."""

    row = ShiftMessageRow

    async def sent(self, shift_id: str, since: datetime) -> int:
        """How many were sent on a shift since a moment."""
        query = (
            select(func.count())
            .select_from(ShiftMessageRow)
            .where(ShiftMessageRow.shift_id == shift_id, col(ShiftMessageRow.created_at) >= since)
        )
        return (await self._session.exec(query)).one()

"""What ends many broadcasts to single persons at once, as stored."""

from datetime import datetime, timedelta
from itertools import product

from sqlmodel import and_, col, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from domain.broadcasts.model import UNDER_WAY, DeliveryState, LeftOut, Way, Ways
from domain.volunteers.model import Platform
from storage.tables import BroadcastRow, DeliveryRow

NAMES_REMEMBERED = timedelta(hours=23)
"""For so long a mass send may be repeated under its name and is still sent once."""
_CLAIMS_REMEMBERED = timedelta(days=2)
_CHANGED = {"synchronize_session": False}


class Endings:
    """Deliveries that nobody sends any more."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def give_up_lost(self, before: datetime) -> None:
        """What was claimed before a moment and never settled may have arrived: unknown."""
        await self._session.exec(
            update(DeliveryRow)
            .where(
                col(DeliveryRow.broadcast_id).in_(recent(before)),
                col(DeliveryRow.platform).in_(tuple(Platform)),
                col(DeliveryRow.way).in_(tuple(Way)),
                col(DeliveryRow.state) == DeliveryState.SENDING,
                or_(
                    and_(col(DeliveryRow.batch).is_(None), col(DeliveryRow.claimed_at) < before),
                    col(DeliveryRow.claimed_at) < before - NAMES_REMEMBERED,
                ),
            )
            .values(
                state=DeliveryState.UNKNOWN,
                sent_at=col(DeliveryRow.claimed_at),
                detail="sender lost",
            )
            .execution_options(**_CHANGED)
        )

    async def leave_out_unserved(
        self, broadcast_id: str, ways: Ways, *, before: datetime, people: int
    ) -> int:
        """Leaves out so many people who were due before a moment by a way that is not served;
        returns how many there were."""
        count = 0
        for platform, way in product(Platform, Way):
            if ways.serve(platform, way):
                continue
            due = (
                select(DeliveryRow.volunteer_id)
                .where(
                    DeliveryRow.broadcast_id == broadcast_id,
                    DeliveryRow.platform == platform,
                    DeliveryRow.way == way,
                    DeliveryRow.state == DeliveryState.PENDING,
                    DeliveryRow.due_at < before,
                )
                .limit(people - count)
            )
            changed = await self._session.exec(
                update(DeliveryRow)
                .where(
                    col(DeliveryRow.broadcast_id) == broadcast_id,
                    col(DeliveryRow.state) == DeliveryState.PENDING,
                    col(DeliveryRow.volunteer_id).in_(due),
                )
                .values(state=DeliveryState.LEFT_OUT, left_out=LeftOut.NOT_SERVED)
                .execution_options(**_CHANGED)
            )
            count += changed.rowcount
            if count >= people:
                break
        return count

    async def cancel(self, broadcast_id: str) -> None:
        """Nobody who waits gets it any more."""
        await self._session.exec(
            update(DeliveryRow)
            .where(
                col(DeliveryRow.broadcast_id) == broadcast_id,
                col(DeliveryRow.state) == DeliveryState.PENDING,
            )
            .values(state=DeliveryState.CANCELLED)
            .execution_options(**_CHANGED)
        )


def recent(before: datetime) -> SelectOfScalar[str]:
    """Broadcasts that may still have something in hand: all others need not be looked at."""
    return select(BroadcastRow.id).where(
        or_(
            col(BroadcastRow.state).in_(UNDER_WAY),
            col(BroadcastRow.ended_at) > before - _CLAIMS_REMEMBERED,
        )
    )

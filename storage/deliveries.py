"""Broadcasts for single persons, as stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Update
from sqlmodel import and_, col, or_, select, update

from domain.broadcasts.model import (
    BroadcastState,
    Delivery,
    DeliveryState,
    LeftOut,
    MassDelivery,
    Way,
    Ways,
)
from domain.volunteers.model import Language, Platform
from storage.endings import NAMES_REMEMBERED, Endings, recent
from storage.massing import mass_left
from storage.tables import (
    AccountRow,
    BroadcastRow,
    DeliveryRow,
    VolunteerRow,
)

_CHANGED = {"synchronize_session": False}


class DeliveryRepository(Endings):
    """Broadcasts for single persons."""

    async def of(self, broadcast_id: str, volunteer_ids: Sequence[str]) -> Delivery | None:
        """The one of a person, by any of their ids."""
        query = select(DeliveryRow).where(
            DeliveryRow.broadcast_id == broadcast_id,
            col(DeliveryRow.volunteer_id).in_(volunteer_ids),
        )
        return (await self._session.exec(query)).first()

    async def claim(
        self, broadcast_id: str, platform: Platform, now: datetime, limit: int
    ) -> Sequence[Delivery]:
        """Takes what is due away from other senders: written as being sent, before the call."""
        claimed: list[DeliveryRow] = []
        for way in (Way.DIRECT, Way.ASKED):  # one way at a time lies in the index as it is wanted
            due = (
                select(DeliveryRow)
                .where(
                    DeliveryRow.broadcast_id == broadcast_id,
                    DeliveryRow.platform == platform,
                    DeliveryRow.way == way,
                    DeliveryRow.state == DeliveryState.PENDING,
                    DeliveryRow.due_at <= now,
                )
                .order_by(col(DeliveryRow.due_at))
                .limit(limit - len(claimed))
                .with_for_update(skip_locked=True)
            )
            claimed += (await self._session.exec(due)).all()
            if len(claimed) == limit:
                break
        for delivery in claimed:
            delivery.state, delivery.claimed_at = DeliveryState.SENDING, now
            delivery.attempts += 1
        await self._session.flush()
        return claimed

    async def claim_list(
        self,
        broadcast_id: str,
        platform: Platform,
        language: Language,
        now: datetime,
        name: str,
        limit: int,
    ) -> Sequence[MassDelivery]:
        """Takes people who read a language for one mass send of that name."""
        reads = col(AccountRow.language) == language
        if language is Language.ZH:
            reads = or_(reads, col(AccountRow.language).is_(None))
        due = (
            select(DeliveryRow, AccountRow, VolunteerRow)
            .join(AccountRow, col(AccountRow.id) == DeliveryRow.account_id)
            .join(VolunteerRow, col(VolunteerRow.id) == DeliveryRow.volunteer_id)
            .where(
                DeliveryRow.broadcast_id == broadcast_id,
                DeliveryRow.platform == platform,
                DeliveryRow.way == Way.MASS,
                DeliveryRow.state == DeliveryState.PENDING,
                DeliveryRow.due_at <= now,
                reads,
            )
            .order_by(col(DeliveryRow.due_at))
            .limit(limit)
            .with_for_update(skip_locked=True, of=DeliveryRow)
        )
        found = [MassDelivery(*each) for each in await self._session.exec(due)]
        for each in found:
            each.delivery.state, each.delivery.claimed_at = DeliveryState.SENDING, now
            each.delivery.batch = name
            each.delivery.attempts += 1
        await self._session.flush()
        return found

    async def lost_list(self, before: datetime, *, now: datetime) -> Sequence[MassDelivery]:
        """Takes up a mass send that was begun before a moment, and not tried since, and never
        settled; none whose name the platform may have forgotten. When it was begun stays."""
        begun = (
            select(DeliveryRow.batch)
            .join(BroadcastRow, col(BroadcastRow.id) == DeliveryRow.broadcast_id)
            .where(
                col(DeliveryRow.broadcast_id).in_(recent(before)),
                BroadcastRow.state != BroadcastState.PAUSED,
                col(DeliveryRow.platform).in_(tuple(Platform)),
                DeliveryRow.way == Way.MASS,
                DeliveryRow.state == DeliveryState.SENDING,
                col(DeliveryRow.claimed_at).between(before - NAMES_REMEMBERED, before),
                DeliveryRow.due_at < before,
            )
        )
        name = (await self._session.exec(begun.limit(1))).first()
        if name is None:
            return []
        lost = (
            select(DeliveryRow, AccountRow, VolunteerRow)
            .join(AccountRow, col(AccountRow.id) == DeliveryRow.account_id)
            .join(VolunteerRow, col(VolunteerRow.id) == DeliveryRow.volunteer_id)
            .where(
                DeliveryRow.batch == name,
                DeliveryRow.state == DeliveryState.SENDING,
                DeliveryRow.due_at < before,
            )
            .with_for_update(skip_locked=True, of=DeliveryRow)
        )
        found = [MassDelivery(*each) for each in await self._session.exec(lost)]
        for each in found:
            # What is being sent is due no more: the moment says when it was last tried.
            each.delivery.due_at = now
            each.delivery.attempts += 1
        await self._session.flush()
        return found

    async def open_left(self, broadcast_id: str) -> bool:
        """Whether anybody may still get it, or is getting it."""
        query = (
            select(DeliveryRow.volunteer_id)
            .where(
                DeliveryRow.broadcast_id == broadcast_id,
                col(DeliveryRow.state).in_((DeliveryState.PENDING, DeliveryState.SENDING)),
            )
            .limit(1)
        )
        return (await self._session.exec(query)).first() is not None

    async def settle(
        self,
        delivery: Delivery,
        state: DeliveryState,
        *,
        at: datetime,
        left_out: LeftOut | None = None,
        detail: str | None = None,
    ) -> None:
        """What became of one that was claimed; one that was given up meanwhile stays so."""
        asked = state in (DeliveryState.SENT, DeliveryState.UNKNOWN)
        await self._session.exec(
            _claimed(delivery).values(
                state=state,
                left_out=left_out,
                detail=detail[:60] if detail else None,
                sent_at=at if asked else None,
            )
        )

    async def mass_left(self, delivery: Delivery, ways: Ways, now: datetime) -> bool:
        """Whether its person can be reached by one more mass send this month."""
        query = select(AccountRow.id).where(
            AccountRow.id == delivery.account_id, mass_left(ways, now)
        )
        return (await self._session.exec(query)).first() is not None

    async def postpone(
        self,
        delivery: Delivery,
        due_at: datetime,
        *,
        attempts: int,
        detail: str | None = None,
        way: Way | None = None,
    ) -> None:
        """One that was claimed waits until a moment, for another way where one is named; where all
        was cancelled meanwhile, it is cancelled, too."""
        broadcast = select(BroadcastRow.state).where(BroadcastRow.id == delivery.broadcast_id)
        state = (await self._session.exec(broadcast.with_for_update(read=True))).one()
        over = state == BroadcastState.CANCELLED
        await self._session.exec(
            _claimed(delivery).values(
                state=DeliveryState.CANCELLED if over else DeliveryState.PENDING,
                due_at=due_at,
                attempts=attempts,
                detail=detail,
                batch=None,
                **({"way": way} if way is not None else {}),
            )
        )

    async def note_opened(
        self, broadcast_id: str, volunteer_ids: Sequence[str], at: datetime
    ) -> None:
        """The person looked at the project by it."""
        await self._note(broadcast_id, volunteer_ids, "opened_at", at)

    async def note_opted_out(
        self, broadcast_id: str, volunteer_ids: Sequence[str], at: datetime
    ) -> None:
        """The person declined more by it."""
        await self._note(broadcast_id, volunteer_ids, "opted_out_at", at)

    async def _note(
        self, broadcast_id: str, volunteer_ids: Sequence[str], column: str, at: datetime
    ) -> None:
        await self._session.exec(
            update(DeliveryRow)
            .where(
                col(DeliveryRow.broadcast_id) == broadcast_id,
                col(DeliveryRow.volunteer_id).in_(volunteer_ids),
                col(getattr(DeliveryRow, column)).is_(None),
            )
            .values(**{column: at})
            .execution_options(**_CHANGED)
        )


def _claimed(delivery: Delivery) -> Update:
    return (
        update(DeliveryRow)
        .where(
            and_(
                col(DeliveryRow.broadcast_id) == delivery.broadcast_id,
                col(DeliveryRow.volunteer_id) == delivery.volunteer_id,
                col(DeliveryRow.state) == DeliveryState.SENDING,
            )
        )
        .execution_options(**_CHANGED)
    )

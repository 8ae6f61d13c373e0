"""Who was asked for what, as stored; and how often and when last, as columns for other queries."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, literal
from sqlalchemy.orm import aliased
from sqlmodel import and_, case, col, func, or_, select

from domain.asking.model import Answer, Ask, AskKind
from domain.broadcasts.model import DeliveryState
from storage.repository import Repository, insert_once
from storage.tables import AskRow, DeliveryRow, VolunteerRow

_GOT = (DeliveryState.SENT, DeliveryState.UNKNOWN)


class AskRepository(Repository[Ask, AskRow]):
    """Asks; broadcasts count with them, from their deliveries."""

    row = AskRow

    async def add_once(self, ask: Ask) -> bool:
        """Writes it unless the person was asked for the same before; whether it did."""
        return await insert_once(self._session, AskRow, ask.model_dump())

    async def lock_unreached(self, volunteer_id: str, kind: AskKind, subject: str) -> Ask | None:
        """What a person was asked and could not be handed over, until the unit of work ends."""
        query = (
            select(AskRow)
            .where(
                AskRow.volunteer_id == volunteer_id,
                AskRow.kind == kind,
                AskRow.subject == subject,
                AskRow.answer == Answer.UNREACHED,
            )
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return (await self._session.exec(query)).first()

    async def times(self, volunteer_ids: Sequence[str], since: datetime) -> int:
        """How often a person was asked since a moment, broadcasts included; what could not be
        handed over does not count."""
        query = select(func.sum(times_asked(since))).where(col(VolunteerRow.id).in_(volunteer_ids))
        return int((await self._session.exec(query)).one() or 0)

    async def answers(self, kind: AskKind, subject: str) -> Mapping[Answer | None, int]:
        """How many of those asked for one thing said what; None: nothing yet."""
        query = (
            select(AskRow.answer, func.count())
            .where(AskRow.kind == kind, AskRow.subject == subject)
            .group_by(col(AskRow.answer))
        )
        found = (await self._session.exec(query)).all()
        return {Answer(answer) if answer else None: count for answer, count in found}

    async def unanswered(self, kind: AskKind, subject: str, since: datetime) -> int:
        """How many of those asked for one thing since a moment have not answered."""
        query = (
            select(func.count())
            .select_from(AskRow)
            .where(
                AskRow.kind == kind,
                AskRow.subject == subject,
                col(AskRow.at) >= since,
                col(AskRow.answer).is_(None),
            )
        )
        return (await self._session.exec(query)).one()

    async def open_of(
        self, volunteer_ids: Sequence[str], kind: AskKind, since: datetime
    ) -> Sequence[Ask]:
        """What a person was asked since a moment and has not answered, the latest first."""
        query = (
            select(AskRow)
            .where(
                col(AskRow.volunteer_id).in_(volunteer_ids),
                AskRow.kind == kind,
                col(AskRow.at) >= since,
                col(AskRow.answer).is_(None),
            )
            .order_by(col(AskRow.at).desc(), col(AskRow.id))
        )
        return (await self._session.exec(query)).all()


def times_asked(since: datetime) -> ColumnElement[int]:
    """How often the volunteer of the row was asked since a moment, for whatever."""
    sent, asked = aliased(DeliveryRow), aliased(AskRow)
    broadcasts = (
        select(func.count())
        .where(
            col(sent.volunteer_id) == col(VolunteerRow.id),
            col(sent.sent_at) > since,
            col(sent.state).in_(_GOT),
        )
        .correlate(VolunteerRow)
        .scalar_subquery()
    )
    asks = (
        select(func.count())
        .where(
            col(asked.volunteer_id) == col(VolunteerRow.id), col(asked.at) > since, counts(asked)
        )
        .correlate(VolunteerRow)
        .scalar_subquery()
    )
    return broadcasts + asks


def times_to_come(
    broadcast_ids: Sequence[str], states: Sequence[DeliveryState]
) -> ColumnElement[int]:
    """How often the volunteer of the row may yet be asked by some broadcasts.

    Args:
        states: of the deliveries that count.
    """
    if not broadcast_ids:
        return literal(0)  # as nearly always: nothing is to be looked up
    waiting = aliased(DeliveryRow)
    return (
        select(func.count())
        .where(
            col(waiting.broadcast_id).in_(broadcast_ids),
            col(waiting.volunteer_id) == col(VolunteerRow.id),
            col(waiting.state).in_(states),
        )
        .correlate(VolunteerRow)
        .scalar_subquery()
    )


def least_recently_asked() -> tuple[ColumnElement[int], ColumnElement[datetime | None]]:
    """The order in which people are asked: who never was first, then who was longest ago."""
    sent, asked = aliased(DeliveryRow), aliased(AskRow)
    delivered = (
        select(func.max(sent.sent_at))
        .where(col(sent.volunteer_id) == col(VolunteerRow.id), col(sent.state).in_(_GOT))
        .correlate(VolunteerRow)
        .scalar_subquery()
    )
    last = (
        select(func.max(asked.at))
        .where(col(asked.volunteer_id) == col(VolunteerRow.id), counts(asked))
        .correlate(VolunteerRow)
        .scalar_subquery()
    )
    never = and_(delivered.is_(None), last.is_(None))
    latest = case(
        (delivered.is_(None), last),
        (last.is_(None), delivered),
        (last > delivered, last),
        else_=delivered,
    )
    return (case((never, 0), else_=1), latest)


def asked_after(at: datetime | None, volunteer_id: str) -> ColumnElement[bool]:
    """Whether the volunteer of the row comes, in the order of ``least_recently_asked`` and of the
    ids, after one who was last asked at a moment.

    Args:
        at: None: that one never was.
    """
    never, latest = least_recently_asked()
    later_id = col(VolunteerRow.id) > volunteer_id
    if at is None:
        return or_(never == 1, and_(never == 0, later_id))
    return and_(never == 1, or_(latest > at, and_(latest == at, later_id)))


def counts(asked: type[AskRow]) -> ColumnElement[bool]:
    """Whether an ask reached its person, as far as is known."""
    return or_(col(asked.answer).is_(None), col(asked.answer) != Answer.UNREACHED)

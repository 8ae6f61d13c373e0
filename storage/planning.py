"""A broadcast's rows: one for each of a number of people, written by the database."""

from datetime import datetime

from sqlalchemy import ColumnElement, Insert, literal, null
from sqlalchemy import select as columns
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import case, col

from domain.broadcasts.model import Broadcast, DeliveryState
from domain.policy import Policy
from domain.quiet import waking_moment_for
from domain.volunteers.zones import Zone
from storage.audience import Judging, judged
from storage.repository import table_of
from storage.tables import AccountRow, DeliveryRow, VolunteerRow

_COLUMNS = (
    "broadcast_id",
    "volunteer_id",
    "account_id",
    "platform",
    "state",
    "left_out",
    "way",
    "due_at",
    "attempts",
)


def rows_for(broadcast: Broadcast, judging: Judging, last: str, dialect: str) -> Insert:
    """Writes the rows of everybody after ``planned_to`` and up to a last; those that are there
    already stay.

    Args:
        dialect: SQLAlchemy's name of the database.
    """
    found = (
        judged(judging)
        .where(col(VolunteerRow.id) > broadcast.planned_to, col(VolunteerRow.id) <= last)
        .subquery()
    )
    chosen = (
        columns(
            literal(broadcast.id),
            found.c.id,
            found.c.account,
            col(AccountRow.platform),
            case(
                (found.c.left_out.is_(None), DeliveryState.PENDING.value),
                else_=DeliveryState.LEFT_OUT.value,
            ),
            found.c.left_out,
            case((col(AccountRow.id).is_(None), null()), else_=judging.way()),
            _due(found.c.timezone, judging.now, judging.policy),
            literal(0),
        )
        .select_from(found)
        .outerjoin(AccountRow, col(AccountRow.id) == found.c.account)
        .where(found.c.id > "")  # SQLite tells a join's ON from this one's by a WHERE
    )
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table_of(DeliveryRow)).from_select(_COLUMNS, chosen).on_conflict_do_nothing()


def _due(
    zone: ColumnElement[Zone | None], now: datetime, policy: Policy
) -> ColumnElement[datetime]:
    """When it is sent to somebody of a zone at the earliest: who sleeps is let sleep."""
    later = {each: waking_moment_for(each, now, policy) for each in Zone}
    moments = [(zone == each, literal(due)) for each, due in later.items() if due > now]
    return case(*moments, else_=literal(now)) if moments else literal(now)

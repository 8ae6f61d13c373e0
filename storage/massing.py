"""Mass sends, of which the platform allows each person so many a month."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, select

from domain.broadcasts.model import MASS_A_MONTH, Way, Ways
from storage.tables import AccountRow, DeliveryRow

_PLATFORM_ZONE = ZoneInfo("Asia/Shanghai")
"""In which WeChat counts its months, wherever we run."""


def mass_left(ways: Ways, now: datetime) -> ColumnElement[bool]:
    """Whether the account of the row can be reached by one more mass send this month."""
    sent = aliased(DeliveryRow)
    this_month = (
        select(func.count())
        .where(
            col(sent.account_id) == col(AccountRow.id),
            col(sent.way) == Way.MASS,
            col(sent.sent_at) >= _month_of(now),
        )
        .correlate(AccountRow)
        .scalar_subquery()
    )
    return and_(col(AccountRow.platform).in_(ways.mass), this_month < MASS_A_MONTH)


def _month_of(moment: datetime) -> datetime:
    """When the platform's month began."""
    local = moment.astimezone(_PLATFORM_ZONE)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)

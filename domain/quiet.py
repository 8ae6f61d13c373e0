"""Quiet hours: the part of the day in which nobody is disturbed and no limit runs."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.policy import Policy

_NIGHTS = 4
"""Two days of two places: what does not fit in them never does."""


def is_quiet(moment: datetime, policy: Policy) -> bool:
    """Whether a moment falls into the quiet hours, local time (rules.md, "Broadcasts", C)."""
    local = moment.astimezone(policy.timezone).time()
    if policy.quiet_from <= policy.quiet_until:
        return policy.quiet_from <= local < policy.quiet_until
    return local >= policy.quiet_from or local < policy.quiet_until


def add_waking_time(moment: datetime, length: timedelta, policy: Policy) -> datetime:
    """The moment at which a clock that stands still in the quiet hours has run for ``length``."""
    while True:
        if is_quiet(moment, policy):
            moment = _next_at(moment, policy.quiet_until, policy.timezone)
        evening = _next_at(moment, policy.quiet_from, policy.timezone)
        if moment + length <= evening or policy.quiet_from == policy.quiet_until:
            return moment + length
        length -= evening - moment
        moment = evening


def waking_moment(moment: datetime, policy: Policy) -> datetime:
    """The moment itself; in the quiet hours, their end."""
    return add_waking_time(moment, timedelta(), policy)


def waking_moment_for(zone: str | None, moment: datetime, policy: Policy) -> datetime:
    """The first moment from one on outside of the quiet hours, here and where somebody lives.

    Where no moment is both, nobody's rest counts for less than the recipient's.
    """
    theirs = policy.in_zone(zone)
    for _ in range(_NIGHTS):
        moment = waking_moment(waking_moment(moment, policy), theirs)
        if not is_quiet(moment, policy):
            break
    return moment


def quiet_begins(moment: datetime, policy: Policy) -> datetime:
    """When the quiet hours begin next; far away where there are none."""
    if policy.quiet_from == policy.quiet_until:
        return datetime.max.replace(tzinfo=UTC)
    return _next_at(moment, policy.quiet_from, policy.timezone)


def _next_at(moment: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first moment after this one at which local clocks show ``at``."""
    day = moment.astimezone(zone).date()
    while True:
        candidate = datetime.combine(day, at, zone).astimezone(UTC)
        if candidate > moment:
            return candidate
        day += timedelta(days=1)

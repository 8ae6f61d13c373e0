"""What counts as service time, and what may be claimed. Pure; all spans in UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.hours.model import HourEntry
from domain.offerings.model import Shift
from domain.policy import Policy

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Service:
    """Time given: a span, or a bare duration on a day.

    A bare duration has no clock times: it starts and ends at the day's local midnight. It counts
    to the daily limits and overlaps nothing but another record of the same shift.
    """

    starts_at: datetime
    ends_at: datetime
    minutes: int
    day: date

    @property
    def has_span(self) -> bool:
        """Whether it has clock times."""
        return self.starts_at < self.ends_at


def service_between(starts_at: datetime, ends_at: datetime, policy: Policy) -> Service:
    """Service from one moment to another: whole minutes, on the local day of its start.

    Raises:
        Refused: it ends before it starts.
    """
    if ends_at < starts_at:
        raise Refused(Reason.ENDS_BEFORE_START)
    minutes = (ends_at - starts_at) // _MINUTE
    return Service(starts_at, ends_at, minutes, local_day(starts_at, policy.timezone))


def service_lasting(day: date, minutes: int, policy: Policy) -> Service:
    """Service of which only the duration is known, in minutes, on a local day."""
    midnight = datetime.combine(day, time(), policy.timezone).astimezone(UTC)
    return Service(midnight, midnight, minutes, day)


def attended(
    checked_in_at: datetime, checked_out_at: datetime, shift: Shift, policy: Policy
) -> Service | None:
    """What an attendance counts: the part within the shift; None under a minute.

    Source: rules.md, "Hours" (C): from the later of check-in and start to the earlier of check-out
    and end, whole minutes; less than one is not recorded.
    """
    starts_at = max(checked_in_at, shift.starts_at)
    ends_at = min(checked_out_at, shift.ends_at)
    if ends_at - starts_at < _MINUTE:
        return None
    return service_between(starts_at, ends_at, policy)


def check_window(shift: Shift, now: datetime, policy: Policy, too_late: Reason) -> None:
    """Refuses a check-in or check-out outside of its window.

    Source: rules.md, "Hours" (C): 30 minutes before the start to 30 minutes after the end.
    """
    if shift.cancelled_at is not None:
        raise Refused(Reason.SHIFT_CANCELLED)
    opens_at = shift.starts_at - policy.check_in_opens_before
    if now < opens_at:
        raise Refused(Reason.CHECK_IN_TOO_EARLY, opens_at=opens_at)
    if now > shift.ends_at + policy.check_in_closes_after:
        raise Refused(too_late)


def check_claim(service: Service, now: datetime, policy: Policy) -> None:
    """Refuses a claim that comes too early, too late or is too short.

    Source: rules.md, "Hours" (C): within 7 days after the service, by local days; not in the
    future; at least 10 minutes.
    """
    today = local_day(now, policy.timezone)
    latest = service_lasting(service.day, 0, policy).starts_at + service.minutes * _MINUTE
    if max(service.ends_at, latest) > now:
        raise Refused(Reason.CLAIM_IN_FUTURE)
    served_on = local_day(service.ends_at, policy.timezone) if service.has_span else service.day
    if today - served_on > policy.claim_within:
        raise Refused(Reason.CLAIM_TOO_OLD, days=policy.claim_within.days)
    if service.minutes < policy.claim_at_least_minutes:
        raise Refused(Reason.CLAIM_TOO_SHORT, least=policy.claim_at_least_minutes)


def check_overlap(service: Service, others: Sequence[HourEntry]) -> None:
    """Refuses what overlaps another live record of the same person."""
    if not service.has_span:
        return
    for other in others:
        if other.overlaps(service.starts_at, service.ends_at):
            raise Refused(
                Reason.CLAIM_OVERLAPS,
                title=other.title,
                starts_at=other.starts_at,
                ends_at=other.ends_at,
            )


def check_once_per_shift(service: Service, others: Sequence[HourEntry], shift: Shift) -> None:
    """Refuses a bare duration beside another record of the same shift, and the other way round:
    without clock times there is no telling them apart.

    Args:
        others: the person's other live records of that shift.
    """
    for other in others:
        if not (service.has_span and other.has_span):
            raise Refused(
                Reason.CLAIM_OVERLAPS,
                title=other.title,
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
            )


def second_person_needed(day_minutes: int, policy: Policy) -> bool:
    """Whether a day of so many minutes, the claim's own included, needs a second person's yes.

    Source: rules.md, "Hours" (C): up to 8 h a day one person, 8–12 h also a second, above refused.

    Raises:
        Refused: more than the day's limit.
    """
    if day_minutes > policy.daily_minutes_at_most:
        raise Refused(Reason.CLAIM_OVER_DAILY_LIMIT, hours=hours_of(policy.daily_minutes_at_most))
    return day_minutes > policy.daily_minutes_one_person


def hours_of(minutes: int) -> Decimal:
    """Minutes as hours with at most one decimal, never rounded up (rules.md, "Records", C)."""
    return Decimal(minutes * 10 // 60) / 10

"""A shift that comes again every week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.offerings.model import Shift
from domain.offerings.ports import OfferingUnit
from domain.offerings.usecases import NewShift, managed_project, store_shift
from domain.policy import Policy

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One of the coming weeks.

    Attributes:
        starts_at, ends_at: moments in UTC, at the same local times as the first one.
        there: the project has a shift at this time already.
    """

    starts_at: datetime
    ends_at: datetime
    there: bool


async def coming_weeks(
    unit: OfferingUnit, shift: Shift, weeks: int, *, now: datetime, policy: Policy
) -> list[Recurrence]:
    """The next weeks of a shift, none skipped, beginning with the first one that is to come.

    Raises:
        Refused: none, or more than half a year.
    """
    if not 1 <= weeks <= policy.repeat_weeks_at_most:
        raise Refused(Reason.TOO_MANY_WEEKS, most=policy.repeat_weeks_at_most)
    there = {
        other.starts_at
        for other in await unit.shifts.of_project(shift.project_id)
        if other.cancelled_at is None
    }
    first = _weeks_gone(shift, now, policy.timezone) + 1
    found = []
    for number in range(first, first + weeks):
        starts_at, ends_at = (
            same_time_later(moment, number, policy.timezone)
            for moment in (shift.starts_at, shift.ends_at)
        )
        found.append(Recurrence(starts_at, ends_at, starts_at in there))
    return found


async def repeat_weekly(
    unit: OfferingUnit,
    actor_id: str,
    shift_id: str,
    weeks: int,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Sequence[Shift]:
    """Adds a shift for each of the coming weeks, like the given one; a week that has one already
    is left as it is.

    Raises:
        Refused: no role there, closed, none or too many weeks.
    """
    pattern = await unit.shifts.get(shift_id)
    if pattern is None:
        raise Refused(Reason.NOT_FOUND)
    project = await managed_project(unit, actor_id, pattern.project_id)
    project.check_not_closed()
    made = []
    for each in await coming_weeks(unit, pattern, weeks, now=now, policy=policy):
        if each.there:
            continue
        planned = NewShift(
            each.starts_at,
            each.ends_at,
            pattern.address,
            pattern.places,
            pattern.meeting_point,
            pattern.waitlist_size,
            pattern.leader_id,
            pattern.contact,
        )
        made.append(
            await store_shift(unit, project, planned, now=now, new_id=new_id, policy=policy)
        )
    return made


def weeks_until(shift: Shift, last: date, *, now: datetime, zone: ZoneInfo) -> int:
    """How many of the coming weeks lie no later than a local day."""
    next_start = same_time_later(shift.starts_at, _weeks_gone(shift, now, zone) + 1, zone)
    return max((last - local_day(next_start, zone)).days // 7 + 1, 0)


def _weeks_gone(shift: Shift, now: datetime, zone: ZoneInfo) -> int:
    """How many weeks after the shift lie in the past already."""
    gone = max((now - shift.starts_at) // _WEEK, 0)
    while same_time_later(shift.starts_at, gone + 1, zone) <= now:
        gone += 1
    return gone


def same_time_later(moment: datetime, weeks: int, zone: ZoneInfo) -> datetime:
    """The same local time, weeks later, also where the clocks were changed in between."""
    local = moment.astimezone(zone)
    return (local + weeks * _WEEK).astimezone(UTC)

"""The days, times, numbers and ages of a recruitment text: what is ambiguous is not there."""

import re
from datetime import date, datetime, time, timedelta

from nlu.exact import number_in
from nlu.script import normal
from nlu.values.clock import TimeSpan
from nlu.values.counts import find_counts
from nlu.values.dates import find_dates
from nlu.values.durations import minutes_in
from nlu.values.found import Direction, Found
from nlu.values.times import find_times

AGE = re.compile(
    r"(?:年满|满)\s*(?P<full>\d{1,2})\s*周?岁"
    r"|(?P<range>\d{1,2})\s*(?:周岁|岁)?\s*(?:-|~|–|—|至|到)\s*\d{1,2}\s*周?岁"
    r"|(?P<above>\d{1,2})\s*周?岁\s*(?:及?以上|起)"
    r"|\b(?:at least|over|aged?|minimum age(?: is)?:?) (?P<least>\d{1,2})\b"
    r"|\b(?P<plus>\d{1,2})(?:\+|(?: years?(?: old)?)? (?:and|or) (?:over|older|above|up))"
)
#: A day by its number; a weekday beside it names no second one.
_NUMBERED = re.compile(r"\d|[零一二三四五六七八九十]+[月号日]")
_YEAR = re.compile(r"\d{4}")
_RANGE = re.compile(r"\d\s*(?:-|~|–|—|至|到|to)\s*\d")
#: A day without a year that would be this far ahead, or was this near, is over.
_FAR_AHEAD = timedelta(days=300)
_JUST_OVER = timedelta(days=65)
_END_OF_DAY = time(23, 59)


def days_in(value: str, today: date) -> tuple[date, ...]:
    """The days that are named and not over, in order."""
    plain = normal(value)
    found = [
        Found(one.start, one.end, one.value)
        for one in find_dates(plain, today, Direction.AHEAD)
        if isinstance(one.value, date)
    ]
    numbered = [one for one in found if _NUMBERED.search(plain[one.start : one.end])]
    meant = {
        one.value
        for one in numbered or found
        if one.value >= today and not _is_over(one.value, plain[one.start : one.end], today)
    }
    return tuple(sorted(meant))


def spans_in(value: str, length: str | None = None) -> tuple[TimeSpan, ...]:
    """The spans with both ends; a beginning alone takes the length that is stated."""
    found = [one.value for one in find_times(normal(value)) if isinstance(one.value, TimeSpan)]
    whole = tuple(dict.fromkeys(span for span in found if span.start and span.end))
    if whole:
        return whole
    minutes = minutes_in(length or value)
    starts = [span.start for span in found if span.start]
    if minutes is None or len(starts) != 1:
        return ()
    end = datetime.combine(date.min, starts[0]) + timedelta(minutes=minutes)
    return (TimeSpan(starts[0], end.time()),)


def places_in(value: str) -> int | None:
    """A head count, where it is one number."""
    plain = normal(value)
    if _RANGE.search(plain):
        return None
    counts = {one.value for one in find_counts(plain, company=False)}
    if len(counts) == 1:
        return counts.pop()
    return number_in(plain) if not counts else None


def moment_in(value: str, today: date) -> datetime | None:
    """A local moment, where one day is named; a day alone counts whole."""
    days = days_in(value, today)
    if len(days) != 1:
        return None
    times = [one.value for one in find_times(normal(value)) if isinstance(one.value, TimeSpan)]
    at = next((span.end or span.start for span in times), None)
    return datetime.combine(days[0], at or _END_OF_DAY)


def age_in(value: str) -> int | None:
    """The youngest age that is named."""
    match = AGE.search(normal(value))
    return int(next(filter(None, match.groups()))) if match else None


def _is_over(day: date, said: str, today: date) -> bool:
    """Whether a day without its year was more likely just now than in nearly a year."""
    if day - today < _FAR_AHEAD or _YEAR.search(said):
        return False
    past = [one.value for one in find_dates(said, today, Direction.PAST)]
    return any(isinstance(before, date) and today - before <= _JUST_OVER for before in past)

"""Several days: 上个月, 去年下半年, since March, from A to B (labels.md, "Slots: period")."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from nlu.script import normal
from nlu.understanding import Period
from nlu.values.calendar import (
    MONTH_NAME,
    MONTHS,
    WHICH,
    YEARS,
    day_of,
    full_year,
    monday_of,
    nearest,
    shifted,
)
from nlu.values.dates import find_dates
from nlu.values.found import Direction, Found, first_of, without_overlaps
from nlu.values.numbers import CHINESE, whole_number

_Reader = Callable[[re.Match[str], date, Direction], Period | None]

_STEPS = {
    "上上": -2, "上": -1, "这": 0, "本": 0, "今": 0, "当": 0, "下": 1, "下下": 2,
    "last": -1, "past": -1, "previous": -1, "this": 0, "the": 0, "current": 0, "next": 1,
    "coming": 1,
}  # fmt: skip
_ENGLISH_YEARS = {"last year": -1, "this year": 0, "next year": 1}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_LINK = re.compile(r"^\s*(?:开始)?(?:到|至|~|-|–|—|―|to|until|till|through|and)\s*(?:the )?$")
_MONTH_ALONE = re.compile(rf"^(?:{CHINESE}月|{MONTH_NAME})")
_WEEKDAY_ALONE = re.compile(r"^(?:(?:周|星期|礼拜).|[a-z]+day)$")
_SINCE_AFTER = re.compile(
    r"^\s*(?:份|底|初)?(?:(?:开始|起|以后)?(?:以来|至今|到现在|到今天)|开始|起)"
)
_SINCE_BEFORE = re.compile(r"(?:\bsince|自从?)\s*(?:the )?$")


def period_in(text: str, now: datetime, zone: ZoneInfo, direction: Direction) -> Period | None:
    """The first period that a text names, in whole calendar units, also when not yet over.

    Weekends are Saturday and Sunday; "since X" ends today; "from A to B" ends with the end of B.
    None for what has no edges: recently, a term, holidays.
    """
    today = now.astimezone(zone).date()
    return first_of(find_periods(normal(text), today, direction))


def find_periods(text: str, today: date, direction: Direction) -> list[Found[Period]]:
    """The periods of a normalized text, in order of place."""
    stretches = _stretches(text, today, direction)
    behind = _stretches(text, today, Direction.PAST)
    units = [one for one in stretches if one.value.first != one.value.last]
    return without_overlaps([*_joined(text, stretches), *_open(text, behind, today), *units])


def _stretches(text: str, today: date, direction: Direction) -> list[Found[Period]]:
    """Periods and single days alike, as the ends of longer ones; 12th Nov is a day, no month."""
    days = [
        Found(day.start, day.end, Period(day.value, day.value))
        for day in find_dates(text, today, direction)
        if isinstance(day.value, date)
    ]
    units = (
        unit
        for unit in _units(text, today, direction)
        if not any(day.start < unit.start and unit.end <= day.end for day in days)
    )
    return without_overlaps([*units, *days])


def _joined(text: str, stretches: list[Found[Period]]) -> Iterator[Found[Period]]:
    """From A to B."""
    for first, second in pairwise(stretches):
        if not _LINK.match(text[first.end : second.start]):
            continue
        last = second.value.last
        if _MONTH_ALONE.match(text[second.start : second.end]):
            # 2025年一月到六月: the end is in the year of the beginning, where that fits.
            same_year = _in_year(last, first.value.first.year)
            last = same_year if first.value.first <= same_year else last
        elif _WEEKDAY_ALONE.match(text[second.start : second.end]):
            # 上周一到周五: the next such day after the beginning.
            last = first.value.first + timedelta(
                days=(last.weekday() - first.value.first.weekday()) % 7
            )
        if last < first.value.first:  # 10月到3月, 周五到周一: the end is the next such one
            step = timedelta(days=7) if (first.value.first - last).days < 7 else None
            last = last + step if step else _in_year(last, last.year + 1)
        if last >= first.value.first:
            yield Found(first.start, second.end, Period(first.value.first, last))


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _open(text: str, stretches: list[Found[Period]], today: date) -> Iterator[Found[Period]]:
    """Since X: until today."""
    for one in stretches:
        said = _SINCE_AFTER.match(text[one.end :]) or _SINCE_BEFORE.search(text[: one.start])
        if said and one.value.first <= today:
            yield Found(one.start, one.end, Period(one.value.first, today))


def _units(text: str, today: date, direction: Direction) -> Iterator[Found[Period]]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if (value := read(match, today, direction)) is not None:
                yield Found(match.start(), match.end(), value)


def _months(year: int, month: int, count: int) -> Period:
    end_year, end_month = shifted(year, month, count - 1)
    return Period(
        date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
    )


def _week(match: re.Match[str], today: date, direction: Direction) -> Period:
    monday = monday_of(today, _STEPS[match["rel"]])
    return Period(monday, monday + timedelta(days=6))


def _weekend(match: re.Match[str], today: date, direction: Direction) -> Period:
    saturday = monday_of(today) + timedelta(days=5)
    match match["rel"]:
        case None | "the":
            # One that is behind us where the past is asked for.
            weeks = -1 if direction is Direction.PAST else 0
        case word:
            weeks = _STEPS[word]
    saturday += timedelta(days=7 * weeks)
    return Period(saturday, saturday + timedelta(days=1))


def _relative_month(match: re.Match[str], today: date, direction: Direction) -> Period:
    return _months(*shifted(today.year, today.month, _STEPS[match["rel"]]), 1)


def _year_named(word: str, today: date) -> int | None:
    steps = YEARS.get(word, _ENGLISH_YEARS.get(word))
    return full_year(word) if steps is None else today.year + steps


def _months_of_year(
    first: int, count: int, word: str | None, today: date, direction: Direction
) -> Period | None:
    """Months with their year, or the latest begun ones (records), the next not over (plans)."""
    if not 1 <= first <= 12:
        return None
    if word:
        year = _year_named(word, today)
        return None if year is None else _months(year, first, count)
    period = _months(today.year, first, count)
    if direction is Direction.PAST and period.first > today:
        return _months(today.year - 1, first, count)
    if direction is Direction.AHEAD and period.last < today:
        return _months(today.year + 1, first, count)
    return period


def _named_month(match: re.Match[str], today: date, direction: Direction) -> Period | None:
    month = MONTHS.get(match["m"].rstrip(".")) or whole_number(match["m"])
    return None if month is None else _months_of_year(month, 1, match["year"], today, direction)


def _numbered_month(match: re.Match[str], today: date, direction: Direction) -> Period:
    return _months(int(match["year"]), int(match["m"]), 1)


def _half_year(match: re.Match[str], today: date, direction: Direction) -> Period | None:
    first = 1 if match["half"] in ("上", "first") else 7
    if match["year"] is None:
        # Bare, a half of this year; for records the latest that has begun.
        return _months_of_year(first, 6, "今年" if first == 1 else None, today, direction)
    return _months_of_year(first, 6, match["year"], today, direction)


def _days_of_month(match: re.Match[str], today: date, direction: Direction) -> Period | None:
    month = MONTHS.get(match["m"].rstrip(".")) or whole_number(match["m"])
    days = whole_number(match["a"]), whole_number(match["b"])
    if not month or not days[0] or not days[1]:
        return None
    first = nearest(month, days[0], today, direction)
    if not isinstance(first, date):
        return None
    last = day_of(first.year, month, days[1])
    return Period(first, last) if isinstance(last, date) and first <= last else None


def _quarter(match: re.Match[str], today: date, direction: Direction) -> Period | None:
    number = _QUARTERS.get(match["q"]) or whole_number(match["q"])
    if number is None or not 1 <= number <= 4:
        return None
    return _months_of_year(3 * number - 2, 3, match["year"], today, direction)


def _relative_quarter(match: re.Match[str], today: date, direction: Direction) -> Period:
    this = (today.month - 1) // 3 * 3 + 1
    return _months(*shifted(today.year, this, 3 * _STEPS[match["rel"]]), 3)


def _year(match: re.Match[str], today: date, direction: Direction) -> Period | None:
    year = _year_named(match["year"], today)
    return None if year is None else _months(year, 1, 12)


_REL = rf"(?P<rel>{WHICH}|当)一?个?"

_YEAR = r"(?P<year>前年|去年|旧年|上年|今年|本年|明年|(?:\d{4}|[零〇一二三四五六七八九]{4})年)"
_ENGLISH_YEAR = r"(?:,? (?:of )?(?P<year>\d{4}|last year|this year|next year))"

_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        (rf"(?:(?P<rel>{WHICH})一?个?)?(?:周末|双休日|周六[、和]?周?日)", _weekend),
        (r"\b(?P<rel>last|this|the|next|past)? ?weekend\b", _weekend),
        (rf"{_REL}(?:周|星期|礼拜)(?![一二三四五六日末1-7]|天(?!天))", _week),
        (r"\b(?P<rel>last|this|next|past) week\b(?!end)", _week),
        (rf"{_REL}月(?!的?{CHINESE}[号日])", _relative_month),
        (r"\b(?P<rel>last|this|next|past) month\b", _relative_month),
        (
            rf"(?:{_YEAR}的?)?(?<![\d第十])(?P<m>{CHINESE})月(?!前|之前|底前|的?{CHINESE}[号日])(?:份)?",
            _named_month,
        ),
        (
            rf"\b(?<!\d )(?P<m>{MONTH_NAME})(?<!\bmay)(?<!\bmay\.){_ENGLISH_YEAR}?(?! ?\d)",
            _named_month,
        ),
        (
            rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bfrom )|(?<=\bto )|(?<=\buntil )"
            rf"|(?<=\bof ))(?P<m>may)\b{_ENGLISH_YEAR}?(?! ?\d)",
            _named_month,
        ),
        (r"(?<![\d./:-])(?P<year>20\d\d)[-./](?P<m>0?[1-9]|1[0-2])(?![-./:]?\d)", _numbered_month),
        (
            rf"(?<!\d)(?P<m>{CHINESE})月(?P<a>{CHINESE})[号日]?(?:到|至|-|~)(?P<b>{CHINESE})[号日]",
            _days_of_month,
        ),
        (
            rf"\b(?P<a>\d{{1,2}})(?:st|nd|rd|th)? ?(?:to|until|till|through|-|–) ?"
            rf"(?P<b>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{MONTH_NAME})",
            _days_of_month,
        ),
        (rf"(?:{_YEAR}的?)?(?P<half>[上下])半年", _half_year),
        (rf"\b(?P<half>first|second) half{_ENGLISH_YEAR}?", _half_year),
        (rf"(?:{_YEAR}的?)?(?:第?(?P<q>[一二三四1234])季度?)", _quarter),
        (rf"\b(?:the )?(?P<q>first|second|third|fourth) quarter{_ENGLISH_YEAR}?", _quarter),
        (rf"\bq(?P<q>[1-4])\b{_ENGLISH_YEAR}?", _quarter),
        (rf"{_REL}季度?", _relative_quarter),
        (r"\b(?P<rel>last|this|next|past|previous) quarter\b", _relative_quarter),
        (
            rf"{_YEAR}(?!的?(?:{CHINESE}月|元旦|国庆节|劳动节|植树节)|(?:都|已经)?{CHINESE}(?:岁|了|[,。]))(?:全年|度)?",
            _year,
        ),
        (r"\b(?P<year>last year|this year|next year)\b", _year),
        (
            r"(?<![\d./:-])(?P<year>20\d\d)\b(?![./:-]?\d|年)(?! (?:hours|people|volunteers)\b)",
            _year,
        ),
    )
)

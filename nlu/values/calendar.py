"""Calendar arithmetic behind the readers: nearest days, weeks, months (labels.md, "Slots")."""

from datetime import date, timedelta

from nlu.values.found import Direction, Impossible
from nlu.values.numbers import whole_number

Day = date | Impossible

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"),
            ("may",), ("june", "jun"), ("july", "jul"), ("august", "aug"),
            ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
#: A month's name in English, for use inside other patterns.
MONTH_NAME = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"

#: Which week or month, in Chinese. In 登记一下周四 and 看下下周 a 下 belongs to the verb.
WHICH = r"(?:上上|(?<![看睇问查想])下下|上|(?<!一)下|这|本|今)"
#: Years by their words, from this one.
YEARS = {"前年": -2, "去年": -1, "旧年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}


def day_of(year: int, month: int, day: int) -> Day:
    """The calendar day, or what is impossible about it."""
    if not 1 <= month <= 12:
        return Impossible.MONTH
    try:
        return date(year, month, day)
    except ValueError:
        return Impossible.DAY


def nearest(month: int, day: int, today: date, direction: Direction) -> Day:
    """A day of a month without its year: the nearest one in the direction, today included."""
    step = 1 if direction is Direction.AHEAD else -1
    result: Day = day_of(2000, month, day)  # a leap year: is there such a day at all?
    if isinstance(result, Impossible):
        return result
    for year in range(today.year, today.year + 9 * step, step):
        candidate = day_of(year, month, day)
        if isinstance(candidate, date) and (candidate - today).days * step >= 0:
            return candidate
    return Impossible.DAY


def nearest_day_of_month(day: int, today: date, direction: Direction) -> Day:
    step = 1 if direction is Direction.AHEAD else -1
    if not 1 <= day <= 31:
        return Impossible.DAY
    for months in range(0, 3 * step, step):
        candidate = day_of(*shifted(today.year, today.month, months), day)
        if isinstance(candidate, date) and (candidate - today).days * step >= 0:
            return candidate
    return Impossible.DAY


def shifted(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month, some months on."""
    years, zero_based = divmod(month - 1 + months, 12)
    return year + years, zero_based + 1


def monday_of(day: date, weeks: int = 0) -> date:
    """The Monday of the day's week, or of one some weeks on. Weeks run Monday to Sunday."""
    return day + timedelta(days=7 * weeks - day.weekday())


def nearest_weekday(weekday: int, today: date, direction: Direction) -> date:
    if direction is Direction.AHEAD:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def full_year(word: str) -> int | None:
    """A year of four digits, also Chinese ones, between 1900 and 2199; None for anything else."""
    number = whole_number(word.rstrip("年"))
    return number if number is not None and 1900 <= number < 2200 else None

"""Dates, times and hours in words (design, section 4a): 11月22日（周日）14:00–17:00, 2.5 小时."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from bot.texts import Texts

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def say_day(texts: Texts, day: date, today: date | None = None) -> str:
    """A day with its weekday; with its year where that is not the year of ``today``."""
    key = "format-day" if today is None or day.year == today.year else "format-day-and-year"
    return texts(
        key,
        year=str(day.year),
        month=str(day.month),
        month_name=texts(f"format-month-{day.month}"),
        day=str(day.day),
        weekday=texts(f"format-{_WEEKDAYS[day.weekday()]}"),
    )


def say_date(texts: Texts, day: date) -> str:
    """A day with its year and without its weekday, as birth dates are written."""
    return texts(
        "format-date",
        year=str(day.year),
        month=str(day.month),
        month_name=texts(f"format-month-{day.month}"),
        day=str(day.day),
    )


def say_moment(texts: Texts, moment: datetime, zone: tzinfo, today: date | None = None) -> str:
    """A local day and time of day."""
    local = moment.astimezone(zone)
    return texts("format-moment", day=say_day(texts, local.date(), today), time=f"{local:%H:%M}")


def say_span(
    texts: Texts, starts_at: datetime, ends_at: datetime, zone: tzinfo, today: date | None = None
) -> str:
    """A local span of time; the second day is named only where it differs."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    ending = f"{end:%H:%M}"
    if end.date() != start.date():
        ending = say_moment(texts, ends_at, zone, today)
    return texts(
        "format-span",
        day=say_day(texts, start.date(), today),
        start=f"{start:%H:%M}",
        end=ending,
    )


def say_hours(texts: Texts, minutes: int) -> str:
    """Minutes as hours with at most one decimal, never rounded up (rules.md, C)."""
    tenths = abs(minutes) * 10 // 60
    whole, tenth = divmod(tenths, 10)
    number = f"{whole}.{tenth}" if tenth else str(whole)
    if minutes < 0:
        number = f"-{number}"
    return texts("format-hours", number=number, one="yes" if number == "1" else "no")


def say_phone(phone: str) -> str:
    """A phone number as people here write it: mainland numbers without their country."""
    return phone.removeprefix("+86")


def say_exact_length(texts: Texts, minutes: int) -> str:
    """Hours and minutes, for a read-back where nothing may be rounded."""
    if minutes % 6 == 0:
        return say_hours(texts, minutes)
    return texts("format-length", hours=minutes // 60, minutes=minutes % 60)


def say_also(texts: Texts, labels: Sequence[str]) -> str:
    """A line that names the words that can be replied too; there is at least one."""
    words = [texts("also-word", word=label) for label in labels]
    named, *others = words
    for place, word in enumerate(others, start=2):
        joint = "also-words-last" if place == len(words) else "also-words-more"
        named = texts(joint, words=named, word=word)
    return texts("also-reply", words=named)


@dataclass(frozen=True, slots=True)
class Words:
    """Puts values into words for one person: a catalogue, a time zone and the local day."""

    texts: Texts
    zone: tzinfo
    today: date

    def day(self, day: date) -> str:
        """A day."""
        return say_day(self.texts, day, self.today)

    def days(self, first: date, last: date) -> str:
        """The days from the first to the last, both included."""
        if first == last:
            return self.day(first)
        return self.texts("format-days", first=self.day(first), last=self.day(last))

    def period(self, first: date, last: date) -> str:
        """The same, where a whole month or year has its name."""
        if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
            return self.days(first, last)
        year, month = str(first.year), str(first.month)
        match (last.year - first.year, first.month, last.month):
            case (0, 1, 12):
                return self.texts("format-year", year=year)
            case (0, begins, ends) if begins == ends:
                month_name = self.texts(f"format-month-{month}")
                return self.texts("format-month", year=year, month=month, month_name=month_name)
            case _:
                return self.days(first, last)

    def moment(self, moment: datetime) -> str:
        """A local day and time."""
        return say_moment(self.texts, moment, self.zone, self.today)

    def span(self, starts_at: datetime, ends_at: datetime) -> str:
        """A local span of time."""
        return say_span(self.texts, starts_at, ends_at, self.zone, self.today)

    def hours(self, minutes: int) -> str:
        """Minutes as hours."""
        return say_hours(self.texts, minutes)

    def fact(self, name: str, value: object) -> object:
        """A fact of a refusal or notice: moments and days become local text, minutes hours."""
        match value:
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case bool() | None:
                return "yes" if value else "no"
            case int() if name.endswith("minutes"):
                return self.hours(value)
            case _:
                return value

"""How many hours: the totals, and the records behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile

from domain.hours.model import Grade, HourEntry
from domain.hours.ports import HoursUnit
from domain.offerings.model import Category
from domain.persons import person_of


@dataclass(frozen=True, slots=True)
class YearTotals:
    """Minutes of one year by grade; ``waiting`` does not count yet."""

    year: int
    checked_in: int
    confirmed: int
    waiting: int

    @property
    def counted(self) -> int:
        """What counts: checked in and confirmed."""
        return self.checked_in + self.confirmed


@dataclass(frozen=True, slots=True)
class Totals:
    """Minutes of a person over all years; ``years`` with the latest first."""

    checked_in: int
    confirmed: int
    waiting: int
    years: tuple[YearTotals, ...]

    @property
    def counted(self) -> int:
        """What counts: checked in and confirmed."""
        return self.checked_in + self.confirmed


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes of a part of the records; ``waiting`` does not count yet."""

    checked_in: int
    confirmed: int
    waiting: int

    @property
    def counted(self) -> int:
        """What counts: checked in and confirmed."""
        return self.checked_in + self.confirmed


@dataclass(frozen=True, slots=True)
class Month:
    """The minutes that count of one month.

    Attributes:
        first: its first day.
        by_category: None is what belongs to no project.
    """

    first: date
    by_category: Mapping[Category | None, int]

    @property
    def minutes(self) -> int:
        """Of all categories."""
        return sum(self.by_category.values())


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some of a person's live records, and how many there are in all."""

    entries: Sequence[HourEntry]
    total: int


async def totals(unit: HoursUnit, volunteer_id: str) -> Totals:
    """A person's totals: one indexed read of what the ledger keeps, at any size."""
    person = await person_of(unit, volunteer_id)
    kept = await unit.hour_totals.of(person.id)
    minutes = {(row.year, row.grade): row.minutes for row in kept}
    years = tuple(
        YearTotals(
            year,
            minutes.get((year, Grade.CHECKED_IN), 0),
            minutes.get((year, Grade.CONFIRMED), 0),
            minutes.get((year, Grade.CLAIMED), 0),
        )
        for year in sorted({row.year for row in kept}, reverse=True)
    )
    return Totals(
        sum(year.checked_in for year in years),
        sum(year.confirmed for year in years),
        sum(year.waiting for year in years),
        years,
    )


async def sums_by_title(
    unit: HoursUnit, volunteer_id: str, first: date, last: date
) -> Mapping[str, Sums]:
    """A person's minutes from one local day to another, both included, by activity."""
    person = await person_of(unit, volunteer_id)
    minutes: dict[str, dict[Grade, int]] = {}
    for title, grade, summed in await unit.hour_entries.sums(person.ids, first, last):
        minutes.setdefault(title, {})[grade] = summed
    return {
        title: Sums(
            by_grade.get(Grade.CHECKED_IN, 0),
            by_grade.get(Grade.CONFIRMED, 0),
            by_grade.get(Grade.CLAIMED, 0),
        )
        for title, by_grade in minutes.items()
    }


async def months(
    unit: HoursUnit, volunteer_id: str, today: date, most: int = 12
) -> Sequence[Month]:
    """What counts in each of the last months, the present one last; those before a person's first
    hours are left out."""
    person = await person_of(unit, volunteer_id)
    days = [today.replace(day=1)]
    while len(days) < most:
        days.insert(0, (days[0] - timedelta(days=1)).replace(day=1))
    minutes: dict[date, dict[Category | None, int]] = {day: {} for day in days}
    for year, month, category, summed in await unit.hour_entries.by_month(
        person.ids, days[0], today
    ):
        minutes[date(year, month, 1)][category] = summed
    found = [Month(day, by_category) for day, by_category in minutes.items()]
    return list(dropwhile(lambda month: not month.minutes, found))


async def entries(unit: HoursUnit, volunteer_id: str, offset: int = 0, limit: int = 3) -> EntryPage:
    """A person's live records with minutes, latest first."""
    person = await person_of(unit, volunteer_id)
    return EntryPage(*await unit.hour_entries.page(person.ids, offset, limit))

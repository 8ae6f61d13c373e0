"""How many hours: the totals, and the records behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.hours.model import Grade, HourEntry
from domain.hours.ports import HoursUnit
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


async def entries(unit: HoursUnit, volunteer_id: str, offset: int = 0, limit: int = 3) -> EntryPage:
    """A person's live records with minutes, latest first."""
    person = await person_of(unit, volunteer_id)
    return EntryPage(*await unit.hour_entries.page(person.ids, offset, limit))

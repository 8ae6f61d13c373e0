"""Working days: the deadline of recording hangs on them."""

from datetime import date

import pytest

from domain.workdays import working_day_after
from storage.workdays import ChineseWorkdays


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        # A plain fortnight.
        (date(2026, 11, 16), 10, date(2026, 11, 30)),
        # An activity on a Saturday: Monday is the first working day.
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        # The National Day week of 2025 is off (1–8 October), Saturday the 11th is made up.
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 9, 30), 3, date(2025, 10, 11)),
        # Beyond the published calendars: Monday to Friday.
        (date(2032, 9, 30), 1, date(2032, 10, 1)),
    ],
)
def test_counts_working_days_after_the_day(day: date, count: int, expected: date) -> None:
    assert working_day_after(day, count, ChineseWorkdays()) == expected


def test_says_which_years_it_does_not_know() -> None:
    workdays = ChineseWorkdays()
    assert workdays.knows(date(2026, 11, 22))
    assert not workdays.knows(date(2032, 11, 22))
    assert not workdays.is_workday(date(2032, 11, 21))

"""Working days, as Chinese offices count them: holidays off, make-up days on."""

from datetime import date, timedelta
from typing import Protocol


class Workdays(Protocol):
    """A calendar of working days."""

    def is_workday(self, day: date) -> bool:
        """Whether offices work on the day; Monday to Friday where ``knows`` says no."""
        ...

    def is_holiday(self, day: date) -> bool:
        """Whether the day belongs to a public holiday; no where ``knows`` says no."""
        ...

    def knows(self, day: date) -> bool:
        """Whether the official calendar of the day's year is known."""
        ...


def working_day_after(day: date, count: int, workdays: Workdays) -> date:
    """The ``count``-th working day after a day; the day itself does not count.

    Source: 民政部令第67号, art. 11: within 10 working days after the activity.
    """
    while count > 0:
        day += timedelta(days=1)
        if workdays.is_workday(day):
            count -= 1
    return day


def working_days_until(day: date, last: date, workdays: Workdays) -> int:
    """How many working days come after a day up to another one, that one included."""
    days = (day + timedelta(days=ahead) for ahead in range(1, (last - day).days + 1))
    return sum(workdays.is_workday(each) for each in days)

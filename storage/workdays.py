"""The official Chinese calendar of working days, from the ``chinesecalendar`` package."""

from datetime import date

import chinese_calendar
import structlog

_log = structlog.get_logger(__name__)

_SATURDAY = 5


class ChineseWorkdays:
    """Public holidays and make-up working days; Monday to Friday beyond the calendar's years.

    The State Council announces each year's holidays the November before. A year that the package
    does not know yet is logged once, and ``knows`` lets a screen say so.
    """

    def __init__(self) -> None:
        self._told: set[int] = set()

    def is_workday(self, day: date) -> bool:
        """Whether offices work on the day."""
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            if day.year not in self._told:
                self._told.add(day.year)
                _log.warning("workday calendar unknown, Monday to Friday assumed", year=day.year)
            return day.weekday() < _SATURDAY

    def is_holiday(self, day: date) -> bool:
        """Whether the day belongs to a public holiday, its weekends included."""
        try:
            off, name = chinese_calendar.get_holiday_detail(day)
        except NotImplementedError:
            return False
        return bool(off and name)

    def knows(self, day: date) -> bool:
        """Whether the official calendar of the day's year is known."""
        try:
            chinese_calendar.is_workday(day)
        except NotImplementedError:
            return False
        return True

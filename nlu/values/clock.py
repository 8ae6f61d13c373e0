"""Times of day as said and as meant: before or after noon, alone or in spans."""

from dataclasses import dataclass, replace
from datetime import time

from nlu.values.found import Impossible


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Local times of day; a beginning or an end alone leaves the other None.

    An end before the beginning is on the next day; 24:00 is 00:00.
    """

    start: time | None = None
    end: time | None = None

    @property
    def minutes(self) -> int | None:
        """From start to end, over midnight where the end is not later; None without both."""
        if self.start is None or self.end is None:
            return None
        start, end = (t.hour * 60 + t.minute for t in (self.start, self.end))
        return (end - start) % (24 * 60) or None


@dataclass(frozen=True, slots=True)
class Reading:
    """A time as said: the hour before it is known to be before or after noon."""

    hour: int
    minute: int
    part: str | None

    def inside(self, late: bool) -> "Reading":
        """The same, where the sentence speaks of an evening: 昨晚…八点 is 20:00."""
        return (
            replace(self, part="night") if late and self.part is None and self.hour >= 5 else self
        )

    def at(self, part: str | None) -> time | Impossible:
        """The time of day, or what is impossible about it."""
        hour = self.hour
        if hour > 24 or (hour == 24 and self.minute):
            return Impossible.HOUR
        if self.minute > 59:
            return Impossible.MINUTE
        match part:
            case "pm" if hour < 12:
                hour += 12
            case "night" if 5 <= hour < 12:
                hour += 12
            case "noon" if hour < 5:
                hour += 12
            case "am" | "night" if hour == 12:
                hour = 0
            case None if 1 <= hour <= 6:
                hour += 12
        return time(hour % 24, self.minute)

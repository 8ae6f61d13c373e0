"""What the finders share: a value with the stretch of text it was read from."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Direction(Enum):
    """Which way a day without a year, a month or a week is looked for."""

    AHEAD = "ahead"
    """Sign up, cancel, browse, request, create, roster, broadcast: today or later."""
    PAST = "past"
    """Log, correct, query, approve, rate, complain: today or earlier."""


class Impossible(StrEnum):
    """What was said can be read but does not exist; a form names it instead of asking anew."""

    MONTH = "month"
    """A month 13."""
    DAY = "day"
    """31 February."""
    HOUR = "hour"
    """25:00."""
    MINUTE = "minute"
    """14:75."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the normalized text, half-open."""

    start: int
    end: int

    def meets(self, other: "Stretch") -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Found(Stretch, Generic[Value]):
    """A value and where it stands."""

    value: Value


def first_of(found: Iterable[Found[Value]]) -> Value | None:
    """The value that stands first, or None."""
    return min(found, key=lambda one: one.start).value if (found := list(found)) else None


def without_overlaps(found: Iterable[Found[Value]]) -> list[Found[Value]]:
    """Those not overlapping an earlier or, from the same place on, a longer one; in order."""
    kept: list[Found[Value]] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept

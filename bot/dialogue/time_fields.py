"""Fields of days and times of day, and how a form keeps them."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.dialogue.fields import Field, Given, Invalid
from bot.dialogue.requests import Slots
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Wants
from bot.texts.formats import say_date, say_exact_length
from nlu.values import (
    Direction,
    Impossible,
    TimeSpan,
    birth_date_in,
    date_in,
    means_now,
    minutes_in,
    times_in,
)

_NOON = re.compile(r"(?<=[到至~—-])(?:正|中)午(?![\d一二两十])|^(?:正|中)午(?=[到至~—-])")


class DateField(Field):
    """A day, kept as ISO. ``check`` raises ``Invalid`` for a day that does not fit."""

    wants = Wants.VALUE

    def __init__(
        self,
        name: str,
        *,
        direction: Direction | None,
        check: Callable[[Turn, FormState, date], Awaitable[None]] | None = None,
    ) -> None:
        """Args: direction: which way a bare weekday lies; None for a birth date."""
        super().__init__(name)
        self._direction = direction
        self._check = check

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        wanted = "field-wants-date" if self._direction else "field-wants-birth-date"
        if not isinstance(given, str):
            raise Invalid(wanted)
        if self._direction is None:
            found = birth_date_in(given, turn.today)
        else:
            found = date_in(given, turn.now, turn.house.policy.timezone, self._direction)
        if isinstance(found, Impossible):
            raise Invalid("field-impossible-date")
        if found is None:
            raise Invalid(wanted)
        if self._check is not None:
            await self._check(turn, state, found)
        return found.isoformat()

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        day = date.fromisoformat(str(value))
        return say_date(turn.texts, day) if self._direction is None else turn.say_day(day)


class TimesField(Field):
    """From–to, kept as ``14:00-17:00``, or a bare duration in minutes, kept as ``180``."""

    wants = Wants.VALUE

    def __init__(
        self,
        name: str,
        *,
        duration: bool,
        check: Callable[[Turn, FormState, "Times"], Awaitable[None]] | None = None,
    ) -> None:
        """Args: duration: whether a bare duration will do."""
        super().__init__(name)
        self._duration = duration
        self._check = check

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if not isinstance(given, str):
            raise Invalid("field-wants-times")
        # A part of the day is no time by itself; as an end of a span this one can only be noon.
        given = _NOON.sub("12点", given)
        found = times_in(given)
        if isinstance(found, Impossible):
            raise Invalid("field-impossible-times")
        if found is not None and found.minutes is not None:
            times = Times(found)
        else:
            minutes = minutes_in(given) if self._duration else None
            if minutes is None:
                raise Invalid("field-wants-times" if self._duration else "field-wants-from-to")
            times = Times(length=minutes)
        if self._check is not None:
            await self._check(turn, state, times)
        return times.kept()

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        times = Times.from_kept(str(value))
        length = say_exact_length(turn.texts, times.minutes)
        if times.span is None:
            return length
        start, end = f"{times.span.start:%H:%M}", f"{times.span.end:%H:%M}"
        return turn.texts("field-times", start=start, end=end, length=length)


class MomentField(Field):
    """A day with a time of day, kept as local ISO: ``2026-11-26T18:00``."""

    wants = Wants.VALUE

    def __init__(
        self,
        name: str,
        *,
        optional: bool = False,
        within: timedelta | None = None,
        without: str = "field-none",
    ) -> None:
        """Args:
        within: how far ahead it may lie, at most; a time alone is then one of today, and where it
            is optional too, no moment is at once.
        """
        super().__init__(name, optional=optional, without=without)
        self._within = within

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if not isinstance(given, str):
            raise Invalid("field-wants-moment")
        if self.optional and self._within and means_now(given):
            return None
        zone = turn.house.policy.timezone
        day = date_in(given, turn.now, zone, Direction.AHEAD)
        found = times_in(given)
        if isinstance(day, Impossible):
            raise Invalid("field-impossible-date")
        if isinstance(found, Impossible):
            raise Invalid("field-impossible-times")
        # "18:00" begins something and "until 18:00" ends it: here both are the one time.
        at = (found.start or found.end) if found is not None else None
        day = day or (turn.today if self._within else None)
        if day is None or at is None:
            raise Invalid("field-wants-moment")
        moment = datetime.combine(day, at, zone)
        if self._within and not turn.now < moment <= turn.now + self._within:
            raise Invalid("field-moment-out-of-range", days=self._within.days)
        return moment.replace(tzinfo=None).isoformat(timespec="minutes")

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        if value is None:
            return await super().show(turn, state, value)
        return turn.say_moment(moment_kept(str(value), turn.house.policy.timezone))


def moment_kept(kept: str, zone: tzinfo) -> datetime:
    """The moment, UTC, that a ``MomentField`` keeps."""
    return datetime.fromisoformat(kept).replace(tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Times:
    """A span of local time (an end that is not after the start is on the next day), or a bare
    length in minutes."""

    span: TimeSpan | None = None
    length: int = 0

    @property
    def minutes(self) -> int:
        """How long it is."""
        return (self.span.minutes or 0) if self.span else self.length

    def kept(self) -> str:
        """As a form keeps it: ``14:00-17:00`` or ``180``."""
        if self.span is None:
            return str(self.length)
        return f"{self.span.start:%H:%M}-{self.span.end:%H:%M}"

    @classmethod
    def from_kept(cls, kept: str) -> "Times":
        """What ``kept`` wrote."""
        start, dash, end = kept.partition("-")
        if not dash:
            return cls(length=int(kept))
        return cls(TimeSpan(time.fromisoformat(start), time.fromisoformat(end)))

    def on(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """The two moments, UTC, of a span that begins on a local day.

        Raises:
            ValueError: it is a bare length.
        """
        if self.span is None or self.span.start is None:
            raise ValueError("a bare length has no moments")
        starts_at = datetime.combine(day, self.span.start, zone)
        ends_at = starts_at + timedelta(minutes=self.minutes)
        return starts_at.astimezone(UTC), ends_at.astimezone(UTC)


def times_said(slots: Slots) -> str | None:
    """The span or the length that a request carries, as ``TimesField`` reads it."""
    start, end = slots.get("time_from"), slots.get("time_to")
    if start and end:
        return f"{start}-{end}"
    minutes = slots.get("minutes", "")
    return f"{minutes}分钟" if minutes.isdecimal() else None

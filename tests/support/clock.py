"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class SettableClock:
    """Implements ``domain.clock.Clock``; starts on a Saturday morning in 西宁."""

    def __init__(self, now: datetime = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Sets the moment (aware)."""
        self._now = moment.astimezone(UTC)

    def advance(self, step: timedelta) -> None:
        """Moves forward."""
        self._now += step

"""The demo's clock: the machine's time and how far the demo is ahead of it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from domain.clock import Clock


class DemoClock:
    """Runs with another clock and is moved forward, never back, also over restarts.

    Implements ``domain.clock.Clock`` and ``bot.sandbox.desk.ClockControl``.
    """

    def __init__(self, real: Clock, file: Path | None = None) -> None:
        """Args: file: keeps the seconds that the demo is ahead; None: they are forgotten."""
        self._real = real
        self._file = file
        self._ahead = _read(file) if file is not None else timedelta()
        self.after_move: Callable[[], Awaitable[None]] | None = None
        """Called after a move: what is due now is to be done now."""

    def now(self) -> datetime:
        """The demo's moment, aware, in UTC."""
        return self._real.now() + self._ahead

    async def move_to(self, moment: datetime) -> None:
        """Moves the demo's time forward; a moment that has passed changes nothing."""
        if moment > self.now():
            self._ahead = moment - self._real.now()
            self._keep()
        if self.after_move is not None:
            await self.after_move()

    def _keep(self) -> None:
        if self._file is None:
            return
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{self._ahead.total_seconds()}\n", "ascii")
        fresh.replace(self._file)


def _read(file: Path) -> timedelta:
    try:
        return timedelta(seconds=max(0.0, float(file.read_text("ascii"))))
    except (OSError, ValueError, OverflowError):
        return timedelta()

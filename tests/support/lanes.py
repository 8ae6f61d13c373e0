"""Lanes without rates, for tests of what is sent rather than of when."""

from collections.abc import Callable, Sequence

from storage.redis.lanes import First, Rate, Turn, Window


class OpenLanes:
    """Implements ``SharedLanes``: what is held is free again when so long was waited."""

    def __init__(self, waited: Callable[[], float] = lambda: 0.0) -> None:
        """Args: waited: how many seconds have been waited so far."""
        self._waited = waited
        self._held: dict[str, float] = {}

    async def take(
        self,
        lanes: Sequence[str],
        rates: Sequence[Rate],
        window: Window | None = None,
        first: First | None = None,
    ) -> Turn:
        """See ``SharedLanes``."""
        wait = max(0.0, *(self._held.get(lane, 0.0) - self._waited() for lane in lanes))
        return Turn(not wait, wait)

    async def answered(self, window: Window, name: str) -> None:
        """See ``SharedLanes``."""

    async def hold(self, lane: str, seconds: float) -> None:
        """See ``SharedLanes``."""
        self._held[lane] = self._waited() + seconds

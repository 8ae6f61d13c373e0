"""What the senders of all processes know of rates, as the adapters see it."""

from collections.abc import Sequence
from typing import Protocol

from storage.redis.lanes import First, Rate, Turn, Window


class SharedLanes(Protocol):
    """See ``storage.redis.lanes.Lanes``. Every method raises ``RedisAway`` if it is."""

    async def take(
        self,
        lanes: Sequence[str],
        rates: Sequence[Rate],
        window: Window | None = None,
        first: First | None = None,
    ) -> Turn:
        """Takes one of every rate and of the window if no lane is held."""
        ...

    async def answered(self, window: Window, name: str) -> None:
        """The answer to a sending came: it arrived before now."""
        ...

    async def hold(self, lane: str, seconds: float) -> None:
        """Nobody takes this lane for so long."""
        ...

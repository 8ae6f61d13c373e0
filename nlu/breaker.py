"""A circuit breaker whose probes nobody waits for.

The kept libraries for asyncio (purgatory; pybreaker knows Tornado only) let the next caller be
the probe: somebody would wait out the deadline each time. Here a task of our own probes.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from nlu.figures import BREAKER

log = structlog.get_logger(__name__)


class Breaker:
    """Says whether a server is worth asking.

    It begins open: the first probe that succeeds closes it, some failures in a row open it again.
    """

    def __init__(
        self,
        probe: Callable[[], Awaitable[bool]],
        *,
        failures: int = 3,
        pause: float = 0.25,
        longest_pause: float = 2.0,
    ) -> None:
        """Args:
        probe: asks the server as callers do; whether it answered well and in time.
        failures: so many in a row open it.
        pause: seconds between the first two probes; doubled each time, up to ``longest_pause``.
        """
        self._probe = probe
        self._failures = failures
        self._pause = pause
        self._longest_pause = longest_pause
        self._failed = 0
        self._probing: asyncio.Task[None] | None = None
        self.tried = False
        """Whether a probe has come back, well or not."""
        self.proven = False
        """Whether a probe has succeeded; may be set back where it is about another server."""
        self._closed = asyncio.Event()

    @property
    def closed(self) -> bool:
        """Whether the server is to be asked."""
        return self._closed.is_set()

    async def until_closed(self) -> None:
        """Waits until the server is worth asking."""
        await self._closed.wait()

    def open(self) -> None:
        """Asks nothing any more but probes, until one of them succeeds."""
        self._closed.clear()
        self._failed = 0
        BREAKER.state("open")
        if self._probing is None or self._probing.done():
            self._probing = asyncio.create_task(self._probe_until_well())

    def succeeded(self) -> None:
        """A caller was answered well."""
        self._failed = 0

    def failed(self) -> None:
        """A caller was not. Those who asked before it opened count no more."""
        if not self.closed:
            return
        self._failed += 1
        if self._failed >= self._failures:
            log.warning("rasa.not_asked", failures=self._failed)
            self.open()

    async def stop(self) -> None:
        """Ends the probing."""
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)

    async def _probe_until_well(self) -> None:
        pause = self._pause
        while True:
            BREAKER.state("half-open")
            well = await self._probe()
            self.tried = True
            if well:
                break
            BREAKER.state("open")
            await asyncio.sleep(pause)
            pause = min(2 * pause, self._longest_pause)
        BREAKER.state("closed")
        log.info("rasa.asked")
        self.proven = True
        self._closed.set()

"""Leases: something that one process at a time may do, for as long as it shows life."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Final, Self

import structlog
from redis.asyncio import Redis

from domain.clock import new_id
from storage.redis.client import RedisAway, reaching_redis, redis_key

_log = structlog.get_logger(__name__)

#: Renewed, or taken where it is free. KEYS: lease. ARGV: holder, milliseconds.
_HOLD: Final = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""

_RELEASE: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""


class Lease:
    """One process's hold, or wish to hold, on a name.

    ``async with lease:`` waits for it, renews it meanwhile and gives it back. ``lost`` is set when
    it could not be renewed in time: whoever works under it must then stop.
    """

    def __init__(self, redis: Redis, name: str, *, life: float = 15.0, retry: float = 1.0) -> None:
        """Args:
        redis: a client.
        name: what is held.
        life: seconds after which a silent holder has lost it.
        retry: seconds between two tries to get it.
        """
        self._redis = redis
        self._name = name
        self._key = redis_key("lease", name)
        self._holder = new_id()
        self._life = life
        self._retry = retry
        self._hold = redis.register_script(_HOLD)
        self._release = redis.register_script(_RELEASE)
        self._renewal: asyncio.Task[None] | None = None
        self.lost = asyncio.Event()

    async def try_acquire(self) -> bool:
        """Takes it if it is free, and renews it from then on.

        Raises:
            RedisAway: not known whether it is free.
        """
        loop = asyncio.get_running_loop()
        asked = loop.time()
        if not await self._hold_on():
            return False
        self.lost.clear()
        self._renewal = asyncio.create_task(self._renew(asked))
        return True

    async def acquire(self) -> None:
        """Waits until it is free and takes it.

        Raises:
            RedisAway: Redis cannot be reached.
        """
        while not await self.try_acquire():
            await asyncio.sleep(self._retry)

    async def release(self) -> None:
        """Gives it back; where Redis is away, it runs out by itself."""
        if self._renewal is None:
            return
        self._renewal.cancel()
        await asyncio.gather(self._renewal, return_exceptions=True)
        self._renewal = None
        try:
            async with reaching_redis():
                await self._release(keys=[self._key], args=[self._holder])
        except RedisAway:
            _log.warning("lease_runs_out", lease=self._name)

    async def __aenter__(self) -> Self:
        await self.acquire()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.release()

    async def lead(self, work: Callable[[], Awaitable[None]]) -> None:
        """Does the work whenever this process holds the lease, until cancelled or it returns.

        The work is cancelled when the lease is lost, and begun anew when it is got back.
        """
        while True:
            try:
                async with self:
                    if await self._until_lost(work):
                        return
            except RedisAway:
                await asyncio.sleep(self._retry)

    async def _until_lost(self, work: Callable[[], Awaitable[None]]) -> bool:
        """Whether the work came to its end."""
        working = asyncio.ensure_future(work())
        lost = asyncio.create_task(self.lost.wait())
        try:
            await asyncio.wait({working, lost}, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
                return True
            _log.warning("lease_lost", lease=self._name)
            return False
        finally:
            for task in (working, lost):
                task.cancel()
            await asyncio.gather(working, lost, return_exceptions=True)

    async def _renew(self, asked: float) -> None:
        loop = asyncio.get_running_loop()
        while True:
            # Counted from before the question: the answer may have taken long.
            remaining = asked + self._life - loop.time()
            if remaining <= 0:
                break
            await asyncio.sleep(min(self._life / 3, remaining))
            now = loop.time()
            try:
                async with asyncio.timeout_at(asked + self._life):
                    if not await self._hold_on():
                        break
                asked = now
            except (RedisAway, TimeoutError):
                continue
        self.lost.set()

    async def _hold_on(self) -> bool:
        async with reaching_redis():
            held = await self._hold(keys=[self._key], args=[self._holder, int(self._life * 1000)])
        return bool(held)


@asynccontextmanager
async def one_at_a_time(redis: Redis, name: str, life: float = 10.0) -> AsyncIterator[None]:
    """Lets one process at a time into the block; one that dies lets go after ``life`` seconds.

    Raises:
        RedisAway: the block did not begin.
    """
    async with Lease(redis, name, life=life, retry=0.05):
        yield

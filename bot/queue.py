"""The job queue: taskiq on a bounded Redis stream carries the work and wakes workers early.

Losing the stream loses nothing: what is due is in SQL, and the next tick finds it.
"""

import asyncio
from contextlib import suppress

import structlog
from redis.exceptions import RedisError
from taskiq.api import run_receiver_task
from taskiq_redis import RedisStreamBroker

from bot.jobs import Jobs

log = structlog.get_logger()

TICK_SECONDS = 10.0
_STREAM_LENGTH = 1_000
_WORKERS_AT_ONCE = 4


class JobQueue:
    """Where jobs are put, and where a worker takes them."""

    def __init__(self, redis_url: str, jobs: Jobs) -> None:
        self._broker = RedisStreamBroker(
            redis_url,
            queue_name="zhiyuan:jobs",
            consumer_group_name="workers",
            consumer_id="0",
            maxlen=_STREAM_LENGTH,
            xread_block=1_000,
            idle_timeout=120_000,
            # The library's own time-out would swallow a cancellation now and then.
            socket_timeout=None,
        )
        # Plain functions: taskiq gives the function another name, which a method refuses.

        async def tick() -> None:
            await jobs.tick()
            await self._broadcast.kiq()

        async def deliver() -> None:
            await jobs.deliver_notices()

        async def broadcast() -> None:
            if await jobs.broadcasts():
                await self._broadcast.kiq()

        async def sweep() -> None:
            await jobs.take_up_kept()

        self._tick = self._broker.register_task(tick, task_name="tick")
        self._deliver = self._broker.register_task(deliver, task_name="deliver")
        self._broadcast = self._broker.register_task(broadcast, task_name="broadcast")
        self._sweep = self._broker.register_task(sweep, task_name="sweep")

    async def work(self) -> None:
        """Takes jobs until cancelled; a Redis that is away is waited for."""
        while True:
            try:
                await self._broker.startup()
                await run_receiver_task(
                    self._broker, max_async_tasks=_WORKERS_AT_ONCE, propagate_exceptions=False
                )
            except (RedisError, OSError):
                log.warning("queue.redis_away")
                await asyncio.sleep(1)
            finally:
                with suppress(RedisError, OSError):
                    await self._broker.shutdown()

    async def keep_ticking(self) -> None:
        """Puts in what is to be looked at regularly; runs in one process at a time."""
        ticks = 0
        while True:
            with suppress(RedisError, OSError):
                await self._tick.kiq()
                if ticks % 6 == 0:
                    await self._sweep.kiq()
            ticks += 1
            await asyncio.sleep(TICK_SECONDS)

    async def wake(self) -> None:
        """Something was written that concerns others: deliver it now, not at the next tick."""
        with suppress(RedisError, OSError):
            await self._deliver.kiq()

    async def tick_now(self) -> None:
        """Looks at everything now: the demo's clock was moved."""
        with suppress(RedisError, OSError):
            await self._tick.kiq()

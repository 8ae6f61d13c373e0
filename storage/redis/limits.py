"""Rate limits: so many of something within a time."""

from datetime import timedelta
from typing import Final

from redis.asyncio import Redis

from storage.redis.client import reaching_redis, redis_key

#: KEYS: counter. ARGV: limit, milliseconds of the window. The milliseconds to wait, 0 for go.
_TAKE: Final = """
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
if used >= tonumber(ARGV[1]) then return redis.call('PTTL', KEYS[1]) end
if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0
"""


class Limits:
    """Counters that begin with the first use and start anew when their time is over."""

    def __init__(self, redis: Redis) -> None:
        self._take = redis.register_script(_TAKE)

    async def take(self, name: str, limit: int, within: timedelta) -> timedelta:
        """Uses one of ``limit``.

        Returns:
            How long to wait until one is free again; zero where one was taken.

        Raises:
            RedisAway: nothing was counted, as far as is known.
        """
        milliseconds = int(within.total_seconds() * 1000)
        async with reaching_redis():
            wait = await self._take(keys=[redis_key("limit", name)], args=[limit, milliseconds])
        return timedelta(milliseconds=int(wait))

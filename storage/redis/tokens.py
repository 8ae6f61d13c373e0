"""Short texts with a lifetime that all processes share, such as the WeChat access token."""

from contextlib import AbstractAsyncContextManager
from typing import Final

from redis.asyncio import Redis

from storage.redis.client import as_text, reaching_redis, redis_key
from storage.redis.leases import one_at_a_time

_DROP: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""


class RedisTokens:
    """Keeps them in Redis. Every method raises ``RedisAway`` where it cannot be reached."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._drop = redis.register_script(_DROP)

    async def get(self, key: str) -> str | None:
        """The value, or None where there is none or its time is over."""
        async with reaching_redis():
            return as_text(await self._redis.get(redis_key("token", key)))

    async def put(self, key: str, value: str, seconds: float) -> None:
        """Keeps a value for so long; not at all where nothing of the time is left."""
        milliseconds = int(seconds * 1000)
        if milliseconds > 0:
            async with reaching_redis():
                await self._redis.set(redis_key("token", key), value, px=milliseconds)

    async def drop(self, key: str, value: str) -> None:
        """Removes the key if it still has this value: never another one's newer."""
        async with reaching_redis():
            await self._drop(keys=[redis_key("token", key)], args=[value])

    def lock(self, key: str) -> AbstractAsyncContextManager[object]:
        """Lets one process at a time in; a holder that dies lets go after some seconds."""
        return one_at_a_time(self._redis, f"token:{key}")

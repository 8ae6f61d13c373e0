"""The connection to Redis and the one way in which its absence shows."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import (
    ConnectionError,
    OutOfMemoryError,
    ReadOnlyError,
    TimeoutError,
)

#: Seconds after which a Redis that does not answer counts as away.
PATIENCE = 3.0
#: Connections of one process. Whoever finds all in use waits; the library's usual pool would say
#: that Redis is away.
_CONNECTIONS = 64
_PREFIX = "zhiyuan"


class RedisAway(Exception):
    """Redis cannot be reached, or cannot take anything now."""


def connect_redis(url: str) -> Redis:
    """A client with a connection pool; nothing is sent before its first command.

    Args:
        url: ``redis://…``, ``rediss://…`` or ``unix://…``.
    """
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=_CONNECTIONS,
        timeout=None,
        decode_responses=True,
        # The library waits by ``asyncio.wait_for``, which before Python 3.12 may swallow a
        # cancellation. ``reaching_redis`` keeps the time instead.
        socket_timeout=None,
        socket_connect_timeout=None,
        # One more try at once: a pooled connection may be from before a restart of Redis.
        # So every command and script of ours must bear being sent twice.
        retry=Retry(NoBackoff(), 1),
    )
    return Redis.from_pool(pool)


def redis_key(*parts: str) -> str:
    """A key of ours: an outside Redis may serve others too."""
    return ":".join((_PREFIX, *parts))


def as_text(value: bytes | str | None) -> str | None:
    """A value as our clients give it: decoded already."""
    return None if value is None else str(value)


@asynccontextmanager
async def reaching_redis(patience: float | None = PATIENCE) -> AsyncIterator[None]:
    """For a block with one exchange: turns what shows that Redis is away into ``RedisAway``.

    Args:
        patience: seconds until it counts as away; None listens without end.

    Raises:
        RedisAway: in place of a failed connection, a time-out, a Redis that is loading, full or a
            read-only copy.
    """
    try:
        async with asyncio.timeout(patience):
            yield
    except (ConnectionError, TimeoutError, OutOfMemoryError, ReadOnlyError, OSError) as error:
        raise RedisAway(type(error).__name__) from error

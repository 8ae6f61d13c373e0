"""The connection to Redis and the one way in which its absence shows."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis.asyncio import Redis
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
_PREFIX = "zhiyuan"


class RedisAway(Exception):
    """Redis cannot be reached, or cannot take anything now."""


def connect_redis(url: str) -> Redis:
    """A client with a connection pool; nothing is sent before its first command.

    Args:
        url: ``redis://…``, ``rediss://…`` or ``unix://…``.
    """
    return Redis.from_url(
        url,
        decode_responses=True,
        socket_connect_timeout=PATIENCE,
        socket_timeout=PATIENCE,
        # One more try at once: a pooled connection may be from before a restart of Redis.
        # So every command and script of ours must bear being sent twice.
        retry=Retry(NoBackoff(), 1),
    )


def redis_key(*parts: str) -> str:
    """A key of ours: an outside Redis may serve others too."""
    return ":".join((_PREFIX, *parts))


@contextmanager
def reaching_redis() -> Iterator[None]:
    """Turns what the library raises when Redis is away into ``RedisAway``.

    Raises:
        RedisAway: in place of a failed connection, a time-out, a Redis that is loading, full or a
            read-only copy.
    """
    try:
        yield
    except (ConnectionError, TimeoutError, OutOfMemoryError, ReadOnlyError, OSError) as error:
        raise RedisAway(type(error).__name__) from error

"""What the WeChat adapter needs from others, by use."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol


class TokenStore(Protocol):
    """Short texts with a lifetime, shared by all processes; kept in Redis.

    Holds the access token, the fingerprint of the menu, the ids of uploads, and the rest of a long
    answer: all of it may be lost and is made again or missed little. Every method raises
    ``storage.redis.RedisAway`` where Redis cannot be reached.
    """

    async def get(self, key: str) -> str | None:
        """The value, or None where there is none or its time is over."""
        ...

    async def put(self, key: str, value: str, seconds: float) -> None:
        """Keeps a value for so long."""
        ...

    async def drop(self, key: str, value: str) -> None:
        """Removes the key if it still has this value, atomically: never another one's newer."""
        ...

    def lock(self, key: str) -> AbstractAsyncContextManager[object]:
        """Lets one process at a time in; a holder that dies lets go after some seconds."""
        ...

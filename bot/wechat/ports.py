"""What the WeChat adapter needs from others, by use."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from domain.volunteers.model import Window


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


class Windows(Protocol):
    """How often each person may still be written to; kept in SQL."""

    async def of(self, openid: str) -> Window | None:
        """The person's window; None where they never opened one."""
        ...

    async def spend(self, openid: str, messages: int) -> None:
        """So many messages went out. Never fails: they are gone, whatever becomes of the note."""
        ...

    async def close(self, openid: str) -> None:
        """The platform says that it is closed. Never fails."""
        ...


class Subscriptions(Protocol):
    """What people allowed to be told, once for each time; kept in SQL."""

    async def of(self, openid: str) -> Sequence[str]:
        """The templates that may be used now."""
        ...

    async def told(self, openid: str, template_id: str, *, given: bool, at: datetime) -> None:
        """The person allowed one more notification, or no more. Told again it changes nothing."""
        ...

    async def spend(self, openid: str, template_id: str, *, all: bool = False) -> None:
        """One of them is used up, or all are. Never fails."""
        ...

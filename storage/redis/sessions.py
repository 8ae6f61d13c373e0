"""Copies of sessions and answers, to be had without SQL; where they differ, SQL wins."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from redis.asyncio import Redis

from storage.redis.client import as_text, reaching_redis, redis_key

_SESSION_KEPT: Final = timedelta(days=30)
#: As long as inbound ids are kept in SQL (design, section 3).
_SEEN_KEPT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Copy:
    """What Redis knows when a message comes in, as JSON; None where it does not."""

    session: str | None
    seen: str | None


class Copies:
    """Sessions by account, answers by message. Every method raises ``RedisAway`` if it is."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def load(self, account_key: str, inbound_id: str) -> Copy:
        """The account's session and the answer that the message got, in one round trip."""
        async with reaching_redis():
            session, seen = await self._redis.mget(
                [_session(account_key), _seen(account_key, inbound_id)]
            )
        return Copy(as_text(session), as_text(seen))

    async def store(self, account_key: str, session: str, inbound_id: str, seen: str) -> None:
        """Both, or neither."""
        async with reaching_redis(), self._redis.pipeline(transaction=True) as both:
            both.set(_session(account_key), session, ex=_SESSION_KEPT)
            both.set(_seen(account_key, inbound_id), seen, ex=_SEEN_KEPT)
            await both.execute()

    async def store_session(self, account_key: str, session: str) -> None:
        """The session alone: news was shown to the account."""
        async with reaching_redis():
            await self._redis.set(_session(account_key), session, ex=_SESSION_KEPT)

    async def mark_handed_over(self, account_key: str, inbound_id: str, seen: str) -> None:
        """The platform took the answer: ``seen`` says so from now on."""
        async with reaching_redis():
            await self._redis.set(_seen(account_key, inbound_id), seen, ex=_SEEN_KEPT)

    async def forget(self, account_key: str) -> None:
        """Forgets the account's session and all its answers: the person's data are deleted.

        It looks through all keys, a thousand at a time, which costs a rare deletion a moment and
        every other message nothing.
        """
        answers = _seen(_literally(account_key), "*")
        async with reaching_redis(None):
            found = [key async for key in self._redis.scan_iter(match=answers, count=1000)]
            await self._redis.unlink(_session(account_key), *found)


def _session(account_key: str) -> str:
    return redis_key("session", account_key)


def _seen(account_key: str, inbound_id: str) -> str:
    return redis_key("seen", account_key, inbound_id)


def _literally(text: str) -> str:
    """As a pattern that matches nothing else."""
    return re.sub(r"([*?\[\]\\^])", r"\\\1", text)

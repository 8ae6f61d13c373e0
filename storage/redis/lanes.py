"""Who may send now: rates that all processes share, and lanes that are held for a while.

A rate is a bucket that fills by one at an interval and holds a burst (the generic cell rate
algorithm: one moment is stored, no counter, no window edge). A window is the platform's own
measure: so many in any span of time. What was sent counts to it until so long after its answer
came: between the two it may have arrived at any moment, however uneven the way. All that a sending
takes is taken at once or not at all, by Redis's own clock. Nothing is taken for later: nobody knows
how soon the answers to others will come and make room. Who goes first holds the others' lane while
waiting.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from redis.asyncio import Redis

from storage.redis.client import reaching_redis, redis_key

# Milliseconds, with fractions; waits are given back as whole microseconds, as Redis cuts fractions.
# KEYS: the held lanes that matter, the buckets; where there is a window, that; and, where this one
# goes first, the lane of those that wait for it.
# ARGV: the moment (0: now), how many lanes, how many buckets; for each bucket its interval and its
# burst; for the window how many it takes, its span, how long an answer may take, a name for this
# sending; and 1 where others of this process that go first wait too.
# Gives whether it was taken, the wait, and whether only the window has no room.
_TAKE: Final = """
local now = tonumber(ARGV[1])
if now == 0 then
    local time = redis.call('TIME')
    now = time[1] * 1000 + time[2] / 1000
end
local lanes, buckets, wait = tonumber(ARGV[2]), tonumber(ARGV[3]), 0
for i = 1, lanes do
    wait = math.max(wait, (tonumber(redis.call('GET', KEYS[i])) or now) - now)
end
local next_at = {}
for i = lanes + 1, lanes + buckets do
    local at = 4 + (i - lanes - 1) * 2
    local interval, burst = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
    local full = math.max(tonumber(redis.call('GET', KEYS[i])) or now, now)
    wait = math.max(wait, full - (burst - 1) * interval - now)
    next_at[i] = full + interval
end
if wait > 0 then
    return {0, math.ceil(wait * 1000), 0}
end
local window, behind = KEYS[lanes + buckets + 1], KEYS[lanes + buckets + 2]
local at = 4 + buckets * 2
local most, span, patience = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
if window then
    redis.call('ZREMRANGEBYSCORE', window, '-inf', now)
    local over = redis.call('ZCARD', window) - most
    if over >= 0 then
        wait = tonumber(redis.call('ZRANGE', window, over, over, 'WITHSCORES')[2]) - now
    end
end
if behind then
    local held = tonumber(redis.call('GET', behind)) or now
    if wait > 0 or ARGV[at + 4] == '1' then
        -- Longer than it takes the one who waits to ask again.
        held = math.max(held, now + wait + 300)
    else
        -- Others that wait in other processes ask at the same moment.
        held = math.min(held, now + 20)
    end
    if held > now then
        redis.call('SET', behind, held, 'PX', math.ceil(held - now) + 60000)
    end
end
if wait > 0 then
    return {0, math.ceil(wait * 1000), 1}
end
for i = lanes + 1, lanes + buckets do
    redis.call('SET', KEYS[i], next_at[i], 'PX', math.ceil(next_at[i] - now) + 60000)
end
if window then
    redis.call('ZADD', window, now + patience + span, ARGV[at + 3])
    redis.call('PEXPIRE', window, math.ceil(patience + span) + 60000)
end
return {1, 0, 0}
"""
_ANSWERED: Final = """
local now = tonumber(ARGV[1])
if now == 0 then
    local time = redis.call('TIME')
    now = time[1] * 1000 + time[2] / 1000
end
redis.call('ZADD', KEYS[1], 'XX', now + ARGV[2], ARGV[3])
"""
_HOLD: Final = """
local now = tonumber(ARGV[1])
if now == 0 then
    local time = redis.call('TIME')
    now = time[1] * 1000 + time[2] / 1000
end
local until_when = math.max(tonumber(redis.call('GET', KEYS[1])) or 0, now + ARGV[2])
redis.call('SET', KEYS[1], until_when, 'PX', math.ceil(until_when - now) + 60000)
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something may happen.

    Attributes:
        name: what is counted.
        interval: seconds in which one more may happen.
        burst: how many may happen at once after a rest.
    """

    name: str
    interval: float
    burst: int


@dataclass(frozen=True, slots=True)
class Window:
    """How much may arrive in any span of time.

    Attributes:
        name: what is counted.
        most: how many.
        seconds: the span.
        patience: seconds after which what had no answer is taken for arrived.
    """

    name: str
    most: int
    seconds: float
    patience: float


@dataclass(frozen=True, slots=True)
class First:
    """Going before others.

    Attributes:
        holds: the lane that is held while this one waits for room in the window.
        others: further ones of this process wait, too, so that it is held on.
    """

    holds: str
    others: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether one of every rate was taken.

    Attributes:
        taken: it was.
        wait: where it was not taken, seconds until it is worth asking again.
        name: of the sending, to say when its answer came.
        crowded: only the window has no room, which there may be sooner, as soon as what is on its
            way is answered.
    """

    taken: bool
    wait: float = 0.0
    name: str = ""
    crowded: bool = False


class Lanes:
    """The rates and lanes of one sender. Every method raises ``RedisAway`` if it is."""

    def __init__(
        self, redis: Redis, sender: str, *, now: Callable[[], float] = lambda: 0.0
    ) -> None:
        """Args:
        sender: whose rates these are; other senders have their own.
        now: seconds, for a time of its own; 0 is Redis's clock.
        """
        self._sender = sender
        self._now = now
        self._take = redis.register_script(_TAKE)
        self._answered = redis.register_script(_ANSWERED)
        self._hold = redis.register_script(_HOLD)

    async def take(
        self,
        lanes: Sequence[str],
        rates: Sequence[Rate],
        window: Window | None = None,
        first: First | None = None,
    ) -> Turn:
        """Takes one of every rate and of the window if that may be now, and no lane is held.

        Args:
            first: only with a window.
        """
        keys = [
            *(self._held(lane) for lane in lanes),
            *(redis_key("rate", self._sender, rate.name) for rate in rates),
        ]
        numbers: list[float | str] = [self._now() * 1000, len(lanes), len(rates)]
        for rate in rates:
            numbers += (rate.interval * 1000, rate.burst)
        name = secrets.token_hex(8) if window is not None else ""
        if window is not None:
            keys.append(self._window(window))
            numbers += (window.most, window.seconds * 1000, window.patience * 1000, name)
            if first is not None:
                keys.append(self._held(first.holds))
                numbers.append(int(first.others))
        async with reaching_redis():
            taken, wait, crowded = await self._take(keys=keys, args=numbers)
        return Turn(bool(taken), int(wait) / 1e6, name if taken else "", bool(crowded))

    async def answered(self, window: Window, name: str) -> None:
        """The answer to a sending came: it arrived before now."""
        async with reaching_redis():
            await self._answered(
                keys=[self._window(window)], args=[self._now() * 1000, window.seconds * 1000, name]
            )

    async def hold(self, lane: str, seconds: float) -> None:
        """Nobody takes this lane for so long; a longer hold stays."""
        async with reaching_redis():
            await self._hold(keys=[self._held(lane)], args=[self._now() * 1000, seconds * 1000])

    def _window(self, window: Window) -> str:
        return redis_key("window", self._sender, window.name)

    def _held(self, lane: str) -> str:
        return redis_key("lane", self._sender, lane)

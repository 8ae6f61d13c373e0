"""Who may send now: rates that all processes share, and lanes that are held for a while.

A rate is a bucket that fills by one at an interval and holds a burst (the generic cell rate
algorithm: one moment is stored, no counter, no window edge). All that a sending takes is taken at
once or not at all, by Redis's own clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from redis.asyncio import Redis

from storage.redis.client import reaching_redis, redis_key

# KEYS: the held lanes that matter, then the buckets. ARGV: how many lanes, then for each bucket its
# interval in ms, its burst, and 1 where its turn is reserved (else it has to be free).
_TAKE: Final = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lanes, wait, turn = tonumber(ARGV[1]), 0, 0
for i = 1, lanes do
    wait = math.max(wait, redis.call('PTTL', KEYS[i]))
end
local next_at = {}
for i = lanes + 1, #KEYS do
    local at = 2 + (i - lanes - 1) * 3
    local interval, burst = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
    local full = math.max(tonumber(redis.call('GET', KEYS[i])) or now, now)
    local free = full - (burst - 1) * interval - now
    if ARGV[at + 2] == '1' then
        turn = math.max(turn, free)
    else
        wait = math.max(wait, free)
    end
    next_at[i] = full + interval
end
if wait > 0 then
    return {0, wait}
end
for i = lanes + 1, #KEYS do
    redis.call('SET', KEYS[i], next_at[i], 'PX', math.max(next_at[i] - now, 1))
end
return {1, turn}
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something may happen.

    Attributes:
        name: what is counted.
        interval: seconds in which one more may happen.
        burst: how many may happen at once after a rest.
        reserves: it is taken at once for a later turn, and sent when that has come.
    """

    name: str
    interval: float
    burst: int
    reserves: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether one of every rate was taken.

    Attributes:
        taken: it was.
        wait: seconds until it may be sent; where it was not taken, until it is worth asking again.
    """

    taken: bool
    wait: float


class Lanes:
    """The rates and lanes of one sender. Every method raises ``RedisAway`` if it is."""

    def __init__(self, redis: Redis, sender: str) -> None:
        """Args: sender: whose rates these are; other senders have their own."""
        self._redis = redis
        self._sender = sender
        self._take = redis.register_script(_TAKE)

    async def take(self, lanes: Sequence[str], rates: Sequence[Rate]) -> Turn:
        """Takes one of every rate if that may be now, and no lane is held."""
        keys = [
            *(self._held(lane) for lane in lanes),
            *(redis_key("rate", self._sender, rate.name) for rate in rates),
        ]
        numbers = [
            number
            for rate in rates
            for number in (round(rate.interval * 1000), rate.burst, int(rate.reserves))
        ]
        async with reaching_redis():
            taken, wait = await self._take(keys=keys, args=[len(lanes), *numbers])
        return Turn(bool(taken), int(wait) / 1000)

    async def hold(self, lane: str, seconds: float) -> None:
        """Nobody takes this lane for so long; a longer hold stays."""
        key = self._held(lane)
        async with reaching_redis():
            if await self._redis.pttl(key) < seconds * 1000:
                await self._redis.set(key, "", px=max(round(seconds * 1000), 1))

    def _held(self, lane: str) -> str:
        return redis_key("lane", self._sender, lane)

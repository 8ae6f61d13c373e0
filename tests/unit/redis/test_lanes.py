"""Rates that all processes share, and lanes that are held."""

import asyncio
import time

from redis.asyncio import Redis

from storage.redis.lanes import Lanes, Rate

SLOW = Rate("chat 1", 0.2, 1)
BURST = Rate("chat 2", 60.0, 3)


async def test_one_at_an_interval(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    assert await lanes.take(["news"], [SLOW]) == 0
    wait = await lanes.take(["news"], [SLOW])
    assert 0 < wait <= 0.2
    await asyncio.sleep(wait + 0.01)
    assert await lanes.take(["news"], [SLOW]) == 0


async def test_a_burst_after_a_rest(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    assert [await lanes.take(["news"], [BURST]) for _ in range(3)] == [0, 0, 0]
    assert 59 < await lanes.take(["news"], [BURST]) <= 60


async def test_all_is_taken_or_nothing(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    for _ in range(3):
        await lanes.take(["news"], [BURST])
    assert await lanes.take(["news"], [SLOW, BURST]) > 59
    assert await lanes.take(["news"], [SLOW]) == 0


async def test_what_is_only_counted_is_never_waited_for(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    counted = Rate("all", 10.0, 1, waits=False)
    for _ in range(3):
        assert await lanes.take(["answers"], [counted]) == 0
    assert 29 < await lanes.take(["news"], [Rate("all", 10.0, 1)]) <= 30


async def test_a_held_lane_holds_all_its_chats_and_no_other_lane(redis: Redis) -> None:
    lanes, elsewhere = Lanes(redis, "bot"), Lanes(redis, "bot")
    await lanes.hold("news", 30)
    await elsewhere.hold("news", 5)  # shorter: the longer one stays
    assert 29 < await elsewhere.take(["news"], [SLOW]) <= 30
    assert await elsewhere.take(["answers"], [SLOW]) == 0
    assert await Lanes(redis, "another bot").take(["news"], [SLOW]) == 0


async def test_many_processes_keep_one_rate(redis: Redis) -> None:
    rate = Rate("all", 0.05, 5)
    began, done = time.monotonic(), 0

    async def process() -> None:
        nonlocal done
        lanes = Lanes(redis, "bot")
        for _ in range(5):
            while wait := await lanes.take(["news"], [rate]):
                await asyncio.sleep(wait)
            done += 1

    await asyncio.gather(*(process() for _ in range(4)))
    assert done == 20
    assert time.monotonic() - began >= 15 * 0.05 - 0.01  # five at once, then one each 50 ms

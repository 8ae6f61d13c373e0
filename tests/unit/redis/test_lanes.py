"""Rates that all processes share, and lanes that are held."""

import asyncio
import time

from redis.asyncio import Redis

from storage.redis.lanes import Lanes, Rate, Turn

SLOW = Rate("chat 1", 0.2, 1)
NOW = Turn(taken=True, wait=0.0)
BURST = Rate("chat 2", 60.0, 3)


async def test_one_at_an_interval(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    assert await lanes.take(["news"], [SLOW]) == NOW
    turn = await lanes.take(["news"], [SLOW])
    assert not turn.taken and 0 < turn.wait <= 0.2
    await asyncio.sleep(turn.wait + 0.01)
    assert await lanes.take(["news"], [SLOW]) == NOW


async def test_a_burst_after_a_rest(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    assert [await lanes.take(["news"], [BURST]) for _ in range(3)] == [NOW] * 3
    assert 59 < (await lanes.take(["news"], [BURST])).wait <= 60


async def test_all_is_taken_or_nothing(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    for _ in range(3):
        await lanes.take(["news"], [BURST])
    assert not (await lanes.take(["news"], [SLOW, BURST])).taken
    assert await lanes.take(["news"], [SLOW]) == NOW


async def test_what_is_reserved_is_taken_at_once_for_a_later_turn(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    reserved = Rate("all", 10.0, 2, reserves=True)
    turns = [await lanes.take(["answers"], [reserved]) for _ in range(4)]
    assert [turn.taken for turn in turns] == [True] * 4
    assert [round(turn.wait) for turn in turns] == [0, 0, 10, 20]
    asked = await lanes.take(["news"], [Rate("all", 10.0, 1)])
    assert not asked.taken and 39 < asked.wait <= 40


async def test_a_held_lane_holds_all_its_chats_and_no_other_lane(redis: Redis) -> None:
    lanes, elsewhere = Lanes(redis, "bot"), Lanes(redis, "bot")
    await lanes.hold("news", 30)
    await elsewhere.hold("news", 5)  # shorter: the longer one stays
    assert 29 < (await elsewhere.take(["news"], [SLOW])).wait <= 30
    assert await elsewhere.take(["answers"], [SLOW]) == NOW
    assert await Lanes(redis, "another bot").take(["news"], [SLOW]) == NOW


async def test_many_processes_keep_one_rate(redis: Redis) -> None:
    rate = Rate("all", 0.05, 5)
    began, done = time.monotonic(), 0

    async def process() -> None:
        nonlocal done
        lanes = Lanes(redis, "bot")
        for _ in range(5):
            while not (turn := await lanes.take(["news"], [rate])).taken:
                await asyncio.sleep(turn.wait)
            done += 1

    await asyncio.gather(*(process() for _ in range(4)))
    assert done == 20
    assert time.monotonic() - began >= 15 * 0.05 - 0.01  # five at once, then one each 50 ms

"""Rates that all processes share, and lanes that are held."""

import asyncio
import time

from redis.asyncio import Redis

from storage.redis.lanes import First, Lanes, Rate, Turn, Window

SLOW = Rate("chat 1", 0.2, 1)
NOW = Turn(taken=True)
BURST = Rate("chat 2", 60.0, 3)
THREE = Window("all", 3, 1.0, patience=2.0)


class Seconds:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


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


async def test_a_window_counts_until_so_long_after_the_answer(redis: Redis) -> None:
    seconds = Seconds()
    lanes = Lanes(redis, "bot", now=seconds)
    first = await lanes.take((), (), THREE)
    slow = await lanes.take((), (), THREE)
    assert (await lanes.take((), (), THREE)).taken
    await lanes.answered(THREE, first.name)
    seconds.now += 0.4
    refused = await lanes.take((), (), THREE)
    assert not refused.taken and refused.wait == 0.6
    seconds.now += 0.6
    assert (await lanes.take((), (), THREE)).taken
    # Of the other two nobody knows when they arrived, as long as their answers are not there.
    assert (await lanes.take((), (), THREE)).wait == 2.0
    await lanes.answered(THREE, slow.name)
    assert (await lanes.take((), (), THREE)).wait == 1.0


async def test_who_goes_first_holds_the_others_while_waiting(redis: Redis) -> None:
    seconds = Seconds()
    lanes = Lanes(redis, "bot", now=seconds)
    for _ in range(3):
        await lanes.answered(THREE, (await lanes.take((), (), THREE)).name)
    turn = await lanes.take((), (), THREE, First("news"))
    assert not turn.taken and turn.crowded and turn.wait == 1.0
    seconds.now += 1.0
    behind = await lanes.take(("news",), (), THREE)
    assert not behind.taken and not behind.crowded and 0 < behind.wait <= 0.3
    assert (await lanes.take((), (), THREE, First("news", others=True))).taken
    assert not (await lanes.take(("news",), (), THREE)).taken
    assert (await lanes.take((), (), THREE, First("news"))).taken
    assert 0 < (await lanes.take(("news",), (), THREE)).wait <= 0.02  # others may ask just now
    seconds.now += 0.02
    assert (await lanes.take(("news",), (), THREE)).taken
    assert (await lanes.take(("news",), (), THREE)).crowded


async def test_who_waits_for_a_lane_of_their_own_holds_nobody(redis: Redis) -> None:
    lanes = Lanes(redis, "bot")
    await lanes.hold("chat 7", 30)
    held = await lanes.take(["chat 7"], (), THREE, First("news"))
    assert not held.taken and not held.crowded
    assert (await lanes.take(("news",), (), THREE)).taken


async def test_a_window_takes_all_that_the_platform_does(redis: Redis) -> None:
    seconds = Seconds()
    lanes = Lanes(redis, "bot", now=seconds)
    thirty, evenly = Window("all", 30, 1.0, patience=2.0), Rate("news", 1 / 30, 2)
    sent: list[float] = []
    while len(sent) < 600:
        turn = await lanes.take(("news",), (evenly,), thirty)
        if turn.taken:
            sent.append(seconds.now)
            await lanes.answered(thirty, turn.name)
        else:
            seconds.now += turn.wait
    assert all(sent[i + 30] - sent[i] >= 1.0 for i in range(len(sent) - 30))
    assert 599 / (sent[-1] - sent[0]) >= 0.999 * 30

"""Turns: one account's messages in order, across processes; others are not held up."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from domain.clock import new_id
from storage.redis import RedisAway, connect_redis
from storage.redis.turns import Turns

#: Short, so that the tests are; the machine's hiccups must fit in.
LIFE = 1.0
#: Where nobody may wait for it: no test lasts as long.
LONG = 600.0
PATIENCE = 30.0
ACCOUNT = "telegram:7001"

#: Another process: takes the turn, says so, and keeps it.
_HOLDER = """
import asyncio, sys
from domain.clock import new_id
from storage.redis import connect_redis
from storage.redis.turns import Turns

async def main():
    turns = Turns(connect_redis(sys.argv[1]), new_id, life=1.0)
    async with turns.turn(sys.argv[2]):
        print("mine", flush=True)
        await asyncio.to_thread(sys.stdin.readline)

asyncio.run(main())
"""

#: Another process: several messages in a row, each written down in its turn.
_WRITER = """
import asyncio, sys
from domain.clock import new_id
from storage.redis import connect_redis
from storage.redis.turns import Turns

async def main():
    redis = connect_redis(sys.argv[1])
    turns = Turns(redis, new_id, life=1.0)

    async def message(number):
        async with turns.turn(sys.argv[2]):
            await redis.rpush("written", f"{sys.argv[3]} {number} begins")
            await asyncio.sleep(0)
            await redis.rpush("written", f"{sys.argv[3]} {number} ends")

    await asyncio.gather(*(message(number) for number in range(50)))
    await turns.close()
    await redis.aclose()

asyncio.run(main())
"""


@pytest.fixture
def life() -> float:
    """Seconds after which a silent process has lost its places."""
    return LIFE


@pytest.fixture
async def turns(redis: Redis, life: float) -> AsyncIterator[Turns]:
    turns = Turns(redis, new_id, life=life)
    yield turns
    await turns.close()


@pytest.fixture
async def elsewhere(redis_url: str, life: float) -> AsyncIterator[Turns]:
    """Another process's view, with connections of its own."""
    client = connect_redis(redis_url)
    turns = Turns(client, new_id, life=life)
    yield turns
    await turns.close()
    await client.aclose()


async def process(code: str, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def holder(redis_url: str) -> asyncio.subprocess.Process:
    holding = await process(_HOLDER, redis_url, ACCOUNT)
    assert holding.stdout
    assert await holding.stdout.readline() == b"mine\n"
    return holding


async def test_fifty_rapid_messages_are_handled_in_their_order(turns: Turns) -> None:
    handled: list[int] = []

    async def message(number: int) -> None:
        async with turns.turn(ACCOUNT):
            await asyncio.sleep(0)
            handled.append(number)

    await asyncio.gather(*(message(number) for number in range(50)))

    assert handled == list(range(50))


async def test_three_processes_never_overlap_and_keep_each_one_s_order(
    redis: Redis, redis_url: str
) -> None:
    writers = [await process(_WRITER, redis_url, ACCOUNT, name) for name in "abc"]
    assert [await writer.wait() for writer in writers] == [0, 0, 0]

    written = [str(line) for line in await redis.lrange("written", 0, -1)]

    begun, ended = written[::2], written[1::2]
    assert [line.removesuffix(" begins") for line in begun] == [
        line.removesuffix(" ends") for line in ended
    ]
    for name in "abc":
        own = [line for line in begun if line.startswith(name)]
        assert own == [f"{name} {number} begins" for number in range(50)]


async def test_messages_over_two_processes_go_in_the_order_of_their_arrival(
    turns: Turns, elsewhere: Turns
) -> None:
    places = [await one.enter(ACCOUNT) for one in (turns, elsewhere, turns, elsewhere)]
    handled: list[int] = []

    async def handle(number: int) -> None:
        await places[number].mine()
        handled.append(number)
        await places[number].leave()

    # Started in the wrong order on purpose.
    await asyncio.gather(*(handle(number) for number in (3, 1, 2, 0)))

    assert handled == [0, 1, 2, 3]


@pytest.mark.parametrize("life", [LONG])
async def test_the_next_one_is_woken_and_need_not_look(turns: Turns, elsewhere: Turns) -> None:
    first = await turns.enter(ACCOUNT)
    waiting = asyncio.create_task((await elsewhere.enter(ACCOUNT)).mine())
    await asyncio.sleep(LIFE / 2)

    await first.leave()

    async with asyncio.timeout(PATIENCE):
        await waiting


@pytest.mark.parametrize("life", [LONG])
async def test_other_people_are_not_held_up(turns: Turns) -> None:
    async with turns.turn(ACCOUNT), turns.turn("wechat:oABC"), asyncio.timeout(PATIENCE):
        other = await turns.enter("telegram:7002")
        await other.mine()
        await other.leave()


async def test_a_killed_holder_loses_its_place(turns: Turns, redis_url: str) -> None:
    holding = await holder(redis_url)
    waiting = await turns.enter(ACCOUNT)

    holding.kill()
    await holding.wait()

    async with asyncio.timeout(LIFE * 3):
        await waiting.mine()
    await waiting.leave()


async def test_a_slow_holder_keeps_its_place(turns: Turns, elsewhere: Turns) -> None:
    async with turns.turn(ACCOUNT):
        waiting = asyncio.create_task((await elsewhere.enter(ACCOUNT)).mine())
        await asyncio.sleep(LIFE * 2.5)
        assert not waiting.done()
    async with asyncio.timeout(LIFE):
        await waiting


@pytest.mark.parametrize("life", [LONG])
async def test_one_who_gives_up_waiting_leaves_no_gap(turns: Turns) -> None:
    first = await turns.enter(ACCOUNT)

    async def gives_up() -> None:
        async with turns.turn(ACCOUNT):
            raise AssertionError("it was never its turn")

    impatient = asyncio.create_task(gives_up())
    await asyncio.sleep(0.05)
    last = await turns.enter(ACCOUNT)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)

    await first.leave()

    async with asyncio.timeout(PATIENCE):
        await last.mine()


async def test_a_place_that_redis_forgot_to_forget_is_taken_away(
    turns: Turns, redis: Redis
) -> None:
    """A fall of Redis may undo the last second: here the leaving of the first."""
    first = await turns.enter(ACCOUNT)
    await first.leave()
    await redis.lpush(f"zhiyuan:turns:queue:{ACCOUNT}", first.place)

    async with asyncio.timeout(LIFE * 2), turns.turn(ACCOUNT):
        pass

    assert await redis.llen(f"zhiyuan:turns:queue:{ACCOUNT}") == 0


async def test_an_undisturbed_turn_takes_two_round_trips(turns: Turns, redis: Redis) -> None:
    async with turns.turn(ACCOUNT):  # the scripts are loaded, the channel is heard
        await asyncio.sleep(0.1)
    await redis.config_resetstat()

    async with turns.turn(ACCOUNT):
        pass

    calls = await redis.info("commandstats")
    assert calls["cmdstat_evalsha"]["calls"] == 2
    assert "cmdstat_publish" not in calls


async def test_without_redis_there_is_no_turn() -> None:
    client = connect_redis("unix:///nowhere/redis.sock")
    turns = Turns(client, new_id, life=LIFE)

    with pytest.raises(RedisAway):
        await turns.enter(ACCOUNT)
    await turns.close()

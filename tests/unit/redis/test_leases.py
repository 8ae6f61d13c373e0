"""Leases: one process at a time, for as long as it shows life."""

import asyncio
from pathlib import Path

import pytest
from redis.asyncio import Redis

from storage.redis import RedisAway, connect_redis
from storage.redis.embedded import EmbeddedRedis
from storage.redis.leases import Lease, one_at_a_time

LIFE = 0.6


def lease(redis: Redis) -> Lease:
    return Lease(redis, "jobs", life=LIFE, retry=0.02)


async def test_only_one_gets_it(redis: Redis) -> None:
    first, second = lease(redis), lease(redis)

    assert await first.try_acquire()
    assert not await second.try_acquire()

    await first.release()
    assert await second.try_acquire()
    await second.release()


async def test_it_is_renewed_while_held(redis: Redis) -> None:
    async with lease(redis) as held:
        await asyncio.sleep(LIFE * 2)

        assert not await lease(redis).try_acquire()
        assert not held.lost.is_set()


async def test_a_silent_holder_loses_it(redis: Redis) -> None:
    await redis.set("zhiyuan:lease:jobs", "a process that was killed", px=int(LIFE * 1000))

    async with asyncio.timeout(LIFE * 3), lease(redis):
        pass


async def test_one_who_lost_it_is_told_and_releases_nobody_else_s(redis: Redis) -> None:
    held = lease(redis)
    await held.acquire()
    await redis.set("zhiyuan:lease:jobs", "another")

    async with asyncio.timeout(LIFE * 2):
        await held.lost.wait()
    await held.release()

    assert await redis.get("zhiyuan:lease:jobs") == "another"


async def test_it_is_lost_when_redis_stays_away(tmp_path: Path) -> None:
    server = EmbeddedRedis(tmp_path)
    await server.start()
    held = lease(connect_redis(server.url))
    await held.acquire()

    await server.stop()

    async with asyncio.timeout(LIFE * 3):
        await held.lost.wait()
    await held.release()


async def test_without_redis_there_is_none() -> None:
    with pytest.raises(RedisAway):
        await lease(connect_redis("unix:///nowhere/redis.sock")).acquire()


async def test_the_leader_s_work_ends_with_the_lease_and_begins_anew(redis: Redis) -> None:
    begun: list[int] = []
    ended: list[int] = []

    async def work() -> None:
        number = len(begun)
        begun.append(number)
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(number)

    leading = asyncio.create_task(lease(redis).lead(work))
    async with asyncio.timeout(5):
        while not begun:
            await asyncio.sleep(0.01)
        await redis.set("zhiyuan:lease:jobs", "another")
        while not ended:
            await asyncio.sleep(0.01)
        await redis.delete("zhiyuan:lease:jobs")
        while len(begun) < 2:
            await asyncio.sleep(0.01)
    assert ended == [0]

    leading.cancel()
    await asyncio.gather(leading, return_exceptions=True)
    assert ended == [0, 1]
    assert await redis.exists("zhiyuan:lease:jobs") == 0


async def test_work_that_fails_is_not_hidden(redis: Redis) -> None:
    async def work() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await lease(redis).lead(work)


async def test_a_block_is_entered_one_at_a_time(redis: Redis) -> None:
    inside = 0
    most = 0

    async def enter() -> None:
        nonlocal inside, most
        async with one_at_a_time(redis, "token"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(enter() for _ in range(5)))

    assert most == 1

"""The connection to Redis, and how its absence shows."""

import pytest
from redis.asyncio import Redis

from storage.redis import RedisAway, connect_redis, reaching_redis


async def test_text_comes_back_as_text(redis: Redis) -> None:
    await redis.set("greeting", "您好")

    assert await redis.get("greeting") == "您好"


async def test_a_redis_that_is_away_is_one_error() -> None:
    client = connect_redis("unix:///nowhere/redis.sock")

    with pytest.raises(RedisAway):
        async with reaching_redis():
            await client.ping()


async def test_a_redis_that_does_not_answer_is_away(redis: Redis) -> None:
    with pytest.raises(RedisAway):
        async with reaching_redis(0.05):
            await redis.blpop(["never"], timeout=0)
    assert await redis.get("greeting") is None, "the client is in order afterwards"

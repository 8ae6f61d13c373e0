"""The small stores: copies of sessions and answers, tokens."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from redis.asyncio import Redis

from storage.redis import RedisAway, connect_redis
from storage.redis.sessions import Copies, Copy
from storage.redis.tokens import RedisTokens

ACCOUNT, MESSAGE = "wechat:oABC", "wechat:gh|oABC|1|2"
DAY = 24 * 3600


async def test_nothing_is_known_of_a_new_message(redis: Redis) -> None:
    assert await Copies(redis).load(ACCOUNT, MESSAGE) == Copy(None, None)


async def test_session_and_answer_come_back_for_their_time(redis: Redis) -> None:
    copies = Copies(redis)

    await copies.store(ACCOUNT, '{"form": "register"}', MESSAGE, '{"text": "您好"}')

    assert await copies.load(ACCOUNT, MESSAGE) == Copy('{"form": "register"}', '{"text": "您好"}')
    assert await copies.load(ACCOUNT, "another") == Copy('{"form": "register"}', None)
    assert await redis.ttl(f"zhiyuan:session:{ACCOUNT}") == pytest.approx(30 * DAY, abs=5)
    assert await redis.ttl(f"zhiyuan:seen:{ACCOUNT}:{MESSAGE}") == pytest.approx(7 * DAY, abs=5)


async def test_an_answer_handed_over_says_so(redis: Redis) -> None:
    copies = Copies(redis)
    await copies.store(ACCOUNT, "{}", MESSAGE, '{"handed_over": false}')

    await copies.mark_handed_over(ACCOUNT, MESSAGE, '{"handed_over": true}')

    assert await copies.load(ACCOUNT, MESSAGE) == Copy("{}", '{"handed_over": true}')


@pytest.mark.parametrize("account", [ACCOUNT, "wechat:o*", "telegram:[1-9]?"])
async def test_a_forgotten_account_leaves_nothing(redis: Redis, account: str) -> None:
    copies = Copies(redis)
    for number in range(3):
        await copies.store(account, "{}", f"{account}|{number}", '{"text": "张小明"}')
    for other in ("wechat:oABCD", "telegram:11"):
        await copies.store(other, "{}", MESSAGE, "{}")

    await copies.forget(account)

    left = {key async for key in redis.scan_iter()}
    others = {(kind, other) for kind in ("session", "seen") for other in ("oABCD", "11")}
    assert {(key.split(":")[1], key.split(":")[3]) for key in left} == others


async def test_a_token_is_kept_for_its_time(redis: Redis) -> None:
    tokens = RedisTokens(redis)
    assert await tokens.get("access") is None

    await tokens.put("access", "T1", 0.1)
    assert await tokens.get("access") == "T1"

    await asyncio.sleep(0.12)
    assert await tokens.get("access") is None


async def test_a_token_without_time_left_is_not_kept(redis: Redis) -> None:
    tokens = RedisTokens(redis)

    await tokens.put("access", "T1", -3.0)

    assert await tokens.get("access") is None


async def test_only_the_stale_token_is_dropped(redis: Redis) -> None:
    tokens = RedisTokens(redis)
    await tokens.put("access", "T2", 7200)

    await tokens.drop("access", "T1")
    assert await tokens.get("access") == "T2"

    await tokens.drop("access", "T2")
    assert await tokens.get("access") is None


async def test_one_refreshes_the_token_and_the_others_find_it(redis: Redis) -> None:
    tokens = RedisTokens(redis)
    fetched = 0

    async def refresh() -> str:
        nonlocal fetched
        async with tokens.lock("access"):
            if found := await tokens.get("access"):
                return found
            fetched += 1
            await tokens.put("access", f"T{fetched}", 7200)
            return f"T{fetched}"

    assert await asyncio.gather(*(refresh() for _ in range(5))) == ["T1"] * 5


@pytest.mark.parametrize(
    "use",
    [
        lambda redis: Copies(redis).load(ACCOUNT, MESSAGE),
        lambda redis: Copies(redis).store(ACCOUNT, "{}", MESSAGE, "{}"),
        lambda redis: Copies(redis).mark_handed_over(ACCOUNT, MESSAGE, "{}"),
        lambda redis: Copies(redis).forget(ACCOUNT),
        lambda redis: RedisTokens(redis).get("access"),
        lambda redis: RedisTokens(redis).put("access", "T", 1),
        lambda redis: RedisTokens(redis).drop("access", "T"),
    ],
)
async def test_a_redis_that_is_away_shows_as_one_error(
    use: Callable[[Redis], Awaitable[object]],
) -> None:
    with pytest.raises(RedisAway):
        await use(connect_redis("unix:///nowhere/redis.sock"))

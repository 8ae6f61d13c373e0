"""A process that makes one call of WeChat's API together with others: ``REDIS_URL API_URL APP_ID
APP_SECRET``."""

import asyncio
import os
import sys

import httpx

from bot.wechat.client import TIMEOUT, WechatClient
from storage.redis import connect_redis
from storage.redis.tokens import RedisTokens


async def main(redis_url: str, api_url: str, app_id: str, app_secret: str) -> None:
    """Waits until all are there, and calls."""
    redis = connect_redis(redis_url)
    async with httpx.AsyncClient(base_url=api_url, timeout=TIMEOUT) as http:
        client = WechatClient(http, app_id, app_secret, RedisTokens(redis))
        await redis.sadd("ready", os.getpid())
        await redis.blpop(["go"])
        await client.scene_url("s", 60)
    await redis.aclose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

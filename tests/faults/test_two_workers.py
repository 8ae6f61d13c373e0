"""Two processes send one broadcast: they share one rate, and nobody gets two."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis.asyncio import Redis
from sqlmodel import col, func, select
from taskiq.kicker import AsyncKicker
from taskiq_redis import RedisStreamBroker

from domain.broadcasts.model import DeliveryState
from storage.database import Database
from storage.tables import DeliveryRow
from tests.faults.test_broadcast_killed import IN_HAND
from tests.support.crowd import CALL, call, crowd, noon_somewhere, phones
from tests.support.databases import opened
from tests.support.figures import NoteFigures
from tests.support.process import Serving, both_platforms
from tests.support.soak import SOAK

PEOPLE = 240 if SOAK else 90
A_SECOND = 30
"""Messages that the platform takes from one bot, over all its processes."""
PATIENCE = 240.0


async def taking_jobs(redis: Redis) -> int:
    """How many processes wait for jobs."""
    return sum(client["cmd"].startswith("xreadgroup") for client in await redis.client_list())


@asynccontextmanager
async def two_workers(serving: Serving, redis: Redis) -> AsyncIterator[None]:
    """Two of ``zhiyuan worker``, once both take jobs."""
    workers = [
        await asyncio.create_subprocess_exec(
            *serving.command, "worker", env=serving.environment, cwd=serving.data_dir
        )
        for _ in range(2)
    ]
    try:
        async with asyncio.timeout(PATIENCE):
            while await taking_jobs(redis) < len(workers):
                await asyncio.sleep(0.1)
        yield
        assert [worker.returncode for worker in workers] == [None, None], "one ended by itself"
    finally:
        for worker in workers:
            worker.terminate()
        await asyncio.gather(*(worker.wait() for worker in workers))


async def waiting(database: Database) -> Counter[DeliveryState]:
    """How many deliveries are in which state."""
    async with database.read() as unit:
        query = select(col(DeliveryRow.state), func.count()).group_by(col(DeliveryRow.state))
        return Counter(dict((await unit.session.exec(query)).all()))


@pytest.mark.timeout(600)
async def test_two_processes_share_one_rate(
    tmp_path: Path, redis: Redis, redis_url: str, note_figures: NoteFigures
) -> None:
    async with both_platforms(tmp_path) as serving:
        serving.settings["ZHIYUAN_TIMEZONE"] = noon_somewhere()
        serving.settings["ZHIYUAN_REDIS_URL"] = redis_url
        users = phones(serving.telegram, PEOPLE)
        assert (await serving.run("migrate"))[0] == 0
        file = f"sqlite:///{tmp_path / 'zhiyuan.db'}"
        async with two_workers(serving, redis), opened(file) as database:
            await crowd(database, PEOPLE)
            await call(database, datetime.now(UTC))
            broker = RedisStreamBroker(
                redis_url, queue_name="zhiyuan:jobs", consumer_group_name="workers"
            )
            began, in_hand = time.monotonic(), 0
            async with asyncio.timeout(PATIENCE):
                while (states := await waiting(database))[DeliveryState.SENT] < PEOPLE:
                    in_hand = max(in_hand, states[DeliveryState.SENDING])
                    # Whichever process is free takes it, as it takes a tick.
                    await AsyncKicker("broadcast", broker, {}).kiq()
                    await asyncio.sleep(0.1)
            took = time.monotonic() - began
            await broker.shutdown()
        note_figures(f"{PEOPLE} people by two processes in {took:.1f} s, {in_hand} in hand at once")
        assert in_hand > IN_HAND, "only one process sent"
        assert serving.telegram.limits.refusals == []
        for user in users:
            assert sum(CALL in each.text for each in serving.telegram.messages(user)) == 1
        assert took >= PEOPLE / A_SECOND - 1

"""The embedded Redis: one server a data directory, whoever starts, dies or comes second."""

import asyncio
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from storage.redis import RedisAway, connect_redis, reaching_redis
from storage.redis.client import as_text
from storage.redis.embedded import EmbeddedRedis, embedded_redis

#: Another process of ours on the same data directory: says where its Redis is, then stays.
_OTHER = """
import asyncio, sys
from pathlib import Path
from storage.redis.embedded import EmbeddedRedis

async def main():
    server = EmbeddedRedis(Path(sys.argv[1]))
    await server.start()
    print(server.url, server.pid, server.owned, flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await server.stop()

asyncio.run(main())
"""


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


class Other:
    """The other process."""

    def __init__(self, process: asyncio.subprocess.Process, said: str) -> None:
        self.process = process
        self.url, pid, owned = said.split()
        self.server_pid = int(pid)
        self.owned = owned == "True"

    async def killed(self) -> None:
        """As by ``kill -9``."""
        self.process.kill()
        await self.process.wait()

    async def stopped(self) -> None:
        """In good order."""
        await self.process.communicate(b"\n")


async def other(data_dir: Path) -> Other:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _OTHER, str(data_dir)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    return Other(process, (await process.stdout.readline()).decode())


async def write(url: str, value: str) -> None:
    client = connect_redis(url)
    await client.set("kept", value)
    await client.aclose()


async def read(url: str) -> str | None:
    """What was written, once the server answers."""
    client = connect_redis(url)
    try:
        async with asyncio.timeout(10):
            while True:
                try:
                    async with reaching_redis():
                        return as_text(await client.get("kept"))
                except RedisAway:
                    await asyncio.sleep(0.02)
    finally:
        await client.aclose()


async def gone(pid: int) -> None:
    async with asyncio.timeout(10):
        # It may go away between the two questions.
        with suppress(psutil.NoSuchProcess):
            while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                await asyncio.sleep(0.02)


async def owning(server: EmbeddedRedis) -> None:
    async with asyncio.timeout(10):
        while not server.owned:
            await asyncio.sleep(0.02)


async def test_what_was_written_is_there_after_a_restart(data_dir: Path) -> None:
    async with embedded_redis(data_dir) as url:
        await write(url, "一")

    async with embedded_redis(data_dir) as url:
        assert await read(url) == "一"


async def test_only_its_user_reaches_it(data_dir: Path) -> None:
    async with embedded_redis(data_dir) as url:
        folder = Path(url.removeprefix("unix://")).parent

        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((data_dir / "redis").stat().st_mode) == 0o700
    assert not folder.exists()


async def test_a_long_data_directory_does_not_cut_the_socket(data_dir: Path) -> None:
    deep = data_dir / ("d" * 90) / ("e" * 90)

    async with embedded_redis(deep) as url:
        await write(url, "deep")
        assert len(os.fsencode(url.removeprefix("unix://"))) <= 107


async def test_it_ends_with_its_owner_even_by_kill_9(data_dir: Path) -> None:
    owner = await other(data_dir)
    await write(owner.url, "before the kill")

    await owner.killed()
    await gone(owner.server_pid)

    async with embedded_redis(data_dir) as url:
        assert await read(url) == "before the kill"


async def test_a_leftover_is_ended_before_the_next_starts(data_dir: Path) -> None:
    owner = await other(data_dir)
    # The leftover hangs: it does not hear that its owner is gone.
    os.kill(owner.server_pid, signal.SIGSTOP)
    await owner.killed()

    server = EmbeddedRedis(data_dir)
    start = asyncio.create_task(server.start())
    await asyncio.sleep(0.3)
    assert not start.done(), "two servers on one data directory"
    os.kill(owner.server_pid, signal.SIGCONT)
    await gone(owner.server_pid)
    await start
    assert server.pid != owner.server_pid
    await server.stop()


async def test_a_foreign_process_with_the_recorded_number_is_left_alone(data_dir: Path) -> None:
    stranger = await asyncio.create_subprocess_exec("sleep", "60")
    (data_dir / "redis").mkdir()
    (data_dir / "redis" / "where.json").write_text(
        f'{{"address": "/tmp/zhiyuan-gone/redis.sock", "pid": {stranger.pid}}}'
    )

    async with embedded_redis(data_dir):
        assert stranger.returncode is None
    stranger.kill()
    await stranger.wait()


async def test_a_second_process_shares_the_server_and_takes_over(data_dir: Path) -> None:
    owner = await other(data_dir)
    second = EmbeddedRedis(data_dir)
    await second.start()
    assert (second.url, second.owned, owner.owned) == (owner.url, False, True)
    await write(second.url, "shared")

    await owner.killed()
    await owning(second)

    assert await read(owner.url) == "shared", "clients of the old server find the new one"
    await second.stop()


async def test_the_second_takes_over_after_a_stop_in_good_order(data_dir: Path) -> None:
    owner = await other(data_dir)
    second = EmbeddedRedis(data_dir)
    await second.start()
    await write(second.url, "handed over")

    await owner.stopped()
    await owning(second)

    assert await read(owner.url) == "handed over"
    third = await other(data_dir)
    assert (third.url, third.owned) == (owner.url, False)
    await third.stopped()
    assert await read(owner.url) == "handed over", "a guest that leaves ends nothing"
    await second.stop()


async def test_a_server_that_falls_is_started_again(data_dir: Path) -> None:
    server = EmbeddedRedis(data_dir)
    await server.start()
    await write(server.url, "fell")
    fallen = server.pid
    assert fallen
    await asyncio.sleep(1.1)  # the file is written once a second; a kill may cost that second

    os.kill(fallen, signal.SIGKILL)
    await gone(fallen)

    assert await read(server.url) == "fell"
    assert server.pid != fallen
    await server.stop()

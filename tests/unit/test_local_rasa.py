"""The local Rasa: one server a data directory, whoever starts, dies, hangs or comes second."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import psutil
import pytest

from bot.local_rasa import LocalRasa, Times
from bot.web.health import State
from nlu.rasa import RasaClient
from tests.support.rasa import fake_project

TIMES = Times(look=0.05, pause=0.05, longest_pause=0.4)
#: Another process of ours on the same data directory: says which server it uses, then stays.
_OTHER = """
import asyncio, sys
from pathlib import Path
from bot.local_rasa import LocalRasa
from bot.logs import set_up_logs
from nlu.rasa import RasaClient

async def main():
    set_up_logs("ERROR")
    client = RasaClient(pause=0.02)
    local = LocalRasa(Path(sys.argv[1]), client, Path(sys.argv[2]))
    local.start()
    await client.until_asked()
    print(local.pid, local.owned, flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await local.stop()
    await client.close()

asyncio.run(main())
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return fake_project(tmp_path / "model")


class Kept:
    """A local Rasa of this process."""

    def __init__(self, data_dir: Path, project: Path, times: Times) -> None:
        self.client = RasaClient(pause=0.02)
        self.local = LocalRasa(data_dir, self.client, project, times)

    @property
    def server(self) -> int:
        """The server's process id."""
        pid = self.local.pid
        assert pid is not None
        return pid

    async def becomes(self, state: State) -> None:
        await until(lambda: self.local.state() is state)


@asynccontextmanager
async def kept(data_dir: Path, project: Path, times: Times = TIMES) -> AsyncIterator[Kept]:
    one = Kept(data_dir, project, times)
    one.local.start()
    try:
        yield one
    finally:
        await one.local.stop()
        await one.client.close()


@asynccontextmanager
async def other(
    data_dir: Path, project: Path
) -> AsyncIterator[tuple[asyncio.subprocess.Process, int, bool]]:
    """The other process, with the server that it uses and whether that is its child."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _OTHER, str(data_dir), str(project)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    pid, owned = (await process.stdout.readline()).decode().split()
    try:
        yield process, int(pid), owned == "True"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.02)


async def ends(pid: int) -> None:
    await until(
        lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    )


async def test_it_starts_in_the_background_and_ends_with_us(tmp_path: Path, project: Path) -> None:
    async with kept(tmp_path, project) as one:
        assert one.local.state() is State.STARTING
        await one.becomes(State.READY)
        assert await one.client.parse("我想报名") is not None
        server = one.server
        folder = tmp_path / "rasa"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert "serving" in (folder / "rasa.log").read_text()
    assert not psutil.pid_exists(server)
    assert not (folder / "where.json").exists()


async def test_the_child_sees_no_secret_of_ours_and_does_not_call_out(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIYUAN_TELEGRAM_TOKEN", "42:secret")
    monkeypatch.setenv("PYTHONPATH", "/ours")
    async with kept(tmp_path, project) as one:
        await one.becomes(State.READY)
        environment = psutil.Process(one.server).environ()
        assert not {"ZHIYUAN_TELEGRAM_TOKEN", "PYTHONPATH"} & environment.keys()
        assert environment["RASA_TELEMETRY_ENABLED"] == "false"
        listening = [c.laddr.ip for c in psutil.Process(one.server).net_connections()]
        assert set(listening) == {"127.0.0.1"}


async def test_what_is_missing_is_said_once_and_found_when_it_comes(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = project / "models" / "zhiyuan.tar.gz"
    model.unlink()
    async with kept(tmp_path, project) as one:
        await one.becomes(State.DOWN)
        assert "make setup" in (one.local.lacking or "")
        await asyncio.sleep(0.3)
        assert capsys.readouterr().out.count("rasa.missing") == 1
        model.touch()
        await one.becomes(State.READY)


async def test_one_that_ends_at_once_is_down_and_tried_less_and_less(tmp_path: Path) -> None:
    project = fake_project(tmp_path / "model", ends_at_once=True)
    async with kept(tmp_path, project) as one:
        began = perf_counter()
        await until(lambda: one.local.failed >= 4)
        assert perf_counter() - began > 0.05 + 0.1 + 0.2
        assert one.local.state() is State.DOWN
        assert "no model" in one.local.log_file.with_suffix(".log.old").read_text()
        assert await one.client.parse("我想报名") is None


async def test_a_killed_one_is_started_again(tmp_path: Path, project: Path) -> None:
    async with kept(tmp_path, project) as one:
        await one.becomes(State.READY)
        first = one.server
        os.kill(first, signal.SIGKILL)
        await until(lambda: one.local.state() is not State.READY)
        assert await one.client.parse("我想报名") is None
        await one.becomes(State.READY)
        assert one.server != first
        assert await one.client.parse("我想报名") is not None


async def test_a_frozen_one_that_thaws_is_used_again(tmp_path: Path, project: Path) -> None:
    async with kept(tmp_path, project) as one:
        await one.becomes(State.READY)
        server = one.server
        os.kill(server, signal.SIGSTOP)
        for _ in range(3):
            assert await one.client.parse("我想报名") is None
        assert one.local.state() is State.DOWN
        os.kill(server, signal.SIGCONT)
        await one.becomes(State.READY)
        assert await one.client.parse("我想报名") is not None


async def test_one_that_hangs_is_replaced(tmp_path: Path, project: Path) -> None:
    async with kept(tmp_path, project, replace(TIMES, hung=1.0, end=0.5)) as one:
        await one.becomes(State.READY)
        server = one.server
        os.kill(server, signal.SIGSTOP)
        await ends(server)
        await until(lambda: one.local.pid not in {None, server})
        await one.becomes(State.READY)


async def test_it_ends_with_its_owner_even_by_kill_9(tmp_path: Path, project: Path) -> None:
    async with other(tmp_path, project) as (owner, server, _):
        owner.kill()
        await owner.wait()
        await ends(server)


async def test_a_leftover_is_ended_before_the_next_starts(tmp_path: Path, project: Path) -> None:
    async with other(tmp_path, project) as (owner, server, _):
        # It hangs: it does not hear that its owner is gone.
        os.kill(server, signal.SIGSTOP)
        owner.kill()
        await owner.wait()
        async with kept(tmp_path, project) as one:
            await asyncio.sleep(0.3)
            assert one.local.pid == server and psutil.pid_exists(server)
            os.kill(server, signal.SIGCONT)
            await ends(server)
            await one.becomes(State.READY)
            assert one.server != server


async def test_a_second_process_shares_it_and_takes_over(tmp_path: Path, project: Path) -> None:
    async with other(tmp_path, project) as (owner, server, owned):
        assert owned
        async with kept(tmp_path, project) as second:
            await second.becomes(State.READY)
            assert (second.server, second.local.owned) == (server, False)
            assert await second.client.parse("我想报名") is not None
            owner.kill()
            await owner.wait()
            await until(lambda: second.local.owned)
            await until(lambda: second.local.pid not in {None, server})
            await second.becomes(State.READY)
            assert await second.client.parse("我想报名") is not None
            async with other(tmp_path, project) as (_, third_uses, third_owns):
                assert (third_uses, third_owns) == (second.server, False)


async def test_a_guest_that_leaves_ends_nothing(tmp_path: Path, project: Path) -> None:
    async with kept(tmp_path, project) as one:
        await one.becomes(State.READY)
        async with other(tmp_path, project) as (guest, server, owned):
            assert (server, owned) == (one.server, False)
            await guest.communicate(b"\n")
        assert psutil.pid_exists(server)
        assert await one.client.parse("我想报名") is not None


async def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path, project: Path) -> None:
    (tmp_path / "rasa").write_text("a file is in the way")
    async with kept(tmp_path, project) as one:
        await one.becomes(State.DOWN)
        assert await one.client.parse("我想报名") is None

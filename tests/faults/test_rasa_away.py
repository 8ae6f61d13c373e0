"""A Rasa that lies, freezes, falls or is away, in the middle of people's conversations."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

import psutil
import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.local_rasa import LocalRasa, Times
from nlu.listening import Listener
from nlu.parse import Parse
from nlu.rasa import RasaClient
from nlu.understanding import Alternative, Intent, Understanding
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.support.process import Serving, both_platforms, free_port
from tests.support.rasa import (
    FakeRasa,
    dripping,
    endless,
    fake_project,
    json_answer,
    parse_answer,
    real_project,
)
from tests.support.web import serving

DEADLINE = 0.25
#: What a busy machine may take on top; without a deadline each fault would last for a minute.
SLACK = 8.0


def answers(response: Callable[[], Response]) -> Callable[[FakeRasa], None]:
    def goes_wrong(rasa: FakeRasa) -> None:
        rasa.answer = response()

    return goes_wrong


def dawdles(rasa: FakeRasa) -> None:
    rasa.seconds = 60.0


NAN = parse_answer("", ("sign_up", float("nan")))
WRONG: dict[str, Callable[[FakeRasa], None]] = {
    "frozen": FakeRasa.freeze,
    "slow": dawdles,
    "500": answers(lambda: PlainTextResponse("oh no", 500)),
    "restarting": answers(lambda: Response('{"status": "failure"}', 409)),
    "garbage": answers(lambda: Response(b"\x00\xff{]")),
    "html": answers(lambda: HTMLResponse("<h1>It works!</h1>")),
    "not a number": answers(lambda: json_answer(NAN)),
    "huge": answers(lambda: Response(b"[" + b"1," * 5_000_000)),
    "endless": answers(endless),
    "dripping": answers(dripping),
}


@asynccontextmanager
async def heard_by(world: World, client: RasaClient) -> AsyncIterator[None]:
    """The world's sentences go to Rasa."""
    try:
        async with asyncio.timeout(240):
            await client.until_asked()
        await world.hears(Listener(world.house.policy.timezone, client))
        yield
    finally:
        await client.close()


async def says(person: Person, text: str, deadline: float = DEADLINE) -> None:
    """A message that is answered in time."""
    began = perf_counter()
    await person.says(text)
    took = perf_counter() - began
    assert took < deadline + SLACK, f"{text} took {took:.2f} s"
    assert person.shown


async def talks(person: Person, deadline: float = DEADLINE) -> None:
    """A newcomer registers and asks things in between, in sentences, words and answers."""
    await says(person, "我想当志愿者，怎么注册", deadline)
    person.sees("您同意吗")
    await says(person, "同意", deadline)
    await says(person, "我服务了多少个小时了？", deadline)
    await says(person, "1990-05-01", deadline)
    await says(person, "李明", deadline)
    await says(person, "跳过", deadline)
    await says(person, "西宁市城西区", deadline)
    await says(person, "确认", deadline)
    person.sees("注册好了")
    await says(person, "我累计的时长是多少", deadline)
    await says(person, "菜单", deadline)


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_conversation_goes_on(world: World, wrong: str) -> None:
    rasa = FakeRasa()
    async with serving(rasa.app) as url:
        client = RasaClient(url, deadline=DEADLINE, pause=0.02)
        client.start()
        async with heard_by(world, client):
            ming = world.person("李明")
            rasa.intent = "help"
            await says(ming, "这个怎么弄呀")
            assert rasa.asked == ["这个怎么弄呀"]
            WRONG[wrong](rasa)
            await talks(ming)
            await talks(world.person("王芳"))

            rasa.well_again()
            async with asyncio.timeout(20):
                await client.until_asked()
            await says(ming, "那接下来怎么弄呀")
            assert rasa.asked[-1] == "那接下来怎么弄呀"


async def test_connections_are_refused_and_then_taken_again(world: World) -> None:
    rasa, port = FakeRasa(), free_port()
    client = RasaClient(f"http://127.0.0.1:{port}", deadline=DEADLINE, pause=0.02)
    await world.hears(Listener(world.house.policy.timezone, client))
    client.start()
    await talks(world.person("李明"))
    async with serving(rasa.app) as url:
        client.point_to(url)
        async with heard_by(world, client):
            await says(world.person("王芳"), "这个怎么弄呀")
    assert rasa.asked == ["这个怎么弄呀"]


async def test_many_people_wait_together_not_one_after_the_other(world: World) -> None:
    rasa = FakeRasa()
    async with serving(rasa.app) as url:
        client = RasaClient(url, deadline=DEADLINE, pause=0.02)
        client.start()
        async with heard_by(world, client):
            rasa.freeze()
            crowd = [world.person(f"第{n}人") for n in range(20)]
            began = perf_counter()
            await asyncio.gather(*(person.says("这个怎么弄呀") for person in crowd))
            assert perf_counter() - began < DEADLINE + 2 * SLACK
            assert all(person.shown for person in crowd)


async def test_what_is_a_button_a_word_or_a_number_asks_no_model(world: World) -> None:
    rasa = FakeRasa()
    async with serving(rasa.app) as url:
        client = RasaClient(url, deadline=DEADLINE)
        client.start()
        async with heard_by(world, client):
            ming = world.person("李明")
            await registers(ming, "李明")
            for text in (
                "菜单",
                "/projects",
                "１",
                "9",
                "时长",
                "帮助",
                "取消",
                "好的",
                "😀",
                "。",
            ):
                await ming.says(text)
            await ming.says("菜单")
            await ming.picks(ming.labels[0])
            await ming.taps("menu")
            assert rasa.asked == []
            await ming.says("这个怎么弄呀")
            assert rasa.asked == ["这个怎么弄呀"]


class Watching:
    """A model that looks whether a unit of work is open; implements ``Understands``."""

    def __init__(self, world: World) -> None:
        self.asked = 0
        self._pool = world.database._engine.pool
        self._listener = Listener(world.house.policy.timezone, self)

    async def understand(self, text: str, now: datetime) -> Understanding:
        """See ``Understands``."""
        return await self._listener.understand(text, now)

    async def parse(self, text: str) -> Parse:
        """See ``Parses``."""
        self.asked += 1
        assert "Connections in pool" in self._pool.status()
        assert "Current Checked out connections: 0" in self._pool.status(), text
        return Parse((Alternative(Intent.QUERY_HOURS, 0.9),))


async def test_no_unit_of_work_is_open_while_a_model_is_asked(world: World) -> None:
    watching = Watching(world)
    await world.hears(watching)
    await talks(world.person("李明"))
    assert watching.asked >= 2


# ---------------------------------------------------------------- the child process


@pytest.fixture(params=["fake", "real"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A light server, and Rasa itself."""
    return real_project() if request.param == "real" else fake_project(tmp_path / "model")


@pytest.mark.timeout(900)
async def test_the_server_is_killed_frozen_and_started_again(
    world: World, project: Path, tmp_path: Path
) -> None:
    client = RasaClient()
    local = LocalRasa(tmp_path, client, project, Times(look=0.05, pause=0.05))
    local.start()
    try:
        async with heard_by(world, client):
            ming, fang, na = (world.person(name) for name in ("李明", "王芳", "李娜"))
            first = local.pid
            assert first is not None
            os.kill(first, signal.SIGSTOP)
            await talks(ming, 0.8)
            assert not client.asks
            os.kill(first, signal.SIGCONT)
            async with asyncio.timeout(30):
                await client.until_asked()
            assert local.pid == first

            os.kill(first, signal.SIGKILL)
            await talks(fang, 0.8)
            async with asyncio.timeout(240):
                while local.pid == first or not client.asks:
                    await asyncio.sleep(0.05)
            parse = await client.parse("我想报名参加周六的活动")
            assert parse is not None and parse.ranking[0].intent is Intent.SIGN_UP
            await says(na, "我想报名参加周六的活动", 0.8)
    finally:
        await local.stop()


# ---------------------------------------------------------------- the whole process

_FAKE = "from pathlib import Path; import bot.local_rasa as l; l.PROJECT = Path({!r}); "


@asynccontextmanager
async def served(tmp_path: Path, project: Path) -> AsyncIterator[Serving]:
    """``zhiyuan serve`` that may start its own Rasa, ended at the end."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    async with both_platforms(data_dir) as serve:
        run, code = serve.command[0], _FAKE.format(str(project))
        serve.command = (run, "-c", f"{code}from bot.cli import main; main()")
        serve.settings["ZHIYUAN_RASA_URL"] = ""
        yield serve


async def until_shown(serve: Serving, state: str) -> None:
    async with asyncio.timeout(60):
        while (await serve.readyz())["rasa"] != state:
            await asyncio.sleep(0.05)


def server_of(serve: Serving) -> psutil.Process:
    assert serve.process is not None
    children = psutil.Process(serve.process.pid).children()
    (server,) = [child for child in children if "--enable-api" in child.cmdline()]
    return server


async def test_one_rasa_for_all_processes_on_a_data_directory(tmp_path: Path) -> None:
    async with served(tmp_path, fake_project(tmp_path / "model")) as serve:
        await serve.start()
        await until_shown(serve, "ready")
        server = server_of(serve)
        second = replace(serve, port=free_port(), process=None)
        try:
            await second.start()
            await until_shown(second, "ready")
            assert second.process is not None
            again = psutil.Process(second.process.pid).children()
            assert not [child for child in again if "--enable-api" in child.cmdline()]
            sentences = tmp_path / "sentences"
            sentences.write_text("我想报名\n有几个小时？\n")
            code, out, _ = await serve.run("understand", "--file", str(sentences))
            assert code == 0 and out.count('"source": "rasa"') == 2
            assert server.is_running()

            await serve.kill()
            await asyncio.to_thread(server.wait, 20)
            await until_shown(second, "ready")
            assert server_of(second).pid != server.pid
            assert "zhiyuan_rasa_parses_total" in await second.metrics()
            last = server_of(second)
            assert await second.terminate() == 0
            assert not last.is_running()
        finally:
            await second.kill()


async def test_without_rasa_it_serves_and_says_so(tmp_path: Path) -> None:
    async with served(tmp_path, tmp_path / "nothing") as serve:
        await serve.start()
        await until_shown(serve, "down")
        code, out, err = await serve.run("understand", "--file", os.devnull)
        assert (code, out) == (3, "")
        (line,) = err.strip().splitlines()
        assert "make setup" in line

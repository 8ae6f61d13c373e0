"""What a message costs, from its POST to the reply handed over, beside bare handlers.

One run, one machine, one SQLite file; the rounds alternate between us and the bare handler. The
small form of ``make test`` only shows that the measuring works.
"""

import os
import pickle
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import perf_counter

import aiohttp
import psutil
import pytest

from bot.sandbox.wechat_wire import read_reply, write_post
from tests.benchmarks import bare
from tests.benchmarks.bare import Plan, Press
from tests.benchmarks.bot_api import NoOpBotApi, no_op_bot_api
from tests.benchmarks.installation import FIRST_CHAT, LOOKER, Installation, filled, running
from tests.support.process import free_port
from tests.support.wechat import ACCOUNT

ROUNDS = int(os.environ.get("ZHIYUAN_BENCH_ROUNDS", "4"))
WARM_UP = ROUNDS // 10 + 2
ROOT = Path(__file__).parents[2]
TOKEN, SECRET = "42:bench", "bench"
LOOKS = {"menu": "menu", "browse_offerings": "offerings, three of a list"}
CONFIRM = "confirm"
MEBIBYTE = 1 << 20

Message = Callable[[], Awaitable[tuple[float, float]]]
"""Sends one message; seconds until its reply was handed over, and until its POST was answered."""


@dataclass
class Cost:
    """Milliseconds of one kind of message."""

    name: str
    statements: int | None = None
    ours: list[float] = field(default_factory=list)
    acknowledged: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def line(self) -> str:
        """Medians and 95th percentiles, and how much more than the bare handler."""
        ours, other = statistics.median(self.ours), statistics.median(self.bare)
        figures = [ours, _p95(self.ours), statistics.median(self.acknowledged)]
        figures += [other, _p95(self.bare)]
        shown = "".join(f"{figure:>9.2f}" for figure in figures)
        statements = "–" if self.statements is None else str(self.statements)
        return f"{self.name:<36}{shown}{ours / other:>8.2f}×{statements:>7}"


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


@dataclass
class Wire:
    """Both servers, as the platforms reach them."""

    http: aiohttp.ClientSession
    api: NoOpBotApi
    ours: str
    bare: str
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def press(self, url: str, chat: int, action: str) -> tuple[float, float]:
        """A pressed button."""
        number = next(self.numbers)
        person = {"id": chat, "is_bot": False, "first_name": "P", "language_code": "zh-hans"}
        message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "…"}
        query = {
            "id": str(number),
            "from": person,
            "chat_instance": "1",
            "message": message,
            "data": action,
        }
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        began = perf_counter()
        body = {"update_id": number, "callback_query": query}
        async with self.http.post(url, json=body, headers=headers) as response:
            assert response.status == 200, await response.text()
        acknowledged = perf_counter() - began
        assert self.api.shown_at > began, "nothing was shown"
        return self.api.shown_at - began, acknowledged

    async def write(self, url: str, text: str, *, speaks: str) -> tuple[float, float]:
        """A text on WeChat; the reply is handed over with the answer to the POST."""
        number, now = next(self.numbers), int(time.time())
        openid = f"oBench{number % 10:022}"
        post = write_post(
            ACCOUNT,
            {
                "ToUserName": ACCOUNT.official,
                "FromUserName": openid,
                "CreateTime": str(now),
                "MsgType": "text",
                "Content": text,
                "MsgId": str(10**15 + number),
            },
            now,
        )
        began = perf_counter()
        async with self.http.post(url, params=post.query, data=post.body) as response:
            body = await response.read()
        took = perf_counter() - began
        assert speaks in (read_reply(ACCOUNT, openid, body).text or ""), body
        return took, took


@pytest.fixture
async def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """Filled, with nothing of the settings of whoever runs this."""
    for name in [name for name in os.environ if name.startswith("ZHIYUAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return await filled(tmp_path, 2 + WARM_UP + ROUNDS, tuple(LOOKS))


@pytest.mark.timeout(600)
async def test_what_a_message_costs(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(no_op_bot_api())
        ours_port, bare_port = free_port(), free_port()
        ours, other = f"http://127.0.0.1:{ours_port}", f"http://127.0.0.1:{bare_port}"
        environment = {**os.environ, **_settings(installation, api.url, ours_port)}
        serve = await stack.enter_async_context(
            running(
                ["-c", "from bot.cli import main; main()", "serve"],
                f"{ours}/readyz",
                environment,
                installation.data_dir,
            )
        )
        memory = _memory(serve.pid)
        plan = installation.data_dir / "plan.pickle"
        plan.write_bytes(pickle.dumps(_plan(installation, bare_port, api.url)))
        module = ["-m", "tests.benchmarks.bare", str(plan)]
        await stack.enter_async_context(running(module, other, dict(os.environ), ROOT))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        wire = Wire(http, api, ours, other)
        costs = [await _look(wire, look, installation.presses[look]) for look in LOOKS]
        costs.append(await _confirm(wire, installation))
        costs.append(await _wechat(wire))
    with capsys.disabled():
        _print(costs, memory, serve.seconds)


def _settings(installation: Installation, api_url: str, port: int) -> dict[str, str]:
    return {
        "ZHIYUAN_DATA_DIR": str(installation.data_dir),
        "ZHIYUAN_PORT": str(port),
        "ZHIYUAN_RASA_URL": "off",
        "ZHIYUAN_TELEGRAM_TOKEN": TOKEN,
        "ZHIYUAN_TELEGRAM_API_URL": api_url,
        "ZHIYUAN_TELEGRAM_UPDATES": "webhook",
        "ZHIYUAN_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "ZHIYUAN_WECHAT_APP_ID": ACCOUNT.app_id,
        "ZHIYUAN_WECHAT_TOKEN": ACCOUNT.token,
        "ZHIYUAN_WECHAT_AES_KEY": ACCOUNT.aes_key,
    }


def _plan(installation: Installation, port: int, api_url: str) -> Plan:
    wechat = (ACCOUNT.token, ACCOUNT.aes_key, ACCOUNT.app_id)
    presses = dict(installation.presses)
    return Plan(port, installation.database, api_url, TOKEN, SECRET, presses, wechat)


def _memory(pid: int) -> tuple[int, int]:
    """Resident bytes of a process, and of its children."""
    process = psutil.Process(pid)
    children = sum(child.memory_info().rss for child in process.children(recursive=True))
    return process.memory_info().rss, children


async def _look(wire: Wire, action: str, press: Press) -> Cost:
    cost = Cost(f"Telegram: {LOOKS[action]}", press.statements)

    async def ours() -> tuple[float, float]:
        return await wire.press(f"{wire.ours}/telegram/webhook", LOOKER, action)

    async def other() -> tuple[float, float]:
        return await wire.press(f"{wire.bare}{bare.TELEGRAM}", LOOKER, action)

    await _measure(cost, ours, other)
    return cost


async def _confirm(wire: Wire, installation: Installation) -> Cost:
    """Each round somebody else presses Confirm on the read-back of a sign-up."""
    cost = Cost("Telegram: sign-up confirmed", installation.presses[CONFIRM].statements)
    chats = count(FIRST_CHAT + 2)

    async def ours() -> tuple[float, float]:
        chat, url = next(chats), f"{wire.ours}/telegram/webhook"
        await wire.press(url, chat, installation.sign_up)
        took = await wire.press(url, chat, wire.api.button("确认"))
        assert "报名成功" in wire.api.text, wire.api.text
        return took

    async def other() -> tuple[float, float]:
        return await wire.press(f"{wire.bare}{bare.TELEGRAM}", LOOKER, CONFIRM)

    await _measure(cost, ours, other)
    return cost


async def _wechat(wire: Wire) -> Cost:
    cost = Cost("WeChat: menu (bare: an echo)")

    async def ours() -> tuple[float, float]:
        return await wire.write(f"{wire.ours}/wechat/webhook", "菜单", speaks="1. ")

    async def other() -> tuple[float, float]:
        return await wire.write(f"{wire.bare}{bare.WECHAT}", "菜单", speaks="菜单")

    await _measure(cost, ours, other)
    return cost


async def _measure(cost: Cost, ours: Message, other: Message) -> None:
    """Rounds of both, one after the other, who begins taking turns."""
    for number in range(WARM_UP + ROUNDS):
        took: dict[Message, tuple[float, float]] = {}
        for message in (ours, other) if number % 2 else (other, ours):
            took[message] = await message()
        if number >= WARM_UP:
            cost.ours.append(took[ours][0] * 1000)
            cost.acknowledged.append(took[ours][1] * 1000)
            cost.bare.append(took[other][0] * 1000)


def _print(costs: list[Cost], memory: tuple[int, int], seconds: float) -> None:
    print(f"\nFrom POST to reply handed over, milliseconds, {ROUNDS} rounds, Python", end=" ")
    print(sys.version.split()[0])
    heads = "".join(f"{head:>9}" for head in ("p50", "p95", "200 OK", "bare p50", "p95"))
    print(f"{'':<36}{heads}{'ratio':>9}{'SQL':>7}")
    for cost in costs:
        print(cost.line())
    own, children = (part / MEBIBYTE for part in memory)
    print(
        f"\nzhiyuan serve after its start: {own:.0f} MiB, the embedded Redis {children:.0f} MiB;",
        end=" ",
    )
    print(f"started in {seconds:.1f} s")

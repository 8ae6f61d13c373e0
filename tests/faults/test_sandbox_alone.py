"""``zhiyuan sandbox`` as a process, with our own program as the bot that is tested against it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from tests.support.process import Program, free_port

_COMMAND = (sys.executable, "-c", "from bot.cli import main; main()", "sandbox")


@asynccontextmanager
async def sandbox(folder: Path, bot_port: int) -> AsyncIterator[tuple[str, dict[str, str]]]:
    """The process: its address and the settings that it prints."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith("ZHIYUAN_")}
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *_COMMAND,
        "--wechat-webhook",
        f"http://127.0.0.1:{bot_port}/wechat/webhook",
        env=plain | {"ZHIYUAN_PORT": str(port)},
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        settings: dict[str, str] = {}
        while len(settings) < 10:
            line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip()
            name, _, value = line.partition("=")
            settings[name] = value
        yield f"http://127.0.0.1:{port}/sandbox/", settings
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 30) == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.timeout(300)
async def test_a_bot_is_tested_against_it(tmp_path: Path) -> None:
    bot_port = free_port()
    async with (
        sandbox(tmp_path, bot_port) as (url, settings),
        httpx.AsyncClient(base_url=url, timeout=30) as http,
    ):
        assert settings["ZHIYUAN_WECHAT_PROFILE"] == "service"
        bot = Program(tmp_path / "bot", bot_port, settings)
        bot.data_dir.mkdir()
        try:
            await bot.start()
            for platform in ("wechat", "telegram"):
                await _does(http, platform, {"kind": "join"})
                await _does(http, platform, {"kind": "text", "text": "菜单"})
                await _shows(http, platform, lambda texts: any("您想做什么" in it for it in texts))
            await http.post("control/telegram/faults", json={"call": "sendMessage", "code": 500})
            await _does(http, "telegram", {"kind": "text", "text": "帮助"})
            seen = (await http.get("control/seen")).json()
            assert seen["wechat"]["problems"] == seen["telegram"]["problems"] == []
        finally:
            assert await bot.terminate() == 0


async def _does(http: httpx.AsyncClient, platform: str, act: dict[str, str]) -> None:
    body = {"platform": platform, "persona": "new", "act": act}
    answer = await http.post("send", json=body)
    assert answer.status_code == 200, answer.text


async def _shows(
    http: httpx.AsyncClient, platform: str, enough: Callable[[list[str]], bool]
) -> None:
    async with asyncio.timeout(60):
        while True:
            phone = (await http.get(f"phones/{platform}", params={"persona": "new"})).json()
            if enough([bubble["text"] for bubble in phone["bubbles"]]):
                return
            await asyncio.sleep(0.1)

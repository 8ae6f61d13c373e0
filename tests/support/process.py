"""The ``zhiyuan`` command as a real process, with both platforms served by the test."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.sandbox.bot_api import BotApi
from bot.sandbox.wechat_api import WechatApi
from bot.sandbox.wechat_platform import WechatPlatform
from domain.clock import SystemClock
from tests.support.web import serving
from tests.support.wechat import ACCOUNT

TOKEN = "42:test"
_COMMAND = (sys.executable, "-c", "from bot.cli import main; main()")
_START_SECONDS = 120.0


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


@dataclass
class Program:
    """``zhiyuan serve``, to be killed and started again on the same data directory."""

    data_dir: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    process: asyncio.subprocess.Process | None = None
    command: tuple[str, ...] = _COMMAND

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The settings of the process."""
        plain = {k: v for k, v in os.environ.items() if not k.startswith("ZHIYUAN_")}
        return {
            **plain,
            "ZHIYUAN_DATA_DIR": str(self.data_dir),
            "ZHIYUAN_PORT": str(self.port),
            "ZHIYUAN_RASA_URL": "off",
            **self.settings,
        }

    async def start(self) -> None:
        """Starts it and waits until it is ready."""
        self.process = await asyncio.create_subprocess_exec(
            *self.command, "serve", env=self.environment, cwd=self.data_dir
        )
        async with httpx.AsyncClient() as client:
            async with asyncio.timeout(_START_SECONDS):
                while True:
                    assert self.process.returncode is None, "it ended by itself"
                    try:
                        if (await client.get(f"{self.url}/readyz")).status_code == 200:
                            return
                    except httpx.TransportError:
                        pass
                    await asyncio.sleep(0.1)

    async def readyz(self) -> dict[str, str]:
        """The state of each part."""
        async with httpx.AsyncClient() as client:
            parts = (await client.get(f"{self.url}/readyz", timeout=15)).json()["parts"]
        return {name: part["state"] for name, part in parts.items()}

    async def metrics(self) -> str:
        """What ``/metrics`` shows."""
        async with httpx.AsyncClient() as client:
            return (await client.get(f"{self.url}/metrics", timeout=15)).text

    async def kill(self) -> None:
        """SIGKILL: nothing of it can be caught."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> int:
        """SIGTERM; the exit code."""
        return await self._end(signal.SIGTERM)

    async def run(self, *words: str) -> tuple[int, str, str]:
        """Another command on the same data directory: exit code, stdout, stderr."""
        process = await asyncio.create_subprocess_exec(
            *self.command,
            *words,
            env=self.environment,
            cwd=self.data_dir,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()

    async def _end(self, number: signal.Signals) -> int:
        if self.process is None or self.process.returncode is not None:
            return 0
        self.process.send_signal(number)
        return await self.process.wait()


@dataclass(kw_only=True)
class Serving(Program):
    """The same, with the platforms that the test serves to it."""

    telegram: BotApi
    wechat: WechatPlatform


@asynccontextmanager
async def both_platforms(data_dir: Path) -> AsyncIterator[Serving]:
    """Both platforms' servers and a process, not started yet, that is set up for them."""
    port = free_port()
    telegram = BotApi(TOKEN)
    wechat = WechatPlatform(ACCOUNT, f"http://127.0.0.1:{port}/wechat/webhook", SystemClock())
    async with serving(telegram.app) as bot_url, serving(WechatApi(wechat).app()) as api_url:
        process = Serving(
            data_dir,
            port,
            {
                "ZHIYUAN_TELEGRAM_TOKEN": TOKEN,
                "ZHIYUAN_TELEGRAM_API_URL": bot_url,
                "ZHIYUAN_WECHAT_APP_ID": ACCOUNT.app_id,
                "ZHIYUAN_WECHAT_APP_SECRET": ACCOUNT.app_secret,
                "ZHIYUAN_WECHAT_TOKEN": ACCOUNT.token,
                "ZHIYUAN_WECHAT_AES_KEY": ACCOUNT.aes_key,
                "ZHIYUAN_WECHAT_PROFILE": "service",
                "ZHIYUAN_WECHAT_API_URL": api_url,
            },
            telegram=telegram,
            wechat=wechat,
        )
        try:
            yield process
        finally:
            await process.kill()
            await telegram.close()
            await wechat.close()

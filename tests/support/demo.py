"""The real ``zhiyuan demo`` as a process of its own, and what its page asks of it."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.unit.sandbox.conftest import Watcher, listening

_STARTS_WITHIN = 90.0
_ENDS_WITHIN = 30.0
_PAUSE = 0.2
_READY = {"sql": "up", "redis": "up", "rasa": "off", "telegram": "ready", "wechat": "ready"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class RunningDemo:
    """A demo that answers."""

    url: str
    process: asyncio.subprocess.Process
    http: httpx.AsyncClient
    stderr: Path

    @property
    def said(self) -> str:
        """What it wrote for whoever started it."""
        return self.stderr.read_text()

    @asynccontextmanager
    async def phone(self, platform: str, persona: str = "new") -> AsyncIterator["Phone"]:
        """Somebody's phone, watched."""
        async with listening(self.http, persona) as watcher:
            yield Phone(self, platform, persona, watcher)

    async def move_clock(self, moment: str) -> None:
        """Moves the demo's time to a local moment."""
        answer = await self.http.post("clock", json={"now": moment})
        assert answer.status_code == 200, answer.text

    async def stop(self) -> int:
        """Asks it to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), _ENDS_WITHIN)


@dataclass
class Phone:
    """One phone of the page."""

    demo: RunningDemo
    platform: str
    persona: str
    watcher: Watcher

    @property
    def words(self) -> str:
        """Everything that the assistant said and still stands there, newest last."""
        return "\n".join(bubble["text"] for bubble in self._theirs().values())

    async def does(self, kind: str, *, until: str, **more: str) -> None:
        """Does something and waits for words in a message that is new or has changed."""
        before = self._theirs()
        body = {"platform": self.platform, "persona": self.persona, "act": {"kind": kind, **more}}
        answer = await self.demo.http.post("send", json=body)
        assert answer.status_code == 200, answer.text
        try:
            await self.watcher.until(
                lambda: any(
                    until in bubble["text"] and before.get(key) != bubble
                    for key, bubble in self._theirs().items()
                )
            )
        except TimeoutError:
            raise AssertionError(f"{until!r} does not come after {body}:\n{self.words}") from None

    def _theirs(self) -> dict[str, dict[str, Any]]:
        bubbles = self.watcher.bubbles(self.platform)
        return {bubble["id"]: bubble for bubble in bubbles if bubble["side"] == "theirs"}

    async def says(self, text: str, until: str) -> None:
        """Types."""
        await self.does("text", text=text, until=until)

    async def taps(self, label: str, until: str) -> None:
        """Presses the newest button with this label."""
        for bubble in reversed(self.watcher.bubbles(self.platform)):
            for button in (button for row in bubble["buttons"] for button in row):
                if button["label"] == label:
                    await self._presses(bubble, button, until)
                    return
        raise AssertionError(f"no button {label!r} in:\n{self.words}")

    async def taps_first(self, until: str) -> None:
        """Presses the first button of the newest message, whatever its label."""
        bubble = self.watcher.bubbles(self.platform)[-1]
        await self._presses(bubble, bubble["buttons"][0][0], until)

    async def _presses(self, bubble: dict[str, Any], button: dict[str, Any], until: str) -> None:
        await self.does("button", until=until, bubble=bubble["id"], data=button["data"])

    async def code(self) -> str:
        """The picture with a QR code that stands last, once it has come."""

        def newest() -> dict[str, Any]:
            return self.watcher.bubbles(self.platform)[-1]["file"] or {}

        await self.watcher.until(lambda: bool(newest().get("scannable")))
        return str(newest()["path"])

    async def sees(self, words: str) -> None:
        """Waits for words."""
        await self.watcher.until(lambda: words in self.words)


def demo_environment(data_dir: Path, port: int) -> dict[str, str]:
    """The settings of a demo, and nothing of whoever runs the tests."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("ZHIYUAN_")}
    return ours | {
        "ZHIYUAN_DATA_DIR": str(data_dir),
        "ZHIYUAN_PORT": str(port),
        "ZHIYUAN_RASA_URL": "off",
    }


@asynccontextmanager
async def running_demo(folder: Path) -> AsyncIterator[RunningDemo]:
    """Starts it on a free port and waits until it is ready; ends it if need be."""
    port, stderr = free_port(), folder / "stderr"
    url = f"http://127.0.0.1:{port}"
    with stderr.open("w") as errors:
        process = await asyncio.create_subprocess_exec(
            Path(sys.executable).with_name("zhiyuan"),
            "demo",
            cwd=folder,
            env=demo_environment(folder / "data", port),
            stderr=errors,
        )
    try:
        async with httpx.AsyncClient(base_url=f"{url}/sandbox/", timeout=15) as http:
            demo = RunningDemo(url, process, http, stderr)
            await _ready(demo)
            yield demo
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _ready(demo: RunningDemo) -> None:
    """Waits until all parts are up, the platforms too."""
    states: dict[str, str] = {}
    for _ in range(int(_STARTS_WITHIN / _PAUSE)):
        assert demo.process.returncode is None, demo.said
        with suppress(httpx.TransportError):
            parts = (await demo.http.get(f"{demo.url}/readyz")).json()["parts"]
            states = {name: part["state"] for name, part in parts.items()}
        if states == _READY:
            return
        await asyncio.sleep(_PAUSE)
    raise AssertionError(f"not ready: {states}\n{demo.said}")

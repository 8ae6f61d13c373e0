"""The page's server over real HTTP, and a watcher of its events."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.support.clock import SettableClock
from tests.support.echo import EchoDemo, echo_demo


@dataclass
class Watcher:
    """What a browser knows that listens to the events."""

    state: dict[str, Any] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, name: str, data: Any) -> None:
        """Applies an event, as the page does."""
        self.names.append(name)
        match name:
            case "state":
                self.state = data
            case "phone":
                phone = self.state["phones"][data["platform"]]
                phone["head"] = data["head"] or phone["head"]
                bubbles = {b["id"]: b for b in phone["bubbles"]}
                bubbles |= {b["id"]: b for b in data["bubbles"]}
                phone["bubbles"] = [b for b in bubbles.values() if b["id"] not in data["gone"]]
            case "clock":
                self.state["now"] = data["now"]
            case "personas":
                self.state["personas"] = data
        self.changed.set()

    def bubbles(self, platform: str) -> list[dict[str, Any]]:
        """What the phone shows."""
        bubbles: list[dict[str, Any]] = self.state["phones"][platform]["bubbles"]
        return bubbles

    def texts(self, platform: str) -> list[tuple[str, str]]:
        """Who said what."""
        return [(b["side"], b["text"]) for b in self.bubbles(platform)]

    def head(self, platform: str) -> dict[str, Any]:
        """What the phone shows besides."""
        head: dict[str, Any] = self.state["phones"][platform]["head"]
        return head

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits for events until the condition holds, at most 10 s."""
        async with asyncio.timeout(10):
            while not (self.state and condition()):
                self.changed.clear()
                await self.changed.wait()


@dataclass
class Page:
    """The page's requests."""

    demo: EchoDemo
    http: httpx.AsyncClient

    async def act(self, platform: str, act: dict[str, Any], persona: str = "new") -> httpx.Response:
        """Does something on a phone."""
        body = {"platform": platform, "persona": persona, "act": act}
        return await self.http.post("send", json=body)

    async def say(self, platform: str, text: str, persona: str = "new") -> None:
        """Types a text, which must be taken."""
        answer = await self.act(platform, {"kind": "text", "text": text}, persona)
        assert answer.status_code == 200, answer.text

    @asynccontextmanager
    async def watching(self, persona: str = "new") -> AsyncIterator[Watcher]:
        """Listens to the events from the whole state on."""
        async with listening(self.http, persona) as watcher:
            yield watcher


@asynccontextmanager
async def listening(http: httpx.AsyncClient, persona: str) -> AsyncIterator[Watcher]:
    """Listens to a page's events from the whole state on."""
    watcher = Watcher()
    task = asyncio.create_task(_listen(http, persona, watcher))
    try:
        await watcher.until(lambda: True)
        yield watcher
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _listen(http: httpx.AsyncClient, persona: str, watcher: Watcher) -> None:
    async with http.stream("GET", "events", params={"persona": persona}) as stream:
        name = ""
        async for line in stream.aiter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                watcher.take(name, json.loads(line.removeprefix("data: ")))


@pytest.fixture
async def page(clock: SettableClock) -> AsyncIterator[Page]:
    """The page's server with an echo behind both platforms."""
    async with (
        echo_demo(clock) as demo,
        httpx.AsyncClient(base_url=f"{demo.url}/sandbox/", timeout=15) as http,
    ):
        yield Page(demo, http)

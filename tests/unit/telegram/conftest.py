"""A person, the sandbox's Bot API over HTTP, and the client under test."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.attachments import File
from bot.messages import Attachment
from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import User
from bot.telegram.client import TelegramClient
from bot.telegram.gate import Gate
from tests.support.clock import SettableClock
from tests.support.lanes import OpenLanes
from tests.support.web import serving

MEI = User(7001, "梅", language_code="zh-hans", phone="+8613900000001")
TOM = User(7002, "Tom", language_code="en")


class Documents:
    """Implements ``Attachments``."""

    async def make(self, attachment: Attachment) -> File:
        return File("data.json", "application/json", f'{{"id": "{attachment.ref}"}}'.encode())

    def link(self, attachment: Attachment) -> str | None:
        return None


@dataclass
class MemoryNotes:
    """Implements ``bot.telegram.setup.Notes``."""

    kept: dict[str, str] = field(default_factory=dict)

    async def get(self, key: str) -> str | None:
        return self.kept.get(key)

    async def put(self, key: str, value: str, seconds: float) -> None:
        self.kept[key] = value

    async def drop(self, key: str, value: str) -> None:
        if self.kept.get(key) == value:
            del self.kept[key]


@dataclass
class Waits:
    """Stands in for sleeping: notes how long it should have been."""

    seconds: list[float]

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits([])


@pytest.fixture
async def api(clock: SettableClock) -> AsyncIterator[BotApi]:
    api = BotApi(now=clock.now)
    for user in (MEI, TOM):
        api.add_user(user)
    yield api
    await api.close()


@pytest.fixture
async def api_url(api: BotApi) -> AsyncIterator[str]:
    async with serving(api.app) as url:
        yield url


@pytest.fixture
def outgoing(waits: Waits) -> Gate:
    return Gate(OpenLanes(lambda: sum(waits.seconds)), sleep=waits)


@pytest.fixture
async def client(
    api: BotApi, api_url: str, outgoing: Gate, waits: Waits
) -> AsyncIterator[TelegramClient]:
    client = TelegramClient(
        api.token, api_url, Documents(), outgoing, call_seconds=1.0, sleep=waits
    )
    yield client
    await client.close()

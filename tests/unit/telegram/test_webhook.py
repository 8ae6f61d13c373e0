"""The webhook, fed by hand and by the sandbox's deliveries."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.messages import Answer, Inbound, MediaKind, Screen, Tap, Text
from bot.sandbox.bot_api import BotApi
from bot.telegram.client import TelegramClient
from bot.telegram.setup import use_webhook
from bot.telegram.webhook import BODY_BYTES, PATH, SECRET_HEADER, telegram_routes
from tests.support.gate import RecordingGate
from tests.support.web import serving
from tests.unit.telegram.conftest import MEI, TOM, MemoryNotes
from tests.unit.telegram.test_decode import callback, message

SECRET = "s3cret-word"


@pytest.fixture
def gate() -> RecordingGate:
    return RecordingGate()


@pytest.fixture
async def url(gate: RecordingGate, client: TelegramClient) -> AsyncIterator[str]:
    async with serving(Starlette(routes=telegram_routes(gate, client, SECRET))) as base:
        yield base + PATH


async def post(url: str, body: Any, secret: str | None = SECRET) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with httpx.AsyncClient() as http:
        return (await http.post(url, content=content, headers=headers)).status_code


def test_no_webhook_without_a_secret(gate: RecordingGate) -> None:
    with pytest.raises(ValueError, match="secret"):
        telegram_routes(gate, None, "")  # type: ignore[arg-type]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper()])
async def test_a_forged_update_is_refused(
    url: str, gate: RecordingGate, secret: str | None
) -> None:
    assert await post(url, message(text="hi"), secret) == 403
    assert gate.received == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"1" * 5000, 400),
        (b" " * (BODY_BYTES + 1), 413),
        (b"null", 200),
        (b"[]", 200),
        (b'{"update_id": 1}', 200),
        (b'{"update_id": 1, "message": {"date": 1e400}}', 200),
    ],
)
async def test_bad_bodies(url: str, gate: RecordingGate, body: bytes, status: int) -> None:
    assert await post(url, body) == status
    assert gate.received == []


async def test_a_large_update_passes(url: str, gate: RecordingGate, api: BotApi) -> None:
    api.user_starts(MEI.id)
    quoted = message(text="\u5b57" * 4096)["message"]
    assert await post(url, message(text="\u5b57" * 4096, reply_to_message=quoted)) == 200
    assert len(gate.received) == 1


async def test_acknowledged_when_handed_over(url: str, gate: RecordingGate, api: BotApi) -> None:
    api.user_starts(MEI.id)
    assert await post(url, message(text="菜单")) == 200
    assert gate.received[0].content == Text("菜单")
    assert api.messages(MEI.id)[-1].text == "Text(text='菜单')"
    assert gate.kept == []


async def test_a_slow_answer_is_kept_first(
    url: str, gate: RecordingGate, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.webhook.HANDLING_SECONDS", 0.05)
    goes_on = asyncio.Event()

    async def slowly(inbound: Inbound) -> Answer:
        await goes_on.wait()
        return Answer(Screen("fertig"))

    gate.respond = slowly
    api.user_starts(MEI.id)
    assert await post(url, message(text="菜单")) == 200
    assert [one.id for one in gate.kept] == ["telegram:42"]
    goes_on.set()
    await gate.until(lambda: bool(gate.pushes))
    assert api.messages(MEI.id)[-1].text == "fertig"


async def test_a_store_that_is_away_is_a_503(url: str, gate: RecordingGate) -> None:
    gate.away = True
    assert await post(url, callback()) == 503
    gate.away = False
    assert await post(url, callback()) == 200


async def test_the_platform_delivers_each_in_order_until_taken(
    url: str, gate: RecordingGate, api: BotApi, client: TelegramClient
) -> None:
    await use_webhook(client, url, SECRET, MemoryNotes())
    gate.away = True
    for text in ("一", "二", "三"):
        api.user_sends_text(MEI.id, text)
    api.user_sends_media(TOM.id, MediaKind.VOICE)
    await gate.until(lambda: len(gate.received) >= 3)
    gate.away = False
    await gate.until(lambda: len(gate.pushes) == 4)
    mine = [b.text for b in api.messages(MEI.id) if b.from_bot]
    assert mine == ["Text(text='一')", "Text(text='二')", "Text(text='三')"]
    bubble = api.messages(MEI.id)[-1]
    assert api.messages(TOM.id)[-1].from_bot and not bubble.buttons


async def test_a_delivered_tap_is_answered_once(
    url: str, gate: RecordingGate, api: BotApi, client: TelegramClient
) -> None:
    api.user_starts(MEI.id)
    await use_webhook(client, url, SECRET, MemoryNotes())
    await gate.until(lambda: len(gate.pushes) == 1)
    tap = api.user_taps(MEI.id, 1, "menu", inaccessible=True)
    await gate.until(lambda: len(gate.pushes) == 2)
    assert gate.received[-1].content == Tap("menu", f"q{tap}", 1)
    assert api.callback_answers(tap) == 1

"""Every kind of request that the client makes, held against the Bot API's contract."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import pytest

from bot.attachments import File
from bot.messages import (
    Answer,
    Attachment,
    AttachmentKind,
    Choice,
    Inbound,
    PushOutcome,
    Screen,
    Tap,
    Wants,
)
from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import User
from bot.telegram.client import TelegramClient
from bot.telegram.commands import ChatCommands
from bot.telegram.gate import Gate
from bot.telegram.polling import Polling
from bot.telegram.setup import show_profile, use_webhook
from domain.volunteers.model import Language, Platform
from tests.oracles.telegram_oracle import TelegramOracle, oracle
from tests.support.gate import RecordingGate
from tests.support.lanes import OpenLanes
from tests.support.pictures import picture
from tests.support.web import serving
from tests.unit.telegram.conftest import MemoryNotes

MEI = User(7001, "梅", language_code="zh-hans")
BACK = Choice("返回", "back")
SCREENS = [
    Screen("字" * 9000, (Choice("👩‍👩‍👧‍👦 <b>&", "x" * 64), Choice("שלום", "字" * 21)), (BACK,)),
    Screen("手机号？", nav=(BACK,), wants=Wants.CONTACT),
    Screen("在哪？", nav=(BACK,), wants=Wants.LOCATION),
    Screen("城区？"),
    Screen("码", nav=(BACK,), attachment=Attachment(AttachmentKind.QR, "c1")),
    Screen("字" * 2000, attachment=Attachment(AttachmentKind.QR, "c1")),
    Screen("数据", nav=(BACK,), attachment=Attachment(AttachmentKind.EXPORT, "v1")),
]


class Documents:
    async def make(self, attachment: Attachment) -> File:
        return File("数据.json", "application/json", b"{}")

    def link(self, attachment: Attachment) -> str | None:
        return None


@pytest.fixture
def watched() -> TelegramOracle:
    return oracle()


@pytest.fixture
async def api(watched: TelegramOracle) -> AsyncIterator[BotApi]:
    api = BotApi(on_request=watched.on_request)
    api.add_user(MEI)
    api.user_starts(MEI.id)
    yield api
    await api.close()


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[TelegramClient]:
    async with serving(api.app) as url:
        client = TelegramClient(api.token, url, Documents(), Gate(OpenLanes()))
        yield client
        await client.close()


async def test_screens(api: BotApi, client: TelegramClient, watched: TelegramOracle) -> None:
    for screen in SCREENS:
        push = await client.push(str(MEI.id), screen, Language.ZH)
        assert push.outcome is PushOutcome.SENT
    menu = Screen("菜单", (Choice("项目", "browse"),), (BACK,), in_place=True)
    await client.push(str(MEI.id), menu, Language.ZH)
    shown = api.messages(MEI.id)[-1].message_id
    tap = Tap("browse", f"q{api.user_taps(MEI.id, shown, '项目')}", shown)
    inbound = Inbound("telegram:1", Platform.TELEGRAM, str(MEI.id), tap)
    await client.answer(inbound, Answer(Screen("没有项目", in_place=True)))
    assert watched.violations == []
    assert set(watched.seen) >= {
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "editMessageText",
        "answerCallbackQuery",
    }


class Pictures(Documents):
    async def make(self, attachment: Attachment) -> File:
        return File("picture.jpg", "image/jpeg", picture())


async def test_pictures(api: BotApi, watched: TelegramOracle) -> None:
    """As bytes, by the id of the first, as a caption and before the words."""
    async with serving(api.app) as url:
        client = TelegramClient(api.token, url, Pictures(), Gate(OpenLanes()), notes=MemoryNotes())
        for text in ("缺三个人。", "字" * 1024, "字" * 1025, "😀" * 600):
            for ref in ("a" * 64, "b" * 64):
                attachment = Attachment(AttachmentKind.PICTURE, ref)
                screen = Screen(text, (Choice("报名", "x" * 64),), attachment=attachment)
                push = await client.push(str(MEI.id), screen, Language.ZH)
                assert push.outcome is PushOutcome.SENT
        await client.close()
    assert watched.violations == []
    assert watched.seen.count("sendPhoto") == 8
    assert watched.seen.count("sendMessage") == 4


async def test_the_rest(api: BotApi, client: TelegramClient, watched: TelegramOracle) -> None:
    await show_profile(client)
    await ChatCommands(client).show_commands(str(MEI.id), Language.ZH, organizer=True)
    await ChatCommands(client).forget_commands(str(MEI.id))
    await use_webhook(client, "http://127.0.0.1:9/telegram/webhook", "s3cret_-", MemoryNotes())
    stop, gate = asyncio.Event(), RecordingGate()
    polling = asyncio.create_task(Polling(gate, client, poll_seconds=5).run(stop))
    await gate.until(lambda: len(gate.pushes) == 1)
    stop.set()
    await polling
    assert watched.violations == []
    assert set(watched.seen) >= {
        "getMe",
        "setMyCommands",
        "deleteMyCommands",
        "setMyDescription",
        "setChatMenuButton",
        "setWebhook",
        "deleteWebhook",
        "getUpdates",
    }


INLINE = '{"inline_keyboard": [[%s]]}'


@pytest.mark.parametrize(
    ("method", "fields", "problem"),
    [
        ("sendMesage", {}, "no such method"),
        ("sendMessage", {"chat_id": "7"}, "text is missing"),
        ("sendMessage", {"chat_id": "7", "text": ""}, "text has 0 characters"),
        ("sendMessage", {"chat_id": "7", "text": "😀" * 2049}, "text has 4098 characters"),
        ("sendMessage", {"chat_id": "7", "text": "x", "buttons": "[]"}, "unknown field buttons"),
        ("sendMessage", {"chat_id": "7", "text": "x", "reply_markup": "{"}, "reply_markup is no"),
        (
            "sendMessage",
            {"chat_id": "7", "text": "x", "reply_markup": INLINE % '{"text": "a"}'},
            "exactly one thing",
        ),
        (
            "sendMessage",
            {
                "chat_id": "7",
                "text": "x",
                "reply_markup": INLINE % f'{{"text": "a", "callback_data": "{"字" * 22}"}}',
            },
            "callback_data has 66 bytes",
        ),
        (
            "sendMessage",
            {"chat_id": "7", "text": "x", "reply_markup": '{"keyboard": [[{"txt": "a"}]]}'},
            "reply_markup",
        ),
        ("sendMessage", {"chat_id": "[7]", "text": "x"}, "chat_id is no"),
        ("sendPhoto", {"chat_id": "7", "photo": "attach://gone"}, "photo is no"),
        ("sendPhoto", {"chat_id": "7", "photo": "id", "caption": "x" * 1025}, "caption has 1025"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "text has 201"),
        (
            "setMyCommands",
            {"commands": '[{"command": "Menü", "description": "x"}]'},
            "other characters",
        ),
        ("setMyCommands", {"commands": "[]", "scope": '{"type": "everybody"}'}, "scope"),
        ("getUpdates", {"allowed_updates": "message"}, "allowed_updates is no list"),
        ("setWebhook", {"url": "x", "secret_token": "a b"}, "other characters"),
    ],
)
def test_the_oracle_sees(
    watched: TelegramOracle, method: str, fields: Mapping[str, object], problem: str
) -> None:
    watched.on_request(method, fields, frozenset())
    assert any(problem in found for found in watched.violations), watched.violations


def test_the_oracle_sees_stray_uploads(watched: TelegramOracle) -> None:
    watched.on_request("sendPhoto", {"chat_id": "7", "photo": "id"}, frozenset({"extra"}))
    assert watched.violations == ["sendPhoto: upload extra belongs to no field"]

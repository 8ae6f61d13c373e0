"""The sandbox is as strict as the real server, and says no in its words."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from aiogram.types import Update

from bot.messages import MediaKind
from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import BubbleKind, Key, Phone
from tests.support.clock import SettableClock
from tests.unit.telegram.conftest import MEI, TOM


class Bot:
    """Calls the server as any bot would."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self.http = http
        self.token = token

    async def __call__(self, method: str, **fields: Any) -> Any:
        response = await self.http.post(f"/bot{self.token}/{method}", json=fields)
        body = response.json()
        if body["ok"]:
            return body["result"]
        assert response.status_code == body["error_code"]
        return f"{body['error_code']} {body['description']}"


@pytest.fixture
async def bot(api: BotApi, api_url: str) -> AsyncIterator[Bot]:
    async with httpx.AsyncClient(base_url=api_url, timeout=10) as http:
        yield Bot(http, api.token)


def inline(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}


async def test_strangers(bot: Bot, api: BotApi) -> None:
    assert await bot("getNothing") == "404 Not Found"
    assert await Bot(bot.http, "1:wrong")("getMe") == "401 Unauthorized"
    assert (await bot("getMe"))["username"] == api.username


@pytest.mark.parametrize(
    "how",
    [
        {"params": {"chat_id": "7001", "text": "hi"}},
        {"data": {"chat_id": "7001", "text": "hi"}},
        {"json": {"chat_id": 7001, "text": "hi"}},
        {"files": {"chat_id": (None, "7001"), "text": (None, "hi")}},
    ],
)
async def test_fields_come_in_every_way(bot: Bot, api: BotApi, how: dict[str, Any]) -> None:
    api.user_starts(MEI.id)
    response = await bot.http.post(f"/bot{api.token}/sendMessage", **how)
    assert response.json()["result"]["text"] == "hi"


NO_ACTION = {"inline_keyboard": [[{"text": "a"}]]}


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text": "x"}, "400 Bad Request: chat_id is empty"),
        ({"chat_id": 1, "text": "x"}, "400 Bad Request: chat not found"),
        ({"chat_id": TOM.id, "text": "x"}, "403 Forbidden: bot can't initiate conversation"),
        ({"chat_id": MEI.id}, "400 Bad Request: message text is empty"),
        ({"chat_id": MEI.id, "text": " \n"}, "400 Bad Request: message text is empty"),
        ({"chat_id": MEI.id, "text": "😀" * 2049}, "400 Bad Request: message is too long"),
        ({"chat_id": MEI.id, "text": "x", "reply_markup": "{"}, "400 Bad Request: can't parse"),
        ({"chat_id": MEI.id, "text": "x", "reply_markup": []}, "400 Bad Request: object expected"),
        (
            {"chat_id": MEI.id, "text": "x", "reply_markup": inline("字" * 22)},
            "400 Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {
                "chat_id": MEI.id,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a"}]]},
            },
            "400 Bad Request: can't parse inline keyboard button",
        ),
        (
            {"chat_id": MEI.id, "text": "x", "reply_markup": {"keyboard": [{"text": "a"}]}},
            "400 Bad Request: can't parse keyboard",
        ),
    ],
)
async def test_refusals(bot: Bot, api: BotApi, fields: dict[str, Any], refusal: str) -> None:
    api.user_starts(MEI.id)
    assert str(await bot("sendMessage", **fields)).startswith(refusal)
    assert len(api.messages(MEI.id)) == 1


async def test_editing(bot: Bot, api: BotApi) -> None:
    api.user_starts(MEI.id)
    sent = await bot("sendMessage", chat_id=MEI.id, text="甲", reply_markup=inline("1"))
    same = {"chat_id": MEI.id, "message_id": sent["message_id"]}
    edited = await bot("editMessageText", **same, text="乙", reply_markup=inline("2"))
    assert (edited["text"], api.messages(MEI.id)[-1].labels()) == ("乙", ("2",))
    again = await bot("editMessageText", **same, text="乙", reply_markup=inline("2"))
    assert again.startswith("400 Bad Request: message is not modified: specified new message")
    assert await bot("editMessageReplyMarkup", **same) and not api.messages(MEI.id)[-1].buttons
    own = {"chat_id": MEI.id, "message_id": 1, "text": "x"}
    assert await bot("editMessageText", **own) == "400 Bad Request: message can't be edited"
    gone = own | {"message_id": 99}
    assert await bot("editMessageText", **gone) == "400 Bad Request: message to edit not found"
    keys = {"keyboard": [[{"text": "号", "request_contact": True}], ["跳过"]]}
    asked = await bot("sendMessage", chat_id=MEI.id, text="号？", reply_markup=keys)
    assert api.phone(MEI.id).keyboard == ((Key("号", "contact"),), (Key("跳过"),))
    asked = {"chat_id": MEI.id, "message_id": asked["message_id"], "text": "x"}
    assert await bot("editMessageText", **asked) == "400 Bad Request: message can't be edited"
    removal = {"remove_keyboard": True}
    await bot("sendMessage", chat_id=MEI.id, text="好", reply_markup=removal)
    assert api.phone(MEI.id).keyboard == ()
    assert await bot("deleteMessage", **same) is True
    refused = await bot("deleteMessage", **same)
    assert refused == "400 Bad Request: message to delete not found"


async def test_files(bot: Bot, api: BotApi) -> None:
    api.user_starts(MEI.id)
    url = f"/bot{api.token}/sendDocument"
    upload = {"up": ("数据.json", b"{}", "application/json")}
    form = {"chat_id": "7001", "document": "attach://up", "caption": "您的数据"}
    response = await bot.http.post(url, data=form, files=upload)
    document = response.json()["result"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("数据.json", "application/json")
    found = await bot("getFile", file_id=document["file_id"])
    content = await bot.http.get(f"/file/bot{api.token}/{found['file_path']}")
    assert content.content == b"{}"
    assert api.messages(MEI.id)[-1].kind is BubbleKind.DOCUMENT
    missing = await bot.http.post(url, data=form)
    assert missing.json()["description"] == "Bad Request: there is no document in the request"
    photo = {"photo": ("x.png", b"no picture", "image/png")}
    response = await bot.http.post(
        f"/bot{api.token}/sendPhoto", data={"chat_id": "7001"}, files=photo
    )
    assert response.json()["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_buttons_wait_for_one_answer(bot: Bot, api: BotApi, clock: SettableClock) -> None:
    api.user_starts(MEI.id)
    sent = await bot("sendMessage", chat_id=MEI.id, text="甲", reply_markup=inline("通过"))
    with pytest.raises(LookupError):
        api.user_taps(MEI.id, sent["message_id"], "不通过")
    update = api.user_taps(MEI.id, sent["message_id"], "通过")
    assert await bot("answerCallbackQuery", callback_query_id=f"q{update}", text="好") is True
    assert (api.callback_answers(update), api.phone(MEI.id).toast) == (1, "好")
    refusal = (
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    assert await bot("answerCallbackQuery", callback_query_id="q1") == refusal
    clock.advance(timedelta(minutes=5))
    assert await bot("answerCallbackQuery", callback_query_id=f"q{update}") == refusal


async def test_offsets(bot: Bot, api: BotApi) -> None:
    first, second, third = (api.user_sends_text(MEI.id, text) for text in "abc")

    async def ids(**fields: Any) -> list[int]:
        return [update["update_id"] for update in await bot("getUpdates", **fields)]

    assert await ids() == await ids(offset=0) == await ids(offset=first) == [first, second, third]
    assert await ids(limit=1) == [first]
    assert await ids(offset=second) == [second, third]
    assert await ids(offset=first) == [second, third]
    assert await ids(offset=-1) == [third] == await ids()
    assert await ids(offset=third + 1) == []
    waiting = asyncio.create_task(ids(offset=third + 1, timeout=5))
    await asyncio.sleep(0.05)
    fourth = api.user_sends_text(MEI.id, "d")
    assert await waiting == [fourth]


async def test_only_one_may_poll(bot: Bot, api: BotApi) -> None:
    first = asyncio.create_task(bot("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot("getUpdates", timeout=5))
    assert (await first).startswith("409 Conflict: terminated by other getUpdates request")
    api.user_starts(MEI.id)
    assert len(await second) == 1
    await bot("setWebhook", url="http://127.0.0.1:9/x")
    assert (await bot("getUpdates")).startswith("409 Conflict: can't use getUpdates method while")
    await bot("deleteWebhook")
    assert len(await bot("getUpdates")) == 1


async def test_unwanted_kinds_are_not_queued(bot: Bot, api: BotApi) -> None:
    await bot("getUpdates", allowed_updates=["message"])
    api.user_starts(MEI.id)
    api.user_blocks(MEI.id)
    assert [set(one) - {"update_id"} for one in await bot("getUpdates")] == [{"message"}]
    refused = await bot("sendMessage", chat_id=MEI.id, text="x")
    assert refused == "403 Forbidden: bot was blocked by the user"


async def test_all_that_people_do_is_well_formed(bot: Bot, api: BotApi) -> None:
    api.user_starts(MEI.id, "c1")
    api.user_sends_contact(MEI.id)
    api.user_sends_contact(MEI.id, "+1", owner_id=TOM.id)
    api.user_sends_location(MEI.id)
    for kind in MediaKind:
        api.user_sends_media(MEI.id, kind)
    api.user_taps(MEI.id, 1, "menu", inaccessible=True)
    api.user_blocks(MEI.id)
    api.user_unblocks(MEI.id)
    updates = await bot("getUpdates")
    assert len(updates) == 4 + len(MediaKind) + 3
    for update in updates:
        Update.model_validate_json(json.dumps(update))


async def test_who_watches_sees_every_change(bot: Bot, api: BotApi) -> None:
    seen: list[Phone] = []

    async def watch() -> None:
        async for phone in api.subscribe(MEI.id):
            seen.append(phone)
            if len(phone.bubbles) == 2:
                return

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    api.user_starts(MEI.id)
    await bot("sendMessage", chat_id=MEI.id, text="您好")
    await asyncio.wait_for(watching, 5)
    assert [bubble.text for bubble in seen[-1].bubbles] == ["/start", "您好"]

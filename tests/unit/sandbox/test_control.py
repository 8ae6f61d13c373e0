"""What a tester tells the platforms over HTTP, and how a bot's calls then end."""

import json
from typing import Any

import httpx
import pytest

from bot.sandbox.faults import Fault, Faults
from tests.unit.sandbox.conftest import Page


async def call(page: Page, method: str, **fields: object) -> httpx.Response:
    """A call of a bot."""
    url = f"{page.demo.url}/sandbox/telegram/bot{page.demo.bot_api.token}/{method}"
    async with httpx.AsyncClient() as bot:
        return await bot.post(url, json=fields)


async def goes_wrong(page: Page, platform: str, **fault: object) -> None:
    answer = await page.http.post(f"control/{platform}/faults", json=fault)
    assert answer.status_code == 201, answer.text


async def test_a_call_is_refused_as_often_as_told(page: Page) -> None:
    await goes_wrong(
        page, "telegram", call="getMe", times=2, code=429, words="Too Many Requests", retry_after=3
    )
    refused = [await call(page, "getMe") for _ in range(2)]
    assert [answer.status_code for answer in refused] == [429, 429]
    assert refused[0].json()["parameters"] == {"retry_after": 3}
    assert (await call(page, "getMe")).status_code == 200


async def test_a_message_is_shown_although_its_call_breaks_off(page: Page) -> None:
    async with page.watching() as seen:
        await page.act("telegram", {"kind": "start"})
        await seen.until(lambda: len(seen.bubbles("telegram")) == 2)
    me = page.demo.personas.all()[0].telegram_id
    await goes_wrong(page, "telegram", call="sendMessage", chat=str(me), ends="hung_up", done=True)
    with pytest.raises(httpx.RemoteProtocolError):
        await call(page, "sendMessage", chat_id=me, text="wirklich da")
    phone = (await page.http.get("phones/telegram", params={"persona": "new"})).json()
    assert "wirklich da" in [bubble["text"] for bubble in phone["bubbles"]]


@pytest.mark.parametrize(
    ("fault", "status", "readable"),
    [
        ({"ends": "status", "code": 502}, 502, False),
        ({"ends": "broken"}, 200, False),
        ({"ends": "answered", "seconds": 0.01}, 200, True),
    ],
)
async def test_other_ends(page: Page, fault: dict[str, Any], status: int, readable: bool) -> None:
    await goes_wrong(page, "telegram", call="getMe", **fault)
    answer = await call(page, "getMe")
    assert answer.status_code == status
    try:
        json.loads(answer.text)
    except ValueError:
        assert not readable
    else:
        assert readable


async def test_nothing_goes_wrong_any_more(page: Page) -> None:
    await goes_wrong(page, "telegram", times=100)
    assert (await call(page, "getMe")).status_code == 500
    await page.http.delete("control/telegram/faults")
    assert (await call(page, "getMe")).status_code == 200


async def test_wechat_posts_again_where_a_reply_is_lost(page: Page) -> None:
    await page.http.put("control/wechat/posts", json={"lost_replies": 1})
    async with page.watching() as seen:
        await page.act("wechat", {"kind": "join"})
        await seen.until(lambda: len(seen.bubbles("wechat")) == 2)
    report = (await page.http.get("control/seen")).json()
    assert report["wechat"]["posts"] == [[200, 200]]
    assert report["wechat"]["problems"] == []


async def test_templates_and_what_people_allow(page: Page) -> None:
    seats = {"id": "t1", "title": "候补名额通知", "content": "活动：{{thing1.DATA}}"}
    told = {"templates": [], "subscriptions": [seats]}
    assert (await page.http.put("control/wechat/templates", json=told)).status_code == 200
    openid = page.demo.personas.all()[0].openid
    allowed = {"openid": openid, "template": "t1"}
    assert (await page.http.post("control/wechat/consents", json=allowed)).status_code == 200
    chat = page.demo.wechat.chats.of(openid)
    assert [chat.spend_consent("t1") for _ in range(2)] == [True, False]


async def test_the_limits_are_set(page: Page) -> None:
    await page.http.put("control/telegram/limits", json={"chat_burst": 1})
    async with page.watching() as seen:
        await page.act("telegram", {"kind": "start"})
        await seen.until(lambda: len(seen.bubbles("telegram")) == 2)
    me = page.demo.personas.all()[0].telegram_id
    answers = [await call(page, "sendMessage", chat_id=me, text=str(n)) for n in range(2)]
    assert answers[-1].status_code == 429
    report = (await page.http.get("control/seen")).json()
    assert report["telegram"]["problems"][-1] == f"over a limit: chat {me}"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "control/nowhere/faults", {}, 404),
        ("POST", "control/telegram/faults", {"times": 0}, 400),
        ("POST", "control/telegram/faults", {"unknown": 1}, 400),
        ("PUT", "control/wechat/posts", {"at_once": 99}, 400),
        ("PUT", "control/wechat/limits", {"daily": {"token": -1}}, 400),
        ("POST", "control/telegram/updates/1/repeat", {}, 404),
        ("GET", "phones/nowhere?persona=new", None, 404),
        ("GET", "phones/wechat?persona=nobody", None, 404),
    ],
)
async def test_what_cannot_be_is_refused(
    page: Page, method: str, path: str, body: dict[str, Any] | None, status: int
) -> None:
    answer = await page.http.request(method, path, json=body)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_the_oldest_fault_comes_first_and_only_to_whom_it_is_meant_for() -> None:
    faults = Faults()
    faults.add(Fault(call="sendMessage", chat="7", code=403))
    faults.add(Fault(times=2, code=500))
    met = [faults.take(*each) for each in (("getMe", None), ("sendMessage", "7"), ("getMe", None))]
    assert [fault.code for fault in met if fault] == [500, 403, 500]
    assert faults.take("getMe") is None

"""The page's server: what is seen and done on the phones, through both real platform servers."""

from base64 import b64encode
from typing import Any

import pytest

from tests.support.pictures import noise
from tests.unit.sandbox.conftest import Page


async def test_the_whole_state_comes_first(page: Page) -> None:
    async with page.watching() as seen:
        assert seen.names == ["state"]
        assert seen.state["now"] == "2026-11-21T01:00:00+00:00"
        assert seen.state["zone"] == "Asia/Shanghai"
        kinds = [persona["kind"] for persona in seen.state["personas"]]
        assert kinds == ["new", "registered", "organizer", "guardian"]
        assert not seen.head("wechat")["connected"]
        assert not seen.head("telegram")["connected"]
        menu = seen.head("wechat")["menu"]
        assert [column["label"] for column in menu] == ["参加", "我的", "帮助"]


async def test_what_is_said_on_wechat_and_its_answer_arrive(page: Page) -> None:
    async with page.watching() as seen:
        await page.act("wechat", {"kind": "join"})
        await seen.until(lambda: len(seen.bubbles("wechat")) == 2)
        assert seen.head("wechat")["connected"]
        await page.say("wechat", "项目")
        await page.act("wechat", {"kind": "button", "data": "browse"})
        await seen.until(lambda: len(seen.bubbles("wechat")) == 5)
        assert set(seen.texts("wechat")) == {
            ("note", "followed"),
            ("theirs", "微信：subscribe"),
            ("own", "项目"),
            ("theirs", "微信：项目"),
            ("theirs", "微信：CLICK browse"),
        }
    assert page.demo.wechat.problems == []


async def test_a_pressed_button_edits_its_bubble(page: Page) -> None:
    async with page.watching() as seen:
        await page.act("telegram", {"kind": "start"})
        await seen.until(lambda: len(seen.bubbles("telegram")) == 2)
        answer = seen.bubbles("telegram")[1]
        assert (answer["text"], answer["buttons"][0][0]["label"]) == ("电报：/start", "报名")
        await page.act("telegram", {"kind": "button", "bubble": answer["id"], "data": "sign_up"})
        await seen.until(lambda: seen.bubbles("telegram")[1]["text"] == "按了 sign_up")
        assert len(seen.bubbles("telegram")) == 2
        assert seen.head("telegram")["notice"] == "好"


async def test_the_reply_keyboard_shares_the_number(page: Page) -> None:
    async with page.watching() as seen:
        await page.say("telegram", "phone")
        await seen.until(lambda: bool(seen.head("telegram")["keyboard"]))
        assert seen.head("telegram")["keyboard"][0][0]["sends"] == "contact"
        assert seen.head("telegram")["placeholder"] == "手机号"
        await page.act("telegram", {"kind": "contact"})
        await seen.until(lambda: not seen.head("telegram")["keyboard"])
        assert ("own", "+8613800138001") in seen.texts("telegram")


@pytest.mark.parametrize("kind", ["location", "voice"])
@pytest.mark.parametrize("platform", ["wechat", "telegram"])
async def test_a_place_and_a_voice_message_are_sent(page: Page, platform: str, kind: str) -> None:
    async with page.watching() as seen:
        await page.act(platform, {"kind": "join"})
        await seen.until(lambda: len(seen.bubbles(platform)) == 2)
        await page.act(platform, {"kind": kind})
        await seen.until(lambda: len(seen.bubbles(platform)) == 4)
        assert [bubble["kind"] for bubble in seen.bubbles(platform)[2:]] == [kind, "text"]


@pytest.mark.parametrize("platform", ["wechat", "telegram"])
async def test_a_picture_is_sent_and_shown(page: Page, platform: str) -> None:
    sent = noise(300, 200)
    async with page.watching() as seen:
        await page.act(platform, {"kind": "join"})
        await seen.until(lambda: len(seen.bubbles(platform)) == 2)
        data = b64encode(sent).decode()
        assert (await page.act(platform, {"kind": "picture", "data": data})).status_code == 200
        await seen.until(lambda: len(seen.bubbles(platform)) >= 3)
        shown = seen.bubbles(platform)[2]
    assert (shown["side"], shown["kind"]) == ("own", "picture")
    file = await page.http.get(f"files/{shown['file']['path']}")
    assert (file.content, file.headers["content-type"]) == (sent, "image/png")


async def test_commands_and_the_language_of_the_app(page: Page) -> None:
    async with page.watching() as seen:
        await page.say("telegram", "/menu")
        await seen.until(lambda: bool(seen.head("telegram")["commands"]))
        assert seen.head("telegram")["language"] == "zh-hans"
        await page.act("telegram", {"kind": "language", "language": "en"})
        await seen.until(lambda: seen.head("telegram")["language"] == "en")


@pytest.mark.parametrize("shown_on", ["wechat", "telegram"])
async def test_either_phone_scans_a_code_shown_on_either(page: Page, shown_on: str) -> None:
    async with page.watching("organizer") as organizer, page.watching("registered") as volunteer:
        await page.act(shown_on, {"kind": "join"}, "organizer")
        await page.say(shown_on, "qr", "organizer")
        await organizer.until(lambda: any(bubble["file"] for bubble in organizer.bubbles(shown_on)))
        file = next(b["file"] for b in organizer.bubbles(shown_on) if b["file"])
        assert file["scannable"]

        scan = {"kind": "scan", "file": file["path"]}
        assert (await page.act("wechat", scan, "registered")).status_code == 200
        assert (await page.act("telegram", scan, "registered")).status_code == 200
        await volunteer.until(
            lambda: ("theirs", "微信：subscribe qrscene_in-418302") in volunteer.texts("wechat")
        )
        await volunteer.until(
            lambda: ("theirs", "电报：/start in-418302") in volunteer.texts("telegram")
        )


async def test_files_are_served_as_what_they_are(page: Page) -> None:
    async with page.watching() as seen:
        await page.say("telegram", "qr")
        await page.say("telegram", "doc")
        await seen.until(lambda: len(seen.bubbles("telegram")) == 4)
        files = [b["file"] for b in seen.bubbles("telegram") if b["file"]]
    picture, document = [await page.http.get(f"files/{file['path']}") for file in files]
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["content-disposition"].startswith("inline")
    assert document.json() == {"hours": 3}
    assert document.headers["content-disposition"].startswith("attachment")
    assert document.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("platform", ["wechat", "telegram"])
async def test_leaving_ends_the_conversation_until_the_person_is_back(
    page: Page, platform: str
) -> None:
    async with page.watching() as seen:
        await page.act(platform, {"kind": "join"})
        await seen.until(lambda: seen.head(platform)["connected"])
        await page.act(platform, {"kind": "leave"})
        await seen.until(lambda: not seen.head(platform)["connected"])
        refused = await page.act(platform, {"kind": "text", "text": "在吗"})
        assert (refused.status_code, refused.json()["error"]) == (409, "not_connected")
        await page.act(platform, {"kind": "join"})
        await seen.until(lambda: seen.head(platform)["connected"])


async def test_a_link_into_the_chat_starts_the_bot(page: Page) -> None:
    async with page.watching() as seen:
        link = f"https://t.me/{page.demo.bot_api.username}?start=link-123456"
        await page.act("telegram", {"kind": "open", "link": link})
        await seen.until(lambda: ("own", "/start link-123456") in seen.texts("telegram"))


async def test_one_more_new_person_joins(page: Page) -> None:
    async with page.watching() as seen:
        joined = await page.http.post("personas", json={})
        assert joined.status_code == 201
        await seen.until(lambda: len(seen.state["personas"]) == 5)
        key = joined.json()["key"]
        assert seen.state["personas"][4] == joined.json()
    async with page.watching(key) as seen:
        await page.say("telegram", "你好", key)
        await seen.until(lambda: ("theirs", "电报：你好") in seen.texts("telegram"))


async def test_people_see_their_own_phones_only(page: Page) -> None:
    async with page.watching("guardian") as guardian, page.watching("new") as new:
        await page.say("telegram", "你好", "new")
        await new.until(lambda: len(new.bubbles("telegram")) == 2)
        await page.say("telegram", "您好", "guardian")
        await guardian.until(lambda: len(guardian.bubbles("telegram")) == 2)
        assert ("own", "你好") not in guardian.texts("telegram")


async def test_the_clock_moves_forward_for_everybody(page: Page) -> None:
    async with page.watching() as seen:
        moved = await page.http.post("clock", json={"now": "2026-11-22T14:00:00+08:00"})
        assert moved.json() == {"now": "2026-11-22T06:00:00+00:00"}
        await seen.until(lambda: seen.state["now"] == "2026-11-22T06:00:00+00:00")
    local = await page.http.post("clock", json={"now": "2026-11-22T15:30"})
    assert local.json() == {"now": "2026-11-22T07:30:00+00:00"}


@pytest.mark.parametrize(
    ("now", "status", "error"),
    [
        ("2026-11-20T09:00:00+08:00", 409, "backwards"),
        ("0001-01-01T00:00:00", 409, "backwards"),
        ("2036-01-01T00:00:00Z", 409, "too_far"),
        ("9999-12-31T23:59:59-23:00", 409, "too_far"),
        ("2026-02-31T00:00:00Z", 400, "bad_request"),
        ("tomorrow", 400, "bad_request"),
        (None, 400, "bad_request"),
    ],
)
async def test_the_clock_refuses(page: Page, now: object, status: int, error: str) -> None:
    refused = await page.http.post("clock", json={"now": now})
    assert (refused.status_code, refused.json()["error"]) == (status, error)
    assert page.demo.clock.now().isoformat() == "2026-11-21T01:00:00+00:00"


@pytest.mark.parametrize(
    ("platform", "act", "status", "error"),
    [
        ("wechat", {"kind": "text", "text": "在吗"}, 409, "not_connected"),
        ("wechat", {"kind": "scan", "file": "wechat/none"}, 404, "no_such_file"),
        ("telegram", {"kind": "button", "bubble": "1", "data": "x"}, 409, "stale"),
        ("telegram", {"kind": "button", "bubble": "one", "data": "x"}, 409, "stale"),
        ("telegram", {"kind": "open", "link": "https://t.me/other?start=x"}, 409, "not_ours"),
        ("telegram", {"kind": "text", "text": ""}, 400, "bad_request"),
        ("telegram", {"kind": "text", "text": 1}, 400, "bad_request"),
        ("telegram", {"kind": "dance"}, 400, "bad_request"),
        ("telegram", {"kind": "start", "more": 1}, 400, "bad_request"),
        ("pigeon", {"kind": "start"}, 400, "bad_request"),
    ],
)
async def test_what_cannot_be_is_refused(
    page: Page, platform: str, act: dict[str, Any], status: int, error: str
) -> None:
    refused = await page.act(platform, act)
    assert (refused.status_code, refused.json()["error"]) == (status, error)


async def test_requests_that_are_none(page: Page) -> None:
    http = page.http
    assert (await http.post("send", content=b"{")).status_code == 400
    assert (await http.post("clock", content=b"x" * 70_000)).status_code == 413
    assert (await http.post("send", content=b"x" * (16 << 20))).status_code == 413
    foreign = {"sec-fetch-site": "cross-site"}
    assert (await http.post("personas", json={}, headers=foreign)).status_code == 403
    assert (await http.get("events", params={"persona": "nobody"})).status_code == 404
    assert (await http.get("files/pigeon/1")).status_code == 404
    assert (await http.get("../sandbox/%2e%2e/hub.py")).status_code == 404
    assert (await page.act("telegram", {"kind": "start"}, "nobody")).status_code == 404


async def test_the_page_itself_is_served(page: Page) -> None:
    index = await page.http.get("")
    assert index.status_code == 200
    assert "text/html" in index.headers["content-type"]
    script = await page.http.get("app.js")
    assert "javascript" in script.headers["content-type"]

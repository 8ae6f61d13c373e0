"""Updates as they come, in good and bad shape."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import (
    Contact,
    Content,
    Followed,
    Inbound,
    Left,
    Location,
    Media,
    MediaKind,
    Start,
    Tap,
    Text,
)
from bot.telegram.asides import Addressed, Pressed
from bot.telegram.decode import Ignored, decode
from domain.volunteers.model import Platform

ME: dict[str, Any] = {"id": 7001, "is_bot": False, "first_name": "梅", "language_code": "zh-hans"}
CHAT: dict[str, Any] = {"id": 7001, "type": "private", "first_name": "梅"}
BOT: dict[str, Any] = {"id": 1, "is_bot": True, "first_name": "志愿", "username": "zhiyuan_bot"}


def message(**content: Any) -> dict[str, Any]:
    body = {"message_id": 5, "from": ME, "chat": CHAT, "date": 1_795_000_000} | content
    return {"update_id": 42, "message": body}


def callback(**changes: Any) -> dict[str, Any]:
    on = {"message_id": 9, "from": BOT, "chat": CHAT, "date": 1_795_000_000, "text": "x"}
    query = {"id": "q1", "from": ME, "message": on, "chat_instance": "c", "data": "menu"}
    return {"update_id": 43, "callback_query": query | changes}


def member(status: str, **changes: Any) -> dict[str, Any]:
    def one(word: str) -> dict[str, Any]:
        return {"user": BOT, "status": word} | ({"until_date": 0} if word == "kicked" else {})

    change = {
        "chat": CHAT,
        "from": ME,
        "date": 1_795_000_000,
        "old_chat_member": one("member" if status == "kicked" else "kicked"),
        "new_chat_member": one(status),
    }
    return {"update_id": 44, "my_chat_member": change | changes}


def content(update: object) -> Content:
    inbound = decode(update, "zhiyuan_bot")
    assert isinstance(inbound, Inbound), inbound
    return inbound.content


def test_who_and_what() -> None:
    assert decode(message(text="我想报名")) == Inbound(
        id="telegram:42",
        platform=Platform.TELEGRAM,
        user_id="7001",
        content=Text("我想报名"),
        language_code="zh-hans",
    )


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("/start", Start()),
        ("/start c_12-Ab", Start("c_12-Ab")),
        ("/start@Zhiyuan_Bot abc", Start("abc")),
        ("/menu", Text("/menu")),
        ("/menu@zhiyuan_bot", Text("/menu")),
        ("/claim@zhiyuan_bot 123456", Text("/claim 123456")),
        ("/menu@other_bot", Text("/menu@other_bot")),
        ("a@zhiyuan_bot", Text("a@zhiyuan_bot")),
        ("/", Text("/")),
        ("好\x00的", Text("好的")),
        ("\ud83d\ude00 \ud800", Text("😀 \N{REPLACEMENT CHARACTER}")),
        ("👩‍👩‍👧‍👦 שלום مرحبا", Text("👩‍👩‍👧‍👦 שלום مرحبا")),
        ("字" * 5000, Text("字" * 5000)),
    ],
)
def test_texts(typed: str, understood: Content) -> None:
    assert content(message(text=typed)) == understood


def test_entities_are_no_obstacle() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "news", "offset": 9, "length": 1},
    ]
    assert content(message(text="粗体", entities=entities)) == Text("粗体")


@pytest.mark.parametrize(
    ("owner", "own"), [({"user_id": 7001}, True), ({"user_id": 7002}, False), ({}, False)]
)
def test_a_contact_is_own_only_with_the_senders_id(owner: dict[str, int], own: bool) -> None:
    contact = {"phone_number": "+8613900000001", "first_name": "梅"} | owner
    assert content(message(contact=contact)) == Contact("+8613900000001", own=own)


def test_places() -> None:
    place = {"latitude": 36.6171, "longitude": 101.7782}
    assert content(message(location=place)) == Location(36.6171, 101.7782)
    venue = {"location": place, "title": "新宁广场", "address": "西宁"}
    assert content(message(location=place, venue=venue)) == Location(36.6171, 101.7782, "新宁广场")


FILE = {"file_id": "f", "file_unique_id": "u"}
SIZE = {"width": 1, "height": 1}


@pytest.mark.parametrize(
    ("medium", "kind"),
    [
        ({"voice": FILE | {"duration": 1}}, MediaKind.VOICE),
        ({"video": FILE | SIZE | {"duration": 1}}, MediaKind.VIDEO),
        ({"document": FILE}, MediaKind.FILE),
        ({"animation": FILE | SIZE | {"duration": 1}, "document": FILE}, MediaKind.VIDEO),
        ({"dice": {"emoji": "🎲", "value": 3}}, MediaKind.STICKER),
        ({"hologram": {"depth": 3}}, MediaKind.OTHER),
    ],
)
def test_media(medium: dict[str, Any], kind: MediaKind) -> None:
    assert content(message(**medium)) == Media(kind)


def test_the_largest_size_of_a_photo_is_meant_and_a_picture_may_be_a_file() -> None:
    small, large = FILE | SIZE, {"file_id": "large", "file_unique_id": "l", "width": 9, "height": 9}
    photo = message(photo=[small, large], caption="看")
    assert content(photo) == Media(MediaKind.PICTURE, "large")
    file = message(document=FILE | {"mime_type": "image/png"})
    assert content(file) == Media(MediaKind.FILE, "f")


def test_taps() -> None:
    assert content(callback()) == Tap("menu", "q1", 9)
    year_old = {"message_id": 3, "chat": CHAT, "date": 0}
    assert content(callback(message=year_old)) == Tap("menu", "q1", 3)
    assert content(callback(message=None)) == Tap("menu", "q1")


def test_coming_and_going() -> None:
    assert content(member("kicked")) == Left()
    assert content(member("member")) == Followed()


GROUP: dict[str, Any] = {"id": -5, "type": "group", "title": "g"}


@pytest.mark.parametrize(
    "update",
    [
        callback(message={"message_id": 3, "chat": GROUP, "date": 0}),
        callback(message=None, inline_message_id="i"),
        callback(data=None),
    ],
)
def test_a_button_outside_of_private_chats_is_only_released(update: dict[str, Any]) -> None:
    assert decode(update) == Pressed("q1", "zh-hans")


def _marked(kind: str, offset: int, length: int) -> list[dict[str, object]]:
    return [{"type": kind, "offset": offset, "length": length}]


OURS, THEIRS = (
    {"message_id": 1, "date": 0, "chat": GROUP, "from": BOT | {"username": name}, "text": "x"}
    for name in ("Zhiyuan_Bot", "other_bot")
)


@pytest.mark.parametrize(
    ("said", "addressed"),
    [
        ({"text": "/hours@zhiyuan_bot", "entities": _marked("bot_command", 0, 18)}, True),
        ({"text": "👋 @Zhiyuan_Bot 在吗", "entities": _marked("mention", 3, 12)}, True),
        ({"text": "几点？", "reply_to_message": OURS}, True),
        ({"caption": "@zhiyuan_bot", "caption_entities": _marked("mention", 0, 12)}, True),
        ({"text": "/hours", "entities": _marked("bot_command", 0, 6)}, False),
        ({"text": "/hours@other_bot", "entities": _marked("bot_command", 0, 16)}, False),
        ({"text": "几点？", "reply_to_message": THEIRS}, False),
        ({"text": "zhiyuan_bot 是什么"}, False),
    ],
)
def test_in_a_group_only_who_speaks_to_it(said: dict[str, Any], addressed: bool) -> None:
    found = decode(message(chat=GROUP, **said), "zhiyuan_bot")
    if addressed:
        assert found == Addressed(GROUP["id"], 5, "zh-hans")
    else:
        assert isinstance(found, Ignored)


@pytest.mark.parametrize(
    "update",
    [
        message(text="hi", chat=GROUP),
        member("kicked", chat=GROUP),
        message(text="hi", **{"from": BOT}),
        message(pinned_message={"message_id": 3, "chat": CHAT, "date": 0}),
        {"update_id": 1, "edited_message": message(text="hi")["message"]},
        {"update_id": 1, "poll_answer": {"poll_id": "1"}},
        {"update_id": 1, "from_the_future": {}},
        {"update_id": 1},
        {"update_id": "one", "message": {}},
        message(text=5),
        message(text="hi", date=10**30),
        message(text="hi", date="soon"),
        message(location={"latitude": float("nan"), "longitude": 1.0}),
        message(**{"from": "梅"}),
        None,
        [],
        "x",
        float("nan"),
    ],
)
def test_ignored_without_personal_data(update: object) -> None:
    ignored = decode(update)
    assert isinstance(ignored, Ignored)
    assert "hi" not in ignored.reason.split() and "梅" not in ignored.reason


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)  # a busy machine is no failure
@given(JSON)
def test_any_json_is_survived(update: object) -> None:
    assert isinstance(decode(update), Ignored)


@settings(deadline=None)  # a busy machine is no failure
@given(st.sampled_from([message(text="hi"), callback(), member("member")]), st.data())
def test_any_spoiled_update_is_survived(update: dict[str, Any], data: st.DataObject) -> None:
    kind = next(key for key in update if key != "update_id")
    field = data.draw(st.sampled_from(sorted(update[kind])))
    spoiled = update | {kind: update[kind] | {field: data.draw(JSON)}}
    assert isinstance(decode(spoiled), Inbound | Ignored | Pressed)

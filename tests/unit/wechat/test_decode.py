"""What WeChat sends, in our words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import (
    Content,
    Followed,
    Left,
    Location,
    Media,
    MediaKind,
    Scan,
    Tap,
    Text,
)
from bot.wechat.decode import Consent, Post, decode
from bot.wechat.errors import BadRequest

HEAD = (
    "<ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[oP]]></FromUserName>"
    "<CreateTime>1700000000</CreateTime>"
)


def message(fields: str, number: str = "7") -> bytes:
    return f"<xml>{HEAD}{fields}<MsgId>{number}</MsgId></xml>".encode()


def event(name: str, fields: str = "") -> bytes:
    return f"<xml>{HEAD}<MsgType>event</MsgType><Event>{name}</Event>{fields}</xml>".encode()


@pytest.mark.parametrize(
    ("xml", "content"),
    [
        (message("<MsgType>text</MsgType><Content><![CDATA[<b>&]]></Content>"), Text("<b>&")),
        (message("<MsgType>text</MsgType><Content></Content>"), Text("")),
        (message("<MsgType>voice</MsgType><Recognition>签到</Recognition>"), Text("签到")),
        (
            message("<MsgType>voice</MsgType><Recognition> </Recognition>"),
            Media(MediaKind.VOICE),
        ),
        (message("<MsgType>image</MsgType>"), Media(MediaKind.PICTURE)),
        (
            message("<MsgType>image</MsgType><PicUrl>http://mmbiz.qpic.cn/1</PicUrl>"),
            Media(MediaKind.PICTURE, "http://mmbiz.qpic.cn/1"),
        ),
        (message("<MsgType>shortvideo</MsgType>"), Media(MediaKind.VIDEO)),
        (message("<MsgType>link</MsgType>"), Media(MediaKind.LINK)),
        (message("<MsgType>news_of_2030</MsgType>"), Media(MediaKind.OTHER)),
        (
            message(
                "<MsgType>location</MsgType><Location_X>36.6</Location_X>"
                "<Location_Y>101.7</Location_Y><Label>西宁</Label>"
            ),
            Location(36.6, 101.7, "西宁"),
        ),
        (event("subscribe", "<EventKey></EventKey>"), Followed()),
        (event("subscribe", "<EventKey>qrscene_c-1-x</EventKey>"), Scan("c-1-x")),
        (event("SCAN", "<EventKey>c-1-x</EventKey>"), Scan("c-1-x")),
        (event("CLICK", "<EventKey>query_hours</EventKey>"), Tap("query_hours")),
        (event("unsubscribe"), Left()),
    ],
)
def test_what_is_sent_becomes_ours(xml: bytes, content: Content) -> None:
    inbound = decode(xml, "wx1").inbound
    assert inbound is not None
    assert inbound.content == content
    assert inbound.user_id == "oP"


@pytest.mark.parametrize("name", ["VIEW", "LOCATION", "TEMPLATESENDJOBFINISH", "something_new"])
def test_what_needs_no_answer_is_only_acknowledged(name: str) -> None:
    assert decode(event(name, "<EventKey>https://a.b</EventKey>"), "wx1") == Post(
        "gh_1", 1_700_000_000, None, "oP"
    )


_LIST = (
    "<List><TemplateId>{id}</TemplateId><SubscribeStatusString>{word}</SubscribeStatusString>"
    "<PopupScene>2</PopupScene></List>"
)


def test_what_a_person_allows_to_be_told() -> None:
    two = _LIST.format(id="t1", word="accept") + _LIST.format(id="t2", word="reject")
    popup = event(
        "subscribe_msg_popup_event", f"<SubscribeMsgPopupEvent>{two}</SubscribeMsgPopupEvent>"
    )
    post = decode(popup, "wx1")
    assert (post.inbound, post.openid) == (None, "oP")
    assert post.consents == (Consent("t1", given=True), Consent("t2", given=False))
    one = _LIST.format(id="t1", word="reject")
    change = event(
        "subscribe_msg_change_event", f"<SubscribeMsgChangeEvent>{one}</SubscribeMsgChangeEvent>"
    )
    assert decode(change, "wx1").consents == (Consent("t1", given=False),)
    for odd in (
        "",
        "<SubscribeMsgPopupEvent/>",
        "<SubscribeMsgPopupEvent>x</SubscribeMsgPopupEvent>",
    ):
        assert decode(event("subscribe_msg_popup_event", odd), "wx1").consents == ()


def test_a_tapped_line_is_what_it_stands_for() -> None:
    text = "<MsgType>text</MsgType><Content>1. 报名</Content><bizmsgmenuid>sign_up</bizmsgmenuid>"
    inbound = decode(message(text), "wx1").inbound
    assert inbound is not None and inbound.content == Tap("sign_up")


def test_the_id_tells_messages_apart_and_repeats_not() -> None:
    text = "<MsgType>text</MsgType><Content>1</Content>"
    first = decode(message(text), "wx1").inbound
    click = decode(event("CLICK", "<EventKey>menu</EventKey>"), "wx1").inbound
    other = decode(event("CLICK", "<EventKey>help</EventKey>"), "wx1").inbound
    assert first is not None and click is not None and other is not None
    assert first.id == "wechat:wx1|oP|1700000000|7"
    assert click.id == "wechat:wx1|oP|1700000000|CLICKmenu"
    assert other.id != click.id
    assert decode(message(text), "wx1").inbound == first


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"\xff\xfe",
        b"<xml>",
        b"<xml/>",
        b"<other><MsgType>text</MsgType></other>",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>',
        message("<Content>no type</Content>"),
        message("<MsgType>text</MsgType><Content><b/></Content>"),
        message("<MsgType>text</MsgType><MsgType>text</MsgType>"),
        message("<MsgType>text</MsgType><Content>1</Content>", "seven"),
        message("<MsgType>location</MsgType><Location_X>nan</Location_X>"),
        message("<MsgType>location</MsgType><Location_X>91</Location_X>"),
        event("SCAN", f"<EventKey>{'x' * 129}</EventKey>"),
        b"<xml><FromUserName>a b</FromUserName></xml>",
    ],
)
def test_what_cannot_be_read_is_a_bad_request(xml: bytes) -> None:
    with pytest.raises(BadRequest):
        decode(xml, "wx1")


def test_a_billion_laughs_are_refused() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]><xml>&l9;</xml>'
    with pytest.raises(BadRequest):
        decode(bomb.encode(), "wx1")


FIELDS = st.sampled_from(
    [
        "ToUserName",
        "FromUserName",
        "CreateTime",
        "MsgType",
        "MsgId",
        "Content",
        "Event",
        "EventKey",
        "Location_X",
        "Location_Y",
        "Label",
        "Recognition",
    ]
)
VALUES = st.one_of(
    st.sampled_from(["text", "event", "location", "voice", "CLICK", "SCAN", "subscribe", "1", ""]),
    st.sampled_from(["<a/>", "<a>1</a>", "nan", "1e999", "-1", "٣", "9" * 30]),
    st.text(st.characters(blacklist_characters="<&", blacklist_categories=["Cs", "Cc"])),
)


@given(st.binary())
def test_any_bytes_are_a_message_or_a_bad_request(body: bytes) -> None:
    try:
        post = decode(body, "wx1")
    except BadRequest:
        return
    assert post.official


@given(st.lists(st.tuples(FIELDS, VALUES)))
def test_any_fields_are_a_message_or_a_bad_request(fields: list[tuple[str, str]]) -> None:
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields)
    try:
        post = decode(f"<xml>{inner}</xml>".encode(), "wx1")
    except BadRequest:
        return
    assert post.inbound is None or post.inbound.id.startswith("wechat:wx1|")


@given(FIELDS, VALUES)
def test_a_message_with_one_odd_field(name: str, value: str) -> None:
    whole = dict.fromkeys(["ToUserName", "FromUserName"], "o") | {
        "CreateTime": "1",
        "MsgType": "location",
        "MsgId": "1",
        "Location_X": "1",
        "Location_Y": "1",
    }
    inner = "".join(f"<{key}>{text}</{key}>" for key, text in {**whole, name: value}.items())
    try:
        assert decode(f"<xml>{inner}</xml>".encode(), "wx1").official
    except BadRequest as error:
        assert error.why

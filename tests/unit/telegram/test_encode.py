"""Screens as Bot API calls; the typed limits of an independent library run on all of them."""

import pytest
from aiogram import Bot
from aiogram.methods import EditMessageText, SendDocument, SendMessage, SendPhoto
from aiogram.types import (
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from teremok.validation import validate_method

from bot.attachments import File, qr_png
from bot.messages import Attachment, AttachmentKind, Choice, Screen, Wants
from bot.telegram.encode import (
    CAPTION_UNITS,
    Call,
    encode,
    picture_beside,
    split,
    units,
    words_in,
)

WORDS = words_in("zh")
BACK, CANCEL = Choice("返回", "back"), Choice("取消", "cancel")
BOT = Bot("1:token")
PICTURE = File("qr.png", "image/png", qr_png("https://t.me/x?start=c1"))


def one(calls: tuple[Call, ...]) -> Call:
    (call,) = calls
    return call


def labels(call: Call) -> list[list[str]]:
    assert isinstance(call.reply_markup, InlineKeyboardMarkup)
    return [[button.text for button in row] for row in call.reply_markup.inline_keyboard]


def test_a_menu_step_edits_the_pressed_message() -> None:
    screen = Screen("菜单", (Choice("项目", "browse"),), (BACK,), in_place=True)
    edit = one(encode(screen, 7, WORDS, edit=3))
    assert isinstance(edit, EditMessageText)
    assert (edit.chat_id, edit.message_id, edit.text) == (7, 3, "菜单")
    assert labels(edit) == [["项目"], ["返回"]]
    assert isinstance(one(encode(screen, 7, WORDS)), SendMessage)


def test_news_is_a_new_message() -> None:
    assert isinstance(one(encode(Screen("报名成功"), 7, WORDS, edit=3)), SendMessage)


def test_short_labels_share_a_row_and_nav_comes_last() -> None:
    short = tuple(Choice(label, label) for label in ("确认", "修改", "更多", "报名"))
    long = (Choice("关爱特殊群体志愿服务项目", "x"), Choice("Environment and nature", "y"))
    screen = Screen("选", (*short, *long), (BACK, CANCEL))
    assert labels(one(encode(screen, 7, WORDS))) == [
        ["确认", "修改", "更多"],
        ["报名"],
        ["关爱特殊群体志愿服务项目"],
        ["Environment and nature"],
        ["返回", "取消"],
    ]


def test_texts_go_out_as_they_are_without_preview() -> None:
    call = one(encode(Screen("<b>&*_`[x](https://example.org)"), 7, WORDS))
    assert isinstance(call, SendMessage)
    assert call.text == "<b>&*_`[x](https://example.org)"
    assert isinstance(call.link_preview_options, LinkPreviewOptions)
    assert call.link_preview_options.is_disabled


def test_contact_and_location_are_asked_by_key() -> None:
    screen = Screen("手机号？", nav=(BACK, CANCEL), wants=Wants.CONTACT, in_place=True)
    markup = one(encode(screen, 7, WORDS, edit=3)).reply_markup
    assert isinstance(markup, ReplyKeyboardMarkup)
    assert [[key.text for key in row] for row in markup.keyboard] == [
        [WORDS.share_contact],
        ["返回", "取消"],
    ]
    assert markup.keyboard[0][0].request_contact and markup.one_time_keyboard
    markup = one(encode(Screen("在哪？", wants=Wants.LOCATION), 7, WORDS)).reply_markup
    assert isinstance(markup, ReplyKeyboardMarkup)
    assert markup.keyboard[0][0].request_location


def test_an_open_keyboard_is_closed() -> None:
    plain = one(encode(Screen("区？"), 7, WORDS, close_keyboard=True))
    assert isinstance(plain.reply_markup, ReplyKeyboardRemove)
    asking = one(encode(Screen("区？", nav=(BACK,)), 7, WORDS, close_keyboard=True))
    assert isinstance(asking.reply_markup, ReplyKeyboardRemove)
    assert isinstance(asking, SendMessage) and "“返回”" in asking.text
    chosen = Screen("哪个？", choices=(BACK,))
    closing, choosing = encode(chosen, 7, WORDS, close_keyboard=True)
    assert isinstance(closing.reply_markup, ReplyKeyboardRemove)
    assert labels(choosing) == [["返回"]]
    again = one(encode(Screen("号？", wants=Wants.CONTACT), 7, WORDS, close_keyboard=True))
    assert isinstance(again.reply_markup, ReplyKeyboardMarkup)


def test_files() -> None:
    photo = one(
        encode(Screen("扫码签到", nav=(BACK,), in_place=True), 7, WORDS, edit=3, file=PICTURE)
    )
    assert isinstance(photo, SendPhoto)
    assert photo.caption == "扫码签到" and labels(photo) == [["返回"]]
    document = File("data.json", "application/json", b"{}")
    assert isinstance(one(encode(Screen("数据"), 7, WORDS, file=document)), SendDocument)
    alone, text = encode(Screen("字" * (CAPTION_UNITS + 1), nav=(BACK,)), 7, WORDS, file=PICTURE)
    assert isinstance(alone, SendPhoto) and alone.caption is None and alone.reply_markup is None
    assert isinstance(text, SendMessage) and labels(text) == [["返回"]]


def test_a_picture_beside_the_text_says_its_first_line() -> None:
    chart = Attachment(AttachmentKind.CHART, "zh~wang")
    screen = Screen("一共 3 小时\n签到 2 小时", nav=(BACK,), in_place=True, attachment=chart)
    assert isinstance(one(encode(screen, 7, WORDS, edit=3)), EditMessageText)
    picture = picture_beside(screen, 7, PICTURE)
    assert isinstance(picture, SendPhoto)
    assert (picture.caption, picture.reply_markup) == ("一共 3 小时", None)


def test_a_long_text_is_split_at_paragraphs_with_the_buttons_below() -> None:
    paragraphs = ["甲" * 3000, "乙" * 3000, "丙" * 100]
    screen = Screen("\n\n".join(paragraphs), nav=(BACK,), in_place=True)
    first, second = encode(screen, 7, WORDS, edit=3)
    assert isinstance(first, SendMessage) and isinstance(second, SendMessage)
    assert first.text == paragraphs[0] and first.reply_markup is None
    assert second.text == "\n\n".join(paragraphs[1:]) and labels(second) == [["返回"]]


def test_an_action_over_64_bytes_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="66 bytes"):
        encode(Screen("x", (Choice("x", "字" * 22),)), 7, WORDS)
    encode(Screen("x", (Choice("x", "字" * 21),)), 7, WORDS)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab 字\n👩א"), max_size=200), st.integers(2, 40))
def test_splitting_loses_nothing_but_white_space(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert parts == [text] or all(part.strip() for part in parts[:-1])


CHOICES = st.lists(
    st.builds(
        Choice,
        st.text("ab字👩 ", min_size=1, max_size=20).filter(str.strip),
        st.text("ab_=", min_size=1, max_size=64),
    ),
    max_size=8,
).map(tuple)
SCREENS = st.builds(
    Screen,
    text=st.text(alphabet=st.sampled_from("a 字👩\n"), min_size=1, max_size=5000).filter(str.strip),
    choices=CHOICES,
    nav=CHOICES,
    wants=st.sampled_from(Wants),
    in_place=st.booleans(),
)


@settings(deadline=None)  # a busy machine is no failure
@given(SCREENS, st.none() | st.just(3), st.none() | st.just(PICTURE), st.booleans())
def test_no_screen_breaks_a_documented_limit(
    screen: Screen, edit: int | None, file: File | None, closing: bool
) -> None:
    for call in encode(screen, 7, WORDS, edit=edit, file=file, close_keyboard=closing):
        validate_method(BOT, call)


def test_large_choices_have_a_row_each() -> None:
    screen = Screen("菜单", (Choice("项目", "a"), Choice("签到", "b")), (BACK,), large=True)
    assert labels(one(encode(screen, 7, WORDS))) == [["项目"], ["签到"], ["返回"]]

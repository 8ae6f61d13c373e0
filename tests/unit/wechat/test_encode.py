"""Screens as WeChat texts."""

import pytest
import xmltodict
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Attachment, AttachmentKind, Choice, Screen, Wants
from bot.wechat.encode import (
    MOST_PARTS,
    TEXT_BYTES,
    combine,
    encode,
    one_text,
    reply_xml,
    with_rest,
)
from domain.volunteers.model import Language

ZH, EN = Language.ZH, Language.EN
LIMIT = 2_000


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(label, f"a n={place}") for place, label in enumerate(labels))


def test_choices_are_numbered_lines() -> None:
    assert encode(Screen("请选择：", choices("社区服务", "支教助学")), ZH) == (
        "请选择：\n\n1. 社区服务\n2. 支教助学",
    )


def test_the_words_for_moving_about_are_named_below() -> None:
    screen = Screen("要做什么？", choices("报名"), choices("跳过", "返回", "取消"), Wants.CHOICE)
    assert encode(screen, ZH) == ("要做什么？\n\n1. 报名\n也可以回复“跳过”“返回”或“取消”。",)
    back = Screen("What next?", nav=choices("Skip", "Back", "Cancel"))
    assert encode(back, EN) == ('What next?\n\nYou can also reply "Skip", "Back" or "Cancel".',)


def test_a_field_that_takes_a_number_has_no_numbered_choices() -> None:
    for wants in (Wants.VALUE, Wants.CONTACT, Wants.LOCATION):
        screen = Screen("日期？", choices("今天", "昨天"), choices("取消"), wants)
        assert encode(screen, ZH) == ("日期？\n\n也可以回复“今天”“昨天”或“取消”。",)
    assert encode(Screen("日期？", nav=choices("取消"), wants=Wants.VALUE), ZH) == (
        "日期？\n\n也可以回复“取消”。",
    )


def test_an_attachment_that_cannot_be_sent_is_a_link() -> None:
    screen = Screen("您的数据", attachment=Attachment(AttachmentKind.EXPORT, "v1"))
    assert encode(screen, ZH, "https://a.b/c") == (
        "您的数据\n\n请点这里下载，链接只给您本人：https://a.b/c",
    )
    assert encode(screen, ZH) == ("您的数据",)


@pytest.mark.parametrize("kind", AttachmentKind)
def test_every_attachment_can_be_a_link(kind: AttachmentKind) -> None:
    if kind is not AttachmentKind.QR:  # its code is in the text
        screen = Screen("看", attachment=Attachment(kind, "ref"))
        assert encode(screen, ZH, "https://a.b/c")[0].endswith("https://a.b/c")


def test_a_long_text_is_split_at_paragraphs_and_keeps_its_choices_together() -> None:
    paragraph = "志愿" * 150
    screen = Screen("\n\n".join([paragraph] * 4), choices("报名", "返回列表"))
    parts = encode(screen, ZH)
    assert len(parts) == 2
    assert parts[-1].endswith("1. 报名\n2. 返回列表")
    assert "".join(parts).count(paragraph) == 4
    assert parts[0] == f"{paragraph}\n\n{paragraph}"


def test_a_text_that_never_ends_is_cut_visibly() -> None:
    parts = encode(Screen("长" * 10_000, choices("好")), ZH)
    assert len(parts) == MOST_PARTS
    assert parts[-2].endswith("…")
    assert parts[-1] == "1. 好"


@given(
    st.integers(0, 900),
    st.sampled_from(["", "想参加请回复：项目。不想再收请回复：退订。", "长" * 700]),
)
def test_one_message_keeps_its_last_paragraph(length: int, closing: str) -> None:
    head = "缺" * length
    shown = one_text(f"{head}\n\n{closing}" if closing else head)
    assert len(shown.encode()) <= TEXT_BYTES
    if len(closing) < 600:
        assert shown.endswith(closing)
    if length + len(closing) < 600:
        assert shown.startswith(head)


def test_notices_stand_before_the_answer() -> None:
    assert combine(("甲",), ("乙",)) == ("甲\n\n乙",)
    assert combine((), ("乙",)) == ("乙",)
    long = ("长" * 600,)
    assert combine(long, long) == long * 2


ANY = st.text()
SCREENS = st.builds(
    Screen,
    text=ANY | st.text(alphabet="志a\n 😀]>", min_size=600, max_size=4_000),
    choices=st.lists(st.builds(Choice, ANY, st.just("a")), max_size=12).map(tuple),
    nav=st.lists(st.builds(Choice, ANY, st.just("a")), max_size=4).map(tuple),
    wants=st.sampled_from(Wants),
)


@given(SCREENS, st.sampled_from(Language))
def test_any_screen_fits_and_is_well_formed(screen: Screen, language: Language) -> None:
    parts = encode(screen, language)
    assert 1 <= len(parts) <= MOST_PARTS
    for part in parts:
        assert part
        whole = with_rest(part, language)
        assert len(whole.encode()) <= LIMIT
        fields = xmltodict.parse(reply_xml(whole, "o", "gh", 1), strip_whitespace=False)["xml"]
        # XML readers turn every line end into one kind.
        assert fields["Content"] == whole.replace("\r\n", "\n").replace("\r", "\n")


@given(ANY)
def test_any_text_is_character_data(text: str) -> None:
    fields = xmltodict.parse(reply_xml(f"x{text}", "o", "gh", 1))["xml"]
    assert fields["Content"].startswith("x")
    assert (fields["ToUserName"], fields["FromUserName"]) == ("o", "gh")


def test_large_choices_stand_apart() -> None:
    screen = Screen("您想做什么？", (Choice("报名", "a"), Choice("签到", "b")), large=True)
    assert encode(screen, Language.ZH) == ("您想做什么？\n\n1. 报名\n\n2. 签到",)

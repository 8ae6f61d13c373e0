"""Commands, keywords and numbers as the whole message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.exact import (
    Command,
    Word,
    command_in,
    intent_of,
    is_no,
    is_yes,
    number_in,
    position_in,
)

CHINESE = {
    "开始": Word.START, "注册": Word.REGISTER, "菜单": Word.MENU, "项目": Word.PROJECTS,
    "我的报名": Word.SIGNUPS, "签到": Word.CHECKIN, "签退": Word.CHECKOUT, "登记时长": Word.LOG,
    "时长": Word.HOURS, "证明": Word.CERTIFICATE, "志愿者证": Word.CARD, "绑定": Word.LINK,
    "监护": Word.GUARDIAN, "语言": Word.LANGUAGE, "设置": Word.SETTINGS, "我的数据": Word.MYDATA,
    "帮助": Word.HELP, "返回": Word.BACK, "跳过": Word.SKIP, "取消": Word.CANCEL,
    "认领": Word.CLAIM, "管理": Word.ORGANIZE, "发布项目": Word.NEWPROJECT, "名单": Word.ROSTER,
    "审核": Word.APPROVE, "群发": Word.BROADCAST, "报表": Word.REPORT,
    "開始": Word.START, "註冊": Word.REGISTER, "選單": Word.MENU, "項目": Word.PROJECTS,
    "我的報名": Word.SIGNUPS, "簽到": Word.CHECKIN, "簽退": Word.CHECKOUT, "登記時長": Word.LOG,
    "時長": Word.HOURS, "證明": Word.CERTIFICATE, "志願者證": Word.CARD, "綁定": Word.LINK,
    "監護": Word.GUARDIAN, "語言": Word.LANGUAGE, "設置": Word.SETTINGS, "設定": Word.SETTINGS,
    "我的數據": Word.MYDATA, "幫助": Word.HELP, "跳過": Word.SKIP, "認領": Word.CLAIM,
    "發佈項目": Word.NEWPROJECT, "發布項目": Word.NEWPROJECT, "名單": Word.ROSTER,
    "審核": Word.APPROVE, "群發": Word.BROADCAST, "報表": Word.REPORT,
}  # fmt: skip


@pytest.mark.parametrize("word", list(Word))
@pytest.mark.parametrize("shape", ["{}", "/{}", " /{}@zhiyuan_bot ", "/{}!", "{}。", "／{}"])
def test_every_word_in_english(word: Word, shape: str) -> None:
    for name in (word.value, word.value.upper(), word.value.title()):
        assert command_in(shape.format(name)) == Command(word)


@pytest.mark.parametrize(("text", "word"), list(CHINESE.items()))
@pytest.mark.parametrize("shape", ["{}", "/{}", "  {} ！", "{}？", "{}…", "／{}"])
def test_every_word_in_chinese(text: str, word: Word, shape: str) -> None:
    assert command_in(shape.format(text)) == Command(word)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("绑定123456", Command(Word.LINK, "123456")),
        ("绑定 １２３４５６。", Command(Word.LINK, "123456")),
        ("綁定：123456", Command(Word.LINK, "123456")),
        ("link 123456", Command(Word.LINK, "123456")),
        ("/link@zhiyuan_bot 123456", Command(Word.LINK, "123456")),
        ("LINK 123 456", Command(Word.LINK, "123456")),
        ("签到 123456", Command(Word.CHECKIN, "123456")),
        ("check in 123456", Command(Word.CHECKIN, "123456")),
        ("/checkin 12345", Command(Word.CHECKIN, "12345")),
        ("监护 123456", Command(Word.GUARDIAN, "123456")),
        ("guardian 654321", Command(Word.GUARDIAN, "654321")),
        ("认领 aB3-xyz_Q9", Command(Word.CLAIM, "aB3-xyz_Q9")),
        ("認領aB3xyzQ9", Command(Word.CLAIM, "aB3xyzQ9")),
        ("/claim AbCdEfGhIjKlMnOpQr", Command(Word.CLAIM, "AbCdEfGhIjKlMnOpQr")),
        ("/claim -aB3-xyz_Q9", Command(Word.CLAIM, "-aB3-xyz_Q9")),
        ("/start P2payload_X", Command(Word.START, "P2payload_X")),
        ("/log 3 hours", Command(Word.LOG, "3 hours")),
        ("sign ups", Command(Word.SIGNUPS)),
        ("My sign-ups", Command(Word.SIGNUPS)),
        ("Check in", Command(Word.CHECKIN)),
        ("check-out.", Command(Word.CHECKOUT)),
        ("new project", Command(Word.NEWPROJECT)),
        ("my data", Command(Word.MYDATA)),
        ("/my_data", Command(Word.MYDATA)),
        ("/check in", Command(Word.CHECKIN)),
    ],
)
def test_codes_and_natural_forms(text: str, command: Command) -> None:
    assert command_in(text) == command


@pytest.mark.parametrize(
    "text",
    ["", "/", "//", "我要签到", "取消周日的报名", "link my accounts", "claim certificate", "报名",
     "sign up", "log 3 hours", "/unknown", "项目 123456", "签到码是123456", "help me please", "@",
     "/@x", "时长3小时", "hours 123456"],
)  # fmt: skip
def test_a_sentence_is_no_command(text: str) -> None:
    assert command_in(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1), ("３", 3), ("一", 1), ("二", 2), ("两", 2), ("兩", 2), ("十", 10), ("十一", 11),
        ("二十三", 23), ("一百零五", 105), ("1.", 1), ("2、", 2), (" 4 。", 4), ("①", 1), ("1️⃣", 1),
        ("0", 0), ("007", 7), ("123456", 123456), ("two", 2), ("贰", 2),
        ("1.5", None), ("-1", None), ("第一个", None), ("3号", None), ("一二", None), ("", None),
        ("12345678901234567890", None), ("x", None), ("十十", None), ("٣", None),
    ],
)  # fmt: skip
def test_bare_numbers(text: str, number: int | None) -> None:
    assert number_in(text) == number


def test_yes_and_no() -> None:
    for text in ("确认", "是", "好", "好的！", "是的。", "Yes", "OK!", "确定", "對", "可以", "👍"):
        assert is_yes(text) and not is_no(text), text
    for text in ("否", "不", "不是", "No.", "不用了", "no thanks", "N"):
        assert is_no(text) and not is_yes(text), text
    for text in ("", "确认一下时间", "no idea", "不知道", "yes but later"):
        assert not is_yes(text) and not is_no(text), text


def test_every_word_has_an_intent() -> None:
    assert {word: intent_of(word) for word in Word}.keys() == set(Word)


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    command = command_in(text)
    assert command is None or command.word in Word
    assert number_in(text) is None or not (is_yes(text) or is_no(text))


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_are_their_number(number: int) -> None:
    assert number_in(f" {number}。") == number


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("第二个", 2), ("第二個。", 2), ("就第3条吧", 3), ("第十一项", 11), ("第１个", 1),
        ("the first one", 1), ("Second", 2), ("3rd please", 3),
        ("报名第三个", None), ("第二天", None), ("two", None), ("3", None), ("", None),
        ("first aid", None),
    ],
)  # fmt: skip
def test_a_place_in_a_list(text: str, position: int | None) -> None:
    assert position_in(text) == position

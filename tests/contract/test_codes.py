"""Codes of six digits: linking in both directions, a guardian's consent, deep links."""

import pytest

from tests.contract.conversation import LABELS, Outside, Person, number_in, register
from tests.contract.telegram import TelegramPerson
from tests.contract.wechat import WeChatPerson


@pytest.mark.parametrize("start", ["telegram", "wechat"])
def test_links_two_accounts_in_both_directions(outside: Outside, start: str) -> None:
    other = "wechat" if start == "telegram" else "telegram"
    one, two = outside.person(start), outside.person(other)
    register(one, name="欧阳明")
    code = number_in(one.say("绑定"))
    asked = two.say(f"绑定 {code}")
    assert two.labels[0] == "确认"
    assert ("欧阳明" not in asked and "明" in asked) or "欧" in asked
    done = two.choose("确认")
    assert done
    if isinstance(one, TelegramPerson):
        one.wait_for("本人的账号")
    else:
        assert "本人的账号" in one.say("你好")
    assert one.labels[0] == "确认", one.seen
    one.choose("确认")
    assert "欧阳明" in two.say("我的数据")
    assert "微信" in two.seen and "Telegram" in two.seen


def test_both_must_confirm_a_link(outside: Outside) -> None:
    one, two = outside.person("telegram"), outside.person("wechat")
    register(one, name="司马光")
    code = number_in(one.say("/link"))
    two.say(f"/link {code}")
    two.choose("确认")
    assert "司马光" not in two.say("我的数据")


def test_a_wrong_link_code_gets_five_tries(outside: Outside, platform: str) -> None:
    one = outside.person("telegram" if platform == "wechat" else "wechat")
    two = outside.person(platform)
    register(one, name="诸葛亮")
    code = number_in(one.say("绑定"))
    for step in range(1, 6):
        screen = two.say(f"绑定 {(int(code) + step) % 1_000_000:06d}")
        assert "确认" not in two.labels, screen
    two.say(f"绑定 {code}")
    assert "确认" not in two.labels


@pytest.mark.parametrize("age", ["child", "youth"])
def test_a_guardian_agrees_by_code(outside: Outside, platform: str, age: str) -> None:
    guardian = outside.person("telegram" if platform == "wechat" else "wechat")
    minor = outside.person(platform)
    register(guardian, name="高大山")
    if age == "child":
        for answer in ["注册", "同意", "2015-05-01"]:
            minor.say(answer)
        code = number_in(minor.seen)
    else:
        assert "监护" in register(minor, name="高小山", birth_date="2010-05-01")
        code = number_in(minor.say("监护"))
    guardian.say(f"监护{code}")
    for _ in range(3):
        if guardian.labels[:1] == ["确认"]:
            break
        wanted = "同意" if "同意" in guardian.labels else guardian.labels[0]
        guardian.choose(wanted)
    assert guardian.labels[0] == "确认", guardian.seen
    assert guardian.choose("确认")
    if age == "child":
        if isinstance(minor, TelegramPerson):
            minor.wait_for("姓名")
        else:
            assert "姓名" in minor.say("继续填写") or "姓名" in minor.say("菜单")
        for answer in ["高小小", "跳过", "城西区"]:
            minor.say(answer)
        assert "注册好了" in minor.say("确认")
    else:
        assert "已经同意" in minor.say("监护")


def test_a_child_under_14_is_not_kept_without_consent(outside: Outside) -> None:
    minor = outside.person("wechat")
    for answer in ["注册", "同意", "2015-05-01"]:
        minor.say(answer)
    minor.say("小明")
    minor.say("跳过")
    assert "注册好了" not in minor.say("确认")


def test_a_code_of_the_own_account_is_refused(outside: Outside, platform: str) -> None:
    person = outside.person(platform)
    register(person, name="独孤求败")
    code = number_in(person.say("绑定"))
    assert "确认" not in person.say(f"绑定 {code}").splitlines()


@pytest.mark.parametrize("payload", ["forged", "A" * 64, "link_123456", "c-000000", "=", "确认"])
def test_a_forged_deep_link_is_answered(outside: Outside, payload: str) -> None:
    person = TelegramPerson(outside.bot_api)
    assert person.say(f"/start {payload}")
    follower = WeChatPerson(outside.wechat)
    assert follower.event("subscribe", EventKey=f"qrscene_{payload}")
    assert follower.event("SCAN", EventKey=payload, Ticket="t")


@pytest.mark.parametrize(
    "word", ["/link", "绑定", "/guardian", "监护", "/checkin", "签到", "/claim"]
)
@pytest.mark.parametrize("code", ["12", "abcdef", "１２３４５６", "12345678901234567890", "😀"])
def test_a_code_that_is_none_is_answered(
    outside: Outside, coded: Person, word: str, code: str
) -> None:
    assert coded.say(f"{word} {code}")
    assert "没看懂" not in coded.seen or code in ("😀", "12345678901234567890", "12", "abcdef")
    coded.say("/cancel")


@pytest.fixture(scope="module")
def coded(outside: Outside) -> Person:
    """Somebody registered who tries codes."""
    person: Person = outside.person("wechat")
    register(person, name="猜码人")
    return person


def test_labels_are_known() -> None:
    assert LABELS["zh"].keys() == LABELS["en"].keys()

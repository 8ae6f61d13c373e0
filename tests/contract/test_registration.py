"""Registration from outside: the order of its questions, every way to answer and to turn round."""

from collections.abc import Callable

import pytest

from tests.contract.conversation import (
    ASKS,
    LABELS,
    Outside,
    Person,
    asks_without_numbers,
    mostly_chinese,
    number_in,
    register,
)
from tests.contract.telegram import TelegramPerson
from tests.contract.wechat import WeChatPerson

Newcomer = Callable[..., Person]


def test_asks_one_thing_a_screen_in_order(newcomer: Newcomer, language: str) -> None:
    person, label, asks = newcomer(language), LABELS[language], ASKS[language]
    screens = [person.say("/register")]
    assert asks["consent"] in person.seen
    assert label["agree"] in person.labels and label["disagree"] in person.labels
    screens.append(person.choose(label["agree"]))
    assert asks["birth_date"] in person.seen
    assert asks_without_numbers(person)
    screens.append(person.say("1990年5月1日" if language == "zh" else "19900501"))
    assert asks["name"] in person.seen
    screens.append(person.say("王小明" if language == "zh" else "Ming Wang"))
    assert asks["phone"] in person.seen
    assert asks_without_numbers(person)
    screens.append(person.say("13800138000"))
    assert asks["district"] in person.seen
    screens.append(person.say("西宁市城西区" if language == "zh" else "Chengxi, Xining"))
    assert asks["read_back"] in person.seen
    assert person.labels[0] == label["confirm"]
    assert {label["change"], label["cancel"]} <= set(person.labels)
    assert "138" in person.seen
    screens.append(person.choose(label["confirm"]))
    if language == "zh":
        assert all(mostly_chinese(screen) for screen in screens), screens


@pytest.mark.parametrize(
    "written", ["1990-05-01", "1990年5月1日", "19900501", "１９９０年５月１日"]
)
def test_reads_each_way_to_write_a_birth_date(newcomer: Newcomer, written: str) -> None:
    person = newcomer()
    person.say("注册")
    person.say("同意")
    assert "姓名" in person.say(written)


@pytest.mark.parametrize(
    "nonsense", ["1990-02-31", "1990年2月31日", "2090-01-01", "1790-01-01", "😀", "五千", "1", "0"]
)
def test_explains_what_is_wrong_with_a_birth_date(newcomer: Newcomer, nonsense: str) -> None:
    person = newcomer()
    person.say("注册")
    person.say("同意")
    screen = person.say(nonsense)
    assert "日期" in screen and "姓名" not in screen
    assert "姓名" in person.say("1990-05-01")


def test_turns_back_and_skips_and_cancels(newcomer: Newcomer, language: str) -> None:
    person, label, asks = newcomer(language), LABELS[language], ASKS[language]
    person.say("register")
    person.say(label["agree"])
    person.say("1990-05-01")
    person.say("王小明")
    assert asks["name"] in person.say(label["back"])
    person.say("王小亮")
    assert asks["district"] in person.say(label["skip"])
    person.say("城西区")
    assert "王小亮" in person.seen and "王小明" not in person.seen
    stopped = person.choose(label["cancel"])
    assert asks["read_back"] not in stopped
    assert asks["consent"] in person.say("/register")


def test_changes_one_answer_at_the_read_back(newcomer: Newcomer, language: str) -> None:
    person, label = newcomer(language), LABELS[language]
    person.say("/register")
    person.say(label["agree"])
    person.say("1990-05-01")
    person.say("王小明")
    person.say(label["skip"])
    person.say("城西区")
    person.choose(label["change"])
    assert ("姓名" if language == "zh" else "Name") in person.labels
    person.choose("姓名" if language == "zh" else "Name")
    person.say("李雷")
    assert ASKS[language]["read_back"] in person.seen
    assert "李雷" in person.seen and "王小明" not in person.seen
    assert "李雷" in person.choose(label["confirm"])


@pytest.mark.parametrize("word", ["确认", "是", "好", "yes", "OK", "好。", "Confirm"])
def test_takes_each_yes_at_the_read_back(newcomer: Newcomer, word: str) -> None:
    person = newcomer()
    for answer in ["注册", "同意", "1990-05-01", "王小明", "跳过", "城西区"]:
        person.say(answer)
    assert "注册好了" in person.say(word)


def test_keeps_nothing_without_consent(newcomer: Newcomer, language: str) -> None:
    person, label = newcomer(language), LABELS[language]
    person.say("/register")
    refused = person.choose(label["disagree"])
    assert ASKS[language]["birth_date"] not in refused
    assert ASKS[language]["consent"] in person.say("/register")


def test_asks_the_guardian_of_a_child_before_the_name(newcomer: Newcomer, language: str) -> None:
    child, label, asks = newcomer(language), LABELS[language], ASKS[language]
    child.say("/register")
    child.say(label["agree"])
    screen = child.say("2015-05-01")
    assert asks["guardian"] in screen
    assert number_in(screen)
    assert asks_without_numbers(child)


def test_a_registered_person_is_not_asked_again(newcomer: Newcomer) -> None:
    person = newcomer()
    register(person)
    assert "同意吗" not in person.say("/register")


class TestOnWeChat:
    """Numbers stand for buttons."""

    @pytest.fixture
    def person(self, outside: Outside) -> WeChatPerson:
        return WeChatPerson(outside.wechat)

    @pytest.mark.parametrize("one", ["1", "１", "一", " 1 ", "1."])
    def test_reads_each_way_to_write_a_number(self, person: WeChatPerson, one: str) -> None:
        person.say("注册")
        assert person.labels[:2] == ["同意", "不同意"]
        assert "出生日期" in person.say(one)

    @pytest.mark.parametrize("number", ["9", "９", "九", "0", "99", "十二"])
    def test_repeats_the_screen_for_an_unknown_number(
        self, person: WeChatPerson, number: str
    ) -> None:
        first = person.say("注册")
        again = person.say(number)
        assert again != first and "1. 同意" in again and "2. 不同意" in again
        assert "同意吗" in again

    def test_chinese_from_the_first_event(self, person: WeChatPerson) -> None:
        assert mostly_chinese(person.event("subscribe", EventKey=""))
        assert person.labels


class TestOnTelegram:
    """The contact button."""

    @pytest.fixture
    def person(self, outside: Outside) -> TelegramPerson:
        return TelegramPerson(outside.bot_api)

    def reach_phone(self, person: TelegramPerson) -> None:
        for answer in ["注册", "同意", "1990-05-01", "王小明"]:
            person.say(answer)
        buttons = [
            button
            for call in person.screen
            for row in (call.params.get("reply_markup") or {}).get("keyboard", [])
            for button in row
        ]
        assert any(button.get("request_contact") for button in buttons)

    def contact(self, person: TelegramPerson, of: int | None) -> str:
        contact = {"phone_number": "+8613900139000", "first_name": "某"}
        contact |= {"user_id": of} if of else {}  # type: ignore[dict-item]
        return person.deliver(person.message(contact=contact))

    def test_takes_the_own_contact(self, person: TelegramPerson) -> None:
        self.reach_phone(person)
        assert "区" in self.contact(person, person.id)
        assert "139" in person.say("城西区")

    @pytest.mark.parametrize("somebody", [True, False])
    def test_refuses_the_contact_of_another(self, person: TelegramPerson, somebody: bool) -> None:
        self.reach_phone(person)
        screen = self.contact(person, person.id + 1 if somebody else None)
        assert "手机号" in screen and "区县" not in screen
        assert "区" in person.say("跳过")

"""At least once in, exactly once done: repeats, double taps, and a killed process."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.contract.conversation import Outside, register
from tests.contract.served import Served, both_platforms
from tests.contract.telegram import VISIBLE, BotApi, TelegramPerson
from tests.contract.wechat import WeChatPerson, WeChatPlatform


def without_time(reply: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in reply.items() if name != "CreateTime"}


def ready_to_confirm(person: WeChatPerson | TelegramPerson, name: str) -> None:
    """Registration up to the read-back."""
    for answer in ["注册", "同意", "1990-05-01", name, "跳过", "城西区"]:
        person.say(answer)


def number_of(text: str) -> int:
    """The volunteer number on the last screen of a registration."""
    found = re.search(r"编号：(\d+)", text)
    assert found, text
    return int(found[1])


def test_the_same_wechat_post_three_times(outside: Outside) -> None:
    at: WeChatPlatform = outside.wechat
    person = WeChatPerson(at)
    ready_to_confirm(person, "陈一")
    confirm = person.message(Content="1")
    replies = [at.open(at.post(confirm)) for _ in range(3)]
    assert "注册好了" in replies[0]["Content"]
    assert without_time(replies[0]) == without_time(replies[1]) == without_time(replies[2])
    next_one = WeChatPerson(at)
    ready_to_confirm(next_one, "陈二")
    assert number_of(next_one.say("1")) == number_of(replies[0]["Content"]) + 1


def test_the_same_wechat_post_at_once(outside: Outside) -> None:
    at: WeChatPlatform = outside.wechat
    person = WeChatPerson(at)
    ready_to_confirm(person, "林三")
    confirm = person.message(Content="确认")
    with ThreadPoolExecutor(4) as pool:
        replies = [at.open(one) for one in pool.map(at.post, [confirm] * 4)]
    assert "注册好了" in replies[0]["Content"]
    assert all(without_time(one) == without_time(replies[0]) for one in replies)


def test_a_menu_repeated_is_the_same(outside: Outside) -> None:
    at: WeChatPlatform = outside.wechat
    person = WeChatPerson(at)
    event = person.message("event", Event="subscribe", EventKey="")
    replies = [at.open(at.post(event)) for _ in range(3)]
    assert replies[0]["Content"]
    assert all(without_time(one) == without_time(replies[0]) for one in replies)


def test_the_same_message_id_of_two_people(outside: Outside) -> None:
    at: WeChatPlatform = outside.wechat
    one, two = WeChatPerson(at), WeChatPerson(at)
    head = {"MsgId": "77", "Content": "菜单"}
    assert one.deliver(one.message(**head)) and two.deliver(two.message(**head))


def test_the_same_telegram_message_twice(outside: Outside) -> None:
    person = TelegramPerson(outside.bot_api)
    ready_to_confirm(person, "王五")
    update, number = person.message(text="确认"), next(person.api.update_ids)
    assert "注册好了" in person.deliver(update, number)
    assert person.deliver(update, number) == ""
    assert person.last_calls == []


def test_the_same_telegram_tap_twice(outside: Outside) -> None:
    person = TelegramPerson(outside.bot_api)
    ready_to_confirm(person, "王六")
    update, number = person.callback(*person.data_of("确认")), next(person.api.update_ids)
    assert "注册好了" in person.deliver(update, number)
    person.deliver(update, number)
    assert {one.method for one in person.last_calls} <= {"answerCallbackQuery"}


def test_a_double_tap_by_two_updates(outside: Outside) -> None:
    person = TelegramPerson(outside.bot_api)
    ready_to_confirm(person, "王七")
    data, message_id = person.data_of("确认")
    first = person.callback(data, message_id)
    second = person.callback(data, message_id)
    done = person.deliver(first)
    again = person.deliver(second)
    assert "注册好了" in done
    assert len([one for one in person.last_calls if one.method == "answerCallbackQuery"]) == 1
    assert "请核对" not in again
    other = TelegramPerson(outside.bot_api)
    ready_to_confirm(other, "王八二")
    assert number_of(other.choose("确认")) == number_of(done) + 1


@pytest.mark.usefixtures("organizer")
def test_a_double_confirm_typed_on_wechat(outside: Outside) -> None:
    person = WeChatPerson(outside.wechat)
    register(person, name="何九")
    for answer in ["登记时长", "1", "昨天", "9:00-10:00", "跳过"]:
        person.say(answer)
    person.say("确认")
    person.say("确认")
    assert "等待确认：1 小时" in person.say("时长")


def test_rapid_messages_are_answered_in_order(outside: Outside) -> None:
    api: BotApi = outside.bot_api
    person = TelegramPerson(api)
    before = len(api.calls)
    answers = ["注册", "同意", "1990-05-01", "急性子", "跳过", "城西区", "确认"]
    updates = [
        {"update_id": next(api.update_ids), **person.message(text=answer)} for answer in answers
    ]
    api.queue += updates
    api.wait_confirmed(updates[-1]["update_id"])
    mine = [
        one.text
        for one in api.calls[before:]
        if one.params.get("chat_id") == person.id and one.method in VISIBLE
    ]
    assert "急性子" in mine[-1] and "注册好了" in mine[-1], mine


def test_the_answer_survives_a_second_person_in_between(outside: Outside) -> None:
    at: WeChatPlatform = outside.wechat
    one, two = WeChatPerson(at), WeChatPerson(at)
    ready_to_confirm(one, "冯一")
    confirm = one.message(Content="1")
    first = at.open(at.post(confirm))
    register(two, name="冯二")
    one.say("/language")
    assert without_time(at.open(at.post(confirm))) == without_time(first)


class TestKilled:
    """SIGKILL in the middle, and a start on the same data directory."""

    @pytest.fixture
    def served(self, tmp_path: Path) -> Iterator[Served]:
        served = Served(tmp_path, both_platforms(tmp_path, None))
        try:
            yield served.start()
        finally:
            served.stop()

    def test_everything_is_as_it_was(self, served: Served) -> None:
        at = WeChatPlatform(served.url)
        done, midway = WeChatPerson(at), WeChatPerson(at)
        ready_to_confirm(done, "郑十")
        confirm = done.message(Content="1")
        first = at.open(at.post(confirm))
        for answer in ["register", "I agree", "1990-05-01"]:
            midway.say(answer)
        menu = midway.message(Content="help")
        shown = at.open(at.post(menu))
        served.kill()
        served.start()
        again = at.open(at.post(confirm))
        assert "注册好了" in first["Content"]
        assert without_time(again) == without_time(first)
        assert without_time(at.open(at.post(menu))) == without_time(shown)
        assert "phone" in midway.say("Zheng Midway")
        # Nobody could confirm hours yet: that is said, and the form can be left.
        for answer in ["登记时长", "1", "昨天", "9:00-10:00", "跳过"]:
            done.say(answer)
        assert "还没有组织" in done.say("确认")
        done.say("取消")
        assert "同意吗" not in done.say("/register")
        code = served.invite()
        assert "叫什么" in done.say(f"/claim {code}")

"""From a project to a total: organizing, signing up, waiting, checking in, logging, approving."""

import re
import time
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from tests.contract.conversation import LABELS, Outside, Person, mostly_chinese, number_in, register
from tests.contract.telegram import TelegramPerson

SHANGHAI = ZoneInfo("Asia/Shanghai")
_names = count(1)

POSTING = {
    "zh": [
        "叫什么",
        "哪一类",
        "为谁",
        "哪一天",
        "几点",
        "在哪里",
        "多少人",
        "做什么",
        "风险",
        "岁",
    ],
    "en": [
        "called",
        "kind of service",
        "for",
        "day",
        "From when",
        "Where",
        "How many",
        "What will they do",
        "risks",
        "old",
    ],
}


def soon(minutes: int = 10) -> tuple[str, str, datetime]:
    """A day and a from–to that starts in some minutes, and that moment."""
    start = datetime.now(SHANGHAI) + timedelta(minutes=minutes)
    return f"{start:%Y-%m-%d}", f"{start:%H:%M}-{start + timedelta(hours=3):%H:%M}", start


def post(person: Person, title: str, language: str = "zh", *, places: str = "1") -> list[str]:
    """Posts a project that starts soon; the screens on the way."""
    day, times, _ = soon()
    zh = language == "zh"
    screens = [person.say("/newproject")]
    for answer in [
        title,
        "环境保护" if zh else "Environment",
        "社会公众" if zh else "public",
        day,
        times,
        "西宁市城西区人民公园南门",
        places,
        "捡拾垃圾" if zh else "Picking up litter",
        "路面湿滑" if zh else "Wet paths",
        LABELS[language]["skip"],
    ]:
        screens.append(person.say(answer))
    return screens


def sign_up(person: Person, title: str, language: str = "zh") -> str:
    """Finds the project among what is open and confirms."""
    person.say("/projects")
    turn_pages(person, title, language)
    person.choose(next(label for label in person.labels if title in label))
    person.choose(LABELS[language]["sign-up"])
    assert person.labels[0] == LABELS[language]["confirm"]
    return person.choose(LABELS[language]["confirm"])


def turn_pages(person: Person, title: str, language: str) -> None:
    """Until one of the choices has this title: three at a time, then more."""
    for _ in range(20):
        if any(title in label for label in person.labels):
            return
        person.choose(LABELS[language]["more"])
    raise AssertionError(f"{title} is not among them: {person.seen}")


@pytest.fixture
def title() -> str:
    return f"公园清扫{'甲乙丙丁戊己庚辛壬癸'[next(_names) % 10]}{next(_names)}号"


@pytest.fixture
def leader(outside: Outside, organizer: Person, platform: str, language: str) -> Person:
    """An administrator on this platform and in this language."""
    person = outside.person(platform, language)
    done = person.say(f"claim {outside.served.invite()}")
    assert "城西志愿者协会" in done
    return person


def test_posts_a_project_in_the_order_of_the_contract(
    leader: Person, language: str, title: str
) -> None:
    screens = post(leader, title, language)
    for screen, asked in zip(screens, POSTING[language], strict=False):
        assert asked in screen, (asked, screen)
    read_back = screens[-1]
    _day, _, start = soon()
    assert title in read_back and leader.labels[0] == LABELS[language]["confirm"]
    if language == "zh":
        assert f"{start.month}月{start.day}日（周" in read_back
        assert "3 小时" in read_back
        assert all(mostly_chinese(screen) for screen in screens)
    else:
        assert f"{start.day} {start:%b}" in read_back and "3 hours" in read_back
    leader.choose(LABELS[language]["confirm"])
    assert title in leader.seen
    leader.say("/roster")
    turn_pages(leader, title, language)


def test_a_place_from_sign_up_to_the_next_in_line(
    outside: Outside, organizer: Person, title: str
) -> None:
    post(organizer, title)
    organizer.choose("确认")
    first = outside.person("wechat")
    second = outside.person("telegram")
    third = outside.person("wechat", "en")
    register(first, name="李一")
    register(second, name="李二")
    register(third, "en", name="Lee Three")
    assert "报名成功" in sign_up(first, title)
    day = r"\d+月\d+日（周.）"  # the second one where it ends after midnight
    assert re.search(rf"{day}\d\d:\d\d–({day})?\d\d:\d\d", first.seen), first.seen
    assert "候补第 1 位" in sign_up(second, title)
    assert "number 2" in sign_up(third, title, "en")
    first.say("我的报名")
    first.choose(next(label for label in first.labels if title in label))
    first.choose("取消报名")
    assert first.labels[0] == "确认"
    assert title in first.choose("确认") or "取消" in first.seen
    assert isinstance(second, TelegramPerson)
    offer = second.wait_for("有名额")
    assert title in offer
    yes = second.labels[0]
    assert yes == "确认"
    assert title in second.choose(yes)
    assert "已报名" in second.say("我的报名")
    assert "number 1" in third.say("/signups") or "waiting" in third.seen.lower()


def test_checks_in_by_code(outside: Outside, organizer: Person, title: str) -> None:
    post(organizer, title, places="3")
    organizer.choose("确认")
    organizer.choose("签到码")
    caption = organizer.seen
    code = number_in(caption)
    person, stranger = outside.person("wechat"), outside.person("telegram")
    register(person, name="李四")
    register(stranger, name="路人")
    sign_up(person, title)
    assert "签到成功" not in stranger.say(f"/checkin {code}")
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert "签到成功" not in person.say(f"签到 {wrong}")
    assert "签到成功" in person.say(f"签到{code}")
    assert "签到成功" not in person.say(f"签到 {code}")
    assert "签到" in person.seen
    assert "签退" in person.say("/checkout")
    assert "0 小时" in person.say("时长")


def test_five_wrong_tries_end_it(outside: Outside, organizer: Person, title: str) -> None:
    post(organizer, title, places="3")
    organizer.choose("确认")
    organizer.choose("签到码")
    code = number_in(organizer.seen)
    person = outside.person("telegram")
    register(person, name="李五")
    sign_up(person, title)
    for step in range(1, 6):
        person.say(f"/checkin {(int(code) + step) % 1_000_000:06d}")
    assert "签到成功" not in person.say(f"/checkin {code}")


@pytest.mark.parametrize("way", ["times", "length"])
def test_logs_hours_and_gets_the_right_total(
    outside: Outside, organizer: Person, platform: str, language: str, way: str
) -> None:
    person = outside.person(platform, language)
    zh, label = language == "zh", LABELS[language]
    name = f"{'赵' if zh else 'Zhao '}{platform}{way}"
    register(person, language, name=name)
    screens = [person.say("登记时长" if zh else "/log")]
    assert ("项目" if zh else "project") in person.seen
    screens.append(person.choose(person.labels[0]))
    assert ("哪一天" if zh else "day") in person.seen
    screens.append(person.say("2026年2月31日" if zh else "2026-02-31"))
    assert ("日期" if zh else "day") in person.seen
    yesterday = datetime.now(SHANGHAI) - timedelta(days=1)
    screens.append(person.say("昨天" if zh else "yesterday"))
    assert ("几点" if zh else "From when") in person.seen
    screens.append(person.say("25小时" if zh else "25 hours"))
    screens.append(person.say("25:00-26:00"))
    assert person.labels[:1] != [label["confirm"]]
    if way == "times":
        screens.append(person.say("下午2点到4点半" if zh else "2pm to 4:30pm"))
    else:
        screens.append(person.say("两个半小时" if zh else "2.5 hours"))
    assert ("做了什么" if zh else "What did you do") in person.seen, person.seen
    screens.append(person.say(label["skip"]))
    assert person.labels[:2] == [label["confirm"], label["change"]]
    assert ("2.5 小时" if zh else "2.5 hours") in person.seen
    if zh:
        assert f"{yesterday.month}月{yesterday.day}日（周" in person.seen
        texts = [screen.replace(name, "") for screen in screens]
        assert all(mostly_chinese(screen) for screen in texts), texts
    person.choose(label["confirm"])
    waiting = person.say("/hours")
    assert ("2.5 小时" if zh else "2.5 hours") in waiting
    assert re.search(r"(累计时长：|total: )0 ", waiting), waiting

    decide(organizer, name)
    organizer.choose("通过")
    total = person.say("时长" if zh else "hours")
    assert re.search(r"(累计时长：|total: )2\.5 ", total), total


def test_an_account_that_cannot_be_reached_is_asked_when_it_writes(
    outside: Outside, organizer: Person, title: str
) -> None:
    post(organizer, title)
    organizer.choose("确认")
    first, second = outside.person("wechat"), outside.person("wechat")
    register(first, name="孙一")
    register(second, name="孙二")
    sign_up(first, title)
    assert "候补第 1 位" in sign_up(second, title)
    first.say("我的报名")
    first.choose(next(label for label in first.labels if title in label))
    first.choose("取消报名")
    first.choose("确认")
    for _ in range(40):
        if "有名额" in second.say("你好"):
            break
        time.sleep(0.3)
    assert second.labels[0] == "确认", second.seen
    assert title in second.choose("确认")
    assert "已报名" in second.say("我的报名")


def decide(organizer: Person, name: str) -> None:
    """Opens the claim of the person with this name."""
    organizer.say("/approve")
    for _ in range(20):
        if "通过" in organizer.labels and name in organizer.seen:
            return
        mine = [label for label in organizer.labels if name in label]
        if mine:
            organizer.choose(mine[0])
            return
        organizer.choose(next(label for label in organizer.labels if label == "更多"))
    raise AssertionError(f"{name} is not among the claims")


def test_refuses_a_claim_with_a_reason(outside: Outside, organizer: Person) -> None:
    person = outside.person("telegram", "en")
    assert isinstance(person, TelegramPerson)
    register(person, "en", name="Qian Six")
    person.say("/log")
    person.choose(person.labels[0])
    for answer in ["yesterday", "9:00-10:00", "Skip", "Confirm"]:
        person.say(answer)
    assert "1 hour" in person.say("/hours") and "1 hours" not in person.seen
    decide(organizer, "Qian Six")
    organizer.choose("不通过")
    organizer.say("当天没有见到您")
    assert organizer.labels[0] == "确认"
    organizer.choose("确认")
    assert "当天没有见到您" in person.wait_for("当天没有见到您")
    assert "0 hours" in person.say("/hours")


@pytest.mark.parametrize("word", ["/newproject", "名单", "审核", "/organize"])
def test_nobody_else_organizes(
    outside: Outside, organizer: Person, platform: str, word: str
) -> None:
    person = outside.person(platform)
    register(person, name="周八")
    screen = person.say(word)
    assert "叫什么" not in screen and "城西志愿者协会" not in screen


def test_a_forged_button_does_nothing(outside: Outside, organizer: Person, title: str) -> None:
    post(organizer, title)
    organizer.choose("确认")
    organizer.say("/organize")
    assert isinstance(organizer, TelegramPerson)
    stranger = outside.person("telegram")
    assert isinstance(stranger, TelegramPerson)
    register(stranger, name="吴九")
    for label in list(organizer.labels):
        data, _ = organizer.data_of(label)
        screen = stranger.deliver(stranger.callback(data, 3))
        assert "城西志愿者协会" not in screen and title not in screen, (label, screen)

"""A sentence that may mean several things: the person is asked, and nothing is guessed."""

import json
from datetime import date

import pytest

from nlu.understanding import Intent, Slots
from storage.tables import ReviewRow
from tests.scenarios.conversation import Person, World
from tests.scenarios.meanings import Means, Table
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts

YESTERDAY = "昨天的三小时"
CLOSE = Means(
    Intent.LOG_HOURS,
    0.5,
    Slots(date=date(2026, 11, 20), minutes=180),
    ((Intent.QUERY_HOURS, 0.4), (Intent.CORRECT_HOURS, 0.06)),
)
TABLE = {
    YESTERDAY: CLOSE,
    "我是李明，13800138000，昨天的三小时": CLOSE,
    "three hours yesterday": CLOSE,
    "周日那个": Means(
        Intent.SIGN_UP,
        0.6,
        Slots(project="陪老人", date=date(2026, 11, 23)),
        ((Intent.CANCEL_SIGN_UP, 0.5), (Intent.VIEW_PROJECT, 0.45), (Intent.CHECK_IN, 0.4)),
    ),
    "那个事": Means(Intent.COMPLAIN, 0.2, others=((Intent.LOG_HOURS, 0.19),)),
    "你算什么": Means(Intent.OUT_OF_SCOPE, 0.9),
    "有点意思": Means(Intent.OUT_OF_SCOPE, 0.4, others=((Intent.RATE_SERVICE, 0.35),)),
    "嗨嗨": Means(Intent.GREET, 0.4),
}


async def _volunteer(world: World, language: str = "zh") -> Person:
    await organizer(world)
    await world.hears(Table(TABLE))
    li = world.person("Li")
    await registers(li, "李明")
    if language == "en":
        await li.says("/language")
        await li.picks("English")
    return li


async def _log(world: World) -> list[ReviewRow]:
    async with world.database.read() as unit:
        return list(await unit.reviews.all())


async def test_two_close_meanings_are_offered_and_the_slots_kept(world: World) -> None:
    li = await _volunteer(world)
    await li.says(YESTERDAY)
    li.sees("您是想做哪一件")
    assert li.labels == ["登记时长", "查看我的时长", "都不是"]
    await li.picks("登记时长")
    li.sees("为哪个项目")
    await li.picks("没有项目（自己做的好事）")
    li.sees("请核对", "11月20日（周五）", "3 小时")
    assert [(row.text, row.picked) for row in await _log(world)] == [(YESTERDAY, "log_hours")]


async def test_in_english(world: World) -> None:
    li = await _volunteer(world, "en")
    await li.says("three hours yesterday")
    li.sees("Which one do you mean?")
    assert li.labels == ["Log hours", "See my hours", "None of these"]
    await li.picks("See my hours")
    li.sees("Fri 20 Nov: 0 hours", "All my hours")
    assert [row.lang for row in await _log(world)] == ["en"]


@pytest.mark.parametrize("pick", ["都不是", "None of these"])
async def test_none_of_these(world: World, pick: str) -> None:
    li = await _volunteer(world, "zh" if pick == "都不是" else "en")
    await li.says(YESTERDAY)
    await li.says(pick)
    assert "请换个说法" in li.text or "in other words" in li.text
    assert len(li.labels) >= 4
    assert [row.picked for row in await _log(world)] == ["none"]


async def test_at_most_three_and_a_label_typed_is_the_choice(world: World) -> None:
    li = await _volunteer(world)
    await posts(world, world.people[0], "陪老人聊天", local(22, 14), local(23, 14))
    await li.says("周日那个")
    assert li.labels == ["报名参加项目", "取消我的报名", "看一个项目的详情", "都不是"]
    await li.says("报名参加项目")
    li.sees("请看清楚再确认", "11月23日（周一）14:00–17:00")


async def test_what_is_logged_tells_nothing_about_the_person(world: World) -> None:
    li = await _volunteer(world)
    await li.says("我是李明，13800138000，昨天的三小时")
    await li.picks("查看我的时长")
    (row,) = await _log(world)
    assert "李明" not in row.text and "138" not in row.text
    assert row.text.endswith("昨天的三小时")
    assert json.loads(row.offered) == {"log_hours": 0.5, "query_hours": 0.4}
    assert row.source == "rasa"


async def test_an_old_question_is_answered_without_what_was_said(world: World) -> None:
    li = await _volunteer(world)
    await li.says(YESTERDAY)
    old = li.action("登记时长")
    await li.says(YESTERDAY)
    await li.taps(old)
    li.sees("为哪个项目")
    assert await _log(world) == []


async def test_a_pick_is_logged_once_and_survives_a_restart(world: World) -> None:
    li = await _volunteer(world)
    await li.says(YESTERDAY)
    await world.restart()
    await li.picks("查看我的时长")
    await li.repeats()
    assert len(await _log(world)) == 1


async def test_what_is_not_understood_says_what_can_be_done(world: World) -> None:
    li = await _volunteer(world)
    await li.says("那个事")
    li.sees("我没看懂", "看看项目", "帮助")
    await li.says("你算什么")
    li.sees("帮不上忙", "看看项目")
    await li.says("有点意思")
    assert li.labels == ["评价一次服务", "都不是"]
    await li.says("嗨嗨")
    li.sees("您好", "看看项目")


async def test_somebody_new_is_registered_first_and_then_it_goes_on(world: World) -> None:
    await organizer(world)
    await world.hears(Table(TABLE))
    new = world.person("新")
    await new.says("你好")
    await new.says(YESTERDAY)
    await new.picks("登记时长")
    new.sees("要先注册")
    await registers_from_consent(new)
    new.sees("注册好了", "为哪个项目")
    await new.picks("没有项目（自己做的好事）")
    new.sees("请核对", "11月20日（周五）", "3 小时")
    assert len(await _log(world)) == 1


async def registers_from_consent(person: Person) -> None:
    await person.picks("同意")
    for said in ("1990-05-01", "新来的", "跳过", "西宁市城西区"):
        await person.says(said)
    await person.picks("确认")

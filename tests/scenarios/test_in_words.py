"""In the middle of a form, in words: an answer, a move, a question — and what is none of them."""

import pytest

from nlu.understanding import Intent
from tests.scenarios.conversation import Person, World
from tests.scenarios.meanings import Means, Table
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts

NONE = "没有项目（自己做的好事）"
UNCLEAR = Means(Intent.COMPLAIN, 0.5, others=((Intent.ASK_FAQ, 0.45),))
TABLE = {
    "这个怎么说呢": UNCLEAR,
    "你真逗": Means(Intent.OUT_OF_SCOPE, 0.9),
    "就按这个来": Means(Intent.AFFIRM, 0.9),
    "好像哪里错了": Means(Intent.DENY, 0.9),
    "我不打算弄这个了哈": Means(Intent.CANCEL, 0.9),
    "手机号我就不留了哈": Means(Intent.SKIP, 0.9),
    "有人被车撞了": Means(Intent.REPORT_INCIDENT, 0.95),
    "我去不成了": Means(Intent.CANCEL_SIGN_UP, 0.9),
}


async def _at_the_phone(world: World) -> Person:
    await world.hears(Table(TABLE))
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says("1990-05-01")
    await li.says("李明")
    li.sees("手机号")
    return li


async def _at_the_read_back(world: World) -> Person:
    await organizer(world)
    await world.hears(Table(TABLE))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("登记时长")
    await li.picks(NONE)
    for said in ("昨天", "3小时", "扫雪"):
        await li.says(said)
    li.sees("请核对")
    return li


@pytest.mark.parametrize("said", ["没有手机号", "跳过吧", "没有", "不想填", "手机号我就不留了哈"])
async def test_left_out(world: World, said: str) -> None:
    li = await _at_the_phone(world)
    await li.says(said)
    li.sees("哪个区县")


@pytest.mark.parametrize("said", ["算了不填了", "不注册了", "never mind", "我不打算弄这个了哈"])
async def test_given_up(world: World, said: str) -> None:
    li = await _at_the_phone(world)
    await li.says(said)
    li.sees("注册已取消")


async def test_given_up_where_any_words_are_an_answer(world: World) -> None:
    li = await _at_the_phone(world)
    await li.says("上一步")
    li.sees("姓名")
    await li.says("算了，不填了")
    li.sees("注册已取消")


async def test_what_is_not_clear_is_for_the_form(world: World) -> None:
    li = await _at_the_phone(world)
    for said in ("这个怎么说呢", "你真逗"):
        await li.says(said)
        li.sees("我没看懂这个号码", "手机号")
        li.sees_no("您是想做哪一件")


async def test_what_is_clear_is_answered_and_the_form_goes_on(world: World) -> None:
    li = await _at_the_phone(world)
    await li.says("志愿者有保险吗")
    li.sees("项目负责人", "继续填写")
    await li.says("13800138000")
    li.sees("哪个区县")


async def test_any_words_are_an_answer_where_words_are_asked(world: World) -> None:
    """Whoever writes a note is not interrupted: nobody even asks what it means."""
    await organizer(world)
    table = Table({"取消报名的人很多，我扫了雪": Means(Intent.CANCEL_SIGN_UP, 0.99)})
    await world.hears(table)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("登记时长")
    await li.picks(NONE)
    await li.says("昨天")
    await li.says("3小时")
    await li.says("取消报名的人很多，我扫了雪")
    li.sees("请核对", "取消报名的人很多，我扫了雪")
    assert table.asked == []


async def test_a_button_a_word_or_a_number_asks_nobody(world: World) -> None:
    table = Table({})
    await world.hears(table)
    li = world.person("Li")
    for said in (
        "你好",
        "1",
        "同意",
        "1990-05-01",
        "李明",
        "13800138000",
        "西宁",
        "确认",
        "/hours",
        "2",
    ):
        await li.says(said)
    li.sees("您想做什么")
    assert table.asked == ["你好"]


async def test_a_yes_in_words_confirms(world: World) -> None:
    li = await _at_the_read_back(world)
    await li.says("就按这个来")
    li.sees("已登记")


async def test_a_no_in_words_confirms_nothing(world: World) -> None:
    li = await _at_the_read_back(world)
    await li.says("好像哪里错了")
    li.sees("先不确认", "修改", "请核对")
    await li.picks("修改")
    li.sees("要修改哪一项")


async def test_not_coming_in_the_middle_of_a_sign_up_closes_it(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, "陪老人聊天", local(23, 14), local(24, 14))
    await world.hears(Table(TABLE))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("报名陪老人聊天")
    li.sees("想参加哪一个时段")
    await li.says("我去不成了")
    li.sees("没有报名")

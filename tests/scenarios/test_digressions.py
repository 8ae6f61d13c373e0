"""In the middle of something: another question, a restart, a way back, another language."""

import pytest

from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts
from tests.scenarios.test_claiming_hours import NO_PROJECT, logs
from tests.scenarios.test_waitlist import TITLE


async def _at_the_times(world: World) -> Person:
    await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("登记时长")
    await li.picks(NO_PROJECT)
    await li.says("昨天")
    li.sees("几点到几点")
    return li


@pytest.mark.parametrize("asked", ["时长", "/hours", "我有多少小时？"])
async def test_the_total_in_the_middle_of_logging(world: World, asked: str) -> None:
    li = await _at_the_times(world)
    await li.says(asked)
    li.sees("您的累计时长：0 小时", "继续填写")
    await li.picks("继续填写")
    li.sees("几点到几点")
    await li.says("14:00-15:00")
    li.sees("做了什么")


@pytest.mark.parametrize("asked", ["我有多少小时？", "有什么项目可以参加"])
async def test_a_question_is_nobodys_name(world: World, asked: str) -> None:
    await organizer(world)
    li = world.person("Li")
    for words in ("注册", "同意", "1990-05-01"):
        await li.says(words)
    li.sees("姓名")
    await li.says(asked)
    li.sees_no("手机号")
    await li.says("李明")
    li.sees("手机号")
    await li.says("跳过")
    await li.says("这个怎么填啊")
    li.sees("没有当作答案", "哪个区县")
    await li.says("虎台街道")
    li.sees("请核对", "李明", "虎台街道")


async def test_going_on_without_being_asked_again(world: World) -> None:
    li = await _at_the_times(world)
    await li.says("时长")
    await li.says("14:00-15:00")
    li.sees("做了什么")


async def test_a_list_in_the_middle_of_a_choice_leads_back(world: World) -> None:
    await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("登记时长")
    await li.says("我有多少小时？")
    li.sees("您的累计时长：0 小时", "继续填写")
    await li.picks("继续填写")
    li.sees("为哪个项目")


async def test_looking_at_projects_in_between(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("登记时长")
    await li.picks(NO_PROJECT)
    await li.says("项目")
    li.sees(TITLE, "继续填写")
    await li.picks(TITLE)
    li.sees("内容：陪老人聊天、读报", "继续填写")
    await li.picks("继续填写")
    li.sees("哪一天")


@pytest.mark.parametrize("forgetting", [False, True])
async def test_a_restart_in_the_middle(world: World, forgetting: bool) -> None:
    li = await _at_the_times(world)
    await world.restart()
    await li.says("14:00-15:00")
    li.sees("做了什么")
    await world.restart()
    await li.says("跳过")
    await li.says("确认")
    li.sees("已登记")
    await world.restart(forgetting=forgetting)
    await li.says("时长")
    li.sees("等待确认：1 小时")


async def test_back_skip_and_cancel(world: World) -> None:
    li = await _at_the_times(world)
    await li.says("跳过")
    li.sees("这一步不能跳过", "几点到几点")
    await li.says("返回")
    li.sees("哪一天")
    await li.says("返回")
    li.sees("为哪个项目")
    await li.says("返回")
    li.sees("第一步")
    await li.says("取消")
    li.sees("没有登记", "您想做什么")


async def test_one_answer_is_changed_at_the_read_back(world: World) -> None:
    await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    await logs(li, "昨天", "14:00-15:00", "扫雪")
    await li.picks("修改")
    li.sees("要修改哪一项")
    assert li.labels == ["项目", "日期", "时间", "说明"]
    await li.picks("日期")
    await li.says("11月19日")
    li.sees("请核对", "11月19日（周四）", "14:00–15:00", "扫雪")
    await li.picks("修改")
    await li.says("返回")
    li.sees("请核对")
    await li.says("好")
    li.sees("已登记")


async def test_a_form_inside_a_form(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li = await _at_the_times_again(world)
    await li.says("项目")
    await li.picks(TITLE)
    await li.picks("报名")
    li.sees("请看清楚再确认")
    await li.says("确认")
    li.sees("报名成功", "继续填写")
    await li.picks("继续填写")
    li.sees("几点到几点")


async def _at_the_times_again(world: World) -> Person:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("登记时长")
    await li.picks(NO_PROJECT)
    await li.says("昨天")
    return li


async def test_another_language_in_the_middle(world: World) -> None:
    li = await _at_the_times(world)
    await li.says("language")
    await li.says("English")
    li.sees("we'll speak English", "From when to when")
    await li.says("2pm to 3pm")
    li.sees("What did you do")
    await li.says("skip")
    li.sees("Please check", "14:00–15:00 (1 hour)")
    await li.says("Confirm")
    li.sees("Logged")


async def test_an_old_button_says_so(world: World) -> None:
    li = await _at_the_times(world)
    cancel = li.action("取消")
    await li.taps("pick f=0000000000000000 v=none")
    li.sees("已经过期", "几点到几点")
    await li.taps("confirm f=0000000000000000")
    li.sees("已经过期")
    await li.taps("nonsense \x00 =")
    li.sees("已经过期")
    await li.taps(cancel)
    li.sees("没有登记")

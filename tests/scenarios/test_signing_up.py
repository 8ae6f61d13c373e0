"""Signing up: what is read and acknowledged, once only; and why somebody cannot."""

import pytest

from bot.messages import Tap
from domain.offerings.editing import edit_project
from domain.volunteers.model import Platform
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import code_shown, registers
from tests.scenarios.service import local, organizer, posts, shift_now, volunteer_of


async def _at_the_read_back(world: World, li: Person) -> None:
    await li.says("项目")
    await li.picks("陪空巢老人聊天")
    await li.picks("报名")
    li.sees("请看清楚再确认", "陪空巢老人聊天")


async def test_read_acknowledged_and_signed_up(world: World) -> None:
    wang = await organizer(world)
    await posts(
        world,
        wang,
        "陪空巢老人聊天",
        local(24, 14),
        risks="老人家里有台阶",
        insurance="中国志愿服务保险",
        bring="水杯",
        contact="王芳 13800138000",
    )
    li = world.person("Li")
    await registers(li, "李明")
    await _at_the_read_back(world, li)
    li.sees("11月24日（周二）14:00–17:00", "西宁市城西区虎台二巷 8 号", "陪老人聊天、读报")
    li.sees("风险：老人家里有台阶", "保险：中国志愿服务保险", "请带：水杯", "已了解")
    li.sees_no("13800138000")
    assert li.labels == ["确认", "取消"]
    await li.picks("确认")
    li.sees("报名成功", "陪空巢老人聊天", "11月24日（周二）14:00–17:00")
    await li.picks("我的报名")
    li.sees("已报名")
    await li.picks("陪空巢老人聊天")
    li.sees("联系：王芳 13800138000", "取消报名")
    await li.picks("看项目")
    li.sees("联系：王芳 13800138000", "您已经报名")
    assert "报名" not in li.labels
    assert "我的报名" in li.labels


async def test_in_english(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, "陪空巢老人聊天", local(24, 14), risks="stairs")
    ann = world.person("Ann", language="en")
    await ann.says("register")
    await ann.picks("I agree")
    for answer in ("1990-05-01", "Ann Miller", "skip", "Chengxi"):
        await ann.says(answer)
    await ann.picks("Confirm")
    await ann.says("/projects")
    await ann.picks("陪空巢老人聊天")
    await ann.picks("Sign up")
    ann.sees("Please read this, then confirm", "Tue 24 Nov, 14:00–17:00", "Risks: stairs")
    await ann.says("Yes!")
    ann.sees("You are signed up")


@pytest.mark.parametrize("yes", ["确认", "是", "好", "yes", "OK", "好的。"])
async def test_a_yes_is_a_yes(world: World, yes: str) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await _at_the_read_back(world, li)
    await li.says(yes)
    li.sees("报名成功")
    assert (await shift_now(world, shift)).taken == 1


async def test_a_double_tap_has_one_effect(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await _at_the_read_back(world, li)
    confirm = li.action("确认")
    await li.sends(Tap(confirm))
    first = li.text
    await li.sends(Tap(confirm))
    assert li.text == first
    await world.restart()
    await li.sends(Tap(confirm))
    assert li.text == first
    assert (await shift_now(world, shift)).taken == 1


@pytest.mark.parametrize("forgetting", [False, True])
async def test_the_same_message_again_gets_the_same_answer(world: World, forgetting: bool) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await _at_the_read_back(world, li)
    await li.says("确认")
    first = li.screen
    for restarts in (False, True):
        if restarts:
            await world.restart(forgetting=forgetting)
        answer = await li.repeats()
        assert answer.repeated
        assert answer.screen == first
    assert (await shift_now(world, shift)).taken == 1


async def test_not_signed_up_after_all(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await _at_the_read_back(world, li)
    await li.says("取消")
    li.sees("没有报名", "您想做什么")
    assert (await shift_now(world, shift)).taken == 0


async def test_one_of_several_times(world: World) -> None:
    wang = await organizer(world)
    shifts = await posts(world, wang, "陪空巢老人聊天", local(24, 14), local(25, 9), local(26, 9))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    await li.picks("陪空巢老人聊天")
    await li.picks("报名")
    li.sees("哪一个时段")
    assert li.labels[1] == "11月25日（周三）09:00–12:00"
    await li.says("2")
    li.sees("请看清楚再确认", "11月25日")
    li.sees_no("11月24日")
    assert li.labels == ["确认", "修改", "取消"]
    await li.picks("修改")
    await li.picks("时段")
    await li.picks("11月26日（周四）09:00–12:00")
    await li.says("好")
    li.sees("报名成功", "11月26日")
    assert [(await shift_now(world, shift)).taken for shift in shifts] == [0, 0, 1]


# ---------------------------------------------------------------- refusals


async def test_too_young(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, "陪空巢老人聊天", local(24, 14), minimum_age=40)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    await li.picks("陪空巢老人聊天")
    li.sees("年龄：满 40 岁", "您暂时不能报名：年龄不符合要求")
    await li.says("报名")
    li.sees("要年满 40 岁", "看看项目")


async def test_sixteen_needs_the_guardian_then_it_works(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    boy = world.person("boy")
    await registers(boy, "王小明", born="2010-05-01")
    await boy.says("项目")
    await boy.picks("陪空巢老人聊天")
    await boy.picks("报名")
    boy.sees("监护人同意", "请监护人同意")
    await boy.picks("请监护人同意")
    code = code_shown(boy)
    mother = world.person("mother", platform=world.other_platform)
    await mother.says(f"监护 {code}")
    await mother.picks("母亲")
    await mother.picks("同意")
    await mother.picks("确认")
    await world.news()
    boy.sees("监护人已经同意")
    await _at_the_read_back(world, boy)
    await boy.says("确认")
    boy.sees("报名成功")
    assert (await shift_now(world, shift)).taken == 1


async def test_no_minors_where_there_are_risks(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, "陪空巢老人聊天", local(24, 14), risky=True, insurance="有")
    boy = world.person("boy")
    await registers(boy, "王小明", born="2010-05-01")
    await boy.says("项目")
    await boy.picks("陪空巢老人聊天")
    await boy.picks("报名")
    boy.sees("有风险，未满 18 岁不能参加", "看看项目")


async def test_a_clash_names_the_other_shift(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, "社区读报", local(24, 15))
    await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await _at_the_read_back(world, li)
    await li.says("确认")
    await li.says("项目")
    await li.picks("社区读报")
    await li.picks("报名")
    li.sees("时间冲突", "11月24日（周二）14:00", "我的报名")


async def test_signed_up_already_and_closed(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    await li.picks("陪空巢老人聊天")
    sign_up = li.action("报名")
    await li.taps(sign_up)
    await li.says("确认")
    await li.taps(sign_up)
    li.sees("已经报过", "我的报名")
    world.clock.set(local(24, 14, 1))
    other = world.person("Zhao")
    await registers(other, "赵云")
    await other.taps(sign_up)
    other.sees("现在不能报名", "看看项目")
    assert shift.taken == 0


async def test_the_conditions_changed_while_reading(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await _at_the_read_back(world, li)
    leader = await volunteer_of(world, wang)
    async with world.database.write() as unit:
        await edit_project(
            unit,
            leader.id,
            shift.project_id,
            {"risks": "路滑"},
            now=world.clock.now(),
            new_id=world.house.new_id,
            policy=world.house.policy,
        )
    await li.says("确认")
    li.sees("刚刚改过", "风险：路滑")
    await li.says("确认")
    li.sees("报名成功")


async def test_a_project_that_is_not_there(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.taps("sign_up project=0000000000000000")
    li.sees("没有找到", "菜单")
    await li.taps("view_project project=99999")
    li.sees("没有找到")
    if li.platform is Platform.TELEGRAM:
        await li.taps("sign_up shift=%%% project=")
        assert li.labels

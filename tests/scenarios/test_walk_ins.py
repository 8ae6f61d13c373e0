"""Somebody came without a sign-up: they join by the code, or by the leader's asking; never
without their own yes."""

from datetime import timedelta

import pytest

from bot.messages import PushOutcome
from bot.payloads import PayloadKind
from domain.offerings.model import Shift
from tests.scenarios.conversation import Person, World
from tests.scenarios.families import adds_child
from tests.scenarios.people import registers
from tests.scenarios.service import (
    check_in_code,
    local,
    organizer,
    posts,
    shift_now,
    volunteer_of,
)
from tests.scenarios.test_attendance import scans
from tests.scenarios.test_rosters import with_a_place
from tests.scenarios.test_waitlist import TITLE, signs_up


async def _full(world: World) -> tuple[Person, Shift, Person]:
    """A shift with one place, which 李明 has; 赵云 comes without one."""
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14), places=1)
    li, zhao = world.person("李明"), world.person("赵云")
    await registers(li, "李明")
    await signs_up(li)
    await registers(zhao, "赵云")
    return wang, shift, zhao


async def test_with_the_code_where_there_is_a_place(world: World) -> None:
    wang, shift, _ = await with_a_place(world, "李明")
    zhao = world.person("赵云")
    await registers(zhao, "赵云")
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14, 10))
    await zhao.says(f"签到 {code}")
    zhao.sees("您没有报名这个时段", "现在可以报名并签到", TITLE, "内容：", "风险", "虎台")
    assert zhao.labels == ["确认", "取消"]
    assert (await shift_now(world, shift)).taken == 1
    await zhao.picks("确认")
    zhao.sees("报名并签到成功", "14:10", "签退")
    assert (await shift_now(world, shift)).taken == 2
    world.clock.set(local(24, 16, 10))
    await zhao.picks("签退")
    zhao.sees("签退成功", "2 小时")
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("赵云（已签退）", "报名 2/20 人")


async def test_by_the_leaders_qr_code_and_not_wanted(world: World) -> None:
    _, shift, _ = await with_a_place(world, "李明")
    zhao = world.person("赵云")
    await registers(zhao, "赵云")
    world.clock.set(local(24, 14))
    await scans(zhao, world.house.payloads.write(PayloadKind.CHECK_IN, shift.id))
    zhao.sees("现在可以报名并签到")
    await zhao.says("取消")
    zhao.sees("没有报名，也没有签到")
    assert (await shift_now(world, shift)).taken == 1


@pytest.mark.parametrize("pressed", ["join_on_site shift={}", "join_on_site shift={} code=123456"])
async def test_a_button_is_no_code(world: World, pressed: str) -> None:
    _, shift, _ = await with_a_place(world, "李明")
    zhao = world.person("赵云")
    await registers(zhao, "赵云")
    await check_in_code(world, shift)
    world.clock.set(local(24, 14))
    await zhao.taps(pressed.format(shift.id))
    zhao.sees_no("现在可以报名并签到")
    await zhao.says("确认")
    zhao.sees_no("签到成功")
    assert (await shift_now(world, shift)).taken == 1


async def test_where_it_is_full_the_leader_may_let_them_in(world: World) -> None:
    wang, shift, zhao = await _full(world)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14))
    await zhao.says(code)
    number = (await volunteer_of(world, zhao)).number
    zhao.sees("名额也满了", f"志愿者编号 {number} 告诉负责人", "我的报名")
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("加到场的人")
    wang.sees("谁来了但没有报名", "志愿者编号")
    await wang.says(str(number))
    wang.sees(f"赵*（编号尾号 {str(number)[-4:]}）", "本人（孩子由监护人）在手机上确认")
    wang.sees_no("13800138000")
    await wang.picks("确认")
    wang.sees("已经请对方在手机上确认")
    assert (await shift_now(world, shift)).taken == 1
    await world.news()
    zhao.sees(f"“{TITLE}”的王芳说您来帮忙了", "要报名并签到吗")
    assert zhao.labels == ["报名并签到", "不参加"]
    await zhao.picks("报名并签到")
    zhao.sees("请看清楚再确认", "内容：", "风险")
    await zhao.picks("确认")
    zhao.sees("报名并签到成功")
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("报名 2/1 人", "赵云（已签到）")
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("赵云")
    await wang.says("好")
    wang.sees("已经在名单里了")


async def test_who_is_not_there_says_no_and_the_leader_is_told(world: World) -> None:
    wang, shift, zhao = await _full(world)
    world.clock.set(local(24, 14))
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("赵云")
    await wang.says("好")
    await world.news()
    await zhao.picks("不参加")
    zhao.sees("好的，没有报名")
    await world.passes(timedelta(seconds=10))
    wang.sees("赵云 不参加", TITLE)
    assert (await shift_now(world, shift)).taken == 1


async def test_of_several_with_one_name_the_leader_picks_one(world: World) -> None:
    wang, shift, first = await _full(world)
    second = world.person("赵云")
    await registers(second, "赵云")
    world.clock.set(local(24, 14))
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("赵")
    wang.sees("没有找到“赵”", "扫签到码")
    await wang.says("赵云")
    wang.sees("是哪一位")
    tails = [str((await volunteer_of(world, each)).number)[-4:] for each in (first, second)]
    assert wang.labels == [f"赵*（编号尾号 {tail}）" for tail in tails]
    await wang.picks(f"赵*（编号尾号 {tails[1]}）")
    await wang.picks("确认")
    await world.news()
    assert not first.news
    second.sees("说您来帮忙了")


async def test_who_gets_no_news_sends_the_word(world: World) -> None:
    wang, shift, zhao = await _full(world)
    zhao.reach = PushOutcome.WAITS
    world.clock.set(local(24, 14))
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("赵云")
    await wang.says("好")
    await world.news()
    assert not zhao.news
    await zhao.says("签到")
    zhao.sees("说您来帮忙了", "请看清楚再确认")
    await zhao.says("确认")
    zhao.sees("报名并签到成功")


async def test_who_waited_takes_a_place_that_is_free_once_it_has_begun(world: World) -> None:
    wang, shift, zhao = await _full(world)
    await signs_up(zhao)
    zhao.sees("候补第 1 位")
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14, 5))
    await zhao.says(code)
    zhao.sees("名额也满了")
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("记录未到")
    await wang.picks("李明")
    await wang.picks("确认")
    await zhao.says(code)
    await zhao.says("确认")
    zhao.sees("报名并签到成功")
    stored = await shift_now(world, shift)
    assert (stored.taken, stored.waiting) == (1, 0)


async def test_who_may_not_is_told_why(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14), minimum_age=40)
    li = world.person("李明")
    await registers(li, "李明")
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14))
    await li.says(code)
    li.sees("要年满 40 岁")
    assert (await shift_now(world, shift)).taken == 0


async def test_only_around_the_service_and_for_who_manages_it(world: World) -> None:
    wang, shift, zhao = await _full(world)
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees_no("加到场的人")
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("赵云")
    wang.sees("还没到签到时间")
    await wang.says("取消")
    world.clock.set(local(24, 14))
    await zhao.taps(f"add_walk_in shift={shift.id}")
    zhao.sees("权限")
    await zhao.taps(f"decline_walk_in shift={shift.id}")
    zhao.sees("没有找到")
    world.clock.set(local(24, 17))
    await wang.taps(f"add_walk_in shift={shift.id}")
    wang.sees("已经结束了")


async def test_in_english(world: World) -> None:
    wang, shift, _ = await _full(world)
    zoe = world.person("Zoe", language="en")
    await zoe.says("hello")
    await zoe.says("/register")
    await zoe.picks("I agree")
    for said in ("1990-05-01", "Zoe Miller", "skip", "Xining"):
        await zoe.says(said)
    await zoe.says("yes")
    world.clock.set(local(24, 14))
    await wang.says("/language")
    await wang.picks("English")
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("zoe miller")
    wang.sees("Zoe M*****", "confirm on their own phone")
    await wang.says("yes")
    await world.news()
    zoe.sees("says that you came to help")
    await zoe.picks("Sign up and check in")
    zoe.sees("please read this, then confirm")
    await zoe.says("yes")
    zoe.sees("You are signed up and checked in")


async def test_for_a_child_without_an_account_the_guardian_joins(world: World) -> None:
    wang, shift, zhao = await _full(world)
    await adds_child(zhao, "赵小云", "2014-05-01")
    world.clock.set(local(24, 14))
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("赵小云")
    await wang.picks("确认")
    wang.sees("已经请对方在手机上确认")
    await world.news()
    zhao.sees("这是赵小云的消息", f"“{TITLE}”的王芳说孩子来帮忙了")
    await zhao.picks("报名并签到")
    zhao.sees("赵小云没有报名这个时段", "替孩子报名并签到", "内容：")
    await world.restart()
    await zhao.says("取消")
    zhao.sees("没有报名，也没有签到")
    await zhao.says("签到")
    zhao.sees("赵小云没有报名这个时段")
    await zhao.picks("确认")
    zhao.sees("已替赵小云报名并签到", "14:00")
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("报名 2/1 人", "赵小云（已签到，随赵云）")
    wang.sees_no("· 赵云")
    world.clock.set(local(24, 15))
    await zhao.says("签退")
    zhao.sees("签退成功", "赵小云：记录 1 小时")


async def test_for_a_child_the_guardian_says_no(world: World) -> None:
    wang, shift, zhao = await _full(world)
    await adds_child(zhao, "赵小云", "2014-05-01")
    world.clock.set(local(24, 14))
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("赵小云")
    await wang.picks("确认")
    await world.news()
    await zhao.picks("不参加")
    zhao.sees("好的，没有报名")
    await world.passes(timedelta(seconds=10))
    wang.sees("赵小云 不参加", TITLE)
    assert (await shift_now(world, shift)).taken == 1


async def test_nobody_joins_for_somebody_elses_child(world: World) -> None:
    wang, shift, zhao = await _full(world)
    await adds_child(zhao, "赵小云", "2014-05-01")
    world.clock.set(local(24, 14))
    await wang.taps(f"add_walk_in shift={shift.id}")
    await wang.says("赵小云")
    await wang.picks("确认")
    await world.news()
    asked = zhao.action("报名并签到")
    qian = world.person("钱多")
    await registers(qian, "钱多")
    await qian.taps(asked)
    qian.sees_no("赵小云", "请看清楚再确认")
    await qian.taps(asked.replace("join_on_site", "decline_walk_in"))
    qian.sees_no("赵小云", "好的，没有报名")
    assert (await shift_now(world, shift)).taken == 1

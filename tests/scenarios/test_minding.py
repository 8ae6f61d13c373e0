"""Minding a shift: who did not come, times put right, a project that ends."""

from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import check_in_code, local, organizer, posts
from tests.scenarios.test_waitlist import TITLE, signs_up


async def test_the_leader_puts_times_right(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14, 30))
    await li.says(f"签到 {code}")
    world.clock.set(local(24, 17))
    await li.says("签退")
    li.sees("这次记录 2.5 小时")
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("李明（已签退）", "签到码")
    world.clock.set(local(24, 17, 31))
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees_no("签到码")
    await wang.picks("更正签到时间")
    await wang.picks("李明")
    await wang.says("五点到两点半")
    await wang.says("返回")
    await wang.says("14:00-17:00")
    await wang.says("他两点就到了，手机没电")
    wang.sees("14:00–17:00", "手机没电")
    await wang.picks("确认")
    wang.sees("已更正", "3 小时")
    await world.news()
    li.sees("3 小时", "手机没电")
    await li.says("时长")
    li.sees("您的累计时长：3 小时")


async def test_a_no_show_is_noted_and_blocks_nobody(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    world.clock.set(local(24, 15))
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("记录未到")
    await wang.picks("李明")
    wang.sees("不影响以后报名")
    await wang.picks("确认")
    wang.sees("已经记录")


async def test_a_no_show_is_taken_back_and_counts(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    roster = f"view_roster shift={shift.id}"
    world.clock.set(local(24, 15))
    await wang.taps(roster)
    wang.sees_no("撤销未到记录")
    await wang.picks("记录未到")
    await wang.picks("李明")
    await wang.picks("确认")
    wang.sees("已经记录")
    await wang.picks("撤销未到记录")
    await wang.picks("李明")
    await wang.picks("取消")
    wang.sees("未到记录保留")
    await li.taps(f"take_back_no_show shift={shift.id}")
    li.sees("权限")
    world.clock.set(local(24, 18))
    await wang.taps(roster)
    wang.sees("李明（未到）")
    await wang.picks("撤销未到记录")
    await wang.picks("李明")
    await wang.picks("确认")
    wang.sees("报名恢复了")
    await wang.picks("登记到场")
    await wang.says("都来了")
    await wang.picks("确认")
    await world.news()
    await li.says("时长")
    li.sees("3 小时")


async def test_a_project_ends_and_everybody_is_told(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("结束项目")
    await wang.says("河道施工")
    await wang.picks("跳过")
    await wang.picks("确认")
    wang.sees("项目已经结束")
    await world.news()
    li.sees(TITLE, "取消了", "河道施工")
    await li.says("项目")
    li.sees("现在没有可以报名的项目")


async def test_only_who_manages_the_shift_may(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    for name in ("record_no_show", "correct_attendance"):
        await li.taps(f"{name} shift={shift.id}")
        li.sees("权限")
    await li.taps(f"close_project project={shift.project_id}")
    li.sees("权限")

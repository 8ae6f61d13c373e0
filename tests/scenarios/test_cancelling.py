"""Cancelling: always possible; the leader hears of a late one at once, the next one of a place."""

from datetime import timedelta

from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts, shift_now
from tests.scenarios.test_waitlist import TITLE, cancels, signs_up


async def test_before_the_cut_off_nobody_is_disturbed(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(27, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await li.says("我的报名")
    await li.picks(TITLE)
    await li.picks("取消报名")
    li.sees(f"要取消“{TITLE}”吗？", "11月27日（周五）14:00–17:00")
    li.sees_no("负责人")
    await li.says("是")
    li.sees("已经取消")
    await world.news()
    assert not wang.news
    assert (await shift_now(world, shift)).taken == 0


async def test_after_the_cut_off_the_leader_is_told_at_once(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(22, 8))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await li.says("我的报名")
    await li.picks(TITLE)
    await li.picks("取消报名")
    li.sees("马上告诉负责人")
    await li.says("确认")
    await world.news()
    wang.sees("李明 来不了", TITLE)
    assert len(wang.news) == 1


async def test_the_only_sign_up_is_the_one_that_is_meant(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(27, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await li.says("我来不了了，取消报名")
    li.sees("要取消", TITLE)
    await li.says("取消")
    li.sees("报名保留")


async def test_nothing_to_cancel(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.taps("cancel_sign_up")
    li.sees("没有报名")
    assert li.labels
    await li.says("取消")
    li.sees("没有可以取消的事", "您想做什么")


async def test_a_reminder_is_answered(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(23, 14), bring="水杯", contact="13900139000")
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await world.passes(timedelta(hours=29, minutes=1))
    li.sees("提醒", TITLE, "请带：水杯", "联系：13900139000", "您能来吗")
    assert li.labels == ["我会来", "我来不了"]
    await li.picks("我会来")
    li.sees("到时见")
    await world.passes(timedelta(hours=22))
    li.sees("提醒")
    await li.picks("我来不了")
    li.sees("要取消", "马上告诉负责人")
    await li.says("好")
    li.sees("已经取消")
    await world.passes(timedelta(seconds=10))
    wang.sees("李明 来不了")
    assert len(li.news) == 2


async def test_who_cancelled_is_not_reminded(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(23, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await cancels(li)
    await world.passes(timedelta(days=2))
    assert not li.news

"""Hours that a volunteer reports: through all tiers, confirmed, refused, in bulk, corrected."""

from datetime import timedelta

import pytest

from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import invitation, local, organizer, posts
from tests.scenarios.test_waitlist import TITLE, signs_up

NO_PROJECT = "没有项目（自己做的好事）"


async def logs(person: Person, day: str, times: str, note: str = "跳过") -> None:
    """A good deed, up to the read-back."""
    await person.says("登记时长")
    await person.picks(NO_PROJECT)
    await person.says(day)
    await person.says(times)
    await person.says(note)


async def _two(world: World) -> tuple[Person, Person]:
    """An administrator, and a volunteer."""
    wang = await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    return wang, li


async def test_the_questions_in_their_order(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    world.clock.set(local(25, 9))
    await li.says("登记时长")
    li.sees("为哪个项目")
    assert li.labels == [TITLE, NO_PROJECT]
    await li.picks(TITLE)
    li.sees("哪一天")
    await li.says("昨天")
    li.sees("几点到几点")
    await li.says("下午两点到五点")
    li.sees("做了什么", "跳过")
    await li.says("陪王奶奶聊天")
    li.sees("请核对", TITLE, "11月24日（周二）", "14:00–17:00（3 小时）", "陪王奶奶聊天")
    assert li.labels == ["确认", "修改", "取消"]
    await li.says("确认")
    li.sees("已登记，等待确认", "12月8日")
    await world.news()
    wang.sees("李明 登记了", TITLE, "3 小时", "12月8日")
    await li.says("时长")
    li.sees("您的累计时长：0 小时", "等待确认：3 小时（还没有计入）")
    await wang.picks("审核时长")
    wang.sees("李明", TITLE, "14:00–17:00", "说明：陪王奶奶聊天")
    assert wang.labels == ["通过", "不通过"]
    await wang.picks("通过")
    wang.sees("已通过")
    await world.news()
    li.sees("时长已确认", "3 小时")
    await li.picks("我的时长")
    li.sees("您的累计时长：3 小时", "负责人确认：3 小时")


async def test_up_to_eight_hours_one_person(world: World) -> None:
    wang, li = await _two(world)
    await logs(li, "11月20日", "8小时")
    li.sees("8 小时")
    await li.says("好")
    await wang.says("审核")
    wang.sees("李明", "8 小时", "自己做的好事")
    await wang.picks("通过")
    await li.says("时长")
    li.sees("您的累计时长：8 小时")


async def test_eight_to_twelve_also_a_second_person(world: World) -> None:
    wang, li = await _two(world)
    zhou = world.person("周舟")
    await registers(zhou, "周舟")
    await zhou.says(f"认领 {await invitation(world)}")
    zhou.sees("您现在是“青海志愿”的管理员")
    await logs(li, "11月20日", "8:00-18:30")
    await li.says("好")
    await wang.says("审核")
    await wang.picks("通过")
    wang.sees("还要第二个人通过")
    await wang.says("审核")
    wang.sees("没有等待审核")
    await li.says("时长")
    li.sees("您的累计时长：0 小时", "等待确认：10.5 小时")
    await zhou.says("审核")
    zhou.sees("已有一人通过")
    await zhou.picks("通过")
    zhou.sees("时长已计入")
    await li.says("时长")
    li.sees("您的累计时长：10.5 小时")


@pytest.mark.parametrize(
    ("day", "times", "reason"),
    [
        ("11月20日", "7:00-19:30", "一天最多登记 12 小时"),
        ("11月20日", "5分钟", "至少 10 分钟"),
        ("今天", "8:00-12:00", "还没到"),
        ("11月20日", "25:00-26:00", "没有这样的时间"),
    ],
)
async def test_refused_with_its_reason_and_asked_again(
    world: World, day: str, times: str, reason: str
) -> None:
    _, li = await _two(world)
    await li.says("登记时长")
    await li.picks(NO_PROJECT)
    await li.says(day)
    await li.says(times)
    li.sees(reason, "几点到几点")
    await li.says("10分钟")
    li.sees("做了什么")


@pytest.mark.parametrize(
    ("day", "reason"),
    [("11月13日", "7 天内"), ("明天", "还没到"), ("2月31日", "没有这一天"), ("哪天呢", "没看懂")],
)
async def test_a_day_that_does_not_fit(world: World, day: str, reason: str) -> None:
    _, li = await _two(world)
    await li.says("登记时长")
    await li.picks(NO_PROJECT)
    await li.says(day)
    li.sees(reason, "哪一天")
    await li.says("昨天")
    li.sees("几点到几点")


async def test_what_overlaps_is_refused_as_soon_as_it_is_said(world: World) -> None:
    _, li = await _two(world)
    await logs(li, "昨天", "14:00-17:00")
    await li.says("好")
    await li.says("登记时长")
    await li.picks(NO_PROJECT)
    await li.says("昨天")
    await li.says("16:00-18:00")
    li.sees("重叠", "几点到几点")
    await li.says("17:00-18:00")
    await li.says("跳过")
    await li.says("好")
    li.sees("已登记")
    await li.says("时长")
    li.sees("等待确认：4 小时")


async def test_refused_with_a_reason(world: World) -> None:
    wang, li = await _two(world)
    await logs(li, "昨天", "3小时")
    await li.says("好")
    await wang.says("审核")
    await wang.picks("不通过")
    wang.sees("为什么不通过")
    await wang.says("那天没有活动")
    wang.sees("不通过", "李明", "那天没有活动")
    await wang.picks("确认")
    wang.sees("已经告诉本人")
    await world.news()
    li.sees("没有通过", "那天没有活动", "3 小时")
    await li.says("时长")
    li.sees("您的累计时长：0 小时")
    li.sees_no("等待确认")


async def test_all_at_once(world: World) -> None:
    wang, li = await _two(world)
    for day in ("11月17日", "11月18日", "11月19日", "11月20日"):
        await logs(li, day, "2小时")
        await li.says("好")
    await wang.says("审核")
    wang.sees("有 4 条时长等待审核", "还有 1 条", "更多", "全部通过")
    await wang.picks("全部通过")
    wang.sees("要全部通过这 4 条吗？")
    await wang.says("是")
    wang.sees("通过 4 条")
    await world.news()
    assert len(li.news) == 4
    await li.says("时长")
    li.sees("您的累计时长：8 小时")
    await wang.says("审核")
    wang.sees("没有等待审核的时长")


async def test_nobody_confirms_their_own_hours(world: World) -> None:
    wang, _ = await _two(world)
    await logs(wang, "昨天", "2小时")
    await wang.says("好")
    await wang.says("审核")
    wang.sees("没有等待审核的时长")


async def test_the_volunteer_asks_for_a_correction(world: World) -> None:
    wang, li = await _two(world)
    await logs(li, "昨天", "2小时")
    await li.says("好")
    await wang.says("审核")
    await wang.picks("通过")
    await world.news()
    await li.says("时长")
    await li.picks("服务记录")
    li.sees("自己做的好事", "11月20日（周五）", "2 小时", "已确认")
    await li.picks("记录有误")
    li.sees("哪一条")
    await li.says("1")
    li.sees("应该是多久")
    await li.says("3小时")
    await li.says("还收拾了场地")
    li.sees("请核对", "3 小时", "还收拾了场地")
    await li.says("好")
    li.sees("转给负责人")
    await world.news()
    wang.sees("李明 说记录有误", "记的是 2 小时，应为 3 小时", "还收拾了场地")
    await wang.picks("更正")
    wang.sees("记录：李明", "2 小时", "应为：3 小时", "为什么更正")
    await wang.says("核对属实")
    wang.sees("李明", "3 小时", "核对属实")
    await wang.says("好")
    wang.sees("已更正")
    await world.news()
    li.sees("已更正为 3 小时", "核对属实")
    await li.says("时长")
    li.sees("您的累计时长：3 小时")


async def test_a_correction_asked_while_the_leader_could_not_be_told(world: World) -> None:
    wang, li = await _two(world)
    await logs(li, "昨天", "2小时")
    await li.says("好")
    await wang.says("审核")
    await wang.picks("通过")
    world.pushes = False
    await li.taps("correct_hours")
    await li.says("1")
    await li.says("3小时")
    await li.says("还收拾了场地")
    await li.says("好")
    await world.news()
    await wang.says("菜单")
    wang.sees("李明 说记录有误", "请发送“审核”处理")
    await wang.says("审核")
    wang.sees("李明", "应为 3 小时")


async def test_what_waits_too_long_is_brought_up(world: World) -> None:
    wang, li = await _two(world)
    await logs(li, "昨天", "2小时")
    await li.says("好")
    await world.news()
    await world.passes(timedelta(days=10))
    wang.sees("请尽快审核", "李明")


async def test_the_total_in_english(world: World) -> None:
    wang = await organizer(world)
    ann = world.person("Ann", language="en")
    await ann.says("register")
    await ann.picks("I agree")
    for answer in ("1990-05-01", "Ann Miller", "skip", "Chengxi", "yes"):
        await ann.says(answer)
    await ann.says("log")
    ann.sees("Which project")
    await ann.picks("No project (a good deed of my own)")
    await ann.says("yesterday")
    await ann.says("from 2 to 3 pm")
    await ann.says("skip")
    ann.sees("Please check", "Fri 20 Nov", "14:00–15:00 (1 hour)")
    await ann.says("Yes")
    ann.sees("Logged", "Fri 4 Dec")
    await wang.says("审核")
    await wang.picks("通过")
    await world.news()
    ann.sees("Your hours are confirmed", "1 hour")
    await ann.says("How many hours do I have?")
    ann.sees("Your total: 1 hour")


async def test_nobody_is_asked_about_what_is_decided_meanwhile(world: World) -> None:
    wang, li = await _two(world)
    await logs(li, "昨天", "2小时")
    await li.says("好")
    await wang.says("审核")
    await wang.picks("通过")
    await world.news()
    assert not wang.news
    assert len(li.news) == 1

"""A message to everybody on a shift: read back with who gets it, and sent once to each."""

from datetime import timedelta

from domain.clock import new_id
from domain.offerings.usecases import cancel_shift
from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts, volunteer_of
from tests.scenarios.test_rosters import with_a_place
from tests.scenarios.test_waitlist import TITLE, cancels, signs_up


async def test_everybody_with_a_place_gets_it_once(world: World) -> None:
    wang, shift, [li, zhao] = await with_a_place(world, "李明", "赵云")
    qian = world.person("钱多")
    await registers(qian, "钱多")
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("给大家发消息")
    wang.sees("想对大家说什么", "500")
    await wang.says("集合地点改到南门。\n请带  水杯")
    wang.sees("集合地点改到南门。\n请带 水杯", "发给 2 人：李明、赵云", TITLE)
    assert wang.labels == ["确认", "修改", "取消"]
    await wang.picks("确认")
    wang.sees("正在发给 2 人")
    await world.news()
    for person in (li, zhao):
        person.sees(f"“{TITLE}”的消息（王芳）", "集合地点改到南门。\n请带 水杯", "11月24日（周二）")
    await world.passes(timedelta(days=1))
    assert [len(person.news) for person in (li, zhao, qian)] == [1, 1, 0]


async def test_who_stopped_messages_gets_it_too(world: World) -> None:
    wang, shift, [li] = await with_a_place(world, "李明")
    await li.says("不要再给我发消息")
    await li.says("确认")
    await wang.taps(f"message_all shift={shift.id}")
    await wang.says("请带水杯")
    await wang.says("好")
    await world.news()
    li.sees("请带水杯")


async def test_who_cancelled_before_it_went_out_does_not_get_it(world: World) -> None:
    wang, shift, [li, zhao] = await with_a_place(world, "李明", "赵云")
    world.clock.set(local(21, 22))
    await wang.taps(f"message_all shift={shift.id}")
    await wang.says("请带水杯")
    wang.sees("休息时间", "11月22日（周日）08:00发出")
    await wang.says("好")
    await world.news()
    assert not li.news
    await cancels(li)
    world.clock.set(local(22, 8, 1))
    await world.jobs.tick()
    assert not li.news
    zhao.sees("请带水杯")


async def test_near_the_start_it_goes_out_at_any_hour(world: World) -> None:
    wang, shift, [li] = await with_a_place(world, "李明")
    world.clock.set(local(23, 22))
    await wang.taps(f"message_all shift={shift.id}")
    await wang.says("明天有大雪，请穿暖")
    wang.sees_no("休息时间")
    await wang.says("好")
    await world.news()
    li.sees("明天有大雪，请穿暖")


async def test_three_a_day(world: World) -> None:
    wang, shift, [_] = await with_a_place(world, "李明")
    for number in range(3):
        await wang.taps(f"message_all shift={shift.id}")
        await wang.says(f"第{number}条消息")
        await wang.says("好")
        wang.sees("正在发给 1 人")
    await wang.taps(f"message_all shift={shift.id}")
    wang.sees("今天已经给大家发过 3 次了")
    world.clock.set(local(22, 9))
    await wang.taps(f"message_all shift={shift.id}")
    wang.sees("想对大家说什么")


async def test_the_organizers_number_is_theirs_to_give_a_volunteers_is_not(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    for said in ("注册", "同意", "1990-05-01", "李明", "13900139000", "西宁市城西区", "确认"):
        await li.says(said)
    await signs_up(li)
    await wang.taps(f"message_all shift={shift.id}")
    await wang.says("有事找李明：１３９ 0013-9000")
    wang.sees("消息里有李明的手机号", "请去掉", "想对大家说什么")
    await wang.says("有事打我电话：13800138000")
    wang.sees("有事打我电话：13800138000", "发给 1 人")
    await wang.says("好")
    await world.news()
    li.sees("有事打我电话：13800138000")


async def test_nobody_to_tell_or_nothing_to_say(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees_no("给大家发消息")
    await wang.taps(f"message_all shift={shift.id}")
    wang.sees("没有人可以通知")
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await wang.taps(f"message_all shift={shift.id}")
    await wang.says("，" * 3)
    wang.sees("请用文字回答")
    await wang.says("长" * 501)
    wang.sees("501 个字", "500 个字以内")
    world.clock.set(local(25, 17, 1))
    await wang.says("谢谢大家")
    wang.sees("已经结束一天以上")


async def test_a_shift_that_is_cancelled_meanwhile_ends_the_form(world: World) -> None:
    wang, shift, [_] = await with_a_place(world, "李明")
    await wang.taps(f"message_all shift={shift.id}")
    await wang.says("请带水杯")
    async with world.database.write() as unit:
        await cancel_shift(
            unit,
            (await volunteer_of(world, wang)).id,
            shift.id,
            "大雪",
            now=world.clock.now(),
            new_id=new_id,
            policy=world.house.policy,
        )
    await wang.says("嗯哼哼哼")
    wang.sees("这个时段已经取消了")
    await wang.says("菜单")
    wang.sees("您想做什么")
    wang.sees_no("继续填写")


async def test_only_who_manages_the_shift_may(world: World) -> None:
    _, shift, [li] = await with_a_place(world, "李明")
    await li.taps(f"message_all shift={shift.id}")
    li.sees("权限")
    li.sees_no("想对大家说什么")


async def test_in_english(world: World) -> None:
    wang, shift, [li] = await with_a_place(world, "李明")
    await wang.says("/language")
    await wang.picks("English")
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("Message to all")
    await wang.says("Please bring water.")
    wang.sees("Please bring water.", "It goes to 1 person: 李明")
    await wang.picks("Confirm")
    wang.sees("on its way to 1 person")
    await world.news()
    li.sees("Please bring water.")

"""The queue of hours: how long each has waited, until when it may, and the second person."""

from datetime import timedelta

from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import invitation, local, organizer
from tests.scenarios.test_claiming_hours import logs


async def _claimed(world: World, *names: str) -> Person:
    """An organizer, in whose queue each of these people has two hours of yesterday."""
    wang = await organizer(world)
    for name in names:
        person = world.person(name)
        await registers(person, name)
        await logs(person, "昨天", "2小时")
        await person.says("好")
    return wang


async def test_age_and_deadline(world: World) -> None:
    wang = await _claimed(world, "李明", "赵云")
    await wang.says("审核")
    wang.sees("有 2 条", "今天登记的", "最迟12月4日（周五）审核，还有 10 个工作日")
    world.clock.set(local(26, 9))
    await wang.says("审核")
    wang.sees("等了 5 天", "还有 6 个工作日")
    world.clock.set(local(4, 9, month=12))
    await wang.says("审核")
    wang.sees("等了 13 天", "今天是最后一天")
    world.clock.set(local(7, 9, month=12))
    await wang.says("审核")
    wang.sees("最迟12月4日（周五）审核，已经过了 3 天")
    await wang.picks("李明 11月20日（周五） 2 小时")
    wang.sees("等了 16 天", "已经过了 3 天")
    await wang.picks("通过")
    wang.sees("已通过")


async def test_what_is_confirmed_together_is_read_back(world: World) -> None:
    wang = await _claimed(world, "李明", "赵云", "钱多")
    await wang.says("审核")
    await wang.picks("全部通过")
    wang.sees("要全部通过这 3 条吗？共 6 小时：李明、赵云、钱多")
    await wang.picks("确认")
    wang.sees("通过 3 条")


async def test_the_second_person_is_told(world: World) -> None:
    wang = await organizer(world)
    zhou, li = world.person("周舟"), world.person("Li")
    await registers(zhou, "周舟")
    await zhou.says(f"认领 {await invitation(world)}")
    await registers(li, "李明")
    await logs(li, "11月20日", "9小时")
    await li.says("好")
    await world.news()
    await wang.says("审核")
    await wang.picks("通过")
    wang.sees("还要第二个人通过，已经通知对方")
    await world.news()
    zhou.sees("请您做第二个审核的人", "李明", "9 小时", "已有一人通过")
    await zhou.picks("审核时长")
    await zhou.picks("通过")
    zhou.sees("时长已计入")
    await world.news()
    li.sees("时长已确认", "9 小时")


async def test_where_there_is_no_second_person_it_says_what_to_do(world: World) -> None:
    wang = await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    await logs(li, "11月20日", "9小时")
    await li.says("好")
    await wang.says("审核")
    await wang.picks("通过")
    wang.sees("还没有别人能审核", "邀请一位组织者", "管理")


async def test_organizers_are_reminded_at_working_days_five_and_nine(world: World) -> None:
    wang = await _claimed(world, "李明")
    await world.news()
    told = len(wang.news)
    for day, month, times in ((26, 11, 0), (27, 11, 1), (2, 12, 1), (3, 12, 2), (9, 12, 2)):
        world.clock.set(local(day, 9, month=month))
        await world.jobs.tick()
        await world.passes(timedelta(minutes=1))
        assert len(wang.news) - told == times, (month, day)
    wang.sees("请尽快审核：李明", "最迟12月4日（周五）")


async def test_in_english(world: World) -> None:
    wang = await _claimed(world, "李明", "赵云")
    await wang.says("/language")
    await wang.picks("English")
    world.clock.set(local(22, 9))
    await wang.says("/approve")
    wang.sees("Waiting for 1 day", "10 working days left")
    await wang.picks("Approve all")
    wang.sees("Approve all 2? That is 4 hours: 李明, 赵云")
    await wang.picks("Confirm")
    wang.sees("Approved: 2")

"""The waitlist: a freed place is offered, held for a while, and goes on where nobody answers."""

from datetime import timedelta

import pytest

from bot.messages import PushOutcome
from domain.offerings.model import Shift
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts, shift_now

TITLE = "陪空巢老人聊天"


async def signs_up(person: Person) -> None:
    await person.says("项目")
    await person.picks(TITLE)
    await person.picks("报名")
    await person.says("确认")


async def cancels(person: Person) -> None:
    await person.says("我的报名")
    await person.picks(TITLE)
    await person.picks("取消报名")
    await person.says("确认")
    person.sees("已经取消")


async def _one_place(world: World, *names: str) -> tuple[Shift, list[Person]]:
    """A shift with one place that the first one holds; the others wait in this order."""
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(27, 14), places=1)
    people = []
    for name in names:
        person = world.person(name)
        await registers(person, name)
        await signs_up(person)
        people.append(person)
    return shift, people


async def test_from_the_waitlist_to_the_place(world: World) -> None:
    shift, [li, zhao] = await _one_place(world, "李明", "赵云")
    li.sees("报名成功")
    zhao.sees("候补第 1 位", "有名额时会问您")
    await zhao.says("我的报名")
    zhao.sees("候补第 1 位")
    await cancels(li)
    await world.news()
    zhao.sees("有名额了", TITLE, "11月27日（周五）14:00–17:00", "11月21日（周六）21:00前答复")
    assert zhao.labels == ["确认", "不去了"]
    confirm = zhao.action("确认")
    for _ in range(2):
        await zhao.taps(confirm)
        zhao.sees("报名成功")
    await zhao.says("我的报名")
    zhao.sees("已报名")
    assert (await shift_now(world, shift)).taken == 1


@pytest.mark.parametrize("yes", ["好", "1", "确认", "yes"])
async def test_an_offered_place_is_taken_with_a_yes(world: World, yes: str) -> None:
    _, [li, zhao] = await _one_place(world, "李明", "赵云")
    await cancels(li)
    await world.news()
    await zhao.says(yes)
    zhao.sees("报名成功")


async def test_the_read_back_says_that_it_is_full(world: World) -> None:
    await _one_place(world, "李明")
    zhao = world.person("赵云")
    await registers(zhao, "赵云")
    await zhao.says("项目")
    zhao.sees("已满，可以候补")
    await zhao.picks(TITLE)
    await zhao.picks("报名")
    zhao.sees("名额已满", "候补第 1 位")


async def test_no_answer_loses_the_rank_and_is_told_once(world: World) -> None:
    shift, [li, zhao, qian] = await _one_place(world, "李明", "赵云", "钱多")
    await cancels(li)
    await world.news()
    zhao.sees("有名额了")
    await world.passes(timedelta(hours=26))
    zhao.sees("没有等到您的答复", "看看项目")
    qian.sees("有名额了")
    told = len(zhao.news)
    await world.passes(timedelta(hours=1))
    assert len(zhao.news) == told
    await zhao.says("我的报名")
    zhao.sees("没有报名")
    await qian.says("好")
    qian.sees("报名成功")
    assert (await shift_now(world, shift)).taken == 1


async def test_a_number_picks_from_the_news_although_redis_lost_everything(world: World) -> None:
    _, [li, zhao] = await _one_place(world, "李明", "赵云")
    await cancels(li)
    await world.restart(forgetting=True)
    await world.news()
    zhao.sees("有名额了")
    await zhao.says("1")
    zhao.sees("报名成功")


async def test_a_number_in_a_form_does_not_take_an_offered_place(world: World) -> None:
    _, [li, zhao] = await _one_place(world, "李明", "赵云")
    await zhao.says("登记时长")
    await cancels(li)
    await world.news()
    zhao.sees("有名额了", "请发送“我的报名”答复")
    assert zhao.labels == []
    await zhao.says("1")
    zhao.sees_no("报名成功")
    await zhao.says("我的报名")
    await zhao.picks(TITLE)
    await zhao.picks("确认")
    zhao.sees("报名成功")


async def test_nobody_has_to_answer_at_night(world: World) -> None:
    _, [li, zhao] = await _one_place(world, "李明", "赵云")
    world.clock.set(local(21, 20))
    await cancels(li)
    await world.news()
    zhao.sees("11月22日（周日）19:00前答复")


async def test_a_late_yes_is_too_late(world: World) -> None:
    _, [li, zhao, _] = await _one_place(world, "李明", "赵云", "钱多")
    await cancels(li)
    await world.news()
    accept = zhao.action("确认")
    world.clock.advance(timedelta(hours=26))
    await zhao.taps(accept)
    zhao.sees("名额给了下一位", "看看项目")


async def test_a_no_costs_nothing(world: World) -> None:
    _, [li, zhao, qian] = await _one_place(world, "李明", "赵云", "钱多")
    await cancels(li)
    await world.news()
    decline = zhao.action("不去了")
    for _ in range(2):
        await zhao.taps(decline)
        zhao.sees("名额让给下一位")
    await world.news()
    qian.sees("有名额了")
    assert len(qian.news) == 1
    await zhao.says("项目")
    await zhao.picks(TITLE)
    assert "报名" in zhao.labels


async def test_who_cannot_be_reached_keeps_the_rank(world: World) -> None:
    shift, [li, zhao, qian] = await _one_place(world, "李明", "赵云", "钱多")
    zhao.reach = PushOutcome.UNREACHABLE
    await cancels(li)
    await world.news()
    await world.passes(timedelta(minutes=1))
    assert not zhao.news
    qian.sees("有名额了")
    zhao.reach = PushOutcome.SENT
    await zhao.says("我的报名")
    zhao.sees("候补第 1 位")
    zhao.sees_no("有名额了")
    await qian.picks("不去了")
    await world.news()
    zhao.sees("有名额了")
    await zhao.picks("确认")
    zhao.sees("报名成功")
    assert (await shift_now(world, shift)).taken == 1


async def test_the_place_is_offered_with_the_answer_to_what_they_write(world: World) -> None:
    shift, [li, zhao] = await _one_place(world, "李明", "赵云")
    world.pushes = False
    await cancels(li)
    await world.news()
    await world.passes(timedelta(minutes=1))
    assert (await shift_now(world, shift)).taken == 0
    await zhao.says("时长")
    zhao.sees("有名额了", TITLE, "请发送“我的报名”答复", "您的累计时长")
    assert zhao.labels[:2] == ["确认", "不去了"] and "登记时长" in zhao.labels
    assert (await shift_now(world, shift)).taken == 1
    await zhao.says("菜单")
    zhao.sees_no("有名额了")
    await zhao.says("我的报名")
    zhao.sees("有名额了，请在11月22日（周日）08:01前确认")
    await zhao.picks(TITLE)
    await zhao.picks("确认")
    zhao.sees("报名成功")


async def test_an_offer_made_with_an_answer_runs_out_too(world: World) -> None:
    shift, [li, zhao] = await _one_place(world, "李明", "赵云")
    world.pushes = False
    await cancels(li)
    await world.news()
    world.clock.advance(timedelta(minutes=1))
    await zhao.says("时长")
    zhao.sees("有名额了")
    await world.passes(timedelta(hours=26))
    assert (await shift_now(world, shift)).taken == 0
    await zhao.says("菜单")
    zhao.sees("没有等到您的答复")


async def test_a_newcomer_takes_a_place_that_nobody_reachable_waits_for(world: World) -> None:
    shift, [li, zhao] = await _one_place(world, "李明", "赵云")
    world.pushes = False
    await cancels(li)
    await world.news()
    qian = world.person("钱多")
    await registers(qian, "钱多")
    await signs_up(qian)
    qian.sees("报名成功")
    await zhao.says("我的报名")
    zhao.sees("候补第 1 位")
    zhao.sees_no("有名额了")
    assert (await shift_now(world, shift)).taken == 1

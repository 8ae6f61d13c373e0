"""Somebody cancels late: the leader looks for cover with one tap, and the first yes comes."""

from datetime import timedelta
from typing import Any

import pytest

from bot.messages import PushOutcome
from domain.offerings.editing import edit_project
from domain.offerings.model import Shift
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts, shift_now, volunteer_of
from tests.scenarios.test_waitlist import TITLE, cancels, signs_up


async def _cancelled_late(
    world: World, *others: str, places: int = 1, **project: Any
) -> tuple[Person, Shift, list[Person]]:
    """李明 gives the place back a day before; the others are registered and know nothing."""
    wang = await organizer(world)
    [shift] = await posts(
        world, wang, TITLE, local(22, 8, 30), places=places, risks="路滑", bring="水杯", **project
    )
    li = world.person("李明")
    await registers(li, "李明")
    await signs_up(li)
    people = []
    for name in others:
        person = world.person(name)
        await registers(person, name)
        people.append(person)
    await cancels(li)
    await world.news()
    return wang, shift, people


async def test_a_late_place_that_the_waiting_one_does_not_take(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(22, 8, 30), places=1)
    li, zhao = world.person("李明"), world.person("赵云")
    for person in (li, zhao):
        await registers(person, person.name)
        await signs_up(person)
    await cancels(li)
    await world.news()
    wang.sees("李明 来不了")
    assert wang.labels == ["查看名单"]
    await zhao.picks("不去了")
    await world.news()
    wang.sees(f"“{TITLE}”空出的名额没有人接")
    assert wang.labels == ["找人补位", "查看名单"]
    await wang.picks("找人补位")
    wang.sees("还缺 1 人")


async def test_from_the_cancellation_to_the_cover(world: World) -> None:
    wang, shift, [zhao, qian] = await _cancelled_late(world, "赵云", "钱多")
    wang.sees("李明 来不了", TITLE)
    assert wang.labels == ["找人补位", "查看名单"]
    await wang.picks("找人补位")
    wang.sees("找人补位：", "还缺 1 人", "问了 0 人", "马上开始问")
    await world.passes(timedelta(seconds=10))
    for person in (zhao, qian):
        person.sees(
            f"“{TITLE}”有人临时来不了，您能来帮忙吗",
            "11月22日（周日）08:30–11:30",
            "内容：陪老人聊天、读报",
            "风险：路滑",
            "请带：水杯",
            "请在11月21日（周六）10:00前答复",
            "您已了解以上内容、条件和风险",
        )
        assert person.labels == ["我能来", "来不了"]
    await wang.taps(f"cover_progress shift={shift.id}")
    wang.sees("问了 2 人", "2 人还没答复", "再问下一批")
    await zhao.picks("我能来")
    zhao.sees("名额是您的了", TITLE)
    await zhao.says("我的报名")
    zhao.sees("已报名")
    await world.passes(timedelta(seconds=10))
    wang.sees("赵云 能来", "名额满了")
    await qian.picks("我能来")
    qian.sees("谢谢您", "现在不用找人了", "排候补")
    await qian.picks("排候补")
    qian.sees("名额已满", "候补第 1 位")
    await qian.picks("确认")
    qian.sees("您在候补第 1 位")
    stored = await shift_now(world, shift)
    assert (stored.taken, stored.waiting) == (1, 1)
    await wang.taps(f"cover_progress shift={shift.id}")
    wang.sees("名额满了，不再问了", "2 人能来")


@pytest.mark.parametrize("yes", ["好", "1", "我能来", "yes"])
async def test_a_yes_in_words(world: World, yes: str) -> None:
    wang, _, [zhao] = await _cancelled_late(world, "赵云")
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    await zhao.says(yes)
    zhao.sees("名额是您的了")


async def test_a_no_costs_nothing_and_the_next_are_asked(world: World) -> None:
    names = ("赵云", "钱多", "孙武", "周舟", "吴用", "郑和")
    wang, shift, people = await _cancelled_late(world, *names)
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    asked = [person for person in people if person.news]
    [last] = [person for person in people if not person.news]
    assert len(asked) == 5
    for person in asked:
        await person.picks("来不了")
        person.sees("没关系")
    await world.passes(timedelta(seconds=10))
    last.sees("您能来帮忙吗")
    await last.picks("我能来")
    last.sees("名额是您的了")
    assert all(len(person.news) == 1 for person in people)
    await asked[0].says("我的报名")
    asked[0].sees("没有报名")
    assert (await shift_now(world, shift)).taken == 1


async def test_where_somebody_waits_the_leader_is_not_asked(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(22, 8, 30), places=1)
    people = []
    for name in ("李明", "赵云"):
        person = world.person(name)
        await registers(person, name)
        await signs_up(person)
        people.append(person)
    await cancels(people[0])
    await world.news()
    wang.sees("李明 来不了")
    assert wang.labels == ["查看名单"]
    people[1].sees("有名额了")


async def test_the_leader_stops_it_and_begins_again(world: World) -> None:
    wang, shift, [zhao] = await _cancelled_late(world, "赵云")
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("找人的进展")
    await wang.picks("不找了")
    wang.sees("已经停止")
    await zhao.picks("我能来")
    zhao.sees("现在不用找人了", "报名")
    assert (await shift_now(world, shift)).taken == 0
    await wang.taps(f"cover_progress shift={shift.id}")
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    wang.sees("合适的人都问过了")
    assert len(zhao.news) == 1


async def test_who_opted_out_is_not_asked_and_the_leader_hears_that_nobody_is_left(
    world: World,
) -> None:
    wang, _, [zhao] = await _cancelled_late(world, "赵云")
    await zhao.says("不要再给我发消息")
    await zhao.says("确认")
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    assert not zhao.news
    wang.sees(f"“{TITLE}”还缺人，合适的人都问过了")


async def test_who_cannot_be_told_is_not_asked_and_the_next_is(world: World) -> None:
    wang, shift, [zhao] = await _cancelled_late(world, "赵云")
    zhao.reach = PushOutcome.WAITS
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    await wang.taps(f"cover_progress shift={shift.id}")
    wang.sees("问了 0 人", "1 人没能通知到")
    await zhao.says("菜单")
    zhao.sees_no("您能来帮忙吗")


async def test_at_night_nobody_is_asked(world: World) -> None:
    wang, _, [zhao] = await _cancelled_late(world, "赵云")
    world.clock.set(local(21, 22, 30))
    await wang.picks("找人补位")
    wang.sees("11月22日（周日）07:00再问下一批")
    await world.passes(timedelta(hours=1))
    assert not zhao.news
    world.clock.set(local(22, 7, 0))
    await world.jobs.tick()
    zhao.sees("您能来帮忙吗", "请在11月22日（周日）07:11前答复")


async def test_in_the_middle_of_a_form_it_is_answered_afterwards(world: World) -> None:
    wang, _, [zhao] = await _cancelled_late(world, "赵云")
    await zhao.says("登记时长")
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    zhao.sees("您能来帮忙吗", "请发送“我的报名”答复")
    assert zhao.labels == []
    await zhao.says("我的报名")
    await zhao.picks(f"能来“{TITLE}”吗？")
    await zhao.picks("我能来")
    zhao.sees("名额是您的了", "继续填写")


async def test_a_description_that_changed_is_read_again(world: World) -> None:
    wang, shift, [zhao] = await _cancelled_late(world, "赵云")
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    async with world.database.write() as unit:
        actor = (await volunteer_of(world, wang)).id
        await edit_project(
            unit,
            actor,
            shift.project_id,
            {"risks": "路滑，有台阶"},
            now=world.clock.now(),
            new_id=world.house.new_id,
            policy=world.house.policy,
        )
    await zhao.picks("我能来")
    zhao.sees("项目说明刚刚改过", "风险：路滑，有台阶")
    zhao.sees_no("名额是您的了")
    await zhao.picks("我能来")
    zhao.sees("名额是您的了")


async def test_nobody_answers_until_it_begins(world: World) -> None:
    wang, _, [zhao] = await _cancelled_late(world, "赵云")
    world.clock.set(local(22, 8, 0))
    await wang.picks("找人补位")
    await world.passes(timedelta(seconds=10))
    zhao.sees("请在11月22日（周日）08:10前答复")
    yes = zhao.action("我能来")
    world.clock.set(local(22, 8, 30))
    await world.jobs.tick()
    wang.sees(f"“{TITLE}”开始了，没有找到人补位")
    await zhao.taps(yes)
    zhao.sees("现在不用找人了")


async def test_only_who_manages_the_shift_looks_for_cover(world: World) -> None:
    _, shift, [zhao] = await _cancelled_late(world, "赵云")
    for name in ("find_cover", "cover_progress", "stop_cover"):
        await zhao.taps(f"{name} shift={shift.id}")
        zhao.sees("权限")
    await world.passes(timedelta(seconds=10))
    assert not zhao.news


async def test_in_english(world: World) -> None:
    wang, _, [zhao] = await _cancelled_late(world, "赵云")
    for person in (wang, zhao):
        await person.says("/language")
        await person.picks("English")
    await wang.says("/roster")
    await wang.says("1")
    await wang.picks("Find cover")
    wang.sees("Finding cover", "Places still free: 1")
    await world.passes(timedelta(seconds=10))
    zhao.sees("Can you help?", "please answer by")
    await zhao.picks("I can come")
    zhao.sees("Great, the place is yours")
    await world.passes(timedelta(seconds=10))
    wang.sees("赵云 can come", "It is full")

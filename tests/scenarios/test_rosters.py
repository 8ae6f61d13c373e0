"""Who comes: who said so, and how to call them; for who manages the shift only."""

from datetime import timedelta

import pytest
from sqlmodel import select

from domain.offerings.model import Shift
from storage.tables import AccessRow
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import check_in_code, local, organizer, posts, volunteer_of
from tests.scenarios.test_waitlist import TITLE, cancels, signs_up


async def with_a_place(world: World, *names: str) -> tuple[Person, Shift, list[Person]]:
    """A shift on Tuesday from two to five, and people with a place on it."""
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    people = []
    for name in names:
        person = world.person(name)
        await registers(person, name)
        await signs_up(person)
        people.append(person)
    return wang, shift, people


async def _looks(world: World, person: Person) -> list[str]:
    """Why staff looked at somebody's data, in order."""
    who = (await volunteer_of(world, person)).id
    async with world.database.read() as unit:
        found = await unit.session.exec(
            select(AccessRow.purpose).where(AccessRow.subject_id == who).order_by(AccessRow.id)
        )
        return list(found.all())


async def test_who_answers_the_reminder_is_seen_to_come(world: World) -> None:
    wang, shift, [li, _] = await with_a_place(world, "李明", "赵云")
    await world.passes(timedelta(days=2, hours=5, minutes=1))
    await li.picks("我会来")
    li.sees("到时见")
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("报名 2/20 人", "1 人说了会来", "李明（说了会来）", "赵云（已报名）")
    await li.says("我的报名")
    await li.picks(TITLE)
    await li.picks("取消报名")
    await li.says("确认")
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("报名 1/20 人", "0 人说了会来")
    wang.sees_no("· 李明")


async def test_a_phone_number_is_seen_one_at_a_time_around_the_service(world: World) -> None:
    wang, shift, [li, zhao] = await with_a_place(world, "李明", "赵云")
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("李明", "赵云")
    wang.sees_no("13800138000", "看电话")
    await wang.taps(f"roster_phones shift={shift.id}")
    wang.sees("前一天到后一天")
    world.clock.set(local(23, 14))
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees_no("13800138000")
    await wang.picks("看电话")
    wang.sees("只用于这次服务", "李明", "赵云")
    wang.sees_no("13800138000")
    await wang.picks("李明")
    wang.sees("李明 的电话：13800138000")
    assert (await _looks(world, li))[-1] == "phone"
    assert "phone" not in await _looks(world, zhao)
    see = "see_phone signup="
    seen = next(each.action for each in wang.screen.choices if "roster_phones" in each.action)
    world.clock.set(local(25, 17))
    await wang.taps(seen)
    await wang.picks("赵云")
    wang.sees("赵云 的电话：13800138000")
    await wang.taps(seen)
    of_zhao = wang.action("赵云")
    assert of_zhao.startswith(see)
    world.clock.set(local(25, 17, 1))
    await wang.taps(of_zhao)
    wang.sees("前一天到后一天")
    wang.sees_no("13800138000")


async def test_who_has_no_place_or_left_no_number_is_not_called(world: World) -> None:
    wang, shift, [li] = await with_a_place(world, "李明")
    sun = world.person("孙武")
    for said in ("注册", "同意", "1990-05-01", "孙武", "跳过", "西宁市城西区", "确认"):
        await sun.says(said)
    await signs_up(sun)
    world.clock.set(local(24, 10))
    await wang.taps(f"roster_phones shift={shift.id}")
    await wang.picks("孙武")
    wang.sees("没有留电话")
    await wang.taps(f"roster_phones shift={shift.id}")
    of_li = wang.action("李明")
    await li.says("我来不了了，取消报名")
    await li.says("确认")
    await wang.taps(of_li)
    wang.sees("对有名额的人才能看")
    wang.sees_no("13800138000")


@pytest.mark.parametrize("request_", ["roster_phones shift={}", "see_phone signup={}"])
async def test_nobody_else_sees_a_number(world: World, request_: str) -> None:
    _, shift, [li, zhao] = await with_a_place(world, "李明", "赵云")
    world.clock.set(local(24, 10))
    async with world.database.read() as unit:
        [signup, _] = await unit.signups.of_shift(shift.id)
    named = shift.id if "shift" in request_ else signup.id
    for person in (li, zhao):
        await person.taps(request_.format(named))
        person.sees("权限")
        person.sees_no("13800138000")


async def test_who_did_not_come_is_listed_as_such(world: World) -> None:
    wang, shift, _ = await with_a_place(world, "李明")
    world.clock.set(local(24, 15))
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("记录未到")
    await wang.picks("李明")
    await wang.picks("确认")
    await wang.picks("查看名单")
    wang.sees("李明（未到）", "报名 0/20 人，候补 0 人")
    wang.sees_no("记录未到")


async def test_a_full_roster_offers_what_the_hour_asks_for(world: World) -> None:
    """Every screen is counted by the world: no more choices than a screen takes."""
    wang, shift, people = await with_a_place(world, "李明", "赵云", "钱多", "孙武", "周舟")
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 9))
    await cancels(people[0])
    roster = f"view_roster shift={shift.id}"
    await wang.taps(roster)
    before = {"看电话", "签到码", "给大家发消息", "找人补位", "加一个时段", "取消这个时段"}
    assert before < set(wang.labels)
    world.clock.set(local(24, 13, 45))
    await wang.taps(roster)
    wang.sees("加到场的人", "找人补位", "更多")
    await people[1].says(code)
    world.clock.set(local(24, 15))
    await wang.taps(roster)
    wang.sees("加到场的人", "更正签到时间", "记录未到", "更多")
    wang.sees_no("找人补位", "加一个时段", "取消这个时段")
    world.clock.set(local(24, 17, 10))
    await wang.taps(roster)
    wang.sees("登记到场", "更正签到时间", "签到码")
    wang.sees_no("加到场的人", "记录未到")
    world.clock.set(local(26, 9))
    await wang.taps(roster)
    wang.sees("登记到场")
    wang.sees_no("看电话", "签到码", "给大家发消息")


async def test_in_english(world: World) -> None:
    wang, shift, _ = await with_a_place(world, "李明")
    world.clock.set(local(24, 10))
    await wang.says("/language")
    await wang.picks("English")
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("1 of 20 places taken", "0 said they are coming")
    await wang.picks("See a phone number")
    await wang.picks("李明")
    wang.sees("Phone number of 李明: 13800138000", "don't pass it on")

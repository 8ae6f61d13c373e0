"""An adult checks in and out those who serve with them: asked once, each with their own hours."""

from bot.payloads import PayloadKind
from domain.offerings.model import Shift
from tests.scenarios.conversation import Person, World
from tests.scenarios.families import adds_child, invites
from tests.scenarios.people import registers
from tests.scenarios.service import check_in_code, local, organizer, posts, volunteer_of
from tests.scenarios.test_attendance import scans
from tests.scenarios.test_signing_together import asks_to_sign_up, family
from tests.scenarios.test_waitlist import TITLE, signs_up


async def _coming(world: World, who: str = "1 2 3") -> tuple[Person, Shift]:
    """王芳 with her children on a shift on Tuesday from two to five; it is 13:50."""
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.says(who)
    await mother.picks("确认")
    world.clock.set(local(24, 13, 50))
    return mother, shift


async def hours(world: World, mother: Person) -> dict[str, int]:
    """The minutes of everybody in the family, by name."""
    me = await volunteer_of(world, mother)
    async with world.database.read() as unit:
        people = [me, *(each.person.volunteer for each in await unit.households.members([me.id]))]
        return {
            str(person.name): sum(total.minutes for total in await unit.hour_totals.of(person.id))
            for person in people
        }


async def test_everybody_in_and_out_by_code(world: World) -> None:
    mother, shift = await _coming(world)
    await mother.says(f"签到 {await check_in_code(world, shift)}")
    mother.sees("谁到了", "王芳（本人）", "王小明", "王小红")
    mother.sees_no("李明", "签到成功")
    assert mother.labels[0] == "全家"
    everybody = mother.action("全家")
    await mother.picks("全家")
    mother.sees("签到成功", TITLE, "13:50", "已签到：王芳、王小明、王小红")
    mother.sees_no("没有签到")
    await mother.taps(everybody)
    mother.sees("已签到：王芳、王小明、王小红")
    world.clock.set(local(24, 16, 0))
    await mother.picks("签退")
    mother.sees("谁要签退")
    await mother.picks("全家")
    mother.sees("签退成功", "· 王芳：记录 2 小时", "· 王小明：记录 2 小时", "· 王小红：记录 2 小时")
    assert await hours(world, mother) == {"王芳": 120, "王小明": 120, "王小红": 120, "李明": 0}
    await mother.says("签退")
    mother.sees("没有要签退的服务")


async def test_some_by_number_and_the_others_later(world: World) -> None:
    mother, shift = await _coming(world)
    payload = world.house.payloads.write(PayloadKind.CHECK_IN, shift.id)
    await scans(mother, payload)
    mother.sees("谁到了")
    await mother.says("2 3")
    mother.sees("已签到：王芳、王小明", "王小红没有签到：这次没有选")
    world.clock.set(local(24, 14, 30))
    await scans(mother, payload)
    mother.sees("签到成功", "已签到：王小红", "王芳已经签到了", "王小明已经签到了")
    world.clock.set(local(24, 15, 30))
    await mother.says("签退")
    await mother.says("小红")
    mother.sees("· 王小红：记录 1 小时", "王芳还没有签退", "王小明还没有签退")
    world.clock.set(local(24, 17, 10))
    await mother.picks("签退")
    await mother.says("好")
    mother.sees("· 王芳：记录 3 小时", "· 王小明：记录 3 小时", "王小红已经签退了")
    assert await hours(world, mother) == {"王芳": 180, "王小明": 180, "王小红": 60, "李明": 0}


async def test_a_yes_means_everybody(world: World) -> None:
    mother, shift = await _coming(world)
    await mother.says(await check_in_code(world, shift))
    await mother.says("都到了")
    mother.sees("已签到：王芳、王小明、王小红")


async def test_one_chosen_after_the_other(world: World) -> None:
    mother, shift = await _coming(world)
    await mother.says(await check_in_code(world, shift))
    await mother.picks("王小明")
    mother.sees_no("签到成功")
    await mother.picks("完成")
    mother.sees("已签到：王小明", "王芳没有签到", "王小红没有签到")


async def test_a_relative_is_told_what_was_recorded(world: World) -> None:
    mother, shift = await _coming(world, "1 2 4")
    [li] = [each for each in world.people if each.name == "Li"]
    await mother.says(await check_in_code(world, shift))
    await mother.picks("全家")
    mother.sees("已签到：王芳、王小明、李明")
    await world.news()
    li.news.clear()
    world.clock.set(local(24, 16))
    await mother.says("签退")
    await mother.picks("全家")
    await world.news()
    li.sees(f"王芳替您签退了“{TITLE}”", "11月24日", "记 2 小时", "记录有误")
    assert len(li.news) == 1
    await li.picks("我的时长")
    li.sees("2 小时")


async def test_only_the_child_serves(world: World) -> None:
    mother, shift = await _coming(world, "小明")
    await mother.says("签到")
    mother.sees("六位", TITLE)
    await mother.says(await check_in_code(world, shift))
    mother.sees("已签到：王小明", "王芳没有签到：没有这个时段的名额")
    await mother.says("签到")
    mother.sees("已经签到了")
    world.clock.set(local(24, 15, 0))
    await mother.picks("签退")
    mother.sees("签退成功", "· 王小明：记录 1 小时")
    assert (await hours(world, mother))["王小明"] == 60


async def test_too_early_for_everybody(world: World) -> None:
    mother, shift = await _coming(world)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 9, 0))
    await mother.says(code)
    mother.sees("还没到签到时间")
    mother.sees_no("谁到了")


async def test_who_signed_up_alone_checks_in_alone(world: World) -> None:
    """A relative's own sign-up is their own matter, and so is the mother's with nobody else."""
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    li, mother = world.person("Li"), world.person("王芳")
    await registers(li, "李明")
    await registers(mother, "王芳")
    await adds_child(mother, "王小明")
    await invites(mother, li)
    await signs_up(li)
    await asks_to_sign_up(mother)
    await mother.says("我")
    await mother.picks("确认")
    world.clock.set(local(24, 13, 50))
    code = await check_in_code(world, shift)
    await mother.says(code)
    mother.sees("签到成功")
    mother.sees_no("谁到了", "李明", "王小明")
    await li.says(code)
    li.sees("签到成功")


async def test_nobody_is_checked_in_without_the_code(world: World) -> None:
    mother, shift = await _coming(world)
    await mother.taps(f"check_in_together shift={shift.id}")
    mother.sees_no("谁到了", "签到成功")


async def test_cancelled_nobody_is_in(world: World) -> None:
    mother, shift = await _coming(world)
    await mother.says(await check_in_code(world, shift))
    await mother.says("取消")
    mother.sees("还没有签到")
    await mother.says("签退")
    mother.sees("没有要签退的服务")


async def test_in_english(world: World) -> None:
    mother, shift = await _coming(world)
    await mother.says("/language")
    await mother.picks("English")
    await mother.says(f"checkin {await check_in_code(world, shift)}")
    mother.sees("Who is here?")
    await mother.says("3")
    await mother.picks("Done")
    mother.sees("You are checked in", "Checked in: 王小明", "王小红 isn't checked in")
    world.clock.set(local(24, 16, 0))
    await mother.says("checkout")
    mother.sees("王小明: we recorded 2 hours")

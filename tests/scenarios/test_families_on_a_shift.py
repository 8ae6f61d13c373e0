"""Families as the organizer sees them, and the news of their shift: once for each adult."""

from datetime import timedelta

from domain.offerings.model import Shift
from tests.scenarios.conversation import Person, World
from tests.scenarios.service import local, organizer, posts, shift_now, volunteer_of
from tests.scenarios.test_broadcasts import _writes
from tests.scenarios.test_rosters import _looks
from tests.scenarios.test_signing_together import asks_to_sign_up, family
from tests.scenarios.test_waitlist import TITLE


async def _on_a_shift(world: World, who: str = "全家") -> tuple[Person, Person, Shift]:
    """The leader, and 王芳 with some of her family on a shift on Tuesday."""
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.says(who)
    await mother.picks("确认")
    await world.news()
    mother.news.clear()
    return leader, mother, shift


def _li(world: World) -> Person:
    return next(person for person in world.people if person.name == "Li")


async def acknowledged(world: World, shift: Shift) -> dict[str, int]:
    """The version of the terms that was acknowledged for everybody on a shift, by name."""
    async with world.database.read() as unit:
        lines = await unit.signups.roster(shift.id)
        return {str(line.volunteer.name): line.signup.acknowledged_version for line in lines}


async def test_the_roster_says_who_brings_them(world: World) -> None:
    leader, mother, shift = await _on_a_shift(world)
    await leader.taps(f"view_roster shift={shift.id}")
    shown = leader.text
    await leader.picks("更多")
    shown += leader.text
    for line in ("· 王芳（已报名）", "· 王小明（已报名，随王芳）", "· 李明（已报名，随王芳）"):
        assert line in shown
    assert "roster" in await _looks(world, mother)


async def test_the_guardians_phone_for_a_child(world: World) -> None:
    leader, mother, shift = await _on_a_shift(world, "小明和李明")
    async with world.database.write() as unit:
        guardian = await unit.volunteers.lock((await volunteer_of(world, mother)).id)
        assert guardian is not None
        guardian.change_profile(phone="13900139000")
    world.clock.set(local(24, 10))
    await leader.taps(f"roster_phones shift={shift.id}")
    await leader.picks("王小明")
    leader.sees("王小明没有自己的账号", "监护人王芳的电话：13900139000", "只用于这次服务")
    assert (await _looks(world, mother))[-1] == "phone"
    await leader.taps(f"roster_phones shift={shift.id}")
    await leader.picks("李明")
    leader.sees("李明 的电话：13800138000")
    await leader.taps(f"message_all shift={shift.id}")
    await leader.says("有事请打 13900139000")
    leader.sees("王芳")
    leader.sees_no("请核对")


async def test_a_message_to_all_comes_once(world: World) -> None:
    leader, mother, shift = await _on_a_shift(world)
    await leader.taps(f"message_all shift={shift.id}")
    await leader.says("集合地点改到南门")
    leader.sees("发给 4 人")
    await leader.picks("确认")
    await world.news()
    assert len(mother.news) == 1
    mother.sees("集合地点改到南门", "同去的家人：王小明、王小红、李明")
    _li(world).sees("集合地点改到南门")
    _li(world).sees_no("同去的家人")


async def test_a_message_for_children_whose_mother_stays_at_home(world: World) -> None:
    leader, mother, shift = await _on_a_shift(world, "2 3")
    await leader.taps(f"message_all shift={shift.id}")
    await leader.says("集合地点改到南门")
    await leader.picks("确认")
    await world.news()
    assert len(mother.news) == 1
    mother.sees("这是王小明的消息", "集合地点改到南门", "同去的家人：王小红")


async def test_a_changed_project_is_told_and_answered_once(world: World) -> None:
    leader, mother, shift = await _on_a_shift(world)
    await leader.taps(f"edit_project project={shift.project_id} k=bring")
    await leader.says("水杯")
    await leader.picks("确认")
    await world.news()
    assert len(mother.news) == 1
    mother.sees("有改动", "请带：水杯", "同去的家人：王小明、王小红", "您还来吗")
    await mother.picks("我还来")
    mother.sees("记下了")
    assert await acknowledged(world, shift) == {"王芳": 2, "王小明": 2, "王小红": 2, "李明": 1}
    _li(world).sees("请带：水杯", "您还来吗")
    await _li(world).picks("我还来")
    assert set((await acknowledged(world, shift)).values()) == {2}


async def test_only_the_children_come_to_what_has_changed(world: World) -> None:
    leader, mother, shift = await _on_a_shift(world, "2 3")
    for bring in ("水杯", "雨伞"):
        await leader.taps(f"edit_project project={shift.project_id} k=bring")
        await leader.says(bring)
        await leader.picks("确认")
        await world.news()
    assert len(mother.news) == 2
    mother.sees("这是王小明的消息", "请带：雨伞", "同去的家人：王小红")
    await mother.picks("我来不了")
    mother.sees("谁不去了")
    await mother.says("小红")
    await mother.picks("确认")
    mother.sees("取消的人：王小红")
    await mother.says("我的报名")
    await mother.picks(TITLE)
    await mother.picks("我还来")
    mother.sees("记下了")
    assert await acknowledged(world, shift) == {"王小明": 3}


async def test_a_shift_at_another_time(world: World) -> None:
    leader, mother, shift = await _on_a_shift(world, "1 2 3")
    await leader.taps(f"edit_shift shift={shift.id} k=date")
    await leader.says("11月25日")
    await leader.picks("确认")
    await world.news()
    assert len(mother.news) == 1
    mother.sees("11月25日（周三）14:00–17:00（原来是", "同去的家人：王小明、王小红", "您还来吗")
    await mother.picks("我还来")
    mother.sees("记下了")


async def test_a_cancelled_shift_is_told_once(world: World) -> None:
    leader, mother, shift = await _on_a_shift(world, "1 2 3")
    await leader.taps(f"cancel_shift shift={shift.id}")
    await leader.says("下大雪")
    await leader.picks("确认")
    await world.news()
    assert len(mother.news) == 1
    mother.sees("下大雪", "同去的家人：王小明、王小红")


async def test_one_tap_on_a_broadcast_signs_the_family_up(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await _writes(leader, project=TITLE)
    await leader.says("3")
    await leader.picks("确认")
    await world.passes(timedelta(seconds=10))
    await mother.picks("报名")
    mother.sees("谁来参加")
    await mother.says("全家")
    await mother.picks("确认")
    mother.sees("报名成功")
    assert (await shift_now(world, shift)).taken == 4

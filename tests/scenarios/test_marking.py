"""The leader marks who came, in bulk: all but some, by number or name."""

from datetime import timedelta

import pytest

from domain.policy import Policy
from tests.scenarios.conversation import Person, World
from tests.scenarios.service import check_in_code, local
from tests.scenarios.test_rosters import with_a_place

NAMES = ("李明", "赵云", "钱多")


async def test_all_but_one(world: World) -> None:
    wang, shift, [li, zhao, qian] = await with_a_place(world, *NAMES)
    world.clock.set(local(24, 16))
    await wang.taps(f"view_roster shift={shift.id}")
    wang.sees("记录未到")
    wang.sees_no("登记到场")
    await wang.taps(f"mark_attendance shift={shift.id}")
    wang.sees("活动还没有结束", "17:00")
    world.clock.set(local(24, 17, 5))
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("登记到场")
    wang.sees("谁没有来", "1. 李明\n2. 赵云\n3. 钱多", "全到了")
    await wang.says("除了2号，都到了")
    wang.sees("要记为未到吗", "不影响以后报名")
    assert wang.labels == ["记为未到", "先不记"]
    await wang.picks("记为未到")
    wang.sees(
        "请核对到场：“陪空巢老人聊天”",
        "到了 2 人，每人记 3 小时，会告诉本人：李明、钱多",
        "没来 1 人，记为未到：赵云",
    )
    assert wang.labels == ["确认", "修改", "取消"]
    await wang.picks("确认")
    wang.sees("记好了 2 人的时长", "记了 1 人未到")
    await wang.picks("查看名单")
    wang.sees("李明（已签退）", "赵云（未到）", "钱多（已签退）")
    wang.sees_no("登记到场", "记录未到")
    await world.news()
    for person in (li, qian):
        person.sees("负责人登记您参加了", "记 3 小时", "记录有误")
    assert not [news for news in zhao.news if "登记您参加了" in news]
    await li.says("时长")
    li.sees("您的累计时长：3 小时", "负责人确认：3 小时")
    await zhao.says("时长")
    zhao.sees("您的累计时长：0 小时")


@pytest.mark.parametrize("said", ["全到了", "都来了", "全到了。"])
async def test_all_came(world: World, said: str) -> None:
    wang, shift, people = await with_a_place(world, *NAMES)
    world.clock.set(local(24, 18))
    await wang.taps(f"mark_attendance shift={shift.id}")
    await wang.says(said)
    wang.sees("到了 3 人", "李明、赵云、钱多")
    wang.sees_no("没来")
    await wang.says("好")
    wang.sees("记好了 3 人的时长")
    await people[2].says("时长")
    people[2].sees("您的累计时长：3 小时")
    await wang.taps(f"mark_attendance shift={shift.id}")
    wang.sees("到场都记过了", "更正签到时间")


async def test_the_button_says_that_all_came(world: World) -> None:
    wang, shift, _ = await with_a_place(world, "李明")
    world.clock.set(local(24, 18))
    await wang.taps(f"mark_attendance shift={shift.id}")
    await wang.picks("全到了")
    wang.sees("到了 1 人", "李明")


async def test_who_is_not_on_the_list_is_asked_again_and_can_be_changed(world: World) -> None:
    wang, shift, _ = await with_a_place(world, *NAMES)
    world.clock.set(local(24, 18))
    await wang.taps(f"mark_attendance shift={shift.id}")
    await wang.says("9号没来")
    wang.sees("名单里没有找到：9号", "谁没有来")
    await wang.says("老钱没来")
    await wang.picks("先不记")
    wang.sees("到了 2 人", "没来 1 人，先不记：钱多")
    await wang.picks("修改")
    await wang.picks("没来的人")
    wang.sees("谁没有来")
    await wang.says("李明和赵云没来")
    await wang.picks("先不记")
    wang.sees("到了 1 人", "钱多", "没来 2 人，先不记：李明、赵云")
    await wang.says("确认")
    wang.sees("记好了 1 人的时长")
    await wang.taps(f"mark_attendance shift={shift.id}")
    wang.sees("1. 李明\n2. 赵云")
    wang.sees_no("钱多")


async def test_who_checked_in_is_not_asked_about(world: World) -> None:
    wang, shift, [li, _, _] = await with_a_place(world, *NAMES)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14))
    await li.says(f"签到 {code}")
    world.clock.set(local(24, 16))
    await li.says("签退")
    world.clock.set(local(24, 18))
    await wang.taps(f"mark_attendance shift={shift.id}")
    wang.sees_no("李明")
    await wang.says("全到了")
    await wang.says("好")
    wang.sees("记好了 2 人的时长")
    await li.says("时长")
    li.sees("您的累计时长：2 小时", "签到记录：2 小时")


async def test_a_long_list_comes_in_parts(world: World) -> None:
    wang, shift, _ = await with_a_place(world, *NAMES)
    object.__setattr__(world.house, "policy", Policy(marked_at_once=2))
    world.clock.set(local(24, 18))
    await wang.taps(f"mark_attendance shift={shift.id}")
    wang.sees("1. 李明\n2. 赵云\n先记这些，后面还有 1 人")
    await wang.says("2")
    await wang.picks("先不记")
    await wang.says("好")
    wang.sees("记好了 1 人的时长")
    await wang.picks("接着记后面的人")
    wang.sees("1. 钱多")
    wang.sees_no("赵云", "后面还有")
    await wang.says("全到了")
    await wang.says("好")
    wang.sees("记好了 1 人的时长")
    wang.sees_no("接着记")


async def test_what_the_leader_says_can_be_called_wrong(world: World) -> None:
    wang, shift, [li] = await with_a_place(world, "李明")
    world.clock.set(local(24, 18))
    await wang.taps(f"mark_attendance shift={shift.id}")
    await wang.says("全到了")
    await wang.says("好")
    await world.news()
    await li.picks("记录有误")
    li.sees("应该是多久")
    await li.says("2小时")
    await li.says("我提前走了")
    await li.says("好")
    await world.passes(timedelta(minutes=1))
    wang.sees("李明 说记录有误", "记的是 3 小时，应为 2 小时")


async def _refused(world: World, person: Person, shift_id: str) -> None:
    await person.taps(f"mark_attendance shift={shift_id}")
    person.sees("权限")
    person.sees_no("谁没有来")


async def test_only_who_manages_the_shift_may(world: World) -> None:
    _, shift, [li] = await with_a_place(world, "李明")
    world.clock.set(local(24, 18))
    await _refused(world, li, shift.id)
    await _refused(world, world.person("Eve"), shift.id)


async def test_in_english(world: World) -> None:
    wang, shift, _ = await with_a_place(world, "Wang Fang", "Li Ming")
    world.clock.set(local(24, 18))
    await wang.says("/language")
    await wang.picks("English")
    await wang.taps(f"view_roster shift={shift.id}")
    await wang.picks("Mark who came")
    wang.sees("Who did not come?", "1. Wang Fang")
    await wang.says("everyone but Wang")
    await wang.picks("Note it")
    wang.sees("1 came; 3 hours each are recorded", "Li Ming", "1 did not come, which is noted")
    await wang.picks("Confirm")
    wang.sees("The hours of 1 person are recorded.", "Noted as absent: 1")

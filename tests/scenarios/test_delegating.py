"""Others manage a project, or one shift of it."""

from domain.organizations.usecases import withdraw_role
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import check_in_code, local, organizer, posts, volunteer_of
from tests.scenarios.test_attendance import scans
from tests.scenarios.test_organizing import invitation_shown
from tests.scenarios.test_waitlist import TITLE, cancels, signs_up


async def _colleague(world: World, wang: Person, name: str) -> Person:
    """Somebody with the role of a leader there."""
    zhou = world.person(name)
    await registers(zhou, name)
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("邀请")
    await wang.picks("负责人")
    await wang.picks("确认")
    await zhou.says(f"认领 {invitation_shown(wang.text)}")
    return zhou


async def test_a_colleague_is_taken_in_and_removed(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    zhou = await _colleague(world, wang, "周舟")
    await zhou.taps(f"my_project project={shift.project_id}")
    zhou.sees("没有办这件事的权限")
    await wang.taps(f"my_project project={shift.project_id} page=1")
    await wang.picks("共同组织者")
    wang.sees("还没有共同组织者")
    await wang.picks("从同事里加一位")
    assert wang.labels == ["周舟"]
    await wang.picks("周舟")
    await wang.picks("确认")
    wang.sees("已加上")
    await world.news()
    zhou.sees(f"您现在可以一起管理项目“{TITLE}”")
    await zhou.picks("管理这个项目")
    zhou.sees("状态：报名中", "共同组织者：周舟")
    await zhou.picks("暂停报名")
    zhou.sees("已暂停报名")
    # The role goes, the project stays: that is said.
    await wang.taps("withdraw_role")
    await wang.picks(next(label for label in wang.labels if "周舟" in label))
    await wang.picks("确认")
    wang.sees("角色已经收回", "一起管理项目")
    # Who was taken in takes in nobody, but may leave.
    await zhou.taps(f"co_organizers project={shift.project_id}")
    assert zhou.labels == ["移除一位", "返回"]
    await zhou.taps(f"take_in project={shift.project_id}")
    zhou.sees("没有办这件事的权限")
    await wang.taps(f"co_organizers project={shift.project_id}")
    wang.sees("共同组织者：周舟")
    await wang.picks("移除一位")
    await wang.picks("周舟")
    await wang.picks("确认")
    wang.sees("已移除")
    await zhou.taps(f"my_project project={shift.project_id}")
    zhou.sees("没有办这件事的权限")


async def test_somebody_without_a_role_by_a_code(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    await wang.taps(f"take_in project={shift.project_id}")
    wang.sees("没有别的同事")
    await wang.picks("用邀请码加一位")
    wang.sees(f"一起管理“{TITLE}”")
    await wang.picks("确认")
    wang.sees("邀请码", "24 小时")
    assert wang.screen.attachment is not None
    qian = world.person("钱多", platform=world.other_platform)
    await scans(qian, wang.screen.attachment.ref)
    qian.sees(f"您现在可以一起管理项目“{TITLE}”", "注册")
    await qian.says("菜单")
    qian.sees("管理")
    await qian.picks("管理")
    assert qian.labels == ["我的项目", "查看名单", "审核时长"]
    await qian.picks("我的项目")
    await qian.picks(TITLE)
    await qian.picks("更多")
    assert "照着再办一次" not in qian.labels  # posting takes a role
    await qian.says("发布项目")
    qian.sees("没有办这件事的权限")


async def test_a_shift_with_a_leader_of_its_own(world: World) -> None:
    wang = await organizer(world)
    shift, other = await posts(
        world, wang, TITLE, local(24, 14), local(25, 14), contact="王芳 0971-6100000"
    )
    zhou, li = world.person("周舟"), world.person("Li")
    await registers(zhou, "周舟")
    await registers(li, "李明")
    await wang.taps(f"my_shift shift={shift.id}")
    await wang.picks("时段负责人")
    assert wang.labels == ["用邀请码请一位"]
    await wang.picks("用邀请码请一位")
    await wang.picks("确认")
    await zhou.says(f"认领 {invitation_shown(wang.text)}")
    zhou.sees("您现在负责", "11月24日（周二）14:00–17:00")
    await zhou.picks("填写联系方式")
    await zhou.says("13900139000")
    await zhou.picks("确认")
    zhou.sees("已保存")
    await zhou.picks("管理这个时段")
    zhou.sees("负责人：周舟", "联系：13900139000")
    assert zhou.labels == ["查看名单", "签到码", "填写联系方式"]
    # Only this shift, only what its leader needs.
    for action in (
        f"view_roster shift={other.id}",
        f"my_project project={shift.project_id}",
        f"edit_shift shift={shift.id}",
        f"cancel_shift shift={shift.id}",
        f"lead_shift shift={shift.id}",
    ):
        await zhou.taps(action)
        zhou.sees("没有办这件事的权限")
    await li.says("项目")
    await li.picks(TITLE)
    await li.picks("报名")
    await li.picks("11月24日（周二）14:00–17:00")
    await li.picks("确认")
    await li.says("我的报名")
    await li.picks(TITLE)
    li.sees("联系：13900139000")
    li.sees_no("0971-6100000")
    await zhou.says("名单")
    await zhou.says("1")
    zhou.sees("李明（已报名）")
    # What would be refused is not offered.
    assert not {"取消这个时段", "加一个时段", "结束项目"} & set(zhou.labels)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14))
    await li.says(f"签到 {code}")
    world.clock.set(local(24, 18))
    await world.jobs.tick()
    zhou.sees("李明", "请在", "审核")
    await zhou.says("审核")
    await zhou.picks("通过")
    zhou.sees("已")
    await li.says("时长")
    li.sees("3 小时")


async def test_a_shift_gets_its_leader_from_among_the_colleagues(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    zhou = await _colleague(world, wang, "周舟")
    await wang.taps(f"lead_shift shift={shift.id}")
    await wang.picks("周舟")
    wang.sees("怎么联系对方")
    await wang.says("周舟 13900139000")
    wang.sees("负责人：周舟", "联系方式：周舟 13900139000")
    await wang.picks("确认")
    await world.news()
    zhou.sees(f"您现在负责“{TITLE}”的一个时段")
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    world.clock.set(local(24, 9))
    await li.says("我的报名")
    await li.picks(TITLE)
    await li.picks("取消报名")
    await li.picks("确认")
    await world.news()
    zhou.sees("李明 来不了")
    assert not any("来不了" in news for news in wang.news)
    await wang.taps(f"edit_shift shift={shift.id} k=times")
    await wang.says("15:00-17:00")
    await wang.picks("确认")
    await world.news()
    zhou.sees(f"您负责的“{TITLE}”有改动", "15:00–17:00", "原来是11月24日（周二）14:00–17:00")
    await wang.taps(f"lead_shift shift={shift.id}")
    await wang.picks("还由项目负责人负责")
    await wang.picks("确认")
    await world.news()
    zhou.sees(f"“{TITLE}”", "改由别人负责，您不用再管了")
    await wang.picks("管理这个时段")
    wang.sees("负责人：王芳")


async def test_news_of_a_shift_is_not_told_to_who_leads_it_no_more(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    zhou = await _colleague(world, wang, "周舟")
    await wang.taps(f"lead_shift shift={shift.id}")
    await wang.picks("周舟")
    await wang.picks("跳过")
    await wang.picks("确认")
    await world.news()
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    world.clock.set(local(24, 9))
    world.pushes = False
    await cancels(li)
    await wang.taps(f"lead_shift shift={shift.id}")
    await wang.picks("还由项目负责人负责")
    await wang.picks("确认")
    async with world.database.write() as unit:
        [role] = await unit.roles.held([(await volunteer_of(world, zhou)).id])
        await withdraw_role(
            unit, (await volunteer_of(world, wang)).id, role[0].id, now=world.clock.now()
        )
    await world.news()
    await zhou.says("菜单")
    assert not any("李明" in screen.text for screen in zhou.shown)


async def test_in_english(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    zoe = world.person("Zoe", language="en")
    await zoe.says("hello")
    await wang.taps(f"lead_shift shift={shift.id}")
    await wang.picks("用邀请码请一位")
    await wang.picks("确认")
    await zoe.says(f"/claim {invitation_shown(wang.text)}")
    zoe.sees("You now lead this shift of", "Register")
    await zoe.picks("Enter a contact")
    await zoe.picks("Skip")
    await zoe.says("yes")
    zoe.sees("Saved")
    await zoe.says("/organize")
    zoe.sees("What would you like to manage?")

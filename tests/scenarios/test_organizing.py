"""The organizer on a phone: roles, the tree, projects, shifts, rosters."""

from datetime import timedelta

import pytest

from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import invitation, local, organizer, posts
from tests.scenarios.test_attendance import scans
from tests.scenarios.test_waitlist import TITLE, signs_up


def invitation_shown(text: str) -> str:
    """The code in the line that says what to send."""
    return text.split("认领 ")[1].split()[0]


async def test_the_first_administrator_names_the_organization(world: World) -> None:
    wang = world.person("王芳")
    await wang.says(f"/claim {await invitation(world)}")
    wang.sees("第一位管理员", "叫什么名字")
    await wang.says("青海志愿")
    wang.sees("请核对", "组织名称：青海志愿")
    await wang.says("确认")
    wang.sees("您现在是“青海志愿”的管理员")
    assert wang.labels == ["管理", "发布项目", "注册"]
    await wang.says("管理")
    wang.sees("组织：青海志愿")
    assert len(wang.labels) <= 8


async def test_an_invitation_is_scanned(world: World) -> None:
    """The QR code beside the code says the same, signed; it works once, and only as it is."""
    wang = await organizer(world)
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("邀请")
    await wang.picks("负责人")
    await wang.picks("确认")
    assert wang.screen is not None and wang.screen.attachment is not None
    payload = wang.screen.attachment.ref
    li, zhou = world.person("Li"), world.person("周舟")
    await registers(li, "李明")
    await scans(li, f"{payload[:-2]}AA")
    li.sees_no("您现在是")
    await scans(li, payload)
    li.sees("您现在是“青海志愿”的负责人")
    await registers(zhou, "周舟")
    await scans(zhou, payload)
    zhou.sees("已经用过")


async def test_an_invitation_works_once(world: World) -> None:
    await organizer(world)
    code = await invitation(world)
    zhou, li = world.person("周舟"), world.person("Li")
    await zhou.says(f"认领{code}")
    zhou.sees("您现在是“青海志愿”的管理员")
    await li.says(f"认领 {code}")
    li.sees("已经用过")
    await li.says("认领")
    li.sees("“认领”加邀请码")
    await li.says("/claim ABCDE99999")
    li.sees("这个码不对")


async def test_a_station_and_its_leader(world: World) -> None:
    wang = await organizer(world)
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("添加单位或服务队")
    wang.sees("要添加什么")
    assert wang.labels == ["单位", "站点", "服务队"]
    await wang.picks("站点")
    await wang.says("虎台社区服务站")
    wang.sees("请核对", "种类：站点", "名称：虎台社区服务站")
    await wang.says("好")
    wang.sees("已添加“虎台社区服务站”")
    await wang.picks("邀请")
    assert wang.labels == ["组织者", "负责人", "管理员"]
    await wang.picks("负责人")
    wang.sees("邀请一位负责人，加入“虎台社区服务站”")
    await wang.says("确认")
    code = invitation_shown(wang.text)
    wang.sees("24 小时", "只能用一次")
    zhou = world.person("周舟", platform=world.other_platform)
    await zhou.says(f"认领 {code}")
    zhou.sees("您现在是“虎台社区服务站”的负责人")
    await zhou.says("管理")
    zhou.sees("虎台社区服务站")
    assert zhou.labels == ["我的项目", "查看名单", "审核时长", "报表", "发布项目"]
    # and it is taken back
    await wang.says("管理")
    wang.sees("要管理哪一个")
    await wang.picks("虎台社区服务站（站点）")
    await wang.picks("单位和成员")
    await wang.picks("收回角色")
    await wang.says("1")
    wang.sees("要收回这个角色吗", "负责人")
    await wang.says("是")
    wang.sees("已经收回")
    wang.sees_no("还有别的角色")
    await zhou.says("管理")
    zhou.sees("没有办这件事的权限")


async def test_who_has_a_role_in_two_units_says_which_one_posts(world: World) -> None:
    wang, zhou = await organizer(world), world.person("周舟")
    for station in ("虎台社区服务站", "南川社区服务站"):
        await wang.taps("add_node")
        await wang.picks("站点")
        await wang.says(station)
        await wang.picks("确认")
        await wang.picks("邀请")
        await wang.picks("负责人")
        await wang.picks("确认")
        await zhou.says(f"认领 {invitation_shown(wang.text)}")
    await zhou.says("发布项目")
    zhou.sees("由哪个单位发布")
    assert zhou.labels == ["虎台社区服务站（站点）", "南川社区服务站（站点）"]
    await zhou.picks("南川社区服务站（站点）")
    zhou.sees("项目叫什么名字")
    answers = "社区大扫除 1 1 下周六 9:00-11:00 南川东路5号 10 扫地 跳过 跳过 跳过"
    for said in answers.split():
        await zhou.says(said)
    zhou.sees("发布单位：南川社区服务站（站点）", "社区大扫除")


async def test_the_last_administrator_stays(world: World) -> None:
    wang = await organizer(world)
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("收回角色")
    await wang.says("1")
    await wang.says("好")
    wang.sees("最后一位管理员")


async def test_the_verified_mark(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("加认证标志")
    wang.sees("青海志愿（已认证）", "去掉认证标志")
    li = world.person("Li")
    await li.says("项目")
    li.sees("青海志愿（已认证）")
    await wang.picks("去掉认证标志")
    wang.sees_no("已认证")


async def test_a_project_is_posted_in_the_fixed_order(world: World) -> None:
    wang = await organizer(world)
    await wang.says("/newproject")
    wang.sees("项目叫什么名字")
    await wang.says("周末陪读")
    wang.sees("属于哪一类")
    assert len(wang.labels) == 9
    await wang.picks("支教助学")
    wang.sees("为谁服务")
    await wang.picks("儿童")
    wang.sees("哪一天")
    await wang.says("下周六")
    wang.sees("几点到几点")
    await wang.says("14:00-17:00")
    wang.sees("在哪里")
    await wang.says("西宁市城西区虎台二巷 8 号")
    wang.sees("需要多少人")
    await wang.says("十二个人")
    wang.sees("做什么")
    await wang.says("陪孩子读书，辅导作业")
    wang.sees("有什么风险", "跳过")
    await wang.says("跳过")
    wang.sees("最小多少岁", "跳过")
    await wang.says("16岁")
    wang.sees(
        "名称：周末陪读",
        "类别：支教助学",
        "对象：儿童",
        "日期：11月28日（周六）",
        "时间：14:00–17:00（3 小时）",
        "地点：西宁市城西区虎台二巷 8 号",
        "人数：12",
        "内容：陪孩子读书，辅导作业",
        "风险：未填写",
        "最小年龄：16",
    )
    assert wang.labels == ["确认", "修改", "取消"]
    await wang.picks("确认")
    wang.sees("已发布：“周末陪读”", "现在可以报名了")
    wang.sees_no("有风险")
    li = world.person("Li")
    await li.says("项目")
    li.sees("周末陪读", "还有 12 个名额")


async def test_who_names_risks_is_led_to_the_insurance(world: World) -> None:
    wang = await organizer(world)
    await wang.says("/newproject")
    for words in ("擦玻璃", "社区服务", "社会公众", "下周六", "14:00-17:00", "虎台", "12"):
        await wang.says(words)
    for words in ("擦高处的玻璃", "高空作业", "跳过"):
        await wang.says(words)
    wang.sees("风险：高空作业")
    await wang.picks("确认")
    wang.sees("已发布：“擦玻璃”", "标为“有风险”，并填写保险")
    await wang.picks("标为有风险")
    wang.sees("有没有风险", "现在是：否")
    await wang.picks("是")
    wang.sees("买了什么保险")
    await wang.says("志愿者意外险")
    await wang.picks("确认")
    await wang.picks("管理这个项目")
    wang.sees("有风险。保险：志愿者意外险")


@pytest.mark.parametrize(
    ("said", "reason"),
    [("昨天", "已经过去"), ("2月30日", "没有这一天"), ("也许吧", "没看懂这个日期")],
)
async def test_a_day_that_cannot_be(world: World, said: str, reason: str) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    await wang.says("名单")
    await wang.says("1")
    await wang.picks("加一个时段")
    wang.sees("哪一天")
    await wang.says(said)
    wang.sees(reason, "哪一天")
    for answer in ("11月30日", "9点到11点", "虎台", "0"):
        await wang.says(answer)
    wang.sees("1 到 10,000")
    await wang.says("五")
    wang.sees("11月30日（周一）", "09:00–11:00", "人数：5")
    await wang.says("好")
    wang.sees("已添加：11月30日（周一）09:00–11:00")


async def test_everyone_signed_up_is_told_once_of_a_cancelled_shift(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14), places=2)
    people = []
    for name in ("李明", "赵云", "钱多"):
        person = world.person(name)
        await registers(person, name)
        await signs_up(person)
        people.append(person)
    await wang.says("名单")
    await wang.picks(f"{TITLE} 11月24日（周二）14:00–17:00")
    wang.sees("报名 2/2 人，候补 1 人", "· 李明（已报名）\n", "· 钱多（候补）\n")
    wang.sees_no("13800138000")
    await wang.picks("取消这个时段")
    wang.sees("为什么取消")
    await wang.says("下大雪")
    wang.sees("下大雪", "会通知 3 人")
    await wang.picks("确认")
    wang.sees("已经取消")
    await world.news()
    for person in people:
        person.sees("取消了", "原因：下大雪")
    await world.passes(timedelta(days=2))
    assert [len(person.news) for person in people] == [1, 1, 1]
    await people[0].says("我的报名")
    people[0].sees("没有报名")


async def test_a_long_roster_comes_three_at_a_time(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    for name in ("李明", "赵云", "钱多", "孙武"):
        person = world.person(name)
        await registers(person, name)
        await signs_up(person)
    await wang.says("名单")
    await wang.says("1")
    wang.sees("报名 4/20 人", "还有 1 人")
    await wang.picks("更多")
    assert wang.text.count("·") == 1


async def test_in_english(world: World) -> None:
    await organizer(world)
    zoe = world.person("Zoe", language="en")
    await zoe.says("hello")
    await zoe.says(f"/claim {await invitation(world)}")
    zoe.sees('You are now administrator of "青海志愿"')
    await zoe.picks("Manage")
    zoe.sees("Post a project", "See who comes", "Confirm hours")
    await zoe.picks("Units and people")
    await zoe.picks("Invite somebody")
    await zoe.picks("leader")
    await zoe.says("yes")
    zoe.sees("Invitation code:", "within 24 hours")

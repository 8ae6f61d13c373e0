"""A family on a phone: children without an account, relatives who agree, who leaves."""

from datetime import timedelta

import pytest

from bot.messages import AttachmentKind
from bot.payloads import PayloadKind
from domain.volunteers.model import VolunteerState
from tests.scenarios.conversation import World
from tests.scenarios.families import adds_child, invites
from tests.scenarios.people import code_shown, registers
from tests.scenarios.service import volunteer_of
from tests.scenarios.test_attendance import scans


async def test_a_child_is_added_after_the_consent(world: World) -> None:
    wang = world.person("王芳")
    await registers(wang, "王芳")
    await wang.says("家庭")
    wang.sees("您可以一次给几位家人报名", "添加孩子", "邀请家人")
    await wang.picks("添加孩子")
    wang.sees("您是孩子的什么人")
    await wang.says("外婆")
    wang.sees("请作为监护人看一下", "您随时可以", "您同意吗")
    assert wang.labels == ["同意", "不同意"]
    await wang.picks("同意")
    wang.sees("孩子叫什么名字")
    await wang.says("王小明")
    wang.sees("孩子的出生日期")
    await wang.says("2030-01-01")
    wang.sees("这一天还没到")
    await wang.says("2000-01-01")
    wang.sees("年满 18 岁的人请用自己的账号注册")
    await wang.says("2017年5月1日")
    wang.sees("请核对", "您的身份：外婆", "姓名：王小明", "出生日期：2017年5月1日")
    await wang.picks("确认")
    wang.sees("已添加王小明，志愿者编号：2026000002", "孩子的时长单独记")
    await wang.says("我的家庭")
    wang.sees("最多 8 人", "· 王小明（孩子，9 岁）", "报名时可以选谁参加")
    await wang.says("我的数据")
    wang.sees("家庭：王小明")
    await wang.says("监护")
    wang.sees("王*明（您是其外婆），11月21日（周六）同意")


async def test_without_consent_nothing_is_kept(world: World) -> None:
    wang = world.person("王芳")
    await registers(wang, "王芳")
    await wang.says("家庭")
    await wang.picks("添加孩子")
    await wang.picks("父亲")
    await wang.picks("不同意")
    wang.sees("没有添加", "什么都没有保存")
    await wang.picks("家庭")
    wang.sees("先把家人加进来")
    await wang.picks("添加孩子")
    await wang.says("取消")
    wang.sees("没有添加")


async def test_the_childs_data_are_shown_corrected_exported_and_deleted(world: World) -> None:
    wang = world.person("王芳")
    await registers(wang, "王芳")
    await adds_child(wang, "王小明")
    await adds_child(wang, "王小红", "2012-03-08")
    await wang.says("家庭")
    await wang.picks("孩子的资料")
    wang.sees("看哪一个孩子的资料")
    await wang.picks("王小红")
    wang.sees(
        "姓名：王小红", "出生日期：2012年3月8日", "志愿者编号：2026000003", "累计时长：0 小时"
    )
    await wang.picks("改姓名")
    await wang.says("王晓红")
    await wang.picks("确认")
    wang.sees("改好了")
    await wang.picks("家庭")
    wang.sees("王晓红（孩子，14 岁）")
    await wang.picks("孩子的资料")
    await wang.picks("王晓红")
    await wang.picks("导出全部")
    wang.sees("王晓红在这里的全部数据")
    assert wang.screen is not None and wang.screen.attachment is not None
    exported = wang.screen.attachment
    assert exported.kind is AttachmentKind.EXPORT
    await wang.says("家庭")
    await wang.picks("孩子的资料")
    await wang.picks("王晓红")
    await wang.picks("移出并删除")
    wang.sees("您要撤回对 王*红 的同意", "删除这个孩子的个人资料")
    await wang.picks("确认")
    wang.sees("个人资料已经删除")
    await wang.says("家庭")
    wang.sees("王小明")
    wang.sees_no("王晓红")
    async with world.database.read() as unit:
        child = await unit.volunteers.get(exported.ref)
        assert child is not None and child.state is VolunteerState.FROZEN


async def test_a_relative_agrees_on_their_own_phone(world: World) -> None:
    wang = world.person("王芳")
    li = world.person("Li", platform=world.other_platform)
    await registers(wang, "王芳")
    await registers(li, "李明")
    await wang.says("家庭")
    await wang.picks("邀请家人")
    wang.sees("请家人用自己的账号打开这里", "10 分钟内有效")
    code = code_shown(wang)
    await li.says(f"家庭{code}")
    li.sees("王*（", "想把您加进家庭", "每次报名我们都会告诉您")
    assert li.labels == ["确认", "取消"]
    await li.picks("确认")
    li.sees("您已经在对方的家庭里了")
    await world.news()
    wang.sees("李明 同意加入您的家庭")
    await wang.says("家庭")
    wang.sees("· 李明（有自己的账号）")
    await li.says("家庭")
    li.sees("您在王芳的家庭里，由对方为您报名")
    await li.picks("退出家庭")
    li.sees("要退出王芳的家庭吗")
    await li.picks("确认")
    li.sees("您已经退出")
    await world.news()
    wang.sees("李明 退出了您的家庭")


async def test_scanned_by_somebody_who_is_not_registered_yet(world: World) -> None:
    wang, li = world.person("王芳"), world.person("Li")
    await registers(wang, "王芳")
    await wang.says("家庭")
    await wang.picks("邀请家人")
    assert wang.screen is not None and wang.screen.attachment is not None
    payload = wang.screen.attachment.ref
    await scans(li, f"{payload[:-2]}AA")
    li.sees("不能用了")
    await scans(li, payload)
    li.sees("要先注册", "您同意吗")
    await li.picks("同意")
    for answer in ("1990-05-01", "李明", "跳过", "西宁市城西区"):
        await li.says(answer)
    await li.picks("确认")
    li.sees("注册好了", "想把您加进家庭")
    await li.picks("确认")
    await scans(li, payload)
    li.sees("已经用过")
    world.clock.advance(timedelta(minutes=11))
    old = world.house.payloads.write(PayloadKind.HOUSEHOLD, "000000")
    await scans(li, old)
    li.sees("这个码不对")


async def test_the_adult_takes_somebody_out(world: World) -> None:
    wang, li = world.person("王芳"), world.person("Li")
    await registers(wang, "王芳")
    await registers(li, "李明")
    await invites(wang, li)
    await wang.says("家庭")
    await wang.picks("移出家人")
    wang.sees("要把李明移出家庭吗")
    await wang.picks("确认")
    wang.sees("已经移出")
    await world.news()
    li.sees("王芳 把您移出了家庭")
    await wang.says("家庭")
    wang.sees("先把家人加进来")


async def test_who_is_under_18_keeps_none(world: World) -> None:
    boy = world.person("boy")
    await boy.says("家庭")
    boy.sees("要先注册")
    await boy.says("取消")
    await registers(boy, "王小明", born="2010-05-01")
    await boy.says("家庭")
    boy.sees("家庭由年满 18 岁的志愿者来建")
    assert boy.labels == ["菜单"]
    for action in ("add_child", "invite_relative"):
        await boy.taps(action)
        boy.sees("年满 18 岁")


@pytest.mark.parametrize(
    "action", ["my_child", "export_child", "rename_child", "remove_relative", "leave_household"]
)
async def test_nobody_elses_family(world: World, action: str) -> None:
    wang, eve = world.person("王芳"), world.person("Eve")
    await registers(wang, "王芳")
    await registers(eve, "伊芙")
    await adds_child(wang, "王小明")
    await wang.says("家庭")
    await wang.picks("孩子的资料")
    child = wang.action("改姓名").removeprefix("rename_child child=")
    await eve.taps(f"{action} child={child}")
    eve.sees("没有找到这位家人")
    eve.sees_no("王小明")


async def test_deleting_says_that_the_children_go_too(world: World) -> None:
    wang = world.person("王芳")
    await registers(wang, "王芳")
    await adds_child(wang, "王小明")
    adult = await volunteer_of(world, wang)
    await wang.says("我的数据")
    await wang.picks("删除")
    wang.sees("资料会一起删除：王小明")
    await wang.picks("确认")
    wang.sees("已经删除了")
    async with world.database.read() as unit:
        assert await unit.households.members([adult.id]) == []


async def test_in_english(world: World) -> None:
    ann = world.person("Ann", language="en")
    await ann.says("hello")
    for text in ("register", "I agree", "1990-05-01", "Ann Miller", "skip", "Chengxi", "yes"):
        await ann.says(text)
    await ann.says("family")
    ann.sees("sign up several people of your family at once")
    await ann.picks("Add a child")
    await ann.picks("Mother")
    await ann.picks("I agree")
    await ann.says("Tom Miller")
    await ann.says("1 May 2017")
    await ann.picks("Confirm")
    ann.sees("Tom Miller is added. Volunteer number: 2026000002")
    await ann.says("/family")
    ann.sees("Tom Miller (child, aged 9)")
    await ann.picks("Invite a relative")
    ben = world.person("Ben", language="en")
    await ben.says("hello")
    for text in ("register", "I agree", "1991-05-01", "Ben Miller", "skip", "Chengxi", "yes"):
        await ben.says(text)
    await ben.says(f"family {code_shown(ann)}")
    ben.sees("Ann M***** (", "asks you to join their family")
    await ben.picks("Confirm")
    await world.news()
    ann.sees("Ben Miller has joined your family")

"""Teams on a phone: inviting, joining before and after the registration, leaving, the share."""

from datetime import timedelta

import httpx
import pytest
from sqlmodel import col, func, select
from starlette.applications import Starlette

from bot.attachments import Door
from bot.documents.card import card_of
from bot.payloads import PayloadKind
from bot.web.invitations import Invitations
from domain.volunteers.model import Platform
from storage.tables import AccessRow, MembershipRow
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import organizer, volunteer_of
from tests.scenarios.test_attendance import scans


async def _invites(wang: Person, team: str = "虎台服务队") -> tuple[str, str]:
    """A team is added and its invitation made: what its QR code holds, and the code."""
    await wang.says("管理")
    if "要管理哪一个" in wang.text:
        await wang.picks("青海志愿（组织）")
    await wang.picks("单位和成员")
    await wang.picks("添加单位或服务队")
    await wang.picks("服务队")
    await wang.says(team)
    await wang.says("好")
    await wang.says("管理")
    await wang.picks(f"{team}（服务队）")
    await wang.picks("单位和成员")
    await wang.picks("成员")
    await wang.picks("邀请加入")
    wang.sees(f"邀请大家加入“{team}（服务队）”", "30 天内有效", "人数不限")
    await wang.picks("确认")
    return _shown(wang)


def _shown(wang: Person) -> tuple[str, str]:
    assert wang.screen is not None and wang.screen.attachment is not None
    payload = wang.screen.attachment.ref
    code = wang.text.split("发送：加入 ")[1].split()[0]
    assert f"/join/{payload}" in wang.text
    return payload, code


async def _members(world: World) -> int:
    async with world.database.read() as unit:
        query = select(func.count()).where(col(MembershipRow.left_at).is_(None))
        return (await unit.session.exec(query)).one()


async def test_who_is_not_registered_yet_is_in_the_team_with_the_registration(
    world: World,
) -> None:
    wang = await organizer(world)
    payload, _ = await _invites(wang)
    wang.sees("12月21日", "撤回邀请")
    li = world.person("Li")
    await scans(li, payload)
    li.sees("您受邀加入“虎台服务队”", "先注册", "您同意吗")
    await li.picks("同意")
    for answer in ("1990-05-01", "李明", "13800138000", "西宁市城西区"):
        await li.says(answer)
    li.sees("请核对", "姓名：李明", "加入：虎台服务队（服务队）")
    await li.says("修改")
    assert "加入" not in li.labels
    await li.says("返回")
    await li.picks("确认")
    li.sees("注册好了，李明", "您已加入“虎台服务队”")
    await li.says("我的数据")
    li.sees("服务队：虎台服务队（服务队）")
    assert await _members(world) == 1


async def test_scanned_in_the_middle_of_the_registration(world: World) -> None:
    wang = await organizer(world)
    payload, _ = await _invites(wang)
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says("1990-05-01")
    await scans(li, payload)
    li.sees("您受邀加入“虎台服务队”", "请问您的姓名")
    for answer in ("李明", "跳过", "西宁市城西区", "好"):
        await li.says(answer)
    li.sees("注册好了", "您已加入“虎台服务队”")


@pytest.mark.parametrize("said", ["加入 {}", "加入{}", "/join {}", "JOIN {}"])
async def test_who_is_registered_is_asked(world: World, said: str) -> None:
    wang = await organizer(world)
    _, code = await _invites(wang)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says(said.format(code))
    li.sees("要加入“虎台服务队（服务队）”吗", "能看到您的姓名", "随时可以")
    assert li.labels == ["确认", "取消"]
    await li.says("取消")
    li.sees("没有加入")
    assert await _members(world) == 0
    await li.says(said.format(code.lower()))
    await li.picks("确认")
    li.sees("您已加入“虎台服务队”", "这是您的主单位")
    await li.says(said.format(code))
    li.sees("您已经在“虎台服务队”里了")
    assert await _members(world) == 1


async def test_without_a_code(world: World) -> None:
    li = world.person("Li")
    await li.says("加入")
    li.sees("“加入”加邀请码", "注册")
    await registers(li, "李明")
    await li.says("join")
    li.sees("“加入”加邀请码", "我的服务队")
    await li.says("加入 ABCDE99999")
    li.sees("这个码不对")


async def test_forged_withdrawn_or_old(world: World) -> None:
    wang = await organizer(world)
    payload, code = await _invites(wang)
    li = world.person("Li")
    await registers(li, "李明")
    for forged in (f"{payload[:-2]}AA", payload.replace(code, "ABCDEFGHJ2"), "t-", f"t-{code}-"):
        await scans(li, forged)
        li.sees("这个二维码或链接不能用了", "请选一项")
    invited = world.house.payloads.write(PayloadKind.TEAM, "ABCDEFGHJ2")
    await scans(li, invited)
    li.sees("这个码不对")
    await scans(li, payload)
    li.sees("要加入")
    # It is withdrawn while the person reads it.
    await wang.picks("撤回邀请")
    wang.sees("要撤回“虎台服务队”的邀请吗")
    await wang.picks("确认")
    wang.sees("邀请已经撤回")
    await li.says("确认")
    li.sees("这个邀请已经撤回了", "向组织者要一个新的")
    await scans(li, payload)
    li.sees("这个邀请已经撤回了")
    assert await _members(world) == 0
    await wang.picks("成员")
    await wang.picks("邀请加入")
    await wang.picks("确认")
    newer, _ = _shown(wang)
    assert newer != payload
    world.clock.advance(timedelta(days=31))
    await scans(li, newer)
    li.sees("已经过期")


async def test_withdrawn_while_somebody_registers(world: World) -> None:
    wang = await organizer(world)
    payload, _ = await _invites(wang)
    li = world.person("Li")
    await scans(li, payload)
    await wang.picks("撤回邀请")
    await wang.picks("确认")
    await li.picks("同意")
    for answer in ("1990-05-01", "李明", "跳过", "西宁市城西区"):
        await li.says(answer)
    li.sees_no("虎台服务队")
    await li.says("好")
    li.sees("注册好了", "邀请已经失效", "向组织者要新的邀请")


async def test_several_teams_one_main_unit_and_leaving(world: World) -> None:
    wang = await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    for team in ("虎台服务队", "南山服务队"):
        payload, _ = await _invites(wang, team)
        await scans(li, payload)
        await li.picks("确认")
    await li.says("设置")
    await li.says("我的服务队")
    li.sees("· 虎台服务队（服务队），11月21日（周六）加入，主单位", "· 南山服务队（服务队）")
    await li.picks("设为主单位")
    li.sees("把“南山服务队（服务队）”设为您的主单位吗", "只在主单位算您一次")
    await li.picks("确认")
    li.sees("“南山服务队”现在是您的主单位")
    async with world.database.read() as unit:
        card = await card_of(unit, (await volunteer_of(world, li)).id)
    assert card is not None and card.organization is not None
    assert card.organization.name == "南山服务队"
    await li.picks("我的服务队")
    await li.picks("退出服务队")
    li.sees("要退出哪一个")
    await li.picks("南山服务队（服务队）")
    li.sees("要退出“南山服务队（服务队）”吗", "时长和报名不受影响")
    await li.picks("确认")
    li.sees("您已退出“南山服务队”")
    await li.picks("我的服务队")
    li.sees("虎台服务队（服务队），11月21日（周六）加入，主单位")
    li.sees_no("南山")
    await li.picks("退出服务队")
    await li.picks("确认")
    await li.picks("我的服务队")
    li.sees("您还没有加入服务队")


async def test_the_members_and_the_share(world: World) -> None:
    wang = await organizer(world)
    payload, _ = await _invites(wang)
    for name in ("李明", "赵云", "钱多", "孙武"):
        person = world.person(name)
        await registers(person, name)
        await scans(person, payload)
        await person.picks("确认")
    await wang.picks("成员")
    wang.sees("虎台服务队（服务队）", "成员 4 人")
    wang.sees_no("登记比例")
    await wang.picks("单位人数")
    wang.sees("单位一共有多少人")
    assert wang.labels == []
    await wang.says("很多")
    wang.sees("1 到 1,000,000")
    await wang.says("12个人")
    wang.sees("是哪一级文明单位", "跳过")
    assert wang.labels == ["全国文明单位", "省级文明单位", "省直机关文明单位"]
    await wang.picks("省级文明单位")
    wang.sees("单位人数：12", "文明单位：省级文明单位")
    await wang.picks("确认")
    wang.sees("单位共 12 人，登记比例 33%", "省级文明单位的要求是 30% 以上，已经达到", "仅供了解")
    # The page of the node says the same, and so does that of the node above, of all below it.
    await wang.says("管理")
    await wang.picks("虎台服务队（服务队）")
    wang.sees("成员 4 人", "登记比例 33%", "30%")
    await wang.says("管理")
    await wang.picks("青海志愿（组织）")
    wang.sees("成员 4 人", "想做什么")
    await wang.says("管理")
    await wang.picks("虎台服务队（服务队）")
    await wang.picks("单位和成员")
    await wang.picks("成员")
    await wang.picks("成员名单")
    wang.sees("的成员：4 人", "· 李明，11月21日（周六）加入，主单位", "还有 1 人")
    wang.sees_no("孙武", "13800138000")
    await wang.picks("更多")
    wang.sees("孙武")
    actor = (await volunteer_of(world, wang)).id
    async with world.database.read() as unit:
        looked = select(func.count()).where(
            AccessRow.purpose == "members", AccessRow.actor_id == actor
        )
        assert (await unit.session.exec(looked)).one() == 4
    await wang.picks("移出孙武")
    wang.sees("要把孙武移出“虎台服务队”吗")
    await wang.picks("确认")
    wang.sees("已经移出")
    await world.news()
    world.people[-1].sees("组织者把您移出了“虎台服务队”")
    assert await _members(world) == 3


class _Door:
    """The way into a chat, counted."""

    def __init__(self) -> None:
        self.asked = 0

    async def address(self, payload: str) -> str | None:
        self.asked += 1
        return f"https://chat.test/{payload}"


async def test_the_page_behind_the_link(world: World) -> None:
    wang = await organizer(world)
    payload, code = await _invites(wang)
    doors: dict[Platform, Door] = {platform: _Door() for platform in Platform}
    invitations = Invitations(world.database, world.house.payloads, world.clock, doors)
    transport = httpx.ASGITransport(Starlette(routes=invitations.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as browser:
        page = await browser.get(f"/join/{payload}")
        assert page.status_code == 200
        for words in (
            "邀请您加入“虎台服务队”",
            f"加入 {code}",
            f"https://chat.test/{payload}",
            "<svg",
        ):
            assert words in page.text
        english = await browser.get(f"/join/{payload}", headers={"accept-language": "en"})
        assert "Join with Telegram" in english.text
        door = doors[Platform.WECHAT]
        assert isinstance(door, _Door) and door.asked == 1
        forged = await browser.get(f"/join/{payload[:-2]}AA")
        assert forged.status_code == 404 and "虎台" not in forged.text
        card = world.house.payloads.write(PayloadKind.CARD, code)
        assert (await browser.get(f"/join/{card}")).status_code == 404
        world.clock.advance(timedelta(days=31))
        over = await browser.get(f"/join/{payload}")
        assert over.status_code == 404 and "已经失效" in over.text


async def test_in_english(world: World) -> None:
    wang = await organizer(world)
    payload, code = await _invites(wang)
    ann = world.person("Ann", language="en")
    await ann.says("hello")
    await scans(ann, payload)
    ann.sees('You\'re invited to join "虎台服务队"', "Do you agree?")
    await ann.picks("I agree")
    for answer in ("1990-05-01", "Ann Miller", "skip", "Chengxi"):
        await ann.says(answer)
    ann.sees("Joining: 虎台服务队 (team)")
    await ann.picks("Confirm")
    ann.sees("You're registered, Ann Miller", 'You\'ve joined "虎台服务队".')
    await ann.says(f"join {code}")
    ann.sees("already")
    await ann.picks("My teams")
    ann.sees("虎台服务队 (team), since Sat 21 Nov, your main unit")
    await ann.picks("Leave a team")
    await ann.says("yes")
    ann.sees('You\'ve left "虎台服务队".')

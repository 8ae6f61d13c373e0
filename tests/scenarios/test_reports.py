"""A report on the phone: this month at once, other days, the picture beside it, the Excel file."""

from datetime import datetime, timedelta

import httpx
import pytest
from sqlmodel import select
from starlette.applications import Starlette

from bot.documents.cards import Cards
from bot.documents.chart import Charts
from bot.documents.reports import Reports
from bot.documents.spreadsheet import MIME
from bot.documents.typesetting import Typesetting
from bot.messages import Attachment, AttachmentKind
from bot.web.files import PersonalFiles
from domain.clock import new_id
from domain.organizations.model import NodeKind
from domain.organizations.usecases import add_node, withdraw_role
from domain.signups.no_shows import record_no_show
from storage.tables import AccessRow
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import check_in_code, local, organizer, posts, volunteer_of
from tests.scenarios.test_claiming_hours import logs
from tests.scenarios.test_organizing import invitation_shown
from tests.scenarios.test_waitlist import TITLE, signs_up
from tests.support.excel import excel_sheets


async def _served(world: World) -> Person:
    """A shift in November: 李明 came for two hours and a half, 赵云 did not, and a good deed waits.
    It is 25 November; the organizer is 王芳."""
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14), places=4)
    li, zhao = world.person("Li"), world.person("Zhao")
    for person, name in ((li, "李明"), (zhao, "赵云")):
        await registers(person, name)
        await signs_up(person)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 13, 50))
    await li.says(f"签到 {code}")
    world.clock.set(local(24, 16, 30))
    await li.says("签退")
    async with world.database.write() as unit:
        absent = await unit.signups.live([(await volunteer_of(world, zhao)).id], shift.id)
        assert absent is not None
        await record_no_show(
            unit,
            (await volunteer_of(world, wang)).id,
            absent.id,
            now=world.clock.now(),
            new_id=new_id,
            policy=world.house.policy,
        )
    world.clock.set(local(25, 9))
    await logs(zhao, "昨天", "2小时", "陪王奶奶")
    await zhao.says("好")
    zhao.sees("已登记")
    return wang


def _documents(world: World) -> Reports:
    return Reports(world.database, world.house.policy, world.clock, Typesetting(), new_id)


def files_of(world: World) -> PersonalFiles:
    house, typesetting = world.house, Typesetting()
    return PersonalFiles(
        world.database,
        world.database.keyring,
        Cards(world.database, house.payloads, house.policy, house.public_url, typesetting),
        Charts(world.database, house.policy, world.clock, typesetting),
        _documents(world),
        house.public_url,
        world.clock,
        doors={},
    )


def _attached(person: Person, kind: AttachmentKind) -> Attachment:
    attachment = person.screen.attachment
    assert attachment is not None and attachment.kind is kind
    return attachment


async def test_this_month_at_once(world: World) -> None:
    wang = await _served(world)
    await wang.says("报表")
    wang.sees(
        "青海志愿 · 2026年11月",
        "数字到今天为止",
        "服务时长：2.5 小时",
        "签到记录 2.5 小时，负责人确认 0 小时",
        "等待确认：2 小时，1 条（还没有计入）",
        "活跃志愿者：1 人，其中老志愿者 0 人",
        "全组织注册：3 人，其中新注册 3 人",
        "活动：1 场，1 个项目",
        "满员率：50%（4 个名额，2 人报名）",
        "报名未到：1 人次",
        "· 关爱特殊群体：2.5 小时",
    )
    assert wang.labels == ["上个月", "今年", "别的时间", "下载表格"]
    picture = await _documents(world).picture(_attached(wang, AttachmentKind.REPORT).ref)
    assert picture is not None and picture.data.startswith(b"\x89PNG")
    assert picture.name == "zhiyuan-report-2026-11-01-2026-11-30.png"
    await wang.picks("今年")
    wang.sees("青海志愿 · 2026年\n", "服务时长：2.5 小时")
    assert wang.labels == ["本月", "上个月", "别的时间", "下载表格"]


async def test_last_month_by_a_sentence_and_by_a_choice(world: World) -> None:
    wang = await _served(world)
    world.clock.set(local(3, 9, month=12))
    await wang.says("报表")
    wang.sees("青海志愿 · 2026年12月", "还没有活动，也没有服务时长", "全组织注册：3 人")
    assert wang.screen.attachment is None
    assert "下载表格" not in wang.labels
    await wang.picks("上个月")
    wang.sees("青海志愿 · 2026年11月", "服务时长：2.5 小时", "活动：1 场")
    wang.sees_no("到今天为止")
    await wang.says("出一份上个月的报表")
    wang.sees("青海志愿 · 2026年11月", "服务时长：2.5 小时")
    await wang.says("/report 2026-11-24")
    wang.sees("青海志愿 · 11月24日（周二）", "活动：1 场")
    await wang.says("统计一下11月的环保项目")
    wang.sees("青海志愿 · 2026年11月", "报表不按单个项目或类别分")


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ("2026-11", "2026年11月\n"),
        ("今年十一月", "2026年11月\n"),
        ("第四季度", "10月1日（周四）至12月31日（周四）\n"),
        ("2026-11-24 到 2026-11-24", "11月24日（周二）\n"),
        ("昨天", "11月24日（周二）\n"),
    ],
)
async def test_another_time_is_typed(world: World, said: str, heading: str) -> None:
    wang = await _served(world)
    await wang.says("/report")
    await wang.picks("别的时间")
    wang.sees("看什么时候的")
    assert wang.labels == []
    await wang.says(said)
    wang.sees(f"青海志愿 · {heading}", "活动：1 场")
    await wang.says("菜单")
    wang.sees("您想做什么")
    wang.sees_no("看什么时候的")


async def test_a_time_that_cannot_be_is_refused_kindly_and_asked_again(world: World) -> None:
    wang = await organizer(world)
    await wang.says("报表")
    await wang.picks("别的时间")
    for said, reason in (
        ("下个月", "12月1日（周二）还没有到"),
        ("2027年", "2027年1月1日（周五）还没有到"),
        ("2026-10-31 到 2026-10-01", "开始的日子要在结束之前"),
        ("随便", "没看懂是什么时候"),
        ("7", "没看懂是什么时候"),
    ):
        await wang.says(said)
        wang.sees(reason, "看什么时候的")
    await wang.says("10月")
    wang.sees("青海志愿 · 2026年10月", "还没有活动")
    await wang.says("/report blabla")
    wang.sees("没看懂是什么时候", "看什么时候的")
    await wang.says("取消")
    wang.sees("好的，不看别的时间了")
    await wang.says("/report 明年")
    wang.sees("2027年1月1日（周五）还没有到")
    assert wang.labels == ["报表"]
    await wang.picks("报表")
    wang.sees("青海志愿 · 2026年11月")


async def test_the_excel_file_and_who_is_named_in_it(world: World) -> None:
    wang = await _served(world)
    await wang.says("报表")
    await wang.picks("下载表格")
    wang.sees("“青海志愿”2026年11月的报表", "请妥善保管")
    ref = _attached(wang, AttachmentKind.WORKBOOK).ref
    file = await _documents(world).workbook(ref)
    assert file is not None and file.name == "zhiyuan-report-2026-11-01-2026-11-30.xlsx"
    summary, by_category, by_shift, by_volunteer = excel_sheets(file.data)
    assert ["单位", "青海志愿"] in [row[:2] for row in summary.rows]
    assert by_category.rows[1] == ["关爱特殊群体", 2.5, 0.0, 2.5, 0.0]
    assert by_shift.rows[1][1] == TITLE
    assert [row[1:] for row in by_volunteer.rows[1:3]] == [
        ["李明", 1.0, 2.5, 0.0, 2.5, 0.0, 0.0],
        ["赵云", 0.0, 0.0, 0.0, 0.0, 2.0, 1.0],
    ]
    assert b"13800138000" not in file.data
    async with world.database.read() as unit:
        looks = (await unit.session.exec(select(AccessRow))).all()
    assert len({look.subject_id for look in looks if look.purpose == "report"}) == 2
    assert {look.actor_id for look in looks} == {(await volunteer_of(world, wang)).id}
    await wang.picks("报表")
    wang.sees("青海志愿 · 2026年11月")


async def test_the_file_behind_its_link(world: World) -> None:
    """As WeChat gives it: signed, for half an hour at least, an hour at most."""
    wang = await _served(world)
    await wang.says("报表")
    await wang.picks("下载表格")
    files = files_of(world)
    link = files.link(_attached(wang, AttachmentKind.WORKBOOK))
    assert link is not None
    transport = httpx.ASGITransport(Starlette(routes=files.routes()))
    async with httpx.AsyncClient(transport=transport) as browser:
        got = await browser.get(link)
        assert got.status_code == 200
        assert got.headers["content-type"] == MIME
        assert 'filename="zhiyuan-report-2026-11-01' in got.headers["content-disposition"]
        assert len(excel_sheets(got.content)) == 4
        forged = await browser.get(link.replace("20261101", "20250101"))
        assert forged.status_code == 404
        world.clock.advance(timedelta(hours=1, minutes=1))
        assert (await browser.get(link)).status_code == 404


async def test_a_file_is_not_made_for_who_lost_the_role(world: World) -> None:
    wang = await _served(world)
    zhou = await organizer(world, "周舟")
    await zhou.says("报表")
    picture = _attached(zhou, AttachmentKind.REPORT).ref
    await zhou.picks("下载表格")
    workbook = _attached(zhou, AttachmentKind.WORKBOOK).ref
    async with world.database.write() as unit:
        held = await unit.roles.held([(await volunteer_of(world, zhou)).id])
        actor = (await volunteer_of(world, wang)).id
        await withdraw_role(unit, actor, held[0][0].id, now=world.clock.now())
    documents = _documents(world)
    assert await documents.picture(picture) is None
    assert await documents.workbook(workbook) is None
    await zhou.says("报表")
    zhou.sees("没有办这件事的权限")


async def test_a_leader_sees_the_own_projects_only(world: World) -> None:
    wang = await _served(world)
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("邀请")
    await wang.picks("负责人")
    await wang.says("确认")
    zhou = world.person("周舟")
    await registers(zhou, "周舟")
    await zhou.says(f"认领 {invitation_shown(wang.text)}")
    await zhou.says("报表")
    zhou.sees("青海志愿 · 2026年11月", "只算您负责的项目", "还没有活动，也没有服务时长")
    zhou.sees_no("注册", "2.5 小时", TITLE)
    await zhou.says("帮助")
    zhou.sees("报表")


async def test_one_of_several_units(world: World) -> None:
    wang = await _served(world)
    actor = await volunteer_of(world, wang)
    async with world.database.write() as unit:
        [root] = await unit.organizations.roots()
        for number in range(9):
            await add_node(
                unit,
                actor.id,
                root.id,
                NodeKind.STATION,
                f"{number}号站",
                now=world.clock.now(),
                new_id=new_id,
            )
    await wang.says("/report 2026-11")
    await wang.picks("换一个单位")
    wang.sees("看哪一个的报表", "青海志愿（组织）", "还有 2 项")
    await wang.picks("更多")
    await wang.picks("8号站（站点）")
    wang.sees("8号站 · 2026年11月", "还没有活动", "全组织注册：3 人")
    await wang.picks("别的时间")
    await wang.says("今年")
    wang.sees("8号站 · 2026年\n")


async def test_the_report_is_read_in_the_middle_of_something_else(world: World) -> None:
    wang = await _served(world)
    await wang.says("发布项目")
    wang.sees("项目叫什么名字")
    await wang.says("报表")
    await wang.picks("别的时间")
    await wang.says("上个月")
    wang.sees("青海志愿 · 2026年10月")
    await wang.picks("继续填写")
    wang.sees("项目叫什么名字")


async def test_in_english(world: World) -> None:
    wang = await _served(world)
    await wang.says("/language")
    await wang.picks("English")
    await wang.says("report")
    wang.sees(
        "青海志愿 · Nov 2026",
        "the figures are up to today",
        "Service: 2.5 hours",
        "Waiting to be confirmed: 2 hours, 1 claim (not counted yet)",
        "Active volunteers: 1, of whom 0 came before",
        "Registered in the whole organization: 3 (3 new)",
        "Shifts held: 1, of 1 project",
        "Fill rate: 50% (2 signed up for 4 places)",
        "No-shows: 1",
        "· Care for special groups: 2.5 hours",
    )
    await wang.picks("Another time")
    await wang.says("last quarter")
    wang.sees("青海志愿 · Wed 1 Jul to Wed 30 Sep", "There were no shifts")
    await wang.picks("Another time")
    await wang.says("next month")
    wang.sees("is still to come", "Which time?")
    await wang.says("November")
    await wang.picks("Excel file")
    wang.sees("as an Excel file")
    file = await _documents(world).workbook(_attached(wang, AttachmentKind.WORKBOOK).ref)
    assert file is not None
    assert excel_sheets(file.data)[0].name == "Summary"


async def test_a_shift_at_midnight_belongs_to_the_local_day(world: World) -> None:
    """00:30 on 1 December in Shanghai is still November in UTC."""
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(1, 0, 30, month=12), hours=1)
    after: datetime = local(1, 9, month=12)
    world.clock.set(after)
    await wang.says("报表")
    wang.sees("2026年12月", "活动：1 场")
    await wang.picks("上个月")
    wang.sees("2026年11月", "还没有活动")
    world.clock.set(local(1, 0, month=12) - timedelta(minutes=1))
    await wang.says("报表")
    wang.sees("2026年11月")

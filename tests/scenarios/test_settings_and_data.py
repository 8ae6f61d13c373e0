"""Settings, and what a person's own data are: seen, changed, exported, deleted."""

from datetime import date

from bot.messages import AttachmentKind
from domain.volunteers.model import VolunteerState
from storage.tables import VolunteerRow
from tests.scenarios.conversation import World
from tests.scenarios.people import registers


async def test_a_profile_is_changed_one_field_at_a_time(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("设置")
    li.sees("李明", "13800138000", "西宁市城西区", "出生日期")
    assert len(li.labels) <= 8
    await li.picks("改姓名")
    await li.says("李明月")
    li.sees("请核对", "李明月")
    await li.picks("确认")
    li.sees("改好了")
    await li.picks("设置")
    li.sees("李明月")
    await li.picks("改手机号")
    await li.says("跳过")
    await li.picks("确认")
    await li.picks("设置")
    await li.picks("改性别")
    await li.picks("女")
    await li.picks("确认")
    await li.picks("设置")
    await li.picks("改技能")
    await li.says("急救，英语")
    await li.picks("确认")
    await li.picks("设置")
    await li.picks("改地区")
    await li.says("重庆市南川区")
    await li.picks("确认")
    await li.says("我的数据")
    li.sees("李明月", "女", "急救，英语", "重庆市南川区", "未填写")
    li.sees_no("13800138000")


async def test_several_interests_are_chosen(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("设置")
    await li.picks("改关注类别")
    li.sees("更多", "完成")
    await li.picks("环境保护")
    li.sees("已选：环境保护")
    await li.picks("更多")
    await li.picks("交通引导")
    li.sees("已选：环境保护、交通引导")
    await li.says("环境保护")
    li.sees("已选：交通引导")
    await li.picks("完成")
    li.sees("请核对", "交通引导")
    li.sees_no("环境保护")
    await li.picks("确认")
    await li.says("设置")
    li.sees("关注类别：交通引导")


async def test_messages_are_stopped_and_resumed(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("设置")
    await li.picks("不再收消息")
    li.sees("不再给您发")
    await li.says("设置")
    li.sees_no("不再收消息")
    await li.picks("恢复收消息")
    await li.says("设置")
    li.sees("不再收消息")


async def test_a_newcomer_has_no_settings_and_no_data(world: World) -> None:
    li = world.person("Li")
    await li.says("设置")
    li.sees("还没有注册", "语言")
    await li.says("我的数据")
    li.sees("没有您的个人信息")
    await li.says("我要删除我的所有数据")
    assert li.labels
    await li.taps("delete_my_data")
    li.sees("没有可以删除的")


async def test_own_data_are_exported(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("/mydata")
    li.sees("2026000001", "李明", "1990年5月1日", "13800138000", "同意使用个人信息")
    await li.picks("导出全部")
    assert li.screen.attachment is not None
    assert li.screen.attachment.kind is AttachmentKind.EXPORT


async def test_own_data_are_deleted_after_a_read_back(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("我的数据")
    await li.picks("删除")
    li.sees("不能恢复", "存档")
    assert li.labels == ["确认", "取消"]
    await li.picks("取消")
    li.sees("没有删除")
    await li.says("我的数据")
    await li.picks("删除")
    confirm = li.action("确认")
    await li.picks("确认")
    li.sees("已经删除了")
    await li.taps(confirm)
    li.sees("已经删除了")
    async with world.database.read() as unit:
        account = await unit.accounts.of_user(li.platform, li.user_id)
        assert account is None or account.volunteer_id is None
        person = await unit.session.get(VolunteerRow, await _first_volunteer(world))
        assert person is not None
        assert person.state is VolunteerState.FROZEN
        assert (person.name, person.phone, person.birth_date) == (None, None, None)
    await li.says("我的数据")
    li.sees_no("李明")
    await registers(li, "李明", born=date(1990, 5, 1).isoformat())
    li.sees("2026000002")


async def _first_volunteer(world: World) -> str:
    from sqlmodel import col, select

    async with world.database.read() as unit:
        query = select(VolunteerRow.id).order_by(col(VolunteerRow.number))
        return (await unit.session.exec(query)).first() or ""

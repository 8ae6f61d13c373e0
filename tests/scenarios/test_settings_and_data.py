"""Settings, and what a person's own data are: seen, changed, exported, deleted."""

import json
from datetime import date

import pytest
from sqlmodel import SQLModel, col, select

from bot.intake import StoreAway
from bot.messages import AttachmentKind
from domain.volunteers.model import VolunteerState
from storage.redis import RedisAway
from storage.redis.sessions import Copies
from storage.tables import VolunteerRow
from tests.scenarios.conversation import World
from tests.scenarios.people import code_shown, registers
from tests.scenarios.service import organizer


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


async def test_deleted_is_deleted_everywhere(world: World) -> None:
    wang = await organizer(world)
    li, phone = world.person("Li"), world.person("Li's phone", platform=world.other_platform)
    await registers(li, "欧阳明月")
    await li.says("绑定")
    await phone.says(f"绑定 {code_shown(li)}")
    await phone.picks("确认")
    await world.news()
    await li.picks("确认")
    for text in ("登记时长", "没有项目（自己做的好事）", "昨天", "2小时", "帮邻居搬家", "确认"):
        await li.says(text)
    await world.news()
    await wang.says("审核")
    await wang.picks("通过")
    await li.says("时长")
    await li.picks("服务记录")
    await li.picks("记录有误")
    for text in ("1", "3小时", "我的腿受过伤", "确认"):
        await li.says(text)
    li.sees("已转给负责人")
    await world.news()
    for asks in (li, phone):
        await asks.says("我的数据")
        asks.sees("欧阳明月")
    await phone.says("设置")
    await phone.picks("改地区")
    await phone.says("果洛州玛沁县")  # in the middle of a form when all is deleted
    before = await _all_that_is_kept(world)
    for word in ("欧阳明月", "我的腿受过伤", "果洛州玛沁县", li.user_id):
        assert word in before
    await li.says("我的数据")
    await li.picks("删除")
    await li.picks("确认")
    li.sees("已经删除了")
    for word in ("欧阳明月", "我的腿受过伤", "果洛州玛沁县", "1990年5月1日"):
        assert word not in await _all_that_is_kept(world, but_shown_to=wang.user_id)
    answered = await li.repeats()
    li.sees("已经删除了")
    assert answered.repeated
    await wang.says("审核")
    wang.sees_no("我的腿受过伤")
    await phone.says("我的数据")
    phone.sees("没有您的个人信息")


async def test_a_kill_before_the_copies_were_forgotten(world: World) -> None:
    class Dying(Copies):
        async def forget(self, account_key: str) -> None:
            raise RedisAway

    li = world.person("Li")
    await registers(li, "欧阳明月")
    await li.says("我的数据")
    await li.picks("删除")
    world.intake.handler._copies = Dying(world.redis)
    with pytest.raises(StoreAway):
        await li.picks("确认")
    assert "欧阳明月" in await _all_that_is_kept(world)
    await world.restart()
    assert (await li.repeats()).repeated
    li.sees("已经删除了")
    assert "欧阳明月" not in await _all_that_is_kept(world)


async def _all_that_is_kept(world: World, but_shown_to: str = "nobody") -> str:
    """Every row in SQL, as the code sees it, and every key and value in Redis, one a line.

    Args:
        but_shown_to: whose own answers are left out: the platform may ask for them again.
    """
    kept = []
    async with world.database.read() as unit:
        connection = await unit.session.connection()
        for table in SQLModel.metadata.sorted_tables:
            kept += [repr(tuple(row)) for row in await connection.execute(table.select())]
    async for key in world.redis.scan_iter():
        copy = await world.redis.get(key) if await world.redis.type(key) == "string" else "{}"
        assert copy is not None
        kept.append(f"{key} {json.dumps(json.loads(copy), ensure_ascii=False)}")
    return "\n".join(line for line in kept if but_shown_to not in line)


async def _first_volunteer(world: World) -> str:
    async with world.database.read() as unit:
        query = select(VolunteerRow.id).order_by(col(VolunteerRow.number))
        return (await unit.session.exec(query)).first() or ""

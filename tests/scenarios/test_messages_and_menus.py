"""What arrives without being asked for, and what a menu costs."""

from datetime import timedelta

import pytest

from domain.clock import new_id
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.model import Category, Project, ProjectState, Recipient, Shift
from storage.tables import ProjectRow, ShiftRow
from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts, volunteer_of
from tests.scenarios.test_waitlist import TITLE, signs_up


@pytest.mark.parametrize(("service", "told"), [(True, 1), (False, 0)])
async def test_who_stopped_messages_is_told_of_their_services_only(
    world: World, service: bool, told: int
) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("设置")
    await li.picks("不再收消息")
    li.sees("不再给您发", "恢复收消息")
    volunteer = await volunteer_of(world, li)
    async with world.database.write() as unit:
        await notify(
            unit,
            NoticeKind.LINKED,
            volunteer_id=volunteer.id,
            key="one",
            service=service,
            now=world.clock.now(),
            new_id=new_id,
        )
    await world.news()
    await world.passes(timedelta(minutes=5))
    assert len(li.news) == told


async def test_a_shift_is_reminded_of_although_messages_are_stopped(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(23, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    await li.says("设置")
    await li.picks("不再收消息")
    await world.passes(timedelta(hours=29, minutes=1))
    li.sees("提醒", TITLE)


async def test_what_could_not_be_pushed_comes_before_the_next_answer(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(22, 8))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    world.pushes = False
    await li.says("我的报名")
    await li.picks(TITLE)
    await li.picks("取消报名")
    await li.says("确认")
    await world.news()
    await wang.says("菜单")
    assert "李明 来不了" in wang.shown[0].text
    assert not wang.shown[0].choices
    assert wang.labels
    await wang.says("菜单")
    wang.sees_no("来不了")


async def test_a_reminder_that_waited_can_be_answered_with_the_answer(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(23, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    world.pushes = False
    await world.passes(timedelta(hours=30))
    await li.says("时长")
    li.sees("提醒", "累计时长")
    assert li.labels[:2] == ["我会来", "我来不了"]
    await li.picks("我会来")
    li.sees("到时见")


# ---------------------------------------------------------------- cost


async def _projects(world: World, leader_id: str, numbers: range) -> None:
    async with world.database.write() as unit:
        root = (await unit.organizations.roots())[0]
        for number in numbers:
            project = Project(
                id=new_id(),
                number=1000 + number,
                organization_id=root.id,
                leader_id=leader_id,
                title=f"社区服务 {number}",
                category=list(Category)[number % len(Category)],
                recipient=Recipient.PUBLIC,
                state=ProjectState.OPEN,
                created_at=world.clock.now(),
            )
            shift = Shift(
                id=new_id(),
                project_id=project.id,
                starts_at=local(24, 14) + timedelta(hours=number),
                ends_at=local(24, 17) + timedelta(hours=number),
                address="虎台",
                places=10,
            )
            unit.session.add(ProjectRow.model_validate(project))
            unit.session.add(ShiftRow.model_validate(shift))


async def test_a_menu_costs_the_same_with_ten_projects_and_five_hundred(world: World) -> None:
    wang = await organizer(world)
    leader = (await volunteer_of(world, wang)).id
    li = world.person("Li")
    await registers(li, "李明")
    costs = []
    for numbers in (range(10), range(10, 500)):
        await _projects(world, leader, numbers)
        await li.says("菜单")
        cost = []
        for said in ("菜单", "项目", "1", "时长", "我的报名", "/help"):
            with world.database.statements() as statements:
                await li.says(said)
            cost.append(len(statements))
        costs.append(cost)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 12
    assert costs[0][0] <= 3

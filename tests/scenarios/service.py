"""What scenarios of service begin with: an organization, its leader, and projects to join."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.chance import invitation_code, six_digits
from domain.clock import new_id
from domain.codes.usecases import shift_code
from domain.offerings.model import Category, Recipient, Shift
from domain.offerings.usecases import (
    NewProject,
    NewShift,
    create_project,
    open_project,
)
from domain.organizations.invitations import invite_administrator
from domain.volunteers.model import Volunteer
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers

ZONE = ZoneInfo("Asia/Shanghai")


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment in Shanghai in 2026; the scenarios begin on 21 November at 9:00."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


async def invitation(world: World) -> str:
    """What ``zhiyuan admin invite`` prints."""
    async with world.database.write() as unit:
        return await invite_administrator(
            unit,
            draw=invitation_code,
            now=world.clock.now(),
            new_id=new_id,
            policy=world.house.policy,
        )


async def organizer(world: World, name: str = "王芳") -> Person:
    """A registered volunteer who administers 青海志愿."""
    wang = world.person(name)
    await registers(wang, name)
    await wang.says(f"认领 {await invitation(world)}")
    async with world.database.read() as unit:
        founded = await unit.organizations.roots()
    if not founded:
        await wang.says("青海志愿")
        await wang.picks("确认")
    wang.sees("您现在是“青海志愿”的管理员")
    return wang


async def volunteer_of(world: World, person: Person) -> Volunteer:
    """Somebody as stored."""
    async with world.database.read() as unit:
        account = await unit.accounts.of_user(person.platform, person.user_id)
        assert account is not None and account.volunteer_id is not None
        volunteer = await unit.volunteers.get(account.volunteer_id)
        assert volunteer is not None
        return volunteer


async def posts(
    world: World,
    leader: Person,
    title: str,
    *starts: datetime,
    hours: float = 3,
    places: int = 20,
    category: Category = Category.SPECIAL_CARE,
    **more: Any,
) -> list[Shift]:
    """The leader's open project with its shifts, as stored.

    Args:
        more: whatever else is planned.
    """
    actor = (await volunteer_of(world, leader)).id
    shifts = [
        NewShift(start, start + timedelta(hours=hours), "西宁市城西区虎台二巷 8 号", places)
        for start in starts
    ]
    async with world.database.write() as unit:
        root = (await unit.organizations.roots())[0]
        plan = NewProject(
            root.id, title, category, Recipient.ELDERLY, "陪老人聊天、读报", shifts, **more
        )
        project = await create_project(
            unit,
            actor,
            plan,
            now=world.clock.now(),
            new_id=new_id,
            policy=world.house.policy,
        )
        await open_project(unit, actor, project.id)
        return sorted(await unit.shifts.of_project(project.id), key=lambda shift: shift.starts_at)


async def check_in_code(world: World, shift: Shift) -> str:
    """The six digits that the leader shows."""
    async with world.database.write() as unit:
        return await shift_code(
            unit,
            shift.id,
            valid_until=shift.ends_at + world.house.policy.check_in_closes_after,
            draw=six_digits,
            now=world.clock.now(),
            new_id=new_id,
        )


async def shift_now(world: World, shift: Shift) -> Shift:
    """A shift as it is stored now."""
    async with world.database.read() as unit:
        found = await unit.shifts.get(shift.id)
        assert found is not None
        return found

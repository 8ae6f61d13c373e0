"""The sample data: added once, complete, and possible by the rules."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.dialogue.turn import House
from bot.payloads import Payloads
from bot.sandbox.personas import GUARDIAN, ORGANIZER, REGISTERED_VOLUNTEER, Persona
from bot.sandbox.sample import add_sample_data
from bot.sandbox.sample_plan import read_plan
from domain.clock import new_id
from domain.hours.decisions import claims_waiting
from domain.hours.model import Grade
from domain.offerings.authority import authority_of
from domain.organizations.model import RoleKind
from domain.policy import Policy
from domain.signups.model import SignupState
from domain.signups.usecases import my_signups
from domain.volunteers.model import Account, Platform
from storage.tables import MembershipRow, NoticeRow, ProjectRow, ShiftRow, VolunteerRow
from storage.unit import Unit
from storage.workdays import ChineseWorkdays
from tests.support.clock import SettableClock
from tests.support.databases import opened, sqlite_copy


@pytest.fixture
async def house(sqlite_template_file: Path, tmp_path: Path) -> AsyncIterator[House]:
    """An installation with nobody in it."""
    async with opened(sqlite_copy(sqlite_template_file, tmp_path)) as database:
        yield House(
            database=database,
            policy=Policy(),
            payloads=Payloads(database.keyring),
            new_id=new_id,
            workdays=ChineseWorkdays(),
            public_url="http://127.0.0.1:8080",
        )


def no_display(done: int, of: int) -> None:
    """Nobody looks."""
    assert 0 < done <= of


async def accounts_of(unit: Unit, persona: Persona) -> list[Account | None]:
    return [
        await unit.accounts.of_user(Platform.TELEGRAM, str(persona.telegram_id)),
        await unit.accounts.of_user(Platform.WECHAT, persona.openid),
    ]


async def person_of(unit: Unit, persona: Persona) -> str:
    """The one person behind both accounts."""
    ids = {account.volunteer_id for account in await accounts_of(unit, persona) if account}
    assert len(ids) == 1 and None not in ids
    return str(ids.pop())


async def test_it_is_added_once(house: House, clock: SettableClock) -> None:
    steps: list[tuple[int, int]] = []
    assert await add_sample_data(house, clock.now(), lambda *step: steps.append(step))
    assert steps[-1][0] == steps[-1][1]
    clock.advance(timedelta(days=30))
    assert not await add_sample_data(house, clock.now(), no_display)
    async with house.database.read() as unit:
        assert len((await unit.session.exec(select(ProjectRow))).all()) == len(read_plan().projects)


async def test_the_personas_are_what_they_are_called(house: House, clock: SettableClock) -> None:
    await add_sample_data(house, clock.now(), no_display)
    async with house.database.read() as unit:
        registered = await person_of(unit, REGISTERED_VOLUNTEER)
        minutes = {each.grade: each.minutes for each in await unit.hour_totals.of(registered)}
        assert set(minutes) == set(Grade) and min(minutes.values()) > 0
        own = await my_signups(unit, registered, now=clock.now())
        states = Counter(each.signup.state for each in own)
        assert states[SignupState.CONFIRMED] and states[SignupState.WAITING]
        organizer = await person_of(unit, ORGANIZER)
        roles = [role.kind for role, _ in await unit.roles.held([organizer])]
        assert roles == [RoleKind.ADMINISTRATOR]
        assert (await claims_waiting(unit, organizer)).total >= 4
        guardian = await unit.volunteers.get(await person_of(unit, GUARDIAN))
        assert guardian is not None and guardian.registered


async def test_somebody_needs_help_and_the_units_have_members(
    house: House, clock: SettableClock
) -> None:
    await add_sample_data(house, clock.now(), no_display)
    plan = read_plan()
    async with house.database.read() as unit:
        organizer = await person_of(unit, ORGANIZER)
        waiting = await unit.cases.to_handle(await authority_of(unit, organizer), 0, 3)
        members = (await unit.session.exec(select(MembershipRow))).all()
    assert waiting[1] == len(plan.cases) >= 2
    districts = [node.members_from for node in plan.nodes if node.members_from is not None]
    assert len(members) == sum(len(plan.people[district]) for district in districts) > 0


async def test_the_menu_is_full_of_different_things(house: House, clock: SettableClock) -> None:
    now = clock.now()
    await add_sample_data(house, now, no_display)
    async with house.database.read() as unit:
        projects = (await unit.session.exec(select(ProjectRow))).all()
        shifts = (await unit.session.exec(select(ShiftRow))).all()
        people = (await unit.session.exec(select(VolunteerRow))).all()
        notices = (await unit.session.exec(select(NoticeRow))).all()
    assert len(projects) >= 12 and len({each.category for each in projects}) >= 8
    assert all(each.is_offered for each in projects)
    assert any(each.risky and each.insurance for each in projects)
    assert any(each.minimum_age for each in projects)
    assert any(each.waiting and not each.free_places for each in shifts)
    assert [each for each in shifts if each.starts_at <= now < each.ends_at], "none runs now"
    assert len([each for each in people if each.number]) >= 30
    # Nobody is told today what happened weeks ago.
    assert not [each for each in notices if each.due_at <= now and each.state == "pending"]


async def test_no_phone_number_is_anybodys(house: House, clock: SettableClock) -> None:
    await add_sample_data(house, clock.now(), no_display)
    async with house.database.read() as unit:
        phones = [each.phone for each in (await unit.session.exec(select(VolunteerRow))).all()]
    assert all(phone.startswith("+8613800138") for phone in phones if phone)

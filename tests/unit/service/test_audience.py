"""Whom a broadcast fits, as the database judges it, is whom the rules fit, judged one by one."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlmodel import update

from domain.broadcasts.model import (
    Audience,
    Broadcast,
    DeliveryState,
    LeftOut,
    Ways,
)
from domain.clock import local_day
from domain.hours.model import Grade
from domain.offerings.model import Category, Project, Shift
from domain.signups.eligibility import Candidate, check_eligibility
from domain.teams.model import Membership
from domain.volunteers.model import Account, Platform, Volunteer, VolunteerState
from storage.database import Database
from storage.tables import DeliveryRow, HourTotalRow, VolunteerRow
from storage.unit import Unit
from tests.unit.service.world import NOW, POLICY, World

WAYS = Ways(frozenset(Platform))


@dataclass(frozen=True)
class Somebody:
    """A person as hypothesis makes one."""

    born: date
    district: str
    categories: str
    skills: str
    stopped: bool
    rarely: bool
    declined: str
    hours: int
    state: VolunteerState
    telegram: bool | None
    """Whether it is reachable; None: no such account."""
    wechat_left: int | None
    """Messages left in the window; None: no such account."""
    asked_days_ago: tuple[int, ...]
    member_of: str | None
    """The node they belong to, or belonged to where a minus stands in front."""


def somebody(chance: random.Random) -> Somebody:
    """Anybody at all."""
    pick = chance.choice
    return Somebody(
        born=pick([date(1950, 1, 1), date(2008, 11, 20), date(2008, 11, 25), date(2012, 2, 29)]),
        district=pick(["西宁市城西区", "西宁市城中区", "100%_区"]),
        categories=pick(["", "environment", "environment,special_care", "special_care"]),
        skills=pick(["", "急救", "英语，急救", "急救知识", "First Aid, 急救"]),
        stopped=chance.random() < 0.1,
        rarely=chance.random() < 0.3,
        declined=pick(["", "", "special_care", "environment", "environment,special_care"]),
        hours=pick([0, 99, 100, 300]),
        state=pick([VolunteerState.ACTIVE] * 5 + [VolunteerState.FROZEN]),
        telegram=pick([None, True, True, False]),
        wechat_left=pick([None, 0, 3]),
        member_of=pick([None, "root", "station", "other", "-station"]),
        asked_days_ago=pick([(), (), (3,), (3, 5), (3, 8), (20,), (30, 40)]),
    )


def anybody(chance: random.Random) -> Audience:
    """Any audience."""
    pick = chance.choice
    return Audience(
        district=pick(["", "", "城西", "0%_"]),
        categories=pick([(), (), (Category.ENVIRONMENT,)]),
        skill=pick(["", "", "急救", "first aid"]),
        age_from=pick([None, None, 18]),
        age_until=pick([None, None, 17, 60]),
        star=pick([None, None, 1, 2]),
        team=pick([None, None, "root", "station"]),
        eligible=pick([True, False]),
    )


def _words(listed: str) -> set[str]:
    return {
        word.strip().casefold() for word in listed.replace("，", ",").replace("、", ",").split(",")
    }


def _belongs(node: str | None, team: str | None) -> bool:
    """The station and another node are below the root."""
    return team is None or node == team or (team == "root" and node in ("station", "other"))


def belongs(one: Somebody, audience: Audience) -> bool:
    today = local_day(NOW, POLICY.timezone)
    age = Volunteer(id="x", birth_date=one.born).age_on(today)
    assert age is not None
    interests = set(one.categories.split(","))
    return (
        one.state is VolunteerState.ACTIVE
        and audience.district in one.district
        and (not audience.categories or bool(interests & set(audience.categories)))
        and (not audience.skill or audience.skill in _words(one.skills))
        and (audience.age_from is None or age >= audience.age_from)
        and (audience.age_until is None or age <= audience.age_until)
        and _belongs(one.member_of, audience.team)
        and (audience.star is None or one.hours >= POLICY.star_hours[audience.star - 1])
    )


def left_out(
    one: Somebody, person: Volunteer, audience: Audience, project: Project, shift: Shift
) -> LeftOut | None:
    candidate = Candidate(person, guardian_consented=False)
    if audience.eligible and check_eligibility(candidate, project, shift, NOW, POLICY):
        return LeftOut.NOT_ELIGIBLE
    if person.declines(project.category):
        return LeftOut.OPTED_OUT
    if not one.telegram and one.wechat_left is None:
        return LeftOut.UNREACHABLE
    week = [days for days in one.asked_days_ago if days < 7]
    month = [days for days in one.asked_days_ago if days < 28]
    if len(week) >= POLICY.broadcasts_a_week or (one.rarely and month):
        return LeftOut.ASKED_LATELY
    if not one.telegram and not one.wechat_left:
        return LeftOut.NO_WAY
    return None


@pytest.mark.parametrize("seed", range(6))
async def test_the_database_judges_as_the_rules_do(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    world = World(database)
    await world.settle()
    async with database.write() as unit:
        # Of those who are there already nobody is a volunteer: the count is of the others.
        await unit.session.exec(update(VolunteerRow).values(state=VolunteerState.GUEST))
    audiences = [anybody(chance) for _ in range(12)]
    counts = [Counter[LeftOut | None]() for _ in audiences]
    async with database.write() as unit:
        project = await world.project(unit, "p2", minimum_age=16, skill="急救")
        shift = await world.shift(unit, "s2", "p2")
        await unit.broadcasts.add(_earlier("earlier0"))
        await unit.broadcasts.add(_earlier("earlier1"))
        for number in range(40):
            one = somebody(chance)
            person = await _written(unit, world, number, one)
            for audience, count in zip(audiences, counts, strict=True):
                if belongs(one, audience):
                    count[left_out(one, person, audience, project, shift)] += 1
    async with database.read() as unit:
        for audience, count in zip(audiences, counts, strict=True):
            found = await unit.broadcasts.dry_run(
                audience,
                project_id="p2",
                topic=project.category,
                ways=WAYS,
                now=NOW,
                policy=POLICY,
            )
            assert found.recipients == count.pop(None, 0), audience
            assert found.left_out == count, audience


def _earlier(name: str) -> Broadcast:
    return Broadcast(
        id=name,
        number=int(name[-1]) + 1,
        organization_id="root",
        author_id="admin",
        text="x",
        most=1,
        starts_at=NOW,
        created_at=NOW,
    )


async def _written(unit: Unit, world: World, number: int, one: Somebody) -> Volunteer:
    name = f"v{number:02d}"
    person = await world.person(
        unit,
        name,
        one.born,
        district=one.district,
        categories=one.categories,
        skills=one.skills,
        messages_stopped=one.stopped,
        messages_rarely=one.rarely,
        declined_topics=one.declined,
        state=one.state,
    )
    if one.hours:
        total = HourTotalRow(
            volunteer_id=name, year=2026, grade=Grade.CONFIRMED, minutes=one.hours * 60
        )
        claimed = HourTotalRow(volunteer_id=name, year=2026, grade=Grade.CLAIMED, minutes=60_000)
        unit.session.add_all((total, claimed))
    if one.telegram is not None:
        await unit.accounts.add(_account(name, Platform.TELEGRAM, reachable=one.telegram))
    if one.wechat_left is not None:
        until = NOW + timedelta(hours=1)
        await unit.accounts.add(
            _account(name, Platform.WECHAT, window_until=until, window_left=one.wechat_left)
        )
    if one.member_of is not None:
        await unit.memberships.add(
            Membership(
                id=name,
                volunteer_id=name,
                organization_id=one.member_of.removeprefix("-"),
                joined_at=NOW,
                left_at=NOW if one.member_of.startswith("-") else None,
            )
        )
    for place, days in enumerate(one.asked_days_ago):
        unit.session.add(
            DeliveryRow(
                broadcast_id=f"earlier{place}",
                volunteer_id=name,
                state=DeliveryState.SENT,
                due_at=NOW,
                sent_at=NOW - timedelta(days=days),
            )
        )
    await unit.session.flush()
    return person


def _account(name: str, platform: Platform, **more: object) -> Account:
    values = {
        "id": f"{platform}-{name}",
        "platform": platform,
        "user_id": name,
        "volunteer_id": name,
        "created_at": NOW,
    }
    return Account.model_validate(values | more)

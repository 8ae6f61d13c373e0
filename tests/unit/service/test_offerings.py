"""Posting, editing, cancelling and browsing, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.offerings.browsing import (
    alike,
    browse,
    categories_with_offerings,
    find_projects,
    project_view,
    recent_projects,
)
from domain.offerings.closing import close_project
from domain.offerings.model import Category, Project, ProjectState, Recipient
from domain.offerings.ports import Filters
from domain.offerings.usecases import (
    NewProject,
    NewShift,
    add_shift,
    cancel_shift,
    create_project,
    open_project,
)
from domain.signups.model import SignupState
from domain.signups.usecases import my_signups
from tests.unit.service.world import NOW, POLICY, World

SHIFT = NewShift(
    starts_at=NOW + timedelta(days=2),
    ends_at=NOW + timedelta(days=2, hours=3),
    address="南川区东城街道",
    places=10,
)
PLAN = NewProject(
    organization_id="station",
    title="清理河道",
    category=Category.ENVIRONMENT,
    recipient=Recipient.PUBLIC,
    content="沿凤嘴江捡垃圾",
    shifts=[SHIFT],
)


async def posts(world: World, plan: NewProject = PLAN, who: str = "leader") -> Project:
    async with world.database.write() as unit:
        return await create_project(unit, who, plan, now=NOW, new_id=world.new_id, policy=POLICY)


async def test_a_project_is_posted_opened_and_closed(world: World) -> None:
    project = await posts(world)
    assert (project.number, project.state, project.leader_id) == (2, ProjectState.DRAFT, "leader")
    async with world.database.write() as unit:
        await open_project(unit, "leader", project.id)
        with pytest.raises(Refused, match=Reason.STATE_DOES_NOT_FOLLOW):
            await open_project(unit, "organizer", project.id)
        closed = await close_project(
            unit,
            "leader",
            project.id,
            "河道封闭",
            now=NOW,
            new_id=world.new_id,
            policy=POLICY,
        )
        assert (closed.state, closed.state_reason) == (ProjectState.CLOSED, "河道封闭")
        shifts = await unit.shifts.of_project(project.id)
        assert [shift.cancel_reason for shift in shifts] == ["河道封闭"]


async def test_what_is_risky_needs_insurance_to_open(world: World) -> None:
    project = await posts(world, replace(PLAN, risky=True, risks="水边湿滑"))
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.INSURANCE_MISSING):
            await open_project(unit, "leader", project.id)
    await world.edits({"insurance": "志愿者意外险"}, project.id)
    async with world.database.write() as unit:
        await open_project(unit, "leader", project.id)
    with pytest.raises(Refused, match=Reason.INSURANCE_MISSING):
        await world.edits({"insurance": None}, project.id)


@pytest.mark.parametrize(
    ("shift", "reason"),
    [
        (replace(SHIFT, starts_at=NOW), Reason.SHIFT_IN_PAST),
        (replace(SHIFT, ends_at=SHIFT.starts_at), Reason.ENDS_BEFORE_START),
        (replace(SHIFT, ends_at=SHIFT.starts_at + timedelta(hours=25)), Reason.SHIFT_TOO_LONG),
        (replace(SHIFT, places=0), Reason.PLACES_MISSING),
    ],
)
async def test_a_shift_that_cannot_be_is_refused(
    world: World, shift: NewShift, reason: Reason
) -> None:
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=reason):
            await add_shift(
                unit, "leader", "project", shift, now=NOW, new_id=world.new_id, policy=POLICY
            )


async def test_a_cancelled_shift_is_told_once_to_all_who_come_or_wait(world: World) -> None:
    await world.joins("wang")
    await world.joins("li")
    async with world.database.write() as unit:
        await cancel_shift(
            unit, "leader", "shift", "下雪", now=NOW, new_id=world.new_id, policy=POLICY
        )
        with pytest.raises(Refused, match=Reason.SHIFT_CANCELLED):
            await cancel_shift(
                unit, "leader", "shift", "下雪", now=NOW, new_id=world.new_id, policy=POLICY
            )
        assert await my_signups(unit, "wang", now=NOW) == []
        shift = await unit.shifts.get("shift")
        assert shift is not None
        assert (shift.taken, shift.waiting) == (0, 0)
    assert sorted(await world.told(NoticeKind.SHIFT_CANCELLED)) == ["li", "wang"]
    assert await world.told(NoticeKind.SHIFT_REMINDER) == []
    with pytest.raises(Refused, match=Reason.SHIFT_CANCELLED):
        await world.joins("zhao")


async def found(world: World, who: str | None, filters: Filters) -> list[str]:
    async with world.database.read() as unit:
        page = await browse(unit, who, filters, 0, 100, now=NOW, policy=POLICY)
        assert page.total == len(page.offerings)
        return [offering.project.id for offering in page.offerings]


async def test_best_first(world: World) -> None:
    async with world.database.write() as unit:
        await world.person(unit, "chen", district="城西区", categories="sports,health")
        for id, more in (
            ("near-and-own", {"district": "城西区", "category": Category.HEALTH}),
            ("near", {"district": "城西区"}),
            ("soon", {}),
            ("not-eligible", {"minimum_age": 60}),
            ("full", {}),
            ("draft", {"state": ProjectState.DRAFT}),
            ("past", {}),
        ):
            await world.project(unit, id, **more)
            days = {"soon": 1, "past": -1}.get(id, 5)
            full = {"taken": 1} if id == "full" else {}
            await world.shift(unit, f"{id}-s", id, timedelta(days=days), **full)
    expected = ["near-and-own", "near", "soon", "project", "not-eligible", "full"]
    assert await found(world, "chen", Filters()) == expected
    async with world.database.read() as unit:
        page = await browse(unit, "chen", Filters(), 3, 3, now=NOW, policy=POLICY)
        assert [offering.project.id for offering in page.offerings] == expected[3:]
        assert [offering.reason for offering in page.offerings] == [None, Reason.TOO_YOUNG, None]
        assert page.offerings[2].shifts[0].full
        assert page.offerings[0].organization.verified
        guest = await browse(unit, None, Filters(), now=NOW, policy=POLICY)
        assert guest.offerings[0].reason is Reason.NOT_REGISTERED


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(category=Category.SPORTS), ["run"]),
        (Filters(recipient=Recipient.ELDERLY), ["project"]),
        (Filters(words="南川"), ["run"]),
        (Filters(words="other"), ["run"]),
        (Filters(words="100%"), []),
        (Filters(from_=NOW + timedelta(days=4)), ["run"]),
        (Filters(until=NOW + timedelta(days=4)), ["project"]),
        (Filters(organization_id="station"), ["project"]),
        (Filters(organization_id="root"), ["project", "run"]),
        (Filters(category=Category.TAX), []),
    ],
)
async def test_filters(world: World, filters: Filters, expected: list[str]) -> None:
    async with world.database.write() as unit:
        await world.project(
            unit,
            "run",
            organization_id="other",
            title="全民健身跑",
            category=Category.SPORTS,
            recipient=Recipient.PUBLIC,
            district="重庆南川",
        )
        await world.shift(unit, "run-s", "run", timedelta(days=5))
    assert await found(world, "wang", filters) == expected


async def test_empty_categories_are_not_offered(world: World) -> None:
    await posts(world)  # a draft
    async with world.database.read() as unit:
        counts = await categories_with_offerings(unit, now=NOW)
    assert counts == {Category.SPECIAL_CARE: 1}


async def test_browsing_takes_the_same_queries_for_10_and_500_projects(world: World) -> None:
    sent: list[int] = []
    for first, last in ((0, 10), (10, 500)):
        async with world.database.write() as unit:
            for number in range(first, last):
                await world.project(unit, f"p{number}")
                await world.shift(unit, f"s{number}", f"p{number}")
        async with world.database.read() as unit:
            with world.database.statements() as statements:
                page = await browse(unit, "wang", Filters(), now=NOW, policy=POLICY)
        assert (page.total, len(page.offerings)) == (last + 1, 3)
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 5


async def test_one_project_as_different_people_see_it(world: World) -> None:
    await world.edits({"contact": "李队长 139…"})
    await world.joins("wang")
    async with world.database.read() as unit:
        views = {
            who: await project_view(unit, who, 1, now=NOW, policy=POLICY)
            for who in ("wang", "li", "leader", None)
        }
    assert views["wang"].contact == views["leader"].contact == "李队长 139…"
    assert views["li"].contact is None and views[None].contact is None
    assert views["wang"].offering.reason is Reason.ALREADY_SIGNED_UP
    assert views["li"].leader_name == "leader"


async def test_a_draft_is_shown_to_its_people_only(world: World) -> None:
    project = await posts(world)
    async with world.database.read() as unit:
        await project_view(unit, "organizer", project.id, now=NOW, policy=POLICY)
        for who in ("wang", "outsider", None):
            with pytest.raises(Refused, match=Reason.NOT_FOUND):
                await project_view(unit, who, project.id, now=NOW, policy=POLICY)


@pytest.mark.parametrize(
    ("words", "title", "likely"),
    [
        ("陪老人聊天", "陪空巢老人聊天", True),
        ("清理河道", "陪空巢老人聊天", False),
        ("river clean", "Clean the river with us", True),
        ("", "陪空巢老人聊天", False),
    ],
)
def test_words_that_mean_a_project(words: str, title: str, likely: bool) -> None:
    assert (alike(words, title) >= 0.5) is likely


async def test_finding_by_words_or_number(world: World) -> None:
    async with world.database.read() as unit:
        for words in ("陪老人聊天", "1", " 1 "):
            hits = await find_projects(unit, "wang", words, now=NOW, policy=POLICY)
            assert [hit.project.id for hit in hits] == ["project"]
        assert await find_projects(unit, "wang", "滑雪", now=NOW, policy=POLICY) == ()


async def test_own_recent_projects_are_what_a_claim_may_be_about(world: World) -> None:
    await world.joins("wang")
    after = NOW + timedelta(days=4)
    async with world.database.read() as unit:
        assert await recent_projects(unit, "wang", now=NOW, policy=POLICY) == []
        recent = await recent_projects(unit, "wang", now=after, policy=POLICY)
        assert [project.id for project in recent] == ["project"]
        signups = await my_signups(unit, "wang", now=NOW)
        assert [own.signup.state for own in signups] == [SignupState.CONFIRMED]

"""Changing projects and shifts that people have signed up for, on both databases."""

import asyncio
import json
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlmodel import select

from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind, NoticeState
from domain.offerings.editing import EDITABLE, EditValue, edit_project, look_ahead
from domain.offerings.editing_shifts import (
    ShiftEdit,
    ShiftValue,
    edit_shift,
    look_ahead_at_shift,
)
from domain.offerings.model import Project, Shift
from domain.offerings.usecases import NewProject
from domain.signups.acknowledging import still_coming
from domain.signups.model import Signup, SignupState
from domain.signups.usecases import cancel_sign_up, sign_up
from storage.tables import NoticeRow
from tests.unit.service.test_offerings import posts
from tests.unit.service.world import NOW, POLICY, World

HOUR = timedelta(hours=1)
START = NOW + timedelta(days=3)


async def facts(world: World, kind: NoticeKind) -> list[dict[str, object]]:
    """What stands in the notices of a kind, by addressee."""
    async with world.database.read() as unit:
        query = select(NoticeRow).where(NoticeRow.kind == kind).order_by(NoticeRow.volunteer_id)
        return [json.loads(row.facts) for row in await unit.session.exec(query)]


async def stored(world: World, shift_id: str = "shift") -> Shift:
    async with world.database.read() as unit:
        shift = await unit.shifts.get(shift_id)
        assert shift is not None
        return shift


async def signup(world: World, signup_id: str) -> Signup:
    async with world.database.read() as unit:
        found = await unit.signups.get(signup_id)
        assert found is not None
        return found


async def edits_shift(
    world: World, values: Mapping[str, ShiftValue], shift_id: str = "shift"
) -> ShiftEdit:
    async with world.database.write() as unit:
        return await edit_shift(
            unit, "leader", shift_id, values, now=NOW, new_id=world.new_id, policy=POLICY
        )


# ---------------------------------------------------------------- projects


@pytest.mark.parametrize(
    ("values", "version"),
    [
        ({"title": "清河"}, 1),
        ({"risks": "水边湿滑"}, 2),
        ({"minimum_age": 16, "content": "换了"}, 2),
        ({"content": "沿凤嘴江捡垃圾"}, 1),  # nothing changed
    ],
)
async def test_only_what_people_acknowledge_raises_the_terms(
    world: World, values: dict[str, str | int], version: int
) -> None:
    project = await posts(world)
    edit = await world.edits(dict(values), project.id)
    assert edit.project.terms_version == version


async def test_an_edit_is_checked(world: World) -> None:
    project = await posts(world)
    for values in ({"leader_id": "wang"}, {"title": "长" * 81}, {"category": "nonsense"}):
        with pytest.raises(ValueError):
            await world.edits(values, project.id)


def test_what_can_be_planned_can_be_edited() -> None:
    planned = set(NewProject.__dataclass_fields__) - {"organization_id", "shifts"}
    assert planned == set(EDITABLE) <= set(Project.model_fields)


async def test_who_comes_or_waits_is_told_once_an_edit(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "next", starts_in=timedelta(days=9))
    await world.joins("wang")
    await world.joins("wang", "next")
    await world.joins("li")
    edit = await world.edits({"risks": "路滑", "bring": "雨衣", "title": "新"})
    assert set(edit.told) == {"wang", "li"}
    assert sorted(await world.told(NoticeKind.PROJECT_CHANGED)) == ["li", "wang"]
    li, wang = await facts(world, NoticeKind.PROJECT_CHANGED)
    assert li == {"project": "project", "version": 2, "fields": "risks,bring", "shift": "shift"}
    assert wang["shift"] is None  # of two
    await world.edits({"risks": "没有了"})
    assert len(await world.told(NoticeKind.PROJECT_CHANGED)) == 4


@pytest.mark.parametrize("name", [name for name, agreed in EDITABLE.items() if not agreed])
async def test_what_nobody_agreed_to_is_told_to_nobody(world: World, name: str) -> None:
    values: dict[str, EditValue] = {
        "category": "other",
        "recipient": "other",
        "signup_from": NOW,
        "signup_until": START,
    }
    await world.joins("wang")
    edit = await world.edits({name: values.get(name, "改过的")})
    assert edit.changed == (name,)
    assert await world.told(NoticeKind.PROJECT_CHANGED) == []


async def test_who_has_become_too_young_loses_the_place_and_is_told_why(world: World) -> None:
    async with world.database.write() as unit:
        await world.person(unit, "minor", born=date(2010, 5, 1))
        await world.shift(unit, "wide", places=2, starts_in=timedelta(days=5))
        project = await unit.projects.get("project")
        assert project is not None
        shift = await unit.shifts.get("wide")
        assert shift is not None
        shift.taken = 1
        await unit.signups.add(
            Signup(
                id="young",
                volunteer_id="minor",
                shift_id="wide",
                state=SignupState.CONFIRMED,
                acknowledged_version=1,
                acknowledged_at=NOW,
                created_at=NOW,
            )
        )
    await world.joins("wang", "wide")
    await world.joins("li", "wide")
    values: dict[str, EditValue] = {"risky": True, "insurance": "意外险"}
    async with world.database.read() as unit:
        ahead = await look_ahead(unit, "leader", "project", values, now=NOW, policy=POLICY)
        assert (len(ahead.told), len(ahead.ended)) == (2, 1)
    await world.edits(values)
    assert (await signup(world, "young")).state is SignupState.CANCELLED
    assert await world.told(NoticeKind.SIGN_UP_ENDED) == ["minor"]
    assert (await facts(world, NoticeKind.SIGN_UP_ENDED))[0]["reason"] == "minor-on-risky-shift"
    assert sorted(await world.told(NoticeKind.PROJECT_CHANGED)) == ["li", "wang"]
    assert await world.told(NoticeKind.PLACE_OFFERED) == ["li"]
    assert ((await stored(world, "wide")).taken, (await stored(world, "wide")).waiting) == (2, 0)


async def test_still_coming_acknowledges_what_was_shown(world: World) -> None:
    made = (await world.joins("wang")).signup
    await world.edits({"risks": "路滑"})
    later = NOW + HOUR
    async with world.database.write() as unit:
        await still_coming(unit, "wang", 2, project_id="project", now=later)
    own = await signup(world, made.id)
    assert (own.acknowledged_version, own.acknowledged_at) == (2, later)
    await world.edits({"risks": "更滑"})
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.ACKNOWLEDGEMENT_OUTDATED):
            await still_coming(unit, "wang", 2, project_id="project", now=later)
        with pytest.raises(Refused, match=Reason.NOT_SIGNED_UP):
            await still_coming(unit, "li", 3, signup_id=made.id, now=later)


async def test_a_closed_project_is_not_edited(world: World) -> None:
    async with world.database.write() as unit:
        await world.project(unit, "over", state="closed")
        await world.shift(unit, "over-s", "over")
    with pytest.raises(Refused, match=Reason.PROJECT_CLOSED):
        await world.edits({"title": "新"}, "over")
    with pytest.raises(Refused, match=Reason.PROJECT_CLOSED):
        await edits_shift(world, {"places": 3}, "over-s")


# ---------------------------------------------------------------- shifts


async def test_a_new_time_moves_the_reminders_and_is_told(world: World) -> None:
    made = (await world.joins("wang")).signup
    await world.joins("li")
    moved = START + timedelta(days=1)
    for start in (moved, START, moved):  # there and back: each time has reminders of its own
        await edits_shift(world, {"starts_at": start, "ends_at": start + 3 * HOUR})
        async with world.database.read() as unit:
            query = select(NoticeRow).where(
                NoticeRow.kind == NoticeKind.SHIFT_REMINDER,
                NoticeRow.state == NoticeState.PENDING,
            )
            due = sorted(row.due_at for row in await unit.session.exec(query))
        assert due == [start - 24 * HOUR, start - 2 * HOUR]
    assert sorted(await world.told(NoticeKind.SHIFT_CHANGED)) == sorted(["li", "wang"] * 3)
    first = (await facts(world, NoticeKind.SHIFT_CHANGED))[-3]
    assert first["signup"] == made.id and first["moved"] is True and first["waits"] is False
    assert first["fields"] == "starts_at,ends_at"


async def test_those_with_a_clash_are_told_so(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "wide", places=5, starts_in=timedelta(days=5))
        await world.shift(unit, "other", places=5, starts_in=timedelta(days=6))
    await world.joins("wang", "wide")
    await world.joins("wang", "other")
    await world.joins("li", "wide")
    start = NOW + timedelta(days=6, hours=2)
    values: dict[str, ShiftValue] = {"starts_at": start, "ends_at": start + HOUR}
    async with world.database.read() as unit:
        ahead = await look_ahead_at_shift(unit, "leader", "wide", values, now=NOW, policy=POLICY)
    assert list(ahead.clashes.values()) == ["other"] and len(ahead.told) == 2
    await edits_shift(world, values, "wide")
    li, wang = await facts(world, NoticeKind.SHIFT_CHANGED)
    assert (li["clash"], wang["clash"]) == (None, "other")
    assert (await stored(world, "wide")).taken == 2  # nobody is taken off


async def test_a_clash_is_found_through_a_merge(world: World) -> None:
    async with world.database.write() as unit:
        await world.person(unit, "wang-too", merged_into="wang", state="merged")
        await world.shift(unit, "wide", places=5, starts_in=timedelta(days=5))
        await world.shift(unit, "other", places=5, starts_in=timedelta(days=6))
        for shift_id, who in (("wide", "wang"), ("other", "wang-too")):
            shift = await unit.shifts.get(shift_id)
            assert shift is not None
            shift.taken = 1
            await unit.signups.add(
                Signup(
                    id=f"on-{shift_id}",
                    volunteer_id=who,
                    shift_id=shift_id,
                    state=SignupState.CONFIRMED,
                    acknowledged_version=1,
                    acknowledged_at=NOW,
                    created_at=NOW,
                )
            )
    start = NOW + timedelta(days=6)
    edit = await edits_shift(world, {"starts_at": start, "ends_at": start + HOUR}, "wide")
    assert edit.clashes == {"on-wide": "other"}


async def test_more_places_are_offered_in_the_order_of_the_line(world: World) -> None:
    for who in ("wang", "li", "zhao"):
        await world.joins(who)
    with pytest.raises(Refused, match=Reason.PLACES_MISSING):
        await edits_shift(world, {"places": 0})
    edit = await edits_shift(world, {"places": 2})
    assert [one.volunteer_id for one in edit.offered] == ["li"]
    assert await world.told(NoticeKind.SHIFT_CHANGED) == []
    with pytest.raises(Refused, match=Reason.PLACES_MISSING) as refusal:
        await edits_shift(world, {"places": 1})
    assert refusal.value.facts == {"taken": 2}  # an offered place is held


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"starts_at": NOW - HOUR}, Reason.SHIFT_IN_PAST),
        ({"ends_at": START}, Reason.ENDS_BEFORE_START),
        ({"ends_at": START + 25 * HOUR}, Reason.SHIFT_TOO_LONG),
    ],
)
async def test_a_shift_cannot_become_what_cannot_be(
    world: World, values: dict[str, ShiftValue], reason: Reason
) -> None:
    with pytest.raises(Refused, match=reason):
        await edits_shift(world, values)


async def test_what_has_begun_or_was_cancelled_is_not_changed(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "begun", starts_in=-HOUR)
        await world.shift(unit, "off", cancelled_at=NOW)
    for shift_id, reason in (("begun", Reason.SHIFT_BEGUN), ("off", Reason.SHIFT_CANCELLED)):
        with pytest.raises(Refused, match=reason):
            await edits_shift(world, {"address": "南大街 2 号"}, shift_id)
    with pytest.raises(ValueError):
        await edits_shift(world, {"taken": 0})


# ---------------------------------------------------------------- at the same time


async def test_places_change_while_people_come_and_go(world: World) -> None:
    """Nobody gets a place that is not there, nobody who waits is passed over, nothing hangs."""
    people = [f"p{number}" for number in range(24)]
    async with world.database.write() as unit:
        for who in people:
            await world.person(unit, who)
        await world.shift(unit, "rush", places=5, starts_in=timedelta(days=9))
    for who in people[:12]:
        await world.joins(who, "rush")

    async def comes(who: str) -> None:
        async with world.database.write() as unit:
            await sign_up(unit, who, "rush", 1, now=NOW, new_id=world.new_id, policy=POLICY)

    async def goes(who: str) -> None:
        async with world.database.write() as unit:
            await cancel_sign_up(unit, who, "rush", now=NOW, new_id=world.new_id, policy=POLICY)

    async def changes(places: int) -> None:
        try:
            async with world.database.write() as unit:
                await edit_shift(
                    unit,
                    "leader",
                    "rush",
                    {"places": places, "address": f"{places} 号"},
                    now=NOW,
                    new_id=world.new_id,
                    policy=POLICY,
                )
        except Refused as refusal:  # more are held already
            assert refusal.reason is Reason.PLACES_MISSING

    await asyncio.gather(
        *(comes(who) for who in people[12:]),
        *(goes(who) for who in people[:6]),
        *(changes(places) for places in (7, 9, 11)),
    )
    shift = await stored(world, "rush")
    async with world.database.read() as unit:
        live = await unit.signups.of_shift("rush")
    held = sum(one.holds for one in live)
    assert (shift.taken, shift.waiting) == (held, len(live) - held)
    assert held <= shift.places and shift.places in {7, 9, 11}
    assert held == min(shift.places, len(live))


async def test_who_signs_up_during_an_edit_has_read_the_new_terms_or_is_told(
    world: World,
) -> None:
    people = [f"p{number}" for number in range(12)]
    async with world.database.write() as unit:
        for who in people:
            await world.person(unit, who)
        await world.shift(unit, "rush", places=20, starts_in=timedelta(days=9))

    async def comes(who: str) -> str | None:
        try:
            async with world.database.write() as unit:
                await sign_up(unit, who, "rush", 1, now=NOW, new_id=world.new_id, policy=POLICY)
        except Refused as refusal:
            assert refusal.reason is Reason.ACKNOWLEDGEMENT_OUTDATED
            return None
        return who

    async def edits() -> None:
        async with world.database.write() as unit:
            await edit_project(
                unit,
                "leader",
                "project",
                {"risks": "路滑"},
                now=NOW,
                new_id=world.new_id,
                policy=POLICY,
            )

    came, _ = await asyncio.gather(asyncio.gather(*map(comes, people)), edits())
    told = await world.told(NoticeKind.PROJECT_CHANGED)
    assert sorted(told) == sorted(who for who in came if who is not None)

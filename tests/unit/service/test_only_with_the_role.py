"""Every organizer action on projects, shifts and hours × everybody × own node, child node, foreign
node, node above."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from domain.errors import Refused
from domain.hours.attendance import check_in, check_out
from domain.hours.claims import claim
from domain.hours.corrections import (
    correct_attendance,
    correct_entry,
    decline_correction,
    void_entry,
)
from domain.hours.decisions import claims_waiting, confirm_claim, confirm_many, refuse_claim
from domain.hours.rules import service_between
from domain.offerings.closing import close_project, closing_report, figures_of, unmarked
from domain.offerings.co_organizing import (
    co_organizers_of,
    invite_to_project,
    let_go,
    may_take_in,
    take_in,
)
from domain.offerings.editing import edit_project, look_ahead
from domain.offerings.editing_shifts import edit_shift, look_ahead_at_shift
from domain.offerings.recurring import repeat_weekly
from domain.offerings.shift_leading import (
    invite_to_shift,
    may_lead,
    set_shift_contact,
    set_shift_leader,
)
from domain.offerings.usecases import (
    add_shift,
    cancel_shift,
    create_project,
    managed_project,
    my_projects,
    my_shifts,
    open_project,
    pause_project,
    resume_project,
)
from domain.signups.no_shows import record_no_show, take_back_no_show
from domain.signups.usecases import roster
from storage.unit import Unit
from tests.unit.service.places import (
    PLACES,
    Place,
    Table,
    add_project,
    allowed,
    check_listed,
    found,
    furnish,
)
from tests.unit.service.test_hours import HOUR, START
from tests.unit.service.test_offerings import PLAN, SHIFT
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World, ids

AFTER = START + 4 * HOUR


@dataclass(frozen=True)
class Stage:
    """What there is to act on at one node."""

    node: str
    shift_claim: str
    project_claim: str
    entry: str
    attendance: str
    signup: str
    absent: str
    good_deed: str


WHEN: dict[str, Any] = {"now": AFTER, "new_id": ids("act"), "policy": POLICY}
BEFORE = WHEN | {"now": NOW}
DRAW: dict[str, Any] = {**WHEN, "draw": lambda: "ABCDE23456"}
ACT: dict[str, Any] = {"now": AFTER, "new_id": ids("act")}
LOOK: dict[str, Any] = {"now": AFTER, "policy": POLICY}


async def _confirm_many(unit: Unit, who: str, stage: Stage) -> None:
    result = await confirm_many(unit, who, [stage.shift_claim], **WHEN)
    if result.refused:
        raise Refused(result.refused[0][1])


async def _my_projects(unit: Unit, who: str, id: str, **more: bool) -> None:
    projects, _ = await my_projects(unit, who, 0, 50, **more)
    check_listed(id, (project.id for project in projects))


async def _my_shifts(unit: Unit, who: str, id: str) -> None:
    shifts, _ = await my_shifts(unit, who, 0, 50, ends_after=NOW)
    check_listed(id, (shift.id for shift, _ in shifts))


async def _claims_waiting(unit: Unit, who: str, id: str) -> None:
    page = await claims_waiting(unit, who, 0, 50)
    check_listed(id, (each.claim.id for each in page.claims))


TABLE: Table[Stage] = {
    Place.administrators: {
        "confirm_claim_of_good_deed": lambda u, who, s: confirm_claim(u, who, s.good_deed, **WHEN),
        "claims_waiting_of_good_deed": lambda u, who, s: _claims_waiting(u, who, s.good_deed),
    },
    Place.with_role_above: {
        "create_project": lambda u, who, s: create_project(
            u, who, replace(PLAN, organization_id=s.node), **BEFORE
        ),
    },
    Place.answers_for_project: {
        "may_take_in": lambda u, who, s: may_take_in(u, who, "mine"),
        "take_in": lambda u, who, s: take_in(u, who, "mine", "mate", **ACT),
        "invite_to_project": lambda u, who, s: invite_to_project(u, who, "mine", **DRAW),
    },
    Place.over_project: {
        "my_projects": lambda u, who, s: _my_projects(u, who, "mine"),
        "my_projects_closed": lambda u, who, s: _my_projects(u, who, "over", closed=True),
        "managed_project": lambda u, who, s: managed_project(u, who, "mine"),
        "open_project": lambda u, who, s: open_project(u, who, "draft"),
        "pause_project": lambda u, who, s: pause_project(u, who, "mine"),
        "resume_project": lambda u, who, s: resume_project(u, who, "paused"),
        "close_project": lambda u, who, s: close_project(u, who, "mine", "雨", **WHEN),
        "figures_of": lambda u, who, s: figures_of(u, who, "mine", now=AFTER),
        "unmarked": lambda u, who, s: unmarked(u, who, "mine", now=AFTER),
        "closing_report": lambda u, who, s: closing_report(u, who, "over"),
        "edit_project": lambda u, who, s: edit_project(u, who, "mine", {"title": "新"}, **WHEN),
        "look_ahead": lambda u, who, s: look_ahead(u, who, "mine", {"title": "新"}, **LOOK),
        "add_shift": lambda u, who, s: add_shift(u, who, "mine", SHIFT, **BEFORE),
        "edit_shift": lambda u, who, s: edit_shift(u, who, "later", {"places": 9}, **WHEN),
        "look_ahead_at_shift": lambda u, who, s: look_ahead_at_shift(
            u, who, "later", {"places": 9}, **LOOK
        ),
        "repeat_weekly": lambda u, who, s: repeat_weekly(u, who, "later", 2, **WHEN),
        "cancel_shift": lambda u, who, s: cancel_shift(u, who, "later", "雨", **WHEN),
        "co_organizers_of": lambda u, who, s: co_organizers_of(u, who, "mine"),
        "let_go": lambda u, who, s: let_go(u, who, "mine-beside", now=AFTER),
        "may_lead": lambda u, who, s: may_lead(u, who, "later"),
        "set_shift_leader": lambda u, who, s: set_shift_leader(u, who, "later", "mate", "1", **ACT),
        "invite_to_shift": lambda u, who, s: invite_to_shift(u, who, "later", **DRAW),
        "confirm_claim_of_project": lambda u, who, s: confirm_claim(
            u, who, s.project_claim, **WHEN
        ),
        "claims_waiting_of_project": lambda u, who, s: _claims_waiting(u, who, s.project_claim),
    },
    Place.over_shift: {
        "my_shifts": lambda u, who, s: _my_shifts(u, who, "on"),
        "my_shifts_later": lambda u, who, s: _my_shifts(u, who, "later"),
        "roster": lambda u, who, s: roster(u, who, "on"),
        "set_shift_contact": lambda u, who, s: set_shift_contact(u, who, "later", "1", now=AFTER),
        "record_no_show": lambda u, who, s: record_no_show(u, who, s.signup, **WHEN),
        "take_back_no_show": lambda u, who, s: take_back_no_show(u, who, s.absent, now=AFTER),
        "claims_waiting": lambda u, who, s: _claims_waiting(u, who, s.shift_claim),
        "confirm_claim": lambda u, who, s: confirm_claim(u, who, s.shift_claim, **WHEN),
        "confirm_many": _confirm_many,
        "refuse_claim": lambda u, who, s: refuse_claim(u, who, s.shift_claim, "没来", **ACT),
        "correct_entry": lambda u, who, s: correct_entry(u, who, s.entry, 30, "早退", **WHEN),
        "decline_correction": lambda u, who, s: decline_correction(
            u, who, s.entry, "asked", "属实", **ACT
        ),
        "void_entry": lambda u, who, s: void_entry(u, who, s.entry, "重复", **ACT),
        "correct_attendance": lambda u, who, s: correct_attendance(
            u, who, s.attendance, START, START + HOUR, "补", workdays=WORKDAYS, **WHEN
        ),
    },
}


async def _stage(world: World, place: Place) -> Stage:
    """Projects in every state; somebody attended the first shift, others claim hours."""
    await furnish(world, place)
    async with world.database.write() as unit:
        for id, state in (("draft", "draft"), ("paused", "paused"), ("over", "open")):
            await add_project(world, unit, place, id, state=state)
        await close_project(unit, "admin", "over", "完", **BEFORE)
    await world.joins("wang", "on")
    signup, absent = [(await world.joins(who, "on")).signup for who in ("li", "chen")]
    when: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        await record_no_show(unit, "admin", absent.id, now=START, **when)
        into = await check_in(unit, "wang", "on", "code", now=START, **when)
        out = await check_out(unit, "wang", "on", now=START + 2 * HOUR, **when)
        assert out.entry is not None
        of_shift, of_project, good_deed = [
            await claim(
                unit,
                who,
                project,
                service_between(start, start + 2 * HOUR, POLICY),
                now=AFTER,
                workdays=WORKDAYS,
                **when,
            )
            for who, project, start in (
                ("li", "mine", START),
                ("chen", "mine", START - 5 * HOUR),
                ("chen", None, START - 9 * HOUR),
            )
        ]
    return Stage(
        place.node,
        shift_claim=of_shift.id,
        project_claim=of_project.id,
        entry=out.entry.id,
        attendance=into.attendance.id,
        signup=signup.id,
        absent=absent.id,
        good_deed=good_deed.id,
    )


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
async def test_who_may_do_what_where(world: World, place: Place) -> None:
    assert await found(world, TABLE, await _stage(world, place)) == allowed(TABLE, place)

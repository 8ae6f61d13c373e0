"""Every organizer action × everybody × own node, child node, foreign node, node above."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from domain.errors import Reason, Refused
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
from domain.offerings.closing import close_project, closing_report, figures_of
from domain.offerings.co_organizing import (
    co_organizers_of,
    invite_to_project,
    let_go,
    may_take_in,
    take_in,
)
from domain.offerings.editing import edit_project, look_ahead
from domain.offerings.editing_shifts import edit_shift, look_ahead_at_shift
from domain.offerings.model import CoOrganizer
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
    my_projects,
    my_shifts,
    open_project,
    pause_project,
    resume_project,
)
from domain.organizations.model import NodeKind, Organization, Role, RoleKind
from domain.signups.no_shows import record_no_show
from domain.signups.usecases import roster
from storage.unit import Unit
from tests.unit.service.test_hours import HOUR, START
from tests.unit.service.test_offerings import PLAN, SHIFT
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World, ids

AFTER = START + 4 * HOUR
#: Everybody who tries. ``leader`` leads the own node's project, ``colleague`` another one there.
PEOPLE = (
    *("admin", "organizer", "leader", "colleague", "team-leader", "co-organizer", "shift-leader"),
    *("outsider", "former", "zhao"),
)


@dataclass(frozen=True)
class Stage:
    """What there is to act on at one node."""

    node: str
    shift_claim: str
    project_claim: str
    entry: str
    attendance: str
    signup: str
    co_organizer: str


Action = Callable[[Unit, str, Stage], Awaitable[object]]
WHEN: dict[str, Any] = {"now": AFTER, "new_id": ids("act"), "policy": POLICY}
BEFORE = WHEN | {"now": NOW}
DRAW: dict[str, Any] = {**WHEN, "draw": lambda: "ABCDE23456"}
ACT: dict[str, Any] = {"now": AFTER, "new_id": ids("act")}
LOOK: dict[str, Any] = {"now": AFTER, "policy": POLICY}


async def _confirm_many(unit: Unit, who: str, stage: Stage) -> object:
    result = await confirm_many(unit, who, [stage.shift_claim], **WHEN)
    if result.refused:
        raise Refused(result.refused[0][1])
    return result


#: With a role that lets post on the node.
ON_NODE: Mapping[str, Action] = {
    "create_project": lambda u, who, s: create_project(
        u, who, replace(PLAN, organization_id=s.node), **BEFORE
    ),
}
#: Over the project, co-organizers too.
ON_PROJECT: Mapping[str, Action] = {
    "open_project": lambda u, who, s: open_project(u, who, "draft"),
    "pause_project": lambda u, who, s: pause_project(u, who, "mine"),
    "resume_project": lambda u, who, s: resume_project(u, who, "paused"),
    "close_project": lambda u, who, s: close_project(u, who, "mine", "雨", **WHEN),
    "figures_of": lambda u, who, s: figures_of(u, who, "mine", now=AFTER),
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
    "may_lead": lambda u, who, s: may_lead(u, who, "later"),
    "set_shift_leader": lambda u, who, s: set_shift_leader(u, who, "later", "mate", "1", **ACT),
    "invite_to_shift": lambda u, who, s: invite_to_shift(u, who, "later", **DRAW),
    "confirm_claim_of_project": lambda u, who, s: confirm_claim(u, who, s.project_claim, **WHEN),
}
#: By a role of one's own over the project.
BY_ROLE: Mapping[str, Action] = {
    "may_take_in": lambda u, who, s: may_take_in(u, who, "mine"),
    "take_in": lambda u, who, s: take_in(u, who, "mine", "mate", **ACT),
    "invite_to_project": lambda u, who, s: invite_to_project(u, who, "mine", **DRAW),
}
#: Over the shift: whoever is over the project, and its own leader.
ON_SHIFT: Mapping[str, Action] = {
    "roster": lambda u, who, s: roster(u, who, "on"),
    "set_shift_contact": lambda u, who, s: set_shift_contact(u, who, "later", "1", now=AFTER),
    "record_no_show": lambda u, who, s: record_no_show(u, who, s.signup, **WHEN),
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
}
LETTING_GO: Mapping[str, Action] = {
    "let_go": lambda u, who, s: let_go(u, who, s.co_organizer, now=AFTER),
}


@dataclass(frozen=True)
class Place:
    """Where the project stands, seen from the station's people, and who may what there.

    Attributes:
        leads: who leads the project.
        beside: who co-organizes it and leads its shifts, in this order.
        by_role: who is over the project by a role.
        posts: who may post there besides.
    """

    node: str
    leads: str
    beside: tuple[str, str]
    by_role: frozenset[str]
    posts: frozenset[str]

    def allowed(self) -> dict[str, frozenset[str]]:
        """For every action, who may do it."""
        over = self.by_role | {self.beside[0]}
        tables = (
            (ON_NODE, self.by_role | self.posts),
            (ON_PROJECT, over),
            (BY_ROLE, self.by_role),
            (ON_SHIFT, over | {self.beside[1]}),
            (LETTING_GO, over),
        )
        tried = frozenset(PEOPLE)
        return {action: who & tried for actions, who in tables for action in actions}


PLACES = {
    "own node": Place(
        "station",
        "leader",
        ("co-organizer", "shift-leader"),
        frozenset({"admin", "organizer", "leader"}),
        frozenset({"colleague"}),
    ),
    "child node": Place(
        "team",
        "team-leader",
        ("somebody", "somebody"),
        frozenset({"admin", "organizer", "team-leader"}),
        frozenset({"leader", "colleague"}),
    ),
    "foreign node": Place(
        "other",
        "outsider",
        ("somebody", "somebody"),
        frozenset({"admin", "outsider"}),
        frozenset(),
    ),
    "node above": Place(
        "root", "admin", ("somebody", "somebody"), frozenset({"admin"}), frozenset()
    ),
}
ACTIONS = {**ON_NODE, **ON_PROJECT, **BY_ROLE, **ON_SHIFT, **LETTING_GO}


async def _stage(world: World, place: Place) -> Stage:
    """A project of the place, with a shift that people attended and one to come."""
    beside, leads_shift = place.beside
    async with world.database.write() as unit:
        path = "root/station/team/"
        await unit.organizations.add(
            Organization(
                id="team",
                kind=NodeKind.TEAM,
                name="team",
                parent_id="station",
                path=path,
                created_at=NOW,
            )
        )
        for who in ("team-leader", "co-organizer", "shift-leader", "somebody", "mate", "chen"):
            await world.person(unit, who)
        for who, node in (("team-leader", "team"), ("mate", place.node)):
            await unit.roles.add(
                Role(
                    id=f"role-{who}",
                    volunteer_id=who,
                    organization_id=node,
                    kind=RoleKind.LEADER,
                    granted_at=NOW,
                )
            )
        own: dict[str, Any] = {"organization_id": place.node, "leader_id": place.leads}
        for id, state in (
            ("mine", "open"),
            ("draft", "draft"),
            ("paused", "paused"),
            ("over", "open"),
        ):
            await world.project(unit, id, **own, state=state)
        await world.shift(unit, "on", "mine", places=5, leader_id=leads_shift)
        later = timedelta(days=9)
        await world.shift(unit, "later", "mine", starts_in=later, leader_id=leads_shift)
        await unit.co_organizers.add(
            CoOrganizer(id="beside", project_id="mine", volunteer_id=beside, granted_at=NOW)
        )
        for id in ("draft", "paused", "over"):
            await unit.co_organizers.add(
                CoOrganizer(id=id, project_id=id, volunteer_id=beside, granted_at=NOW)
            )
        await close_project(unit, "admin", "over", "完", **{**WHEN, "now": NOW})
    await world.joins("wang", "on")
    signup = (await world.joins("li", "on")).signup
    async with world.database.write() as unit:
        when: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
        into = await check_in(unit, "wang", "on", "code", now=START, **when)
        out = await check_out(unit, "wang", "on", now=START + 2 * HOUR, **when)
        of_shift, of_project = [
            await claim(
                unit,
                who,
                "mine",
                service_between(start, start + 2 * HOUR, POLICY),
                now=AFTER,
                workdays=WORKDAYS,
                **when,
            )
            for who, start in (("li", START), ("chen", START - 5 * HOUR))
        ]
        assert out.entry is not None
        return Stage(
            place.node,
            of_shift.id,
            of_project.id,
            out.entry.id,
            into.attendance.id,
            signup.id,
            "beside",
        )


async def _may(world: World, stage: Stage, action: Action, who: str) -> bool:
    """Whether somebody may; what they did is undone."""
    unit = await world.database.begin_write()
    try:
        await action(unit, who, stage)
    except Refused as refusal:
        assert refusal.reason is Reason.NOT_ALLOWED, (who, refusal.reason)
        return False
    finally:
        await unit.close()
    return True


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
async def test_who_may_do_what_where(world: World, place: Place) -> None:
    stage = await _stage(world, place)
    found = {
        name: frozenset([who for who in PEOPLE if await _may(world, stage, action, who)])
        for name, action in ACTIONS.items()
    }
    assert found == place.allowed()


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
async def test_lists_show_what_may_be_managed(world: World, place: Place) -> None:
    """What somebody finds in a list they may act on, and nobody finds more."""
    await _stage(world, place)
    over, on_shift = (place.allowed()[name] for name in ("edit_project", "roster"))
    async with world.database.read() as unit:
        for who in PEOPLE:
            try:
                projects, _ = await my_projects(unit, who, 0, 50)
                over_ones, _ = await my_projects(unit, who, 0, 50, closed=True)
                shifts, _ = await my_shifts(unit, who, 0, 50, ends_after=NOW)
                claims = (await claims_waiting(unit, who, 0, 50)).claims
            except Refused as refusal:
                assert refusal.reason is Reason.NOT_ALLOWED
                assert who not in over | on_shift
                continue
            shown = {project.id for project in (*projects, *over_ones)}
            assert ("mine" in shown) is (who in over), who
            assert ("over" in shown) is (who in over), who
            assert ({"on", "later"} <= {shift.id for shift, _ in shifts}) is (who in on_shift), who
            people = {each.volunteer.id for each in claims}
            assert ("li" in people) is (who in on_shift), who
            assert ("chen" in people) is (who in over), who

"""What is done with cases, and on duty: by who organizes the node, or one above it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from domain.cases.answering import answer_case, case_for, close_case, take_case
from domain.cases.duty import could_be_on_duty, on_duty_at, set_on_duty
from domain.cases.model import CaseKind
from domain.errors import Reason, Refused
from domain.hours.attendance import check_in, check_out
from domain.hours.claims import claim
from domain.hours.decisions import confirm_many
from domain.hours.rules import service_between
from storage.unit import Unit
from tests.unit.service.case_world import asks
from tests.unit.service.test_hours import HOUR, START
from tests.unit.service.world import POLICY, WORKDAYS, World, ids

AFTER = START + 4 * HOUR


@dataclass(frozen=True)
class Stage:
    """What there is to act on."""

    claim_id: str
    entry_id: str
    attendance_id: str
    signup_id: str
    case_id: str
    said_id: str


Action = Callable[[Unit, str, Stage], Awaitable[object]]
WHEN: dict[str, Any] = {"now": AFTER, "new_id": ids("act"), "policy": POLICY}


async def _confirm_many(unit: Unit, who: str, stage: Stage) -> object:
    result = await confirm_many(unit, who, [stage.claim_id], **WHEN)
    if result.refused:
        raise Refused(result.refused[0][1])
    return result


#: For those who organize the node, and for whom a case was given to; leaders are not among them.
ORGANIZERS_ACTIONS: dict[str, Action] = {
    "case_for": lambda u, who, s: case_for(u, who, s.case_id, now=AFTER, new_id=ids("act")),
    "take_case": lambda u, who, s: take_case(u, who, s.case_id, **WHEN),
    "answer_case": lambda u, who, s: answer_case(u, who, s.case_id, "好", seen=s.said_id, **WHEN),
    "close_case": lambda u, who, s: close_case(u, who, s.case_id, "好", seen=s.said_id, **WHEN),
    "set_on_duty": lambda u, who, s: set_on_duty(
        u, who, "station", "leader", now=AFTER, new_id=ids("act")
    ),
    "take_off_duty": lambda u, who, s: set_on_duty(
        u, who, "station", None, now=AFTER, new_id=ids("act")
    ),
    "on_duty_at": lambda u, who, s: on_duty_at(u, who, "station"),
    "could_be_on_duty": lambda u, who, s: could_be_on_duty(u, who, "station"),
}


@pytest.fixture
async def stage(world: World) -> Stage:
    """Somebody attended and claimed; another is signed up; a draft waits."""
    async with world.database.write() as unit:
        await world.project(unit, "draft", state="draft")
        await world.shift(unit, "later", starts_in=9 * 24 * HOUR)
    signup = (await world.joins("wang")).signup
    async with world.database.write() as unit:
        when: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
        into = await check_in(unit, "wang", "shift", "code", now=START, **when)
        out = await check_out(unit, "wang", "shift", now=START + 2 * HOUR, **when)
        made = await claim(
            unit,
            "li",
            "project",
            service_between(START - 5 * HOUR, START - 3 * HOUR, POLICY),
            now=AFTER,
            workdays=WORKDAYS,
            **when,
        )
    case = (await asks(world, "zhang", CaseKind.HELP, known=False, shift_id="shift")).case
    assert out.entry is not None
    return Stage(made.id, out.entry.id, into.attendance.id, signup.id, case.id, case.waits_on)


#: Own node; a node above; a foreign node; the node without its rank; nothing; what was withdrawn.
WHO = {
    "organizer": True,
    "admin": True,
    "outsider": False,
    "leader": False,
    "colleague": False,
    "zhao": False,
    "former": False,
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("action", ORGANIZERS_ACTIONS.values(), ids=ORGANIZERS_ACTIONS.keys())
async def test_what_organizers_of_the_node_do(
    world: World, stage: Stage, action: Action, who: str
) -> None:
    unit = await world.database.begin_write()
    try:
        if WHO[who]:
            await action(unit, who, stage)
            return
        with pytest.raises(Refused) as refusal:
            await action(unit, who, stage)
        assert refusal.value.reason is Reason.NOT_ALLOWED
    finally:
        await unit.close()


ABOVE: dict[str, Action] = {
    **{name: ORGANIZERS_ACTIONS[name] for name in ("case_for", "take_case")},
    "set_on_duty": lambda u, who, s: set_on_duty(
        u, who, "root", "admin", now=AFTER, new_id=ids("act")
    ),
    "on_duty_at": lambda u, who, s: on_duty_at(u, who, "root"),
    "could_be_on_duty": lambda u, who, s: could_be_on_duty(u, who, "root"),
}


@pytest.mark.parametrize("action", ABOVE.values(), ids=ABOVE.keys())
async def test_an_organizer_below_does_nothing_above(world: World, action: Action) -> None:
    case = (await asks(world, "zhang", known=False)).case
    above = Stage("", "", "", "", case.id, case.waits_on)
    async with world.database.write() as unit:
        with pytest.raises(Refused) as refusal:
            await action(unit, "organizer", above)
        assert refusal.value.reason is Reason.NOT_ALLOWED

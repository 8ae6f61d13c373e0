"""What is done with cases, and on duty × everybody × own node, child node, foreign node, node
above."""

from dataclasses import dataclass
from typing import Any

import pytest

from domain.cases.answering import answer_case, case_for, cases_of, close_case, take_case
from domain.cases.duty import could_be_on_duty, on_duty_at, set_on_duty
from storage.unit import Unit
from tests.unit.service.case_world import asks
from tests.unit.service.places import (
    PLACES,
    Place,
    Table,
    allowed,
    check_listed,
    found,
    furnish,
)
from tests.unit.service.world import NOW, POLICY, World, ids


@dataclass(frozen=True)
class Stage:
    """What there is to act on at one node."""

    node: str
    case: str
    said: str


ACT: dict[str, Any] = {"now": NOW, "new_id": ids("act")}
WHEN = ACT | {"policy": POLICY}


async def _cases_of(unit: Unit, who: str, stage: Stage) -> None:
    page = await cases_of(unit, who, 0, 50, **ACT)
    check_listed(stage.case, (each.case.id for each in page.cases))


#: Leaders have only what is given to them, see ``test_cases``.
TABLE: Table[Stage] = {
    Place.organizers: {
        "cases_of": _cases_of,
        "case_for": lambda u, who, s: case_for(u, who, s.case, **ACT),
        "take_case": lambda u, who, s: take_case(u, who, s.case, **WHEN),
        "answer_case": lambda u, who, s: answer_case(u, who, s.case, "好", seen=s.said, **WHEN),
        "close_case": lambda u, who, s: close_case(u, who, s.case, "好", seen=s.said, **WHEN),
        "set_on_duty": lambda u, who, s: set_on_duty(u, who, s.node, "mate", **ACT),
        "take_off_duty": lambda u, who, s: set_on_duty(u, who, s.node, None, **ACT),
        "on_duty_at": lambda u, who, s: on_duty_at(u, who, s.node),
        "could_be_on_duty": lambda u, who, s: could_be_on_duty(u, who, s.node),
    },
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
async def test_who_may_do_what_where(world: World, place: Place) -> None:
    await furnish(world, place)
    case = (await asks(world, "zhang", known=False, shift_id="on")).case
    stage = Stage(place.node, case.id, case.waits_on)
    assert await found(world, TABLE, stage) == allowed(TABLE, place)

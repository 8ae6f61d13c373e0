"""What is done with the people on a shift: for those with the role on its node or above only.

Own node: ``leader`` (of the project), ``second`` (of the shift alone) and ``organizer``; a node
above: ``admin``. Refused are a colleague who leads another project there, whoever organizes
elsewhere or did so once, and volunteers.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from domain.covers.searching import cover_progress, start_cover, stop_cover
from domain.errors import Reason, Refused
from domain.hours.marking import mark_attendance, to_mark
from domain.signups.contacts import phone_of
from domain.signups.messages import message_all, message_recipients
from domain.signups.walk_ins import ask_walk_in, find_walk_ins
from storage.unit import Unit
from tests.unit.service.test_hours import HOUR, START
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World, ids

AFTER = START + 4 * HOUR


@dataclass(frozen=True)
class Stage:
    """What there is to act on."""

    signup_id: str


Action = Callable[[Unit, str, Stage], Awaitable[object]]
WHEN: dict[str, Any] = {"now": AFTER, "new_id": ids("act"), "policy": POLICY}

ACTIONS: dict[str, Action] = {
    "phone_of": lambda u, who, s: phone_of(u, who, s.signup_id, **WHEN),
    "message_recipients": lambda u, who, s: message_recipients(
        u, who, "shift", now=AFTER, policy=POLICY
    ),
    "to_mark": lambda u, who, s: to_mark(u, who, "shift", now=AFTER),
    "mark_attendance": lambda u, who, s: mark_attendance(
        u, who, "shift", [s.signup_id], workdays=WORKDAYS, **WHEN
    ),
    "find_walk_ins": lambda u, who, s: find_walk_ins(
        u, who, "shift", "zhao", **{**WHEN, "now": START}
    ),
    "ask_walk_in": lambda u, who, s: ask_walk_in(u, who, "shift", "zhao", **{**WHEN, "now": START}),
    "start_cover": lambda u, who, s: start_cover(u, who, "soon", **{**WHEN, "now": NOW}),
    "stop_cover": lambda u, who, s: stop_cover(u, who, "searched", now=NOW),
    "cover_progress": lambda u, who, s: cover_progress(u, who, "searched", now=NOW, policy=POLICY),
    "message_all": lambda u, who, s: message_all(u, who, "shift", "请带水杯", **WHEN),
}


@pytest.fixture
async def stage(world: World) -> Stage:
    """Somebody has a place; two shifts have a free one, for one of which cover is looked for."""
    async with world.database.write() as unit:
        wang = await unit.volunteers.get("wang")
        assert wang is not None
        wang.change_profile(phone="+8613800138000")
        await world.person(unit, "second")
        for name in ("soon", "searched"):
            await world.shift(unit, name, starts_in=20 * HOUR)
        for name in ("shift", "soon", "searched"):
            shift = await unit.shifts.lock(name)
            assert shift is not None
            shift.lead("second", None)
        await start_cover(unit, "admin", "searched", now=NOW, new_id=world.new_id, policy=POLICY)
    return Stage((await world.joins("wang")).signup.id)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
@pytest.mark.parametrize("who", ["zhao", "wang", "outsider", "former", "colleague"])
async def test_refused_without_the_role(
    world: World, stage: Stage, action: Action, who: str
) -> None:
    async with world.database.write() as unit:
        with pytest.raises(Refused) as refusal:
            await action(unit, who, stage)
        assert refusal.value.reason is Reason.NOT_ALLOWED


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
@pytest.mark.parametrize("who", ["leader", "second", "organizer", "admin"])
async def test_allowed_with_the_role(world: World, stage: Stage, action: Action, who: str) -> None:
    unit = await world.database.begin_write()
    try:
        await action(unit, who, stage)
    finally:
        await unit.close()

"""What is done with the people on a shift × everybody × own node, child node, foreign node, node
above."""

from dataclasses import dataclass
from typing import Any

import pytest

from domain.covers.searching import cover_progress, start_cover, stop_cover
from domain.hours.marking import mark_attendance, to_mark
from domain.signups.contacts import phone_of
from domain.signups.messages import message_all, message_recipients
from domain.signups.walk_ins import ask_walk_in, find_walk_ins
from tests.unit.service.places import PLACES, Place, Table, allowed, found, furnish
from tests.unit.service.test_hours import HOUR, START
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World, ids

AFTER = START + 4 * HOUR


@dataclass(frozen=True)
class Stage:
    """What there is to act on."""

    signup: str


WHEN: dict[str, Any] = {"now": AFTER, "new_id": ids("act"), "policy": POLICY}
BEFORE = WHEN | {"now": NOW}
MEANWHILE = WHEN | {"now": START}
LOOK: dict[str, Any] = {"now": AFTER, "policy": POLICY}

TABLE: Table[Stage] = {
    Place.over_shift: {
        "phone_of": lambda u, who, s: phone_of(u, who, s.signup, **WHEN),
        "message_recipients": lambda u, who, s: message_recipients(u, who, "on", **LOOK),
        "message_all": lambda u, who, s: message_all(u, who, "on", "请带水杯", **WHEN),
        "to_mark": lambda u, who, s: to_mark(u, who, "on", now=AFTER),
        "mark_attendance": lambda u, who, s: mark_attendance(
            u, who, "on", [s.signup], workdays=WORKDAYS, **WHEN
        ),
        "find_walk_ins": lambda u, who, s: find_walk_ins(u, who, "on", "zhao", **MEANWHILE),
        "ask_walk_in": lambda u, who, s: ask_walk_in(u, who, "on", "zhao", **MEANWHILE),
        "start_cover": lambda u, who, s: start_cover(u, who, "soon", **BEFORE),
        "stop_cover": lambda u, who, s: stop_cover(u, who, "searched", now=NOW),
        "cover_progress": lambda u, who, s: cover_progress(
            u, who, "searched", now=NOW, policy=POLICY
        ),
    },
}


async def _stage(world: World, place: Place) -> Stage:
    """Somebody has a place; two shifts have a free one, for one of which cover is looked for."""
    await furnish(world, place)
    async with world.database.write() as unit:
        wang = await unit.volunteers.get("wang")
        assert wang is not None
        wang.change_profile(phone="+8613800138000")
        for id in ("soon", "searched"):
            await world.shift(unit, id, "mine", starts_in=20 * HOUR, leader_id=place.leads_shift)
        await start_cover(unit, "admin", "searched", **BEFORE)
    return Stage((await world.joins("wang", "on")).signup.id)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
async def test_who_may_do_what_where(world: World, place: Place) -> None:
    assert await found(world, TABLE, await _stage(world, place)) == allowed(TABLE, place)

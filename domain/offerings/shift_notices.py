"""The leader of a single shift is told what others do with it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.clock import NewId
from domain.notices.model import NoticeKind
from domain.notices.ports import NoticeUnit
from domain.notices.usecases import Fact, notify
from domain.offerings.model import Shift
from domain.persons import PeopleUnit


class LedShift(StrEnum):
    """What became of a shift that somebody leads."""

    CHANGED = "changed"
    CALLED_OFF = "called-off"
    TAKEN_OVER = "taken-over"


class LeaderUnit(PeopleUnit, NoticeUnit, Protocol):
    """A unit of work in which the leader of a shift is told something."""


async def tell_leader(
    unit: LeaderUnit,
    shift: Shift,
    what: LedShift,
    actor_id: str,
    facts: Mapping[str, Fact] | None = None,
    *,
    now: datetime,
    new_id: NewId,
) -> None:
    """Tells whoever leads the shift on its own, unless they did it themselves.

    Args:
        facts: what the words need beside the shift.
    """
    if shift.leader_id is None or shift.leader_id in await unit.volunteers.person_ids(actor_id):
        return
    await notify(
        unit,
        NoticeKind.LED_SHIFT,
        volunteer_id=shift.leader_id,
        key=f"{NoticeKind.LED_SHIFT}:{shift.id}:{new_id()}",
        facts={"shift": shift.id, "what": what.value} | dict(facts or {}),
        expires_at=shift.ends_at,
        now=now,
        new_id=new_id,
    )

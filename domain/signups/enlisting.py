"""Putting somebody on a shift, once it is decided that they may come."""

from datetime import datetime

from domain.clock import NewId
from domain.offerings.model import Shift
from domain.persons import Person
from domain.policy import Policy
from domain.signups.model import Signup, SignupState
from domain.signups.ports import SignupUnit
from domain.signups.reminders import write_reminders


async def places_for_newcomers(unit: SignupUnit, shift: Shift) -> int:
    """How many can come at once: while people wait, newcomers queue behind them; those who could
    not be reached when their turn came do not keep a free place empty."""
    if not shift.free_places or await unit.signups.next_in_line(shift.id) is not None:
        return 0
    return shift.free_places


async def enlist(
    unit: SignupUnit,
    person: Person,
    shift: Shift,
    acknowledged_version: int,
    *,
    place: bool,
    made_by: str | None = None,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Signup:
    """Gives a person a place with its reminders, or the last rank of the waitlist.

    Args:
        person, shift: held by the caller.
        place: there is one; else the person waits.
        made_by: who signed them up, where it was not they themselves.

    Raises:
        Refused: as many wait as may.
    """
    signup = await unit.signups.add(
        Signup(
            id=new_id(),
            volunteer_id=person.id,
            shift_id=shift.id,
            state=SignupState.CONFIRMED if place else SignupState.WAITING,
            waitlist_number=None if place else shift.queue(),
            acknowledged_version=acknowledged_version,
            acknowledged_at=now,
            made_by=made_by,
            created_at=now,
        )
    )
    if place:
        shift.take()
        await write_reminders(unit, signup, shift, now=now, new_id=new_id, policy=policy)
    return signup

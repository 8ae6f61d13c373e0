"""The phone number of somebody on a shift: for who manages it, around the service only."""

from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.offerings.authority import check_manages_shift
from domain.offerings.model import Shift
from domain.policy import Policy
from domain.signups.model import SignupState
from domain.signups.ports import LookedAtUnit
from domain.signups.usecases import project_of
from domain.volunteers.model import Volunteer

_PURPOSE = "phone"


@dataclass(frozen=True, slots=True)
class ShownPhone:
    """Somebody on a shift who can be called.

    Attributes:
        guardian: whose phone it is, where the person is a child without an account.
    """

    name: str | None
    phone: str
    shift_id: str
    guardian: Volunteer | None = None


def phones_shown(shift: Shift, now: datetime, policy: Policy) -> bool:
    """Whether it is the time in which a leader may have to call somebody (C): from a day before
    the start to a day after the end."""
    opens_at = shift.starts_at - policy.phone_shown_before
    return opens_at <= now <= shift.ends_at + policy.phone_shown_after


async def phone_of(
    unit: LookedAtUnit,
    actor_id: str,
    signup_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> ShownPhone:
    """The phone number of one person on a shift, of a child without an account that of the
    guardian; the look is logged.

    Raises:
        Refused: no role there, no place, not the time for it, or no number was left.
    """
    signup = await unit.signups.get(signup_id)
    shift = await unit.shifts.get(signup.shift_id) if signup is not None else None
    if signup is None or shift is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages_shift(unit, actor_id, shift, await project_of(unit, shift))
    if signup.state is not SignupState.CONFIRMED or not phones_shown(shift, now, policy):
        raise Refused(Reason.PHONE_NOT_SHOWN)
    ids = await unit.volunteers.person_ids(signup.volunteer_id)
    volunteer = await unit.volunteers.get(ids[0]) if ids else None
    guardian = next((a for row, a in await unit.households.joined(ids) if row.is_child), None)
    called = guardian or volunteer
    if volunteer is None or called is None or called.phone is None:
        raise Refused(Reason.PHONE_MISSING)
    await unit.access_log.add(new_id(), actor_id, called.id, _PURPOSE, now)
    return ShownPhone(volunteer.name, called.phone, shift.id, guardian)

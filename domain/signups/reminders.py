"""Reminders of a shift: written with the sign-up, dropped with it, and answered."""

from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.ports import NoticeUnit
from domain.notices.usecases import notify
from domain.offerings.model import Shift
from domain.policy import Policy
from domain.signups.model import Signup
from domain.signups.ports import SignupUnit


async def write_reminders(
    unit: NoticeUnit,
    signup: Signup,
    shift: Shift,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> None:
    """Writes those reminders whose moment is still to come (24 h and 2 h before, C)."""
    moments = [shift.starts_at - before for before in policy.reminders_before]
    # One that waits for the person's next message is worthless once the next one is due.
    until = [*moments[1:], shift.starts_at]
    keys = _keys(signup, shift, policy)
    for key, due_at, expires_at in zip(keys, moments, until, strict=True):
        if due_at > now:
            await notify(
                unit,
                NoticeKind.SHIFT_REMINDER,
                volunteer_id=signup.volunteer_id,
                key=key,
                facts={"signup": signup.id, "shift": shift.id},
                due_at=due_at,
                expires_at=expires_at,
                now=now,
                new_id=new_id,
            )


async def drop_reminders(unit: NoticeUnit, signup: Signup, shift: Shift, policy: Policy) -> None:
    """The person does not come, or not then: nothing is to be reminded of."""
    await unit.notices.drop(_keys(signup, shift, policy))


async def say_coming(
    unit: SignupUnit, volunteer_id: str, signup_id: str, *, now: datetime
) -> Signup:
    """The person answers "I am coming": the leader sees it in the roster; again is as well.

    Raises:
        Refused: not theirs, or no place any more.
    """
    signup = await unit.signups.lock(signup_id)
    if signup is None or signup.volunteer_id not in await unit.volunteers.person_ids(volunteer_id):
        raise Refused(Reason.NOT_SIGNED_UP)
    signup.say_coming(now)
    return signup


def _keys(signup: Signup, shift: Shift, policy: Policy) -> list[str]:
    """One for each reminder of each time that the shift ever had."""
    minutes = [int(before.total_seconds() // 60) for before in policy.reminders_before]
    of_time = f"{NoticeKind.SHIFT_REMINDER}:{signup.id}:{shift.times_changed}"
    return [f"{of_time}:{number}" for number in minutes]

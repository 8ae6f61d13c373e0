"""Reminders of a shift: written with the sign-up, dropped with it, and answered."""

from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.households.acting import acts_for
from domain.households.usecases import household_of
from domain.notices.model import NoticeKind
from domain.notices.ports import NoticeUnit
from domain.notices.usecases import notify
from domain.offerings.model import Shift
from domain.policy import Policy
from domain.signups.model import Signup, SignupState
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


def asks_whether_coming(signup: Signup, shift: Shift, *, now: datetime, policy: Policy) -> bool:
    """Whether a reminder of the shift is due or was told, and the person has not answered it."""
    due = shift.starts_at - max(policy.reminders_before) <= now < shift.starts_at
    return due and signup.state is SignupState.CONFIRMED and signup.coming_at is None


async def say_coming(
    unit: SignupUnit, volunteer_id: str, signup_id: str, *, now: datetime
) -> Signup:
    """A person answers "I am coming": the leader sees it in the roster; again is as well.

    The reminder is told once for a person and their children without an account, and so the
    answer is for all of them who hold a place on the shift.

    Raises:
        Refused: not theirs, nor of somebody they act for, or no place any more.
    """
    signup = await unit.signups.get(signup_id)
    household = await household_of(unit, volunteer_id)
    if signup is None or not acts_for(household, signup):
        raise Refused(Reason.NOT_SIGNED_UP)
    ids = [each for person in household.told for each in person.ids]
    meant = {signup.id}
    if signup.volunteer_id in ids:
        with_them = await unit.signups.of_people(ids, signup.shift_id)
        meant |= {each.id for each in with_them if each.state is SignupState.CONFIRMED}
    for each in sorted(meant):
        locked = await unit.signups.lock(each)
        if locked is not None and (each == signup.id or locked.state is SignupState.CONFIRMED):
            locked.say_coming(now)
    return signup


def _keys(signup: Signup, shift: Shift, policy: Policy) -> list[str]:
    """One for each reminder of each time that the shift ever had."""
    minutes = [int(before.total_seconds() // 60) for before in policy.reminders_before]
    of_time = f"{NoticeKind.SHIFT_REMINDER}:{signup.id}:{shift.times_changed}"
    return [f"{of_time}:{number}" for number in minutes]

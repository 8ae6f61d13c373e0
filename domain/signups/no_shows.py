"""Who did not come: noted by the leader, taken back where it was not so."""

from datetime import datetime, timedelta

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages_shift, organizers_of
from domain.persons import lock_person
from domain.policy import Policy
from domain.signups.model import Signup, SignupState
from domain.signups.ports import AttendedSignupUnit, SignupUnit
from domain.signups.usecases import end_signup, project_of
from domain.signups.waitlist import lock_shift


async def record_no_show(
    unit: AttendedSignupUnit,
    actor_id: str,
    signup_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Signup:
    """The leader notes that somebody did not come; three in a year are flagged, nobody is blocked.

    Raises:
        Refused: not the leader, not signed up, before the start, or they have come after all.
    """
    found = await unit.signups.get(signup_id)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    person = await lock_person(unit, found.volunteer_id)
    shift = await lock_shift(unit, found.shift_id)
    signup = await unit.signups.lock(signup_id)
    project = await project_of(unit, shift)
    await check_manages_shift(unit, actor_id, shift, project)
    if signup is None or signup.state is not SignupState.CONFIRMED:
        raise Refused(Reason.NOT_SIGNED_UP)
    if now < shift.starts_at:
        raise Refused(Reason.CHECK_IN_TOO_EARLY, opens_at=shift.starts_at)
    # They may have checked in while the leader was looking at the list.
    if await unit.attendances.of_shift(person.ids, shift.id) is not None:
        raise Refused(Reason.HAS_COME)
    await end_signup(unit, signup, shift, SignupState.NO_SHOW, now=now, policy=policy)
    times = await unit.signups.no_shows(person.ids, now - timedelta(days=365))
    if times >= policy.no_shows_flagged:
        for organizer_id in await organizers_of(unit, project.organization_id):
            await notify(
                unit,
                NoticeKind.NO_SHOWS,
                volunteer_id=organizer_id,
                key=_no_shows_key(signup, organizer_id),
                facts={"volunteer": person.id, "times": times},
                now=now,
                new_id=new_id,
            )
    return signup


async def take_back_no_show(
    unit: SignupUnit, actor_id: str, signup_id: str, *, now: datetime
) -> Signup:
    """The leader noted the wrong one: the person holds the place again, and nothing is said of
    whether they came. What organizers were to be told of it is not.

    Raises:
        Refused: no role there, or nothing of the kind is noted.
    """
    found = await unit.signups.get(signup_id)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    await lock_person(unit, found.volunteer_id)
    shift = await lock_shift(unit, found.shift_id)
    signup = await unit.signups.lock(signup_id)
    project = await project_of(unit, shift)
    await check_manages_shift(unit, actor_id, shift, project)
    if signup is None or signup.state is not SignupState.NO_SHOW:
        raise Refused(Reason.NO_SHOW_NOT_NOTED)
    shift.take()
    signup.come_after_all()
    organizers = await organizers_of(unit, project.organization_id)
    await unit.notices.drop([_no_shows_key(signup, each) for each in organizers])
    return signup


def _no_shows_key(signup: Signup, organizer_id: str) -> str:
    return f"{NoticeKind.NO_SHOWS}:{signup.id}:{organizer_id}"

"""The waitlist: a freed place is offered to the first in line, who confirms within a limit.

Nobody is ever enrolled automatically (条例 25). An offered place is held. Everything here happens
under the shift's lock; the person's lock, where one is taken, comes first.
"""

from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.households.acting import lock_owner
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import responsible_for
from domain.offerings.model import Shift
from domain.policy import Policy
from domain.signups.model import Signup, SignupState
from domain.signups.offers import offer_until
from domain.signups.ports import SignupUnit
from domain.signups.reminders import write_reminders


async def offer_free_places(
    unit: SignupUnit, shift: Shift, *, now: datetime, new_id: NewId
) -> list[Signup]:
    """Offers every free place to the next in line who can be reached.

    Args:
        shift: locked by the caller.
    """
    offered: list[Signup] = []
    if shift.cancelled_at is not None or shift.starts_at <= now:
        return offered
    while shift.free_places and (following := await unit.signups.next_in_line(shift.id)):
        following.offer(now)
        shift.leave_queue()
        shift.take()
        await notify(
            unit,
            NoticeKind.PLACE_OFFERED,
            volunteer_id=following.volunteer_id,
            key=offer_key(following),
            facts={"signup": following.id, "shift": shift.id},
            expires_at=shift.starts_at,
            now=now,
            new_id=new_id,
        )
        offered.append(following)
    return offered


async def offer_handed_over(
    unit: SignupUnit, signup_id: str, *, now: datetime, policy: Policy
) -> datetime | None:
    """The offer reached the person: the limit runs from now; until when, or None if it is over."""
    shift, signup = await _lock_both(unit, signup_id)
    if signup.state is not SignupState.OFFERED:
        return None
    if signup.offer_until is None:
        signup.hand_over(offer_until(now, shift.starts_at, policy))
    return signup.offer_until


async def offer_not_delivered(
    unit: SignupUnit, signup_id: str, *, now: datetime, new_id: NewId, policy: Policy
) -> list[Signup]:
    """The offer could not be handed over: the place goes on at once, the person keeps the rank.

    Returns:
        Who is offered the place now.
    """
    shift, signup = await _lock_both(unit, signup_id)
    if signup.state is not SignupState.OFFERED or signup.offer_until is not None:
        return []
    await unit.notices.drop([offer_key(signup)])
    signup.not_reached(now)
    shift.free()
    shift.rejoin_queue()
    return await _pass_on(unit, shift, signup, now=now, new_id=new_id, policy=policy)


async def retry_unreached(
    unit: SignupUnit, volunteer_id: str, *, now: datetime, new_id: NewId
) -> list[Signup]:
    """The person wrote, so they can be reached again: offers what is free on their shifts, and on
    those of their children.
    """
    ids = await unit.volunteers.person_ids(volunteer_id)
    children = [each.id for each in await unit.households.members(ids) if each.is_child]
    waiting = await unit.signups.unreached([*ids, *children], now)
    offered: list[Signup] = []
    for found in waiting:
        shift, signup = await _lock_both(unit, found.id)
        signup.reached_again()
        offered += await offer_free_places(unit, shift, now=now, new_id=new_id)
    return offered


async def accept_offer(
    unit: SignupUnit,
    volunteer_id: str,
    signup_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Signup:
    """The person takes the offered place, or the adult who acts for them; taking it twice is taking
    it once.

    Raises:
        Refused: not theirs, the offer is over, or it clashes with a place taken meanwhile.
    """
    person = await lock_owner(unit, volunteer_id, signup_id)
    shift, signup = await _lock_own(unit, person.ids, signup_id)
    if signup.state is SignupState.CONFIRMED:
        return signup
    signup.check_offer(now)
    if shift.starts_at <= now:
        raise Refused(Reason.OFFER_OVER)
    for other, taken in await unit.signups.live_of(person.ids, now):
        if other.id != signup.id and other.holds and taken.overlaps(shift.starts_at, shift.ends_at):
            raise Refused(Reason.CLASH, starts_at=taken.starts_at)
    signup.accept(now)
    await unit.notices.drop([offer_key(signup)])
    await write_reminders(unit, signup, shift, now=now, new_id=new_id, policy=policy)
    return signup


async def decline_offer(
    unit: SignupUnit,
    volunteer_id: str,
    signup_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Signup:
    """The person does not want the place, or the adult who acts for them says so; that costs
    nothing: the next is asked, once.

    Raises:
        Refused: not theirs, or the offer is over.
    """
    person = await lock_owner(unit, volunteer_id, signup_id)
    shift, signup = await _lock_own(unit, person.ids, signup_id)
    if signup.state is SignupState.DECLINED:
        return signup
    signup.check_offer(now)
    signup.end(SignupState.DECLINED, now)
    await unit.notices.drop([offer_key(signup)])
    shift.free()
    await _pass_on(unit, shift, signup, now=now, new_id=new_id, policy=policy)
    return signup


async def expire_offers(
    unit: SignupUnit, *, now: datetime, new_id: NewId, policy: Policy, limit: int = 50
) -> int:
    """Ends offers that nobody answered in time: the rank is lost, told once; how many."""
    unanswered = await unit.signups.unanswered(now, limit)
    for found in unanswered:
        shift, signup = await _lock_both(unit, found.id)
        over = signup.offer_until is not None and signup.offer_until <= now
        if signup.state is not SignupState.OFFERED or not (over or shift.starts_at <= now):
            continue
        signup.end(SignupState.EXPIRED, now)
        shift.free()
        await unit.notices.drop([offer_key(signup)])
        await notify(
            unit,
            NoticeKind.OFFER_EXPIRED,
            volunteer_id=signup.volunteer_id,
            key=f"{NoticeKind.OFFER_EXPIRED}:{signup.id}",
            facts={"signup": signup.id, "shift": shift.id},
            now=now,
            new_id=new_id,
        )
        await _pass_on(unit, shift, signup, now=now, new_id=new_id, policy=policy)
    return len(unanswered)


async def lock_shift(unit: SignupUnit, shift_id: str) -> Shift:
    """The shift, held until the unit of work ends; after the person's lock.

    Raises:
        Refused: there is none.
    """
    shift = await unit.shifts.lock(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    return shift


async def _pass_on(
    unit: SignupUnit, shift: Shift, signup: Signup, *, now: datetime, new_id: NewId, policy: Policy
) -> list[Signup]:
    """An offer came to nothing: the place goes to the next in line. Where nobody is left after the
    cut-off for cancelling, who is responsible is told, as of a late cancellation (C)."""
    offered = await offer_free_places(unit, shift, now=now, new_id=new_id)
    late = shift.starts_at - policy.cancel_cut_off < now < shift.starts_at
    project = await unit.projects.get(shift.project_id)
    if offered or not late or not shift.free_places or project is None:
        return offered
    for told_id in await responsible_for(unit, shift, project):
        await notify(
            unit,
            NoticeKind.PLACE_LEFT,
            volunteer_id=told_id,
            key=f"{NoticeKind.PLACE_LEFT}:{signup.id}:{told_id}",
            facts={"shift": shift.id, "cover": True},
            expires_at=shift.starts_at,
            now=now,
            new_id=new_id,
        )
    return offered


async def _lock_both(unit: SignupUnit, signup_id: str) -> tuple[Shift, Signup]:
    """The sign-up as it is once its shift is locked: the shift's lock guards them all."""
    found = await unit.signups.get(signup_id)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    shift = await lock_shift(unit, found.shift_id)
    signup = await unit.signups.lock(signup_id)
    assert signup is not None  # sign-ups are never deleted
    return shift, signup


async def _lock_own(
    unit: SignupUnit, person_ids: tuple[str, ...], signup_id: str
) -> tuple[Shift, Signup]:
    shift, signup = await _lock_both(unit, signup_id)
    if signup.volunteer_id not in person_ids:
        raise Refused(Reason.NOT_FOUND)
    return shift, signup


def offer_key(signup: Signup) -> str:
    """The key of the notice that tells of an offer: one for each time the place is offered."""
    assert signup.offered_at is not None  # only offered sign-ups are told of
    return f"{NoticeKind.PLACE_OFFERED}:{signup.id}:{signup.offered_at.timestamp():.6f}"

"""Somebody came without having signed up: a walk-in joins with their own hand.

Nobody is enrolled by another (条例 25): the leader may ask for somebody, but the person, or the
guardian of a child without an account, confirms on their own phone, after reading the conditions
and risks; or they have the check-in code of the shift in their hand.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.hours.rules import check_window
from domain.households.acting import charge_of, lock_charge
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages_shift, responsible_for
from domain.offerings.model import Project, Shift
from domain.persons import People, Person, lock_person, person_of
from domain.policy import Policy
from domain.signups.eligibility import check_eligibility
from domain.signups.model import Signup, SignupState
from domain.signups.ports import LookedAtUnit, SignupUnit
from domain.signups.usecases import candidate_of, project_of, refusal
from domain.signups.waitlist import lock_shift, offer_key
from domain.volunteers.model import Volunteer

_PURPOSE = "walk-in"
_MOST_FOUND = 8


class Findable(People, Protocol):
    """Volunteers, to be found by what they say of themselves."""

    async def called(self, words: str, limit: int) -> Sequence[Volunteer]:
        """The registered volunteers of a number, or of a whole name."""
        ...


class WalkInUnit(LookedAtUnit, Protocol):
    """A unit of work in which somebody on site is found."""

    @property
    def volunteers(self) -> Findable: ...


# ---------------------------------------------------------------- the leader's side


async def find_walk_ins(
    unit: WalkInUnit,
    actor_id: str,
    shift_id: str,
    words: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Sequence[Volunteer]:
    """Whom the leader may mean by a volunteer number or a whole name; each look is logged.

    Raises:
        Refused: no role there, or not the time of the check-in.
    """
    await _open_shift(unit, actor_id, shift_id, now, policy)
    found = await unit.volunteers.called(words, _MOST_FOUND)
    for volunteer in found:
        await unit.access_log.add(new_id(), actor_id, volunteer.id, _PURPOSE, now)
    return found


async def ask_walk_in(
    unit: SignupUnit,
    actor_id: str,
    shift_id: str,
    volunteer_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> bool:
    """The leader asks somebody who is there to join; they may then do so although it is full.

    Returns:
        Whether they are asked now; not if they were before.

    Raises:
        Refused: no role there, not the time of the check-in, not registered, or they have a place.
    """
    shift = await _open_shift(unit, actor_id, shift_id, now, policy)
    person = await lock_person(unit, volunteer_id)
    if not person.volunteer.registered:
        raise Refused(Reason.NOT_FOUND)
    signup = await unit.signups.live(person.ids, shift_id)
    if signup is not None and signup.state is SignupState.CONFIRMED:
        raise Refused(Reason.ON_ROSTER_ALREADY)
    return await notify(
        unit,
        NoticeKind.WALK_IN_ASKED,
        volunteer_id=person.id,
        key=_asked_key(shift.id, person.id),
        facts={"shift": shift.id, "by": actor_id},
        expires_at=shift.ends_at,
        now=now,
        new_id=new_id,
    )


async def _open_shift(
    unit: SignupUnit, actor_id: str, shift_id: str, now: datetime, policy: Policy
) -> Shift:
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages_shift(unit, actor_id, shift, await project_of(unit, shift))
    check_window(shift, now, policy, Reason.SHIFT_OVER)
    if shift.ends_at <= now:
        raise Refused(Reason.SHIFT_OVER)
    return shift


# ---------------------------------------------------------------- the person's side


async def check_join_on_site(
    unit: SignupUnit,
    actor_id: str,
    shift_id: str,
    *,
    child: str | None = None,
    here: bool,
    now: datetime,
    policy: Policy,
) -> None:
    """Refuses as ``join_on_site`` would now, before anybody is asked to read and confirm.

    Raises:
        Refused: as ``join_on_site``.
    """
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    person = await charge_of(unit, actor_id, child)
    signup = await unit.signups.live(person.ids, shift_id)
    await _check(unit, person, await project_of(unit, shift), shift, signup, here, now, policy)


async def join_on_site(
    unit: SignupUnit,
    actor_id: str,
    shift_id: str,
    acknowledged_version: int,
    *,
    child: str | None = None,
    here: bool,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Signup:
    """The person takes a place on a shift they have come to, to be checked in next.

    Who waits or was offered a place takes it; who has one keeps it; who was noted as absent and is
    only late gets the old sign-up back, so that they stand on the roster once. There must be a free
    place for which nobody waits before the start, or the leader has asked for them.

    Args:
        acknowledged_version: the project's ``terms_version`` that the actor saw and accepted
            (条例 12, 14).
        child: the actor's child without an account; None: the actor.
        here: the check-in code or QR code that names the shift was checked.

    Raises:
        Refused: not there and not asked for, outside the check-in's window, with each reason of
            rules.md, "Signing up", no place, or the terms have changed.
    """
    person = await lock_charge(unit, actor_id, child)
    shift = await lock_shift(unit, shift_id)
    project = await project_of(unit, shift)
    signup = await unit.signups.live(person.ids, shift_id)
    if signup is not None and signup.state is SignupState.CONFIRMED:
        return signup
    await _check(unit, person, project, shift, signup, here, now, policy)
    if acknowledged_version != project.terms_version:
        raise Refused(Reason.ACKNOWLEDGEMENT_OUTDATED)
    if signup is None:
        shift.take()
        late = await _noted_absent(unit, person, shift)
        if late is not None:
            late.come_after_all()
            late.acknowledge(acknowledged_version, now)
            return late
        return await unit.signups.add(
            Signup(
                id=new_id(),
                volunteer_id=person.id,
                shift_id=shift.id,
                state=SignupState.CONFIRMED,
                acknowledged_version=acknowledged_version,
                acknowledged_at=now,
                made_by=None if child is None else actor_id,
                created_at=now,
            )
        )
    if signup.holds:
        await unit.notices.drop([offer_key(signup)])
    else:
        shift.leave_queue()
        shift.take()
    signup.come_in()
    return signup


async def _noted_absent(unit: SignupUnit, person: Person, shift: Shift) -> Signup | None:
    for signup in await unit.signups.of_people(person.ids, shift.id):
        if signup.state is SignupState.NO_SHOW:
            return await unit.signups.lock(signup.id)
    return None


async def decline_walk_in(
    unit: SignupUnit,
    actor_id: str,
    shift_id: str,
    *,
    child: str | None = None,
    now: datetime,
    new_id: NewId,
) -> None:
    """The person whom the leader asked is not there, or does not want to: the leader is told.

    Args:
        child: the actor's child without an account; None: the actor.

    Raises:
        Refused: nobody asked, or the person has a place.
    """
    person = await lock_charge(unit, actor_id, child)
    shift = await unit.shifts.get(shift_id)
    if shift is None or not await was_asked(unit, person, shift_id):
        raise Refused(Reason.NOT_FOUND)
    if await unit.signups.live(person.ids, shift_id) is not None:
        raise Refused(Reason.ALREADY_SIGNED_UP)
    key = _declined_key(shift.id, person.id)
    for told_id in await responsible_for(unit, shift, await project_of(unit, shift)):
        await notify(
            unit,
            NoticeKind.WALK_IN_DECLINED,
            volunteer_id=told_id,
            key=key,
            facts={"shift": shift.id, "volunteer": person.id},
            expires_at=shift.ends_at,
            now=now,
            new_id=new_id,
        )
        # The first one's key says that they have declined (``has_declined``).
        key = f"{_declined_key(shift.id, person.id)}:{told_id}"


async def has_declined(unit: SignupUnit, shift_id: str, volunteer_id: str) -> bool:
    """Whether somebody whom the leader asked has said that they do not take part."""
    person = await person_of(unit, volunteer_id)
    return await unit.notices.has(_declined_key(shift_id, person.id))


async def was_asked(unit: SignupUnit, person: Person, shift_id: str) -> bool:
    """Whether the leader has asked somebody to join a shift on site."""
    for volunteer_id in person.ids:
        if await unit.notices.has(_asked_key(shift_id, volunteer_id)):
            return True
    return False


async def _check(
    unit: SignupUnit,
    person: Person,
    project: Project,
    shift: Shift,
    signup: Signup | None,
    here: bool,
    now: datetime,
    policy: Policy,
) -> None:
    asked = await was_asked(unit, person, shift.id)
    if not here and not asked:
        raise Refused(Reason.NOT_SIGNED_UP)
    check_window(shift, now, policy, Reason.SHIFT_OVER)
    candidate = await candidate_of(unit, person, now)
    if signup is not None and signup.state is not SignupState.CONFIRMED:
        candidate = replace(
            candidate,
            held=tuple(held for held in candidate.held if held.id != shift.id),
            waits_for=candidate.waits_for - {shift.id},
        )
    reason = check_eligibility(candidate, project, shift, now, policy, wanted=True)
    if reason is not None:
        raise refusal(reason, candidate, project, shift)
    if not asked and not await _has_place(unit, shift, signup, now):
        raise Refused(Reason.NO_PLACE_ON_SITE, number=person.volunteer.number)


async def _has_place(unit: SignupUnit, shift: Shift, signup: Signup | None, now: datetime) -> bool:
    if signup is not None and signup.holds:
        return True
    if not shift.free_places:
        return False
    # From the start on nothing is offered any more: whoever is there has it.
    following = None if shift.starts_at <= now else await unit.signups.next_in_line(shift.id)
    return following is None or (signup is not None and following.id == signup.id)


def _declined_key(shift_id: str, volunteer_id: str) -> str:
    return f"{NoticeKind.WALK_IN_DECLINED}:{shift_id}:{volunteer_id}"


def _asked_key(shift_id: str, volunteer_id: str) -> str:
    return f"{NoticeKind.WALK_IN_ASKED}:{shift_id}:{volunteer_id}"

"""Signing up, cancelling, and who is signed up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages_shift, responsible_for
from domain.offerings.model import Project, Shift
from domain.persons import Person, lock_person, person_of
from domain.policy import Policy
from domain.signups.eligibility import Candidate, check_eligibility
from domain.signups.enlisting import enlist, places_for_newcomers
from domain.signups.model import Signup, SignupState
from domain.signups.ports import AttendedSignupUnit, OwnSignup, RosterLine, SignupUnit
from domain.signups.reminders import drop_reminders
from domain.signups.waitlist import lock_shift, offer_free_places


@dataclass(frozen=True, slots=True)
class SignedUp:
    """The person has a place."""

    signup: Signup
    shift: Shift
    project: Project


@dataclass(frozen=True, slots=True)
class Waitlisted:
    """The shift is full: the person waits; ``rank`` 1 is asked first."""

    signup: Signup
    shift: Shift
    project: Project
    rank: int


async def sign_up(
    unit: SignupUnit,
    volunteer_id: str,
    shift_id: str,
    acknowledged_version: int,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> SignedUp | Waitlisted:
    """Takes a place, or the last rank of the waitlist; first the person's lock, then the shift's.

    Args:
        acknowledged_version: the project's ``terms_version`` that the person saw and accepted
            (条例 12, 14).

    Raises:
        Refused: with each reason of rules.md, "Signing up".
    """
    person = await lock_person(unit, volunteer_id)
    shift = await lock_shift(unit, shift_id)
    project = await project_of(unit, shift)
    await _check(unit, person, project, shift, now, policy)
    if acknowledged_version != project.terms_version:
        raise Refused(Reason.ACKNOWLEDGEMENT_OUTDATED)
    place = await places_for_newcomers(unit, shift) > 0
    signup = await enlist(
        unit,
        person,
        shift,
        acknowledged_version,
        place=place,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    if place:
        return SignedUp(signup, shift, project)
    return Waitlisted(signup, shift, project, shift.waiting)


async def check_sign_up(
    unit: SignupUnit, volunteer_id: str, shift_id: str, *, now: datetime, policy: Policy
) -> None:
    """Refuses as ``sign_up`` would now, before anybody is asked to read and confirm.

    Raises:
        Refused: with each reason of rules.md, "Signing up".
    """
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    person = await person_of(unit, volunteer_id)
    await _check(unit, person, await project_of(unit, shift), shift, now, policy)


async def cancel_sign_up(
    unit: AttendedSignupUnit,
    volunteer_id: str,
    shift_id: str,
    reason: str | None = None,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Signup:
    """A person gives a place or rank back; possible until they come or the shift is over.

    Raises:
        Refused: checked in already; or as ``withdraw_sign_up``.
    """
    person = await lock_person(unit, volunteer_id)
    if await unit.attendances.of_shift(person.ids, shift_id) is not None:
        raise Refused(Reason.ALREADY_CHECKED_IN)
    return await withdraw_sign_up(
        unit, volunteer_id, shift_id, reason, now=now, new_id=new_id, policy=policy
    )


async def withdraw_sign_up(
    unit: SignupUnit,
    volunteer_id: str,
    shift_id: str,
    reason: str | None = None,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Signup:
    """Gives a place or rank back, whatever the cause.

    After the cut-off (24 h before, C) who is responsible is told at once.

    Raises:
        Refused: not signed up, or the shift is over.
    """
    person = await lock_person(unit, volunteer_id)
    shift = await lock_shift(unit, shift_id)
    signup = await unit.signups.live(person.ids, shift_id)
    if signup is None:
        raise Refused(Reason.NOT_SIGNED_UP)
    if shift.ends_at <= now:
        raise Refused(Reason.SHIFT_OVER)
    late = signup.state is SignupState.CONFIRMED and now > shift.starts_at - policy.cancel_cut_off
    await end_signup(unit, signup, shift, SignupState.CANCELLED, reason, now=now, policy=policy)
    await offer_free_places(unit, shift, now=now, new_id=new_id)
    if late:
        project = await project_of(unit, shift)
        # Nobody waits who can be reached: the leader may look for somebody (domain.covers).
        empty = shift.free_places > 0 and shift.starts_at > now
        for told_id in await responsible_for(unit, shift, project):
            await notify(
                unit,
                NoticeKind.LATE_CANCELLATION,
                volunteer_id=told_id,
                key=f"{NoticeKind.LATE_CANCELLATION}:{signup.id}:{told_id}",
                facts={"signup": signup.id, "shift": shift.id, "cover": empty},
                now=now,
                new_id=new_id,
            )
    return signup


async def end_signup(
    unit: SignupUnit,
    signup: Signup,
    shift: Shift,
    state: SignupState,
    reason: str | None = None,
    *,
    now: datetime,
    policy: Policy,
) -> None:
    """Ends a live sign-up under its shift's lock: the counts follow, nothing is reminded of."""
    if signup.holds:
        shift.free()
    else:
        shift.leave_queue()
    signup.end(state, now, reason)
    await drop_reminders(unit, signup, shift, policy)


async def my_signups(unit: SignupUnit, volunteer_id: str, *, now: datetime) -> Sequence[OwnSignup]:
    """A person's live sign-ups for shifts that are not over, soonest first; two queries."""
    return await unit.signups.own(await unit.volunteers.person_ids(volunteer_id), now)


async def roster(unit: SignupUnit, actor_id: str, shift_id: str) -> Sequence[RosterLine]:
    """Who comes and who waits, for those who manage the shift; a bounded number of queries.

    Raises:
        Refused: no such shift, or no role there.
    """
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages_shift(unit, actor_id, shift, await project_of(unit, shift))
    return await unit.signups.roster(shift_id)


async def candidate_of(unit: SignupUnit, person: Person, now: datetime) -> Candidate:
    """A person as the rules of signing up see them; two queries."""
    live = await unit.signups.live_of(person.ids, now)
    return Candidate(
        volunteer=person.volunteer,
        guardian_consented=bool(await unit.consents.standing(person.ids)),
        held=tuple(shift for signup, shift in live if signup.holds),
        waits_for=frozenset(signup.shift_id for signup, _ in live if not signup.holds),
    )


async def project_of(unit: SignupUnit, shift: Shift) -> Project:
    """The project of a shift."""
    project = await unit.projects.get(shift.project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    return project


async def _check(
    unit: SignupUnit,
    person: Person,
    project: Project,
    shift: Shift,
    now: datetime,
    policy: Policy,
) -> None:
    candidate = await candidate_of(unit, person, now)
    reason = check_eligibility(candidate, project, shift, now, policy)
    if reason is not None:
        raise refusal(reason, candidate, project, shift)


def refusal(reason: Reason, candidate: Candidate, project: Project, shift: Shift) -> Refused:
    """The refusal, with what its text needs to name the reason."""
    match reason:
        case Reason.TOO_YOUNG:
            return Refused(reason, age=project.minimum_age)
        case Reason.SKILL_MISSING:
            return Refused(reason, skill=project.skill)
        case Reason.TRAINING_MISSING:
            return Refused(reason, training=project.training)
        case Reason.CLASH:
            clash = next(
                held for held in candidate.held if held.overlaps(shift.starts_at, shift.ends_at)
            )
            return Refused(reason, shift=clash.id, starts_at=clash.starts_at, ends_at=clash.ends_at)
        case _:
            return Refused(reason)

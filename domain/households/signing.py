"""One adult signs several up: all of those chosen get places together, or it is said that they
cannot. Each has a sign-up of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.households.acting import acts_for, tell_relative
from domain.households.ports import Household
from domain.households.usecases import household_of
from domain.notices.model import NoticeKind
from domain.notices.usecases import Fact
from domain.offerings.model import Project, Shift
from domain.persons import Person, lock_people
from domain.policy import Policy
from domain.signups.eligibility import Candidate, check_eligibility
from domain.signups.enlisting import enlist, places_for_newcomers
from domain.signups.model import Signup
from domain.signups.ports import AttendedSignupUnit, OwnSignup, SignupUnit
from domain.signups.usecases import cancel_sign_up, project_of
from domain.signups.waitlist import lock_shift, offer_free_places


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody of a household; ``reason`` why they cannot come, or None."""

    person: Person
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Together:
    """Who is signed up: with a place, or with the rank at which they wait."""

    shift: Shift
    project: Project
    coming: tuple[Person, ...]
    waiting: tuple[tuple[Person, int], ...]


@dataclass(frozen=True, slots=True)
class FamilySignup:
    """A sign-up of somebody for whom the adult acts, or of the adult."""

    own: OwnSignup
    person: Person


async def who_may_come(
    unit: SignupUnit, adult_id: str, shift_id: str, *, now: datetime, policy: Policy
) -> Sequence[Companion]:
    """Everybody of a household, the adult first, and why somebody cannot join the shift.

    Raises:
        Refused: no such shift.
    """
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    household = await household_of(unit, adult_id)
    project = await project_of(unit, shift)
    return await _companions(unit, household.people, project, shift, now, policy)


async def sign_up_together(
    unit: SignupUnit,
    adult_id: str,
    shift_id: str,
    acknowledged_version: int,
    *,
    coming: Sequence[str],
    waiting: Sequence[str],
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Together:
    """Signs people of one household up, all or nobody, under the shift's lock.

    Args:
        acknowledged_version: what the adult saw and accepted for all (条例 12, 14).
        coming: who is to have a place, by id.
        waiting: who is to wait for one.

    Raises:
        Refused: somebody is not of the household or cannot come; there are fewer places than
            people (``free`` says how many); the conditions changed meanwhile.
    """
    chosen = [*coming, *waiting]
    await lock_people(unit, [adult_id, *chosen])
    household = await household_of(unit, adult_id)
    people = [_person(household, each) for each in chosen]
    shift = await lock_shift(unit, shift_id)
    project = await project_of(unit, shift)
    for each in await _companions(unit, people, project, shift, now, policy):
        if each.reason is not None:
            raise Refused(Reason.RELATIVE_REFUSED, name=each.person.volunteer.name)
    if acknowledged_version != project.terms_version:
        raise Refused(Reason.ACKNOWLEDGEMENT_OUTDATED)
    free = await places_for_newcomers(unit, shift)
    if len(coming) > free:
        raise Refused(Reason.PLACES_SHORT, free=free)
    ranks = []
    for index, person in enumerate(people):
        signup = await enlist(
            unit,
            person,
            shift,
            acknowledged_version,
            place=index < len(coming),
            made_by=None if person.id == household.adult.id else household.adult.id,
            now=now,
            new_id=new_id,
            policy=policy,
        )
        if index >= len(coming):
            ranks.append((person, shift.waiting))
        await _tell(unit, NoticeKind.SIGNED_UP_FOR, household, signup, now, new_id)
    if waiting:
        await offer_free_places(unit, shift, now=now, new_id=new_id)
    return Together(shift, project, tuple(people[: len(coming)]), tuple(ranks))


async def family_signups(
    unit: SignupUnit, adult_id: str, *, now: datetime
) -> Sequence[FamilySignup]:
    """The live sign-ups on which a person may act, the soonest shift first, and on each the
    person's own first."""
    household = await household_of(unit, adult_id)
    ids = [each for person in household.people for each in person.ids]
    found = []
    for own in await unit.signups.own(ids, now):
        if acts_for(household, own.signup):
            found.append(FamilySignup(own, _person(household, own.signup.volunteer_id)))
    order = {person.id: index for index, person in enumerate(household.people)}
    return sorted(
        found, key=lambda each: (each.own.shift.starts_at, each.own.shift.id, order[each.person.id])
    )


async def cancel_together(
    unit: AttendedSignupUnit,
    adult_id: str,
    shift_id: str,
    volunteer_ids: Sequence[str],
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Sequence[Signup]:
    """Gives the places or ranks of one or several of a household back, all or none.

    Raises:
        Refused: somebody is not signed up, not of the household, or cannot cancel any more; the
            adult did not sign them up.
    """
    await lock_people(unit, [adult_id, *volunteer_ids])
    household = await household_of(unit, adult_id)
    cancelled = []
    for each in volunteer_ids:
        person = _person(household, each)
        live = await unit.signups.live(person.ids, shift_id)
        if live is None or not acts_for(household, live):
            raise Refused(Reason.NOT_SIGNED_UP)
        await cancel_sign_up(unit, person.id, shift_id, now=now, new_id=new_id, policy=policy)
        await _tell(unit, NoticeKind.CANCELLED_FOR, household, live, now, new_id)
        cancelled.append(live)
    return cancelled


def _person(household: Household, volunteer_id: str) -> Person:
    if volunteer_id in household.adult.ids:
        return household.adult
    member = household.member(volunteer_id)
    if member is None:
        raise Refused(Reason.NOT_IN_HOUSEHOLD)
    return member.person


async def _companions(
    unit: SignupUnit,
    people: Sequence[Person],
    project: Project,
    shift: Shift,
    now: datetime,
    policy: Policy,
) -> Sequence[Companion]:
    """Two queries, however many they are."""
    ids = [each for person in people for each in person.ids]
    live = await unit.signups.live_of(ids, now)
    consented = {consent.minor_id for consent in await unit.consents.standing(ids)}
    found = []
    for person in people:
        own = [(signup, taken) for signup, taken in live if signup.volunteer_id in person.ids]
        candidate = Candidate(
            volunteer=person.volunteer,
            guardian_consented=not consented.isdisjoint(person.ids),
            held=tuple(taken for signup, taken in own if signup.holds),
            waits_for=frozenset(signup.shift_id for signup, _ in own if not signup.holds),
        )
        reason = check_eligibility(candidate, project, shift, now, policy)
        found.append(Companion(person, reason))
    return found


async def _tell(
    unit: SignupUnit,
    kind: NoticeKind,
    household: Household,
    signup: Signup,
    now: datetime,
    new_id: NewId,
) -> None:
    facts: dict[str, Fact] = {"signup": signup.id, "shift": signup.shift_id}
    await tell_relative(
        unit,
        kind,
        household,
        signup.volunteer_id,
        key=signup.id,
        facts=facts,
        now=now,
        new_id=new_id,
    )

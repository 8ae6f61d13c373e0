"""Coming and going together: the adult checks in and out those who serve with them.

Everybody has an attendance and hours of their own; who acted stands in the ledger's line.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.hours.attendance import CheckedIn, CheckedOut, check_in, check_out
from domain.hours.model import Attendance
from domain.hours.ports import HoursUnit
from domain.hours.ports import Signups as HoursSignups
from domain.hours.rules import check_window
from domain.households.acting import acts_for, tell_relative
from domain.households.ports import FamilyUnit, Household
from domain.households.usecases import household_of
from domain.notices.model import NoticeKind
from domain.offerings.model import Shift
from domain.persons import Person, lock_people
from domain.policy import Policy
from domain.signups.model import LIVE, Signup, SignupState

Done = TypeVar("Done")


class Signups(HoursSignups, Protocol):
    """Who of some people is signed up."""

    async def of_people(self, volunteer_ids: Sequence[str], shift_id: str) -> Sequence[Signup]:
        """The sign-ups of some people for a shift, whatever became of them."""
        ...


class AttendingUnit(HoursUnit, FamilyUnit, Protocol):
    """A unit of work in which a family comes and goes."""

    @property
    def signups(self) -> Signups: ...


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody of a family on a shift; ``reason`` why they cannot come or go now, or None."""

    person: Person
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Attended(Generic[Done]):
    """Who is checked in or out now, and who of those chosen is not and why."""

    done: tuple[tuple[Person, Done], ...]
    refused: tuple[tuple[Person, Refused], ...]


async def who_may_arrive(
    unit: AttendingUnit, adult_id: str, shift_id: str, *, now: datetime, policy: Policy
) -> Sequence[Attendee]:
    """The adult and those for whom the adult may act on a shift, and why somebody cannot be
    checked in; only the adult is named without a sign-up.

    Raises:
        Refused: it is not the time of the check-in, or there is no such shift.
    """
    await _check_time(unit, shift_id, now, policy, Reason.CHECK_IN_TOO_LATE)
    household = await household_of(unit, adult_id)
    found = []
    for person, signup in await _on_shift(unit, household, shift_id):
        reason: Reason | None = Reason.NOT_SIGNED_UP
        if signup is not None and signup.state is SignupState.CONFIRMED:
            before = await unit.attendances.of_shift(person.ids, shift_id)
            reason = before.gone_or_here if before is not None else None
        found.append(Attendee(person, reason))
    return found


async def who_may_leave(
    unit: AttendingUnit, adult_id: str, shift_id: str, *, now: datetime, policy: Policy
) -> Sequence[Attendee]:
    """The adult and those for whom the adult may act on a shift, and why somebody cannot be
    checked out.

    Raises:
        Refused: it is not the time of the check-out, or there is no such shift.
    """
    await _check_time(unit, shift_id, now, policy, Reason.CHECK_OUT_TOO_LATE)
    household = await household_of(unit, adult_id)
    found = []
    for person, _ in await _on_shift(unit, household, shift_id):
        before = await unit.attendances.of_shift(person.ids, shift_id)
        reason = None
        if before is None:
            reason = Reason.NOT_CHECKED_IN
        elif before.checked_out_at is not None:
            reason = Reason.ALREADY_CHECKED_OUT
        found.append(Attendee(person, reason))
    return found


async def open_together(
    unit: AttendingUnit, adult_id: str
) -> Sequence[tuple[Shift, Sequence[Person]]]:
    """The shifts where the adult, or somebody for whom the adult may act, is checked in and not
    out, each with those people: the adult first."""
    household = await household_of(unit, adult_id)
    ids = [each for person in household.people for each in person.ids]
    shifts: dict[str, Shift] = {}
    present: list[Attendance] = []
    for attendance, shift in await unit.attendances.still_in(ids):
        shifts[shift.id] = shift
        present.append(attendance)
    found = []
    for shift in shifts.values():
        here = {each.volunteer_id for each in present if each.shift_id == shift.id}
        people = [
            person
            for person, _ in await _on_shift(unit, household, shift.id)
            if not here.isdisjoint(person.ids)
        ]
        if people:
            found.append((shift, people))
    return found


async def check_in_together(
    unit: AttendingUnit,
    adult_id: str,
    shift_id: str,
    volunteer_ids: Sequence[str],
    method: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Attended[CheckedIn]:
    """Notes that several of a family came to a shift, whose code or QR code was checked.

    Args:
        method: ``code`` or ``qr``.

    Raises:
        Refused: the adult may not act for somebody; or nobody could be checked in, with the
            reason of the first.
    """
    _, people = await _held(unit, adult_id, shift_id, volunteer_ids)

    async def come(person: Person) -> CheckedIn:
        return await check_in(
            unit, person.id, shift_id, method, now=now, new_id=new_id, policy=policy
        )

    return await _each(people, come)


async def check_out_together(
    unit: AttendingUnit,
    adult_id: str,
    shift_id: str,
    volunteer_ids: Sequence[str],
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Attended[CheckedOut]:
    """Notes that several of a family left, and records the time of each; who has an account of
    their own is told what was recorded.

    Raises:
        Refused: the adult may not act for somebody; or nobody could be checked out, with the
            reason of the first.
    """
    household, people = await _held(unit, adult_id, shift_id, volunteer_ids)

    async def go(person: Person) -> CheckedOut:
        return await check_out(
            unit, person.id, shift_id, by=adult_id, now=now, new_id=new_id, policy=policy
        )

    went = await _each(people, go)
    for person, done in went.done:
        if done.entry is not None:
            await tell_relative(
                unit,
                NoticeKind.CHECKED_OUT_FOR,
                household,
                person.id,
                key=done.entry.id,
                facts={"entry": done.entry.id, "minutes": done.entry.minutes},
                now=now,
                new_id=new_id,
            )
    return went


async def _each(
    people: Sequence[Person], act: Callable[[Person], Awaitable[Done]]
) -> Attended[Done]:
    """One after the other; one who is refused keeps nobody else back.

    Raises:
        Refused: everybody is, with the reason of the first.
    """
    done, refused = [], []
    for person in people:
        try:
            done.append((person, await act(person)))
        except Refused as why:
            refused.append((person, why))
    if not done and refused:
        raise refused[0][1]
    return Attended(tuple(done), tuple(refused))


async def _check_time(
    unit: AttendingUnit, shift_id: str, now: datetime, policy: Policy, late: Reason
) -> None:
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    check_window(shift, now, policy, late)


async def _held(
    unit: AttendingUnit, adult_id: str, shift_id: str, volunteer_ids: Sequence[str]
) -> tuple[Household, list[Person]]:
    """The household, and those chosen of it, locked, the adult first.

    Raises:
        Refused: somebody is not on the shift, or the adult may not act for them.
    """
    await lock_people(unit, [adult_id, *volunteer_ids])
    household = await household_of(unit, adult_id)
    allowed = [person for person, _ in await _on_shift(unit, household, shift_id)]
    chosen = [p for p in allowed if not set(volunteer_ids).isdisjoint(p.ids)]
    if not set(volunteer_ids) <= {each for person in chosen for each in person.ids}:
        raise Refused(Reason.NOT_SIGNED_UP)
    return household, chosen


async def _on_shift(
    unit: AttendingUnit, household: Household, shift_id: str
) -> list[tuple[Person, Signup | None]]:
    """The adult, and those of the household on whose sign-ups for a shift the adult may act."""
    ids = [each for person in household.people for each in person.ids]
    live = [
        each
        for each in await unit.signups.of_people(ids, shift_id)
        if each.state in LIVE and acts_for(household, each)
    ]
    found = []
    for person in household.people:
        signup = next((each for each in live if each.volunteer_id in person.ids), None)
        if signup is not None or person is household.adult:
            found.append((person, signup))
    return found

"""Attendance in bulk: after a shift, its leader says who came, and if so who did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.hours.claims import minutes_of_day, open_claim, other_entries
from domain.hours.decisions import confirm_claim
from domain.hours.ledger import new_entry, record
from domain.hours.model import COUNTED, Attendance, Grade, HourEntry
from domain.hours.ports import HoursUnit
from domain.hours.rules import check_overlap, second_person_needed, service_between
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages_shift
from domain.offerings.model import Project, ProjectState, Shift
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.signups.model import SignupState
from domain.signups.no_shows import record_no_show
from domain.signups.ports import RosterLine, Signups, SignupUnit
from domain.signups.usecases import project_of
from domain.workdays import Workdays, working_day_after

BY_LEADER = "leader"


class MarkingUnit(HoursUnit, SignupUnit, Protocol):
    """A unit of work in which a leader says who came."""

    @property
    def signups(self) -> Signups: ...


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of each sign-up that was marked.

    Attributes:
        recorded: came, and the time counts: the planned one, or what the person has reported.
        first_of_two: came, and the day has more than 8 h: a second person has to confirm.
        absent: recorded as not having come.
        already: checked in or out, left as they are.
        refused: could not be marked, each with its reason.
    """

    recorded: tuple[str, ...]
    first_of_two: tuple[str, ...]
    absent: tuple[str, ...]
    already: tuple[str, ...]
    refused: tuple[tuple[str, Reason], ...]


async def to_mark(
    unit: MarkingUnit, actor_id: str, shift_id: str, *, now: datetime
) -> Sequence[RosterLine]:
    """Those with a place of whom nothing is known yet, in the order of the roster.

    Raises:
        Refused: no role there, cancelled, not over, or nothing is left to say.
    """
    shift = await _shift_over(unit, actor_id, shift_id, now)
    lines = [
        line
        for line in await unit.signups.roster(shift.id)
        if line.signup.state is SignupState.CONFIRMED and line.attendance is None
    ]
    if not lines:
        raise Refused(Reason.NOBODY_TO_MARK)
    return lines


async def mark_attendance(
    unit: MarkingUnit,
    actor_id: str,
    shift_id: str,
    came: Sequence[str],
    absent: Sequence[str] = (),
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
    workdays: Workdays,
) -> Marked:
    """The leader's word for many: who came is recorded with the planned times, grade *confirmed*.

    Who has reported time on that shift already has it once: the leader's word is the yes to it.

    One that cannot be marked does not stop the others; who has checked in stays as they are. People
    are locked in the order of their ids, all before the shift.

    Args:
        came, absent: ids of sign-ups; the absent are recorded as no-shows.

    Raises:
        Refused: no role there, cancelled, or the shift is not over.
    """
    shift = await _shift_over(unit, actor_id, shift_id, now)
    people = await _lock(unit, shift.id, (*came, *absent))
    marking = _Marking(unit, actor_id, shift, await project_of(unit, shift), now, new_id, policy)
    recorded: list[str] = []
    first: list[str] = []
    gone: list[str] = []
    already: list[str] = []
    refused = [(each, Reason.NOT_SIGNED_UP) for each in (*came, *absent) if each not in people]
    for signup_id, person in people.items():
        if await unit.attendances.of_shift(person.ids, shift.id) is not None:
            already.append(signup_id)
            continue
        try:
            if signup_id not in came:
                await record_no_show(
                    unit, actor_id, signup_id, now=now, new_id=new_id, policy=policy
                )
                gone.append(signup_id)
            elif await marking.came(person, workdays):
                recorded.append(signup_id)
            else:
                first.append(signup_id)
        except Refused as refusal:
            refused.append((signup_id, refusal.reason))
    return Marked(tuple(recorded), tuple(first), tuple(gone), tuple(already), tuple(refused))


@dataclass(frozen=True, slots=True)
class _Marking:
    """Who marks which shift, and when."""

    unit: MarkingUnit
    actor_id: str
    shift: Shift
    project: Project
    now: datetime
    new_id: NewId
    policy: Policy

    async def came(self, person: Person, workdays: Workdays) -> bool:
        """Records the planned time of one person; whether it counts at once.

        Raises:
            Refused: own hours, overlapping, more reported than was planned, or over the day's
                limit.
        """
        unit, shift, now, new_id = self.unit, self.shift, self.now, self.new_id
        if self.actor_id in person.ids:
            raise Refused(Reason.OWN_HOURS)
        reported = await unit.hour_entries.live_of_shift(person.ids, shift.id)
        if reported:
            return await self._came_as_reported(person, reported)
        service = service_between(shift.starts_at, shift.ends_at, self.policy)
        others = await other_entries(unit, person, service)
        check_overlap(service, others)
        second = second_person_needed(minutes_of_day(service, others), self.policy)
        entry = new_entry(
            service,
            Grade.CLAIMED if second else Grade.CONFIRMED,
            person.id,
            self.project,
            shift,
            actor_id=self.actor_id,
            now=now,
            new_id=new_id,
        )
        if second:
            claim = await open_claim(
                unit,
                person,
                entry,
                first_by=self.actor_id,
                now=now,
                new_id=new_id,
                policy=self.policy,
                workdays=workdays,
            )
            await self._attended(person, claim.entry_id)
            return False
        within = self.policy.record_within_working_days
        deadline = working_day_after(service.day, within, workdays)
        entry.late = local_day(now, self.policy.timezone) > deadline
        recorded = await record(unit, person.id, entry)
        await self._attended(person, recorded.id)
        await notify(
            unit,
            NoticeKind.HOURS_MARKED,
            volunteer_id=person.id,
            key=f"{NoticeKind.HOURS_MARKED}:{recorded.id}",
            facts={"entry": recorded.id, "minutes": recorded.minutes},
            now=now,
            new_id=new_id,
        )
        return True

    async def _came_as_reported(self, person: Person, reported: Sequence[HourEntry]) -> bool:
        """The time that stands for the shift already is the person's; whether it counts."""
        counted = next((entry for entry in reported if entry.grade in COUNTED), None)
        if counted is not None:
            await self._attended(person, counted.id)
            return True
        entry, shift = reported[0], self.shift
        planned = service_between(shift.starts_at, shift.ends_at, self.policy)
        outside = entry.has_span and (
            entry.starts_at < shift.starts_at or shift.ends_at < entry.ends_at
        )
        claim = await self.unit.claims.of_entry(entry.id)
        # "Came" says no more than the planned time: the claim of more is decided by itself.
        if claim is None or outside or entry.minutes > planned.minutes:
            raise Refused(
                Reason.CLAIM_OVERLAPS,
                title=entry.title,
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
            )
        decided = await confirm_claim(
            self.unit,
            self.actor_id,
            claim.id,
            now=self.now,
            new_id=self.new_id,
            policy=self.policy,
        )
        await self._attended(person, decided.entry_id)
        return not decided.open

    async def _attended(self, person: Person, entry_id: str) -> None:
        project = self.project
        if project.state is ProjectState.OPEN and (
            open_one := await self.unit.projects.lock(project.id)
        ):
            open_one.begin_service()
        await self.unit.attendances.add(
            Attendance(
                id=self.new_id(),
                volunteer_id=person.id,
                shift_id=self.shift.id,
                checked_in_at=self.shift.starts_at,
                checked_out_at=self.shift.ends_at,
                method=BY_LEADER,
                closed_by=self.actor_id,
                entry_id=entry_id,
            )
        )


async def _shift_over(unit: MarkingUnit, actor_id: str, shift_id: str, now: datetime) -> Shift:
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages_shift(unit, actor_id, shift, await project_of(unit, shift))
    if shift.cancelled_at is not None:
        raise Refused(Reason.SHIFT_CANCELLED)
    if now < shift.ends_at:
        raise Refused(Reason.SHIFT_NOT_OVER, ends_at=shift.ends_at)
    return shift


async def _lock(unit: MarkingUnit, shift_id: str, signup_ids: Sequence[str]) -> dict[str, Person]:
    """The people of those sign-ups that still hold a place, by sign-up, locked in order."""
    found = [await unit.signups.get(signup_id) for signup_id in dict.fromkeys(signup_ids)]
    theirs = [each for each in found if each is not None and each.shift_id == shift_id]
    people: dict[str, Person] = {}
    for signup in sorted(theirs, key=lambda each: each.volunteer_id):
        person = await lock_person(unit, signup.volunteer_id)
        now = await unit.signups.lock(signup.id)
        if now is not None and now.state is SignupState.CONFIRMED:
            people[signup.id] = person
    return people

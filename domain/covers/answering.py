"""What people say who were asked for cover; the first yes takes the place."""

from dataclasses import dataclass
from datetime import datetime

from domain.asking.model import Answer, Ask, AskKind
from domain.asking.rules import asking_moment
from domain.clock import NewId
from domain.covers.model import CoverSearch, SearchState
from domain.covers.ports import CoverUnit
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.model import Project, Shift
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.signups.eligibility import check_eligibility
from domain.signups.model import Signup, SignupState
from domain.signups.reminders import write_reminders
from domain.signups.usecases import candidate_of, project_of, refusal
from domain.signups.waitlist import lock_shift


@dataclass(frozen=True, slots=True)
class Covered:
    """The person has the place."""

    signup: Signup
    shift: Shift
    project: Project


@dataclass(frozen=True, slots=True)
class TooLate:
    """Somebody else was quicker, or nobody is looked for any more."""

    shift: Shift
    project: Project


async def take_cover(
    unit: CoverUnit,
    volunteer_id: str,
    ask_id: str,
    acknowledged_version: int,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Covered | TooLate:
    """Says "I can come": takes a free place, under the shift's lock; twice is once.

    Args:
        acknowledged_version: the project's ``terms_version`` that the ask showed (条例 12, 14).

    Raises:
        Refused: not asked, with each reason of rules.md, "Signing up", or the terms have changed.
    """
    person = await lock_person(unit, volunteer_id)
    ask = await _own_ask(unit, person, ask_id)
    shift = await lock_shift(unit, ask.subject)
    project = await project_of(unit, shift)
    search = await _lock_search(unit, shift)
    before = await unit.signups.live(person.ids, shift.id)
    if before is not None and before.state is SignupState.CONFIRMED:
        return Covered(before, shift, project)
    wanted = search is not None and search.state is not SearchState.STOPPED
    free = shift.free_places > 0 and await unit.signups.next_in_line(shift.id) is None
    if not wanted or not free or shift.starts_at <= now:
        ask.answered(Answer.YES, now)
        return TooLate(shift, project)
    candidate = await candidate_of(unit, person, now)
    reason = check_eligibility(candidate, project, shift, now, policy, wanted=True)
    if reason is not None:
        raise refusal(reason, candidate, project, shift)
    if acknowledged_version != project.terms_version:
        raise Refused(Reason.ACKNOWLEDGEMENT_OUTDATED)
    ask.answered(Answer.YES, now)
    shift.take()
    signup = await unit.signups.add(
        Signup(
            id=new_id(),
            volunteer_id=person.id,
            shift_id=shift.id,
            state=SignupState.CONFIRMED,
            acknowledged_version=acknowledged_version,
            acknowledged_at=now,
            created_at=now,
        )
    )
    await write_reminders(unit, signup, shift, now=now, new_id=new_id, policy=policy)
    if search is not None:
        if search.asking and not shift.free_places:
            search.end(SearchState.FILLED, now)
        await _tell(unit, search, signup, shift, now, new_id)
    return Covered(signup, shift, project)


async def decline_cover(
    unit: CoverUnit, volunteer_id: str, ask_id: str, *, now: datetime, policy: Policy
) -> None:
    """Says "no", which costs nothing; who already took the place cancels it instead.

    Raises:
        Refused: not asked.
    """
    person = await lock_person(unit, volunteer_id)
    ask = await _own_ask(unit, person, ask_id)
    shift = await unit.shifts.get(ask.subject)
    if shift is None or ask.answer is Answer.YES:
        return
    search = await _lock_search(unit, shift)
    ask.answered(Answer.NO, now)
    await _hurry(unit, search, shift, now, policy)


async def ask_not_delivered(unit: CoverUnit, ask_id: str, *, now: datetime, policy: Policy) -> None:
    """The ask could not be handed over in time: it does not count, and others are asked."""
    found = await unit.asks.get(ask_id)
    shift = await unit.shifts.get(found.subject) if found is not None else None
    if found is None or shift is None:
        return
    search = await _lock_search(unit, shift)
    ask = await unit.asks.lock(ask_id)
    if ask is not None and ask.answer is None:
        ask.answered(Answer.UNREACHED, now)
        await _hurry(unit, search, shift, now, policy)


async def _own_ask(unit: CoverUnit, person: Person, ask_id: str) -> Ask:
    ask = await unit.asks.get(ask_id)
    if ask is None or ask.kind is not AskKind.COVER or ask.volunteer_id not in person.ids:
        raise Refused(Reason.NOT_FOUND)
    return ask


async def _lock_search(unit: CoverUnit, shift: Shift) -> CoverSearch | None:
    latest = await unit.cover_searches.latest(shift.id)
    return await unit.cover_searches.lock(latest.id) if latest is not None else None


async def _hurry(
    unit: CoverUnit, search: CoverSearch | None, shift: Shift, now: datetime, policy: Policy
) -> None:
    """Where nobody of the last ones is left to wait for, the next ones are asked at once."""
    if search is None or not search.asking or search.asked_at is None:
        return
    if not await unit.asks.unanswered(AskKind.COVER, shift.id, search.asked_at):
        search.ask_next(asking_moment(now, shift.starts_at, policy))


async def _tell(
    unit: CoverUnit,
    search: CoverSearch,
    signup: Signup,
    shift: Shift,
    now: datetime,
    new_id: NewId,
) -> None:
    await notify(
        unit,
        NoticeKind.COVER_FOUND,
        volunteer_id=search.actor_id,
        key=f"{NoticeKind.COVER_FOUND}:{signup.id}",
        facts={"signup": signup.id, "shift": shift.id, "left": shift.free_places},
        expires_at=shift.ends_at,
        now=now,
        new_id=new_id,
    )

"""Asking for cover, a few people at a time: what a job does, in any number of processes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.asking.model import Ask, AskKind
from domain.asking.rules import asking_closes, asking_moment, may_be_asked
from domain.clock import NewId
from domain.covers.model import CoverSearch, SearchState
from domain.covers.ports import CoverUnit
from domain.covers.searching import end_search
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.model import Project, Shift
from domain.persons import Person, lock_people, person_of
from domain.policy import Policy
from domain.signups.eligibility import check_eligibility
from domain.signups.usecases import candidate_of, project_of
from domain.signups.waitlist import lock_shift

_LEASE = timedelta(minutes=2)
_PAGE = 50
_MOST_PAGES = 10


async def end_pointless(unit: CoverUnit, *, now: datetime, new_id: NewId, limit: int = 50) -> int:
    """Ends the searches whose shift is full, has begun or was cancelled; how many."""
    found = await unit.cover_searches.pointless(now, limit)
    for each in found:
        shift = await lock_shift(unit, each.shift_id)
        search = await unit.cover_searches.lock(each.id)
        if search is None or not search.asking:
            continue
        if shift.cancelled_at is not None:
            search.end(SearchState.STOPPED, now)
        elif shift.starts_at <= now:
            await end_search(unit, search, shift, SearchState.OVER, now, new_id)
        elif not shift.free_places:
            await end_search(unit, search, shift, SearchState.FILLED, now, new_id)
    return len(found)


async def claim_searches(
    unit: CoverUnit, *, now: datetime, limit: int = 20
) -> Sequence[CoverSearch]:
    """The searches whose next ones are to be asked now; one whose worker dies is due again in two
    minutes."""
    return await unit.cover_searches.claim_due(now, until=now + _LEASE, limit=limit)


async def people_to_ask(
    unit: CoverUnit, search: CoverSearch, *, now: datetime, policy: Policy
) -> Sequence[str]:
    """Who is asked next, best first, and as many again in case some do not do after all; those in
    whose place it is night come last.

    Read without locks; ``ask_people`` looks again.
    """
    shift = await unit.shifts.get(search.shift_id)
    project = await project_of(unit, shift) if shift is not None else None
    if shift is None or project is None:
        return []
    wanted = 2 * policy.cover_asked_at_once
    found: list[str] = []
    asleep: list[str] = []
    for page in range(_MOST_PAGES):
        ids = await unit.cover_searches.fitting(
            search, project, shift, now=now, policy=policy, offset=page * _PAGE, limit=_PAGE
        )
        for volunteer_id in ids:
            person = await person_of(unit, volunteer_id)
            if await _fits(unit, person, project, shift, now, policy):
                wakes = _wakes(person, shift, now, policy)
                (found if wakes == now else asleep).append(person.id)
            if len(found) == wanted:
                return found
        if len(ids) < _PAGE:
            break
    return [*found, *asleep][:wanted]


async def ask_people(
    unit: CoverUnit,
    search_id: str,
    people: Sequence[str],
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> list[Ask]:
    """Asks the first few of them, each once for a shift; where nobody is left, the search ends.

    People are locked in the order of their ids, then the shift, then the search.
    """
    locked = {person.id: person for person in await lock_people(unit, people)}
    found = await unit.cover_searches.get(search_id)
    if found is None:
        return []
    shift = await lock_shift(unit, found.shift_id)
    search = await unit.cover_searches.lock(search_id)
    gone = shift.cancelled_at is not None or shift.starts_at <= now or not shift.free_places
    if search is None or not search.asking or gone:
        return []  # what is pointless is ended by the next tick
    moment = asking_moment(now, shift.starts_at, policy)
    if moment > now:
        search.wait(moment)
        return []
    project = await project_of(unit, shift)
    asked: list[Ask] = []
    later: list[datetime] = []
    for volunteer_id in people:
        if len(asked) == policy.cover_asked_at_once or volunteer_id not in locked:
            continue
        person = locked[volunteer_id]
        if not await _fits(unit, person, project, shift, now, policy):
            continue
        if (wakes := _wakes(person, shift, now, policy)) > now:
            later.append(wakes)
        elif ask := await _ask(unit, person, project, shift, now, new_id, policy):
            asked.append(ask)
    if asked:
        search.asked(now, asking_moment(asked[0].until, shift.starts_at, policy))
    elif later and min(later) < shift.starts_at:
        search.wait(asking_moment(min(later), shift.starts_at, policy))
    else:
        await end_search(unit, search, shift, SearchState.EXHAUSTED, now, new_id)
    return asked


def answer_until(now: datetime, starts_at: datetime, policy: Policy) -> datetime:
    """Until when an answer is waited for before others are asked (C): an eighth of the time that
    is left, between 10 minutes and an hour, and never after the start."""
    left = (starts_at - now) / 8
    length = max(policy.cover_answer_at_least, min(policy.cover_answer_at_most, left))
    return min(now + length, starts_at)


async def _fits(
    unit: CoverUnit, person: Person, project: Project, shift: Shift, now: datetime, policy: Policy
) -> bool:
    candidate = await candidate_of(unit, person, now)
    if check_eligibility(candidate, project, shift, now, policy, wanted=True) is not None:
        return False
    return await may_be_asked(unit, person, project.category, now=now, policy=policy)


def _wakes(person: Person, shift: Shift, now: datetime, policy: Policy) -> datetime:
    """When it is not night where somebody is: now, or later."""
    return asking_moment(now, shift.starts_at, policy.in_zone(person.volunteer.timezone))


async def _ask(
    unit: CoverUnit,
    person: Person,
    project: Project,
    shift: Shift,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Ask | None:
    """Asks one person; None where they were asked before, unless it could not reach them."""
    ask = Ask(
        id=new_id(),
        volunteer_id=person.id,
        kind=AskKind.COVER,
        subject=shift.id,
        at=now,
        until=answer_until(now, shift.starts_at, policy),
    )
    key = f"{NoticeKind.COVER_ASKED}:{ask.id}"  # a new one each time, also for an old ask
    if not await unit.asks.add_once(ask):
        unreached = await unit.asks.lock_unreached(person.id, AskKind.COVER, shift.id)
        if unreached is None:
            return None
        unreached.again(now, ask.until)
        ask = unreached
    await notify(
        unit,
        NoticeKind.COVER_ASKED,
        volunteer_id=person.id,
        key=key,
        facts={"ask": ask.id, "shift": shift.id, "version": project.terms_version},
        # Told late, it would come too late, or in the middle of the night, here or there.
        expires_at=min(
            ask.until,
            asking_closes(now, shift.starts_at, policy),
            asking_closes(now, shift.starts_at, policy.in_zone(person.volunteer.timezone)),
        ),
        service=False,
        now=now,
        new_id=new_id,
    )
    return ask

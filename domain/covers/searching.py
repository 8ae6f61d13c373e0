"""A leader looks for cover: begun with one tap, followed, stopped."""

from dataclasses import dataclass
from datetime import datetime

from domain.asking.model import Answer, AskKind
from domain.asking.rules import asking_moment
from domain.clock import NewId
from domain.covers.model import CoverSearch, SearchState
from domain.covers.ports import CoverUnit
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages_shift
from domain.offerings.model import Project, Shift
from domain.policy import Policy
from domain.signups.usecases import project_of
from domain.signups.waitlist import lock_shift


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come.

    Attributes:
        search: the last one of the shift; None: there was none.
        yes, no, unreached, waiting: what became of those who were asked.
        possible: cover can be looked for now.
    """

    search: CoverSearch | None
    shift: Shift
    project: Project
    yes: int
    no: int
    unreached: int
    waiting: int
    possible: bool

    @property
    def asked(self) -> int:
        """How many were asked and reached."""
        return self.yes + self.no + self.waiting


async def start_cover(
    unit: CoverUnit,
    actor_id: str,
    shift_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> CoverSearch:
    """Begins to look for cover; where that is done already, it goes on.

    Raises:
        Refused: no role there, the shift is full, has begun, was cancelled or is too far away, or
            its project takes nobody.
    """
    shift = await lock_shift(unit, shift_id)
    project = await project_of(unit, shift)
    await check_manages_shift(unit, actor_id, shift, project)
    running = await unit.cover_searches.latest(shift.id)
    if running is not None and running.asking:
        return running
    reason = cover_refused(shift, project, now, policy)
    if reason is not None:
        raise Refused(reason, hours=int(policy.cover_within.total_seconds() // 3600))
    return await unit.cover_searches.add(
        CoverSearch(
            id=new_id(),
            shift_id=shift.id,
            actor_id=actor_id,
            next_at=asking_moment(now, shift.starts_at, policy),
            created_at=now,
        )
    )


async def stop_cover(
    unit: CoverUnit, actor_id: str, shift_id: str, *, now: datetime
) -> CoverSearch:
    """Nobody is asked any more; whoever says yes from now on is too late. Stopping twice is
    stopping once.

    Raises:
        Refused: no role there, or nobody looked for cover.
    """
    shift = await lock_shift(unit, shift_id)
    await check_manages_shift(unit, actor_id, shift, await project_of(unit, shift))
    found = await unit.cover_searches.latest(shift.id)
    search = await unit.cover_searches.lock(found.id) if found is not None else None
    if search is None:
        raise Refused(Reason.NOT_FOUND)
    if search.asking or search.state is SearchState.EXHAUSTED:
        search.end(SearchState.STOPPED, now)
    return search


async def cover_progress(
    unit: CoverUnit, actor_id: str, shift_id: str, *, now: datetime, policy: Policy
) -> Progress:
    """How far the search for a shift has come; a bounded number of queries.

    Raises:
        Refused: no such shift, or no role there.
    """
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    project = await project_of(unit, shift)
    await check_manages_shift(unit, actor_id, shift, project)
    said = await unit.asks.answers(AskKind.COVER, shift.id)
    return Progress(
        await unit.cover_searches.latest(shift.id),
        shift,
        project,
        yes=said.get(Answer.YES, 0),
        no=said.get(Answer.NO, 0),
        unreached=said.get(Answer.UNREACHED, 0),
        waiting=said.get(None, 0),
        possible=cover_refused(shift, project, now, policy) is None,
    )


def cover_refused(shift: Shift, project: Project, now: datetime, policy: Policy) -> Reason | None:
    """Why no cover is looked for, or None. Who is needed later is found by a broadcast (C)."""
    if shift.cancelled_at is not None:
        return Reason.SHIFT_CANCELLED
    if shift.starts_at <= now:
        return Reason.COVER_TOO_LATE
    if not project.is_offered:
        return Reason.REGISTRATION_CLOSED
    if not shift.free_places:
        return Reason.COVER_NOT_NEEDED
    if shift.starts_at - now > policy.cover_within:
        return Reason.COVER_TOO_EARLY
    return None


async def end_search(
    unit: CoverUnit,
    search: CoverSearch,
    shift: Shift,
    state: SearchState,
    now: datetime,
    new_id: NewId,
) -> None:
    """Ends a search, held by the caller; who looked for cover is told how."""
    search.end(state, now)
    await notify(
        unit,
        NoticeKind.COVER_ENDED,
        volunteer_id=search.actor_id,
        key=f"{NoticeKind.COVER_ENDED}:{search.id}:{state}",
        facts={"search": search.id, "shift": shift.id, "state": state.value},
        expires_at=shift.ends_at,
        now=now,
        new_id=new_id,
    )

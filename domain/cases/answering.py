"""The side of those who see to cases: the queue, taking one, answering, closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.cases.model import Case, CaseMessage
from domain.cases.ports import CaseUnit, ListedCase
from domain.cases.routing import add_message, check_handles, handles, note_seen, tell
from domain.cases.rules import sees_it_at
from domain.cases.views import CaseView, view_of
from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import authority_of
from domain.persons import lock_person
from domain.policy import Policy
from domain.volunteers.model import masked


@dataclass(frozen=True, slots=True)
class QueuedCase:
    """A case in the queue; ``asker`` is the masked name, None: not registered."""

    case: Case
    asker: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some of the cases that a person may see to, and how many there are in all."""

    cases: Sequence[QueuedCase]
    total: int


async def cases_of(
    unit: CaseUnit,
    actor_id: str,
    offset: int = 0,
    limit: int = 3,
    *,
    now: datetime,
    new_id: NewId,
) -> CasePage:
    """The cases that a person may see to: what waits for an answer first, the oldest first.

    Raises:
        Refused: no role anywhere.
    """
    authority = await authority_of(unit, actor_id)
    if not authority.organizes and not authority.leads:
        raise Refused(Reason.NOT_ALLOWED)
    listed, total = await unit.cases.to_handle(authority, offset, limit)
    for each in listed:
        await note_seen(unit, actor_id, each.case, now=now, new_id=new_id)
    return CasePage([_queued(each) for each in listed], total)


async def case_for(
    unit: CaseUnit,
    actor_id: str,
    case_id: str,
    page: int = 0,
    *,
    now: datetime,
    new_id: NewId,
) -> CaseView:
    """One case with its words, for somebody who may see to it; the look is logged.

    Raises:
        Refused: no such case, no role there, or the person's own.
    """
    case = await unit.cases.get(case_id)
    if case is None:
        raise Refused(Reason.NOT_FOUND)
    await check_handles(unit, actor_id, case)
    await note_seen(unit, actor_id, case, now=now, new_id=new_id)
    return await view_of(unit, case, page)


async def take_case(
    unit: CaseUnit,
    actor_id: str,
    case_id: str,
    *,
    over: bool = False,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Case:
    """Somebody sees to a case from now on.

    Args:
        over: also where somebody else does already; they are told.

    Raises:
        Refused: no such case, no role there, the person's own, closed, or taken by somebody else.
    """
    case = await _held(unit, actor_id, case_id)
    case.check_live()
    former = await _taken_by_another(unit, actor_id, case)
    if former is not None and not over:
        taker = await unit.volunteers.get(former)
        raise Refused(Reason.CASE_TAKEN, name=(taker.name if taker else None) or "–")
    case.take(actor_id, now)
    if former is not None:
        await tell(
            unit,
            NoticeKind.CASE_TAKEN_OVER,
            case,
            (former,),
            case.waits_on,
            int(now.timestamp()),
            now=now,
            new_id=new_id,
            policy=policy,
        )
    return case


async def answer_case(
    unit: CaseUnit,
    actor_id: str,
    case_id: str,
    text: str,
    *,
    seen: str,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> CaseMessage:
    """Answers the person; who answers what nobody has taken has it from then on.

    Args:
        seen: the last message that the author knew of.

    Raises:
        Refused: no such case, no role there, the person's own, closed, or somebody wrote meanwhile.
    """
    case = await _held_as_seen(unit, actor_id, case_id, seen)
    message = await add_message(unit, case.id, new_id(), actor_id, text, now=now)
    if await _taken_by_another(unit, actor_id, case) is None:
        case.take(actor_id, now)
    case.answer()
    await _tell_asker(
        unit, NoticeKind.CASE_ANSWERED, case, message, now=now, new_id=new_id, policy=policy
    )
    return message


async def close_case(
    unit: CaseUnit,
    actor_id: str,
    case_id: str,
    note: str,
    *,
    seen: str,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Case:
    """Closes a case with a note that the person is told.

    Args:
        seen: the last message that the author of the note knew of.

    Raises:
        Refused: as ``answer_case``.
    """
    case = await _held_as_seen(unit, actor_id, case_id, seen)
    message = await add_message(unit, case.id, new_id(), actor_id, note, closes=True, now=now)
    case.close(actor_id, now)
    await _tell_asker(
        unit, NoticeKind.CASE_CLOSED, case, message, now=now, new_id=new_id, policy=policy
    )
    return case


async def _held(unit: CaseUnit, actor_id: str, case_id: str) -> Case:
    """A case that the actor may see to, held; its asker's lock comes first."""
    found = await unit.cases.get(case_id)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    await lock_person(unit, found.volunteer_id)
    case = await unit.cases.lock(case_id)
    if case is None:
        raise Refused(Reason.NOT_FOUND)
    await check_handles(unit, actor_id, case)
    return case


async def _held_as_seen(unit: CaseUnit, actor_id: str, case_id: str, seen: str) -> Case:
    """The same, live, where nobody has written since the actor looked."""
    case = await _held(unit, actor_id, case_id)
    case.check_live()
    (*_, last), _ = await unit.case_messages.page(case.id, 0, 1)
    if last.id != seen and last.author_id != actor_id:
        raise Refused(Reason.CASE_MOVED_ON)
    return case


async def _taken_by_another(unit: CaseUnit, actor_id: str, case: Case) -> str | None:
    """Who else sees to it and still may."""
    taker = case.assigned_to
    if case.taken_at is None or taker is None:
        return None
    own = taker in await unit.volunteers.person_ids(actor_id)
    return taker if not own and await handles(unit, taker, case) else None


async def _tell_asker(
    unit: CaseUnit,
    kind: NoticeKind,
    case: Case,
    message: CaseMessage,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> None:
    await notify(
        unit,
        kind,
        volunteer_id=case.volunteer_id,
        key=f"{kind}:{message.id}",
        facts={"case": case.id, "message": message.id},
        due_at=sees_it_at(case.kind, now, policy),
        now=now,
        new_id=new_id,
    )


def _queued(each: ListedCase) -> QueuedCase:
    name = each.asker.name
    return QueuedCase(
        each.case, masked(name) if name else None, each.project.title if each.project else None
    )

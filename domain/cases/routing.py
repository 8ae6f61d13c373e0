"""To whom a case goes: the ladder of a case, and telling those on it."""

from collections.abc import Sequence
from datetime import datetime

from domain.cases.model import Case, CaseKind, CaseMessage
from domain.cases.phones import without_phones
from domain.cases.ports import CaseUnit
from domain.cases.rules import Rung, ladder, sees_it_at, told_so_far
from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import authority_of, node_of
from domain.policy import Policy

#: Why somebody saw a person's words, as the access log has it.
SEEN = "case"


async def handles(unit: CaseUnit, actor_id: str, case: Case) -> bool:
    """Whether a person may see to a case: whoever organizes its node, and while they have a role
    there whom it was given to; who was told of an incident, or of what nobody answered."""
    authority = await authority_of(unit, actor_id)
    node = await node_of(unit, case.organization_id)
    if authority.over_node(node):
        return True
    if not authority.may_create_in(node):
        return False
    if not case.urgent and case.escalations == 0:
        return case.assigned_to in authority.person_ids
    told = told_so_far(await ladder_of(unit, case), case.escalations)
    return any(person in authority.person_ids for person in (case.assigned_to, *told))


async def check_handles(unit: CaseUnit, actor_id: str, case: Case) -> None:
    """Refuses everyone who may not see to a case, and whose own it is.

    Raises:
        Refused: no role there, or the person's own case.
    """
    if not await handles(unit, actor_id, case):
        raise Refused(Reason.NOT_ALLOWED)
    if actor_id in await unit.volunteers.person_ids(case.volunteer_id):
        raise Refused(Reason.OWN_CASE)


async def still_told(unit: CaseUnit, volunteer_id: str, case: Case) -> bool:
    """Whether news of a case may still reach somebody it is for: a role may be withdrawn first."""
    node = await node_of(unit, case.organization_id)
    return (await authority_of(unit, volunteer_id)).may_create_in(node)


async def ladder_of(unit: CaseUnit, case: Case) -> tuple[Rung, ...]:
    """Who is told of a case, step by step; a bounded number of queries."""
    node = await node_of(unit, case.organization_id)
    return ladder(
        case.kind,
        await unit.duties.levels(node.path),
        asker_ids=await unit.volunteers.person_ids(case.volunteer_id),
        complained_of=await _led_by(unit, case) if case.kind is CaseKind.COMPLAINT else None,
    )


async def give_out(unit: CaseUnit, case: Case) -> Rung:
    """Gives a case to whom it goes first; it is assigned where that is one person."""
    rungs = await ladder_of(unit, case)
    first = rungs[0] if rungs else ()
    case.assign(first[0] if len(first) == 1 else None)
    return first


async def addressees(unit: CaseUnit, case: Case) -> Rung:
    """Who is told what happens in a case now: whom it was given to, with all whom it has been
    brought before since; where that person has no role any more, it is given out anew."""
    assigned = case.assigned_to
    if assigned is not None and not await handles(unit, assigned, case):
        return await give_out(unit, case)
    if assigned is not None and case.escalations == 0:
        return (assigned,)
    told = told_so_far(await ladder_of(unit, case), case.escalations)
    return tuple(dict.fromkeys((*((assigned,) if assigned else ()), *told)))


async def tell(
    unit: CaseUnit,
    kind: NoticeKind,
    case: Case,
    people: Sequence[str],
    message_id: str,
    step: int = 0,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> None:
    """Tells those who see to a case, each once; what they are shown is logged as seen.

    Args:
        message_id: the words that it is about.
        step: tells apart what is told of the same words several times.
    """
    for person in people:
        written = await notify(
            unit,
            kind,
            volunteer_id=person,
            key=f"{kind}:{message_id}:{step}:{person}",
            facts={"case": case.id, "message": message_id},
            due_at=sees_it_at(case.kind, now, policy),
            now=now,
            new_id=new_id,
        )
        if written:
            await note_seen(unit, person, case, now=now, new_id=new_id)


async def note_seen(
    unit: CaseUnit, actor_id: str, case: Case, *, now: datetime, new_id: NewId
) -> None:
    """Staff access to personal data is logged (rules.md, "Personal data")."""
    await unit.access_log.add(new_id(), actor_id, case.volunteer_id, SEEN, now)


async def add_message(
    unit: CaseUnit,
    case_id: str,
    message_id: str,
    author_id: str,
    text: str,
    *,
    by_asker: bool = False,
    closes: bool = False,
    now: datetime,
) -> CaseMessage:
    """Adds words to a case, without the phone numbers in them."""
    return await unit.case_messages.add(
        CaseMessage(
            id=message_id,
            case_id=case_id,
            author_id=author_id,
            by_asker=by_asker,
            closes=closes,
            text=without_phones(text),
            at=now,
        )
    )


async def _led_by(unit: CaseUnit, case: Case) -> str | None:
    """Who leads the shift that a case is about."""
    shift = await unit.shifts.get(case.shift_id) if case.shift_id is not None else None
    project = await unit.projects.get(shift.project_id) if shift is not None else None
    return shift.led_by(project) if shift is not None and project is not None else None

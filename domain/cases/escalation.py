"""Cases that nobody answers are brought before more people."""

from datetime import datetime

from domain.cases.ports import CaseUnit
from domain.cases.routing import ladder_of, tell
from domain.cases.rules import escalation_time
from domain.clock import NewId
from domain.notices.model import NoticeKind
from domain.persons import lock_person
from domain.policy import Policy


async def not_reached(
    unit: CaseUnit, case_id: str, volunteer_id: str, *, waits: bool = False, now: datetime
) -> None:
    """The news of a case could not be handed over to somebody: where it was given to them alone,
    those next on the ladder are told at once, but for the quiet hours.

    Args:
        waits: they get it when they write; only an incident cannot wait for that.
    """
    case = await unit.cases.lock(case_id)
    if case is None or (waits and not case.urgent):
        return
    if case.assigned_to == volunteer_id and case.taken_at is None:
        case.escalate_now(now)


async def escalate_cases(
    unit: CaseUnit, *, now: datetime, new_id: NewId, policy: Policy, limit: int = 50
) -> int:
    """Tells the next ones on the ladder of what waits too long; how many cases.

    An hour for incidents, 24 hours of waking time for others, and as long again for each further
    step up (C). Exactly once per case and step, however many workers do it: whoever comes second
    finds the next step not due yet. Steps that were slept through are told one at a time.
    """
    told = 0
    for found in await unit.cases.to_escalate(now, limit):
        await lock_person(unit, found.volunteer_id)
        case = await unit.cases.lock(found.id)
        if case is None or case.escalate_at is None or case.escalate_at > now:
            continue
        rungs = await ladder_of(unit, case)
        again = escalation_time(case.kind, now, policy)
        step = case.escalations + 1
        if not rungs:
            case.postpone_escalation(again)
            continue
        rung = rungs[min(step, len(rungs) - 1)]
        case.escalated(again if step < len(rungs) - 1 else None)
        await tell(
            unit,
            NoticeKind.CASE_ESCALATED,
            case,
            rung,
            case.waits_on,
            step,
            now=now,
            new_id=new_id,
            policy=policy,
        )
        told += 1
    return told

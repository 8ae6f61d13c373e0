"""Who is on duty at a node: set by its organizers, for others or for themselves."""

from collections.abc import Sequence
from datetime import datetime

from domain.cases.model import Duty
from domain.cases.ports import CaseUnit
from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import authority_of, node_of
from domain.organizations.model import Organization
from domain.volunteers.model import Volunteer


async def set_on_duty(
    unit: CaseUnit,
    actor_id: str,
    organization_id: str,
    volunteer_id: str | None,
    *,
    now: datetime,
    new_id: NewId,
) -> Organization:
    """Puts somebody with a role at the node or above it on duty; None: nobody. Who is put on duty
    by another is told.

    Raises:
        Refused: the actor does not organize the node, or the other has no role there.
    """
    node = await _organized(unit, actor_id, organization_id)
    if volunteer_id is None:
        await unit.duties.end(node.id)
        return node
    theirs = await authority_of(unit, volunteer_id)
    if not theirs.may_create_in(node):
        raise Refused(Reason.ON_DUTY_NEEDS_ROLE)
    person_id = theirs.person_ids[0]
    before = await unit.duties.at(node.id)
    await unit.duties.put(
        Duty(organization_id=node.id, volunteer_id=person_id, set_by=actor_id, set_at=now)
    )
    known = before is not None and before.volunteer_id == person_id
    if actor_id not in theirs.person_ids and not known:
        await notify(
            unit,
            NoticeKind.ON_DUTY,
            volunteer_id=person_id,
            key=f"{NoticeKind.ON_DUTY}:{node.id}:{person_id}:{int(now.timestamp())}",
            facts={"node": node.id},
            now=now,
            new_id=new_id,
        )
    return node


async def on_duty_at(unit: CaseUnit, actor_id: str, organization_id: str) -> Volunteer | None:
    """Who is on duty at a node that the actor organizes; None: nobody, so the nearest organizers.

    Raises:
        Refused: the actor does not organize the node.
    """
    node = await _organized(unit, actor_id, organization_id)
    duty = await unit.duties.at(node.id)
    if duty is None:
        return None
    still = (await authority_of(unit, duty.volunteer_id)).may_create_in(node)
    return await unit.volunteers.get(duty.volunteer_id) if still else None


async def could_be_on_duty(
    unit: CaseUnit, actor_id: str, organization_id: str
) -> Sequence[Volunteer]:
    """Who has a role at a node or above it, the nearest first.

    Raises:
        Refused: the actor does not organize the node.
    """
    return await unit.duties.holders((await _organized(unit, actor_id, organization_id)).path)


async def _organized(unit: CaseUnit, actor_id: str, organization_id: str) -> Organization:
    node = await node_of(unit, organization_id)
    if not (await authority_of(unit, actor_id)).over_node(node):
        raise Refused(Reason.NOT_ALLOWED)
    return node

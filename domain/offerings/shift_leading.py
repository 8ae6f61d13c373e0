"""Leaders of single shifts: they manage who comes to it, its check-in code and its hours."""

from collections.abc import Sequence
from datetime import datetime

from domain.clock import NewId
from domain.codes.usecases import Draw
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages, check_manages_shift
from domain.offerings.delegation import (
    DelegationUnit,
    draw_invitation,
    project_there,
    with_role,
)
from domain.offerings.model import Project, Shift
from domain.offerings.shift_notices import LedShift, tell_leader
from domain.policy import Policy
from domain.volunteers.model import Volunteer


async def may_lead(unit: DelegationUnit, actor_id: str, shift_id: str) -> Sequence[Volunteer]:
    """Who can be made the leader of a shift: those with a role on the node, and co-organizers.

    Raises:
        Refused: no such shift, or no role there.
    """
    shift, project = await _shift(unit, shift_id)
    await check_manages(unit, actor_id, project)
    led_by = shift.led_by(project)
    return [each for each in await _trusted(unit, project) if each.id != led_by]


async def set_shift_leader(
    unit: DelegationUnit,
    actor_id: str,
    shift_id: str,
    volunteer_id: str | None,
    contact: str | None,
    *,
    now: datetime,
    new_id: NewId,
) -> Shift:
    """Somebody leads a shift from now on; None: the project's leader again. They are told, and so
    is who led it until now.

    Args:
        contact: how those who hold a place reach them.

    Raises:
        Refused: no role there, cancelled or over, or the person is not one of the node's.
    """
    shift, project = await shift_to_come(unit, shift_id, now)
    await check_manages(unit, actor_id, project)
    to_project = volunteer_id is None or volunteer_id == project.leader_id
    if not to_project and volunteer_id not in {each.id for each in await _trusted(unit, project)}:
        raise Refused(Reason.NOT_FOUND)
    if volunteer_id != shift.leader_id:
        await tell_leader(unit, shift, LedShift.TAKEN_OVER, actor_id, now=now, new_id=new_id)
    if to_project:
        shift.lead(None, None)
        return shift
    shift.lead(volunteer_id, contact)
    if volunteer_id not in await unit.volunteers.person_ids(actor_id):
        await notify(
            unit,
            NoticeKind.LEADS_SHIFT,
            volunteer_id=volunteer_id,
            key=f"{NoticeKind.LEADS_SHIFT}:{shift.id}:{new_id()}",
            facts={"shift": shift.id, "leader": volunteer_id},
            expires_at=shift.ends_at,
            now=now,
            new_id=new_id,
        )
    return shift


async def invite_to_shift(
    unit: DelegationUnit,
    actor_id: str,
    shift_id: str,
    *,
    draw: Draw,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> str:
    """A one-time code that makes its first sender the leader of a shift (24 h).

    Raises:
        Refused: no role there, cancelled or over.
    """
    shift, project = await _shift(unit, shift_id)
    await check_manages(unit, actor_id, project)
    _check_to_come(shift, now)
    return await draw_invitation(
        unit, actor_id, shift=shift, draw=draw, now=now, new_id=new_id, policy=policy
    )


async def set_shift_contact(
    unit: DelegationUnit, actor_id: str, shift_id: str, contact: str | None, *, now: datetime
) -> Shift:
    """How the leader of a shift is reached; also by that leader.

    Raises:
        Refused: neither leads the shift nor manages the project; cancelled or over.
    """
    shift, project = await shift_to_come(unit, shift_id, now)
    await check_manages_shift(unit, actor_id, shift, project)
    shift.lead(shift.leader_id, contact)
    return shift


async def shift_to_come(
    unit: DelegationUnit, shift_id: str, now: datetime
) -> tuple[Shift, Project]:
    """A shift that is not over, held until the unit of work ends.

    Raises:
        Refused: there is none, cancelled or over.
    """
    shift = await unit.shifts.lock(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    _check_to_come(shift, now)
    return shift, await project_there(unit, shift.project_id)


async def _trusted(unit: DelegationUnit, project: Project) -> list[Volunteer]:
    beside = [person for _, person in await unit.co_organizers.of_project(project.id)]
    everybody = [*await with_role(unit, project), *beside]
    return list({person.id: person for person in everybody}.values())


async def _shift(unit: DelegationUnit, shift_id: str) -> tuple[Shift, Project]:
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    return shift, await project_there(unit, shift.project_id)


def _check_to_come(shift: Shift, now: datetime) -> None:
    if shift.cancelled_at is not None:
        raise Refused(Reason.SHIFT_CANCELLED)
    if shift.ends_at <= now:
        raise Refused(Reason.SHIFT_OVER)

"""Taking an invitation: one word and one kind of code, whatever it invites to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.codes.model import Code
from domain.errors import Reason, Refused
from domain.offerings.authority import check_answers_for, check_manages
from domain.offerings.co_organizing import add_co_organizer, project_held
from domain.offerings.delegation import DelegationUnit
from domain.offerings.model import Project, Shift
from domain.offerings.shift_leading import shift_to_come
from domain.offerings.shift_notices import LedShift, tell_leader
from domain.organizations.invitations import Claimed, grant_role, invitation
from domain.policy import Policy
from domain.volunteers.usecases import lock_account, person_behind


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An invitation made somebody co-organize a project or lead one of its shifts.

    Attributes:
        volunteer_id: who.
        shift: None for the whole project.
    """

    volunteer_id: str
    project: Project
    shift: Shift | None


async def take_invitation(
    unit: DelegationUnit,
    account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Claimed | TakenIn:
    """Takes an invitation, be it to a role, a project or a shift.

    Raises:
        Refused: a wrong, old or used code (``keep`` where the try counts); who made it may not
            make such an invitation any more; the project or shift is over; the person manages
            the project already.
    """
    code = await invitation(unit, account_id, text, now=now, new_id=new_id, policy=policy)
    if code.project_id is None and code.shift_id is None:
        return await grant_role(unit, account_id, code, now=now, new_id=new_id)
    account = await lock_account(unit, account_id)
    person = await person_behind(unit, account, new_id=new_id)
    if code.shift_id is not None:
        shift, project = await shift_to_come(unit, code.shift_id, now)
        await _check_inviter(unit, code, check_manages, project)
        if shift.leader_id != person.id:
            by = code.created_by or person.id
            await tell_leader(unit, shift, LedShift.TAKEN_OVER, by, now=now, new_id=new_id)
        shift.lead(person.id, None)
        taken = TakenIn(person.id, project, shift)
    else:
        project = await project_held(unit, code.project_id or "")
        await _check_inviter(unit, code, check_answers_for, project)
        await add_co_organizer(unit, project, person.id, code.created_by, now=now, new_id=new_id)
        taken = TakenIn(person.id, project, None)
    code.use(account.id, now)
    return taken


async def _check_inviter(
    unit: DelegationUnit, code: Code, check: Callable[..., Awaitable[object]], project: Project
) -> None:
    """Refuses what somebody made who has lost the role for it since: see ``grant_role``."""
    if code.created_by is None:
        return
    try:
        await check(unit, code.created_by, project)
    except Refused as refused:
        raise Refused(Reason.INVITATION_WITHDRAWN) from refused

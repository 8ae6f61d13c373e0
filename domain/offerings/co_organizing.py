"""Co-organizers: further people who manage one project, without a role on the tree.

They are chosen among those with a role on the project's node, or taken in by a one-time code, like
the invitation to a role. They manage the project but take in nobody else.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.clock import NewId
from domain.codes.usecases import Draw
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_answers_for, check_manages
from domain.offerings.delegation import (
    DelegationUnit,
    draw_invitation,
    project_there,
    with_role,
)
from domain.offerings.model import CoOrganizer, Project
from domain.policy import Policy
from domain.volunteers.model import Volunteer


async def co_organizers_of(
    unit: DelegationUnit, actor_id: str, project_id: str
) -> Sequence[tuple[CoOrganizer, Volunteer]]:
    """Who co-organizes a project, the first one first.

    Raises:
        Refused: no such project, or no role there.
    """
    project = await project_there(unit, project_id)
    await check_manages(unit, actor_id, project)
    return await unit.co_organizers.of_project(project_id)


async def may_take_in(unit: DelegationUnit, actor_id: str, project_id: str) -> Sequence[Volunteer]:
    """Who can be made a co-organizer: those with a role on the project's node who do not manage it
    yet.

    Raises:
        Refused: no such project, or no role of the actor's own there.
    """
    project = await project_there(unit, project_id)
    await check_answers_for(unit, actor_id, project)
    beside = await unit.co_organizers.of_project(project_id)
    managing = {project.leader_id, *(person.id for _, person in beside)}
    return [each for each in await with_role(unit, project) if each.id not in managing]


async def take_in(
    unit: DelegationUnit,
    actor_id: str,
    project_id: str,
    volunteer_id: str,
    *,
    now: datetime,
    new_id: NewId,
) -> CoOrganizer:
    """Makes somebody with a role on the node a co-organizer; they are told.

    Raises:
        Refused: no role of the actor's own there, closed, the person has no role on the node, or
            manages it already.
    """
    project = await project_held(unit, project_id)
    await check_answers_for(unit, actor_id, project)
    if volunteer_id not in {each.id for each in await with_role(unit, project)}:
        raise Refused(Reason.NOT_FOUND)
    made = await add_co_organizer(unit, project, volunteer_id, actor_id, now=now, new_id=new_id)
    await notify(
        unit,
        NoticeKind.CO_ORGANIZES,
        volunteer_id=volunteer_id,
        key=f"{NoticeKind.CO_ORGANIZES}:{made.id}",
        facts={"project": project.id},
        now=now,
        new_id=new_id,
    )
    return made


async def invite_to_project(
    unit: DelegationUnit,
    actor_id: str,
    project_id: str,
    *,
    draw: Draw,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> str:
    """A one-time code that makes its first sender a co-organizer (24 h).

    Raises:
        Refused: no role of the actor's own there, or closed.
    """
    project = await project_there(unit, project_id)
    await check_answers_for(unit, actor_id, project)
    project.check_not_closed()
    return await draw_invitation(
        unit, actor_id, project=project, draw=draw, now=now, new_id=new_id, policy=policy
    )


async def let_go(
    unit: DelegationUnit, actor_id: str, co_organizer_id: str, *, now: datetime
) -> CoOrganizer:
    """Somebody no longer co-organizes: by who answers for the project, or on their own wish.

    Raises:
        Refused: not there any more, or neither of both.
    """
    beside = await unit.co_organizers.lock(co_organizer_id)
    if beside is None or beside.withdrawn_at is not None:
        raise Refused(Reason.NOT_FOUND)
    if beside.volunteer_id not in await unit.volunteers.person_ids(actor_id):
        await check_answers_for(unit, actor_id, await project_there(unit, beside.project_id))
    beside.withdraw(actor_id, now)
    return beside


async def add_co_organizer(
    unit: DelegationUnit,
    project: Project,
    volunteer_id: str,
    granted_by: str | None,
    *,
    now: datetime,
    new_id: NewId,
) -> CoOrganizer:
    """Somebody co-organizes a project that the caller has locked: one live row a person.

    Raises:
        Refused: the person manages it already.
    """
    person_ids = await unit.volunteers.person_ids(volunteer_id)
    if project.leader_id in person_ids or await unit.co_organizers.among(project.id, person_ids):
        raise Refused(Reason.MANAGES_ALREADY)
    return await unit.co_organizers.add(
        CoOrganizer(
            id=new_id(),
            project_id=project.id,
            volunteer_id=volunteer_id,
            granted_by=granted_by,
            granted_at=now,
        )
    )


async def project_held(unit: DelegationUnit, project_id: str) -> Project:
    """The project, held until the unit of work ends."""
    project = await unit.projects.lock(project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    project.check_not_closed()
    return project

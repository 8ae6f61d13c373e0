"""What taking others into a project stands on: whom it may be, and the codes that invite them."""

from datetime import datetime
from typing import Protocol

from domain.clock import NewId
from domain.codes.model import Code, CodePurpose
from domain.codes.usecases import Draw, make_code
from domain.errors import Reason, Refused
from domain.notices.ports import NoticeUnit
from domain.offerings.authority import AuthorityUnit, CoOrganizers
from domain.offerings.authority import Organizations as NodeReader
from domain.offerings.authority import Roles as RoleReader
from domain.offerings.model import Project, Shift
from domain.organizations.ports import Organizations as NodeStore
from domain.organizations.ports import OrganizationUnit
from domain.organizations.ports import Roles as RoleStore
from domain.policy import Policy
from domain.ports import Store
from domain.volunteers.model import Volunteer
from domain.volunteers.ports import Volunteers


class Roles(RoleStore, RoleReader, Protocol):
    """Roles, to be read and given."""


class Organizations(NodeStore, NodeReader, Protocol):
    """The nodes of the tree."""


class DelegationUnit(AuthorityUnit, NoticeUnit, OrganizationUnit, Protocol):
    """A unit of work in which others are taken into a project."""

    @property
    def volunteers(self) -> Volunteers: ...
    @property
    def roles(self) -> Roles: ...
    @property
    def organizations(self) -> Organizations: ...
    @property
    def projects(self) -> Store[Project]: ...
    @property
    def shifts(self) -> Store[Shift]: ...
    @property
    def co_organizers(self) -> CoOrganizers: ...


async def with_role(unit: DelegationUnit, project: Project) -> list[Volunteer]:
    """Those with a role on the project's node, each once."""
    held = await unit.roles.on(project.organization_id)
    return list({person.id: person for _, person in held}.values())


async def draw_invitation(
    unit: DelegationUnit,
    actor_id: str,
    *,
    project: Project | None = None,
    shift: Shift | None = None,
    draw: Draw,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> str:
    """A one-time code to co-organize a project or to lead a shift (24 h)."""
    code = Code(
        id=new_id(),
        purpose=CodePurpose.CLAIM,
        project_id=project.id if project else None,
        shift_id=shift.id if shift else None,
        created_by=actor_id,
        created_at=now,
        expires_at=now + policy.invitation_lifetime,
    )
    return await make_code(unit, code, draw=draw, now=now)


async def project_there(unit: DelegationUnit, project_id: str) -> Project:
    """The project of an id.

    Raises:
        Refused: there is none.
    """
    project = await unit.projects.get(project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    return project

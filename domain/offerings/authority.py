"""Who may manage which project and which shift.

By a role on the tree: organizers every project of their node and below, leaders their own projects
there. Without a role: co-organizers the projects they were taken into, the leader of a shift that
one shift (who comes, its code, its hours), and nothing beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.errors import Reason, Refused, granted
from domain.offerings.model import CoOrganizer, Project, Shift
from domain.organizations.model import Organization, Role, RoleKind
from domain.persons import PeopleUnit
from domain.ports import Store
from domain.volunteers.model import Volunteer, VolunteerState


class Roles(Protocol):
    """Roles with their nodes."""

    async def held(self, volunteer_ids: Sequence[str]) -> Sequence[tuple[Role, Organization]]:
        """The roles that a person has now, each with its node."""
        ...

    async def above(self, path: str, kinds: Sequence[RoleKind]) -> Sequence[str]:
        """Who has one of these roles on a node or above it: ids of volunteers, nearest first."""
        ...

    async def on(self, organization_id: str) -> Sequence[tuple[Role, Volunteer]]:
        """Who has a role on a node itself."""
        ...

    async def manages_anything(self, volunteer_ids: Sequence[str]) -> bool:
        """Whether the person has any role, co-organizes a project or leads a shift."""
        ...


class CoOrganizers(Store[CoOrganizer], Protocol):
    """Who manages a project beside its leader."""

    async def among(self, project_id: str, volunteer_ids: Sequence[str]) -> bool:
        """Whether the person co-organizes the project now."""
        ...

    async def of_project(self, project_id: str) -> Sequence[tuple[CoOrganizer, Volunteer]]:
        """Those who co-organize a project now, the first one first."""
        ...

    async def held(self, volunteer_ids: Sequence[str]) -> Sequence[CoOrganizer]:
        """What a person co-organizes now."""
        ...


class Organizations(Store[Organization], Protocol):
    """The nodes of the tree."""

    async def roots(self) -> Sequence[Organization]:
        """The nodes without a parent, the first one first."""
        ...


class AuthorityUnit(PeopleUnit, Protocol):
    """A unit of work that knows who has which role."""

    @property
    def roles(self) -> Roles: ...
    @property
    def organizations(self) -> Organizations: ...
    @property
    def co_organizers(self) -> CoOrganizers: ...


@dataclass(frozen=True, slots=True)
class Authority:
    """What a person may do by their roles, by node.

    Organizers (and administrators) manage every project of their node and below; a leader manages
    the own projects there.

    Attributes:
        person_ids: the person, through all merges.
        organizes: the nodes with a role of organizer or above.
        leads: the nodes with the role of leader.
    """

    person_ids: tuple[str, ...]
    organizes: tuple[Organization, ...]
    leads: tuple[Organization, ...]

    def over_node(self, node: Organization) -> bool:
        """Whether the person organizes the node."""
        return any(node.is_within(own) for own in self.organizes)

    def may_create_in(self, node: Organization) -> bool:
        """Whether the person may post a project there: organizers and leaders."""
        return self.over_node(node) or self._leads_in(node)

    def over_project(self, project: Project, node: Organization) -> bool:
        """Whether the person manages the project, which belongs to the node, by a role."""
        own = project.leader_id in self.person_ids and self._leads_in(node)
        return own or self.over_node(node)

    def at(self, node: Organization) -> "Authority":
        """The part of it that roles on the node or above it give, within the node only."""
        organizes = (node,) if self.over_node(node) else ()
        return Authority(self.person_ids, organizes, (node,) if self._leads_in(node) else ())

    def _leads_in(self, node: Organization) -> bool:
        return any(node.is_within(own) for own in self.leads)


async def authority_of(unit: AuthorityUnit, actor_id: str) -> Authority:
    """What a person may do now; two queries."""
    person_ids = tuple(await unit.volunteers.person_ids(actor_id))
    held = await unit.roles.held(person_ids)
    return Authority(
        person_ids,
        tuple(node for role, node in held if role.kind is not RoleKind.LEADER),
        tuple(node for role, node in held if role.kind is RoleKind.LEADER),
    )


async def node_of(unit: AuthorityUnit, organization_id: str) -> Organization:
    """The node of an id.

    Raises:
        Refused: there is none.
    """
    node = await unit.organizations.get(organization_id)
    if node is None:
        raise Refused(Reason.NOT_FOUND)
    return node


async def check_manages(unit: AuthorityUnit, actor_id: str, project: Project) -> Organization:
    """Refuses everyone who does not manage the project; the project's node."""
    node = await node_of(unit, project.organization_id)
    authority = await authority_of(unit, actor_id)
    if authority.over_project(project, node):
        return node
    if not await unit.co_organizers.among(project.id, authority.person_ids):
        raise Refused(Reason.NOT_ALLOWED)
    return node


async def check_answers_for(unit: AuthorityUnit, actor_id: str, project: Project) -> Organization:
    """Refuses everyone who does not manage the project by a role of their own; its node.

    Who was taken into a project does not take in others.
    """
    node = await node_of(unit, project.organization_id)
    if not (await authority_of(unit, actor_id)).over_project(project, node):
        raise Refused(Reason.NOT_ALLOWED)
    return node


async def check_manages_shift(
    unit: AuthorityUnit, actor_id: str, shift: Shift, project: Project
) -> None:
    """Refuses everyone who neither leads the shift nor manages its project."""
    leads = shift.leader_id is not None and (
        shift.leader_id in await unit.volunteers.person_ids(actor_id)
    )
    if not leads:
        await check_manages(unit, actor_id, project)


async def check_manages_anything(unit: AuthorityUnit, actor_id: str) -> Authority:
    """Refuses everyone who manages nothing at all; what the others may do by their roles."""
    authority = await authority_of(unit, actor_id)
    by_role = authority.organizes or authority.leads
    if not by_role and not await unit.roles.manages_anything(authority.person_ids):
        raise Refused(Reason.NOT_ALLOWED)
    return authority


async def leads_still(unit: AuthorityUnit, project: Project) -> bool:
    """Whether who is named as the project's leader may manage it now: a role may be withdrawn, and
    goes with deleted data, while the project keeps the name."""
    return await granted(check_manages(unit, project.leader_id, project))


async def responsible_for(
    unit: AuthorityUnit, shift: Shift | None, project: Project, but: Sequence[str] = ()
) -> Sequence[str]:
    """Who is told of what happens on a shift, or has to decide: its own leader, else the project's,
    else the co-organizers, else who organizes the node.

    Args:
        but: the ids of a person who is not asked, as it is about themselves. Where they lead the
            project, those whom they took in are not asked either.
    """
    own = await _own_leader(unit, shift)
    if own is not None and own not in but:
        return [own]
    if project.leader_id not in but:
        if await leads_still(unit, project):
            return [project.leader_id]
        found = await unit.co_organizers.of_project(project.id)
        if beside := [person.id for _, person in found if person.id not in but]:
            return beside
    organizers = await organizers_of(unit, project.organization_id)
    return [organizer_id for organizer_id in organizers if organizer_id not in but]


async def managers_of(unit: AuthorityUnit, shift: Shift | None, project: Project) -> Sequence[str]:
    """Everybody who may decide on what was done on a shift: ids of volunteers, those nearest to it
    first."""
    own = await _own_leader(unit, shift)
    found = [*([own] if own is not None else [])]
    if await leads_still(unit, project):
        found.append(project.leader_id)
    found += [person.id for _, person in await unit.co_organizers.of_project(project.id)]
    found += await organizers_of(unit, project.organization_id)
    return list(dict.fromkeys(found))


async def _own_leader(unit: AuthorityUnit, shift: Shift | None) -> str | None:
    """Who leads a shift that has a leader of its own, and can be told."""
    if shift is None or shift.leader_id is None:
        return None
    leader = await unit.volunteers.get(shift.leader_id)
    frozen = leader is None or leader.state is VolunteerState.FROZEN
    return None if frozen else shift.leader_id


async def organizers_of(unit: AuthorityUnit, organization_id: str) -> Sequence[str]:
    """Who organizes a node: ids of volunteers, those nearest in the tree first."""
    node = await node_of(unit, organization_id)
    return await unit.roles.above(node.path, (RoleKind.ORGANIZER, RoleKind.ADMINISTRATOR))

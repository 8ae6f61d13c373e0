"""Who may manage which project: the roles of a person, seen from the projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.errors import Reason, Refused
from domain.offerings.model import Project
from domain.organizations.model import Organization, Role, RoleKind
from domain.persons import PeopleUnit
from domain.ports import Store


class Roles(Protocol):
    """Roles with their nodes."""

    async def held(self, volunteer_ids: Sequence[str]) -> Sequence[tuple[Role, Organization]]:
        """The roles that a person has now, each with its node."""
        ...

    async def above(self, path: str, kinds: Sequence[RoleKind]) -> Sequence[str]:
        """Who has one of these roles on a node or above it: ids of volunteers, nearest first."""
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


@dataclass(frozen=True, slots=True)
class Authority:
    """What a person may do, by node.

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
        """Whether the person manages the project, which belongs to the node."""
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
    if not (await authority_of(unit, actor_id)).over_project(project, node):
        raise Refused(Reason.NOT_ALLOWED)
    return node


async def organizers_of(unit: AuthorityUnit, organization_id: str) -> Sequence[str]:
    """Who organizes a node: ids of volunteers, those nearest in the tree first."""
    node = await node_of(unit, organization_id)
    return await unit.roles.above(node.path, (RoleKind.ORGANIZER, RoleKind.ADMINISTRATOR))

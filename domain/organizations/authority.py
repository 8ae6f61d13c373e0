"""Who may do what on the tree, by their roles."""

from collections.abc import Sequence

from domain.errors import Reason, Refused
from domain.organizations.model import Organization, RoleKind
from domain.organizations.ports import OrganizationUnit


async def can(
    unit: OrganizationUnit, volunteer_id: str, kind: RoleKind, node: Organization
) -> bool:
    """Whether a person has a role of this rank or a higher one on the node or above it."""
    ids = await unit.volunteers.person_ids(volunteer_id)
    return any(
        role.kind.at_least(kind) and node.is_within(own) for role, own in await unit.roles.held(ids)
    )


async def check_can(
    unit: OrganizationUnit, volunteer_id: str, kind: RoleKind, organization_id: str
) -> Organization:
    """The node, for somebody with the rank on it.

    Raises:
        Refused: no such node, or no such role.
    """
    node = await unit.organizations.get(organization_id)
    if node is None:
        raise Refused(Reason.NOT_FOUND)
    if not await can(unit, volunteer_id, kind, node):
        raise Refused(Reason.NOT_ALLOWED)
    return node


async def manageable(unit: OrganizationUnit, volunteer_id: str) -> Sequence[Organization]:
    """The nodes that a person organizes, each after its parent, without repetition."""
    ids = await unit.volunteers.person_ids(volunteer_id)
    tops: list[Organization] = []
    for role, node in await unit.roles.held(ids):
        covered = any(node.is_within(top) for top in tops)
        if role.kind.at_least(RoleKind.ORGANIZER) and not covered:
            tops.append(node)
    return [node for top in tops for node in await unit.organizations.within(top.path)]


def rank_for(kind: RoleKind) -> RoleKind:
    """The rank that gives and takes a role: administrators alone make administrators."""
    return RoleKind.ADMINISTRATOR if kind is RoleKind.ADMINISTRATOR else RoleKind.ORGANIZER

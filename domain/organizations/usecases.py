"""The tree of organizations: nodes added and marked, roles taken away."""

from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.organizations.authority import check_can, rank_for
from domain.organizations.model import NodeKind, Organization, Role, RoleKind
from domain.organizations.ports import AdministratorUnit, OrganizationUnit


async def add_node(
    unit: OrganizationUnit,
    actor_id: str,
    parent_id: str,
    kind: NodeKind,
    name: str,
    *,
    now: datetime,
    new_id: NewId,
) -> Organization:
    """Adds a unit, station or team below a node.

    Raises:
        Refused: the actor does not organize the parent; the name is taken there.
    """
    parent = await check_can(unit, actor_id, RoleKind.ORGANIZER, parent_id)
    await unit.organizations.lock(parent.id)
    if await unit.organizations.named(name, parent.id) is not None:
        raise Refused(Reason.NAME_TAKEN, name=name)
    node_id = new_id()
    return await unit.organizations.add(
        Organization(
            id=node_id,
            kind=kind,
            name=name,
            parent_id=parent.id,
            path=f"{parent.path}{node_id}/",
            created_at=now,
        )
    )


async def set_verified(
    unit: OrganizationUnit, actor_id: str, organization_id: str, verified: bool
) -> Organization:
    """Sets or takes the verified mark; administrators only.

    Raises:
        Refused: the actor is no administrator of the node.
    """
    await check_can(unit, actor_id, RoleKind.ADMINISTRATOR, organization_id)
    node = await unit.organizations.lock(organization_id)
    if node is None:
        raise Refused(Reason.NOT_FOUND)
    node.verify(verified)
    return node


async def withdraw_role(
    unit: OrganizationUnit, actor_id: str, role_id: str, *, now: datetime
) -> Role:
    """Takes a role away; administrators take all, organizers those of organizers and leaders.

    Raises:
        Refused: no such role, no right, or the last administrator.
    """
    role = await unit.roles.lock(role_id)
    if role is None or role.withdrawn_at is not None:
        raise Refused(Reason.NOT_FOUND)
    node = await check_can(unit, actor_id, rank_for(role.kind), role.organization_id)
    await check_not_last(unit, role, node)
    role.withdraw(actor_id, now)
    return role


async def check_not_last(unit: AdministratorUnit, role: Role, node: Organization) -> None:
    """Refuses to leave a tree without an administrator of its root."""
    if role.kind is not RoleKind.ADMINISTRATOR or node.parent_id is not None:
        return
    administrators = await unit.roles.lock_administrators(node.id)
    if {other.id for other in administrators} <= {role.id}:
        raise Refused(Reason.LAST_ADMINISTRATOR)

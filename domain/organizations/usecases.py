"""The tree of organizations, and the roles that people get on it by invitation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.codes.model import Code, CodePurpose
from domain.codes.usecases import Draw, find_code, make_code
from domain.errors import Reason, Refused
from domain.organizations.model import NodeKind, Organization, Role, RoleKind
from domain.organizations.ports import AdministratorUnit, OrganizationUnit
from domain.policy import Policy
from domain.volunteers.usecases import lock_account, person_behind


@dataclass(frozen=True, slots=True)
class Claimed:
    """What an invitation gave.

    Attributes:
        role: None where the organization's name must be asked first: the invitation is then used
            up by ``found_organization``.
        organization: the node of the role.
    """

    role: Role | None
    organization: Organization | None


# ---------------------------------------------------------------- who may what


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


# ---------------------------------------------------------------- invitations


async def invite_administrator(
    unit: OrganizationUnit, *, draw: Draw, now: datetime, new_id: NewId, policy: Policy
) -> str:
    """A one-time code that makes its first sender an administrator (24 h)."""
    return await make_code(
        unit,
        Code(
            id=new_id(),
            purpose=CodePurpose.CLAIM,
            role_kind=RoleKind.ADMINISTRATOR,
            created_at=now,
            expires_at=now + policy.invitation_lifetime,
        ),
        draw=draw,
        now=now,
    )


async def invite(
    unit: OrganizationUnit,
    actor_id: str,
    kind: RoleKind,
    organization_id: str,
    *,
    draw: Draw,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> str:
    """A one-time code that gives its first sender a role on a node (24 h).

    Organizers invite organizers and leaders; administrators also administrators.

    Raises:
        Refused: the actor has no such right on the node.
    """
    node = await check_can(unit, actor_id, _needed_for(kind), organization_id)
    return await make_code(
        unit,
        Code(
            id=new_id(),
            purpose=CodePurpose.CLAIM,
            role_kind=kind,
            organization_id=node.id,
            created_by=actor_id,
            created_at=now,
            expires_at=now + policy.invitation_lifetime,
        ),
        draw=draw,
        now=now,
    )


async def claim_role(
    unit: OrganizationUnit,
    account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Claimed:
    """Takes an invitation; whoever has no profile yet becomes a guest with a role.

    The first administrator founds the organization: nothing is written then, the code stays
    usable, and its name has to be asked. A later one gets the root that stands.

    Raises:
        Refused: a wrong, old or used code (``keep`` where the try counts); who made it may not
            give the role any more.
    """
    code = await invitation(unit, account_id, text, now=now, new_id=new_id, policy=policy)
    return await grant_role(unit, account_id, code, now=now, new_id=new_id)


async def grant_role(
    unit: OrganizationUnit, account_id: str, code: Code, *, now: datetime, new_id: NewId
) -> Claimed:
    """Gives the role that an invitation is for; see ``claim_role``.

    Raises:
        Refused: it is for no role, or who made it may not give the role any more.
    """
    if code.project_id is not None or code.shift_id is not None:
        raise Refused(Reason.CODE_WRONG)
    node = await _node_of(unit, code)
    if node is None:
        return Claimed(None, None)
    # An invitation reaches no further than the role behind it: else whoever loses theirs could
    # take it back with a code made before. Codes of the command line have nobody behind them.
    by, needed = code.created_by, _needed_for(_kind_of(code))
    if by is not None and not await can(unit, by, needed, node):
        raise Refused(Reason.INVITATION_WITHDRAWN)
    return await _grant(unit, account_id, code, node, now=now, new_id=new_id)


async def found_organization(
    unit: OrganizationUnit,
    account_id: str,
    text: str,
    name: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Claimed:
    """Makes the root of the tree and its first administrator, by an invitation without a node.

    Raises:
        Refused: a wrong, old or used code; the code is for a node.
    """
    code = await invitation(unit, account_id, text, now=now, new_id=new_id, policy=policy)
    if await _node_of(unit, code) is not None:
        raise Refused(Reason.NAME_TAKEN)
    root_id = new_id()
    root = await unit.organizations.add(
        Organization(
            id=root_id,
            kind=NodeKind.ORGANIZATION,
            name=name,
            path=f"{root_id}/",
            created_at=now,
        )
    )
    return await _grant(unit, account_id, code, root, now=now, new_id=new_id)


# ---------------------------------------------------------------- the tree


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
    node = await check_can(unit, actor_id, _needed_for(role.kind), role.organization_id)
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


async def invitation(
    unit: OrganizationUnit,
    account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Code:
    """The invitation that an account sent, held until the unit of work ends; not used yet.

    Raises:
        Refused: a wrong, old or used code (``keep`` where the try counts).
    """
    await lock_account(unit, account_id)
    found = await find_code(
        unit,
        CodePurpose.CLAIM,
        text,
        account_id=account_id,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    code = await unit.codes.lock(found.id)
    assert code is not None  # codes are not deleted while they are valid
    code.check(now)
    return code


def _needed_for(kind: RoleKind) -> RoleKind:
    """The rank that gives and takes a role: administrators alone make administrators."""
    return RoleKind.ADMINISTRATOR if kind is RoleKind.ADMINISTRATOR else RoleKind.ORGANIZER


def _kind_of(code: Code) -> RoleKind:
    return RoleKind(code.role_kind or RoleKind.LEADER)


async def _node_of(unit: OrganizationUnit, code: Code) -> Organization | None:
    if code.organization_id is not None:
        return await unit.organizations.get(code.organization_id)
    roots = await unit.organizations.roots()
    return roots[0] if roots else None


async def _grant(
    unit: OrganizationUnit,
    account_id: str,
    code: Code,
    node: Organization,
    *,
    now: datetime,
    new_id: NewId,
) -> Claimed:
    account = await lock_account(unit, account_id)
    person = await person_behind(unit, account, new_id=new_id)
    code.use(account.id, now)
    kind = _kind_of(code)
    for role, held_on in await unit.roles.held(person.ids):
        if role.kind is kind and held_on.id == node.id:
            return Claimed(role, node)
    role = Role(
        id=new_id(),
        volunteer_id=person.id,
        organization_id=node.id,
        kind=kind,
        granted_by=code.created_by,
        granted_at=now,
    )
    return Claimed(await unit.roles.add(role), node)

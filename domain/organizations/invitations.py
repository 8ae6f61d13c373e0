"""Invitations: one-time codes that give a role on the tree, and the one that founds it."""

from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.codes.model import Code, CodePurpose
from domain.codes.usecases import Draw, find_code, make_code
from domain.errors import Reason, Refused
from domain.organizations.authority import can, check_can, rank_for
from domain.organizations.model import NodeKind, Organization, Role, RoleKind
from domain.organizations.ports import OrganizationUnit
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
    node = await check_can(unit, actor_id, rank_for(kind), organization_id)
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
    by, needed = code.created_by, rank_for(_kind_of(code))
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

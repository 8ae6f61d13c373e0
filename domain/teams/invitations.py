"""Invitations to a team: one link, QR or code for everybody, for 30 days, until withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.codes.model import Code, CodePurpose
from domain.codes.usecases import Draw, find_code, make_code
from domain.errors import Reason, Refused
from domain.organizations.authority import check_can
from domain.organizations.model import Organization, RoleKind
from domain.organizations.ports import OrganizationUnit
from domain.policy import Policy


@dataclass(frozen=True, slots=True)
class TeamInvitation:
    """An invitation that anybody may use.

    Attributes:
        id: names it; joining by it needs no code any more.
        text: the code as people type it.
        node: where it leads.
        expires_at: until when it works, in UTC.
    """

    id: str
    text: str
    node: Organization
    expires_at: datetime


async def open_invitation(
    unit: OrganizationUnit, actor_id: str, organization_id: str, *, now: datetime
) -> TeamInvitation | None:
    """The invitation to a node that is valid now, to be shown again.

    Raises:
        Refused: the actor does not organize the node.
    """
    node = await check_can(unit, actor_id, RoleKind.ORGANIZER, organization_id)
    code = await unit.codes.of_team(node.id)
    if code is None or code.secret is None or not code.valid(now):
        return None
    return TeamInvitation(code.id, code.secret, node, code.expires_at)


async def invite_members(
    unit: OrganizationUnit,
    actor_id: str,
    organization_id: str,
    *,
    draw: Draw,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> TeamInvitation:
    """An invitation for any number of people (30 days, C); the one that is valid, if there is one.

    Raises:
        Refused: the actor does not organize the node.
    """
    node = await check_can(unit, actor_id, RoleKind.ORGANIZER, organization_id)
    # Held, so that two organizers do not make two.
    await unit.organizations.lock(node.id)
    standing = await open_invitation(unit, actor_id, node.id, now=now)
    if standing is not None:
        return standing
    made = Code(
        id=new_id(),
        purpose=CodePurpose.TEAM,
        organization_id=node.id,
        created_by=actor_id,
        created_at=now,
        expires_at=now + policy.team_invitation_lifetime,
    )
    text = await make_code(unit, made, draw=draw, now=now, shown_again=True)
    return TeamInvitation(made.id, text, node, made.expires_at)


async def withdraw_invitation(
    unit: OrganizationUnit, actor_id: str, invitation_id: str, *, now: datetime
) -> Organization:
    """Nobody can join by it any more; who joined stays. Withdrawn twice is withdrawn once.

    Raises:
        Refused: no such invitation, or the actor does not organize its node.
    """
    code = await unit.codes.lock(invitation_id)
    if code is None or code.purpose is not CodePurpose.TEAM or code.organization_id is None:
        raise Refused(Reason.NOT_FOUND)
    node = await check_can(unit, actor_id, RoleKind.ORGANIZER, code.organization_id)
    if code.withdrawn_at is None:
        code.withdraw(actor_id, now)
    return node


async def invitation_sent(
    unit: OrganizationUnit,
    account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> TeamInvitation:
    """What a code that somebody sent, in whatever case, invites to.

    Raises:
        Refused: a wrong code (``keep``), too many wrong tries, withdrawn or too old.
    """
    code = await find_code(
        unit,
        CodePurpose.TEAM,
        text.upper(),
        account_id=account_id,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    return await invited_by(unit, code.id, now=now)


async def invited_by(
    unit: OrganizationUnit, invitation_id: str, *, now: datetime
) -> TeamInvitation:
    """An invitation as it is now.

    Raises:
        Refused: no such invitation, withdrawn or too old.
    """
    code = await unit.codes.get(invitation_id)
    if code is None or code.purpose is not CodePurpose.TEAM or code.organization_id is None:
        raise Refused(Reason.NOT_FOUND)
    code.check(now)
    node = await unit.organizations.get(code.organization_id)
    if node is None:
        raise Refused(Reason.NOT_FOUND)
    return TeamInvitation(code.id, code.secret or "", node, code.expires_at)

"""Joining a team, leaving it, and who is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.organizations.authority import check_can
from domain.organizations.model import Organization, RoleKind
from domain.persons import Person, lock_person
from domain.teams.invitations import invited_by
from domain.teams.model import Membership
from domain.teams.ports import Belonging, MembershipUnit, TeamMember, TeamUnit


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining led to.

    Attributes:
        membership: the new one, or the one that stands.
        node: where the person belongs now.
        before: they were a member already.
    """

    membership: Membership
    node: Organization
    before: bool


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Some of the members of a node itself, and how many there are in all."""

    node: Organization
    members: Sequence[TeamMember]
    total: int


# ---------------------------------------------------------------- the volunteer


async def join_team(
    unit: TeamUnit, volunteer_id: str, invitation_id: str, *, now: datetime, new_id: NewId
) -> Joined:
    """A volunteer joins the node that an invitation names; joining twice is joining once.

    The first node is the person's main unit.

    Raises:
        Refused: not a volunteer; no such invitation, withdrawn or too old.
    """
    person = await lock_person(unit, volunteer_id)
    if not person.volunteer.registered:
        raise Refused(Reason.NOT_REGISTERED)
    node = (await invited_by(unit, invitation_id, now=now)).node
    belongs = await unit.memberships.of(person.ids)
    for each in belongs:
        if each.node.id == node.id:
            return Joined(each.membership, node, before=True)
    membership = Membership(
        id=new_id(),
        volunteer_id=person.id,
        organization_id=node.id,
        main=not belongs,
        joined_at=now,
    )
    return Joined(await unit.memberships.add(membership), node, before=False)


async def my_teams(unit: TeamUnit, volunteer_id: str) -> Sequence[Belonging]:
    """Where a person belongs: the main unit first; two queries."""
    return await unit.memberships.of(await unit.volunteers.person_ids(volunteer_id))


async def leave_team(
    unit: TeamUnit, volunteer_id: str, membership_id: str, *, now: datetime
) -> Organization:
    """A person leaves a node; of the rest the first one joined is the main unit then.

    Raises:
        Refused: no such membership of theirs.
    """
    person = await lock_person(unit, volunteer_id)
    own = await _own(unit, person, membership_id)
    await end_membership(unit, person, own.membership, by=person.id, now=now)
    return own.node


async def set_main_unit(unit: TeamUnit, volunteer_id: str, membership_id: str) -> Organization:
    """The node whose people the person counts among.

    Raises:
        Refused: no such membership of theirs.
    """
    person = await lock_person(unit, volunteer_id)
    own = await _own(unit, person, membership_id)
    await _make_main(unit, person, own.membership)
    return own.node


# ---------------------------------------------------------------- the organizer


async def team_members(
    unit: TeamUnit, actor_id: str, organization_id: str, offset: int = 0, limit: int = 3
) -> MemberPage:
    """Who belongs to a node itself, the first one first.

    Raises:
        Refused: the actor does not organize the node.
    """
    node = await check_can(unit, actor_id, RoleKind.ORGANIZER, organization_id)
    return MemberPage(node, *await unit.memberships.page(node.id, offset, limit))


async def remove_member(
    unit: TeamUnit, actor_id: str, membership_id: str, *, now: datetime, new_id: NewId
) -> Organization:
    """An organizer ends somebody's membership; the person is told.

    Raises:
        Refused: no such member now, or the actor does not organize the node.
    """
    found = await unit.memberships.get(membership_id)
    if found is None:
        raise Refused(Reason.NOT_A_MEMBER)
    node = await check_can(unit, actor_id, RoleKind.ORGANIZER, found.organization_id)
    person = await lock_person(unit, found.volunteer_id)
    own = await _own(unit, person, membership_id)
    await end_membership(unit, person, own.membership, by=actor_id, now=now)
    await notify(
        unit,
        NoticeKind.TEAM_LEFT,
        volunteer_id=person.id,
        key=f"{NoticeKind.TEAM_LEFT}:{membership_id}",
        facts={"node": node.id},
        now=now,
        new_id=new_id,
    )
    return node


# ---------------------------------------------------------------- both


async def end_membership(
    unit: MembershipUnit, person: Person, membership: Membership, *, by: str, now: datetime
) -> None:
    """Ends a membership of a person who is held; another one becomes the main unit."""
    membership.end(by, now)
    belongs = await unit.memberships.of(person.ids)
    rest = [each.membership for each in belongs if each.membership.id != membership.id]
    if membership.main and rest:
        rest[0].become_main()


async def _make_main(unit: MembershipUnit, person: Person, chosen: Membership) -> None:
    for each in await unit.memberships.of(person.ids):
        if each.membership.id != chosen.id:
            each.membership.step_back()
    chosen.become_main()


async def _own(unit: MembershipUnit, person: Person, membership_id: str) -> Belonging:
    for each in await unit.memberships.of(person.ids):
        if each.membership.id == membership_id:
            return each
    raise Refused(Reason.NOT_A_MEMBER)

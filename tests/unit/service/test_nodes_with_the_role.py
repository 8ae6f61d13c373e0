"""What is done with a node of the tree, its people, broadcasts and reports × everybody × own node,
child node, foreign node, node above."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from domain.broadcasts.model import Audience, Broadcast, BroadcastState, Ways
from domain.broadcasts.usecases import (
    NewBroadcast,
    broadcast_progress,
    dry_run,
    latest_broadcasts,
    move_broadcast,
    send_broadcast,
)
from domain.organizations.invitations import invite
from domain.organizations.model import NodeKind, Role, RoleKind
from domain.organizations.usecases import add_node, set_verified, withdraw_role
from domain.reports.usecases import details_for, report_for, reportable
from domain.teams.invitations import invite_members, open_invitation, withdraw_invitation
from domain.teams.share import set_headcount, share_of
from domain.teams.usecases import join_team, remove_member, team_members
from domain.volunteers.model import Platform
from storage.unit import Unit
from tests.unit.service.places import (
    PLACES,
    Place,
    Table,
    allowed,
    check_listed,
    found,
    furnish,
)
from tests.unit.service.world import NOW, POLICY, World, ids


@dataclass(frozen=True)
class Stage:
    """What there is to act on at one node."""

    node: str
    invitation: str
    membership: str

    @property
    def plan(self) -> NewBroadcast:
        """A broadcast to the node's people about its project."""
        return NewBroadcast(self.node, "缺人", None, "mine", Audience(team=self.node), 5, NOW)


ACT: dict[str, Any] = {"now": NOW, "new_id": ids("act")}
LOOK: dict[str, Any] = {"now": NOW, "policy": POLICY}
DRAW = ACT | LOOK | {"draw": lambda: "ABCDE23456"}
WAYS = Ways(frozenset(Platform))
PERIOD = (date(2026, 11, 1), date(2026, 11, 30))
PAUSED, CANCELLED = BroadcastState.PAUSED, BroadcastState.CANCELLED
LEADER, ORGANIZER, ADMINISTRATOR = RoleKind.LEADER, RoleKind.ORGANIZER, RoleKind.ADMINISTRATOR


async def _latest_broadcasts(unit: Unit, who: str, stage: Stage) -> None:
    check_listed("sent", (each.id for each in await latest_broadcasts(unit, who, 0, 50)))


async def _reportable(unit: Unit, who: str, stage: Stage) -> None:
    check_listed(stage.node, (node.id for node in await reportable(unit, who)))


TABLE: Table[Stage] = {
    Place.administrators: {
        "set_verified": lambda u, who, s: set_verified(u, who, s.node, True),
        "invite_administrator": lambda u, who, s: invite(u, who, ADMINISTRATOR, s.node, **DRAW),
        "withdraw_administrator": lambda u, who, s: withdraw_role(u, who, "role-high", now=NOW),
    },
    Place.organizers: {
        "add_node": lambda u, who, s: add_node(u, who, s.node, NodeKind.TEAM, "新", **ACT),
        "invite_organizer": lambda u, who, s: invite(u, who, ORGANIZER, s.node, **DRAW),
        "invite_leader": lambda u, who, s: invite(u, who, LEADER, s.node, **DRAW),
        "withdraw_role": lambda u, who, s: withdraw_role(u, who, "role-mate", now=NOW),
        "invite_members": lambda u, who, s: invite_members(u, who, s.node, **DRAW),
        "open_invitation": lambda u, who, s: open_invitation(u, who, s.node, now=NOW),
        "withdraw_invitation": lambda u, who, s: withdraw_invitation(u, who, s.invitation, now=NOW),
        "team_members": lambda u, who, s: team_members(u, who, s.node),
        "remove_member": lambda u, who, s: remove_member(u, who, s.membership, **ACT),
        "share_of": lambda u, who, s: share_of(u, who, s.node, policy=POLICY),
        "set_headcount": lambda u, who, s: set_headcount(u, who, s.node, 30, None),
        "dry_run": lambda u, who, s: dry_run(u, who, s.plan, ways=WAYS, **LOOK),
        "send_broadcast": lambda u, who, s: send_broadcast(u, who, s.plan, **ACT),
        "latest_broadcasts": _latest_broadcasts,
        "broadcast_progress": lambda u, who, s: broadcast_progress(u, who, "sent"),
        "pause_broadcast": lambda u, who, s: move_broadcast(u, who, "sent", PAUSED, now=NOW),
        "cancel_broadcast": lambda u, who, s: move_broadcast(u, who, "sent", CANCELLED, now=NOW),
    },
    Place.with_role: {
        "reportable": _reportable,
    },
    Place.with_role_above: {
        "report_for": lambda u, who, s: report_for(u, who, s.node, *PERIOD, **LOOK),
        "details_for": lambda u, who, s: details_for(u, who, s.node, *PERIOD, **LOOK),
    },
}


async def _stage(world: World, place: Place) -> Stage:
    """A member who came by an invitation, another administrator, a broadcast being sent."""
    await furnish(world, place)
    async with world.database.write() as unit:
        made = await invite_members(unit, "admin", place.node, **DRAW)
        joined = await join_team(unit, "wang", made.id, **ACT)
        await unit.roles.add(
            Role(
                id="role-high",
                volunteer_id="chen",
                organization_id=place.node,
                kind=ADMINISTRATOR,
                granted_at=NOW,
            )
        )
        await unit.broadcasts.add(
            Broadcast(
                id="sent",
                number=7,
                organization_id=place.node,
                author_id="admin",
                text="缺三个人",
                most=5,
                starts_at=NOW,
                state=BroadcastState.SENDING,
                created_at=NOW,
            )
        )
    return Stage(place.node, made.id, joined.membership.id)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
async def test_who_may_do_what_where(world: World, place: Place) -> None:
    assert await found(world, TABLE, await _stage(world, place)) == allowed(TABLE, place)

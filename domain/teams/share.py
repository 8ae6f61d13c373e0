"""Headcount and share: which part of a unit's people are registered volunteers (notice 002)."""

from dataclasses import dataclass

from domain.errors import Reason, Refused
from domain.organizations.authority import check_can
from domain.organizations.model import Organization, RoleKind, UnitLevel
from domain.policy import Policy
from domain.teams.ports import MemberCount, TeamUnit


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a unit's people are volunteers here; for information only (rules.md).

    Attributes:
        members: who belongs to the node or anything below it.
        headcount: how many people the unit has; None: nobody said.
        aim: percent that a unit of its level should reach (notice 002); None without a level.
    """

    members: MemberCount
    headcount: int | None
    level: UnitLevel | None
    aim: int | None

    @property
    def percent(self) -> int | None:
        """Whole percent, never rounded up: those whose main unit it is, of its headcount."""
        return self.members.at_home * 100 // self.headcount if self.headcount else None

    @property
    def reached(self) -> bool:
        """Whether the share is what the level aims at."""
        if self.headcount is None or self.aim is None:
            return False
        return self.members.at_home * 100 >= self.aim * self.headcount


async def share_of(unit: TeamUnit, actor_id: str, organization_id: str, *, policy: Policy) -> Share:
    """A node's members, headcount and share.

    Raises:
        Refused: the actor does not organize the node.
    """
    node = await check_can(unit, actor_id, RoleKind.ORGANIZER, organization_id)
    aim = policy.share_aims.get(node.level) if node.level is not None else None
    return Share(await unit.memberships.count(node.path), node.headcount, node.level, aim)


async def set_headcount(
    unit: TeamUnit,
    actor_id: str,
    organization_id: str,
    headcount: int,
    level: UnitLevel | None,
) -> Organization:
    """Sets how many people a unit has, and its level.

    Raises:
        Refused: the actor does not organize the node.
    """
    await check_can(unit, actor_id, RoleKind.ORGANIZER, organization_id)
    node = await unit.organizations.lock(organization_id)
    if node is None:
        raise Refused(Reason.NOT_FOUND)
    node.count_people(headcount, level)
    return node

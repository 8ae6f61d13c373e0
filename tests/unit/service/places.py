"""Everybody who tries, the places in the tree where they do, and who may what there.

A table says for each right what it allows; it is tried by everybody at every place.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from domain.errors import Reason, Refused
from domain.offerings.model import CoOrganizer
from domain.organizations.model import NodeKind, Organization, Role, RoleKind
from storage.unit import Unit
from tests.unit.service.world import NOW, World

#: ``leader`` leads the project of the own node, ``colleague`` another one there.
PEOPLE = (
    *("admin", "organizer", "leader", "colleague", "team-leader", "co-organizer", "shift-leader"),
    *("outsider", "former", "zhao"),
)
_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where it is tried, seen from the station's people, and who may what there.

    Attributes:
        leads: who leads the project there.
        organizes: who organizes the node.
        co_organizes: who was taken into the project.
        leads_shift: who leads its shifts.
        leaders: who has the role of leader on the node itself.
        leaders_above: who has it on a node above.
    """

    node: str
    leads: str
    organizes: frozenset[str]
    co_organizes: str = "somebody"
    leads_shift: str = "somebody"
    leaders: frozenset[str] = _NOBODY
    leaders_above: frozenset[str] = _NOBODY

    def administrators(self) -> frozenset[str]:
        """Of the root, and with it of everything."""
        return frozenset({"admin"})

    def organizers(self) -> frozenset[str]:
        """Of the node or above it."""
        return self.organizes

    def with_role(self) -> frozenset[str]:
        """Organizers, and who leads on the node itself."""
        return self.organizes | self.leaders

    def with_role_above(self) -> frozenset[str]:
        """Organizers, and who leads on the node or above it."""
        return self.with_role() | self.leaders_above

    def answers_for_project(self) -> frozenset[str]:
        """Over the project by a role of one's own."""
        return self.organizes | {self.leads}

    def over_project(self) -> frozenset[str]:
        """Those, and who was taken into it."""
        return self.answers_for_project() | {self.co_organizes}

    def over_shift(self) -> frozenset[str]:
        """Those, and who leads the shift alone."""
        return self.over_project() | {self.leads_shift}


PLACES = {
    "own node": Place(
        "station",
        leads="leader",
        organizes=frozenset({"admin", "organizer"}),
        co_organizes="co-organizer",
        leads_shift="shift-leader",
        leaders=frozenset({"leader", "colleague"}),
    ),
    "child node": Place(
        "team",
        leads="team-leader",
        organizes=frozenset({"admin", "organizer"}),
        leaders=frozenset({"team-leader"}),
        leaders_above=frozenset({"leader", "colleague"}),
    ),
    "foreign node": Place("other", leads="outsider", organizes=frozenset({"admin", "outsider"})),
    "node above": Place("root", leads="admin", organizes=frozenset({"admin"})),
}

Stage = TypeVar("Stage")
#: What somebody does with what is on the stage.
Action = Callable[[Unit, str, Stage], Awaitable[object]]
#: What each right allows.
Table = Mapping[Callable[[Place], frozenset[str]], Mapping[str, Action[Stage]]]


def allowed(table: Table[Stage], place: Place) -> dict[str, frozenset[str]]:
    """For every action, who may do it there."""
    return {
        action: right(place) & frozenset(PEOPLE)
        for right, actions in table.items()
        for action in actions
    }


async def found(world: World, table: Table[Stage], stage: Stage) -> dict[str, frozenset[str]]:
    """For every action, who could do it."""
    return {
        name: frozenset([who for who in PEOPLE if await _may(world, action, who, stage)])
        for actions in table.values()
        for name, action in actions.items()
    }


async def _may(world: World, action: Action[Stage], who: str, stage: Stage) -> bool:
    """Whether somebody may; what they did is undone."""
    unit = await world.database.begin_write()
    try:
        await action(unit, who, stage)
    except Refused as refusal:
        assert refusal.reason is Reason.NOT_ALLOWED, (who, refusal.reason)
        return False
    finally:
        await unit.close()
    return True


def check_listed(id: str, ids: Iterable[str]) -> None:
    """A list refuses what it leaves out."""
    if id not in ids:
        raise Refused(Reason.NOT_ALLOWED)


async def furnish(world: World, place: Place) -> None:
    """A team below the station, everybody who tries, and a project of the place with two shifts.

    ``mate`` leads on the node, too.
    """
    async with world.database.write() as unit:
        await unit.organizations.add(
            Organization(
                id="team",
                kind=NodeKind.TEAM,
                name="team",
                parent_id="station",
                path="root/station/team/",
                created_at=NOW,
            )
        )
        for who in ("team-leader", "co-organizer", "shift-leader", "somebody", "mate", "chen"):
            await world.person(unit, who)
        for who, node in (("team-leader", "team"), ("mate", place.node)):
            await unit.roles.add(
                Role(
                    id=f"role-{who}",
                    volunteer_id=who,
                    organization_id=node,
                    kind=RoleKind.LEADER,
                    granted_at=NOW,
                )
            )
        await add_project(world, unit, place, "mine")
        await world.shift(unit, "on", "mine", places=5, leader_id=place.leads_shift)
        later = timedelta(days=9)
        await world.shift(unit, "later", "mine", starts_in=later, leader_id=place.leads_shift)


async def add_project(world: World, unit: Unit, place: Place, id: str, **more: object) -> None:
    """A project of the place, with who co-organizes it."""
    own = {"organization_id": place.node, "leader_id": place.leads}
    await world.project(unit, id, **own, **more)
    await unit.co_organizers.add(
        CoOrganizer(
            id=f"{id}-beside", project_id=id, volunteer_id=place.co_organizes, granted_at=NOW
        )
    )

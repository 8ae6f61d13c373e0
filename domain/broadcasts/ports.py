"""What broadcasts need of the stores."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.broadcasts.figures import DryRun, LastWithin, Progress
from domain.broadcasts.model import Audience, Broadcast, Delivery, DeliveryState, LeftOut, Ways
from domain.broadcasts.pictures import PictureUnit
from domain.offerings.model import Category
from domain.offerings.ports import OfferingUnit
from domain.policy import Policy
from domain.ports import Store


class Broadcasts(Store[Broadcast], Protocol):
    """Broadcasts."""

    async def dry_run(
        self,
        audience: Audience,
        *,
        project_id: str | None,
        topic: Category | None,
        ways: Ways,
        now: datetime,
        policy: Policy,
    ) -> DryRun:
        """How many would get it and who would not, counted by the database."""
        ...

    async def plan(
        self, broadcast: Broadcast, *, ways: Ways, now: datetime, policy: Policy, people: int
    ) -> str | None:
        """Writes the deliveries of the next so many people after ``planned_to``.

        Returns:
            The last of them; None where there is nobody left.
        """
        ...

    async def last_within(self, broadcast: Broadcast) -> LastWithin | None:
        """Whoever is the last to get it by its number; None where there is room for all."""
        ...

    async def leave_out_beyond(
        self, broadcast: Broadcast, last: LastWithin, *, after: str, people: int
    ) -> str | None:
        """Leaves out who of the next so many people comes after the last within its number.

        Returns:
            The last of those looked at; None where there is nobody left.
        """
        ...

    async def latest(
        self, node_paths: Sequence[str], offset: int, limit: int
    ) -> Sequence[Broadcast]:
        """Those of nodes and below them, newest first."""
        ...

    async def progress(self, broadcast: Broadcast) -> Progress:
        """Where it stands, counted by the database."""
        ...


class Deliveries(Protocol):
    """Broadcasts for single persons."""

    async def of(self, broadcast_id: str, volunteer_ids: Sequence[str]) -> Delivery | None:
        """The one of a person."""
        ...

    async def cancel(self, broadcast_id: str) -> None:
        """Nobody who waits gets it any more."""
        ...

    async def leave_out_unserved(
        self, broadcast_id: str, ways: Ways, *, before: datetime, people: int
    ) -> int:
        """Leaves out so many people who were due before a moment by a way that is not served;
        returns how many there were."""
        ...

    async def settle(
        self,
        delivery: Delivery,
        state: DeliveryState,
        *,
        at: datetime,
        left_out: LeftOut | None = None,
        detail: str | None = None,
    ) -> None:
        """What became of one that was claimed."""
        ...


class BroadcastUnit(OfferingUnit, PictureUnit, Protocol):
    """A unit of work with all that broadcasts need."""

    @property
    def broadcasts(self) -> Broadcasts: ...
    @property
    def deliveries(self) -> Deliveries: ...

"""How many a broadcast reaches, counted and put in order by the store."""

from dataclasses import dataclass
from datetime import datetime

from domain.broadcasts.model import DeliveryState, LeftOut, Way
from domain.volunteers.model import Platform


@dataclass(frozen=True, slots=True)
class LastWithin:
    """The last of those who get a broadcast by its number.

    Attributes:
        asked_at: when they were asked last, for whatever; None: they never were.
    """

    volunteer_id: str
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a broadcast would do now, in people.

    Attributes:
        by_way: how many get it, by the platform and the way there.
        left_out: how many do not, by the reason.
    """

    by_way: dict[tuple[Platform, Way], int]
    left_out: dict[LeftOut, int]

    @property
    def recipients(self) -> int:
        """How many get it."""
        return sum(self.by_way.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a broadcast stands, in people.

    Attributes:
        states: how many, by the state of their delivery.
        left_out: how many were left out, by the reason.
        opened, signed_up, opted_out: how many of those who got it looked at the project, signed
            up for it afterwards, declined more.
    """

    states: dict[DeliveryState, int]
    left_out: dict[LeftOut, int]
    opened: int = 0
    signed_up: int = 0
    opted_out: int = 0

    def of(self, *states: DeliveryState) -> int:
        """How many are in one of these states."""
        return sum(self.states.get(state, 0) for state in states)

    @property
    def sent(self) -> int:
        """How many got it."""
        return self.of(DeliveryState.SENT)

    @property
    def to_come(self) -> int:
        """How many may still get it."""
        return self.of(DeliveryState.PENDING, DeliveryState.SENDING)

    @property
    def failed(self) -> int:
        """How many should have got it and did not, or perhaps did."""
        return self.of(DeliveryState.REFUSED, DeliveryState.UNREACHABLE, DeliveryState.UNKNOWN)

    @property
    def recipients(self) -> int:
        """How many it was, is or will be sent to."""
        return self.sent + self.to_come + self.failed

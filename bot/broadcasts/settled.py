"""What became of one delivery, from the call to the row."""

from dataclasses import dataclass
from datetime import datetime

from domain.broadcasts.model import Delivery, DeliveryState, LeftOut, Way
from domain.volunteers.model import Account
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a delivery, to be written."""

    delivery: Delivery
    state: DeliveryState
    left_out: LeftOut | None = None
    detail: str | None = None
    again_at: datetime | None = None
    """Set where it waits for another attempt."""
    counts: bool = True
    """Whether that attempt counts."""
    unreachable: Account | None = None
    way: Way | None = None
    """Set where it waits for another way."""


async def write(unit: Unit, done: Settled, now: datetime) -> None:
    """Writes what became of it."""
    if done.again_at is not None:
        attempts = done.delivery.attempts - (0 if done.counts else 1)
        await unit.deliveries.postpone(
            done.delivery, done.again_at, attempts=attempts, detail=done.detail, way=done.way
        )
        return
    await unit.deliveries.settle(
        done.delivery, done.state, at=now, left_out=done.left_out, detail=done.detail
    )
    if done.unreachable is not None:
        await unit.accounts.mark_unreachable(done.unreachable.id)


def left_out(delivery: Delivery, reason: LeftOut, detail: str | None = None) -> Settled:
    """One that is left out for a reason."""
    return Settled(delivery, DeliveryState.LEFT_OUT, left_out=reason, detail=detail)

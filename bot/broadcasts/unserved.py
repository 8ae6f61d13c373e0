"""Who waits for a way that is served no more: for ever, and so would the end of the broadcast."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.dialogue.turn import House
from domain.broadcasts.model import GONE_AFTER, BroadcastState
from domain.clock import Clock

_PEOPLE_AT_ONCE = 1_000
_PAUSE = 0.02


async def leave_out_unserved(
    house: House,
    clock: Clock,
    *,
    people_at_once: int = _PEOPLE_AT_ONCE,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Leaves out of what is being sent whoever has waited too long for a platform, or a way there,
    that the installation was set up without meanwhile."""
    now = clock.now()
    async with house.database.read() as unit:
        sending = [each.id for each in await unit.broadcasts.in_state(BroadcastState.SENDING, now)]
    for broadcast_id in sending:
        found = people_at_once
        while found == people_at_once:
            async with house.database.write() as unit:
                found = await unit.deliveries.leave_out_unserved(
                    broadcast_id, house.ways, before=now - GONE_AFTER, people=people_at_once
                )
            if found == people_at_once:
                await sleep(_PAUSE)

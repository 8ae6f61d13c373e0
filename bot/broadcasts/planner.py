"""Planning: a row for everybody of the audience, a thousand at a time with pauses between, so that
nobody else waits. Planning that dies goes on where it was; the rows' key keeps them single.

It begins when the broadcast may be sent and not before: who registers or writes until then is
reached, and what the platforms allow is judged for the moment at which they are asked.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.dialogue.turn import House
from domain.broadcasts.figures import LastWithin
from domain.broadcasts.model import BroadcastState, Ways
from domain.clock import Clock

log = structlog.get_logger()

_PEOPLE_AT_ONCE = 1_000
_PAUSE = 0.02
"""Seconds; platforms.md: batches of 1,000 with 20 ms between them cost other writers 20 ms."""


class Planner:
    """Plans what was written."""

    def __init__(
        self,
        house: House,
        clock: Clock,
        *,
        people_at_once: int = _PEOPLE_AT_ONCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._house = house
        self._clock = clock
        self._people_at_once = people_at_once
        self._sleep = sleep

    async def plan_all(self) -> None:
        """Plans everything whose time has come; what is planned may be sent."""
        now, policy = self._clock.now(), self._house.policy
        async with self._house.database.read() as unit:
            begun = await unit.broadcasts.in_state(BroadcastState.PLANNING, now)
        waiting = [each.id for each in begun if each.waits_until(now, policy) is None]
        if not waiting:
            return
        ways = await self._house.ways_now()
        for broadcast_id in waiting:
            try:
                while await self._plan_some(broadcast_id, ways):
                    await self._sleep(_PAUSE)
                await self._end(broadcast_id)
            except Exception:
                # The others go out all the same; this one is tried again.
                log.exception("broadcast.not_planned")

    async def _plan_some(self, broadcast_id: str, ways: Ways) -> bool:
        """The next people of a broadcast; whether there may be more."""
        now, house = self._clock.now(), self._house
        async with house.database.write() as unit:
            # The lock makes two planners take turns, and a cancelling organizer wait for one batch.
            broadcast = await unit.broadcasts.lock(broadcast_id)
            if broadcast is None or broadcast.state is not BroadcastState.PLANNING:
                return False
            last = await unit.broadcasts.plan(
                broadcast,
                ways=ways,
                now=now,
                policy=house.policy,
                people=self._people_at_once,
            )
            if last is not None:
                broadcast.planned(last)
            return last is not None

    async def _end(self, broadcast_id: str) -> None:
        """Everybody has a row: who is beyond the number is left out, and sending may begin."""
        while True:
            async with self._house.database.read() as unit:
                broadcast = await unit.broadcasts.get(broadcast_id)
                if broadcast is None or broadcast.state is not BroadcastState.PLANNING:
                    return
                last = await unit.broadcasts.last_within(broadcast)
            if last is None:
                break
            # Whoever was merged with somebody meanwhile may have been passed over: it is counted
            # again, until there is room for all who wait.
            after = await self._leave_out_some(broadcast_id, last, "")
            while after is not None:
                await self._sleep(_PAUSE)
                after = await self._leave_out_some(broadcast_id, last, after)
        async with self._house.database.write() as unit:
            broadcast = await unit.broadcasts.lock(broadcast_id)
            if broadcast is not None and broadcast.state is BroadcastState.PLANNING:
                broadcast.listed(self._clock.now())

    async def _leave_out_some(self, broadcast_id: str, last: LastWithin, after: str) -> str | None:
        """Who of the next people is beyond the number; None where there is nobody left."""
        async with self._house.database.write() as unit:
            broadcast = await unit.broadcasts.lock(broadcast_id)
            if broadcast is None or broadcast.state is not BroadcastState.PLANNING:
                return None
            return await unit.broadcasts.leave_out_beyond(
                broadcast, last, after=after, people=self._people_at_once
            )

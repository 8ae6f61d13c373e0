"""Turns: one account's messages one after the other, in the order they came, across processes.

A queue per account in Redis. The place is drawn by ``enter``; who is first works; ``leave`` wakes
the next one over the channel of its process. Each process keeps one sign of life for all its
places, so a live slow one keeps its place and a dead one's are dropped by whoever looks next.
What a place protects is protected again by row locks in SQL: a process that stalls for longer
than its sign of life lasts does no harm, it only loses the order.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Final
from weakref import WeakValueDictionary

import structlog
from redis.asyncio import Redis

from domain.clock import NewId
from storage.redis.client import RedisAway, reaching_redis, redis_key
from storage.redis.turn_scripts import LEAVE, STAND

_log = structlog.get_logger(__name__)

_ALIVE: Final = redis_key("turns", "alive", "")
_WAKE: Final = redis_key("turns", "wake", "")


class Ticket:
    """A place in an account's queue: ``PROCESS/NUMBER``."""

    def __init__(self, turns: "Turns", queue: str, place: str) -> None:
        self._turns = turns
        self.queue = queue
        self.place = place
        self.first = False
        self.woken = asyncio.Event()

    async def mine(self) -> None:
        """Waits until all who came before have left.

        Raises:
            RedisAway: Redis cannot be reached; the place is to be left.
        """
        if not self.first:
            await self._turns.wait(self)

    async def leave(self) -> None:
        """Gives the place to the next one; where Redis is away, as soon as it is back."""
        await self._turns.leave(self)


class Turns:
    """The queues of all accounts, as one process sees them."""

    def __init__(self, redis: Redis, new_id: NewId, *, life: float = 5.0) -> None:
        """Args:
        redis: a client that decodes responses.
        new_id: names this process.
        life: seconds after which a silent process has lost its places.
        """
        self._redis = redis
        self._process = new_id()
        self._numbers = count(1)
        self._life = life
        self._stand = redis.register_script(STAND)
        self._give_back = redis.register_script(LEAVE)
        # Places are drawn one at a time per account: two connections could overtake each other.
        self._drawing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._held: dict[str, Ticket] = {}
        #: Places to be given back, with their queues.
        self._left: dict[str, str] = {}
        self._heart: asyncio.Task[None] | None = None
        self._ear: asyncio.Task[None] | None = None
        self._hears = asyncio.Event()

    async def enter(self, account_key: str) -> Ticket:
        """Draws the next place; calls for one account get theirs in the order of the calls.

        Raises:
            RedisAway: no place was drawn.
        """
        queue = redis_key("turns", "queue", account_key)
        ticket = Ticket(self, queue, f"{self._process}/{next(self._numbers)}")
        lock = self._drawing.setdefault(account_key, asyncio.Lock())
        async with lock:
            self._held[ticket.place] = ticket
            self._live()
            try:
                await self._look(ticket)
            except BaseException:
                # It may have been drawn all the same: the heart gives it back.
                self._left[ticket.place] = self._held.pop(ticket.place).queue
                raise
        return ticket

    @asynccontextmanager
    async def turn(self, account_key: str) -> AsyncIterator[None]:
        """The account's turn for the length of a block.

        Raises:
            RedisAway: the block did not begin.
        """
        ticket = await self.enter(account_key)
        try:
            await ticket.mine()
            yield
        finally:
            await ticket.leave()

    async def close(self) -> None:
        """Ends the background work; places still held fall to the next ones after ``life``."""
        tasks = [task for task in (self._heart, self._ear) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def wait(self, ticket: Ticket) -> None:
        """See ``Ticket.mine``."""
        await _up_to(self._life / 4, self._hears)
        while not await self._look(ticket):
            # Looked at now and then too: a killed one wakes nobody.
            await _up_to(self._life / 4, ticket.woken)

    async def leave(self, ticket: Ticket) -> None:
        """See ``Ticket.leave``."""
        if self._held.pop(ticket.place, None) is None:
            return
        self._left[ticket.place] = ticket.queue
        try:
            # Shielded: a cancelled task must not keep its place.
            await asyncio.shield(self._return(ticket.place, ticket.queue))
        except RedisAway:
            _log.warning("turn_returned_later")
            self._live()

    async def _look(self, ticket: Ticket) -> bool:
        ticket.woken.clear()
        async with reaching_redis():
            first = await self._stand(
                keys=[ticket.queue, _ALIVE, _WAKE],
                args=[ticket.place, self._process, int(self._life * 1000)],
            )
        ticket.first = bool(first)
        return ticket.first

    async def _return(self, place: str, queue: str) -> None:
        async with reaching_redis():
            await self._give_back(keys=[queue, _ALIVE, _WAKE], args=[place])
        self._left.pop(place, None)

    def _live(self) -> None:
        """Starts the background work where it does not run."""
        if self._heart is None or self._heart.done():
            self._heart = asyncio.create_task(self._beat())
        if self._ear is None or self._ear.done():
            self._ear = asyncio.create_task(self._hear())

    async def _beat(self) -> None:
        """Renews the sign of life while places are held, and gives back what could not be."""
        while self._held or self._left:
            await asyncio.sleep(self._life / 4)
            try:
                if self._held:
                    async with reaching_redis():
                        await self._redis.set(_ALIVE + self._process, 1, px=int(self._life * 1000))
                for place, queue in list(self._left.items()):
                    await self._return(place, queue)
            except RedisAway:
                continue

    async def _hear(self) -> None:
        """Listens on the channel of this process: whose turn it is now."""
        while True:
            try:
                async with reaching_redis(None), self._redis.pubsub() as channel:
                    await channel.subscribe(_WAKE + self._process)
                    async for message in channel.listen():
                        if message["type"] == "subscribe":
                            self._hears.set()
                        else:
                            await self._called(*message["data"].split(" ", 1))
            except RedisAway:
                self._hears.clear()
                await asyncio.sleep(self._life / 4)

    async def _called(self, place: str, queue: str) -> None:
        if ticket := self._held.get(place):
            ticket.woken.set()
        else:
            # Left already, but Redis lost that in a fall: nobody else would take it away.
            await self._return(place, queue)


async def _up_to(seconds: float, event: asyncio.Event) -> None:
    """Waits for the event, but not longer."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()

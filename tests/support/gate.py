"""A gate that records: stands in for the assistant where an adapter alone is tested."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.messages import Answer, Inbound, Push, Screen
from bot.receiving import HandOver, StoreAway

Respond = Callable[[Inbound], Awaitable[Answer]]


async def echo(inbound: Inbound) -> Answer:
    """Answers with what was understood."""
    return Answer(Screen(repr(inbound.content)))


class _Handling:
    def __init__(self, task: "asyncio.Task[Answer]") -> None:
        self._task = task

    async def finished(self, within: float | None = None) -> Answer | None:
        done, _ = await asyncio.wait({self._task}, timeout=within)
        return self._task.result() if done else None


class RecordingGate:
    """Implements ``bot.receiving.Receive``; hands every answer over in a task of its own."""

    def __init__(self, respond: Respond = echo) -> None:
        self.respond = respond
        self.received: list[Inbound] = []
        self.kept: list[Inbound] = []
        self.pushes: list[Push] = []
        self.away = False
        """The store cannot be reached."""
        self.changed = asyncio.Event()
        self.has_room = asyncio.Event()
        self.has_room.set()

    def receive(self, inbound: Inbound, hand_over: HandOver) -> _Handling:
        """Records and answers."""
        self.received.append(inbound)
        self.changed.set()
        return _Handling(asyncio.create_task(self._answer(inbound, hand_over)))

    async def _answer(self, inbound: Inbound, hand_over: HandOver) -> Answer:
        if self.away:
            raise StoreAway
        answer = await self.respond(inbound)
        self.pushes.append(await hand_over(answer))
        self.changed.set()
        return answer

    async def room(self) -> None:
        """As long as ``has_room`` is set."""
        await self.has_room.wait()

    async def keep(self, inbound: Inbound) -> None:
        """Records what may be acknowledged early."""
        if self.away:
            raise StoreAway
        self.kept.append(inbound)
        self.changed.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits until something recorded makes the condition true (at most 10 s)."""
        async with asyncio.timeout(10):
            while not condition():
                self.changed.clear()
                await self.changed.wait()

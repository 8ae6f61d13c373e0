"""The gate to the platform: what is sent waits here until the platform will take it.

Answers go before news: an answer has a turn in the overall rate the moment it is there, news asks
again until no answer is waiting. No answer is held back on account of its own chat: who writes
sets its pace. A 429 holds what it came on for as long as the platform asks: for news the whole
lane, for an answer its chat, so that nobody who writes very fast keeps others from being answered,
and all news beside it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

from bot.lanes import SharedLanes
from storage.redis import RedisAway
from storage.redis.lanes import Rate, Window

#: Seconds: who is told to wait less looks again after these.
_AT_LEAST = 0.01


_A_SECOND = 30


class Lane(StrEnum):
    """What is in a hurry, and what is not."""

    ANSWERS = "answers"
    NEWS = "news"


_WINDOWS = {
    Lane.ANSWERS: Window("overall", _A_SECOND, 1.0, patience=2.0, reserves=True),
    Lane.NEWS: Window("overall", _A_SECOND, 1.0, patience=2.0),
}


class Held(Exception):
    """It would have to wait longer than it can; ``seconds`` is how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.1f} s")
        self.seconds = seconds


class Gate:
    """Lets calls through at the platform's rates, which all processes share.

    Source: platforms.md, "Limits": 1 message a second and chat, short bursts pass; 20 a minute and
    group; about 30 a second over all, of which not one is left unused while many are waiting.
    """

    def __init__(
        self,
        lanes: SharedLanes,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Args: sleep: waits, in seconds."""
        self._lanes = lanes
        self._sleep = sleep

    async def enter(self, lane: Lane, chat_id: int, *, within: float) -> str:
        """Waits for the turn of one message to a chat.

        Without Redis it lets everything through: an answer is worth more than a rate.

        Returns:
            A name, for ``left``.

        Raises:
            Held: its turn does not come within so many seconds; nothing was taken.
        """
        lanes, rates, window = _lanes(lane, chat_id), _rates(lane, chat_id), _WINDOWS[lane]
        waited = 0.0
        while True:
            try:
                turn = await self._lanes.take(lanes, rates, window)
            except RedisAway:
                return ""
            if turn.taken:
                if wait := min(turn.wait, within - waited):
                    await self._sleep(wait)
                return turn.name
            if waited + turn.wait > within:
                raise Held(turn.wait)
            wait = max(turn.wait, _AT_LEAST)
            waited += wait
            await self._sleep(wait)

    async def left(self, name: str) -> None:
        """The platform answered to what was let through, so it has counted it by now."""
        if not name:
            return
        try:
            await self._lanes.answered(_WINDOWS[Lane.ANSWERS], name)
        except RedisAway:
            return

    async def hold(self, lane: Lane, chat_id: int, seconds: float) -> None:
        """The platform asked to wait with a message to a chat."""
        try:
            for held in {Lane.NEWS.value, _lanes(lane, chat_id)[0]}:
                await self._lanes.hold(held, seconds)
        except RedisAway:
            return


def _lanes(lane: Lane, chat_id: int) -> Sequence[str]:
    answers = f"{Lane.ANSWERS} {chat_id}"
    return (Lane.NEWS, answers) if lane is Lane.NEWS else (answers,)


def _rates(lane: Lane, chat_id: int) -> Sequence[Rate]:
    # News goes evenly, so that an answer that comes when all 30 are used waits for a moment only.
    evenly = (Rate("news", 1 / _A_SECOND, 2),) if lane is Lane.NEWS else ()
    if chat_id < 0:  # a group
        return Rate(f"chat {chat_id}", 3.5, 3), *evenly
    # After a quick conversation news need not wait for as long as it would have taken slowly.
    return (Rate(f"news {chat_id}", 1.0, 1), *evenly) if lane is Lane.NEWS else ()

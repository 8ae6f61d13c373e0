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
from storage.redis.lanes import Rate

#: Seconds: who is told to wait less looks again after these.
_AT_LEAST = 0.01


class Lane(StrEnum):
    """What is in a hurry, and what is not."""

    ANSWERS = "answers"
    NEWS = "news"


class Held(Exception):
    """It would have to wait longer than it can; ``seconds`` is how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.1f} s")
        self.seconds = seconds


class Gate:
    """Lets calls through at the platform's rates, which all processes share.

    Source: platforms.md, "Limits": 1 message a second and chat, short bursts pass; 20 a minute and
    group; about 30 a second over all.
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

    async def enter(self, lane: Lane, chat_id: int, *, within: float) -> None:
        """Waits for the turn of one message to a chat.

        Without Redis it lets everything through: an answer is worth more than a rate.

        Raises:
            Held: its turn does not come within so many seconds; nothing was taken.
        """
        lanes, rates = _lanes(lane, chat_id), _rates(lane, chat_id)
        waited = 0.0
        while True:
            try:
                turn = await self._lanes.take(lanes, rates)
            except RedisAway:
                return
            if turn.taken:
                if wait := min(turn.wait, within - waited):
                    await self._sleep(wait)
                return
            if waited + turn.wait > within:
                raise Held(turn.wait)
            wait = max(turn.wait, _AT_LEAST)
            waited += wait
            await self._sleep(wait)

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
    news = lane is Lane.NEWS
    # Below 30 in any second, as what leaves here evenly may arrive unevenly. The larger burst of
    # answers is what goes before news.
    overall = Rate("overall", 1 / 25, 2) if news else Rate("overall", 1 / 25, 4, reserves=True)
    if chat_id < 0:  # a group
        return Rate(f"chat {chat_id}", 3.5, 3), overall
    # After a quick conversation news need not wait for as long as it would have taken slowly.
    return (Rate(f"news {chat_id}", 1.0, 1), overall) if news else (overall,)

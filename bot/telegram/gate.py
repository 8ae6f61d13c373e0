"""The gate to the platform: what is sent waits here until the platform will take it.

Answers go before news: while one waits for room in the overall rate, in any process, no news gets
any. No answer is held back on account of its own chat: who writes sets its pace. A 429
holds what it came on for as long as the platform asks: for news the whole lane, for an answer its
chat, so that nobody who writes very fast keeps others from being answered, and all news beside it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

from bot.lanes import SharedLanes
from storage.redis import RedisAway
from storage.redis.lanes import First, Rate, Turn, Window

#: Seconds: who is told to wait less looks again after these.
_AT_LEAST = 0.01
_A_SECOND = 30
_OVERALL = Window("overall", _A_SECOND, 1.0, patience=2.0)
#: Held while an answer waits.
_BEHIND = "behind answers"
#: So many answers of a process ask for room at a time; the others stand behind them.
_ASKING = 8


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
        self._waiting = 0
        """Answers that stand in line for room."""
        self._asking = asyncio.Semaphore(_ASKING)

    async def enter(self, lane: Lane, chat_id: int, *, within: float) -> str:
        """Waits for the turn of one message to a chat.

        Without Redis it lets everything through: an answer is worth more than a rate.

        Returns:
            A name, for ``left``.

        Raises:
            Held: its turn does not come within so many seconds; nothing was taken.
        """
        try:
            if lane is Lane.ANSWERS:
                return await self._answer(chat_id, within)
            return await self._news(chat_id, within)
        except RedisAway:
            return ""

    async def _news(self, chat_id: int, within: float) -> str:
        lanes, rates, waited = _lanes(Lane.NEWS, chat_id), _rates(Lane.NEWS, chat_id), 0.0
        while not (turn := await self._lanes.take(lanes, rates, _OVERALL)).taken:
            waited = await self._wait(turn, waited, within)
        return turn.name

    async def _answer(self, chat_id: int, within: float) -> str:
        waited = 0.0
        while True:
            turn, waited = await self._in_line(chat_id, waited, within)
            if turn.taken:
                return turn.name
            # Its own chat is held: meanwhile it stands in nobody's way.
            waited = await self._wait(turn, waited, within)

    async def _in_line(self, chat_id: int, waited: float, within: float) -> tuple[Turn, float]:
        """Asks behind the answers that came before, until there is room for one."""
        if (behind := self._waiting / _A_SECOND) > within - waited:
            raise Held(behind)
        lanes, rates, came = _lanes(Lane.ANSWERS, chat_id), _rates(Lane.ANSWERS, chat_id), _now()
        self._waiting += 1
        try:
            async with self._asking:
                waited += _now() - came
                while True:
                    first = First(_BEHIND, others=self._waiting > 1)
                    turn = await self._lanes.take(lanes, rates, _OVERALL, first)
                    if not turn.crowded:
                        return turn, waited
                    waited = await self._wait(turn, waited, within)
        finally:
            self._waiting -= 1

    async def _wait(self, turn: Turn, waited: float, within: float) -> float:
        wait = max(turn.wait, _AT_LEAST)
        if turn.crowded:
            wait = min(wait, _OVERALL.seconds)
        if waited + wait > within:
            raise Held(turn.wait)
        await self._sleep(wait)
        return waited + wait

    async def left(self, name: str) -> None:
        """The platform answered to what was let through, so it has counted it by now."""
        if not name:
            return
        try:
            await self._lanes.answered(_OVERALL, name)
        except RedisAway:
            return

    async def hold(self, lane: Lane, chat_id: int, seconds: float) -> None:
        """The platform asked to wait with a message to a chat."""
        try:
            for held in {Lane.NEWS.value, _lanes(lane, chat_id)[0]}:
                await self._lanes.hold(held, seconds)
        except RedisAway:
            return


def _now() -> float:
    return asyncio.get_running_loop().time()


def _lanes(lane: Lane, chat_id: int) -> Sequence[str]:
    answers = f"{Lane.ANSWERS} {chat_id}"
    return (Lane.NEWS, _BEHIND, answers) if lane is Lane.NEWS else (answers,)


def _rates(lane: Lane, chat_id: int) -> Sequence[Rate]:
    # News goes evenly, so that an answer that comes when all 30 are used waits for a moment only.
    evenly = (Rate("news", 1 / _A_SECOND, 2),) if lane is Lane.NEWS else ()
    if chat_id < 0:  # a group
        return Rate(f"chat {chat_id}", 3.5, 3), *evenly
    # After a quick conversation news need not wait for as long as it would have taken slowly.
    return (Rate(f"news {chat_id}", 1.0, 1), *evenly) if lane is Lane.NEWS else ()

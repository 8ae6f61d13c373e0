"""One message and all POSTs that bring it: the meeting point of the answer and who waits for it."""

import asyncio
import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """The platform's patience, in seconds.

    Attributes:
        patience: after how long the platform posts again.
        answer: how long a POST waits for its answer, below that.
        hold: after how long a POST is closed that is to be repeated, above it.
        repeat: how long an answer waits for the next POST to take it.
        remember: how long the answer is given again without asking anybody.
    """

    patience: float = 5.0
    answer: float = 4.0
    hold: float = 5.5
    repeat: float = 8.0
    remember: float = 30.0


class Exchange:
    """The state of one message at the webhook.

    An answer is *offered* and *taken* by a POST, or the exchange is *released*: everybody is told
    something else (``success``, or one moment please), and the answer goes another way.
    """

    def __init__(self, openid: str, deadline: float, instead: str) -> None:
        """Makes the meeting point of one message.

        Args:
            deadline: the loop's time until which its first POST waits.
            instead: what a POST gets where the answer goes another way.
        """
        self.openid = openid
        self.deadline = deadline
        self._instead = instead
        self._rounds = 0
        self._round_began = -math.inf
        self.released = False
        self.failed = False
        self.reply: str | None = None
        """What every POST gets: a text, or an empty one for ``success``."""
        self._settled = asyncio.Event()
        self._taken = asyncio.Event()

    def post(self, now: float, apart: float) -> int:
        """Which of the platform's POSTs this is, from 1; those that come together are one.

        Args:
            now: the loop's time.
            apart: seconds that lie between two of them at least.
        """
        if now - self._round_began >= apart:
            self._rounds += 1
            self._round_began = now
        return self._rounds

    def offer(self, reply: str) -> None:
        """Gives the answer to whoever waits, now or later."""
        self.reply = reply
        self._settled.set()

    def release(self) -> None:
        """Tells everybody something else than the answer, now and later."""
        self.released = True
        self.offer(self._instead)

    def fail(self) -> None:
        """Nothing was done: everybody shall come again."""
        self.failed = True
        self._settled.set()

    def take(self) -> None:
        """A POST brings what it gets here to the platform now."""
        self._taken.set()

    async def settled(self, within: float) -> bool:
        """Waits for an answer, a release or a failure."""
        return await _happens(self._settled, within)

    async def taken(self, within: float) -> bool:
        """Waits until a POST takes the answer; where none did, none that comes later gets it: by
        then it has gone another way."""
        if await _happens(self._taken, within):
            return True
        self.release()
        return False


async def _happens(event: asyncio.Event, within: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), max(within, 0.0))
    except TimeoutError:
        return event.is_set()
    return True

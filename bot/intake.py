"""At least once in, exactly once done: seen before? whose turn? how long? (design, section 3).

The transaction that writes a message's effects also writes its inbound id, its answer and the
session that results; Redis gets copies afterwards, and where they differ SQL wins. A message
without effects leaves nothing in SQL: the copy in Redis is enough for it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from dataclasses import replace

import structlog

from bot.dialogue.engine import Dialogue
from bot.dialogue.languages import language_for
from bot.dialogue.session import Session, session_from_json
from bot.dialogue.turn import House
from bot.handling import Handler, newer_session
from bot.kept import Kept
from bot.messages import Answer, Inbound, Push, PushOutcome, Screen
from bot.receiving import Handling as Handling
from bot.receiving import HandOver as HandOver
from bot.receiving import Receive as Receive
from bot.receiving import StoreAway as StoreAway
from bot.redaction import redacted
from bot.texts import texts_for
from domain.clock import Clock
from domain.volunteers.model import Account, Language
from storage.database import StoreUnavailable
from storage.redis import RedisAway
from storage.redis.sessions import Copies
from storage.redis.turns import Turns

log = structlog.get_logger()

#: So many messages are worked on at once. When a crowd writes, more would take one another's time
#: until a store that only waits for its turn seems to be away.
_AT_WORK = 32
#: So many accounts have messages in hand before there is no room for others.
_IN_HAND = 200


class _Running:
    """A message being handled, by a task that nobody's waiting cancels."""

    def __init__(self, task: "asyncio.Task[Answer]") -> None:
        self._task = task

    async def finished(self, within: float | None = None) -> Answer | None:
        done, _ = await asyncio.wait({self._task}, timeout=within)
        return self._task.result() if done else None


class Intake:
    """The gate: every message of both platforms comes in here, and news goes out in its turn."""

    def __init__(
        self, house: House, clock: Clock, dialogue: Dialogue, turns: Turns, copies: Copies
    ) -> None:
        self._house = house
        self._turns = turns
        self._copies = copies
        self._kept = Kept(house.database, clock)
        self.handler = Handler(house, clock, dialogue, copies, self._kept)
        self._running: dict[str, asyncio.Task[Answer]] = {}
        self._queues: dict[str, _Queue] = {}
        self._at_work = asyncio.Semaphore(_AT_WORK)
        self._room = asyncio.Event()
        self._room.set()

    def receive(self, inbound: Inbound, hand_over: HandOver) -> Handling:
        """See ``Receive.receive``."""
        task = self._running.get(inbound.id)
        if task is None:
            task = asyncio.create_task(self._in_turn(redacted(inbound), hand_over))
            self._running[inbound.id] = task
            task.add_done_callback(lambda done: self._finished(inbound.id, done))
        return _Running(task)

    async def room(self) -> None:
        """See ``Receive.room``."""
        await self._room.wait()

    async def keep(self, inbound: Inbound) -> None:
        """See ``Receive.keep``."""
        if inbound.id not in self._running:
            return
        try:
            await self._kept.keep(redacted(inbound))
            if inbound.id not in self._running:
                # It was finished while it was being stored: nobody else will take it out again.
                await self._kept.remove(inbound.id)
        except StoreUnavailable as error:
            raise StoreAway from error

    async def take_up_kept(self, hand_over_for: Callable[[Inbound], HandOver]) -> int:
        """Handles what an earlier process acknowledged and did not answer, in order.

        Args:
            hand_over_for: how the answer to a message reaches its account now.

        Returns:
            How many messages were taken up.
        """
        handlings = []
        for inbound in await self._kept.all():
            if inbound.id not in self._running:
                self._kept.known(inbound.id)
                handlings.append(self.receive(inbound, hand_over_for(inbound)))
        for handling in handlings:
            await handling.finished()
        return len(handlings)

    def turn(self, account: Account) -> AbstractAsyncContextManager[None]:
        """The account's turn: meanwhile no message of its own is handled.

        Raises:
            RedisAway: nobody can tell whose turn it is.
        """
        return self._turns.turn(f"{account.platform}:{account.user_id}")

    async def push(
        self,
        account: Account,
        screen: Screen,
        beside_form: Screen,
        language: Language,
        send: Callable[[Account, Screen, Language], Awaitable[Push]],
    ) -> Push:
        """Sends news to an account, whose ``turn`` is held: a number typed next picks from what was
        shown.

        Args:
            beside_form: what is sent to somebody in the middle of a form: a number typed next
                answers the form, so that the news must ask nothing.

        Raises:
            StoreUnavailable, RedisAway: a store cannot be reached; nothing was sent.
        """
        account_key = f"{account.platform}:{account.user_id}"
        copy = await self._copies.load(account_key, account.id)
        async with self._house.database.read() as unit:
            last = await unit.sessions.get(account_key)
        session = session_from_json(newer_session(copy.session, last))
        # News that only leads back to the form asks what the form asks.
        goes_on = all(choice.action == "resume" for choice in screen.choices)
        beside = session.form is not None and not goes_on
        shown = replace(beside_form if beside else screen, large=session.large)
        push = await send(account, shown, language)
        if push.outcome is PushOutcome.SENT and screen.choices:
            if beside:
                session.interrupted = True
            else:
                session.screen = screen
            session.revision += 1
            try:
                await self._copies.store_session(account_key, session.to_json())
            except RedisAway:
                # It was sent and must not be sent again; a number picks from what was shown before.
                log.warning("intake.news_not_noted")
        return push

    async def drain(self, within: float) -> None:
        """Lets what is being handled come to its end, for as long as given (seconds)."""
        if self._running:
            await asyncio.wait(set(self._running.values()), timeout=within)

    # ------------------------------------------------------------ turns

    def _finished(self, inbound_id: str, task: "asyncio.Task[Answer]") -> None:
        self._running.pop(inbound_id, None)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, StoreAway):
            log.error("intake.failed", exc_info=error)

    async def _in_turn(self, inbound: Inbound, hand_over: HandOver) -> Answer:
        queue = self._queues.setdefault(inbound.account_key, _Queue())
        queue.members += 1
        self._note_room()
        given: list[Answer] = []
        work = AsyncExitStack()

        async def hand(answer: Answer) -> Push:
            given.append(answer)
            # From here on it is the platform that takes its time.
            await work.aclose()
            return await hand_over(answer)

        try:
            # The lock is fair: messages of one account go on in the order of ``receive``. The turn
            # is drawn before there is room to work: news must not come in between.
            async with queue.lock, self._turns.turn(inbound.account_key), work:
                await work.enter_async_context(self._at_work)
                return await self.handler.handle(inbound, hand)
        except (StoreUnavailable, RedisAway) as error:
            log.warning("intake.store_away", error=type(error).__name__)
            raise StoreAway from error
        except Exception:
            # A fault of ours: the person is told, and nobody else is held up by this message.
            log.exception("intake.failed")
            # Whoever was answered already is not told that it was not done.
            return given[-1] if given else await self._apologize(inbound, hand_over)
        finally:
            queue.members -= 1
            if not queue.members:
                self._queues.pop(inbound.account_key, None)
            self._note_room()

    def _note_room(self) -> None:
        if len(self._queues) < _IN_HAND:
            self._room.set()
        else:
            self._room.clear()

    async def _apologize(self, inbound: Inbound, hand_over: HandOver) -> Answer:
        language, _ = language_for(inbound, None, Session())
        answer = Answer(Screen(texts_for(language)("our-mistake")), language)
        with suppress(Exception):
            await hand_over(answer)
        with suppress(StoreUnavailable):
            if inbound.id in self._kept:
                await self._kept.remove(inbound.id)
        return answer


class _Queue:
    """The messages of one account in this process."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.members = 0

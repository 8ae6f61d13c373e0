"""Fetches updates; the offset moves only behind what is handled or kept."""

import asyncio
import random
from collections.abc import Sequence
from typing import Any

import structlog
from aiogram.exceptions import AiogramError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.messages import Answer, Inbound, Push
from bot.receiving import Handling, Receive, StoreAway
from bot.telegram.asides import Asides
from bot.telegram.client import TelegramClient
from bot.telegram.decode import ALLOWED_UPDATES, Ignored, decode
from bot.telegram.setup import use_polling

#: Seconds a request waits for updates; a message may hold up the next request so long.
POLL_SECONDS = 30
HANDLING_SECONDS = 1.0
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
#: What an answer may take beyond the waiting itself.
_ANSWER_SECONDS = 10

_log = structlog.get_logger(__name__)


class _GetUpdates(TelegramMethod[list[Any]]):
    """``getUpdates`` with the updates as they come: one that the library cannot read must not
    hide the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


class Polling:
    """One loop that fetches and gives everything to the assistant, in order."""

    def __init__(
        self,
        receive: Receive,
        client: TelegramClient,
        *,
        poll_seconds: int = POLL_SECONDS,
        handling_seconds: float = HANDLING_SECONDS,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        """Starts nothing yet.

        Args:
            receive: the gate of the assistant.
            client: fetches, and hands the answers over.
            poll_seconds: how long a request waits for updates.
            handling_seconds: how long slow messages may hold up the next request.
            first_pause: seconds of the first pause after a failure; they double.
        """
        self._receive = receive
        self._client = client
        self._asides = Asides(client)
        self._poll_seconds = poll_seconds
        self._handling_seconds = handling_seconds
        self._first_pause = self._pause = first_pause
        self._offset: int | None = None
        self._ready = False

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until ``stop`` is set; then what is in hand is finished and confirmed."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                pause = await self._round(stopping)
                if pause:
                    await asyncio.wait({stopping}, timeout=pause)
            await self._confirm()
        finally:
            stopping.cancel()

    async def _round(self, stopping: "asyncio.Task[bool]") -> float:
        """Fetches and takes once; the seconds to pause afterwards."""
        try:
            if not self._ready:
                await use_polling(self._client)
                self._ready = True
            await self._take(await self._fetch(stopping))
        except AiogramError as error:
            _log.warning("telegram polling failed", error=type(error).__name__)
            return max(self._next_pause(), _asked_to_wait(error))
        except StoreAway:
            _log.warning("telegram polling waits", reason="store away")
            return self._next_pause()
        except Exception:
            # A fault of ours: the offset stays, so nothing is lost, and the loop goes on.
            _log.exception("telegram polling failed")
            return self._next_pause()
        self._pause = self._first_pause
        return 0.0

    def _next_pause(self) -> float:
        pause = self._pause
        self._pause = min(pause * 2, _LONGEST_PAUSE)
        # Chance keeps several bots from coming back all at once.
        return pause * random.uniform(0.5, 1.0)

    async def _fetch(self, stopping: "asyncio.Task[bool]") -> Sequence[object]:
        """The next updates; none where we are asked to stop first.

        What a cut-off request was about to bring is not confirmed, so it comes again.
        """
        fetching = asyncio.create_task(self._next_updates())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return fetching.result() if fetching.done() else ()
        finally:
            fetching.cancel()

    async def _next_updates(self) -> Sequence[object]:
        await self._receive.room()
        return await self._get_updates(self._poll_seconds)

    async def _get_updates(self, seconds: int, limit: int | None = None) -> list[object]:
        updates: list[object] = await self._client.call(
            _GetUpdates(
                offset=self._offset,
                limit=limit,
                timeout=seconds,
                allowed_updates=list(ALLOWED_UPDATES),
            ),
            seconds=seconds + _ANSWER_SECONDS,
        )
        return updates

    async def _take(self, updates: Sequence[object]) -> None:
        """Gives updates to the assistant and moves the offset behind those that are safe.

        Raises:
            StoreAway: the rest must be delivered again.
        """
        taken = [(_update_id(update), self._receive_one(update)) for update in updates]
        waits = (one[1].finished(self._handling_seconds) for _, one in taken if one)
        results = iter(await asyncio.gather(*waits, return_exceptions=True))
        for update_id, one in taken:
            if one is not None:
                result = next(results)
                if isinstance(result, BaseException):
                    raise result
                if result is None:
                    await self._receive.keep(one[0])
            if update_id is not None:
                self._offset = update_id + 1

    def _receive_one(self, update: object) -> tuple[Inbound, Handling] | None:
        inbound = decode(update, self._client.known_username)
        if isinstance(inbound, Ignored):
            _log.info("telegram update ignored", reason=inbound.reason)
            return None
        if not isinstance(inbound, Inbound):
            self._asides.take(inbound)
            return None

        async def hand_over(answer: Answer) -> Push:
            return await self._client.answer(inbound, answer)

        return inbound, self._receive.receive(inbound, hand_over)

    async def _confirm(self) -> None:
        """Tells the platform what was taken, so that the next start does not get it again."""
        if self._offset is None:
            return
        try:
            await self._get_updates(0, limit=1)
        except AiogramError as error:
            # It only means repeats, which are recognized.
            _log.warning("telegram offset not confirmed", error=type(error).__name__)


def _update_id(update: object) -> int | None:
    update_id = update.get("update_id") if isinstance(update, dict) else None
    return update_id if isinstance(update_id, int) else None


def _asked_to_wait(error: AiogramError) -> float:
    return float(error.retry_after) if isinstance(error, TelegramRetryAfter) else 0.0

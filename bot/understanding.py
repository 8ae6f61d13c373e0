"""``zhiyuan understand``: what sentences mean, as JSON, one a line, in order."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from datetime import datetime

import structlog
from rich.console import Console

from bot.rasa import Rasa, opened_rasa
from bot.settings import Settings
from nlu.listening import Listener
from nlu.parse import Parse
from nlu.rasa import RasaAway, RasaClient
from nlu.understanding import Understanding, Understands

log = structlog.get_logger(__name__)

_AT_ONCE = 8
_TRIES = 3
_START_SECONDS, _OUTSIDE_SECONDS = 300.0, 5.0
_MOST_STARTS = 2
_LOOK = 0.2


class RasaMissing(Exception):
    """Rasa is wanted and cannot be had; the message is one line that says why."""


async def print_understood(settings: Settings, lines: Iterator[str], now: datetime) -> None:
    """Prints what each line means when said at ``now`` (aware), blank ones too.

    Raises:
        RasaMissing: nothing more is printed.
    """
    async with opened_rasa(settings) as rasa:
        model = None
        if rasa.client is not None:
            if rasa.local is not None and rasa.local.lacking:
                raise RasaMissing(rasa.local.lacking)
            rasa.start()
            model = _Patient(rasa, rasa.client)
            await model.until_ready()
        understood = _in_order(Listener(settings.zone, model), lines, now)
        async with aclosing(understood):
            async for one in understood:
                print(one.to_json(), flush=True)


class _Patient:
    """Implements ``Parses`` for sentences that nobody waits for: what can be had is waited for."""

    def __init__(self, rasa: Rasa, client: RasaClient) -> None:
        self._rasa = rasa
        self._client = client

    async def parse(self, text: str) -> Parse | None:
        """None where Rasa is there and has no answer to this text.

        Raises:
            RasaMissing: it is not there.
        """
        for _ in range(_TRIES):
            await self.until_ready()
            try:
                return await self._client.parse_patiently(text)
            except RasaAway as error:
                log.warning("rasa.again", why=str(error))
                self._client.start()
        await self.until_ready()
        return None

    async def until_ready(self) -> None:
        """Waits until Rasa answers.

        Raises:
            RasaMissing: it will not.
        """
        if self._client.asks:
            return
        with Console(stderr=True).status("waiting for the language model …"):
            try:
                async with asyncio.timeout(
                    _START_SECONDS if self._rasa.local else _OUTSIDE_SECONDS
                ):
                    await self._asked()
            except TimeoutError:
                raise RasaMissing("the Rasa server does not answer") from None

    async def _asked(self) -> None:
        local, asked = self._rasa.local, asyncio.create_task(self._client.until_asked())
        try:
            while not asked.done():
                if local is not None and local.failed >= _MOST_STARTS:
                    raise RasaMissing(f"Rasa does not start; see {local.log_file}")
                await asyncio.wait({asked}, timeout=_LOOK)
        finally:
            asked.cancel()


async def _in_order(
    understands: Understands, lines: Iterator[str], now: datetime
) -> AsyncGenerator[Understanding]:
    """Several at once; the next line is read while earlier ones are still being understood."""
    running: asyncio.Queue[asyncio.Task[Understanding] | None] = asyncio.Queue(_AT_ONCE)

    async def read() -> None:
        try:
            while (line := await asyncio.to_thread(next, lines, None)) is not None:
                text = line.rstrip("\r\n")
                await running.put(asyncio.create_task(understands.understand(text, now)))
        finally:
            await running.put(None)

    reading = asyncio.create_task(read())
    try:
        while (task := await running.get()) is not None:
            yield await task
        await reading
    finally:
        left = [one for _ in range(running.qsize()) if (one := running.get_nowait())]
        for one in left:
            one.cancel()
        reading.cancel()
        await asyncio.gather(*left, reading, return_exceptions=True)

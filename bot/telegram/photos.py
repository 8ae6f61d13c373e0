"""Screens with a picture that many people get: uploaded once, and one outcome for picture and
words.

Where the words fit they are the picture's caption: one message. Where they do not, the picture goes
first and the words decide: they say everything, so that a picture of which nobody knows, or that
the platform does not take, holds nothing up; and once a picture may be on the phone nothing is sent
a second time.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol

import structlog
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.methods import SendPhoto
from aiogram.types import Message

from bot.attachments import Attachments, File
from bot.messages import Attachment, Push, PushOutcome
from bot.telegram.encode import Call, Uploaded
from bot.telegram.errors import outcome_of, wrong_file
from bot.telegram.gate import Held
from storage.redis import RedisAway

_log = structlog.get_logger(__name__)

_NOTED_SECONDS = 30 * 24 * 3600.0


class Notes(Protocol):
    """Short texts with a lifetime that all processes share; all raise ``RedisAway``."""

    async def get(self, key: str) -> str | None:
        """The value, None where there is none."""
        ...

    async def put(self, key: str, value: str, seconds: float) -> None:
        """Keeps a value for so long."""
        ...

    async def drop(self, key: str, value: str) -> None:
        """Removes the key if it still has this value."""
        ...


class HalfShown(Exception):
    """Something is shown, or may be; ``push`` is what became of the rest."""

    def __init__(self, push: Push) -> None:
        super().__init__(push.detail)
        self.push = push


#: Hands a call over; ``begun``: something was shown before it.
Send = Callable[[Call, bool], Awaitable[Any]]


class Photos:
    """Shows pictures by the id that the platform gave them."""

    def __init__(self, attachments: Attachments, notes: Notes | None, bot_id: int) -> None:
        """Args:
        notes: remembers the ids; None: every picture is uploaded each time.
        bot_id: whose ids they are: they are good for this bot only.
        """
        self._attachments = attachments
        self._notes = notes
        self._prefix = f"telegram:photo:{bot_id}:"
        self._uploading = asyncio.Lock()

    async def show(
        self,
        picture: Attachment,
        calls: Callable[[File | Uploaded | None], tuple[Call, ...]],
        send: Send,
    ) -> None:
        """Shows a screen.

        Args:
            picture: named by what is in it, so that it is the same for everybody.
            calls: what shows the screen with the picture, or without one.

        Raises:
            AiogramError, Held: it was not sent, or nobody knows.
            HalfShown: only its picture was, or only the first of its words.
        """
        known = await self._known(picture)
        if known is None:
            # One at a time: whoever waits finds the id of the first.
            async with self._uploading:
                known = await self._known(picture)
                if known is None:
                    file = await self._file(picture)
                    return await self._hand_over(picture, calls, file, send)
        try:
            await self._hand_over(picture, calls, Uploaded(known), send)
        except TelegramBadRequest as error:
            if not wrong_file(error):
                raise
            await self._forget(picture, known)
            await self._hand_over(picture, calls, await self._file(picture), send)
        return None

    async def _hand_over(
        self,
        picture: Attachment,
        calls: Callable[[File | Uploaded | None], tuple[Call, ...]],
        file: File | Uploaded | None,
        send: Send,
    ) -> None:
        shown = half = False
        *before, last = calls(file)
        for call in before:
            try:
                made = await send(call, shown)
            except (AiogramError, Held) as error:
                if not isinstance(call, SendPhoto) or not _goes_on(error):
                    if shown and _refused(error):
                        raise HalfShown(_push(error)) from error
                    raise
            else:
                await self._note(picture, call, made)
            shown, half = True, half or isinstance(call, SendPhoto)
        try:
            made = await send(last, shown)
        except (AiogramError, Held) as error:
            if isinstance(last, SendPhoto) and _refused(error):
                for call in calls(None):
                    await send(call, False)
                return
            push = _push(error)
            if (half and push.outcome is not PushOutcome.UNREACHABLE) or (
                shown and _refused(error)
            ):
                raise HalfShown(push) from error
            raise
        await self._note(picture, last, made)

    async def _file(self, picture: Attachment) -> File | None:
        try:
            return await self._attachments.make(picture)
        except Exception:
            # The text is worth more than its picture.
            _log.exception("telegram picture not had")
            return None

    # ------------------------------------------------------------ what the platform calls them

    async def _known(self, picture: Attachment) -> str | None:
        with suppress(RedisAway):
            return await self._notes.get(self._prefix + picture.ref) if self._notes else None
        return None

    async def _note(self, picture: Attachment, call: Call, made: object) -> None:
        uploaded = isinstance(call, SendPhoto) and not isinstance(call.photo, str)
        if self._notes is None or not uploaded or not isinstance(made, Message) or not made.photo:
            return
        largest = max(made.photo, key=lambda size: size.width * size.height)
        with suppress(RedisAway):
            await self._notes.put(self._prefix + picture.ref, largest.file_id, _NOTED_SECONDS)

    async def _forget(self, picture: Attachment, file_id: str) -> None:
        if self._notes is not None:
            with suppress(RedisAway):
                await self._notes.drop(self._prefix + picture.ref, file_id)


def _push(error: AiogramError | Held) -> Push:
    if isinstance(error, Held):
        return Push(PushOutcome.LATER, error.seconds, "rate")
    return outcome_of(error)


def _refused(error: AiogramError | Held) -> bool:
    """Whether the platform does not take it, whoever it is for."""
    return (
        isinstance(error, TelegramBadRequest)
        and not wrong_file(error)
        and outcome_of(error).outcome is PushOutcome.REFUSED
    )


def _goes_on(error: AiogramError | Held) -> bool:
    """Whether the words go out all the same: the picture may be there, or never will be."""
    if isinstance(error, TelegramBadRequest) and wrong_file(error):
        return False
    return _push(error).outcome in (PushOutcome.UNKNOWN, PushOutcome.REFUSED)

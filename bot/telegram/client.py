"""Gives answers and news to people on Telegram."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramRetryAfter,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetMe,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import Message, ReplyKeyboardMarkup, ReplyKeyboardRemove
from aiohttp import ClientTimeout

from bot.attachments import Attachments, File, qr_png
from bot.messages import (
    Answer,
    Attachment,
    AttachmentKind,
    Contact,
    Inbound,
    Location,
    Push,
    PushOutcome,
    Screen,
    Tap,
)
from bot.telegram.encode import (
    Call,
    Uploaded,
    Words,
    as_new,
    encode,
    picture_beside,
    words_in,
)
from bot.telegram.errors import cannot_edit, not_modified, outcome_of, query_over, words_of
from bot.telegram.gate import Gate, Held, Lane
from bot.telegram.photos import HalfShown, Notes, Photos
from domain.volunteers.model import Language

_log = structlog.get_logger(__name__)

#: Seconds for one call, and for its connection.
_TOTAL_SECONDS = 15.0
_CONNECT_SECONDS = 5.0
#: A call is tried so often, and waits at most so many seconds for its turn.
_TRIES = 4
_LONGEST_WAIT = 20.0
#: News that cannot go out within these seconds is told later; what began is ended.
_NEWS_WAITS = 2.0
_SENT = Push(PushOutcome.SENT)


@dataclass(frozen=True, slots=True)
class _Patience:
    """How a message goes out: its lane, how often it is tried, how long it waits for its turn."""

    lane: Lane
    tries: int
    seconds: float


_ANSWER = _Patience(Lane.ANSWERS, _TRIES, _LONGEST_WAIT)
_LATE_ANSWER = _Patience(Lane.ANSWERS, 1, _LONGEST_WAIT)
_NEWS = _Patience(Lane.NEWS, 1, _NEWS_WAITS)


class TelegramClient:
    """The bot towards the platform. Made inside the running event loop."""

    def __init__(
        self,
        token: str,
        api_url: str,
        attachments: Attachments,
        gate: Gate,
        *,
        notes: Notes | None = None,
        link_base: str = "https://t.me",
        call_seconds: float = _TOTAL_SECONDS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Connects nothing yet.

        Args:
            token: the bot's.
            api_url: where the Bot API is served.
            attachments: makes documents.
            gate: keeps the platform's rates.
            notes: remembers what the platform calls pictures that many people get.
            link_base: in front of ``/USERNAME?start=…`` in links and QR codes.
            call_seconds: after these a call counts as lost.
            sleep: waits, in seconds.

        Raises:
            aiogram.utils.token.TokenValidationError: the token cannot be one.
        """
        session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
        session.timeout = ClientTimeout(  # type: ignore[assignment]  # handed on to aiohttp
            total=call_seconds, sock_connect=_CONNECT_SECONDS
        )
        self._bot = Bot(token, session=session)
        self._attachments = attachments
        self._photos = Photos(attachments, notes, self._bot.id)
        self.link_base = link_base.rstrip("/")
        self._sleep = sleep
        self._username = ""
        self._gate = gate
        self._open_keyboards: set[int] = set()
        """Chats that were shown a reply keyboard. Only for looks: after a restart an unused
        keyboard stays folded away until the next one, as it is shown for one use."""

    async def close(self) -> None:
        """Closes the connections."""
        await self._bot.session.close()

    @property
    def bot(self) -> Bot:
        """The library's client, for what is no message."""
        return self._bot

    async def call(self, method: TelegramMethod[Any], *, seconds: int | None = None) -> Any:
        """One call of the Bot API, without a second try.

        Raises:
            AiogramError: it failed; see ``outcome_of``.
        """
        return await self._bot(method, request_timeout=seconds)

    async def username(self) -> str:
        """The bot's name in links, asked once.

        Raises:
            AiogramError: the platform is away.
        """
        if not self._username:
            self._username = (await self._bot(GetMe())).username or ""
        return self._username

    async def address(self, payload: str) -> str | None:
        """See ``bot.attachments.Door``."""
        try:
            return await self._deep_link(payload)
        except AiogramError:
            return None

    async def _deep_link(self, payload: str) -> str:
        return f"{self.link_base}/{await self.username()}?start={payload}"

    @property
    def known_username(self) -> str:
        """The bot's name in links, empty until it was asked for."""
        return self._username

    async def say_in_group(self, message: SendMessage) -> None:
        """Says something in a group, if its turn comes soon.

        Raises:
            AiogramError, Held: it was not said.
        """
        await self._call(message, _LATE_ANSWER, int(message.chat_id))

    # ---------------------------------------------------------------- answers

    async def answer(self, inbound: Inbound, answer: Answer) -> Push:
        """Hands over the answer to a message; waits out short throttling.

        A pressed button is released exactly once, also where there is nothing else to send.
        """
        if not isinstance(inbound.content, Tap) or inbound.content.callback_id is None:
            return await self._answer(inbound, answer)
        handed, _ = await asyncio.gather(
            self._answer(inbound, answer), self._release(inbound.content.callback_id)
        )
        return handed

    async def _answer(self, inbound: Inbound, answer: Answer) -> Push:
        if answer.handed_over or answer.screen is None:
            return _SENT
        chat_id = int(inbound.user_id)
        edit = inbound.content.message_id if isinstance(inbound.content, Tap) else None
        # These come from a reply keyboard, whoever showed it.
        if isinstance(inbound.content, Contact | Location):
            self._open_keyboards.add(chat_id)
        try:
            for notice in answer.notices:
                await self._show(notice, chat_id, answer.language, _ANSWER)
            await self._show(answer.screen, chat_id, answer.language, _ANSWER, edit=edit)
        except (AiogramError, Held) as error:
            return self._failed(error)
        except HalfShown as half:
            return half.push
        return _SENT

    async def _release(self, callback_id: str) -> None:
        """Ends the waiting of a pressed button; nothing depends on it."""
        try:
            await self._call(AnswerCallbackQuery(callback_query_id=callback_id), _ANSWER)
        except TelegramBadRequest as error:
            if not query_over(error):
                self._failed(error)
        except AiogramError as error:
            self._failed(error)

    # ---------------------------------------------------------------- news

    async def push(self, user_id: str, screen: Screen, language: Language) -> Push:
        """Sends a screen that nobody asked for a moment ago.

        Throttling is not waited out: it is told, and holds back all further news.
        """
        return await self._send(user_id, screen, language, _NEWS)

    async def send_answer(self, user_id: str, answer: Answer) -> Push:
        """Sends an answer that comes late, with what waited in front of it."""
        screens = (*answer.notices, answer.screen)
        for screen in screens:
            if screen is not None:
                push = await self._send(user_id, screen, answer.language, _LATE_ANSWER)
                if push.outcome is not PushOutcome.SENT:
                    return push
        return _SENT

    async def _send(self, user_id: str, screen: Screen, language: str, patience: _Patience) -> Push:
        try:
            await self._show(screen, int(user_id), language, patience)
        except (AiogramError, Held) as error:
            return self._failed(error)
        except HalfShown as half:
            _log.warning("telegram words not sent", detail=half.push.detail)
            # News is never sent twice, an answer rather twice than not at all.
            return (
                replace(half.push, outcome=PushOutcome.UNKNOWN) if patience is _NEWS else half.push
            )
        return _SENT

    async def show_board(
        self, user_id: str, screen: Screen, language: Language, shown: str | None
    ) -> str | None:
        """See ``bot.broadcasts.boards.ShowsBoards``."""
        chat_id, edit = int(user_id), int(shown) if shown else None
        *_, call = encode(screen, chat_id, words_in(language), edit=edit)
        try:
            try:
                made = await self._once(call, _NEWS, chat_id)
            except TelegramBadRequest as error:
                if not_modified(error):
                    return shown
                if not isinstance(call, EditMessageText) or not cannot_edit(error):
                    raise
                made = await self._once(as_new(call), _NEWS, chat_id)
        except (AiogramError, Held) as error:
            self._failed(error)
            return None
        return str(made.message_id) if isinstance(made, Message) else shown

    # ---------------------------------------------------------------- inside

    async def _show(
        self,
        screen: Screen,
        chat_id: int,
        language: str,
        patience: _Patience,
        *,
        edit: int | None = None,
    ) -> None:
        words = words_in(language)
        attachment = screen.attachment
        if attachment is not None and attachment.kind is AttachmentKind.PICTURE:
            await self._show_picture(screen, attachment, chat_id, words, patience)
            return
        beside = attachment if attachment is not None and attachment.beside else None
        file = await self._file(attachment) if attachment is not None and beside is None else None
        closing = chat_id in self._open_keyboards
        begun = False
        for call in encode(screen, chat_id, words, edit=edit, file=file, close_keyboard=closing):
            try:
                if isinstance(call, EditMessageText):
                    await self._edit(call, chat_id, patience)
                else:
                    await self._call(call, patience, chat_id)
            except TelegramBadRequest as error:
                if not begun:
                    raise
                raise HalfShown(
                    replace(self._failed(error), outcome=PushOutcome.UNKNOWN)
                ) from error
            self._remember_keyboard(chat_id, call)
            # What began is ended: giving up now would show the beginning twice.
            begun, patience = True, replace(patience, tries=_TRIES, seconds=_LONGEST_WAIT)
        if beside is not None and (file := await self._file(beside)) is not None:
            await self._beside(picture_beside(screen, chat_id, file), chat_id, patience)

    async def _show_picture(
        self,
        screen: Screen,
        picture: Attachment,
        chat_id: int,
        words: Words,
        patience: _Patience,
    ) -> None:
        closing = chat_id in self._open_keyboards

        def calls(file: File | Uploaded | None) -> tuple[Call, ...]:
            return encode(screen, chat_id, words, file=file, close_keyboard=closing)

        async def send(call: Call, begun: bool) -> object:
            longer = replace(patience, tries=_TRIES, seconds=_LONGEST_WAIT)
            made = await self._call(call, longer if begun else patience, chat_id)
            self._remember_keyboard(chat_id, call)
            return made

        await self._photos.show(picture, calls, send)

    async def _beside(self, call: Call, chat_id: int, patience: _Patience) -> None:
        """The text before it says everything: without the picture nothing is sent again."""
        try:
            await self._call(call, patience, chat_id)
        except (AiogramError, Held) as error:
            self._failed(error)

    async def _edit(self, call: EditMessageText, chat_id: int, patience: _Patience) -> None:
        try:
            await self._call(call, patience, chat_id)
        except TelegramBadRequest as error:
            if not_modified(error):
                return
            if not cannot_edit(error):
                raise
            await self._call(as_new(call), patience, chat_id)

    async def _call(
        self, method: TelegramMethod[Any], patience: _Patience, chat_id: int | None = None
    ) -> Any:
        """Calls, again while the platform asks for a short wait.

        Args:
            chat_id: whose rate it counts to; None where it shows nothing.

        Raises:
            AiogramError, Held: it was not sent, or nobody knows.
        """
        for left in reversed(range(patience.tries)):
            try:
                return await self._once(method, patience, chat_id)
            except AiogramError as error:
                push = outcome_of(error)
                if isinstance(error, TelegramRetryAfter) and chat_id is not None:
                    await self._gate.hold(patience.lane, chat_id, push.retry_after)
                if not left or push.outcome is not PushOutcome.LATER:
                    raise
                if push.retry_after > _LONGEST_WAIT:
                    raise
                await self._sleep(push.retry_after)
        return None

    async def _once(
        self, method: TelegramMethod[Any], patience: _Patience, chat_id: int | None
    ) -> Any:
        if chat_id is None:
            return await self._bot(method)
        passed = await self._gate.enter(patience.lane, chat_id, within=patience.seconds)
        try:
            return await self._bot(method)
        except UnicodeDecodeError as error:
            # An answer cut off within a letter, which the library does not count among its own.
            raise ClientDecodeError("cut off", error, None) from error
        finally:
            await self._gate.left(passed)

    async def _file(self, attachment: Attachment) -> File | None:
        match attachment.kind:
            case AttachmentKind.QR:
                return File("qr.png", "image/png", qr_png(await self._deep_link(attachment.ref)))
            case _:
                try:
                    return await self._attachments.make(attachment)
                except Exception:
                    # The text is worth more than its picture.
                    _log.exception("telegram attachment not made", kind=attachment.kind.value)
                    return None

    def _remember_keyboard(self, chat_id: int, call: Call) -> None:
        match call.reply_markup:
            case ReplyKeyboardMarkup():
                self._open_keyboards.add(chat_id)
            case ReplyKeyboardRemove():
                self._open_keyboards.discard(chat_id)

    def _failed(self, error: AiogramError | Held) -> Push:
        if isinstance(error, Held):
            return Push(PushOutcome.LATER, error.seconds, "rate")
        push = outcome_of(error)
        # Not the chat, nor all that the server says: they may name a person.
        said = words_of(error)
        _log.warning(
            "telegram call failed",
            outcome=push.outcome.value,
            detail=push.detail,
            **({"said": said} if said else {}),
        )
        return push

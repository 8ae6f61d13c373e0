"""What the bot says outside of private chats: where to find it, and nothing about anybody.

In a group it answers only who speaks to it. Nothing there has an effect or changes a conversation,
so it needs no turn and no memory, and may come twice.
"""

import asyncio
from dataclasses import dataclass

import structlog
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    ReplyParameters,
)

from bot.telegram.client import TelegramClient
from bot.telegram.gate import Held
from bot.texts import texts_for
from bot.texts.tags import language_of_app

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Addressed:
    """Somebody spoke to the bot in a group."""

    chat_id: int
    message_id: int
    language_code: str | None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed that is not in a private chat, or says nothing."""

    callback_id: str
    language_code: str | None


Aside = Addressed | Pressed


def is_addressed(message: Message, username: str) -> bool:
    """Whether a message in a group is for our bot: a command or a mention with its name, or a reply
    to a message of its own."""
    if not username:
        return False
    replied = message.reply_to_message
    author = replied.from_user if replied is not None else None
    if author is not None and (author.username or "").casefold() == username.casefold():
        return True
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities or ()
    return any(_names(entity, text, username) for entity in entities)


def _names(entity: MessageEntity, text: str, username: str) -> bool:
    if entity.type not in {"mention", "bot_command"}:
        return False
    _, at, named = entity.extract_from(text).partition("@")
    return bool(at) and named.casefold() == username.casefold()


class Asides:
    """Answers asides, each in a task of its own; what fails is logged and forgotten."""

    def __init__(self, client: TelegramClient) -> None:
        self._client = client
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, aside: Aside) -> None:
        """Answers it soon."""
        task = asyncio.create_task(self._answer(aside))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, aside: Aside) -> None:
        say = texts_for(language_of_app(aside.language_code)).say
        try:
            match aside:
                case Pressed(callback_id=callback_id):
                    words = say("telegram-private-only")
                    await self._client.call(
                        AnswerCallbackQuery(callback_query_id=callback_id, text=words)
                    )
                case Addressed(chat_id=chat_id, message_id=message_id):
                    link = f"{self._client.link_base}/{await self._client.username()}?start"
                    button = InlineKeyboardButton(text=say("telegram-open-chat"), url=link)
                    await self._client.say_in_group(
                        SendMessage(
                            chat_id=chat_id,
                            text=say("telegram-in-group"),
                            reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
                            reply_parameters=ReplyParameters(
                                message_id=message_id, allow_sending_without_reply=True
                            ),
                        )
                    )
        except (AiogramError, Held) as error:
            _log.info("telegram aside not answered", error=type(error).__name__)

"""The lists of commands: everybody's, by language, and those of single chats."""

from collections.abc import Sequence

import structlog
from aiogram.exceptions import AiogramError
from aiogram.methods import DeleteMyCommands, SetMyCommands, TelegramMethod
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.messages import PushOutcome
from bot.telegram.client import TelegramClient
from bot.telegram.errors import outcome_of
from bot.texts import texts_for
from domain.volunteers.model import Language

VOLUNTEER_COMMANDS = (
    "menu",
    "projects",
    "signups",
    "checkin",
    "checkout",
    "log",
    "hours",
    "card",
    "register",
    "link",
    "guardian",
    "language",
    "settings",
    "mydata",
    "cases",
    "help",
    "cancel",
)
ORGANIZER_COMMANDS = ("organize", "newproject", "roster", "approve", "broadcast", "report")

_log = structlog.get_logger(__name__)


def commands_in(language: Language, names: Sequence[str]) -> list[BotCommand]:
    """Commands with what they do."""
    say = texts_for(language).say
    return [BotCommand(command=name, description=say(f"command-{name}")) for name in names]


class ChatCommands:
    """The commands of single chats: implements ``bot.commands.ShowsCommands``."""

    def __init__(self, client: TelegramClient) -> None:
        self._client = client

    async def show_commands(self, user_id: str, language: Language, *, organizer: bool) -> bool:
        """See ``ShowsCommands``."""
        names = (*VOLUNTEER_COMMANDS, *(ORGANIZER_COMMANDS if organizer else ()))
        commands = commands_in(language, names)
        return await self._taken(SetMyCommands(commands=commands, scope=_chat(user_id)))

    async def forget_commands(self, user_id: str) -> bool:
        """See ``ShowsCommands``."""
        return await self._taken(DeleteMyCommands(scope=_chat(user_id)))

    async def _taken(self, method: TelegramMethod[bool]) -> bool:
        """Whether the platform took it, or never will."""
        try:
            await self._client.call(method)
        except AiogramError as error:
            _log.warning("telegram commands not shown", error=type(error).__name__)
            return outcome_of(error).outcome is not PushOutcome.LATER
        return True


def _chat(user_id: str) -> BotCommandScopeChat:
    return BotCommandScopeChat(chat_id=int(user_id))

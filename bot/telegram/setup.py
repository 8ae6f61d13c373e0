"""What people see of the bot before they write: commands, description, menu button."""

from collections.abc import Sequence

from aiogram.methods import (
    DeleteMyCommands,
    DeleteWebhook,
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    GetWebhookInfo,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    SetWebhook,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)

from bot.telegram.client import TelegramClient
from bot.telegram.decode import ALLOWED_UPDATES
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
    "register",
    "link",
    "guardian",
    "language",
    "settings",
    "mydata",
    "help",
    "cancel",
)
ORGANIZER_COMMANDS = ("organize", "newproject", "roster", "approve")

#: Everybody whose app speaks another language than Chinese reads English (design, section 4b).
_TAGS = {Language.ZH: "zh", Language.EN: None}
_SCOPE = BotCommandScopeAllPrivateChats()


async def show_profile(client: TelegramClient) -> None:
    """Sets commands, descriptions and the menu button, where they are not set so already.

    Raises:
        AiogramError: the platform is away; everything can be repeated.
    """
    for language, tag in _TAGS.items():
        say = texts_for(language).say
        commands = _commands(VOLUNTEER_COMMANDS, language)
        shown = await client.call(GetMyCommands(scope=_SCOPE, language_code=tag))
        if [(one.command, one.description) for one in shown] != [
            (one.command, one.description) for one in commands
        ]:
            await client.call(SetMyCommands(commands=commands, scope=_SCOPE, language_code=tag))
        long, short = say("telegram-description"), say("telegram-short-description")
        if (await client.call(GetMyDescription(language_code=tag))).description != long:
            await client.call(SetMyDescription(description=long, language_code=tag))
        line = await client.call(GetMyShortDescription(language_code=tag))
        if line.short_description != short:
            await client.call(SetMyShortDescription(short_description=short, language_code=tag))
    await client.call(SetChatMenuButton(menu_button=MenuButtonCommands()))


async def show_commands(
    client: TelegramClient, user_id: str, language: Language, *, organizer: bool
) -> None:
    """Gives one chat the commands for the person's role and chosen language.

    Raises:
        AiogramError: the platform is away, or the person cannot be reached.
    """
    scope = BotCommandScopeChat(chat_id=int(user_id))
    names = (*VOLUNTEER_COMMANDS, *(ORGANIZER_COMMANDS if organizer else ()))
    await client.call(SetMyCommands(commands=_commands(names, language), scope=scope))


async def forget_commands(client: TelegramClient, user_id: str) -> None:
    """Gives one chat the commands of everybody again.

    Raises:
        AiogramError: the platform is away.
    """
    await client.call(DeleteMyCommands(scope=BotCommandScopeChat(chat_id=int(user_id))))


def _commands(names: Sequence[str], language: Language) -> list[BotCommand]:
    say = texts_for(language).say
    return [BotCommand(command=name, description=say(f"command-{name}")) for name in names]


async def use_webhook(client: TelegramClient, url: str, secret: str) -> None:
    """Has updates posted to ``url``; what waits stays waiting.

    Set on every start: the platform does not tell the secret it has, and with another one every
    update would be refused.

    Raises:
        AiogramError: the platform is away, or does not like the address.
    """
    await client.username()
    await client.call(
        SetWebhook(url=url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES))
    )


async def use_polling(client: TelegramClient) -> None:
    """Removes a webhook, where there is one; what waits stays waiting.

    Raises:
        AiogramError: the platform is away.
    """
    await client.username()
    if (await client.call(GetWebhookInfo())).url:
        await client.call(DeleteWebhook(drop_pending_updates=False))

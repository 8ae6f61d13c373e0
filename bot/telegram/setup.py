"""What people see of the bot before they write: commands, description, menu button."""

from hashlib import sha256
from typing import Protocol

from aiogram.methods import (
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
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)

from bot.telegram.client import TelegramClient
from bot.telegram.commands import VOLUNTEER_COMMANDS, commands_in
from bot.telegram.decode import ALLOWED_UPDATES
from bot.texts import texts_for
from domain.volunteers.model import Language

#: Everybody whose app speaks another language than Chinese reads English (design, section 4b).
_TAGS = {Language.ZH: "zh", Language.EN: None}
_SCOPE = BotCommandScopeAllPrivateChats()
_NOTED_SECONDS = 30 * 24 * 3600.0


async def show_profile(client: TelegramClient) -> None:
    """Sets commands, descriptions and the menu button, where they are not set so already.

    Raises:
        AiogramError: the platform is away; everything can be repeated.
    """
    for language, tag in _TAGS.items():
        say = texts_for(language).say
        commands = commands_in(language, VOLUNTEER_COMMANDS)
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


class Notes(Protocol):
    """What was told to the platform last; kept in Redis, and told again where it is lost."""

    async def get(self, key: str) -> str | None:
        """The note, or None."""
        ...

    async def put(self, key: str, value: str, seconds: float) -> None:
        """Keeps a note for so long."""
        ...


async def use_webhook(client: TelegramClient, url: str, secret: str, notes: Notes) -> None:
    """Has updates posted to ``url``, unless they are; what waits stays waiting.

    The platform does not tell the secret it has, and with another one every update would be
    refused: what was set last is noted, as a hash.

    Raises:
        AiogramError: the platform is away, or does not like the address.
        RedisAway: the notes are.
    """
    name = await client.username()
    key = f"telegram:webhook:{name}"
    wanted = sha256("\n".join((url, secret, *ALLOWED_UPDATES)).encode()).hexdigest()
    if await notes.get(key) == wanted and (await client.call(GetWebhookInfo())).url == url:
        return
    await client.call(
        SetWebhook(url=url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES))
    )
    await notes.put(key, wanted, _NOTED_SECONDS)


async def use_polling(client: TelegramClient) -> None:
    """Removes a webhook, where there is one; what waits stays waiting.

    Raises:
        AiogramError: the platform is away.
    """
    await client.username()
    if (await client.call(GetWebhookInfo())).url:
        await client.call(DeleteWebhook(drop_pending_updates=False))

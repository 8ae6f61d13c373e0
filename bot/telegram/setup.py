"""What people see of the bot before they write: commands, description, menu button."""

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

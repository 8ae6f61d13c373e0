"""What the bot may set about itself, and how it asks for updates."""

import re
from collections.abc import Callable

from bot.sandbox.bot_api_chat import Json
from bot.sandbox.bot_api_markup import units
from bot.sandbox.bot_api_request import Fields, bad_request
from bot.sandbox.bot_api_updates import Webhook
from bot.sandbox.bot_api_world import World, chat_of, file_info

_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"}
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_MOST_DOWNLOADED = 20 << 20
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def get_me(world: World, _: Fields) -> Json:
    """The bot."""
    return world.bot() | {
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def get_chat(world: World, fields: Fields) -> Json:
    """A private chat in full."""
    chat = world.chats.get(fields.integer("chat_id"))
    if chat is None or not chat.phone.started:
        raise bad_request("chat not found")
    return chat_of(chat.phone.user) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def get_file(world: World, fields: Fields) -> Json:
    """Where the bytes of a file are had."""
    file = world.files.get(fields.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > _MOST_DOWNLOADED:
        raise bad_request("file is too big")
    return file_info(file) | {"file_path": file.path}


def _scope(fields: Fields) -> tuple[str, str]:
    scope = fields.value("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("unsupported BotCommandScope type specified")
    language = fields.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    kind = str(scope["type"])
    return (f"chat:{scope.get('chat_id')}" if kind == "chat" else kind), language


def set_my_commands(world: World, fields: Fields) -> bool:
    """Sets the menu of commands for a scope and language."""
    scope, commands = _scope(fields), fields.value("commands")
    if not isinstance(commands, list) or not all(isinstance(one, dict) for one in commands):
        raise bad_request("can't parse commands: expected an Array")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not _COMMAND.fullmatch(str(one.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(one.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[scope] = commands
    return True


def get_my_commands(world: World, fields: Fields) -> list[Json]:
    """The menu of commands of exactly this scope and language."""
    return world.commands.get(_scope(fields), [])


def delete_my_commands(world: World, fields: Fields) -> bool:
    """Removes the menu of commands of this scope and language."""
    world.commands.pop(_scope(fields), None)
    return True


def _profile(name: str, most: int) -> tuple[Callable[[World, Fields], object], ...]:
    """Setter and getter of one text about the bot."""

    def put(world: World, fields: Fields) -> bool:
        if units(fields.text(name)) > most:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        world.profile[name, fields.text("language_code")] = fields.text(name)
        return True

    def get(world: World, fields: Fields) -> Json:
        return {name: world.profile.get((name, fields.text("language_code")), "")}

    return put, get


set_my_name, get_my_name = _profile("name", 64)
set_my_description, get_my_description = _profile("description", 512)
set_my_short_description, get_my_short_description = _profile("short_description", 120)


def set_chat_menu_button(world: World, fields: Fields) -> bool:
    """Sets what the menu button does."""
    button = fields.value("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"commands", "default"}:
        raise bad_request("menu button type unsupported")
    world.menu_buttons[fields.integer("chat_id")] = button
    return True


def get_chat_menu_button(world: World, fields: Fields) -> Json:
    """What the menu button does."""
    return world.menu_buttons.get(fields.integer("chat_id"), {"type": "default"})


# ---------------------------------------------------------------- updates


def _allow(world: World, fields: Fields) -> None:
    allowed = fields.value("allowed_updates")
    if isinstance(allowed, list):
        world.updates.allowed = tuple(map(str, allowed))


async def get_updates(world: World, fields: Fields) -> list[Json]:
    """Waits for updates; see ``Updates.poll``."""
    _allow(world, fields)
    return await world.updates.poll(
        offset=fields.integer("offset"),
        limit=min(max(fields.integer("limit", 100), 1), 100),
        seconds=min(max(fields.integer("timeout"), 0), 50),
    )


def set_webhook(world: World, fields: Fields) -> bool:
    """Sets where updates are posted; any port, plain http too: this is a sandbox."""
    url, secret = fields.text("url"), fields.text("secret_token")
    if url and not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(world, fields)
    webhook = Webhook(url, secret) if url else None
    world.updates.set_webhook(webhook, drop=fields.flag("drop_pending_updates"))
    return True


def delete_webhook(world: World, fields: Fields) -> bool:
    """Goes back to polling."""
    world.updates.set_webhook(None, drop=fields.flag("drop_pending_updates"))
    return True


def get_webhook_info(world: World, _: Fields) -> Json:
    """Where updates are posted, and how many wait."""
    webhook = world.updates.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if world.updates.allowed:
        info["allowed_updates"] = list(world.updates.allowed)
    if webhook and webhook.last_error:
        info["last_error_message"] = webhook.last_error
        info["last_error_date"] = int(world.now().timestamp())
    return info

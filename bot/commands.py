"""The commands that a chat shows: everybody's, or its own.

A chat has its own where its person organizes, or reads another language than their app's.
"""

from typing import Protocol

from bot.dialogue.turn import Turn
from bot.texts.tags import language_of_app
from domain.volunteers.model import Language


class ShowsCommands(Protocol):
    """A platform on which each chat can have its own commands."""

    async def show_commands(self, user_id: str, language: Language, *, organizer: bool) -> bool:
        """Gives a chat its own; False where the platform did not take them."""
        ...

    async def forget_commands(self, user_id: str) -> bool:
        """Gives a chat everybody's again; False where the platform did not take it."""
        ...


async def own_commands(turn: Turn) -> str:
    """What the person's chat should show beyond everybody's, as it is remembered: ``zh``,
    ``en organizer``; empty where that is nothing."""
    organizer = await turn.has_role()
    apps = language_of_app(turn.inbound.language_code)
    # An app asks for Chinese commands without a script.
    everybodys = apps if apps is Language.EN else Language.ZH
    if not organizer and turn.language is everybodys:
        return ""
    return f"{turn.language} organizer" if organizer else str(turn.language)


async def show(platform: ShowsCommands, user_id: str, wanted: str) -> bool:
    """Has a chat show what ``own_commands`` says; False where it is to be tried again."""
    if not wanted:
        return await platform.forget_commands(user_id)
    language, _, role = wanted.partition(" ")
    return await platform.show_commands(user_id, Language(language), organizer=bool(role))

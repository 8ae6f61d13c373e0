"""Which language a person is answered in: one resolver for both platforms (design, 4b)."""

from bot.dialogue.session import Session
from bot.messages import Inbound, Text
from bot.texts.tags import language_of_app
from domain.volunteers.model import Account, Language, Platform
from nlu.exact import command_in
from nlu.script import language_of


def language_for(
    inbound: Inbound, account: Account | None, session: Session
) -> tuple[Language, bool]:
    """The language, and whether it is settled.

    What was chosen or seen before is kept. Telegram tells a language: zh* is Chinese, in the script
    of its region; none is Chinese, any other English. WeChat tells none: Chinese, and English when
    the first text in words is English; a command with a slash is the same in both and settles
    nothing.
    """
    if account is not None and account.language is not None:
        return account.language, True
    if session.language is not None:
        return session.language, True
    if inbound.platform is Platform.TELEGRAM:
        return language_of_app(inbound.language_code), True
    match inbound.content:
        case Text(text=text) if not session.forms and _has_words(text):
            # A code behind a word says nothing: 认领 7F2KQ…
            command = command_in(text)
            told = text.replace(command.argument, "") if command is not None else text
            return Language(language_of(told)), True
        case _:
            return Language.ZH, False


def _has_words(text: str) -> bool:
    return not text.lstrip().startswith(("/", "／")) and any(c.isalpha() for c in text)

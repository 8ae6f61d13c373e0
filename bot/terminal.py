"""``zhiyuan chat``: one person at the keyboard, answered as on WeChat, with numbered choices."""

import asyncio
import sys

from bot.assistant import Assistant, open_assistant
from bot.messages import Answer, Content, Followed, Inbound, Push, PushOutcome, Text
from bot.progress import progress
from bot.settings import Settings
from bot.wechat.encode import encode
from domain.clock import SystemClock, new_id
from domain.volunteers.model import Language, Platform

_USER = "terminal"
_PROMPT = "> "


async def chat_in_terminal(settings: Settings) -> None:
    """Talks until the input ends; what is said is stored as of any other person."""
    with progress("migrate") as told:
        async with open_assistant(_without_platforms(settings), SystemClock(), told) as assistant:
            assistant.rasa.start()
            await _say(assistant, Followed())
            while (line := await asyncio.to_thread(_read)) is not None:
                if line.strip():
                    await _say(assistant, Text(line))


async def _say(assistant: Assistant, content: Content) -> None:
    inbound = Inbound(f"{_USER}:{new_id()}", Platform.WECHAT, _USER, content)
    await assistant.intake.receive(inbound, _show).finished()


async def _show(answer: Answer) -> Push:
    screens = (*answer.notices, *((answer.screen,) if answer.screen else ()))
    for screen in screens:
        for text in encode(screen, Language(answer.language)):
            print(f"{text}\n", flush=True)
    return Push(PushOutcome.SENT)


def _read() -> str | None:
    """A line; None at the end of the input."""
    if sys.stdin.isatty():
        print(_PROMPT, end="", flush=True)
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _without_platforms(settings: Settings) -> Settings:
    """Nothing is sent to anybody from here."""
    return settings.model_copy(update={"telegram_token": None, "wechat_app_id": None})

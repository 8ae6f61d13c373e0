"""What people read, word for word: one conversation a language, as both encoders send it.

A change of a text or a keyboard shows here as a difference to be looked at. The files are written
anew with ``ZHIYUAN_WRITE_GOLDEN=1``. What is said stands beside them, a message a line: ``CODE`` is
the code of the shift, and after ``+`` so many hours pass.
"""

import json
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.messages import Screen
from bot.telegram.encode import Call, encode, words_in
from bot.wechat.encode import encode as encode_for_wechat
from domain.volunteers.model import Language, Platform
from tests.scenarios.conftest import world
from tests.scenarios.conversation import Person, World
from tests.scenarios.service import check_in_code, local, organizer, posts

__all__ = ["world"]

_FOLDER = Path(__file__).parent / "golden"
_DIGITS = re.compile(r"(?<!\d)\d{6}(?!\d)")
_CODE_LANGUAGES = {Language.ZH: "zh-hans", Language.EN: "en", Language.ZH_HANT: "zh-hk"}


@pytest.fixture
def platform() -> Platform:
    """The one that tells languages."""
    return Platform.TELEGRAM


@pytest.mark.parametrize("language", Language)
async def test_a_conversation_reads_as_it_did(world: World, language: Language) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, "陪空巢老人聊天", local(24, 14))
    code = await check_in_code(world, shift)
    li = world.person("Li", language=_CODE_LANGUAGES[language])
    lines: list[str] = []
    for said in (_FOLDER / f"{language}.said.txt").read_text("utf-8").splitlines():
        if said.startswith("+"):
            await world.passes(timedelta(hours=float(said)))
            lines.append(f"## {said} h\n")
            continue
        await li.says(said.replace("CODE", code))
        lines += [f"## {said}\n", *_shown(li, language)]
    _compare(f"{language}.md", _DIGITS.sub("######", "\n".join(lines)))


def _shown(person: Person, language: Language) -> list[str]:
    found = []
    for screen in person.shown:
        calls = encode(screen, 1, words_in(language))
        found += ["Telegram", *(_quoted(_as_sent(call)) for call in calls)]
        found += ["WeChat", *map(_quoted, encode_for_wechat(screen, language))]
        found.append(_more(screen))
    return found


def _as_sent(call: Call) -> str:
    text = getattr(call, "text", None) or getattr(call, "caption", None) or ""
    match call.reply_markup:
        case InlineKeyboardMarkup(inline_keyboard=rows):
            keys = [[button.text for button in row] for row in rows]
        case ReplyKeyboardMarkup(keyboard=rows):
            keys = [[f"({key.text})" for key in row] for row in rows]
        case ReplyKeyboardRemove():
            keys = [["(no keys)"]]
        case _:
            keys = []
    return "\n".join([text, *(json.dumps(row, ensure_ascii=False) for row in keys)])


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines()) + "\n"


def _more(screen: Screen) -> str:
    return f"+ {screen.attachment.kind}\n" if screen.attachment is not None else ""


def _compare(name: str, text: str) -> None:
    file = _FOLDER / name
    if os.environ.get("ZHIYUAN_WRITE_GOLDEN") == "1":
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8"), f"{name} differs; see the docstring of this test"

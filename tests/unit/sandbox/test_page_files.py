"""The page's files: both languages are whole, and nothing comes from outside."""

import re
from pathlib import Path

import pytest

from bot.sandbox.hub import PAGE

WORDS = (PAGE / "words.js").read_text("utf-8")
FILES = sorted(path for path in PAGE.iterdir() if path.suffix in {".html", ".js", ".css", ".svg"})


def keys_of(language: str) -> set[str]:
    block = re.search(rf"^  {language}: {{\n(.*?)^  }},", WORDS, re.DOTALL | re.MULTILINE)
    assert block
    return set(re.findall(r'^    "([\w-]+)":', block.group(1), re.MULTILINE))


def test_both_languages_have_the_same_words() -> None:
    assert keys_of("zh") == keys_of("en")
    assert len(keys_of("zh")) > 50


def test_every_word_used_is_there() -> None:
    used = set(re.findall(r'data-word="([\w-]+)"', (PAGE / "index.html").read_text("utf-8")))
    for script in PAGE.glob("*.js"):
        text = script.read_text("utf-8")
        used |= set(re.findall(r'\bword\("([\w-]+)"\)', text))
    assert used <= keys_of("zh"), used - keys_of("zh")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_comes_from_outside(path: Path) -> None:
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"""(?:src|href|url\(|import|from)\s*[=(]?\s*["']?(?:https?:)?//""", text)
    assert "innerHTML" not in text

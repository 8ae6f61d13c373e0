"""Category, recipient and language: which code the words of a sentence stand for."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Literal, TypeVar

from domain.offerings.model import Category, Recipient
from domain.offerings.words import CATEGORY_WORDS, RECIPIENT_WORDS

Language = Literal["zh", "zh-hant", "en"]
_LANGUAGES: Mapping[Language, str] = {
    "zh-hant": r"(?:繁体|正体)(?:中文)?|繁中|\btraditional(?: chinese)?\b",
    "en": r"英文|英语|\b(?:english|eng|en|yingwen)\b",
    "zh": r"中文|中国话|汉语|国语|普通话|简体|简中|\b(?:chinese|mandarin|simplified|zhongwen|zh)\b",
}
_ANY_LANGUAGE = re.compile(
    "|".join(f"(?P<{code.replace('-', '_')}>{words})" for code, words in _LANGUAGES.items()),
    re.ASCII,
)
_REFUSED_BEFORE = re.compile(
    r"(?:别|不要|不用|不想|看不懂|不会|不懂|全是|\b(?:no|not|stop|don't|can't|cannot))[^,。;]{0,8}$"
)
_REFUSED_AFTER = re.compile(r"^(?:我)?(?:看不懂|不懂|不会)")
_REACH = 20

# In a menu they are a choice; in a sentence they mostly say where, or nothing at all.
_TOO_COMMON = frozenset({"社区", "community", "其他", "other", "patient", "law", "健康", "运动"})
#: Who comes along is not who is served.
_ALONG_BEFORE = re.compile(
    r"(?:带着?|带上|我和|我跟|救救|\b(?:with my|and my|my two|my three))\s*$"
)
Code = TypeVar("Code", bound=StrEnum)


def category_in(text: str, marked: str | None = None) -> Category | None:
    """The category a model marked, else the one whose words stand in the normalized text."""
    return _coded(text, Category, marked, CATEGORY_WORDS)


def recipient_in(text: str, marked: str | None = None) -> Recipient | None:
    """The recipient a model marked, else the one whose words stand in the normalized text."""
    return _coded(text, Recipient, marked, RECIPIENT_WORDS)


def language_in(text: str, marked: str | None = None) -> Language | None:
    """The language a model marked, else the last one named that is not refused."""
    said = [match for match in _ANY_LANGUAGE.finditer(text) if not _is_refused(match)]
    name = marked or (said[-1].lastgroup or "").replace("_", "-") if said else marked
    return next((code for code in _LANGUAGES if code == name), None)


def _is_refused(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    after = match.string[match.end() : match.end() + _REACH]
    return bool(_REFUSED_BEFORE.search(before) or _REFUSED_AFTER.match(after))


def _coded(
    text: str, codes: type[Code], marked: str | None, words: Mapping[Code, tuple[str, ...]]
) -> Code | None:
    """The code marked; else the code whose word stands in the text, the longest word first."""
    if marked in set(codes):
        return codes(marked)
    best: tuple[int, Code] | None = None
    for code, names in words.items():
        for name in names:
            if (best is None or len(name) > best[0]) and _stands_in(text, name):
                best = len(name), code
    return best[1] if best else None


def _stands_in(text: str, word: str) -> bool:
    if word in _TOO_COMMON or word not in text:
        return False
    return any(
        not _ALONG_BEFORE.search(text[max(0, match.start() - _REACH) : match.start()])
        for match in _standing(word).finditer(text)
    )


@cache
def _standing(word: str) -> re.Pattern[str]:
    """The word, in Latin letters as a word of its own."""
    plain = re.escape(word)
    return re.compile(rf"(?<![\w-]){plain}(?![\w-])" if word.isascii() else plain, re.ASCII)

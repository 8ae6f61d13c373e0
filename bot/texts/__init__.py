"""All words that people see: Fluent catalogues, one folder a language, one file an area.

Chinese in traditional script is converted from the simplified by OpenCC, word by word as Hong Kong
writes; what it gets wrong is put right by ``zh-hant/reviewed.txt``.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import opencc
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message

from domain.volunteers.model import Language

_FOLDER = Path(__file__).parent
_LOCALES = {Language.ZH: "zh-CN", Language.ZH_HANT: "zh-HK", Language.EN: "en"}
_REVIEWED = _FOLDER / "zh-hant" / "reviewed.txt"


class TextMissing(LookupError):
    """A key or an argument is missing: our mistake, found by the tests."""


class Texts:
    """The catalogue of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        # Isolation marks would reach people's phones as stray characters and break labels.
        self._bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
        for _, source in sources(language):
            self._bundle.add_resource(FluentResource(source))

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return bool(self._bundle.has_message(key))

    def say(self, key: str, /, **arguments: object) -> str:
        """The text of a key, its arguments filled in.

        Numbers and strings only; moments, hours and places are put into words beforehand (see
        ``bot.texts.formats``).

        Raises:
            TextMissing: no such key, or an argument that the text needs is not given.
        """
        if not self._bundle.has_message(key):
            raise TextMissing(key)
        message = self._bundle.get_message(key)
        if message.value is None:
            raise TextMissing(key)
        text, errors = self._bundle.format_pattern(message.value, arguments)
        if errors:
            raise TextMissing(f"{key}: {errors[0]}")
        return str(text)

    __call__ = say


def sources(language: Language) -> Iterator[tuple[str, str]]:
    """The files of a language, by name."""
    if language is Language.ZH_HANT:
        for name, source in sources(Language.ZH):
            yield name, traditional(source)
        return
    for file in sorted((_FOLDER / language.value).glob("*.ftl")):
        yield file.name, file.read_text("utf-8")


def traditional(text: str) -> str:
    """A Chinese text in traditional script."""
    converted = str(_converter().convert(text))
    for wrong, right in _reviewed():
        converted = converted.replace(wrong, right)
    return converted


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2hk")


@cache
def _reviewed() -> Sequence[tuple[str, str]]:
    lines = _REVIEWED.read_text("utf-8").splitlines()
    return [(wrong, right) for wrong, right in (line.split() for line in lines)]


@cache
def texts_for(language: Language) -> Texts:
    """The catalogue of a language, read once."""
    return Texts(language)


def catalogue_keys(language: Language) -> Mapping[str, str]:
    """Every key of a language with the file it stands in; the tests compare the languages."""
    keys: dict[str, str] = {}
    for file, source in sources(language):
        for entry in FluentResource(source).body:
            match entry:
                case Message():
                    if entry.id.name in keys:
                        raise TextMissing(f"{entry.id.name} stands in two files")
                    keys[entry.id.name] = file
                case Junk():
                    raise TextMissing(f"{file}: cannot read {entry.content!r}")
    return keys

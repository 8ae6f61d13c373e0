"""All words that people see: Fluent catalogues, one folder a language, one file an area."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message

from domain.volunteers.model import Language

_FOLDER = Path(__file__).parent
_LOCALES = {Language.ZH: "zh-CN", Language.EN: "en"}


class TextMissing(LookupError):
    """A key or an argument is missing: our mistake, found by the tests."""


class Texts:
    """The catalogue of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        # Isolation marks would reach people's phones as stray characters and break labels.
        self._bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
        for file in sorted((_FOLDER / language.value).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(file.read_text("utf-8")))

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


@cache
def texts_for(language: Language) -> Texts:
    """The catalogue of a language, read once."""
    return Texts(language)


def catalogue_keys(language: Language) -> Mapping[str, str]:
    """Every key of a language with the file it stands in; the tests compare the languages."""
    keys: dict[str, str] = {}
    for file in sorted((_FOLDER / language.value).glob("*.ftl")):
        resource = FluentResource(file.read_text("utf-8"))
        for entry in resource.body:
            match entry:
                case Message():
                    if entry.id.name in keys:
                        raise TextMissing(f"{entry.id.name} stands in two files")
                    keys[entry.id.name] = file.name
                case Junk():
                    raise TextMissing(f"{file.name}: cannot read {entry.content!r}")
    return keys

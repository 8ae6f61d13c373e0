"""The catalogues say the same in both languages, and Chinese speaks Chinese."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

import bot.texts
from bot.texts import catalogue_keys, sources
from domain.errors import Reason
from domain.volunteers.model import Language

FOLDER = Path(bot.texts.__file__).parent
#: Names; a language is called by its own.
ALLOWED_IN_CHINESE = {"Telegram", "English"}
#: Dates and numbers are put together differently; ``bot.texts.formats`` gives both all parts.
DIFFERS_BY_NATURE = "formats.ftl"
#: A Latin word of two letters or more that is no /command.
LATIN_WORD = re.compile(r"(?<![/A-Za-z])[A-Za-z]{2,}")


class Parts(Visitor):
    """Collects the arguments and the plain words of an entry."""

    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.words: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.arguments.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:
        self.words.append(node.value)

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:
        self.words.append(node.value)


def messages(language: Language) -> Iterator[tuple[str, Parts]]:
    for _, source in sources(language):
        for entry in parse(source, with_spans=False).body:
            if isinstance(entry, ast.Message):
                parts = Parts()
                parts.visit(entry)
                yield entry.id.name, parts


def test_every_language_has_every_key_in_the_same_file() -> None:
    """Reading them also finds a key in two files and a line that cannot be read."""
    chinese, english = catalogue_keys(Language.ZH), catalogue_keys(Language.EN)

    assert chinese
    assert sorted(chinese.items()) == sorted(english.items())


def test_every_text_takes_the_same_arguments_in_both_languages() -> None:
    files = catalogue_keys(Language.ZH)
    chinese = {key: parts.arguments for key, parts in messages(Language.ZH)}
    english = {key: parts.arguments for key, parts in messages(Language.EN)}

    differing = {
        key: (chinese[key], english[key])
        for key in chinese.keys() & english.keys()
        if chinese[key] != english[key] and files[key] != DIFFERS_BY_NATURE
    }
    assert differing == {}


def test_chinese_texts_have_no_english_words() -> None:
    found = {
        key: words
        for key, parts in messages(Language.ZH)
        if (words := set(LATIN_WORD.findall(" ".join(parts.words))) - ALLOWED_IN_CHINESE)
    }
    assert found == {}


@pytest.mark.parametrize("language", Language)
def test_no_text_is_empty(language: Language) -> None:
    empty = [
        key
        for key, parts in messages(language)
        if not parts.arguments and not "".join(parts.words).strip()
    ]
    assert empty == []


def test_other_words_for_a_part_of_a_form_belong_to_one() -> None:
    keys = catalogue_keys(Language.ZH)
    called = {key.removeprefix("called-") for key in keys if key.startswith("called-")}
    labels = {key.partition("-label-")[2] for key in keys if "-label-" in key}
    assert called
    assert called <= labels


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_its_words(reason: Reason) -> None:
    assert f"refused-{reason}" in catalogue_keys(Language.ZH)


#: What many read with difficulty is said in short sentences: characters in Chinese, words in
#: English. The longest today is a line of the consent that the law asks for.
LONGEST = {Language.ZH: 45, Language.EN: 22}
SENTENCE_ENDS = {Language.ZH: r"[。！？：；\n]", Language.EN: r"[.!?:;\n]"}


@pytest.mark.parametrize("language", LONGEST)
def test_sentences_are_short(language: Language) -> None:
    for key, parts in messages(language):
        for sentence in re.split(SENTENCE_ENDS[language], "…".join(parts.words)):
            size = len(sentence) if language is Language.ZH else len(sentence.split())
            assert size <= LONGEST[language], (key, sentence)


@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_a_sign_never_stands_for_words(language: Language) -> None:
    """Who hears the screen read aloud, or has an old phone, misses nothing without the signs."""
    for key, parts in messages(language):
        said = "".join(parts.words)
        signs = [c for c in said if unicodedata.category(c) == "So"]
        assert not signs or any(c.isalpha() for c in said), key

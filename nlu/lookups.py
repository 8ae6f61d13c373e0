"""Lookup tables and synonyms of the training data, made from the one list of words.

``python -m nlu.lookups`` writes them anew after ``domain/offerings/words.py`` changed.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from domain.offerings.words import CATEGORY_WORDS, RECIPIENT_WORDS
from nlu.sentences import TRAINING

_HEAD = """\
# Made by `python -m nlu.lookups` from domain/offerings/words.py: change the words there.
version: "3.1"
nlu:
"""
_TABLES: Mapping[str, Sequence[tuple[StrEnum, tuple[str, ...]]]] = {
    "category": tuple(CATEGORY_WORDS.items()),
    "recipient": tuple(RECIPIENT_WORDS.items()),
}


def lookups() -> str:
    """The file's text: a lookup table an entity, and a synonym a code."""
    blocks = []
    for entity, words in _TABLES.items():
        every = [name for _, names in words for name in names]
        blocks.append(f"- lookup: {entity}\n  examples: |\n{_lines(every)}")
        blocks += [
            f"- synonym: {code.value}\n  examples: |\n{_lines(names)}" for code, names in words
        ]
    return _HEAD + "".join(blocks)


def _lines(words: Iterable[str]) -> str:
    return "".join(f"    - {word}\n" for word in words)


if __name__ == "__main__":
    (TRAINING / "lookups.yml").write_text(lookups(), encoding="utf-8")
    sys.exit(0)

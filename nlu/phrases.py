"""Reads ``phrases.txt``: by which phrases the built-in matcher tells intents apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlu.understanding import Intent

_FRAGMENT = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Some ways to say one thing.

    Attributes:
        weight: how surely they give the intent away, 0 to 1.
        pattern: any of them, over a normalized sentence.
    """

    intent: Intent
    weight: float
    pattern: re.Pattern[str]


@cache
def phrases() -> tuple[Phrases, ...]:
    """All phrases, the surest first.

    Raises:
        ValueError: the file is not written as its head says.
    """
    text = files("nlu").joinpath("phrases.txt").read_text(encoding="utf-8")
    return tuple(sorted(_read(text), key=lambda one: -one.weight))


def _read(text: str) -> Iterator[Phrases]:
    head, *sections = re.split(r"^\[(?=[a-z_]+ [0-9.]+\])", text, flags=re.MULTILINE)
    fragments = dict(line.split(" = ", 1) for line in _lines(head))
    for section in sections:
        title, *alternatives = _lines(section)
        intent, weight = title.rstrip("]").split(" ")
        pattern = _FRAGMENT.sub(lambda name: fragments[name[1]], "|".join(alternatives))
        yield Phrases(Intent(intent), float(weight), re.compile(pattern))


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("# ")]

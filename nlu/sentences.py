"""Labelled sentences: the training data and the test set of the model, read from their files.

The files are Rasa's YAML with one sentence a line, its slots marked in it:
``[昨天](date:2026-11-20)下午在[敬老院](project)服务了[三小时](minutes:180)``. Values are as of
``NOW``, the moment of the label guide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from nlu.marks import Mark
from nlu.understanding import Intent

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 12, tzinfo=ZONE)
"""When all of them are said (labels.md)."""
MODEL = Path(__file__).with_name("model")
TRAINING = MODEL / "data"
TEST = MODEL / "tests" / "sentences"
_MARKED = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<slot>[a-z_]+)(?::(?P<value>[^()]+))?\)")
_BOTH_TIMES = "time"
_NUMBERS = frozenset({"minutes", "ordinal", "count"})
_CODED = frozenset({"category", "recipient", "language"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its meaning.

    Attributes:
        writer: whose voice it is.
        slots: as the JSON of an Understanding has them; ``project`` and ``place`` may be said
            twice, then all words are joined by a line feed.
        marks: where in the text they stand.
    """

    text: str
    intent: Intent
    writer: str
    slots: dict[str, object]
    marks: tuple[Mark, ...]


def sentences_in(folder: Path) -> list[Sentence]:
    """All sentences of a folder's files, in order.

    Raises:
        ValueError: a file is not written as said above.
    """
    return [sentence for file in sorted(folder.glob("*.yml")) for sentence in _in_file(file)]


@cache
def held_out() -> tuple[Sentence, ...]:
    """The test set: never trained on."""
    return tuple(sentences_in(TEST))


def _in_file(file: Path) -> Iterator[Sentence]:
    intent, writer = None, ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("- intent: "):
            intent = Intent(line.removeprefix("- intent: "))
        elif line.startswith("    writer: "):
            writer = line.removeprefix("    writer: ")
        elif line.startswith("    - ") and intent is not None:
            yield _sentence(line.removeprefix("    - "), intent, writer)


def _sentence(line: str, intent: Intent, writer: str) -> Sentence:
    text, slots, marks, at = "", dict[str, object](), list[Mark](), 0
    for found in _MARKED.finditer(line):
        text += line[at : found.start()]
        slot, value = found["slot"], found["value"]
        start, at = len(text), found.end()
        text += found["words"]
        for name, meant in _values(slot, value, found["words"]):
            both = slots.get(name)
            slots[name] = f"{both}\n{meant}" if both and name in {"project", "place"} else meant
        entity = _BOTH_TIMES if slot.startswith(_BOTH_TIMES) else slot
        coded = value if slot in _CODED else None
        marks.append(Mark(entity, start, len(text), coded))
    return Sentence(text + line[at:], intent, writer, slots, tuple(marks))


def _values(slot: str, value: str | None, words: str) -> Iterator[tuple[str, object]]:
    match slot, value:
        case (("project" | "place"), None):
            yield slot, words
        case _, None:
            raise ValueError(f"no value for the {slot} {words!r}")
        case "time", str(both):
            first, last = both.split("-")
            yield from (("time_from", first), ("time_to", last))
        case "period", str(both):
            first, last = both.split("..")
            yield slot, {"from": first, "to": last}
        case name, str(number) if name in _NUMBERS:
            yield slot, int(number)
        case _:
            yield slot, value

"""What a model marks in a sentence: which words carry a slot (labels.md, "Slots")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.script import half_width, normal
from nlu.values.found import Stretch

#: What a mark may be of; ``time`` stands for both ends of a span of time.
ENTITIES = frozenset(
    "date period time minutes ordinal count project place category recipient language".split()
)
#: What a name needs neither at its beginning nor at its end.
_AROUND = " \t\n.,;:!?'\"()[]<>#~-–—、，。；：！？“”‘’（）【】《》「」『』·…"
_BEFORE = ("那个", "这个", "那场", "这场", "那次", "the ", "that ", "this ", "在", "去")
_LATIN = re.compile(r"[A-Za-z0-9]")
_BEHIND = ("那个", "这个", "那场", "这场", "那次", "的", "呢", "吧")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a sentence that carries a slot.

    Attributes:
        entity: one of ``ENTITIES``.
        start, end: characters of the text as it came, half-open.
        value: the code of a category, recipient or language; None for all else.
        confidence: 0 to 1.
    """

    entity: str
    start: int
    end: int
    value: str | None = None
    confidence: float = 1.0


def place_of(text: str, mark: Mark) -> Stretch:
    """Where a mark stands in ``normal(text)``, whose length may differ."""
    return Stretch(len(normal(text[: mark.start])), len(normal(text[: mark.end])))


def marked_name(text: str, marks: Sequence[Mark], entity: str) -> str | None:
    """The words of the surest mark of a kind, the first of equals, without what is no name."""
    names = sorted((m for m in marks if m.entity == entity), key=lambda m: (-m.confidence, m.start))
    whole = (_trimmed(text[slice(*_whole_words(text, m.start, m.end))]) for m in names)
    return next(filter(None, whole), None)


def marked_code(marks: Sequence[Mark], entity: str) -> str | None:
    """The value of the surest mark of a kind, the first of equals."""
    coded = [mark for mark in marks if mark.entity == entity and mark.value]
    return min(coded, key=lambda m: (-m.confidence, m.start)).value if coded else None


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the rest of the Latin words that it cuts: a model marks parts of words."""

    def cuts(at: int) -> bool:
        return 0 < at < len(text) and all(_LATIN.match(text[i]) for i in (at - 1, at))

    while cuts(start):
        start -= 1
    while cuts(end):
        end += 1
    return start, end


def _trimmed(words: str) -> str | None:
    """The name without punctuation, articles and particles; None where nothing is left."""
    name, before = half_width(words), ""
    while name != before:
        before = name
        name = name.strip(_AROUND)
        for word in _BEFORE:
            if name.lower().startswith(word) and len(name) > len(word) + 1:
                name = name[len(word) :]
        for word in _BEHIND:
            name = name.removesuffix(word)
    return name or None

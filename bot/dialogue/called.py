"""What people call the parts of a form: 名字错了, "the date is wrong"."""

import re
from collections.abc import Mapping

from bot.texts import Texts
from nlu.script import normal


def the_one_named(texts: Texts, labels: Mapping[str, str], text: str) -> str | None:
    """The field that a text names, where it names one only.

    Args:
        labels: the text key of each field's label; ``called-FIELD`` has other words for it.
    """
    said = normal(text)
    found: dict[str, tuple[str, bool]] = {}
    for name, label in labels.items():
        called = f"called-{name}".replace("_", "-")
        words = [texts(label), *(texts(called).split() if texts.has(called) else ())]
        standing = [word for word in map(normal, words) if _stands_in(word, said)]
        if standing:
            word = max(standing, key=len)
            found[name] = word, word == normal(texts(label))
    named = {
        name
        for name, word in found.items()
        if not any(_outdoes(other, word) for other in found.values())
    }
    return named.pop() if len(named) == 1 else None


def _outdoes(one: tuple[str, bool], other: tuple[str, bool]) -> bool:
    """Whether a word names its field and not the other's: "risky" is not "risk", and where both
    are called by the same word, it is the one whose label it is."""
    (word, is_label), (inside, inside_is_label) = one, other
    if word == inside:
        return is_label and not inside_is_label
    return inside in word


def _stands_in(word: str, text: str) -> bool:
    if not word.isascii():
        return word in text
    return re.search(rf"\b{re.escape(word)}\b", text) is not None

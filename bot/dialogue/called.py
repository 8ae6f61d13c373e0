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
    named = set()
    for name, label in labels.items():
        called = f"called-{name}".replace("_", "-")
        words = [texts(label), *(texts(called).split() if texts.has(called) else ())]
        if any(_stands_in(normal(word), said) for word in words):
            named.add(name)
    return named.pop() if len(named) == 1 else None


def _stands_in(word: str, text: str) -> bool:
    if not word.isascii():
        return word in text
    return re.search(rf"\b{re.escape(word)}\b", text) is not None

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
    found: dict[str, str] = {}
    for name, label in labels.items():
        called = f"called-{name}".replace("_", "-")
        words = [texts(label), *(texts(called).split() if texts.has(called) else ())]
        standing = [word for word in map(normal, words) if _stands_in(word, said)]
        if standing:
            found[name] = max(standing, key=len)
    # "Risky" names "risky" and not "risk": a word inside of another one is not meant by itself.
    named = {
        name
        for name, word in found.items()
        if not any(word != other and word in other for other in found.values())
    }
    return named.pop() if len(named) == 1 else None


def _stands_in(word: str, text: str) -> bool:
    if not word.isascii():
        return word in text
    return re.search(rf"\b{re.escape(word)}\b", text) is not None

"""Who did not come, said of a numbered list of names: 全到了, 除了3和5, everyone but Wang."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.script import normal
from nlu.values.numbers import CHINESE, ENGLISH, whole_number

_ALL_CAME = re.compile(
    r"(?:大家|所有人|人人|全员|全体|人)*(?:全部?|都|全都)?(?:[到来在]齐?(?:场|全)?了?|齐了)(?:吧|呀|啊)?"
    r"|(?:人)?齐了|一个(?:都)?不(?:少|缺)|(?:没|没有|无)人?(?:缺席|请假|没[来到]|未到)|没有|无"
    r"|(?:they )?(?:all|everyone|everybody)(?: of them)?(?: (?:came|is|was|were|are|showed)"
    r"(?: here| there| present| up)?| here| there| present)?"
    r"|none|(?:nobody|no one)(?: (?:is|was|were))?(?: (?:missing|absent))?"
)
_NOBODY_CAME = re.compile(
    r"(?:全部?|都|全都|大家都|所有人都|一个(?:人)?(?:都|也))没有?[来到](?:场)?|没有?人[来到](?:场)?了?"
    r"|(?:nobody|no one|none(?: of them)?) (?:came|showed up)"
)
_EXCEPT = re.compile(r"除|以外|之外|不算|\b(?:except|but|apart from|other than|without|besides)\b")
_ABSENT = re.compile(r"没|未|缺席|请假|不在|\b(?:absent|missing|not|no-?shows?)\b|n't\b", re.ASCII)
_ALL = re.compile(r"全|都|所有|大家|其[他余]|别的|\b(?:all|everyone|everybody|others|the rest)\b")
_ONLY = re.compile(r"只|仅|就(?=.*[来到])|\b(?:only|just)\b")
_CAME = re.compile(r"[来到](?:了|场)|\b(?:came|here|present|showed up)\b")

_NUMBER = rf"(?:{CHINESE}|(?<![a-z]){ENGLISH})"
_RANGE = re.compile(
    rf"(?:第|no\.? ?|#)?(?P<first>{_NUMBER})号?\s*(?:-|–|~|到|至|to)\s*第?(?P<last>{_NUMBER})号?"
)
_SINGLE = re.compile(rf"(?:第|no\.? ?|#|number )?(?P<number>{_NUMBER})(?:号|位)?")
_FRAME = re.compile(
    r"除了?|以外|之外|外|的|不算|没有?[来到]场?|未到场?|缺席|请了?假|不在|全部?|都|所有人?|大家|其[他余]人?|别的人?|只有?"
    r"|仅有?|就|[来到](?:场|齐)?了|有|了|人|个|号|和|跟|与|及|以及|还有|同学|等"
    r"|\b(?:everyone|everybody|all|of|them|others?|the|rest|except|for|but|apart|from|other|than"
    r"|without|besides|were|was|are|is|did|do|does|didn't|not|come|came|here|there|present|absent"
    r"|missing|show|showed|up|only|just|and|no-?shows?|number|numbers|no)\b"
)
_BETWEEN = re.compile(r"[\s,，、;；.。!！:：&+/()（）]+")
_ADDRESS = re.compile(r"^[老小阿]|(?:先生|女士|师傅|老师|同志|[姐哥叔姨])$")


@dataclass(frozen=True, slots=True)
class Absences:
    """Who did not come, of a numbered list.

    Attributes:
        numbers: from 1, as in the list.
        unknown: words that mean nobody on it.
        several: words that mean more than one on it.
    """

    numbers: frozenset[int]
    unknown: tuple[str, ...] = ()
    several: tuple[str, ...] = ()


def absences_in(text: str, names: Sequence[str]) -> Absences | None:
    """Who did not come by what somebody says of a list of names; None: it says nothing of it.

    Args:
        names: in the order of the list; two may be called the same.
    """
    said = normal(text).rstrip("。.!！ ")
    everybody = frozenset(range(1, len(names) + 1))
    if _NOBODY_CAME.fullmatch(said):
        return Absences(everybody)
    if _ALL_CAME.fullmatch(said):
        return Absences(frozenset())
    meant = _people_in(said, [normal(name) for name in names])
    if not (meant.numbers or meant.unknown or meant.several):
        return None
    absent = _EXCEPT.search(said) or _ABSENT.search(said)
    came = _ONLY.search(said) or (_CAME.search(said) and not _ALL.search(said))
    if came and not absent:
        return Absences(everybody - meant.numbers, meant.unknown, meant.several)
    return meant


def _people_in(said: str, names: Sequence[str]) -> Absences:
    """Everybody on the list whom a text names, by name or number."""
    numbers: set[int] = set()
    unknown: list[str] = []
    several: list[str] = []
    for name in sorted({name for name in names if name}, key=len, reverse=True):
        whole = _whole(name)
        if whole.search(said):
            said = whole.sub(" ", said)
            alike = [number for number, each in enumerate(names, start=1) if each == name]
            if len(alike) > 1:
                several.append(name)
            else:
                numbers.update(alike)
    for pattern in (_RANGE, _SINGLE):
        for found in pattern.finditer(said):
            first, last = (whole_number(found[group]) for group in _ends(pattern))
            if first is None or last is None or not 1 <= first <= last <= len(names):
                unknown.append(found[0].strip())
            else:
                numbers.update(range(first, last + 1))
        said = pattern.sub(" ", said)
    for word in _BETWEEN.split(_FRAME.sub(" ", said)):
        if not word:
            continue
        alike = _called(word, names)
        if len(alike) == 1:
            numbers.update(alike)
        else:
            (several if alike else unknown).append(word)
    return Absences(frozenset(numbers), tuple(unknown), tuple(several))


def _ends(pattern: re.Pattern[str]) -> tuple[str, str]:
    return ("first", "last") if pattern is _RANGE else ("number", "number")


def _whole(name: str) -> re.Pattern[str]:
    words = re.escape(name)
    return re.compile(rf"\b{words}\b" if name.isascii() else words)


def _called(word: str, names: Sequence[str]) -> list[int]:
    """Who may be called so: by a part of the name, 老王, 王姐, Wang."""
    bare = _ADDRESS.sub("", word) or word
    return [
        number
        for number, name in enumerate(names, start=1)
        if bare in (name.split() if bare.isascii() else name)
    ]

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
_BEFORE_NUMBERS = re.compile(
    r"(?P<Z>没有?(?:其他|别的?)?人|无人"
    r"|\b(?:nobody|no one|none)\b(?: (?:else|of (?:them|the (?:others|rest)))\b)?)"
    r"|(?P<D>一个人?[都也](?=没))",
    re.ASCII,
)
"""What has a number in it and names nobody; the groups are those of ``_MARKS``."""

_BE = r"\b(?:(?:did|do|does|was|were|is|are|has|have)(?: not\b|n't\b)|not\b)"
_THERE = r"(?:come|came|show(?:ed)?(?: up)?|here|there|present)\b"
_MARKS = re.compile(
    rf"(?P<C>(?:没有?|未)(?:缺席|请假|不在)|{_BE} (?:absent|missing)\b)"
    r"|(?P<X>(?:没有?|未)(?:[来到](?:场|齐)?了?)?|不来|来不了|缺席|请了?假|不在"
    rf"|{_BE}(?: {_THERE})?|\b(?:absent|missing|no-?shows?)\b)"
    rf"|(?P<P>[来到](?:场|齐)?了?|在场|齐了|\b(?:{_THERE}|did\b))"
    r"|(?P<E>除了?|不算|\b(?:except|but|apart from|other than|without|besides)\b)"
    r"|(?P<F>以外|之外|外)"
    r"|(?P<D>全部?|都|\b(?:all|both)\b)"
    r"|(?P<A>所有|大家|其[他余]|别的?人|别的|\b(?:every(?:one|body)(?: else)?|others?|the rest)\b)"
    r"|(?P<O>只有?|仅有?|就|\b(?:only|just)\b)",
    re.ASCII,
)
"""The words that decide: who Came or was Present, who was absent (X), Except before or aFter whom,
everybody (A) or what stands beside people as well (D: 都, all), nObody but (O), nobody (Z).
"""

_SHAPES = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"E?NF"), "EN"),
    (re.compile(r"F|E(?!N)"), ""),  # "but the others came" excepts nobody
    (re.compile(r"(?<=EN)D|(?<![NACX])D(?![A])|(?<=X)D(?=C)|(?<=C)D(?=X)"), "A"),
    (re.compile(r"D"), ""),  # 3和5都来了: it says nothing of the others
    (re.compile(r"Z(EN)?C"), r"A\1X"),
    (re.compile(r"Z(EN)?X"), r"A\1C"),
    (re.compile(r"Z(?!N)"), "AX"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""What brings the words that decide into one of few shapes."""

_NAMED_ABSENT = re.compile(
    r"N|X?(?:O?NO?X)+(?:AC)?|(?:XO?N)+(?:AC)?|(?:X?AC)(?:E?O?NX)+|X?ACE?XN"
    r"|(?:AC?)?EN|AENC|ENAC?|ENXAC"
)
_OTHERS_ABSENT = re.compile(
    r"(?:O?NO?C)+(?:AX|XA)?|O?CO?N(?:AX)?|ON(?:AX)?|AX(?:O?NC|ON|ENC?)|AENX|ENC?AX"
)

_NUMBER = rf"(?:{CHINESE}|(?<![a-z]){ENGLISH})"
_RANGE = re.compile(
    rf"(?:第|no\.? ?|#)?(?P<first>{_NUMBER})号?\s*(?:-|–|~|到|至|to)\s*第?(?P<last>{_NUMBER})号?"
)
_SINGLE = re.compile(rf"(?:第|no\.? ?|#|number )?(?P<number>{_NUMBER})(?:号|位)?")
_COUNT = re.compile(
    rf"{_NUMBER}\s*(?:[个位名人]|(?:people|persons?|of (?:them|us|the))\b)|[俩仨]", re.ASCII
)
"""How many, and not who."""
_ORDINAL = re.compile(rf"第{_NUMBER}(?:\s*(?:-|–|~|到|至)\s*第?{_NUMBER})?(?:[个位名]人?)?")
_FRAME = re.compile(
    r"的|有|是|了|人|个|号|和|跟|与|及|以及|还有|同学|等|也"
    r"|\b(?:of|them|they|the|for|were|was|are|is|do|does|has|have|up|and|who|numbers?|no)\b",
    re.ASCII,
)
_BETWEEN = re.compile(r"[\s,，、;；.。!！:：&+/()（）]+")
_SIGN = {mark: chr(0xE000 + at) for at, mark in enumerate("NZXCPEFDAO")}
"""Signs that no text has, in place of the words that were understood."""
_MEANT = {sign: "C" if mark == "P" else mark for mark, sign in _SIGN.items()}
_SIGNS = re.compile(f"([{''.join(_MEANT)}])")
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
    if _COUNT.search(_ORDINAL.sub(" ", _BEFORE_NUMBERS.sub(" ", said))):
        return None
    meant, shape = _people_in(said, [normal(name) for name in names])
    if not (meant.numbers or meant.unknown or meant.several):
        return None
    if _NAMED_ABSENT.fullmatch(shape):
        return meant
    if _OTHERS_ABSENT.fullmatch(shape):
        return Absences(everybody - meant.numbers, meant.unknown, meant.several)
    # Who came and who did not both stand there, and not so that it is clear which are which.
    return None


def _people_in(said: str, names: Sequence[str]) -> tuple[Absences, str]:
    """Everybody on the list whom a text names, by name or number, and the shape of what it says of
    them: N for people, and the groups of ``_MARKS``."""
    numbers: set[int] = set()
    unknown: list[str] = []
    several: list[str] = []
    for name in sorted({name for name in names if name}, key=len, reverse=True):
        whole = _whole(name)
        if whole.search(said):
            said = whole.sub(_SIGN["N"], said)
            alike = [number for number, each in enumerate(names, start=1) if each == name]
            if len(alike) > 1:
                several.append(name)
            else:
                numbers.update(alike)
    said = _BEFORE_NUMBERS.sub(_sign, said)
    for pattern in (_RANGE, _SINGLE):
        for found in pattern.finditer(said):
            first, last = (whole_number(found[group]) for group in _ends(pattern))
            if first is None or last is None or not 1 <= first <= last <= len(names):
                unknown.append(found[0].strip())
            else:
                numbers.update(range(first, last + 1))
        said = pattern.sub(_SIGN["N"], said)
    shape = []
    for word in _SIGNS.split(_FRAME.sub(" ", _MARKS.sub(_sign, said))):
        if word in _MEANT:
            shape.append(_MEANT[word])
            continue
        for part in filter(None, _BETWEEN.split(word)):
            shape.append("N")
            alike = _called(part, names)
            if len(alike) == 1:
                numbers.update(alike)
            else:
                (several if alike else unknown).append(part)
    return Absences(frozenset(numbers), tuple(unknown), tuple(several)), _shape("".join(shape))


def _sign(found: re.Match[str]) -> str:
    return _SIGN[str(found.lastgroup)]


def _shape(marks: str) -> str:
    for pattern, instead in _SHAPES:
        marks = pattern.sub(instead, marks)
    return marks


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

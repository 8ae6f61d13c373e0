"""Positions in a list: #7, 第七个, the last one (labels.md, "Slots: ordinal")."""

import re

from nlu.script import normal
from nlu.values.found import Found, first_of, without_overlaps
from nlu.values.numbers import CHINESE, ENGLISH, ENGLISH_ORDINAL, whole_number

_THING = r"(?:项目|活动|班次|选项|项|条|场|班|个|家|款|号)"
_ENGLISH_THING = (
    r"(?:one|project|activity|event|option|item|shift|offering|choice|in the list|on the list)"
)
_FROM_END = re.compile(
    rf"倒数第(?P<n>{CHINESE})|(?P<last>最后(?:面|头)?(?:那|的)?一?[个项条场班]|末尾那个"
    rf"|\b(?:the )?last {_ENGLISH_THING}\b)|\b(?P<second>second (?:to|from the) last"
    rf"|last but one)\b"
)
_FROM_START = re.compile(
    rf"第(?P<a>{CHINESE})(?:{_THING}|(?=[的那吧啊,。!]|$))"
    rf"|(?<![\d月])(?P<b>{CHINESE})号(?:那个)?(?:项目|活动|班次|选项|那个)"
    rf"|#\s?(?P<c>\d{{1,4}})\b|(?:项目|活动|编号|序号)(?:编号|号)?\s?(?P<d>\d{{1,4}})(?![\d月点:年号日小个人])"
    rf"|\b(?:no\.?|number|num|project|activity|option|item|event) ?#?(?P<e>{ENGLISH})(?! ?(?:people"
    rf"|hours?|volunteers|pm|am))\b"
    rf"|\b(?P<f>{ENGLISH_ORDINAL}) {_ENGLISH_THING}\b|(?P<g>头一[个项]|第一个)"
    rf"|\b(?:the|for) (?P<h>{ENGLISH_ORDINAL})$"
)


def ordinal_in(text: str) -> int | None:
    """A position in a list: #7, 7号项目, 第七个, the third one; from the end it is negative.

    A number of stars, a code or a house number is none.
    """
    return first_of(find_ordinals(normal(text)))


def find_ordinals(text: str) -> list[Found[int]]:
    """The ordinals of a normalized text, in order of place."""
    found = []
    for match in _FROM_END.finditer(text):
        number = 2 if match["second"] else whole_number(match["n"]) if match["n"] else 1
        if number:
            found.append(Found(match.start(), match.end(), -number))
    for match in _FROM_START.finditer(text):
        number = 1 if match["g"] else whole_number(next(filter(None, match.groups())))
        if number:
            found.append(Found(match.start(), match.end(), number))
    return without_overlaps(found)

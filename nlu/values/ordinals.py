"""Positions in a list: #7, 第七个, the last one (labels.md, "Slots: ordinal")."""

import re

from nlu.script import normal
from nlu.values.found import Found, first_of, without_overlaps
from nlu.values.numbers import CHINESE, ENGLISH, ENGLISH_ORDINAL, whole_number

_THING = r"(?:项目|活动|班次|选项|项|条|场|班|个|家|款|号)"
_ENGLISH_THING = (
    r"(?:one|project|activity|event|option|item|shift|offering|choice|entry|line|record"
    r"|(?:in|on) the list|of those|of them)"
)
_FROM_END = re.compile(
    rf"倒数第(?P<n>{CHINESE})|(?P<last>最后(?:面|头)?(?:那|的)?一?[个项条场班](?!岗|名额|位置|月|星期)"
    rf"|末尾那个|\b(?:the )?last {_ENGLISH_THING}\b)"
    r"|\b(?P<second>second (?:to |from the )?last|last but one)\b",
    re.ASCII,
)
_NUMBER_WORD = r"(?:no\.?|number|num|project|activity|option|item|event|entry|shift)"
_FROM_START = re.compile(
    rf"第(?P<a>{CHINESE})(?:{_THING}|(?=[的那吧啊,。!给]|$))"
    rf"|(?<![\d月])(?P<b>{CHINESE})号(?:那个)?(?:项目|活动|班次|选项)"
    r"|(?<![\d月一二三四五六七八九十])(?P<i>[1-9]|1[0-2]|[一二三四五六七八九十])号那个"
    r"|#\s?(?P<c>\d{1,3})(?!\d)"
    r"|(?:项目|活动|编号|序号)(?:编号|号)?\s?(?P<d>\d{1,3})(?![\d月点:年号日小个人])"
    rf"|\b{_NUMBER_WORD} ?#?(?P<e>{ENGLISH})(?! ?(?:people|hours?|volunteers|pm|am))\b"
    rf"|\b(?P<f>{ENGLISH_ORDINAL}) {_ENGLISH_THING}\b|(?P<g>头一[个项]|第一个)"
    r"|\b(?:the|for) (?P<h>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?=$|[,.;!?])"
    r"|^(?:bm|baoming|qiandao|报名|签到|详情|sign ?up|check ?in|details) ?(?P<j>\d{1,2})(?=$| )",
    re.ASCII,
)
_ALONE = re.compile(rf"(?P<n>{ENGLISH_ORDINAL}|{ENGLISH}|{CHINESE})|(?P<last>\blast\b|最后)")


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


def ordinal_alone(words: str) -> int | None:
    """The position that words say which are known to name one: 3, 七, 5号, last."""
    if (match := _ALONE.search(words)) is None:
        return None
    return -1 if match["last"] else whole_number(match["n"]) or None

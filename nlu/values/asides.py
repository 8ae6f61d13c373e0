"""What a sentence says but does not mean: wrong figures, breaks, deadlines, old days.

Labels.md, "Slots": the right figure counts, not the wrong one; the day on which one signed up is
not the date, nor is a deadline.
"""

import re
from enum import IntEnum

from nlu.values.found import Stretch

#: How far from a value the words stand that say what it is.
_REACH = 24


class Weight(IntEnum):
    """What the words before a figure say of it, where a sentence names a right and a wrong one."""

    WRONG = 0
    SAID = 1
    RIGHT = 2


_WRONG = re.compile(
    r"(?:不是|而非|不止|[记写算打填报录做]成|显示(?:的?是|为|我)?|[记写录登]的?是|写着|记录(?:的?是|为)|录(?:的|得)是"
    r"|登记?的是|[记整写弄]了?个|变成|扣|说的|只[记算给写]|少[记算了]|[多给]我[记算写]|[多少](?:给我)?[记算写]|差|给我记|把.{0,8}的)"
    r"了?(?:的是|我)?\s*$"
    r"|\b(?:not|n't|instead of|rather than|recorded(?: as)?|shows?|said|says?|puts?|got|as|typed"
    r"|off by|logged|write|wrote|entered(?: by mistake)?|showing|nobody does|typo"
    r"|down for|credits? me with|that|shorted me|gave me|has me \w+ at|had me \w+ at"
    r"|change|switch)(?: just| only| for| at)?\s*$"
)
_RIGHT = re.compile(
    r"(?:应该?(?:当)?[是为]|正确的?是|才是|弄成|[待做搞干]了|实际|实打实|其实|真实|明明|[改换调]到|[改变换][成为回]|[改为]|而是|是)"
    r"(?:上|的)?(?:是|做了|干了|只?有|到)?\s*$"
    r"|\b(?:(?:should(?:'ve)?|shoulda|supposed to)(?: have)?(?: been| be| say| read)|make it|meant"
    r"|actual(?:ly)?(?: is)?|true is|it's|its|it is"
    r"|really|honestly|changed? to|moved to|now|into|it was"
    r"|i (?:did|stayed|worked|served))"
    r"(?: (?:only|for|at|from|it was|about))*\s*$"
)
_BREAK = re.compile(
    r"(?:歇|休息|吃饭|午休|早走|早退|迟到|晚到|提前|还?差|离.{0,6})了?(?:大概|有)?\s*$"
    r"|\b(?:break of|rested(?: for)?|late by|minus|by)\s*$"
)
_BREAK_AFTER = re.compile(
    r"^\s*(?:的)?(?:休息|午休|吃饭|前|之前|以前|内|之内)|^ ?(?:break|lunch|late|early|ago)\b"
)
_DEADLINE_BEFORE = re.compile(
    r"(?:截止|截至|ddl|deadline|趁|赶在|最晚|最迟)(?:是|到|在|于|时间|日期)?\s*$"
    r"|\b(?:deadline|due|needs?(?: it| them| this)?|by|before|like)(?: is| by| on)?\s*$"
)
_DEADLINE_AFTER = re.compile(
    r"^(?:就要(?![去来到上])|要[用交]|得交|截止|前交)|^[一二三四五六七八九十\d点半]{0,5}(?:之前|以前|前)(?:要|得|交|补|给)|^截止"
)
_SIGNED_UP_BEFORE = re.compile(
    r"\bi (?:signed up|booked|registered|enrolled)\b(?! for)[^,.;]{0,28}$"
)
_SIGNED_UP_AFTER = re.compile(
    r"^(?:我|就|才|刚|已经|自己|晚上|早上|上午|下午|中午)*(?:拿.{2,6}替我)?(?:报|抢|约|点|选|提交|申请|申报|递|填|交)"
    r"(?:的(?!是)|了名|名(?!了?吗)|好|完|了(?!几|哪|什么|多少))|^[^,。]{0,6}发的"
)


def weight_of(text: str, figure: Stretch) -> Weight:
    """Whether a figure is given as the right or the wrong one."""
    before = text[max(0, figure.start - _REACH) : figure.start]
    if _RIGHT.search(before) and not re.search(r"不是\s*$", before):
        return Weight.RIGHT
    return Weight.WRONG if _WRONG.search(before) else Weight.SAID


def is_break(text: str, figure: Stretch) -> bool:
    """A pause, a delay or a distance: 中间歇了半小时, 还差6小时, late by ten minutes."""
    before = text[max(0, figure.start - _REACH) : figure.start]
    after = text[figure.end : figure.end + _REACH]
    return bool(_BREAK.search(before) or _BREAK_AFTER.match(after))


def is_deadline(text: str, day: Stretch) -> bool:
    """Until when something is due: 截止今晚, 明早就要, needs it tomorrow."""
    before = text[max(0, day.start - _REACH) : day.start]
    return bool(_DEADLINE_BEFORE.search(before) or _DEADLINE_AFTER.match(text[day.end :]))


def is_of_signing_up(text: str, day: Stretch) -> bool:
    """When one signed up or handed something in: 上周五报的那个, I booked it on Monday."""
    before = text[max(0, day.start - 2 * _REACH) : day.start]
    return bool(_SIGNED_UP_BEFORE.search(before) or _SIGNED_UP_AFTER.match(text[day.end :]))

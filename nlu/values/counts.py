"""Head counts, the speaker included: 我们一家三口, me and my son (labels.md, "Slots: count")."""

import re

from nlu.script import normal
from nlu.values.found import Found, first_of, without_overlaps
from nlu.values.numbers import CHINESE, ENGLISH, whole_number

_RELATIVES = (
    r"(?:爱人|老公|老婆|丈夫|妻子|儿子|女儿|孩子|小孩|爸爸?|妈妈?|父亲"
    r"|母亲|爷爷|奶奶|外公|外婆|哥哥?|姐姐?|弟弟?|妹妹?"
    r"|朋友|同学|同事|室友|闺蜜|邻居|孙子|孙女|老伴|男朋友|女朋友|先生|太太)"
)
_ENGLISH_RELATIVES = (
    r"(?:husband|wife|son|daughter|child|kid|mother|mum|mom|father|dad"
    r"|brother|sister|friend|classmate"
    r"|colleague|roommate|neighbou?r|partner|boyfriend|girlfriend|flatmate"
    r"|cousin|grandson|granddaughter)"
)
_COUNTS = tuple(
    (re.compile(pattern), others)
    for pattern, others in (
        # what the speaker adds to the number said
        (rf"一家(?P<n>{CHINESE})口|家里(?P<n2>{CHINESE})口", 0),
        (
            rf"(?:我[和跟带同与]|带上?|加上?|连)(?:我的?|另外)?(?P<n>{CHINESE})[个位名](?:{_RELATIVES}"
            rf"|人|小朋友)", 1),
        (
            rf"(?P<n>{CHINESE})(?:个|位|名)?(?:志愿者|义工|人|大人|成年人"
            rf"|同学|名额|位置|席位)(?!数)", 0),
        (rf"(?P<n>{CHINESE})[位名](?![字额称单下置])", 0),
        (
            r"(?:我们|咱们|咱|我跟他|我和她|夫妻|夫妇|母女|父子|母子|父女"
            r"|姐妹|兄弟|老两口|两口子)?(?P<n>[俩仨])(?![小个钟])", 0),
        (rf"(?:我和|我跟|我带|我同|我与|我还有)我?(?:的|家|们)?{_RELATIVES}(?P<pair>)", 1),
        (
            rf"(?:和|跟|带|带着|带上|陪)(?:我|着我|上我)(?:的|家)?{_RELATIVES}(?:一起"
            rf"|一块|去|参加|报名|来)(?P<pair>)", 1),
        (rf"\b(?P<n>{ENGLISH}) of us\b|\bfamily of (?P<n2>{ENGLISH})\b", 0),
        (
            rf"\b(?:and|with|plus|bring|bringing) (?P<n>{ENGLISH}) (?:of my "
            rf"|more |other )?{_ENGLISH_RELATIVES}(?:ren|s)?\b", 1),
        (
            rf"\b(?P<n>{ENGLISH}) (?:more |extra |new |other )?(?:people"
            rf"|persons?|volunteers|adults|places|spots|seats|helpers|hands)\b", 0),
        (
            rf"\b(?:me|i|myself) and my {_ENGLISH_RELATIVES}\b(?P<pair>)"
            rf"|\bmy {_ENGLISH_RELATIVES} and (?:i|me|myself)\b", 1),
        (rf"\b(?:with|bring(?:ing)?|plus) my {_ENGLISH_RELATIVES}\b(?P<pair>)", 1),
        (r"\bboth of us\b(?P<pair>)", 1),
    )
)  # fmt: skip


def count_in(text: str) -> int | None:
    """How many people a text speaks of, the speaker included: 我们一家三口, two of us."""
    return first_of(find_counts(normal(text)))


def find_counts(text: str) -> list[Found[int]]:
    """The head counts of a normalized text, in order of place."""
    found = []
    for pattern, speaker in _COUNTS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            word = groups.get("n") or groups.get("n2")
            number = whole_number(word) if word else 1
            if number:
                found.append(Found(match.start(), match.end(), number + speaker))
    return without_overlaps(found)

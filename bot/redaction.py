"""Personal data is taken out of texts: ID numbers before anything is stored or logged from a chat
(rules.md, 民政部令第67号), and whatever could tell who it was where a sentence is kept to train
with.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.messages import Inbound, Text

_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_HIDDEN = "******************"

_GONE = "***"
_TITLES = (
    "阿姨|叔叔|伯伯|老师|先生|女士|小姐|奶奶|爷爷|大爷|大妈|大姐|大哥|医生|书记|主任|经理|队长|同学"
)
# The surnames of nine people in ten.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭許鄧呂蘇盧蔣賈葉閻鍾譚鄒陸顧龍萬錢湯"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"(?:https?://|www\.)\S+",
        r"@\w+",
        # Days with their year may be a birth date.
        r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?",
        # Phone, ID and card numbers, codes; times, hours and days stay.
        r"\+?\d(?:[\s-]?\d){4,}[xX]?",
        r"[零〇一二三四五六七八九幺]{5,}",
        r"\d+\s*(?:号楼|栋|幢|单元|室|号院)",
        r"(?:微信号?|wechat id|QQ)[是:：]?\s*[A-Za-z0-9_-]{5,}",
        rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:{_TITLES})",
        r"(?<=我叫|他叫|她叫|名叫|叫做)[\u4e00-\u9fff·]{2,4}",
        rf"(?<=我是)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])",
        r"(?<=姓名)[是:：]?\s*[\u4e00-\u9fff·]{2,4}",
        r"(?i:(?<=my name is )|(?<=i am )|(?<=i'm )|(?<=this is )|(?<=call me ))"
        r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*",
        r"\b(?:Mr|Mrs|Ms|Dr|Miss)\.? [A-Z][\w'-]+",
    )
)


def redacted(inbound: Inbound) -> Inbound:
    """The message with every resident ID number (18 characters) taken out of its text."""
    match inbound.content:
        case Text(text=text) if _ID_NUMBER.search(text):
            return replace(inbound, content=Text(_ID_NUMBER.sub(_HIDDEN, text)))
        case _:
            return inbound


def without_personal_data(text: str, names: Iterable[str] = ()) -> str:
    """The sentence without names, numbers and addresses that could tell whose it is.

    Rather too much goes than too little: the sentence is kept for its words.

    Args:
        names: who is known to be speaking, taken out wherever they stand.
    """
    for name in names:
        text = text.replace(name, _GONE)
    for pattern in _PATTERNS:
        text = pattern.sub(_GONE, text)
    return text

"""What people say of themselves and of lists: ordinals, head counts, phones, birth dates."""

import re
from datetime import date

from nlu.script import normal
from nlu.values.dates import MONTH_NAME, MONTHS, Day, day_of
from nlu.values.found import Found, first_of, without_overlaps
from nlu.values.numbers import CHINESE, ENGLISH, ENGLISH_ORDINAL, whole_number

# ---------------------------------------------------------------- ordinals

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


# ---------------------------------------------------------------- people

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


# ---------------------------------------------------------------- phones

_SEPARATORS = re.compile(r"[\s\-()./·]")
_PHONE = re.compile(r"(?<![\d+])(?:\+|00)?\d(?:[\s\-()./·]*\d){6,16}(?!\d)")
_MOBILE = re.compile(r"^(?:\+?86|0086)?(1[3-9]\d{9})$")
_LANDLINE = re.compile(r"^(?:\+?86|0086)?0?((?:10|2\d|[3-9]\d{2})\d{7,8})$")
_HAS_AREA_CODE = re.compile(r"^(?:0[1-9]|\+?86)")
_ABROAD = re.compile(r"^(?:\+|00)([1-9]\d{7,14})$")


def phone_in(text: str) -> str | None:
    """The first phone number in a text, as ``+`` country and number (E.164).

    Mainland mobiles and landlines with area code need no country; others need ``+`` or 00.
    """
    for match in _PHONE.finditer(normal(text)):
        digits = _SEPARATORS.sub("", match[0])
        if mobile := _MOBILE.match(digits):
            return f"+86{mobile[1]}"
        if (line := _LANDLINE.match(digits)) and _HAS_AREA_CODE.match(digits):
            return f"+86{line[1]}"
        if (abroad := _ABROAD.match(digits)) and not digits.startswith(("+86", "0086")):
            return f"+{abroad[1]}"
    return None


# ---------------------------------------------------------------- birth dates

_BIRTH_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4}) (?P<m>\d{1,2}) (?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)",
        rf"(?P<y>\d{{4}}|\d{{2}}|[零〇一二三四五六七八九]{{4}}|[零〇一二三四五六七八九]{{2}})年\s?(?P<m>{CHINESE})月\s?(?P<d>{CHINESE})[日号]?",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{MONTH_NAME}),? (?P<y>\d{{4}})\b",
        rf"\b(?P<m>{MONTH_NAME}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b",
        r"(?<!\d)(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>(?:19|20)\d{2})(?!\d)",
    )
)
_DIGIT = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {"〇": "0"}


def birth_date_in(text: str, today: date) -> Day | None:
    """The birth date in a text: 1990-05-01, 1990年5月1日, 19900501, 90年5月1日, 1 May 1990.

    Two figures are the latest such year that is not ahead of ``today``. 05/01/1990 is read only
    where day and month cannot be confused. Whether an age makes sense is the domain's to say.
    """
    plain = normal(text)
    for pattern in _BIRTH_DATES:
        if match := pattern.search(plain):
            return _birth_date(match.groupdict(), today)
    return None


def _birth_date(parts: dict[str, str], today: date) -> Day | None:
    year = int("".join(_DIGIT.get(c, c) for c in parts["y"]))
    if year < 100:
        year += today.year // 100 * 100
        year -= 100 if year > today.year else 0
    if "a" in parts:
        a, b = int(parts["a"]), int(parts["b"])
        if a <= 12 and b <= 12 and a != b:
            return None
        return day_of(year, *((a, b) if b > 12 else (b, a)))
    month = MONTHS.get(parts["m"].rstrip(".")) or whole_number(parts["m"])
    day = whole_number(parts["d"])
    return None if month is None or day is None or year < 1 else day_of(year, month, day)

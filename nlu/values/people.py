"""What people say of themselves: phone numbers and birth dates."""

import re
from datetime import date

from nlu.script import normal
from nlu.values.calendar import MONTH_NAME, MONTHS, Day, day_of
from nlu.values.numbers import CHINESE, ENGLISH_ORDINAL, whole_number

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

_ENGLISH_DAY = rf"(?P<d>\d{{1,2}}\b|{ENGLISH_ORDINAL})"
_BIRTH_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4}) (?P<m>\d{1,2}) (?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)",
        rf"(?P<y>\d{{4}}|\d{{2}}|[零〇一二三四五六七八九]{{4}}|[零〇一二三四五六七八九]{{2}})年\s?(?P<m>{CHINESE})月\s?(?P<d>{CHINESE})[日号]?",
        rf"\b{_ENGLISH_DAY} (?:of )?(?P<m>{MONTH_NAME}),? (?:in )?(?P<y>\d{{4}})\b",
        rf"\b(?P<m>{MONTH_NAME}) (?:the )?{_ENGLISH_DAY},? (?:in )?(?P<y>\d{{4}})\b",
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

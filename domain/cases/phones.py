"""Nobody's phone number is shown in a case: whatever looks like one is taken out of the words
before they are stored, on both sides (C)."""

import re

HIDDEN = "***"

_GAP = r"[\s\-–—._·/()（）]{0,3}"
_ZH = "[零〇一二三四五六七八九幺]"
_CALLED = r"电话|電話|手机|手機|座机|座機|号码|號碼|\b(?:phone|tel|mobile|cell|call me)\b"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # abroad, or with the country in front
        rf"(?:\+|＋|(?<!\d)00)\d(?:{_GAP}\d){{6,14}}",
        # mainland mobiles
        rf"(?<!\d)(?:86{_GAP})?[1１]{_GAP}[3-9３-９](?:{_GAP}\d){{9}}(?!\d)",
        rf"(?<!{_ZH})[一幺][\s]*[三四五六七八九](?:[\s]*{_ZH}){{9}}(?!{_ZH})",
        # with an area code; without one where it is called a number
        rf"(?<!\d)[(（]?[0０][1-9１-９]\d{{1,2}}{_GAP}\d(?:{_GAP}\d){{6,7}}(?!\d)",
        rf"(?P<called>(?:{_CALLED})[^\d\n]{{0,12}}?)\d{{3,4}}[\s-]?\d{{4}}(?!\d)",
    )
)


def without_phones(text: str) -> str:
    """The words without phone numbers; days, times, sums, codes and 110, 119, 120 stay."""
    for pattern in _PATTERNS:
        text = pattern.sub(_hidden, text)
    return text


def _hidden(found: re.Match[str]) -> str:
    return f"{found.groupdict().get('called', '')}{HIDDEN}"

"""Whole numbers and halves, in digits, Chinese numerals and English words."""

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "仨": 3,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_UP_TO_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_FIRST_TO_TWENTIETH = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_WORDS = {word: n for n, word in enumerate(_UP_TO_TWENTY.split())}
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORDS |= _TENS
_ORDINAL_WORDS = {word: n for n, word in enumerate(_FIRST_TO_TWENTIETH.split(), start=1)}
_ORDINAL_WORDS["thirtieth"] = 30

_ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)\b"
_ORDINAL_ONES = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"

#: A whole number in Chinese numerals or digits, for use inside other patterns.
CHINESE = r"(?:(?<!\d)\d{1,9}(?!\d)|[零〇一二两俩仨三四五六七八九十廿卅百]{1,9})"
#: A whole number in digits or English words.
ENGLISH = (
    rf"(?:(?<!\d)\d{{1,9}}(?!\d)|(?:(?:{'|'.join(_TENS)})[ -]{_ONES}|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b)"
)
#: An ordinal number in English.
ENGLISH_ORDINAL = (
    rf"(?:\d+(?:st|nd|rd|th)|(?:{'|'.join(_TENS)})[ -]{_ORDINAL_ONES}|"
    + "|".join(sorted(_ORDINAL_WORDS, key=len, reverse=True))
    + r")\b"
)

_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)$")


def whole_number(word: str) -> int | None:
    """The number that a word is: ``12``, ``十二``, ``两``, ``二〇二六``, ``twelve``, ``3rd``,
    ``twenty-first``.

    The word must be in the form of ``nlu.script.normal``. None where it is no number or more
    than nine digits long.
    """
    word = word.strip()
    tens, _, ones = word.replace(" ", "-").partition("-")
    if tens in _TENS and (one := _WORDS.get(ones) or _ORDINAL_WORDS.get(ones)):
        return _TENS[tens] + one
    if word in _WORDS:
        return _WORDS[word]
    if word in _ORDINAL_WORDS:
        return _ORDINAL_WORDS[word]
    digits = _ORDINAL_END.sub("", word)
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= 9 else None
    return _chinese_number(word)


def _chinese_number(word: str) -> int | None:
    word = word.replace("廿", "二十").replace("卅", "三十")
    if not word or len(word) > 9:
        return None
    if all(c in _DIGITS for c in word):
        # One digit, or digits read one by one (二〇二六); 二三 in a row is "two or three".
        values = [_DIGITS[c] for c in word]
        if len(values) in (2, 3):
            return None
        return int("".join(map(str, values)))
    total, digit = 0, None
    last_unit = 10_000
    for c in word:
        if c in _UNITS:
            unit = _UNITS[c]
            if unit >= last_unit or (digit is None and unit != 10):
                return None
            total += (1 if digit is None else digit) * unit
            last_unit, digit = unit, None
        elif c in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[c]
        else:
            return None
    return total + (digit or 0)

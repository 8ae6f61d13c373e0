"""Durations in minutes: 两个半小时, an hour and a half (labels.md, "Slots: minutes")."""

import re

from nlu.script import normal
from nlu.values.found import Found, first_of, without_overlaps
from nlu.values.numbers import CHINESE, ENGLISH, whole_number

_AMOUNT = r"(?:\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十百]{1,7}(?:点[一二三四五六七八九])?)"
_HOUR = r"(?:个?小时|个?钟头|[个粒]钟)"
_MINUTE = r"(?:分钟|分(?!之))"
_CHINESE_DURATION = re.compile(
    rf"(?<![\d第几多])(?<!\d[.:])(?:(?P<n>{_AMOUNT})(?P<inner>个半|点半)?(?:{_HOUR}"
    r"|(?:(?<=半)(?:小时|钟头|钟)))(?P<more>多|左右多)?(?P<outer>半)?"
    rf"(?:零|又|加)?(?:(?P<m>{CHINESE}){_MINUTE}|(?P<q>[一三1３])刻钟?"
    rf"|(?P<bare>[一二三四五]十[五]?|\d{{2}})(?![\d年月号人个点]))?"
    r"|(?P<onehalf>个半(?:小时|钟头|钟))|(?P<half>半)个?(?:多)?(?:小时|钟头|钟)"
    rf"|(?P<minutes>{_AMOUNT})个?分钟"
    r"|(?P<quarters>[一两二三123])刻钟)",
    re.ASCII,
)
_ENGLISH_AMOUNT = rf"(?:\d+(?:\.\d+)?|{ENGLISH}|an?\b|a couple of|half an?|a half)"
_AND_HALF = r"(?: and (?:a |the )?half)"
_H = r"(?:hours?|hrs?|xiaoshi|h)\b"
_M = r"(?:minutes?|mins?|m)\b"
_ENGLISH_DURATION = re.compile(
    r"(?<!\d[.:/-])\b(?:(?P<log>(?<=\blog )\d+(?:\.\d+)?)(?=$| [a-z]| ?[,.;])"
    r"(?! ?(?:h|m|o'|[ap]\.?m))"
    r"|(?P<threequarters>three quarters of an hour)"
    r"|(?P<quarter>(?:a )?quarter of an hour)"
    rf"|(?P<n>{_ENGLISH_AMOUNT})(?P<frac> ?1/2)?(?P<inner>{_AND_HALF})?[ -]?{_H}"
    rf"(?P<outer>{_AND_HALF})?(?:,? ?(?:and )?(?P<m>{ENGLISH}) ?{_M}"
    r"|(?P<ten> and (?:five|ten|fifteen|twenty|forty))\b|(?P<quarterly> and (?:a )?quarter)"
    r"|(?P<bare> \d\d\b(?! ?(?:people|volunteers|in)))|(?<=h)(?P<tight>\d\d)\b)?"
    rf"|(?P<minutes>{ENGLISH})[ -]?(?:minutes?|mins?)\b"
    r"|(?P<th>\d+)h(?P<tm>\d{2})(?:m|min)?\b)",
    re.ASCII,
)
_ALONE = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?|{ENGLISH}|{_AMOUNT})(?P<half>{_AND_HALF}|个?半)?", re.ASCII
)
_VAGUE = re.compile(
    r"(?:几|好几|[一二两三四五六七八九][二两三四五六七八九])个?(?:半)?(?:小时|钟头|钟)"
)


def minutes_in(text: str) -> int | None:
    """The first duration that a text states, in minutes; None for 半天 and "a few hours"."""
    return first_of(find_minutes(normal(text)))


def find_minutes(text: str) -> list[Found[int]]:
    """The durations of a normalized text, in minutes, in order of place."""
    vague = [match.span() for match in _VAGUE.finditer(text)]
    found = [
        Found(match.start(), match.end(), minutes)
        for pattern, read in (
            (_CHINESE_DURATION, _chinese_minutes),
            (_ENGLISH_DURATION, _english_minutes),
        )
        for match in pattern.finditer(text)
        if not any(a <= match.start() < b for a, b in vague)
        if (minutes := read(match)) is not None
    ]
    return without_overlaps(found)


def minutes_alone(words: str) -> int | None:
    """The duration of words that are known to name one: 2 or "two and a half" are hours."""
    if (match := _ALONE.search(words)) is None or (amount := _amount(match["n"])) is None:
        return None
    return round(amount * 60) + 30 * bool(match["half"]) if amount <= 24 else round(amount)


def _amount(word: str) -> float | None:
    if word.replace(".", "", 1).isdigit() and word.isascii():
        return float(word) if len(word) <= 6 else None
    whole, point, fraction = word.partition("点")
    number, tenths = whole_number(whole), whole_number(fraction) if point else 0
    return None if number is None or tenths is None else number + tenths / 10


def _chinese_minutes(match: re.Match[str]) -> int | None:
    if match["onehalf"]:
        return 90
    if match["half"]:
        return 30
    if match["quarters"]:
        return 15 * (whole_number(match["quarters"]) or 0)
    amount = _amount(match["n"] or match["minutes"])
    if amount is None or match["more"]:
        return None
    if match["minutes"]:
        return round(amount)
    minutes = round(amount * 60) + (30 if match["inner"] or match["outer"] else 0)
    minutes += whole_number(match["m"] or match["bare"] or "") or 0
    return minutes + (15 * (whole_number(match["q"]) or 0) if match["q"] else 0)


def _english_minutes(match: re.Match[str]) -> int | None:
    if match["log"]:
        return round(float(match["log"]) * 60) if len(match["log"]) <= 6 else None
    if match["threequarters"]:
        return 45
    if match["quarter"]:
        return 15
    if match["th"]:
        return int(match["th"]) * 60 + int(match["tm"])
    if match["minutes"]:
        return whole_number(match["minutes"])
    special = {
        "a": 1.0,
        "an": 1.0,
        "a couple of": 2.0,
        "half an": 0.5,
        "half a": 0.5,
        "a half": 0.5,
    }
    amount = special.get(match["n"]) or _amount(match["n"])
    if amount is None:
        return None
    minutes = round(amount * 60) + (30 if match["frac"] or match["inner"] or match["outer"] else 0)
    minutes += 15 if match["quarterly"] else 0
    return minutes + (
        whole_number(match["m"] or match["bare"] or match["tight"] or (match["ten"] or "")[5:]) or 0
    )

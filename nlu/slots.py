"""What the built-in matcher reads from a sentence beside its intent (labels.md, "Slots")."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from domain.offerings.model import Category, Recipient
from domain.offerings.words import CATEGORY_WORDS, RECIPIENT_WORDS
from nlu.marks import Mark, marked_code, marked_name, stretches
from nlu.script import normal
from nlu.understanding import Intent, Slots, slots_of
from nlu.values.clock import TimeSpan
from nlu.values.counts import find_counts
from nlu.values.dates import find_dates
from nlu.values.durations import find_minutes
from nlu.values.found import Direction, Found
from nlu.values.ordinals import find_ordinals
from nlu.values.periods import find_periods
from nlu.values.times import find_times

_PAST = frozenset(
    {
        Intent.LOG_HOURS,
        Intent.CORRECT_HOURS,
        Intent.QUERY_HOURS,
        Intent.APPROVE_HOURS,
        Intent.RATE_SERVICE,
        Intent.COMPLAIN,
        Intent.REPORT_INCIDENT,
        Intent.REPORT_STATS,
        Intent.REQUEST_CERTIFICATE,
        Intent.CHECK_OUT,
    }
)
_Language = Literal["zh", "zh-hant", "en"]
_LANGUAGES: tuple[tuple[re.Pattern[str], _Language], ...] = (
    (re.compile(r"繁体|正体|traditional"), "zh-hant"),
    (
        re.compile(
            r"(?<!看不懂)(?<!不会说)(?<!不懂)(?:英文|英语)|(?<!speak )(?<!read )\benglish\b"
            r"|(?:speak|in) english"
        ),
        "en",
    ),
    (re.compile(r"(?<!看不懂)中文|汉语|普通话|简体|\bchinese\b|mandarin"), "zh"),
)
# The figure that is wrong: 不是2小时, 记成了2小时, not 2 hours, instead of 2 hours.
_WRONG_BEFORE = re.compile(
    r"(?:不是|而非|记成|写成|算成|显示|只有|只记|只算|只给|少记|多记|少算"
    r"|多算|少了|多了|给我记)了?(?:的是)?\s*$"
    r"|\b(?:not|instead of|rather than|recorded as|shows?|says|only|got|as|was)\s+(?:only\s+)?$"
)
_PLACE_NOUN = re.compile(
    r"敬老院|养老院|福利院|图书馆|博物馆|科技馆|文化馆|体育馆|美术馆|幼儿园"
    r"|火车站|高铁站|地铁站|汽车站|活动中心|"
    r"服务中心|医院|公园|食堂|书屋|广场|车站|小学|中学|大学|学校|河边|湿地"
    r"|食物银行|植树|种树|捡垃圾|净滩|"
    r"义诊|献血|马拉松|读书会|夜巡|护河|巡河|文艺演出|运动会"
)
_ENGLISH_PLACE = re.compile(
    r"(?<!for my )(?<!for )\b((?:(?!the|a|an|at|my|our|for|of|in|to|from)[a-z]+ )?(?:clean-?up"
    r"|planting|nursing home|care home|library|food bank|park|"
    r"museum|hospital|school|station|shelter|marathon|beach|garden|kitchen"
    r"|clinic|festival|blood drive|tutoring))\b"
)
_DISTRICT = re.compile(
    r"(?:西宁|重庆|南川|广东|广州|成都|深圳|北京|上海|香港|城东|城西|城北"
    r"|城中)(?:市|区)?|[\u4e00-\u9fff]{2}(?:区|县|镇|街道)(?!服务|工作"
    r"|居民|志愿)"
)
_ENGLISH_DISTRICT = re.compile(
    r"\b(?:in|near|around|to) (?:the )?(?P<place>xining|chongqing|nanchuan"
    r"|guangdong|guangzhou|chengdu|[a-z]+ district)\b"
)
#: Who comes along is not who is served.
_ALONG_BEFORE = re.compile(r"(?:带着?|和|跟|同|我(?:的|家)?|my|with|and)\s*$")
Code = TypeVar("Code")
One = TypeVar("One")
Other = TypeVar("Other")
Coded = TypeVar("Coded", bound=StrEnum)


def read_slots(
    text: str,
    intent: Intent,
    now: datetime,
    zone: ZoneInfo,
    marks: Sequence[Mark] | None = None,
) -> Slots:
    """The slots that an intent uses, as far as the sentence states them; nothing is guessed.

    Args:
        text: as it came.
        intent: what the sentence means.
        now: the moment of saying, aware.
        zone: the time zone of "today".
        marks: which words carry a slot, by a model; None: no model looked at the sentence.
    """
    plain = normal(text)
    today = now.astimezone(zone).date()
    direction = Direction.PAST if intent in _PAST else Direction.AHEAD
    durations = find_minutes(plain)
    periods = find_periods(plain, today, direction)
    every_day = find_dates(plain, today, direction)
    counts = [found for found in find_counts(plain) if not _inside(found, durations)]
    is_place = "project" not in slots_of(intent)
    named = _named(plain)
    district = _district(plain)
    model = marks or ()
    dates = [found for found in every_day if isinstance(found.value, date)]
    unmarked_dates = [found for found in dates if not _inside(found, periods)]

    def of(entity: str, found: Sequence[Found[One]]) -> One | None:
        """The value that a mark points at, else the first one."""
        places = stretches(text, model, entity)
        pointed = [f for f in found if any(p.meets(f.start, f.end) for p in places)]
        return next((f.value for f in pointed or found), None)

    span = _span(plain, durations)
    day = of("date", dates if stretches(text, model, "date") else unmarked_dates)
    right = [f for f in durations if not _WRONG_BEFORE.search(plain[: f.start])]
    place = district or (named if is_place else None)
    return Slots(
        category=_code(Category, marked_code(model, "category")) or _coded(plain, CATEGORY_WORDS),
        recipient=_code(Recipient, marked_code(model, "recipient"))
        or _coded(plain, RECIPIENT_WORDS),
        project=marked_name(text, model, "project") if marks is not None else named,
        ordinal=of("ordinal", find_ordinals(plain)),
        date=day if isinstance(day, date) else None,
        period=of("period", periods),
        time_from=span.start,
        time_to=span.end,
        minutes=of("minutes", right),
        place=marked_name(text, model, "place") if marks is not None else place,
        count=of("count", counts),
        language=_language(marked_code(model, "language"))
        or next((code for pattern, code in _LANGUAGES if pattern.search(plain)), None),
    ).only(slots_of(intent))


def _code(codes: type[Coded], word: str | None) -> Coded | None:
    return codes(word) if word in set(codes) else None


def _language(word: str | None) -> _Language | None:
    return next((code for _, code in _LANGUAGES if code == word), None)


def _inside(found: Found[One], others: Sequence[Found[Other]]) -> bool:
    return any(other.start <= found.start and found.end <= other.end for other in others)


def _span(text: str, durations: list[Found[int]]) -> TimeSpan:
    for found in find_times(text):
        if isinstance(found.value, TimeSpan) and not _inside(found, durations):
            return found.value
    return TimeSpan()


def _coded(text: str, words: Mapping[Code, tuple[str, ...]]) -> Code | None:
    """The code whose word stands in the text; of several the longest word decides."""
    best: tuple[int, Code] | None = None
    for code, names in words.items():
        for name in names:
            if (best is None or len(name) > best[0]) and _stands_in(text, name):
                best = len(name), code
    return best[1] if best else None


def _stands_in(text: str, word: str) -> bool:
    if not word.isascii():
        at = text.find(word)
        return at >= 0 and not _ALONG_BEFORE.search(text[:at])
    found = re.search(rf"\b{re.escape(word)}\b", text)
    return found is not None and not _ALONG_BEFORE.search(text[: found.start()])


def _named(text: str) -> str | None:
    """The words that pick out an activity or a venue."""
    if found := _PLACE_NOUN.search(text):
        return found[0]
    if found := _ENGLISH_PLACE.search(text):
        return found[1]
    return None


def _district(text: str) -> str | None:
    if found := _DISTRICT.search(text):
        return found[0]
    found = _ENGLISH_DISTRICT.search(text)
    return found["place"] if found else None

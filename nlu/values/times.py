"""Times of day and durations: 下午两点到五点, 2pm to 5pm, 两个半小时, an hour and a half."""

import re
from collections.abc import Iterator

from nlu.script import normal
from nlu.values.clock import Reading, TimeSpan
from nlu.values.found import Found, Impossible, without_overlaps
from nlu.values.numbers import ENGLISH, whole_number

_PARTS = {
    "凌晨": "am", "清晨": "am", "早晨": "am", "早上": "am", "上午": "am", "今早": "am",
    "明早": "am", "早": "am", "中午": "noon", "正午": "noon", "下午": "pm", "午后": "pm",
    "傍晚": "pm",
    "晚上": "night", "今晚": "night", "明晚": "night", "昨晚": "night", "夜里": "night",
    "晚": "night",
}  # fmt: skip
_PART = r"(?:" + "|".join(_PARTS) + r")"
# No CHINESE here: in 周六两点 the hour is 两, not 六两.
_HOUR_OF_DAY = r"(?:\d{1,2}|二?十[一二三四五六七八九]?|[零一二两三四五六七八九])"
_CHINESE_TIME = (
    rf"(?:(?P<part>{_PART})的?)?(?:"
    rf"(?<![\d.])(?P<h>{_HOUR_OF_DAY})(?:点钟?|时(?![长间候数段刻])|點)(?:(?P<half>半)"
    r"|(?P<quarter>[一三1３3])刻"
    rf"|(?P<m>\d{{1,2}}|[零〇]?[一二三四五六七八九十]+)分?(?![个小人名]))?(?:整)?"
    r"|(?P<ch>\d{1,2}):(?P<cm>\d{2})(?::\d{2})?)"
)
_ENGLISH_TIME = (
    r"\b(?:(?P<word>noon|midday|midnight)"
    rf"|(?P<rel>half past|quarter past|quarter to) (?P<rh>{ENGLISH})"
    rf"|(?P<eh>{ENGLISH})(?:[:.](?P<em>\d{{2}}))? ?(?P<ampm>a\.?m\b\.?|p\.?m\b\.?|o'clock\b)"
    rf"|(?P<bh>\d{{1,2}}):(?P<bm>\d{{2}})"
    rf"|(?P<ih>{ENGLISH})(?= in the (?:morning|afternoon|evening)))"
    r"(?: in the (?P<day>morning|afternoon|evening))?"
)
_TO = r"(?:到|至|直到|~|-|–|—|―|to|until|till|and)"
_FIRST = re.compile(_CHINESE_TIME)
_SECOND = re.compile(_ENGLISH_TIME)
_JOINED = re.compile(rf"^\s*{_TO}\s*$")
# "2到5点", "2-5点", "from 2 to 5", "between 2 and 5", "2 to 5pm": the first has no mark of its own.
_BARE_FIRST = re.compile(rf"(?P<part>{_PART})?(?<!\d)(?P<h>{_HOUR_OF_DAY})\s*{_TO}\s*$")
_BARE_FIRST_ENGLISH = re.compile(rf"(?<![\d:])\b(?P<h>{ENGLISH})\s*{_TO}\s*$")
_BARE_SPAN = re.compile(
    rf"^(?P<a>\d{{1,2}})\s*{_TO}\s*(?P<b>\d{{1,2}})$"
    rf"|\b(?:from|between) (?P<c>{ENGLISH}) (?:to|until|till|and) (?P<d>{ENGLISH})(?![\d:/]"
    r"| (?:hours|people|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_BARE_SECOND_ENGLISH = re.compile(
    rf"^\s*(?:to|until|till|-|–)\s*(?P<h>{ENGLISH})(?:[:.](?P<m>\d\d))?\b(?! ?(?:h"
    r"|hours?|people|min))"
)
_BARE_SECOND = re.compile(r"^\s*(?:到|至|-|~)\s*(?P<h>\d{1,2})(?![\d个小号月人:点时/])")
_ENGLISH_ALONE = re.compile(
    rf"\b(?P<cue>from|at|until|till|by|before|after|since|around) (?P<h>{ENGLISH})$"
    r"|\b(?P<cue2>until|till|at) (?P<h2>[1-9]|1[0-2])\b(?! ?(?:[a-z]|[:/\d]))"
)
_ENDS_BEFORE = re.compile(
    r"(?:(?<![改换推延提移])(?<!推迟)(?<!提前)(?<!延后)(?:到|至)|until"
    r"|till|by|before|left at|ended at|finished at|ends at)\s*$"
)
_ENDS_AFTER = re.compile(
    r"^\s*(?:钟)?(?:才|就|准时|左右|的时候)*(?:结束|走|离开|下班|签退|收工|为止|之前|以前|前|散|完)"
)


def times_in(text: str) -> TimeSpan | Impossible | None:
    """The times of day that a text names: both ends, a beginning alone or an end alone.

    A part of the day (上午, evening) is not a time; a bare hour from 1 to 6 is afternoon.
    """
    found = list(find_times(normal(text)))
    return found[0].value if found else None


def find_times(text: str) -> Iterator[Found[TimeSpan | Impossible]]:
    """The time spans of a normalized text, in order of place."""
    readings = _readings(text)
    index = 0
    while index < len(readings):
        first = readings[index]
        index += 1
        if index < len(readings) and _JOINED.match(text[first.end : readings[index].start]):
            second = readings[index]
            index += 1
            yield Found(first.start, second.end, _span(first.value, second.value))
        elif bare := _bare_first(text[: first.start]):
            yield Found(bare.start, first.end, _span(bare.value, first.value))
        elif bare := _bare_second(text[first.end :]):
            yield Found(first.start, first.end + bare.end, _span(first.value, bare.value))
        else:
            yield Found(first.start, first.end, _alone(first, text))
    if not readings:
        yield from _bare_times(text)


def _readings(text: str) -> list[Found[Reading]]:
    every = [_chinese(m) for m in _FIRST.finditer(text)] + [
        _english(m) for m in _SECOND.finditer(text)
    ]
    return without_overlaps(found for found in every if found)


def _chinese(match: re.Match[str]) -> Found[Reading] | None:
    hour = whole_number(match["h"] or match["ch"])
    minute = whole_number((match["m"] or match["cm"] or "0").removeprefix("零").removeprefix("〇"))
    if hour is None or minute is None:
        return None
    if match["half"]:
        minute = 30
    if match["quarter"]:
        minute = 45 if match["quarter"] in "三3" else 15
    part = _PARTS[match["part"]] if match["part"] else None
    # 01:30 and 13:30 on the 24-hour clock: a leading zero says before noon.
    if part is None and (match["ch"] or match["h"]).startswith("0"):
        part = "am"
    return Found(match.start(), match.end(), Reading(hour, minute, part))


def _english(match: re.Match[str]) -> Found[Reading] | None:
    part = {"morning": "am", "afternoon": "pm", "evening": "pm"}.get(match["day"] or "")
    if word := match["word"]:
        reading = Reading(0 if word == "midnight" else 12, 0, "am" if word == "midnight" else "pm")
    elif match["rel"]:
        if (hour := whole_number(match["rh"])) is None:
            return None
        minute = {"half past": 30, "quarter past": 15, "quarter to": 45}[match["rel"]]
        reading = Reading(hour - 1 if minute == 45 else hour, minute, part)
    else:
        hour = whole_number(match["eh"] or match["bh"] or match["ih"])
        if hour is None:
            return None
        mark = (match["ampm"] or "").replace(".", "")
        if mark in ("am", "pm"):
            part = mark
        elif (match["bh"] or "").startswith("0"):
            part = "am"
        reading = Reading(hour, int(match["em"] or match["bm"] or 0), part)
    return Found(match.start(), match.end(), reading)


def _bare_first(before: str) -> Found[Reading] | None:
    match = _BARE_FIRST.search(before) or _BARE_FIRST_ENGLISH.search(before)
    if match is None or (hour := whole_number(match["h"])) is None:
        return None
    part = match.groupdict().get("part")
    return Found(match.start(), match.end(), Reading(hour, 0, _PARTS[part] if part else None))


def _bare_second(after: str) -> Found[Reading] | None:
    match = _BARE_SECOND_ENGLISH.match(after) or _BARE_SECOND.match(after)
    if match is None or (hour := whole_number(match["h"])) is None:
        return None
    minute = int(match.groupdict().get("m") or 0)
    return Found(match.start(), match.end(), Reading(hour, minute, None))


def _span(first: Reading, second: Reading) -> TimeSpan | Impossible:
    """Both ends; one that has no part of the day takes the other's where that keeps the order."""
    start, end = first.at(first.part), second.at(second.part)
    if first.part is None and second.part == "pm" and first.hour < second.hour != 12:
        start = first.at("pm")  # 2 to 5 pm
    elif first.part is None and second.part == "am" and first.hour < second.hour:
        start = first.at("am")
    elif first.part in ("pm", "night") and second.part is None and first.hour <= second.hour:
        end = second.at(first.part)
    elif first.part == "am" and second.part is None and first.hour < second.hour <= 12:
        end = second.at("am") if second.hour < 12 else second.at("noon")
    elif first.part is None and second.part is None and first.hour >= second.hour >= 7:
        end = second.at("pm")  # 9 to 8: the later half of the day
    if isinstance(start, Impossible):
        return start
    return end if isinstance(end, Impossible) else TimeSpan(start, end)


def _alone(found: Found[Reading], text: str) -> TimeSpan | Impossible:
    value = found.value.at(found.value.part)
    if isinstance(value, Impossible):
        return value
    is_end = _ENDS_BEFORE.search(text[: found.start]) or _ENDS_AFTER.match(text[found.end :])
    return TimeSpan(end=value) if is_end else TimeSpan(start=value)


def _bare_times(text: str) -> Iterator[Found[TimeSpan | Impossible]]:
    """Numbers that only their surroundings make times: ``14-17`` alone, from 2 to 5, at 9."""
    if match := _BARE_SPAN.search(text):
        hours = whole_number(match["a"] or match["c"]), whole_number(match["b"] or match["d"])
        if hours[0] is not None and hours[1] is not None:
            span = _span(Reading(hours[0], 0, None), Reading(hours[1], 0, None))
            yield Found(match.start(), match.end(), span)
    elif (match := _ENGLISH_ALONE.search(text)) and (
        hour := whole_number(match["h"] or match["h2"])
    ) is not None:
        value = Reading(hour, 0, None).at(None)
        if isinstance(value, Impossible):
            return
        ends = (match["cue"] or match["cue2"]) in ("until", "till", "by", "before")
        yield Found(match.start(), match.end(), TimeSpan(end=value) if ends else TimeSpan(value))

"""Times of day: 下午两点到五点, 2pm to 5pm (labels.md, "Slots: time_from, time_to")."""

import re
from collections.abc import Iterator, Sequence

from nlu.script import normal
from nlu.values.calendar import MONTH_NAME
from nlu.values.clock import Reading, TimeSpan
from nlu.values.found import Found, Impossible, Stretch, first_of, without_overlaps
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
_ONE_TO_NINE = "[一二三四五六七八九]"
_CHINESE_TIME = re.compile(
    rf"(?:(?P<part>{_PART})的?)?(?:"
    rf"(?<![\d.])(?P<h>{_HOUR_OF_DAY})(?:点(?P<full>钟)?|时(?![长间候数段刻]))(?:(?P<half>半)"
    r"|(?P<quarter>[一三13])刻"
    rf"|(?P<m>\d{{2}}|[零〇]{_ONE_TO_NINE}|[一二三四五]?十{_ONE_TO_NINE}?"
    rf"|(?:\d|{_ONE_TO_NINE})(?=分))分?(?![个小人名])"
    rf"|(?!{_ONE_TO_NINE}(?:[,。!?打改]|$)))整?"
    r"|(?P<ch>\d{1,2}):(?P<cm>\d{2})(?::\d{2})?)",
    re.ASCII,
)
_ENGLISH_TIME = re.compile(
    r"\b(?:(?P<word>noon|midday|midnight)"
    rf"|(?P<rel>half past|quarter past|quarter to|half) (?P<rh>{ENGLISH})"
    rf"(?! (?:hours?|minutes?|days?))"
    rf"|(?P<eh>{ENGLISH})(?:[:.](?P<em>\d{{2}}))? ?(?P<ampm>a\.?m\b\.?|p\.?m\b\.?|o'clock\b)"
    rf"|(?P<bh>\d{{1,2}}):(?P<bm>\d{{2}})"
    rf"|(?P<ih>{ENGLISH})(?= in the (?:morning|afternoon|evening)| sharp\b))"
    r"(?: in the (?P<day>morning|afternoon|evening))?",
    re.ASCII,
)
# 近一点, 早一点, 一点都不: a little, no time.
_LITTLE = re.compile(
    r"(?<![在到从至于天日号一二三四五六末约改是,。;: ])(?<!^)一点|一点[都也儿不没的]"
)

_TO = r"(?:到|至|直到|~|-|–|—|―|to|until|till|and)"
_JOINED = re.compile(rf"^\s*{_TO}\s*$")
# "2到5点", "2-5点": the first has no mark of its own; "9am to 11", "8点到10": nor has the second.
_BARE_FIRST = re.compile(rf"(?P<part>{_PART})?(?<!\d)(?P<h>{_HOUR_OF_DAY})\s*{_TO}\s*$")
_BARE_SECOND = re.compile(
    rf"^\s*(?:到|至|to|until|till|-|–|~)\s*(?P<h>{ENGLISH})(?:[:.](?P<m>\d\d))?"
    r"(?![\d个小号月人点时/]| ?(?:h|hours?|people|min)\b)",
    re.ASCII,
)
_HOUR = (
    r"(?:(?:1\d|2[0-4]|0?\d)(?!\d)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
)
_MONTH_AFTER = re.compile(rf"^ (?:of )?{MONTH_NAME}")
_MONTH_BEFORE = re.compile(rf"(?:{MONTH_NAME}) ?$")
_MINUTES = r"(?:[:.](?P<{}>[0-5]\d)(?!\d))?"
_NO_MORE = (
    r"(?![\d:/个人号月名天岁小])(?! ?(?:h|hrs?|hours?|m|mins?|minutes?|people|ppl|persons?"
    r"|volunteers|kids|children|friends|of|stars?|days?|weeks?|months?|years?|pax|times)\b)"
)
# Numbers that only their surroundings make times: 2 to 5, at 9, moved to 4.
_BARE_SPAN = re.compile(
    rf"(?<![\w:/.#-])(?<!\bages )(?<!\baged )(?<!th )(?<!st )(?<!nd )(?<!rd )"
    rf"(?P<both>between )?(?P<a>{_HOUR})"
    + _MINUTES.format("am")
    + rf"(?(both) (?:and|to) | ?(?:to|until|till|-|–) ?)(?P<b>{_HOUR})"
    + _MINUTES.format("bm")
    + _NO_MORE,
    re.ASCII,
)
_BARE_ALONE = re.compile(
    r"\b(?:at|until|till|(?<!me )(?<!us )from|(?<!there )by|since|around|before|after"
    rf"|(?:moved|pushed|changed|put)(?: back| up| forward)? to) (?P<a>{_HOUR})"
    + _MINUTES.format("am")
    + r"(?=$|[,.;!?)]| (?:on|in|for|today|tomorrow|tmrw|tmr|sharp|instead|and|with|at|not|pls"
    r"|please)\b)",
    re.ASCII,
)
_MARKED = re.compile(
    rf"^\D{{0,8}}?(?P<a>{_HOUR})"
    + _MINUTES.format("am")
    + rf"(?:\s*{_TO}\s*(?P<b>{_HOUR})"
    + _MINUTES.format("bm")
    + r")?\D{0,8}$",
    re.ASCII,
)
_ENDS_BEFORE = re.compile(
    r"(?:(?<![改换推延提移])(?<!推迟)(?<!提前)(?<!延后)[到至]"
    r"|(?:结束|离开时间)[^。]{0,12}|(?:散场|收工|下班|签退)[^,。]{0,6}"
    r"|\b(?:until|till|(?<!there )by|before|end time[^,]{0,8}|(?:left|leav(?:e|ing)|end(?:s|ed)?"
    r"|finish(?:ed|es)?|knock(?:ed|s)? off|wrap(?:ped|s)? up|departed|walked off)\b"
    r"[^,.]{0,24}?)(?: at)?)\s*$"
)
_ENDS_AFTER = re.compile(
    r"^\s*(?:钟)?(?:才|就|准时|左右|的时候|刚|被[^,。]{1,5}|从[^,。]{1,8})*(?:结束|走|离开|离场|下来"
    r"|出来|回来|出的门|放人|叫走|下班|下课|签退|收工|收摊|为止|之前|以前|前|散|完)"
)
# An hour said after 昨晚 or "evening" belongs to it, unless another part of a day comes between.
_LATE = re.compile(
    r"(?:晚上|[今昨明后]晚|夜里|\bevening\b|\btonight\b|\blast night\b)"
    r"(?!.*(?:早|上午|下午|中午|今天|明天|[一二三四五六日\d]号|\bmorning\b|\bafternoon\b|\btomorrow\b))"
)
_REACH = 40


_NOW = re.compile(
    r"(?:那|就|请)*(?:现在|马上|立刻|立即|即刻)(?:就)?(?:发(?:送|出)?|开始)?(?:吧)?"
    r"|(?:please )?(?:send (?:it )?)?"
    r"(?:(?:right )?now|right away|straight away|at once|immediately)(?: please)?"
)


def means_now(text: str) -> bool:
    """Whether a text says nothing but: at this moment."""
    return _NOW.fullmatch(normal(text).strip(" .。!！,，~").casefold()) is not None


def times_in(text: str) -> TimeSpan | Impossible | None:
    """The times of day that a text names: both ends, a beginning alone or an end alone.

    A part of the day (上午, evening) is not a time; a bare hour from 1 to 6 is afternoon.
    """
    return first_of(find_times(normal(text)))


def find_times(text: str, marked: Sequence[Stretch] = ()) -> list[Found[TimeSpan | Impossible]]:
    """The time spans of a normalized text, in order of place.

    Args:
        text: normalized.
        marked: where times are known to stand, so that bare numbers there count.
    """
    readings = _readings(text)
    for stretch in marked:
        if not any(stretch.meets(reading) for reading in readings):
            readings.extend(_bare(_MARKED, text[stretch.start : stretch.end], stretch.start))
    return list(_spans(text, sorted(readings, key=lambda reading: reading.start)))


def _spans(text: str, readings: list[Found[Reading]]) -> Iterator[Found[TimeSpan | Impossible]]:
    index = 0
    while index < len(readings):
        first = readings[index]
        index += 1
        late = _LATE.search(text[max(0, first.start - _REACH) : first.start]) is not None
        if index < len(readings) and _JOINED.match(text[first.end : readings[index].start]):
            second = readings[index]
            index += 1
            yield Found(first.start, second.end, _span(first.value.inside(late), second.value))
        elif bare := _bare_first(text, first.start):
            yield Found(bare.start, first.end, _span(bare.value, first.value))
        elif bare := _bare_second(text, first.end):
            yield Found(first.start, bare.end, _span(first.value.inside(late), bare.value))
        else:
            one = Found(first.start, first.end, first.value.inside(late))
            yield Found(one.start, one.end, _alone(one, text))


def _readings(text: str) -> list[Found[Reading]]:
    every = [_chinese(m) for m in _CHINESE_TIME.finditer(text)]
    every += [_english(m) for m in _ENGLISH_TIME.finditer(text)]
    every += _bare(_BARE_SPAN, text)
    every += _bare(_BARE_ALONE, text)
    return without_overlaps(found for found in every if found)


def _bare(pattern: re.Pattern[str], text: str, offset: int = 0) -> Iterator[Found[Reading]]:
    """Hours without any word for them."""
    for match in pattern.finditer(text):
        around = text[max(0, match.start() - 12) : match.start()], text[match.end() :][:12]
        if _MONTH_BEFORE.search(around[0]) or _MONTH_AFTER.match(around[1]):
            continue
        groups = match.groupdict()
        for hour, minute in (("a", "am"), ("b", "bm")):
            if groups.get(hour) and (number := whole_number(match[hour])) is not None:
                minutes = groups.get(minute)
                start, end = match.start(hour), match.end(minute if minutes else hour)
                part = "am" if match[hour].startswith("0") else None
                reading = Reading(number, int(minutes or 0), part)
                yield Found(offset + start, offset + end, reading)


def _chinese(match: re.Match[str]) -> Found[Reading] | None:
    hour = whole_number(match["h"] or match["ch"])
    minute = whole_number((match["m"] or match["cm"] or "0").lstrip("零〇"))
    if hour is None or minute is None:
        return None
    said = match["part"] or match["full"] or match["half"] or match["quarter"] or match["m"]
    if match["h"] == "一" and not said and _LITTLE.match(match.string, match.start("h")):
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
        if (hour := whole_number(match["rh"])) is None or hour > 12:
            return None
        minute = {"quarter past": 15, "quarter to": 45}.get(match["rel"], 30)
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


def _bare_first(text: str, end: int) -> Found[Reading] | None:
    begin = max(0, end - _REACH)
    match = _BARE_FIRST.search(text[begin:end])
    if match is None or (hour := whole_number(match["h"])) is None:
        return None
    part = _PARTS[match["part"]] if match["part"] else None
    return Found(begin + match.start(), end, Reading(hour, 0, part))


def _bare_second(text: str, start: int) -> Found[Reading] | None:
    match = _BARE_SECOND.match(text[start : start + _REACH])
    if match is None or (hour := whole_number(match["h"])) is None:
        return None
    return Found(start, start + match.end(), Reading(hour, int(match["m"] or 0), None))


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
    elif first.part is None and second.part is None and first.hour <= 6 < second.hour < 12:
        end = second.at("pm")  # 5 to 7: the afternoon goes on
    elif first.part is None and second.part is None and first.hour >= second.hour >= 7:
        end = second.at("pm")  # 9 to 8: the later half of the day
    if isinstance(start, Impossible):
        return start
    return end if isinstance(end, Impossible) else TimeSpan(start, end)


def _alone(found: Found[Reading], text: str) -> TimeSpan | Impossible:
    value = found.value.at(found.value.part)
    if isinstance(value, Impossible):
        return value
    before = text[max(0, found.start - _REACH) : found.start]
    after = text[found.end : found.end + _REACH]
    if _ENDS_BEFORE.search(before) or _ENDS_AFTER.match(after):
        return TimeSpan(end=value)
    return TimeSpan(start=value)

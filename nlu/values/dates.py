"""Single days: 昨天, 上周六, 11月3号, 元旦, last Tuesday, 3/5 (labels.md, "Slots: date")."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from nlu.script import normal
from nlu.values.calendar import (
    MONTH_NAME,
    MONTHS,
    WHICH,
    YEARS,
    Day,
    day_of,
    full_year,
    monday_of,
    nearest,
    nearest_day_of_month,
    nearest_weekday,
    shifted,
)
from nlu.values.found import Direction, Found, first_of, without_overlaps
from nlu.values.numbers import CHINESE, ENGLISH, ENGLISH_ORDINAL, whole_number

_Reader = Callable[[re.Match[str], date, Direction], "Day | None"]

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"), ("friday", "fri"), ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
} | {c: n for n, c in enumerate("一二三四五六日")} | {c: n for n, c in enumerate("123456")} | {
    "天": 6, "7": 6,
}  # fmt: skip
# "sat" and "sun" are words of their own: only behind on, last, next, this, or alone.
_PLAIN_WEEKDAY = "|".join(
    n for n in _WEEKDAYS if n.isascii() and n.isalpha() and n not in ("sat", "sun")
)

_RELATIVE = {
    "大前天": -3, "前天": -2, "前日": -2, "前晚": -2, "昨天": -1, "昨日": -1, "昨晚": -1,
    "昨夜": -1, "昨儿": -1, "昨": -1, "噚日": -1, "寻日": -1, "寻晚": -1, "琴日": -1, "琴晚": -1,
    "今天": 0, "今日": 0, "今晚": 0, "今早": 0, "今晨": 0, "今儿": 0, "今夜": 0, "今朝": 0,
    "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "明儿": 1, "明朝": 1, "听日": 1, "听晚": 1,
    "后天": 2, "后日": 2, "后晚": 2, "大后天": 3,
    "qiantian": -2, "zuotian": -1, "jintian": 0, "mingtian": 1, "houtian": 2,
    "the day before yesterday": -2, "day before yesterday": -2, "yesterday": -1, "yest": -1,
    "last night": -1, "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "tmw": 1, "tomoz": 1,
    "the day after tomorrow": 2, "day after tomorrow": 2,
}  # fmt: skip
_FEASTS = {
    "元旦": (1, 1), "学雷锋日": (3, 5), "雷锋日": (3, 5), "妇女节": (3, 8), "三八节": (3, 8),
    "植树节": (3, 12), "劳动节": (5, 1), "青年节": (5, 4), "五四": (5, 4), "儿童节": (6, 1),
    "六一": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1),
    "志愿者日": (12, 5), "平安夜": (12, 24), "圣诞节": (12, 25),
    "new year's day": (1, 1), "christmas day": (12, 25), "christmas eve": (12, 24),
    "labour day": (5, 1), "labor day": (5, 1), "national day": (10, 1),
}  # fmt: skip
#: 7号那个 is the seventh of a list, 28号那个 what takes place on that day.
_LIST_LENGTH = 12
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "今": 0, "下": 1, "下下": 2}


def _any_of(words: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(
        rf"\b{re.escape(w)}\b" if w.isascii() else w for w in sorted(words, key=len, reverse=True)
    )


def date_in(text: str, now: datetime, zone: ZoneInfo, direction: Direction) -> Day | None:
    """The first day that the text names.

    Args:
        text: as typed, in Chinese or English.
        now: the moment of saying, aware.
        zone: the time zone whose calendar counts.
        direction: where a day without a year, month or week is looked for.

    Returns:
        The day; what is impossible about it; or None where none can be determined.
    """
    today = now.astimezone(zone).date()
    return first_of(find_dates(normal(text), today, direction))


def find_dates(text: str, today: date, direction: Direction) -> list[Found[Day]]:
    """All days named in a normalized text, in order of place."""
    return without_overlaps(_every_date(text, today, direction))


def _every_date(text: str, today: date, direction: Direction) -> Iterator[Found[Day]]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            try:
                value = read(match, today, direction)
            except OverflowError:  # "in 999999999 days"
                continue
            if value is not None:
                yield Found(match.start(), match.end(), value)


def _relative(match: re.Match[str], today: date, direction: Direction) -> Day:
    return today + timedelta(days=_RELATIVE[match[0]])


def _feast(match: re.Match[str], today: date, direction: Direction) -> Day:
    month, day = _FEASTS[match["feast"]]
    match match["year"]:
        case None:
            return nearest(month, day, today, direction)
        case word:
            return day_of(today.year + YEARS[word], month, day)


def _days_away(match: re.Match[str], today: date, direction: Direction) -> Day | None:
    number = whole_number(match["n"]) if match["n"] not in ("a", "an") else 1
    if number is None:
        return None
    unit = 7 if match["unit"].startswith(("周", "星", "礼", "week")) else 1
    back = match["sign"] in ("前", "以前", "之前", "ago")
    return today + timedelta(days=number * unit * (-1 if back else 1))


def _chinese_weekday(match: re.Match[str], today: date, direction: Direction) -> Day:
    weekday = _WEEKDAYS[match["day"]]
    if (week := match["week"]) is not None:
        return monday_of(today, _WEEKS[week]) + timedelta(days=weekday)
    return nearest_weekday(weekday, today, direction)


def _english_weekday(match: re.Match[str], today: date, direction: Direction) -> Day:
    weekday = _WEEKDAYS[match["day"]]
    match match["week"]:
        case "next":
            return monday_of(today, 1) + timedelta(days=weekday)
        case "this":
            return monday_of(today) + timedelta(days=weekday)
        case "last" | "past":
            return nearest_weekday(weekday, today, Direction.PAST)
        case _:
            return nearest_weekday(weekday, today, direction)


def _weekday_of_week(match: re.Match[str], today: date, direction: Direction) -> Day:
    weeks = {"last": -1, "this": 0, "next": 1}[match["week"]]
    return monday_of(today, weeks) + timedelta(days=_WEEKDAYS[match["day"]])


def _month_and_day(match: re.Match[str], today: date, direction: Direction) -> Day | None:
    month, day = whole_number(match["m"]), whole_number(match["d"])
    if month is None or day is None:
        return None
    match match["year"]:
        case None:
            return nearest(month, day, today, direction)
        case word if word in YEARS:
            return day_of(today.year + YEARS[word], month, day)
        case word:
            return day_of(number, month, day) if (number := full_year(word)) else None


def _relative_month(match: re.Match[str], today: date, direction: Direction) -> Day | None:
    if (day := whole_number(match["d"])) is None:
        return None
    months = {"上": -1, "上上": -2, "下": 1, "下下": 2}.get(match["rel"], 0)
    return day_of(*shifted(today.year, today.month, months), day)


def _day_of_month(match: re.Match[str], today: date, direction: Direction) -> Day | None:
    day = whole_number(match["d"].rstrip("号日"))
    if day and day <= _LIST_LENGTH and match.string.startswith("那个", match.end()):
        return None
    return None if day is None else nearest_day_of_month(day, today, direction)


def _weekdays_ago(match: re.Match[str], today: date, direction: Direction) -> Day | None:
    if (number := whole_number(match["n"])) is None:
        return None
    latest = nearest_weekday(_WEEKDAYS[match["day"]], today, Direction.PAST)
    return latest - timedelta(days=7 * (number - 1))


def _english_month(match: re.Match[str], today: date, direction: Direction) -> Day | None:
    month, day = MONTHS[match["m"].rstrip(".")], whole_number(match["d"]) or 0
    if match["year"]:
        return day_of(int(match["year"]), month, day)
    return nearest(month, day, today, direction)


def _iso(match: re.Match[str], today: date, direction: Direction) -> Day:
    return day_of(int(match["y"]), int(match["m"]), int(match["d"]))


def _slashed(match: re.Match[str], today: date, direction: Direction) -> Day:
    month, day = int(match["m"]), int(match["d"])
    if month > 12 >= day:  # 21/11 can only be day first
        month, day = day, month
    if match["y"]:
        return day_of(int(match["y"]), month, day)
    return nearest(month, day, today, direction)


_YEAR = (
    r"(?P<year>前年|去年|旧年|上年|今年|本年|明年|后年|(?:\d{4}|[零〇一二三四五六七八九]{4})年)?的?"
)
_NO_HOLIDAY = r"(?!假|放假|期间|长假|小长假|前后|那几天|几天)"
# 两日, 一日, 三日 are lengths of time; with two figures or with 号 it is a day of the month.
_DAY = (
    r"(?:[一二三四五六七八九十廿]{1,3}|\d{1,2})号"
    r"|(?:[二三]?十[一二三四五六七八九]?|\d{1,2})日(?!内|之内|游)"
)
_ENGLISH_YEAR = r"(?:,?\s*(?P<year>\d{4})\b(?!\s*(?:people|hours|volunteers)))?"
_LIST_NOUN = (
    r"(?:one|project|activity|activities|event|option|item|shift|entry|line|in the list"
    r"|on the list)"
)

_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        (_any_of(_RELATIVE), _relative),
        (rf"(?P<year>前年|去年|今年|明年)?的?(?P<feast>{_any_of(_FEASTS)}){_NO_HOLIDAY}", _feast),
        (
            rf"(?P<n>{CHINESE})个?(?P<unit>天|周|星期|礼拜)(?P<sign>之前|以前|之后|以后|前|后)",
            _days_away,
        ),
        (rf"\b(?P<n>{ENGLISH}|an?) (?P<unit>days?|weeks?) (?P<sign>ago)\b", _days_away),
        (rf"\b(?P<sign>in) (?P<n>{ENGLISH}|an?) (?P<unit>days?|weeks?)\b", _days_away),
        (
            rf"(?<!每)(?<!每个)(?<!逢)(?:(?P<week>{WHICH})个?)?(?:周|星期|礼拜)"
            r"(?P<day>[一二三四五六日]|天(?!天)|[1-7](?![\d:点天]))",
            _chinese_weekday,
        ),
        (
            rf"\b(?P<day>{_PLAIN_WEEKDAY}) (?:of )?(?P<week>last|next|this) week\b",
            _weekday_of_week,
        ),
        (
            r"(?<!every )(?<!each )(?:\b(?P<week>last|next|this|past) )?"
            rf"\b(?P<day>{_PLAIN_WEEKDAY})\b",
            _english_weekday,
        ),
        (
            r"(?:\b(?P<week>last|next|this|on) |^|(?<!the )(?<!i )(?<!we )(?<!and )"
            r"\b(?=\w+(?:$|[,.?!]| \d)))"
            r"(?P<day>sat|sun)\b(?! (?:on|in|by|at)\b)",
            _english_weekday,
        ),
        (
            rf"{_YEAR}(?P<m>{CHINESE})月(?:份的?)?(?P<d>{CHINESE})(?:号|日|(?![\d零一二三四五六七八九十个天点时小月共起直些般样位名人]))",
            _month_and_day,
        ),
        (rf"(?P<rel>{WHICH})个?月的?(?P<d>{CHINESE})[号日]", _relative_month),
        (
            rf"(?<![\d月第一二三四五六七八九十廿.街路巷弄道栋村座里])(?P<d>{_DAY})(?!项目|活动|班次|楼|院|门|线"
            r"|岗|馆|店|桌|公益|志愿)",
            _day_of_month,
        ),
        (
            rf"\b(?P<m>{MONTH_NAME}) (?:the )?(?P<d>\d{{1,2}})(?:st|nd"
            rf"|rd|th)?\b(?!:\d){_ENGLISH_YEAR}",
            _english_month,
        ),
        (
            rf"\b(?P<d>\d{{1,2}}(?:st|nd|rd|th)?|{ENGLISH_ORDINAL}(?= of )) (?:of )?"
            rf"(?P<m>{MONTH_NAME})"
            rf"(?!(?<=may) (?:be|not|have|i|we|you)\b){_ENGLISH_YEAR}",
            _english_month,
        ),
        (
            rf"(?:\b(?:on|of|for|the) )+(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b(?!-| {_LIST_NOUN})"
            rf"(?! (?:{MONTH_NAME}|of|floor|time|year|graders?|street|birthday|anniversary)\b)",
            _day_of_month,
        ),
        (r"^(?P<d>\d{1,2})(?:st|nd|rd|th)$", _day_of_month),
        (
            rf"\b(?P<n>{ENGLISH}) (?P<day>{_PLAIN_WEEKDAY})s ago\b",
            _weekdays_ago,
        ),
        (r"(?<!\d)(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)", _iso),
        (r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)", _iso),
        (r"(?<![\d/.])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:/(?P<y>\d{4}))?(?![\d/])", _slashed),
        # Alone in a message only: elsewhere 11-22 may be hours and 3.5 a number.
        (r"^(?P<m>\d{1,2})[-.](?P<d>\d{1,2})(?P<y>)$", _slashed),
    )
)

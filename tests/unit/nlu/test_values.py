"""Values from words. Now is Saturday 2026-11-21 12:00, Asia/Shanghai."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.values import (
    Direction,
    Impossible,
    TimeSpan,
    birth_date_in,
    count_in,
    date_in,
    minutes_in,
    ordinal_in,
    period_in,
    phone_in,
    times_in,
)

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 12, tzinfo=ZONE).astimezone(UTC)
AHEAD, PAST = Direction.AHEAD, Direction.PAST


@pytest.mark.parametrize(
    ("text", "ahead", "past"),
    [
        ("今天", "2026-11-21", "2026-11-21"), ("昨天下午", "2026-11-20", "2026-11-20"),
        ("大前天", "2026-11-18", "2026-11-18"), ("大后天", "2026-11-24", "2026-11-24"),
        ("三天后", "2026-11-24", "2026-11-24"), ("一周前", "2026-11-14", "2026-11-14"),
        ("周日", "2026-11-22", "2026-11-15"), ("礼拜天", "2026-11-22", "2026-11-15"),
        ("星期三", "2026-11-25", "2026-11-18"), ("週三", "2026-11-25", "2026-11-18"),
        ("周六", "2026-11-21", "2026-11-14"), ("上周六", "2026-11-14", "2026-11-14"),
        ("上上周五", "2026-11-06", "2026-11-06"), ("下周六", "2026-11-28", "2026-11-28"),
        ("下下周一", "2026-11-30", "2026-11-30"), ("这周五", "2026-11-20", "2026-11-20"),
        ("本月3号", "2026-11-03", "2026-11-03"), ("上个月28号", "2026-10-28", "2026-10-28"),
        ("3号", "2026-12-03", "2026-11-03"), ("31号", "2026-12-31", "2026-10-31"),
        ("11月22日", "2026-11-22", "2025-11-22"), ("十一月三号", "2027-11-03", "2026-11-03"),
        ("去年5月1日", "2025-05-01", "2025-05-01"), ("3/5", "2027-03-05", "2026-03-05"),
        ("二〇二六年五月一日", "2026-05-01", "2026-05-01"),
        ("2026-11-22", "2026-11-22", "2026-11-22"),
        ("２０２６／１１／２２", "2026-11-22", "2026-11-22"),
        ("20261122", "2026-11-22", "2026-11-22"),
        ("11.22", "2026-11-22", "2025-11-22"), ("21/11", "2026-11-21", "2026-11-21"),
        ("元旦", "2027-01-01", "2026-01-01"), ("今年植树节", "2026-03-12", "2026-03-12"),
        ("2月29日", "2028-02-29", "2024-02-29"), ("聽日", "2026-11-22", "2026-11-22"),
        ("yesterday", "2026-11-20", "2026-11-20"),
        ("the day before yesterday", "2026-11-19", "2026-11-19"),
        ("day after tomorrow", "2026-11-23", "2026-11-23"),
        ("last night", "2026-11-20", "2026-11-20"),
        ("on Sunday", "2026-11-22", "2026-11-15"), ("last Tuesday", "2026-11-17", "2026-11-17"),
        ("last Saturday", "2026-11-14", "2026-11-14"), ("last Sunday", "2026-11-15", "2026-11-15"),
        ("next Tuesday", "2026-11-24", "2026-11-24"), ("this Friday", "2026-11-20", "2026-11-20"),
        ("next sat", "2026-11-28", "2026-11-28"), ("3 days ago", "2026-11-18", "2026-11-18"),
        ("in two weeks", "2026-12-05", "2026-12-05"), ("Nov 22", "2026-11-22", "2025-11-22"),
        ("22nd of November, 2025", "2025-11-22", "2025-11-22"),
        ("March 5th", "2027-03-05", "2026-03-05"), ("on the 3rd", "2026-12-03", "2026-11-03"),
        ("", None, None), ("最近", None, None), ("国庆假期", None, None), ("7号项目", None, None),
        ("周末", None, None), ("上个月", None, None), ("3个小时", None, None),
        ("一号楼", None, None),
        ("I sat there", None, None), ("on the 3rd one", None, None), ("may I come", None, None),
    ],
)  # fmt: skip
def test_dates(text: str, ahead: str | None, past: str | None) -> None:
    assert date_in(text, NOW, ZONE, AHEAD) == (date.fromisoformat(ahead) if ahead else None)
    assert date_in(text, NOW, ZONE, PAST) == (date.fromisoformat(past) if past else None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2月31日", Impossible.DAY), ("2026-02-30", Impossible.DAY), ("32号", Impossible.DAY),
        ("13月5日", Impossible.MONTH), ("2026-13-01", Impossible.MONTH),
        ("13/32", Impossible.MONTH),
        ("February 30", Impossible.DAY), ("2025年2月29日", Impossible.DAY), ("0号", Impossible.DAY),
    ],
)  # fmt: skip
def test_days_that_do_not_exist(text: str, reason: Impossible) -> None:
    assert date_in(text, NOW, ZONE, AHEAD) is reason


def test_the_day_is_that_of_the_time_zone() -> None:
    shortly_before_midnight_utc = datetime(2026, 11, 21, 23, tzinfo=UTC)
    assert date_in("今天", shortly_before_midnight_utc, ZONE, AHEAD) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "direction", "first", "last"),
    [
        ("这周", AHEAD, "2026-11-16", "2026-11-22"), ("上星期", PAST, "2026-11-09", "2026-11-15"),
        ("下礼拜", AHEAD, "2026-11-23", "2026-11-29"), ("上上周", PAST, "2026-11-02", "2026-11-08"),
        ("周末", AHEAD, "2026-11-21", "2026-11-22"), ("周末", PAST, "2026-11-14", "2026-11-15"),
        ("上周末", PAST, "2026-11-14", "2026-11-15"), ("下周末", AHEAD, "2026-11-28", "2026-11-29"),
        ("this weekend", AHEAD, "2026-11-21", "2026-11-22"),
        ("last weekend", PAST, "2026-11-14", "2026-11-15"),
        ("last week", PAST, "2026-11-09", "2026-11-15"),
        ("本月", PAST, "2026-11-01", "2026-11-30"), ("上个月", PAST, "2026-10-01", "2026-10-31"),
        ("next month", AHEAD, "2026-12-01", "2026-12-31"),
        ("十月份", PAST, "2026-10-01", "2026-10-31"), ("3月", AHEAD, "2027-03-01", "2027-03-31"),
        ("12月", PAST, "2025-12-01", "2025-12-31"), ("去年3月", PAST, "2025-03-01", "2025-03-31"),
        ("in October", PAST, "2026-10-01", "2026-10-31"),
        ("in May", PAST, "2026-05-01", "2026-05-31"),
        ("今年", PAST, "2026-01-01", "2026-12-31"), ("last year", PAST, "2025-01-01", "2025-12-31"),
        ("2025年", PAST, "2025-01-01", "2025-12-31"), ("in 2024", PAST, "2024-01-01", "2024-12-31"),
        ("去年下半年", PAST, "2025-07-01", "2025-12-31"),
        ("上半年", PAST, "2026-01-01", "2026-06-30"),
        ("the first half of 2026", PAST, "2026-01-01", "2026-06-30"),
        ("第三季度", PAST, "2026-07-01", "2026-09-30"), ("Q1", PAST, "2026-01-01", "2026-03-31"),
        ("上个季度", PAST, "2026-07-01", "2026-09-30"),
        ("last quarter", PAST, "2026-07-01", "2026-09-30"),
        ("三月以来", PAST, "2026-03-01", "2026-11-21"),
        ("since March", PAST, "2026-03-01", "2026-11-21"),
        ("10月1日至今", PAST, "2026-10-01", "2026-11-21"),
        ("since last Monday", PAST, "2026-11-16", "2026-11-21"),
        ("11月1日到11月15日", PAST, "2026-11-01", "2026-11-15"),
        ("从9月到11月", PAST, "2026-09-01", "2026-11-30"),
        ("周一到周五", AHEAD, "2026-11-23", "2026-11-27"),
        ("from March to May", PAST, "2026-03-01", "2026-05-31"),
        ("from Nov 1 to Nov 15", PAST, "2026-11-01", "2026-11-15"),
    ],
)  # fmt: skip
def test_periods(text: str, direction: Direction, first: str, last: str) -> None:
    period = period_in(text, NOW, ZONE, direction)
    assert period is not None
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "最近",
        "recently",
        "暑假",
        "这学期",
        "上周六",
        "3月5号",
        "去年元旦",
        "13月",
        "now and then",
        "may I",
    ],
)
def test_no_period(text: str) -> None:
    assert period_in(text, NOW, ZONE, PAST) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14:00–17:00", "14:00", "17:00"), ("下午两点到五点", "14:00", "17:00"),
        ("2pm to 5pm", "14:00", "17:00"), ("14-17", "14:00", "17:00"), ("2 to 5", "14:00", "17:00"),
        ("9:30~11:00", "09:30", "11:00"), ("上午九点到十二点", "09:00", "12:00"),
        ("上午9点到下午3点", "09:00", "15:00"), ("晚上7点到9点", "19:00", "21:00"),
        ("周六两点到五点", "14:00", "17:00"), ("2到5点", "14:00", "17:00"),
        ("2-5pm", "14:00", "17:00"),
        ("10 to 2 pm", "10:00", "14:00"), ("9am-12pm", "09:00", "12:00"),
        ("9 to 5", "09:00", "17:00"),
        ("14点到16点30分", "14:00", "16:30"), ("晚上10点到12点", "22:00", "00:00"),
        ("from 9am to 11", "09:00", "11:00"), ("between 2 and 5", "14:00", "17:00"),
        ("兩點到四點半", "14:00", "16:30"), ("０８：００－１０：００", "08:00", "10:00"),
        ("8点", "08:00", None), ("三点一刻", "15:15", None), ("十点四十五", "10:45", None),
        ("half past two", "14:30", None), ("quarter to three", "14:45", None),
        ("noon", "12:00", None),
        ("7 in the evening", "19:00", None), ("凌晨2点", "02:00", None),
        ("中午12点半", "12:30", None),
        ("01:30", "01:30", None), ("at 9", "09:00", None), ("改到八点", "08:00", None),
        ("到5点", None, "17:00"), ("5点结束", None, "17:00"), ("until 5pm", None, "17:00"),
    ],
)  # fmt: skip
def test_times(text: str, start: str | None, end: str | None) -> None:
    expected = TimeSpan(
        time.fromisoformat(start) if start else None, time.fromisoformat(end) if end else None
    )
    assert times_in(text) == expected


def test_times_that_are_none() -> None:
    for text in ("", "上午", "this evening", "服务时长3小时", "半天", "3个人", "两小时"):
        assert times_in(text) is None, text
    assert times_in("25:00") is Impossible.HOUR
    assert times_in("26点") is Impossible.HOUR
    assert times_in("14:75") is Impossible.MINUTE
    assert times_in("14:00-25:00") is Impossible.HOUR


def test_the_length_of_a_span() -> None:
    assert TimeSpan(time(14), time(17)).minutes == 180
    assert TimeSpan(time(22), time(1)).minutes == 180
    assert TimeSpan(time(14)).minutes is None
    assert TimeSpan(time(14), time(14)).minutes is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("两个半小时", 150), ("俩钟头", 120), ("90分钟", 90), ("一小时二十分", 80), ("2.5h", 150),
        ("半小时", 30), ("半个钟头", 30), ("两小时半", 150), ("三点五小时", 210), ("一刻钟", 15),
        ("两小时四十", 160), ("2个小时15分钟", 135), ("十个小时", 600), ("３小时", 180),
        ("兩個鐘頭", 120),
        ("an hour and a half", 90), ("half an hour", 30), ("two and a half hours", 150),
        ("2½ hours", 150), ("three quarters of an hour", 45), ("a couple of hours", 120),
        ("2h30m", 150), ("1h30", 90), ("2 hours 30 minutes", 150), ("90-minute", 90), ("4hrs", 240),
        ("", None), ("半天", None), ("一上午", None), ("两三个小时", None), ("一个多小时", None),
        ("几个小时", None), ("a few hours", None), ("小时", None), ("下午两点到五点", None),
        ("3", None),
    ],
)  # fmt: skip
def test_durations(text: str, minutes: int | None) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("#7", 7), ("7号项目", 7), ("第七个", 7), ("报名第三个", 3), ("第2场", 2), ("项目12", 12),
        ("最后一个", -1), ("倒数第二个", -2), ("the last one", -1), ("second to last", -2),
        ("the third one", 3), ("number 3", 3), ("no. 4", 4), ("7th activity", 7),
        ("project 12", 12),
        ("五星", None), ("第一季度", None), ("第二天", None), ("第二次", None), ("一号楼", None),
        ("3小时", None), ("", None),
    ],
)  # fmt: skip
def test_ordinals(text: str, ordinal: int | None) -> None:
    assert ordinal_in(text) == ordinal


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我们一家三口", 3), ("我和我儿子", 2), ("我们俩", 2), ("我們仨", 3), ("带两个孩子", 3),
        ("我和两个同学", 3), ("招20人", 20), ("10名志愿者", 10), ("两个名额", 2), ("带我妈去", 2),
        ("me and my son", 2), ("my wife and I", 2), ("two of us", 2), ("for 3 people", 3),
        ("family of four", 4), ("5 more volunteers", 5), ("with my daughter", 2),
        ("俩小时", None), ("3个小时", None), ("姓名", None), ("", None),
    ],
)  # fmt: skip
def test_counts(text: str, count: int | None) -> None:
    assert count_in(text) == count


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13800138000", "+8613800138000"), ("+86 138 0013 8000", "+8613800138000"),
        ("86-13800138000", "+8613800138000"), ("１３８００１３８０００", "+8613800138000"),
        ("我的电话是138-0013-8000。", "+8613800138000"), ("0971-6123456", "+869716123456"),
        ("(010) 12345678", "+861012345678"), ("+44 20 7946 0958", "+442079460958"),
        ("0085291234567", "+85291234567"), ("123456", None), ("19900501", None),
        ("12345678901", None),
        ("2026-11-21", None), ("1380013800", None), ("", None),
    ],
)  # fmt: skip
def test_phones(text: str, phone: str | None) -> None:
    assert phone_in(text) == phone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990-05-01", date(1990, 5, 1)), ("1990年5月1日", date(1990, 5, 1)),
        ("19900501", date(1990, 5, 1)), ("1990/5/1", date(1990, 5, 1)),
        ("1990.5.1", date(1990, 5, 1)),
        ("90年5月1日", date(1990, 5, 1)), ("10年5月1日", date(2010, 5, 1)),
        ("一九九〇年五月一日", date(1990, 5, 1)), ("１９９０年５月１號", date(1990, 5, 1)),
        ("1 May 1990", date(1990, 5, 1)), ("May 1st, 1990", date(1990, 5, 1)),
        ("I was born on 1 May 1990", date(1990, 5, 1)), ("25/12/1990", date(1990, 12, 25)),
        ("1990-02-31", Impossible.DAY), ("1990年13月1日", Impossible.MONTH),
        ("19901301", Impossible.MONTH), ("05/01/1990", None), ("1990", None), ("昨天", None),
        ("", None),
    ],
)  # fmt: skip
def test_birth_dates(text: str, expected: date | Impossible | None) -> None:
    assert birth_date_in(text, date(2026, 11, 21)) == expected


_WORDS = """
    今 昨 天 上 下 周 月 号 年 点 半 到 小时 分 第 个 人 两 三 十 百 零 〇 9 12 99999 . : - / 前 后
    last next Sunday May Feb ago in weeks days hours and a half pm at since 31 29 ２ ½ ① + of us
    half past
"""
_PIECES = st.sampled_from(_WORDS.split())


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join), st.lists(_PIECES).map(" ".join)))
def test_no_text_breaks_a_reader(text: str) -> None:
    for direction in Direction:
        day = date_in(text, NOW, ZONE, direction)
        assert day is None or isinstance(day, date | Impossible)
        period = period_in(text, NOW, ZONE, direction)
        assert period is None or period.first <= period.last
    span = times_in(text)
    assert span is None or isinstance(span, TimeSpan | Impossible)
    assert (minutes_in(text) or 0) >= 0
    assert ordinal_in(text) != 0
    assert (count_in(text) or 1) >= 1
    phone = phone_in(text)
    assert phone is None or phone.startswith("+")
    birth = birth_date_in(text, date(2026, 11, 21))
    assert birth is None or isinstance(birth, date | Impossible)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    for written in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day:%-d %B %Y}",
    ):
        assert date_in(written, NOW, ZONE, AHEAD) == day
        assert birth_date_in(written, date(2026, 11, 21)) == day


@given(st.integers(-6, 300))
def test_a_day_without_year_lies_in_its_direction(offset: int) -> None:
    day = date(2026, 11, 21) + timedelta(days=offset)
    ahead = date_in(f"{day.month}月{day.day}日", NOW, ZONE, AHEAD)
    past = date_in(f"{day.month}月{day.day}日", NOW, ZONE, PAST)
    assert isinstance(ahead, date) and ahead >= date(2026, 11, 21)
    assert isinstance(past, date) and past <= date(2026, 11, 21)


@given(st.times(), st.times())
def test_a_written_span_is_read_back(start: time, end: time) -> None:
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    span = times_in(f"{start:%H:%M}-{end:%H:%M}")
    assert isinstance(span, TimeSpan)
    assert span.start == start

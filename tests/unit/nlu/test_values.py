"""Values from words. Now is Saturday 2026-11-21 12:00, Asia/Shanghai."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
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


def cases() -> list[tuple[str, str, str, str]]:
    """The rows of values.tsv: kind, words, direction, value."""
    lines = Path(__file__).with_name("values.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(kind, words, direction, value) for kind, words, direction, value in rows]


def read(kind: str, words: str, direction: str) -> str:
    """What is read, as values.tsv writes it."""
    match kind:
        case "date":
            return str(date_in(words, NOW, ZONE, Direction(direction)) or "")
        case "period":
            period = period_in(words, NOW, ZONE, Direction(direction))
            return f"{period.first}..{period.last}" if period else ""
        case "time":
            span = times_in(words)
            if not isinstance(span, TimeSpan):
                return str(span or "")
            return "-".join(f"{end:%H:%M}" if end else "" for end in (span.start, span.end))
        case _:
            reader = {"minutes": minutes_in, "ordinal": ordinal_in, "count": count_in}[kind]
            value = reader(words)
            return "" if value is None else str(value)


@pytest.mark.parametrize(("kind", "words", "direction", "value"), cases())
def test_a_value(kind: str, words: str, direction: str, value: str) -> None:
    assert read(kind, words, direction) == value


def test_the_table_is_large_enough() -> None:
    assert len(cases()) >= 300


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


def test_times_that_do_not_exist() -> None:
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
        ("the first of May 1990", date(1990, 5, 1)), ("May the 1st, 1990", date(1990, 5, 1)),
        ("the twenty-first of May in 1990", date(1990, 5, 21)),
        ("March thirtieth 1990", date(1990, 3, 30)), ("1st of May of course", None),
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

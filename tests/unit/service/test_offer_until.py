"""How long an offered place is held: a table of situations, and what must always be true."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy import Policy
from domain.quiet import add_waking_time, is_quiet
from domain.signups.offers import offer_until

POLICY = Policy()
XINING = ZoneInfo("Asia/Shanghai")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=XINING).astimezone(UTC)


@pytest.mark.parametrize(
    ("handed_over", "starts", "until", "why"),
    [
        ("2026-11-20 08:00", "2026-11-25 09:00", "2026-11-20 20:00", "12 h by day"),
        ("2026-11-20 09:00", "2026-11-25 09:00", "2026-11-20 21:00", "ends with the evening"),
        ("2026-11-20 15:00", "2026-11-25 09:00", "2026-11-21 14:00", "the night does not count"),
        ("2026-11-20 23:00", "2026-11-25 09:00", "2026-11-21 20:00", "begins in the night"),
        ("2026-11-20 03:00", "2026-11-25 09:00", "2026-11-20 20:00", "begins before the morning"),
        ("2026-11-20 22:00", "2026-11-21 06:00", "2026-11-21 02:00", "soon: nights count, half"),
        ("2026-11-20 10:00", "2026-11-20 12:00", "2026-11-20 11:00", "half the time left"),
        ("2026-11-20 10:00", "2026-11-20 10:20", "2026-11-20 10:15", "at least a quarter hour"),
        ("2026-11-20 10:00", "2026-11-20 10:15", "2026-11-20 10:15", "a quarter hour is left"),
        ("2026-11-20 10:00", "2026-11-20 10:05", "2026-11-20 10:05", "never after the start"),
        ("2026-11-20 10:00", "2026-11-21 10:00", "2026-11-20 22:00", "24 h ahead: nights count"),
    ],
)
def test_limit_of_an_offer(handed_over: str, starts: str, until: str, why: str) -> None:
    assert offer_until(local(handed_over), local(starts), POLICY) == local(until), why


moments = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC)
)


@given(moments, st.timedeltas(POLICY.offer_at_least, timedelta(days=60)))
def test_an_offer_leaves_time_to_answer_and_ends_before_the_start(
    handed_over: datetime, left: timedelta
) -> None:
    until = offer_until(handed_over, handed_over + left, POLICY)
    assert handed_over + POLICY.offer_at_least <= until <= handed_over + left
    if left > POLICY.offer_ignores_quiet_hours_within:
        # The last moment to answer is never in the night (21:00 sharp is the evening's end).
        assert not is_quiet(until - timedelta(microseconds=1), POLICY)
    else:
        assert until - handed_over <= max(POLICY.offer_at_least, left / 2)


@given(moments, st.timedeltas(timedelta(minutes=1), timedelta(hours=40)))
def test_waking_time_runs_only_by_day(start: datetime, length: timedelta) -> None:
    step = timedelta(minutes=1)
    start = start.replace(second=0, microsecond=0)
    length = length // step * step
    end = add_waking_time(start, length, POLICY)
    awake = sum(
        not is_quiet(start + step * number, POLICY) for number in range((end - start) // step)
    )
    assert step * awake == length

"""Hours of rest, here and where somebody lives."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.policy import Policy
from domain.quiet import is_quiet, waking_moment, waking_moment_for
from domain.volunteers.zones import Zone

POLICY = Policy()
MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(ZoneInfo("UTC"))
)


@given(MOMENTS, st.sampled_from([None, *Zone]))
def test_both_are_awake_within_two_days(moment: datetime, zone: Zone | None) -> None:
    woken = waking_moment_for(zone, moment, POLICY)
    assert moment <= woken <= moment + timedelta(days=2)
    assert not is_quiet(woken, POLICY)
    assert not is_quiet(woken, POLICY.in_zone(zone))
    if woken > moment:
        before = woken - timedelta(seconds=1)
        assert is_quiet(before, POLICY) or is_quiet(before, POLICY.in_zone(zone))


@given(MOMENTS)
def test_who_named_no_zone_lives_here(moment: datetime) -> None:
    assert waking_moment_for(None, moment, POLICY) == waking_moment(moment, POLICY)


@pytest.mark.parametrize(
    ("zone", "hour", "woken"),
    [
        (None, 9, "21T09:00"),
        (Zone.XINJIANG, 9, "21T10:00"),  # seven in the morning there
        (Zone.BRITAIN, 9, "21T16:00"),
        (Zone.AMERICA_EAST, 9, "21T09:00"),  # eight in the evening there
        (Zone.AMERICA_EAST, 12, "22T08:00"),  # their morning is our night, our morning is theirs
    ],
)
def test_the_first_moment_that_suits_both(zone: Zone | None, hour: int, woken: str) -> None:
    moment = datetime(2026, 11, 21, hour, tzinfo=POLICY.timezone)
    expected = datetime.fromisoformat(f"2026-11-{woken}").replace(tzinfo=POLICY.timezone)
    assert waking_moment_for(zone, moment, POLICY) == expected.astimezone(UTC)


def test_where_no_moment_suits_both_the_recipients_rest_counts() -> None:
    short = POLICY.model_copy(update={"quiet_from": time(11), "quiet_until": time(9)})
    moment = datetime(2026, 11, 21, 9, tzinfo=POLICY.timezone)
    woken = waking_moment_for(Zone.AMERICA_EAST, moment, short)
    assert not is_quiet(woken, short.in_zone(Zone.AMERICA_EAST))

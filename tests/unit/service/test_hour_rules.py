"""What counts as service time: tables of rules."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Reason, Refused
from domain.hours.rules import (
    attended,
    check_claim,
    check_window,
    hours_of,
    second_person_needed,
    service_between,
    service_lasting,
)
from domain.offerings.model import Shift
from tests.unit.service.world import NOW, POLICY

START = NOW + timedelta(days=3)
SHIFT = Shift(
    id="s",
    project_id="p",
    starts_at=START,
    ends_at=START + timedelta(hours=3),
    address="西宁",
    places=5,
)


def at(minutes: float) -> datetime:
    """Minutes after the start of the shift."""
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("came", "left", "minutes"),
    [
        (0, 180, 180),
        (-25, 200, 180),  # early and late: the planned time
        (10.5, 180, 169),  # whole minutes, rounded down
        (0, 0.9, None),  # less than a minute
        (0, 1, 1),
        (-30, -10, None),  # came and left before it began
        (185, 190, None),  # after the end
    ],
)
def test_minutes_that_an_attendance_counts(came: float, left: float, minutes: int | None) -> None:
    service = attended(at(came), at(left), SHIFT, POLICY)
    assert (service.minutes if service else None) == minutes


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        (-31, Reason.CHECK_IN_TOO_EARLY),
        (-30, None),
        (0, None),
        (210, None),
        (211, Reason.CHECK_IN_TOO_LATE),
    ],
)
def test_window_of_the_check_in(when: float, reason: Reason | None) -> None:
    if reason is None:
        check_window(SHIFT, at(when), POLICY, Reason.CHECK_IN_TOO_LATE)
    else:
        with pytest.raises(Refused, match=reason):
            check_window(SHIFT, at(when), POLICY, Reason.CHECK_IN_TOO_LATE)


@pytest.mark.parametrize(
    ("starts", "ends", "reason"),
    [
        (timedelta(hours=-2), timedelta(), None),
        (timedelta(hours=-2), timedelta(minutes=1), Reason.CLAIM_IN_FUTURE),
        (timedelta(minutes=-10), timedelta(), None),
        (timedelta(minutes=-9), timedelta(), Reason.CLAIM_TOO_SHORT),
        (timedelta(days=-7), timedelta(days=-7, hours=2), None),
        (timedelta(days=-8), timedelta(days=-8, hours=2), Reason.CLAIM_TOO_OLD),
        # Over midnight: the service ended within seven days.
        (timedelta(days=-8, hours=12), timedelta(days=-8, hours=16), None),
    ],
)
def test_when_time_may_be_claimed(
    starts: timedelta, ends: timedelta, reason: Reason | None
) -> None:
    service = service_between(NOW + starts, NOW + ends, POLICY)
    if reason is None:
        check_claim(service, NOW, POLICY)
    else:
        with pytest.raises(Refused, match=reason):
            check_claim(service, NOW, POLICY)


@pytest.mark.parametrize(
    ("day", "minutes", "reason"),
    [
        (date(2026, 11, 21), 9 * 60, None),  # it is nine in the morning
        (date(2026, 11, 21), 9 * 60 + 1, Reason.CLAIM_IN_FUTURE),
        (date(2026, 11, 22), 30, Reason.CLAIM_IN_FUTURE),
        (date(2026, 11, 14), 30, None),
        (date(2026, 11, 13), 30, Reason.CLAIM_TOO_OLD),
        (date(2026, 11, 20), 9, Reason.CLAIM_TOO_SHORT),
    ],
)
def test_a_bare_duration_may_be_claimed(day: date, minutes: int, reason: Reason | None) -> None:
    service = service_lasting(day, minutes, POLICY)
    if reason is None:
        check_claim(service, NOW, POLICY)
    else:
        with pytest.raises(Refused, match=reason):
            check_claim(service, NOW, POLICY)


@pytest.mark.parametrize(
    ("minutes", "second"), [(10, False), (480, False), (481, True), (720, True)]
)
def test_more_than_eight_hours_need_a_second_person(minutes: int, second: bool) -> None:
    assert second_person_needed(minutes, POLICY) is second


def test_more_than_twelve_hours_are_refused() -> None:
    with pytest.raises(Refused, match=Reason.CLAIM_OVER_DAILY_LIMIT):
        second_person_needed(721, POLICY)


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(0, "0"), (59, "0.9"), (60, "1"), (95, "1.5"), (150, "2.5"), (6000, "100")],
)
def test_hours_are_never_rounded_up(minutes: int, hours: str) -> None:
    assert str(hours_of(minutes)) == hours


@given(st.integers(min_value=0, max_value=10**7))
def test_hours_have_one_decimal_and_are_not_more_than_the_minutes(minutes: int) -> None:
    hours = hours_of(minutes)
    assert 0 <= Decimal(minutes) - hours * 60 < 6
    exponent = hours.as_tuple().exponent
    assert isinstance(exponent, int) and exponent >= -1
    assert "E" not in str(hours)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(Refused, match=Reason.ENDS_BEFORE_START):
        service_between(NOW, NOW - timedelta(minutes=1), POLICY)

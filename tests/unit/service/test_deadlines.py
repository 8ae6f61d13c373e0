"""How long a claim has waited and may wait; who is the second to confirm; escalating beside a
decision."""

import asyncio
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hours.deadlines import Wait, wait_of
from domain.hours.decisions import escalate
from domain.hours.model import Claim, ClaimState
from domain.hours.rules import service_lasting
from domain.notices.model import NoticeKind
from domain.workdays import working_day_after, working_days_until
from tests.unit.service.test_hours import claims, confirms, span
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World


def a_claim(came_at: datetime, deadline: date) -> Claim:
    return Claim(
        id="c",
        volunteer_id="v",
        entry_id="e",
        organization_id="o",
        deadline=deadline,
        created_at=came_at,
    )


@pytest.mark.parametrize(
    ("today", "wait"),
    [
        # It came on Saturday 21 November; the deadline is Friday 4 December.
        (date(2026, 11, 21), Wait(days=0, left=10, over=0, sure=True)),
        (date(2026, 11, 23), Wait(days=2, left=9, over=0, sure=True)),
        (date(2026, 12, 3), Wait(days=12, left=1, over=0, sure=True)),
        (date(2026, 12, 4), Wait(days=13, left=0, over=0, sure=True)),
        (date(2026, 12, 5), Wait(days=14, left=0, over=1, sure=True)),
    ],
)
def test_age_and_time_left(today: date, wait: Wait) -> None:
    assert wait_of(a_claim(NOW, date(2026, 12, 4)), today, POLICY, WORKDAYS) == wait


def test_the_age_is_counted_by_local_days() -> None:
    """Half past midnight in 西宁 is the afternoon before in UTC."""
    late_evening = a_claim(datetime(2026, 11, 20, 15, 30, tzinfo=NOW.tzinfo), date(2026, 12, 4))
    after_midnight = a_claim(datetime(2026, 11, 20, 16, 30, tzinfo=NOW.tzinfo), date(2026, 12, 4))
    today = date(2026, 11, 21)
    assert wait_of(late_evening, today, POLICY, WORKDAYS).days == 1
    assert wait_of(after_midnight, today, POLICY, WORKDAYS).days == 0


def test_a_deadline_beyond_the_published_calendar_is_not_sure() -> None:
    far = a_claim(NOW, date(2032, 1, 9))
    assert not wait_of(far, date(2032, 1, 1), POLICY, WORKDAYS).sure


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(1, 30))
def test_what_is_left_undoes_what_was_added(day: date, count: int) -> None:
    deadline = working_day_after(day, count, WORKDAYS)
    assert working_days_until(day, deadline, WORKDAYS) == count
    assert working_days_until(deadline, day, WORKDAYS) == 0


async def test_who_may_be_the_second_is_told_once(world: World) -> None:
    made = await claims(world, service_lasting(date(2026, 11, 20), 9 * 60, POLICY))
    assert (await confirms(world, "organizer", made.id)).state is ClaimState.SECOND
    assert sorted(await world.told(NoticeKind.CLAIM_SECOND)) == ["admin", "leader"]
    await confirms(world, "admin", made.id)
    assert len(await world.told(NoticeKind.CLAIM_SECOND)) == 2


async def test_a_decision_is_not_undone_by_an_escalation_at_the_same_time(world: World) -> None:
    made = [await claims(world, span(5, 2), who=who) for who in ("wang", "li", "zhao")]
    later = NOW + timedelta(days=7)

    async def escalates() -> None:
        async with world.database.write() as unit:
            await escalate(unit, now=later, new_id=world.new_id, policy=POLICY, workdays=WORKDAYS)

    decided = [confirms(world, "leader", each.id, later) for each in made]
    await asyncio.gather(escalates(), *decided, escalates())
    for each in made:
        stored = await world.claim_row(each.id)
        assert (stored.state, stored.escalate_on) == (ClaimState.CONFIRMED, None)

"""Pausing, repeating and closing projects, on both databases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Reason, Refused
from domain.hours.attendance import check_in, check_out
from domain.hours.claims import claim
from domain.hours.rules import service_between
from domain.notices.model import NoticeKind
from domain.offerings.browsing import browse, project_view
from domain.offerings.closing import close_project, closing_report, figures_of
from domain.offerings.model import Project, ProjectState, Shift
from domain.offerings.ports import Filters
from domain.offerings.recurring import coming_weeks, repeat_weekly, same_time_later, weeks_until
from domain.offerings.usecases import my_projects, open_project, pause_project, resume_project
from domain.signups.no_shows import record_no_show
from domain.signups.usecases import cancel_sign_up, my_signups
from tests.unit.service.test_eligibility import a_project
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World

HOUR = timedelta(hours=1)
START = NOW + timedelta(days=3)
ZONE = POLICY.timezone


async def project_now(world: World, project_id: str = "project") -> Project:
    async with world.database.read() as unit:
        found = await unit.projects.get(project_id)
        assert found is not None
        return found


# ---------------------------------------------------------------- states


STATES = list(ProjectState)
FOLLOWS = {
    (ProjectState.DRAFT, ProjectState.OPEN),
    (ProjectState.OPEN, ProjectState.RUNNING),
    (ProjectState.OPEN, ProjectState.PAUSED),
    (ProjectState.RUNNING, ProjectState.PAUSED),
    (ProjectState.PAUSED, ProjectState.OPEN),
    (ProjectState.PAUSED, ProjectState.RUNNING),
    *((state, ProjectState.CLOSED) for state in STATES if state is not ProjectState.CLOSED),
}


@pytest.mark.parametrize("before", STATES)
@pytest.mark.parametrize("after", STATES)
def test_which_state_follows_which(before: ProjectState, after: ProjectState) -> None:
    project = a_project(state=before)
    if (before, after) in FOLLOWS:
        project.move(after, None)
        assert project.state is after
    else:
        with pytest.raises(Refused, match=Reason.STATE_DOES_NOT_FOLLOW):
            project.move(after, None)


async def test_a_paused_project_takes_nobody_and_keeps_everybody(world: World) -> None:
    await world.joins("wang")
    await world.joins("li")
    async with world.database.write() as unit:
        await pause_project(unit, "leader", "project")
    async with world.database.read() as unit:
        page = await browse(unit, "zhao", Filters(), now=NOW, policy=POLICY)
        assert page.total == 0
        seen = await project_view(unit, "zhao", "project", now=NOW, policy=POLICY)
        assert seen.offering.reason is Reason.PROJECT_PAUSED
        assert len(await my_signups(unit, "wang", now=NOW)) == 1
        assert (await my_projects(unit, "leader"))[1] == 1
    with pytest.raises(Refused, match=Reason.PROJECT_PAUSED):
        await world.joins("zhao")
    # Who waits is signed up too: a place that frees up is theirs to take.
    async with world.database.write() as unit:
        await cancel_sign_up(unit, "wang", "shift", now=NOW, new_id=world.new_id, policy=POLICY)
    assert await world.told(NoticeKind.PLACE_OFFERED) == ["li"]


@pytest.mark.parametrize("came", [False, True])
async def test_resumed_it_is_what_it_was(world: World, came: bool) -> None:
    await world.joins("wang")
    async with world.database.write() as unit:
        await pause_project(unit, "leader", "project")
        if came:  # while it is paused, even
            await check_in(
                unit, "wang", "shift", "code", now=START, new_id=world.new_id, policy=POLICY
            )
    assert (await project_now(world)).state is ProjectState.PAUSED
    async with world.database.write() as unit:
        resumed = await resume_project(unit, "leader", "project")
        assert resumed.state is (ProjectState.RUNNING if came else ProjectState.OPEN)
        with pytest.raises(Refused, match=Reason.STATE_DOES_NOT_FOLLOW):
            await resume_project(unit, "leader", "project")


async def test_what_becomes_risky_in_a_pause_is_insured_at_once(world: World) -> None:
    async with world.database.write() as unit:
        await pause_project(unit, "leader", "project")
    # Its shifts take place.
    with pytest.raises(Refused, match=Reason.INSURANCE_MISSING):
        await world.edits({"risky": True})
    await world.edits({"risky": True, "insurance": "意外险"})
    with pytest.raises(Refused, match=Reason.INSURANCE_MISSING):
        await world.edits({"insurance": None})
    async with world.database.write() as unit:
        await resume_project(unit, "leader", "project")
        with pytest.raises(Refused, match=Reason.STATE_DOES_NOT_FOLLOW):
            await open_project(unit, "leader", "project")


# ---------------------------------------------------------------- every week


async def test_a_shift_for_each_of_the_coming_weeks(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(
            unit,
            "tuesday",
            starts_in=timedelta(days=10),
            places=8,
            waitlist_size=3,
            meeting_point="东门",
            leader_id="colleague",
            contact="139",
        )
        await world.shift(unit, "there", starts_in=timedelta(days=24))
        made = await repeat_weekly(
            unit, "leader", "tuesday", 4, now=NOW, new_id=world.new_id, policy=POLICY
        )
    days = [(shift.starts_at - NOW).days for shift in made]
    assert days == [17, 31, 38]  # the third week has one already
    pattern = made[0]
    assert (pattern.places, pattern.waitlist_size, pattern.meeting_point) == (8, 3, "东门")
    assert (pattern.leader_id, pattern.contact) == ("colleague", "139")
    assert (pattern.taken, pattern.waiting) == (0, 0)


@pytest.mark.parametrize("weeks", [0, 27])
async def test_half_a_year_at_most(world: World, weeks: int) -> None:
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.TOO_MANY_WEEKS):
            await repeat_weekly(
                unit, "leader", "shift", weeks, now=NOW, new_id=world.new_id, policy=POLICY
            )


async def test_a_shift_of_the_past_goes_on_with_the_next_week_to_come(world: World) -> None:
    async with world.database.write() as unit:
        shift = await world.shift(unit, "past", starts_in=-timedelta(days=16))
        found = await coming_weeks(unit, shift, 2, now=NOW, policy=POLICY)
    assert [(each.starts_at - NOW).days for each in found] == [5, 12]


@given(
    days=st.integers(-60, 60),
    ahead=st.integers(0, 250),
    hour=st.integers(0, 23),
)
def test_until_a_day_is_as_many_weeks_as_begin_by_then(days: int, ahead: int, hour: int) -> None:
    start = NOW + timedelta(days=days, hours=hour)
    shift = Shift(
        id="s", project_id="p", starts_at=start, ends_at=start + HOUR, address="a", places=1
    )
    last = NOW.astimezone(ZONE).date() + timedelta(days=ahead)
    weeks = weeks_until(shift, last, now=NOW, zone=ZONE)
    starts = [same_time_later(start, number, ZONE) for number in range(1, 80)]
    coming = [each for each in starts if each > NOW and each.astimezone(ZONE).date() <= last]
    assert weeks == len(coming)


def test_the_local_time_stays_where_the_clocks_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 20, 14, tzinfo=zone).astimezone(UTC)
    after = same_time_later(before, 1, zone)
    assert after.astimezone(zone) == datetime(2026, 10, 27, 14, tzinfo=zone)
    assert after - before == timedelta(days=7, hours=1)


# ---------------------------------------------------------------- the end


async def test_the_closing_report_counts_once_and_is_kept(world: World) -> None:
    when: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        await world.person(unit, "wang-too", merged_into="wang", state="merged")
        await world.shift(unit, "wide", places=5, starts_in=timedelta(days=4))
        await world.shift(unit, "to-come", places=5, starts_in=timedelta(days=30))
    await world.joins("wang", "wide")
    late = (await world.joins("li", "wide")).signup
    await world.joins("zhao", "to-come")
    begun = NOW + timedelta(days=4)
    async with world.database.write() as unit:
        await check_in(unit, "wang", "wide", "code", now=begun, **when)
        await check_out(unit, "wang", "wide", now=begun + 2 * HOUR, **when)
        await record_no_show(unit, "leader", late.id, now=begun + HOUR, **when)
        await claim(
            unit,
            "zhao",
            "project",
            service_between(begun, begun + HOUR, POLICY),
            now=begun + 2 * HOUR,
            workdays=WORKDAYS,
            **when,
        )
    now = begun + timedelta(days=1)
    async with world.database.write() as unit:
        figures = await figures_of(unit, "leader", "project", now=now)
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await closing_report(unit, "leader", "project")
        closed = await close_project(
            unit, "leader", "project", "活动做完了", "老人很高兴", now=now, **when
        )
        assert (closed.state, closed.state_reason) == (ProjectState.CLOSED, "活动做完了")
        with pytest.raises(Refused, match=Reason.STATE_DOES_NOT_FOLLOW):
            await close_project(unit, "leader", "project", "再来", now=now, **when)
    assert await world.told(NoticeKind.SHIFT_CANCELLED) == ["zhao"]
    async with world.database.read() as unit:
        report = await closing_report(unit, "organizer", "project")
    assert report.figures == figures
    assert (report.shifts, report.came, report.no_shows, report.open_claims) == (2, 1, 1, 1)
    assert (report.checked_in, report.confirmed, report.claimed) == (120, 0, 60)
    assert (report.note, report.closed_by, report.closed_at) == ("老人很高兴", "leader", now)


async def test_a_claim_belongs_to_the_shift_that_its_person_was_on(world: World) -> None:
    await world.joins("wang")
    async with world.database.write() as unit:
        for who, shift in (("wang", "shift"), ("li", None)):
            made = await claim(
                unit,
                who,
                "project",
                service_between(START, START + HOUR, POLICY),
                now=START + 4 * HOUR,
                new_id=world.new_id,
                policy=POLICY,
                workdays=WORKDAYS,
            )
            entry = await unit.hour_entries.get(made.entry_id)
            assert entry is not None and entry.shift_id == shift
            assert entry.day == date(2026, 11, 24)

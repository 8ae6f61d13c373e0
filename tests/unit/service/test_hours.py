"""Attendance, claims through all tiers, corrections and totals, on both databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.hours.attendance import check_in, check_out, close_forgotten
from domain.hours.claims import claim, entry_of, withdraw_claim
from domain.hours.corrections import (
    correct_attendance,
    correct_entry,
    void_entry,
    waits_for_second,
)
from domain.hours.decisions import (
    claims_waiting,
    confirm_claim,
    confirm_many,
    escalate,
    refuse_claim,
)
from domain.hours.model import Claim, ClaimState, Grade, HourEntry
from domain.hours.rules import Service, service_between, service_lasting
from domain.hours.totals import Totals, entries, months, totals
from domain.notices.model import NoticeKind
from domain.offerings.model import Category, ProjectState
from domain.signups.model import Signup, SignupState
from domain.signups.usecases import cancel_sign_up
from domain.volunteers.model import VolunteerState
from storage.tables import NoticeRow
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World

HOUR = timedelta(hours=1)
START = NOW + timedelta(days=3)


def span(start_hours_ago: float, hours: float) -> Service:
    starts_at = NOW - timedelta(hours=start_hours_ago)
    return service_between(starts_at, starts_at + timedelta(hours=hours), POLICY)


async def claims(
    world: World, service: Service, who: str = "wang", project: str | None = "project"
) -> Claim:
    async with world.database.write() as unit:
        return await claim(
            unit,
            who,
            project,
            service,
            now=NOW,
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )


async def confirms(world: World, who: str, claim_id: str, now: datetime = NOW) -> Claim:
    async with world.database.write() as unit:
        return await confirm_claim(unit, who, claim_id, now=now, new_id=world.new_id, policy=POLICY)


async def total(world: World, who: str = "wang") -> Totals:
    async with world.database.read() as unit:
        return await totals(unit, who)


async def comes(world: World, at: datetime) -> None:
    async with world.database.write() as unit:
        await check_in(unit, "wang", "shift", "code", now=at, new_id=world.new_id, policy=POLICY)


async def leaves(world: World, at: datetime) -> HourEntry | None:
    async with world.database.write() as unit:
        out = await check_out(unit, "wang", "shift", now=at, new_id=world.new_id, policy=POLICY)
        return out.entry


async def test_check_in_and_out_count_at_once(world: World) -> None:
    await world.joins("wang")
    await comes(world, START - HOUR / 4)
    with pytest.raises(Refused, match=Reason.ALREADY_CHECKED_IN):
        await comes(world, START)
    entry = await leaves(world, START + 2.5 * HOUR)
    assert entry is not None
    assert (entry.grade, entry.minutes, entry.title) == (
        Grade.CHECKED_IN,
        150,
        "陪空巢老人聊天",
    )
    with pytest.raises(Refused, match=Reason.ALREADY_CHECKED_OUT):
        await leaves(world, START + 3 * HOUR)
    summed = await total(world)
    assert (summed.counted, summed.checked_in, summed.waiting) == (150, 150, 0)
    assert summed.years[0].year == 2026


async def test_a_check_out_that_recorded_nothing_is_no_end(world: World) -> None:
    """Sent by mistake before the start, it must not cost the whole afternoon."""
    await world.joins("wang")
    await comes(world, START - HOUR / 4)
    assert await leaves(world, START - HOUR / 6) is None
    await comes(world, START - HOUR / 10)
    entry = await leaves(world, START + 2 * HOUR)
    assert entry is not None and entry.minutes == 120
    with pytest.raises(Refused, match=Reason.ALREADY_CHECKED_OUT):
        await comes(world, START + 2 * HOUR)


async def test_a_project_runs_from_the_first_check_in_on(world: World) -> None:
    await world.joins("wang")
    await comes(world, START)
    async with world.database.read() as unit:
        project = await unit.projects.get("project")
    assert project is not None
    assert (project.state, project.is_offered) == (ProjectState.RUNNING, True)


async def test_who_came_cannot_cancel_any_more(world: World) -> None:
    await world.joins("wang")
    await comes(world, START)
    with pytest.raises(Refused, match=Reason.ALREADY_CHECKED_IN):
        async with world.database.write() as unit:
            await cancel_sign_up(
                unit, "wang", "shift", now=START, new_id=world.new_id, policy=POLICY
            )
    assert await leaves(world, START + HOUR) is not None


async def test_only_who_has_a_place_checks_in(world: World) -> None:
    await world.joins("li")
    await world.joins("wang")
    with pytest.raises(Refused, match=Reason.NOT_SIGNED_UP):
        await comes(world, START)
    with pytest.raises(Refused, match=Reason.NOT_CHECKED_IN):
        await leaves(world, START)


async def test_a_forgotten_check_out_is_a_claim_until_the_leader_confirms(world: World) -> None:
    await world.joins("wang")
    await comes(world, START)

    async def closes(at: datetime) -> int:
        async with world.database.write() as unit:
            return await close_forgotten(
                unit, now=at, new_id=world.new_id, policy=POLICY, workdays=WORKDAYS
            )

    assert await closes(START + 3.5 * HOUR) == 0
    late = START + 3.6 * HOUR
    with pytest.raises(Refused, match=Reason.CHECK_OUT_TOO_LATE):
        await leaves(world, late)
    assert [await closes(late), await closes(late)] == [1, 0]
    assert await world.told(NoticeKind.CHECK_OUT_FORGOTTEN) == ["wang"]
    assert await world.told(NoticeKind.CLAIM_WAITING) == ["leader"]
    assert ((await total(world)).counted, (await total(world)).waiting) == (0, 180)
    async with world.database.read() as unit:
        page = await claims_waiting(unit, "leader")
    assert (page.total, page.claims[0].entry.minutes) == (1, 180)
    await confirms(world, "leader", page.claims[0].claim.id, late)
    assert ((await total(world)).confirmed, (await total(world)).waiting) == (180, 0)


async def test_a_claim_counts_once_it_is_confirmed(world: World) -> None:
    made = await claims(world, span(5, 3))
    assert made.deadline == date(2026, 12, 4)
    assert ((await total(world)).counted, (await total(world)).waiting) == (0, 180)
    decided = await confirms(world, "leader", made.id)
    assert (decided.state, decided.decided_by) == (ClaimState.CONFIRMED, "leader")
    assert ((await total(world)).confirmed, (await total(world)).waiting) == (180, 0)
    assert await world.told(NoticeKind.HOURS_CONFIRMED) == ["wang"]
    with pytest.raises(Refused, match=Reason.CLAIM_DECIDED):
        await confirms(world, "leader", made.id)


async def test_more_than_eight_hours_a_day_need_two_different_people(world: World) -> None:
    made = await claims(world, service_lasting(date(2026, 11, 20), 9 * 60, POLICY))
    assert (await confirms(world, "leader", made.id)).state is ClaimState.SECOND
    assert (await total(world)).counted == 0
    with pytest.raises(Refused, match=Reason.SECOND_PERSON_NEEDED):
        await confirms(world, "leader", made.id)
    async with world.database.read() as unit:
        assert (await claims_waiting(unit, "leader")).total == 0
        assert (await claims_waiting(unit, "organizer")).total == 1
    assert (await confirms(world, "organizer", made.id)).state is ClaimState.CONFIRMED
    assert (await total(world)).confirmed == 540


async def test_the_daily_limits_are_over_all_entries_of_the_day(world: World) -> None:
    day = date(2026, 11, 20)
    await claims(world, service_lasting(day, 7 * 60, POLICY))
    second = await claims(world, service_lasting(day, 2 * 60, POLICY), project=None)
    with pytest.raises(Refused, match=Reason.CLAIM_OVER_DAILY_LIMIT):
        await claims(world, service_lasting(day, 3 * 60 + 1, POLICY))
    assert (await confirms(world, "admin", second.id)).state is ClaimState.SECOND


async def test_no_hour_counts_twice(world: World) -> None:
    await claims(world, span(5, 2))
    with pytest.raises(Refused, match=Reason.CLAIM_OVERLAPS):
        await claims(world, span(3.5, 1))
    await claims(world, span(3, 1))  # touching ends


async def test_a_claim_cannot_overlap_a_check_in(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "now", starts_in=-HOUR, hours=4)
        await unit.signups.add(
            Signup(
                id="s",
                volunteer_id="wang",
                shift_id="now",
                state=SignupState.CONFIRMED,
                acknowledged_version=1,
                acknowledged_at=NOW,
                created_at=NOW,
            )
        )
        await check_in(unit, "wang", "now", "qr", now=NOW, new_id=world.new_id, policy=POLICY)
    with pytest.raises(Refused, match=Reason.CLAIM_OVERLAPS):
        await claims(world, span(1, 0.5))
    await claims(world, span(3, 2))


async def test_merged_ids_are_one_person(world: World) -> None:
    await claims(world, span(5, 2), who="li")
    async with world.database.write() as unit:
        younger = await unit.volunteers.get("li")
        assert younger is not None
        younger.merged_into, younger.state = "wang", VolunteerState.MERGED
    with pytest.raises(Refused, match=Reason.CLAIM_OVERLAPS):
        await claims(world, span(4.5, 1))
    async with world.database.read() as unit:
        assert (await entries(unit, "wang")).total == 1


async def test_a_good_deed_without_a_project_goes_to_the_organizations_people(
    world: World,
) -> None:
    made = await claims(world, span(5, 2), project=None)
    assert await world.told(NoticeKind.CLAIM_WAITING) == ["admin"]
    with pytest.raises(Refused, match=Reason.NOT_ALLOWED):
        await confirms(world, "organizer", made.id)
    await confirms(world, "admin", made.id)


async def test_nobody_decides_on_their_own_hours(world: World) -> None:
    made = await claims(world, span(5, 2), who="leader")
    assert set(await world.told(NoticeKind.CLAIM_WAITING)) == {"organizer", "admin"}
    with pytest.raises(Refused, match=Reason.OWN_HOURS):
        await confirms(world, "leader", made.id)
    await confirms(world, "organizer", made.id)


async def test_a_refused_claim_is_voided_with_its_reason(world: World) -> None:
    made = await claims(world, span(5, 2))
    async with world.database.write() as unit:
        await refuse_claim(unit, "leader", made.id, "没有见到您", now=NOW, new_id=world.new_id)
    assert (await total(world)).waiting == 0
    stored = await world.claim_row(made.id)
    assert (stored.state, stored.reason) == (ClaimState.REFUSED, "没有见到您")
    assert await world.told(NoticeKind.HOURS_REFUSED) == ["wang"]
    await claims(world, span(5, 2))  # the time is free again


async def test_a_claim_can_be_withdrawn_by_its_person_only(world: World) -> None:
    made = await claims(world, span(5, 2))
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await withdraw_claim(unit, "li", made.id, now=NOW, new_id=world.new_id)
        await withdraw_claim(unit, "wang", made.id, now=NOW, new_id=world.new_id)
    assert (await total(world)).waiting == 0


async def test_what_is_confirmed_after_the_deadline_is_marked_late(world: World) -> None:
    made = await claims(world, span(5, 2))
    await confirms(world, "leader", made.id, NOW + timedelta(days=14))
    async with world.database.read() as unit:
        page = await entries(unit, "wang")
    assert [entry.late for entry in page.entries] == [True]


async def test_unanswered_claims_are_escalated_at_working_days_five_and_nine(
    world: World,
) -> None:
    await claims(world, span(5, 2))  # a Saturday morning, still Saturday: 21 November

    async def escalates(day: int, month: int = 11) -> int:
        async with world.database.write() as unit:
            return await escalate(
                unit,
                now=datetime(2026, month, day, 1, tzinfo=NOW.tzinfo),
                new_id=world.new_id,
                policy=POLICY,
                workdays=WORKDAYS,
            )

    assert [await escalates(26), await escalates(27), await escalates(28)] == [0, 1, 0]
    assert sorted(await world.told(NoticeKind.CLAIM_ESCALATED)) == ["admin", "organizer"]
    assert [await escalates(2, 12), await escalates(3, 12), await escalates(9, 12)] == [0, 1, 0]
    assert len(await world.told(NoticeKind.CLAIM_ESCALATED)) == 4


async def test_escalations_that_have_passed_come_at_once_as_one(world: World) -> None:
    made = await claims(world, span(5, 2))
    async with world.database.write() as unit:
        done = await escalate(
            unit,
            now=NOW + timedelta(days=30),
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )
    assert done == 1
    stored = await world.claim_row(made.id)
    assert (stored.escalations, stored.escalate_on) == (2, None)
    assert len(await world.told(NoticeKind.CLAIM_ESCALATED)) == 2


@pytest.mark.parametrize(("hour", "sent_at"), [(0, 8), (9, 9)])
async def test_an_escalation_that_falls_due_at_midnight_wakes_nobody(
    world: World, hour: int, sent_at: int
) -> None:
    await claims(world, span(5, 2))
    midnight = datetime(2026, 11, 27, tzinfo=POLICY.timezone).astimezone(NOW.tzinfo)
    async with world.database.write() as unit:
        done = await escalate(
            unit,
            now=midnight + hour * HOUR,
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )
    assert done == 1
    async with world.database.read() as unit:
        query = select(NoticeRow).where(NoticeRow.kind == NoticeKind.CLAIM_ESCALATED)
        due = {notice.due_at for notice in await unit.session.exec(query)}
    assert due == {midnight + sent_at * HOUR}


async def test_many_are_confirmed_although_one_cannot_be(world: World) -> None:
    good = [await claims(world, span(5, 2)), await claims(world, span(5, 2), who="li")]
    own = await claims(world, span(5, 2), who="leader")
    long = await claims(world, service_lasting(date(2026, 11, 20), 540, POLICY), who="zhao")
    async with world.database.write() as unit:
        result = await confirm_many(
            unit,
            "leader",
            [*(made.id for made in good), own.id, long.id, "nothing"],
            now=NOW,
            new_id=world.new_id,
            policy=POLICY,
        )
    assert set(result.confirmed) == {made.id for made in good}
    assert result.first_of_two == (long.id,)
    assert dict(result.refused) == {own.id: Reason.OWN_HOURS, "nothing": Reason.NOT_FOUND}


async def test_an_entry_is_corrected_and_voided_by_further_entries(world: World) -> None:
    made = await claims(world, span(5, 2))
    decided = await confirms(world, "leader", made.id)
    async with world.database.write() as unit:
        new = await correct_entry(
            unit,
            "leader",
            decided.entry_id,
            90,
            "提前离开",
            now=NOW,
            new_id=world.new_id,
            policy=POLICY,
        )
        assert (new.replaces_id, new.reason, new.actor_id) == (
            decided.entry_id,
            "提前离开",
            "leader",
        )
        with pytest.raises(Refused, match=Reason.ENTRY_REPLACED):
            await correct_entry(
                unit,
                "leader",
                decided.entry_id,
                60,
                "再改",
                now=NOW,
                new_id=world.new_id,
                policy=POLICY,
            )
    assert (await total(world)).confirmed == 90
    async with world.database.write() as unit:
        await void_entry(unit, "organizer", new.id, "重复", now=NOW, new_id=world.new_id)
    assert (await total(world)).confirmed == 0
    assert await world.told(NoticeKind.HOURS_CORRECTED) == ["wang", "wang"]
    async with world.database.read() as unit:
        assert (await entries(unit, "wang")).total == 0


async def test_the_leader_corrects_times_of_coming_and_going(world: World) -> None:
    await world.joins("wang")
    await comes(world, START + HOUR)
    await leaves(world, START + 2 * HOUR)
    async with world.database.write() as unit:
        attendance = await unit.attendances.of_shift(["wang"], "shift")
        assert attendance is not None
        entry = await correct_attendance(
            unit,
            "leader",
            attendance.id,
            START,
            START + 3 * HOUR,
            "签到机坏了",
            now=START + 4 * HOUR,
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )
    assert entry is not None
    assert (entry.minutes, entry.grade) == (180, Grade.CHECKED_IN)
    assert (await total(world)).checked_in == 180


async def corrects(
    world: World, shift_id: str, hours: float, who: str = "leader"
) -> HourEntry | None:
    """The leader says that Wang came at the start and stayed for so long."""
    async with world.database.write() as unit:
        attendance = await unit.attendances.of_shift(["wang"], shift_id)
        assert attendance is not None
        return await correct_attendance(
            unit,
            who,
            attendance.id,
            START,
            START + hours * HOUR,
            "一直都在",
            now=START + 24 * HOUR,
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )


async def long_shift(world: World, stays: timedelta | None) -> HourEntry | None:
    """Ten hours, to which Wang comes and leaves early."""
    async with world.database.write() as unit:
        await world.shift(unit, "long", hours=10)
    await world.joins("wang", "long")
    how: dict[str, Any] = {"new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        await check_in(unit, "wang", "long", "code", now=START - HOUR / 4, **how)
    async with world.database.write() as unit:
        left = START - HOUR / 6 if stays is None else START + stays
        return (await check_out(unit, "wang", "long", now=left, **how)).entry


@pytest.mark.parametrize(
    ("hours", "reason"),
    [(9, Reason.SECOND_PERSON_NEEDED), (20, Reason.CLAIM_OVER_DAILY_LIMIT)],
)
async def test_one_person_does_not_make_a_check_in_longer_than_eight_hours(
    world: World, hours: int, reason: Reason
) -> None:
    entry = await long_shift(world, HOUR)
    assert entry is not None and entry.grade is Grade.CHECKED_IN
    with pytest.raises(Refused, match=reason):
        async with world.database.write() as unit:
            await correct_entry(
                unit,
                "leader",
                entry.id,
                hours * 60,
                "一直都在",
                now=START + 24 * HOUR,
                new_id=world.new_id,
                policy=POLICY,
            )
    if hours == 9:
        with pytest.raises(Refused, match=reason):
            await corrects(world, "long", 9)
    assert (await total(world)).checked_in == 60
    corrected = await corrects(world, "long", 8)
    assert corrected is not None and (await total(world)).checked_in == 480


async def test_times_over_eight_hours_that_one_person_sets_wait_for_a_second(
    world: World,
) -> None:
    assert await long_shift(world, None) is None
    entry = await corrects(world, "long", 10)
    assert entry is not None and (entry.grade, entry.minutes) == (Grade.CLAIMED, 600)
    assert waits_for_second(entry)
    assert ((await total(world)).counted, (await total(world)).waiting) == (0, 600)
    assert sorted(await world.told(NoticeKind.CLAIM_SECOND)) == ["admin", "organizer"]
    assert await world.told(NoticeKind.HOURS_CORRECTED) == []
    async with world.database.read() as unit:
        made = await unit.claims.of_entry(entry.id)
        attendance = await unit.attendances.of_shift(["wang"], "long")
    assert made is not None and attendance is not None and attendance.entry_id == entry.id
    with pytest.raises(Refused, match=Reason.SECOND_PERSON_NEEDED):
        await confirms(world, "leader", made.id, START + 24 * HOUR)
    await confirms(world, "organizer", made.id, START + 24 * HOUR)
    assert (await total(world)).confirmed == 600


async def test_times_up_to_eight_hours_count_by_one_word(world: World) -> None:
    await long_shift(world, None)
    entry = await corrects(world, "long", 8)
    assert entry is not None and not waits_for_second(entry)
    assert (await total(world)).confirmed == 480
    assert await world.told(NoticeKind.HOURS_CORRECTED) == ["wang"]


async def test_the_list_of_claims_takes_the_same_queries_at_any_size(world: World) -> None:
    sent: list[int] = []
    for number in range(12):
        async with world.database.write() as unit:
            await world.person(unit, f"p{number}")
        await claims(world, span(5, 2), who=f"p{number}")
        async with world.database.read() as unit:
            with world.database.statements() as statements:
                page = await claims_waiting(unit, "organizer", limit=20)
        assert page.total == len(page.claims) == number + 1
        sent.append(len(statements))
    assert set(sent) == {sent[0]}
    assert sent[0] <= 4


async def test_months_count_what_the_total_counts(world: World) -> None:
    """By category; a claim that waits is not in them, a good deed has no category."""
    await world.joins("wang")
    await comes(world, START)
    await leaves(world, START + 2 * HOUR)
    waiting = await claims(world, span(30, 3))
    deed = await claims(world, span(50, 1), project=None)
    await confirms(world, "admin", deed.id)
    today = (START + HOUR).date()
    async with world.database.read() as unit:
        found = await months(unit, "wang", today)
        assert await months(unit, "li", today) == []
    assert waiting.open
    assert [month.first for month in found] == [date(2026, 11, 1)]
    assert found[0].by_category == {Category.SPECIAL_CARE: 120, None: 60}
    assert found[0].minutes == (await total(world)).counted


async def test_months_reach_back_a_year(world: World) -> None:
    await world.joins("wang")
    await comes(world, START)
    await leaves(world, START + 2 * HOUR)
    async with world.database.read() as unit:
        later = await months(unit, "wang", date(2027, 10, 31))
        assert [month.minutes for month in later] == [120, *[0] * 11]
        assert later[-1].first == date(2027, 10, 1)
        assert await months(unit, "wang", date(2027, 11, 1)) == []


async def test_a_shift_that_was_claimed_and_confirmed_before_is_not_counted_at_the_check_out(
    world: World,
) -> None:
    await world.joins("wang")
    day = local_day(START, POLICY.timezone)
    when: dict[str, Any] = {"now": START, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        service = service_lasting(day, 60, POLICY)
        made = await claim(unit, "wang", "project", service, workdays=WORKDAYS, **when)
    counted = await confirms(world, "leader", made.id, now=START)
    await comes(world, START)
    entry = await leaves(world, START + 2 * HOUR)
    assert entry is not None and entry.id == counted.entry_id
    assert (await total(world)).counted == 60


async def test_a_bare_duration_on_a_day_with_two_shifts_needs_its_times(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "later", starts_in=timedelta(days=3, hours=5))
    for shift_id in ("shift", "later"):
        await world.joins("wang", shift_id)
    day = local_day(START, POLICY.timezone)
    when: dict[str, Any] = {
        "now": START + 9 * HOUR,
        "new_id": world.new_id,
        "policy": POLICY,
        "workdays": WORKDAYS,
    }
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.CLAIM_WHICH_SHIFT):
            await claim(unit, "wang", "project", service_lasting(day, 60, POLICY), **when)
        service = service_between(START + 5 * HOUR, START + 6 * HOUR, POLICY)
        made = await claim(unit, "wang", "project", service, **when)
        # The other one is meant now, as this one is recorded.
        bare = await claim(unit, "wang", "project", service_lasting(day, 60, POLICY), **when)
        shifts = [(await entry_of(unit, each)).shift_id for each in (made, bare)]
    assert shifts == ["later", "shift"]

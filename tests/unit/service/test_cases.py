"""Cases: opened, given out, answered, closed, opened again."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.cases.answering import answer_case, case_for, cases_of, take_case
from domain.cases.duty import could_be_on_duty, on_duty_at, set_on_duty
from domain.cases.model import CaseKind, CaseState
from domain.cases.usecases import (
    my_case,
    my_cases,
    reply_to_case,
    shifts_around,
    solve_case,
)
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.offerings.shift_leading import set_shift_leader
from domain.organizations.usecases import withdraw_role
from domain.volunteers.model import VolunteerState
from storage.database import Database
from storage.unit import Unit
from tests.unit.service.case_world import (
    answers,
    asks,
    case_now,
    closes,
    due_at,
    seen_by,
    when,
    words_of,
)
from tests.unit.service.world import NOW, World

HOUR = timedelta(hours=1)
NIGHT = NOW + 14 * HOUR  # 23:00 in Xining
MORNING = NOW + 23 * HOUR  # 08:00 on the next day


async def replies(world: World, who: str, case_id: str, now: datetime = NOW) -> None:
    async with world.database.write() as unit:
        await reply_to_case(unit, who, case_id, "还是不行", **when(world, now))


# ---------------------------------------------------------------- opening


async def test_a_case_goes_to_the_person_on_duty_at_its_node(world: World) -> None:
    async with world.database.write() as unit:
        await set_on_duty(unit, "organizer", "station", "leader", now=NOW, new_id=world.new_id)
    opened = await asks(world, shift_id="shift")
    assert (opened.case.number, opened.case.organization_id) == (1, "station")
    assert opened.case.assigned_to == "leader"
    assert opened.seen_at == NOW
    assert await world.told(NoticeKind.CASE_OPENED) == ["leader"]
    assert await seen_by(world, "leader") == ["wang"]


async def test_without_one_it_goes_to_the_nearest_organizer(world: World) -> None:
    await asks(world, shift_id="shift")
    assert await world.told(NoticeKind.CASE_OPENED) == ["organizer"]


async def test_about_nothing_in_particular_it_goes_to_the_root(world: World) -> None:
    opened = await asks(world)
    assert opened.case.organization_id == "root"
    assert await world.told(NoticeKind.CASE_OPENED) == ["admin"]
    assert (await asks(world, "li")).case.number == 2


async def test_an_incident_goes_to_all_organizers_at_once_also_at_night(world: World) -> None:
    opened = await asks(world, kind=CaseKind.INCIDENT, now=NIGHT, shift_id="shift", danger=True)
    assert await world.told(NoticeKind.CASE_OPENED) == ["organizer", "admin"]
    assert opened.case.assigned_to is None
    assert opened.seen_at == NIGHT
    assert await due_at(world, "case-opened") == [NIGHT, NIGHT]


async def test_anything_else_waits_for_the_morning(world: World) -> None:
    opened = await asks(world, now=NIGHT)
    assert opened.seen_at == MORNING
    assert await due_at(world, "case-opened") == [MORNING]
    await answers(world, "admin", opened.case, now=NIGHT + HOUR)
    assert await due_at(world, "case-answered") == [MORNING]


async def test_who_is_not_registered_becomes_a_guest(world: World) -> None:
    opened = await asks(world, "stranger", known=False)
    async with world.database.read() as unit:
        asker = await unit.volunteers.get(opened.case.volunteer_id)
        assert asker is not None
        assert (asker.state, asker.name, asker.phone) == (VolunteerState.GUEST, None, None)
    again = await asks(world, "stranger", known=False)
    assert again.case.volunteer_id == opened.case.volunteer_id
    async with world.database.write() as unit:
        view = await case_for(unit, "admin", again.case.id, now=NOW, new_id=world.new_id)
    assert view.asker is None


async def test_without_an_organization_there_is_nobody_to_ask(database: Database) -> None:
    world = World(database)
    async with database.write() as unit:
        await world.person(unit, "wang")
    with pytest.raises(Refused) as refused:
        await asks(world)
    assert refused.value.reason is Reason.NOBODY_TO_ASK


async def test_the_only_organizers_own_case_waits_for_another(world: World) -> None:
    opened = await asks(world, "admin")
    assert opened.seen_at is None
    assert await world.told(NoticeKind.CASE_OPENED) == []


async def test_open_cases_are_limited_but_incidents_are_not(world: World) -> None:
    for _ in range(5):
        last = await asks(world)
    with pytest.raises(Refused) as refused:
        await asks(world, kind=CaseKind.COMPLAINT)
    assert refused.value.reason is Reason.TOO_MANY_CASES
    await asks(world, kind=CaseKind.INCIDENT)
    await closes(world, "admin", last.case)
    await closes(world, "admin", (await asks(world, kind=CaseKind.INCIDENT)).case)


async def test_a_shift_that_is_not_there(world: World) -> None:
    with pytest.raises(Refused) as refused:
        await asks(world, shift_id="nothing")
    assert refused.value.reason is Reason.NOT_FOUND


async def test_no_phone_number_is_stored_on_either_side(world: World) -> None:
    opened = await asks(world, text="打我13800138000")
    await answers(world, "admin", opened.case, "打我 0971-6100000")
    assert [each.text for each in await words_of(world, opened.case)] == ["打我***", "打我 ***"]


@pytest.mark.parametrize(("own_leader", "told"), [(None, "organizer"), ("organizer", "leader")])
async def test_a_complaint_about_a_shift_goes_past_its_leader(
    world: World, own_leader: str | None, told: str
) -> None:
    when: dict[str, Any] = {"now": NOW, "new_id": world.new_id}
    async with world.database.write() as unit:
        await set_on_duty(unit, "organizer", "station", "leader", **when)
        await set_shift_leader(unit, "organizer", "shift", own_leader, None, **when)
    await asks(world, kind=CaseKind.COMPLAINT, shift_id="shift")
    assert await world.told(NoticeKind.CASE_OPENED) == [told]


# ---------------------------------------------------------------- answers and replies


async def test_an_answer_reaches_the_person_and_a_reply_who_answered(world: World) -> None:
    opened = await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")
    answer = await answers(world, "organizer", opened.case)
    assert not answer.by_asker
    now = await case_now(world, opened.case)
    assert (now.state, now.waits_since, now.escalate_at) == (CaseState.ANSWERED, None, None)
    assert now.assigned_to == "organizer"
    assert await world.told(NoticeKind.CASE_ANSWERED) == ["wang"]
    await replies(world, "wang", opened.case.id, NOW + HOUR)
    now = await case_now(world, opened.case)
    assert (now.state, now.waits_since) == (CaseState.OPEN, NOW + HOUR)
    assert now.escalate_at == NOW + 2 * HOUR
    assert await world.told(NoticeKind.CASE_REPLIED) == ["organizer"]


async def test_what_is_added_before_an_answer_does_not_start_the_clock_anew(world: World) -> None:
    opened = await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")
    await replies(world, "wang", opened.case.id, NOW + HOUR / 2)
    now = await case_now(world, opened.case)
    assert (now.waits_since, now.escalate_at) == (NOW, NOW + HOUR)
    assert await world.told(NoticeKind.CASE_REPLIED) == ["organizer", "admin"]


async def test_a_reply_after_the_answerer_lost_the_role_is_given_out_anew(world: World) -> None:
    opened = await asks(world, shift_id="shift")
    await answers(world, "organizer", opened.case)
    async with world.database.write() as unit:
        await withdraw_role(unit, "admin", "role-organizer", now=NOW)
    await replies(world, "wang", opened.case.id)
    assert await world.told(NoticeKind.CASE_REPLIED) == ["admin"]
    assert (await case_now(world, opened.case)).assigned_to == "admin"


async def test_two_answer_at_once_and_the_second_sees_the_first(world: World) -> None:
    opened = await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")
    seen = opened.case.waits_on

    async def answer(who: str) -> str:
        async with world.database.write() as unit:
            try:
                await answer_case(unit, who, opened.case.id, who, seen=seen, **when(world))
            except Refused as refused:
                return refused.reason
        return "answered"

    results = await asyncio.gather(answer("organizer"), answer("admin"))
    assert sorted(results) == ["answered", Reason.CASE_MOVED_ON]
    assert len(await words_of(world, opened.case)) == 2
    # who has read the other's words may add to them, and the other keeps the case
    first = results.index("answered")
    await answers(world, ("admin", "organizer")[first], opened.case)
    assert (await case_now(world, opened.case)).assigned_to == ("organizer", "admin")[first]


async def test_words_that_came_meanwhile_are_read_before_it_is_answered_or_closed(
    world: World,
) -> None:
    opened = await asks(world)
    await replies(world, "wang", opened.case.id)
    async with world.database.write() as unit:
        with pytest.raises(Refused) as refused:
            await answer_case(
                unit, "admin", opened.case.id, "好", seen=opened.case.waits_on, **when(world)
            )
    assert refused.value.reason is Reason.CASE_MOVED_ON


# ---------------------------------------------------------------- taking


async def test_one_takes_it_and_another_only_knowingly(world: World) -> None:
    opened = await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")

    async def take(who: str, over: bool = False) -> None:
        async with world.database.write() as unit:
            await take_case(unit, who, opened.case.id, over=over, **when(world))

    await take("organizer")
    await take("organizer")
    with pytest.raises(Refused) as refused:
        await take("admin")
    assert refused.value.reason is Reason.CASE_TAKEN
    assert refused.value.facts == {"name": "organizer"}
    assert (await case_now(world, opened.case)).assigned_to == "organizer"
    await take("admin", over=True)
    assert (await case_now(world, opened.case)).assigned_to == "admin"
    assert await world.told(NoticeKind.CASE_TAKEN_OVER) == ["organizer"]


# ---------------------------------------------------------------- closing, and after


async def test_closed_with_a_note_that_the_person_reads(world: World) -> None:
    opened = await asks(world)
    await closes(world, "admin", opened.case, "证明已经开好")
    now = await case_now(world, opened.case)
    assert (now.state, now.closed_by, now.escalate_at) == (CaseState.CLOSED, "admin", None)
    assert [each.closes for each in await words_of(world, opened.case)] == [False, True]
    assert await world.told(NoticeKind.CASE_CLOSED) == ["wang"]


async def test_an_answer_after_the_close_is_refused(world: World) -> None:
    opened = await asks(world)
    await closes(world, "admin", opened.case)
    for late in (answers, closes):
        with pytest.raises(Refused) as refused:
            await late(world, "admin", opened.case)
        assert refused.value.reason is Reason.CASE_CLOSED


async def test_a_reply_after_the_close_opens_it_again_for_a_week(world: World) -> None:
    opened = await asks(world)
    await closes(world, "admin", opened.case)
    await replies(world, "wang", opened.case.id, NOW + timedelta(days=7))
    now = await case_now(world, opened.case)
    assert (now.state, now.closed_at) == (CaseState.OPEN, None)
    assert now.escalate_at is not None
    await closes(world, "admin", opened.case, now=NOW + timedelta(days=8))
    with pytest.raises(Refused) as refused:
        await replies(world, "wang", opened.case.id, NOW + timedelta(days=16))
    assert refused.value.reason is Reason.CASE_CLOSED_LONG_AGO


async def test_the_person_says_that_it_is_solved(world: World) -> None:
    opened = await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")
    async with world.database.write() as unit:
        await solve_case(unit, "wang", opened.case.id, **when(world))
    assert (await case_now(world, opened.case)).state is CaseState.CLOSED
    assert await world.told(NoticeKind.CASE_SOLVED) == ["organizer", "admin"]
    async with world.database.write() as unit:
        with pytest.raises(Refused) as refused:
            await solve_case(unit, "wang", opened.case.id, **when(world))
    assert refused.value.reason is Reason.CASE_CLOSED


# ---------------------------------------------------------------- reading


async def test_the_queue_is_oldest_first_and_what_waits_before_what_is_answered(
    world: World,
) -> None:
    answered = (await asks(world, "wang", now=NOW - HOUR)).case
    await answers(world, "admin", answered)
    for minutes, who in ((30, "li"), (40, "zhao"), (10, "wang")):
        await asks(world, who, now=NOW - timedelta(minutes=minutes), shift_id="shift")
    await closes(world, "admin", (await asks(world, "li")).case)

    async def queue(who: str, offset: int = 0) -> tuple[list[int], int]:
        async with world.database.write() as unit:
            page = await cases_of(unit, who, offset, now=NOW, new_id=world.new_id)
        return [each.case.number for each in page.cases], page.total

    assert await queue("admin") == ([3, 2, 4], 4)
    assert await queue("admin", 3) == ([1], 4)
    assert await queue("organizer") == ([3, 2, 4], 3)
    assert await queue("outsider") == ([], 0)
    assert await queue("leader") == ([], 0)  # a leader sees what is given to them
    assert set(await seen_by(world, "organizer")) == {"wang", "li", "zhao"}
    for who in ("zhao", "former"):
        with pytest.raises(Refused) as refused:
            await queue(who)
        assert refused.value.reason is Reason.NOT_ALLOWED


async def test_names_are_masked_on_both_sides(world: World) -> None:
    async with world.database.write() as unit:
        for who, name in (("wang", "王小明"), ("admin", "李丽丽")):
            person = await unit.volunteers.lock(who)
            assert person is not None
            person.change_profile(name=name)
    opened = await asks(world, shift_id="shift")
    await answers(world, "admin", opened.case)
    async with world.database.write() as unit:
        theirs = await case_for(unit, "organizer", opened.case.id, now=NOW, new_id=world.new_id)
        page = await cases_of(unit, "organizer", now=NOW, new_id=world.new_id)
        own = await my_case(unit, "wang", opened.case.id)
    assert theirs.asker == "王*明"
    assert [each.asker for each in page.cases] == ["王*明"]
    assert [each.title for each in page.cases] == ["陪空巢老人聊天"]
    assert [line.author for line in own.lines] == ["王*明", "李*丽"]
    assert own.about is not None and own.about[1].id == "project"


async def test_a_long_case_comes_in_pages(world: World) -> None:
    opened = await asks(world, text="0")
    for number in range(1, 8):
        async with world.database.write() as unit:
            at = NOW + timedelta(minutes=number)
            await reply_to_case(unit, "wang", opened.case.id, str(number), **when(world, at))
    async with world.database.read() as unit:
        latest, before = [await my_case(unit, "wang", opened.case.id, page) for page in (0, 1)]
    assert [line.message.text for line in latest.lines] == ["3", "4", "5", "6", "7"]
    assert (latest.earlier, before.earlier) == (3, 0)
    assert [line.message.text for line in before.lines] == ["0", "1", "2"]
    assert latest.last is not None and latest.last.text == "7"


async def test_own_cases_only_the_live_ones_first(world: World) -> None:
    first, second = (await asks(world)).case, (await asks(world)).case
    await asks(world, "li")
    await closes(world, "admin", second)
    async with world.database.read() as unit:
        own = await my_cases(unit, "wang")
        assert ([each.number for each in own.cases], own.total) == ([1, 2], 2)
        with pytest.raises(Refused) as refused:
            await my_case(unit, "li", first.id)
    assert refused.value.reason is Reason.NOT_FOUND
    for act in (reply_to_case, solve_case):
        async with world.database.write() as unit:
            words = ("还有",) if act is reply_to_case else ()
            with pytest.raises(Refused) as refused:
                await act(unit, "li", first.id, *words, **when(world))
        assert refused.value.reason is Reason.NOT_FOUND


async def test_the_shifts_that_a_case_may_be_about(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "past", starts_in=timedelta(days=2), places=3)
        await world.shift(unit, "far", starts_in=timedelta(days=30), places=3)
        await world.shift(unit, "on", starts_in=5 * HOUR, places=3)
    for shift in ("past", "far", "on"):
        await world.joins("wang", shift)
    await world.joins("li", "shift")
    await world.joins("wang", "shift")  # waits only

    async def around(who: str, hours: float) -> list[str]:
        now = NOW + timedelta(hours=hours)
        async with world.database.read() as unit:
            found = await shifts_around(unit, who, now=now, policy=when(world)["policy"])
        return [shift.id for shift, _ in found]

    assert await around("wang", 6) == ["on", "past"]
    assert await around("wang", 24 * 8) == ["past"]
    assert await around("zhao", 6) == []
    assert await around("leader", 6) == ["on"]  # the leader reports what happens on site


# ---------------------------------------------------------------- duty


async def test_an_organizer_takes_the_duty_or_gives_it(world: World) -> None:
    async def put(actor: str, person: str | None) -> None:
        async with world.database.write() as unit:
            await set_on_duty(unit, actor, "station", person, now=NOW, new_id=world.new_id)

    async def on_duty() -> str | None:
        async with world.database.read() as unit:
            found = await on_duty_at(unit, "organizer", "station")
            return found.id if found else None

    assert await on_duty() is None
    await put("organizer", "organizer")
    assert await on_duty() == "organizer"
    assert await world.told(NoticeKind.ON_DUTY) == []
    await put("admin", "leader")
    await put("admin", "leader")
    assert await on_duty() == "leader"
    assert await world.told(NoticeKind.ON_DUTY) == ["leader"]
    async with world.database.write() as unit:
        await withdraw_role(unit, "organizer", "role-leader", now=NOW)
    assert await on_duty() is None
    await put("organizer", None)
    assert await on_duty() is None


@pytest.mark.parametrize("who", ["wang", "outsider", "former"])
async def test_only_who_has_a_role_there_can_be_on_duty(world: World, who: str) -> None:
    async with world.database.write() as unit:
        with pytest.raises(Refused) as refused:
            await set_on_duty(unit, "admin", "station", who, now=NOW, new_id=world.new_id)
        assert refused.value.reason is Reason.ON_DUTY_NEEDS_ROLE
        could = await could_be_on_duty(unit, "admin", "station")
    assert [each.id for each in could] == ["colleague", "leader", "organizer", "admin"]


async def test_a_leader_on_duty_sees_to_what_is_given_to_them_and_to_nothing_else(
    world: World,
) -> None:
    before = (await asks(world, shift_id="shift")).case
    async with world.database.write() as unit:
        await set_on_duty(unit, "organizer", "station", "colleague", now=NOW, new_id=world.new_id)
    given = (await asks(world, shift_id="shift")).case
    await answers(world, "colleague", given)
    with pytest.raises(Refused) as refused:
        await answers(world, "colleague", before)
    assert refused.value.reason is Reason.NOT_ALLOWED
    async with world.database.write() as unit:
        page = await cases_of(unit, "colleague", now=NOW, new_id=world.new_id)
    assert [each.case.id for each in page.cases] == [given.id]


async def test_a_leader_on_duty_sees_to_incidents(world: World) -> None:
    """They are told with the organizers, and it is given to none of them alone."""
    async with world.database.write() as unit:
        await set_on_duty(unit, "organizer", "station", "colleague", now=NOW, new_id=world.new_id)
    case = (await asks(world, kind=CaseKind.INCIDENT, shift_id="shift")).case
    elsewhere = (await asks(world, kind=CaseKind.INCIDENT)).case  # of the root
    for who, listed in (("colleague", [case.id]), ("leader", [])):
        async with world.database.write() as unit:
            page = await cases_of(unit, who, now=NOW, new_id=world.new_id)
        assert [each.case.id for each in page.cases] == listed
    await answers(world, "colleague", case)
    for who, not_theirs in (("leader", case), ("colleague", elsewhere)):
        with pytest.raises(Refused, match=Reason.NOT_ALLOWED):
            await answers(world, who, not_theirs)


async def test_own_cases_are_for_others_to_see_to(world: World) -> None:
    opened = await asks(world, "organizer", shift_id="shift")
    with pytest.raises(Refused) as refused:
        await answers(world, "organizer", opened.case)
    assert refused.value.reason is Reason.OWN_CASE
    async with world.database.write() as unit:
        assert (await cases_of(unit, "organizer", now=NOW, new_id=world.new_id)).total == 0
        assert (await cases_of(unit, "admin", now=NOW, new_id=world.new_id)).total == 1


async def test_the_number_of_queries_does_not_grow(world: World) -> None:
    opened = await asks(world, shift_id="shift")
    for number in range(4):
        await replies(world, "wang", opened.case.id, NOW + timedelta(minutes=number))
    for who in ("li", "zhao", "stranger"):
        await asks(world, who, known=who != "stranger")

    async def count(read: Callable[[Unit], Awaitable[object]]) -> int:
        async with world.database.write() as unit:
            with world.database.statements() as sent:
                await read(unit)
            return len(sent)

    look: dict[str, Any] = {"now": NOW, "new_id": world.new_id}
    assert await count(lambda unit: cases_of(unit, "admin", limit=1, **look)) <= 6
    assert await count(lambda unit: cases_of(unit, "admin", limit=3, **look)) <= 8
    assert await count(lambda unit: case_for(unit, "admin", opened.case.id, **look)) <= 16
    assert await count(lambda unit: my_case(unit, "wang", opened.case.id)) <= 12
    assert await count(lambda unit: my_cases(unit, "wang")) == 3

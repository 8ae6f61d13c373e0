"""Finding cover: who is asked, when, how often; and the first yes, on both databases."""

import asyncio
import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from bot.covering import find_cover
from bot.dialogue.turn import House
from bot.payloads import Payloads
from domain.asking.model import Answer, Ask, AskKind
from domain.asking.rules import may_be_asked
from domain.broadcasts.model import Broadcast, BroadcastState, Delivery, DeliveryState
from domain.covers.answering import (
    Covered,
    TooLate,
    ask_not_delivered,
    decline_cover,
    take_cover,
)
from domain.covers.asking import answer_until, ask_people, claim_searches, people_to_ask
from domain.covers.model import CoverSearch, SearchState
from domain.covers.searching import cover_progress, start_cover, stop_cover
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.offerings.model import Project, Shift
from domain.persons import person_of
from domain.policy import Policy
from domain.signups.eligibility import check_eligibility
from domain.signups.usecases import cancel_sign_up, candidate_of
from domain.volunteers.model import Account, Platform, VolunteerState
from domain.volunteers.zones import Zone
from storage.database import Database
from storage.tables import AskRow, DeliveryRow, NoticeRow
from storage.unit import Unit
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World

HOUR = timedelta(hours=1)
START = NOW + 20 * HOUR


class Covering:
    """A shift tomorrow morning with a free place, and people who may be asked."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def settle(self, *people: str, places: int = 1, **project: Any) -> "Covering":
        async with self.world.database.write() as unit:
            await self.world.project(unit, "help", **project)
            await self.world.shift(unit, "soon", "help", starts_in=20 * HOUR, places=places)
        await self.add(*people)
        return self

    async def add(self, *people: str, **more: Any) -> None:
        """Registered people with an account that can be written to."""
        async with self.world.database.write() as unit:
            for name in people:
                await self.world.person(unit, name, **more)
                await with_account(unit, name)

    async def starts(self, now: datetime = NOW) -> CoverSearch:
        async with self.world.database.write() as unit:
            return await start_cover(
                unit, "leader", "soon", now=now, new_id=self.world.new_id, policy=POLICY
            )

    async def ticks(self, now: datetime = NOW, policy: Policy = POLICY) -> int:
        return await find_cover(self.house(policy), now)

    def house(self, policy: Policy = POLICY, database: Database | None = None) -> House:
        used = database or self.world.database
        return House(
            database=used,
            policy=policy,
            payloads=Payloads(used.keyring),
            new_id=self.world.new_id,
            workdays=WORKDAYS,
            public_url="http://127.0.0.1:8080",
        )

    async def asked(self) -> list[str]:
        """Who was asked for the shift, in order."""
        async with self.world.database.read() as unit:
            query = (
                select(AskRow)
                .where(AskRow.subject == "soon")
                .order_by(col(AskRow.at), col(AskRow.id))
            )
            return [ask.volunteer_id for ask in await unit.session.exec(query)]

    async def ask_of(self, who: str) -> str:
        async with self.world.database.read() as unit:
            query = select(AskRow.id).where(AskRow.volunteer_id == who, AskRow.subject == "soon")
            return (await unit.session.exec(query)).one()

    async def yes(self, who: str, now: datetime = NOW, version: int = 1) -> Covered | TooLate:
        ask_id = await self.ask_of(who)
        async with self.world.database.write() as unit:
            return await take_cover(
                unit, who, ask_id, version, now=now, new_id=self.world.new_id, policy=POLICY
            )

    async def no(self, who: str, now: datetime = NOW) -> None:
        ask_id = await self.ask_of(who)
        async with self.world.database.write() as unit:
            await decline_cover(unit, who, ask_id, now=now, policy=POLICY)

    async def search(self) -> CoverSearch:
        async with self.world.database.read() as unit:
            found = await unit.cover_searches.latest("soon")
            assert found is not None
            return found

    async def taken(self) -> int:
        async with self.world.database.read() as unit:
            shift = await unit.shifts.get("soon")
            assert shift is not None
            return shift.taken


async def with_account(unit: Unit, name: str, *, reachable: bool = True) -> None:
    await unit.accounts.add(
        Account(
            id=f"a-{name}",
            platform=Platform.TELEGRAM,
            user_id=name,
            volunteer_id=name,
            reachable=reachable,
            created_at=NOW,
        )
    )


async def asks_before(unit: Unit, who: str, *days_ago: float, answer: Answer | None = None) -> None:
    """Somebody was asked for other things."""
    for days in days_ago:
        await unit.asks.add(
            Ask(
                id=f"{who}-{days}-{answer}"[:16],
                volunteer_id=who,
                kind=AskKind.COVER,
                subject=f"other-{days}",
                at=NOW - timedelta(days=days),
                until=NOW,
                answer=answer,
            )
        )


@pytest.fixture
def covering(world: World) -> Covering:
    return Covering(world)


# ---------------------------------------------------------------- whom, in which order


async def test_a_few_at_a_time_until_everybody_was_asked(covering: Covering) -> None:
    await covering.settle(*(f"p{number}" for number in range(7)))
    search = await covering.starts()
    assert await covering.ticks() == 5
    assert await covering.ticks(NOW + timedelta(minutes=5)) == 0
    assert await covering.ticks(NOW + HOUR) == 2
    assert sorted(await covering.asked()) == [f"p{number}" for number in range(7)]
    assert sorted(await covering.world.told(NoticeKind.COVER_ASKED)) == sorted(
        await covering.asked()
    )
    assert await covering.ticks(NOW + 2 * HOUR) == 0
    assert (await covering.search()).state is SearchState.EXHAUSTED
    assert await covering.world.told(NoticeKind.COVER_ENDED) == ["leader"]
    assert (await covering.search()).id == search.id


async def test_who_likes_it_or_lives_near_first_then_who_was_asked_least_recently(
    covering: Covering,
) -> None:
    await covering.settle(district="城西")
    await covering.add("far")
    await covering.add("near", district="西宁市城西区")
    await covering.add("likes", "likes-lately", "likes-long-ago", categories="culture,special_care")
    async with covering.world.database.write() as unit:
        await asks_before(unit, "likes-lately", 2)
        await asks_before(unit, "likes-long-ago", 30)
        await unit.session.flush()
        await a_broadcast(unit, "near", NOW - timedelta(days=60))
    await covering.starts()
    await covering.ticks()
    assert await covering.asked() == ["likes", "near", "likes-long-ago", "likes-lately", "far"]


async def a_broadcast(unit: Unit, who: str, at: datetime) -> None:
    """Somebody got a broadcast."""
    await unit.broadcasts.add(
        Broadcast(
            id=f"b-{who}-{at:%m%d}",
            number=await unit.counters.next("broadcast"),
            organization_id="root",
            author_id="admin",
            text="招募",
            most=1,
            starts_at=at,
            state=BroadcastState.DONE,
            created_at=at,
        )
    )
    delivery = Delivery(
        broadcast_id=f"b-{who}-{at:%m%d}",
        volunteer_id=who,
        state=DeliveryState.SENT,
        due_at=at,
        sent_at=at,
    )
    unit.session.add(DeliveryRow.model_validate(delivery))
    await unit.session.flush()


async def test_two_asks_a_week_in_all_broadcasts_included(covering: Covering) -> None:
    await covering.settle("fresh", "once", "twice", "mixed", "before", "unreached", "rarely")
    async with covering.world.database.write() as unit:
        await asks_before(unit, "once", 3)
        await asks_before(unit, "twice", 1, 6)
        await asks_before(unit, "mixed", 2)
        await a_broadcast(unit, "mixed", NOW - timedelta(days=3))
        await asks_before(unit, "before", 8, 9, 10)
        await asks_before(unit, "unreached", 1, 2, answer=Answer.UNREACHED)
        await asks_before(unit, "rarely", 20)
        rarely = await unit.volunteers.get("rarely")
        assert rarely is not None
        rarely.want_messages_rarely(True)
    await covering.starts()
    await covering.ticks()
    assert sorted(await covering.asked()) == ["before", "fresh", "once", "unreached"]


async def test_who_is_never_asked(covering: Covering) -> None:
    await covering.settle("yes", minimum_age=18)
    await covering.add("stopped", messages_stopped=True)
    await covering.add("declined", declined_topics="special_care")
    await covering.add("child", born=date(2012, 5, 1))
    await covering.add("gone", state=VolunteerState.FROZEN)
    await covering.add("busy", "cancelled", "waits")
    async with covering.world.database.write() as unit:
        await covering.world.person(unit, "blocked")
        await with_account(unit, "blocked", reachable=False)
        await covering.world.person(unit, "no-account")
        await covering.world.shift(unit, "same-time", starts_in=21 * HOUR)
        await with_account(unit, "leader")
    await covering.world.joins("busy", "same-time")
    await covering.world.joins("cancelled", "soon")
    async with covering.world.database.write() as unit:
        await cancel_sign_up(
            unit, "cancelled", "soon", now=NOW, new_id=covering.world.new_id, policy=POLICY
        )
    await covering.starts()
    await covering.ticks()
    assert sorted(await covering.asked()) == ["waits", "yes"]


async def test_the_database_finds_whom_the_rules_fit(covering: Covering) -> None:
    """The sieve lets through everybody whom the rules let through, and nobody they would not."""
    chance = random.Random(7)
    pick = chance.choice
    await covering.settle(minimum_age=18, skill="急救")
    async with covering.world.database.write() as unit:
        for number in range(60):
            name = f"p{number:02}"
            await covering.world.person(
                unit,
                name,
                born=pick([date(1950, 1, 1), date(2008, 11, 22), date(2008, 11, 23)]),
                skills=pick(["", "急救", "英语，急救", "急救知识", "First Aid, 急救"]),
                messages_stopped=chance.random() < 0.1,
                messages_rarely=chance.random() < 0.2,
                declined_topics=pick(["", "", "special_care", "environment"]),
                state=pick([VolunteerState.ACTIVE] * 5 + [VolunteerState.FROZEN]),
            )
            await with_account(unit, name)
            await asks_before(unit, name, *pick([(), (), (3,), (3, 5), (8, 9), (20,)]))
    search = await covering.starts()
    async with covering.world.database.read() as unit:
        project, shift = await unit.projects.get("help"), await unit.shifts.get("soon")
        assert project is not None and shift is not None
        found = await unit.cover_searches.fitting(
            search, project, shift, now=NOW, policy=POLICY, offset=0, limit=100
        )
        right = [
            name
            for name in (f"p{number:02}" for number in range(60))
            if await _fits(unit, name, project, shift)
        ]
    assert sorted(found) == right
    assert 5 < len(right) < 55


async def _fits(unit: Unit, name: str, project: Project, shift: Shift) -> bool:
    person = await person_of(unit, name)
    candidate = await candidate_of(unit, person, NOW)
    reason = check_eligibility(candidate, project, shift, NOW, POLICY, wanted=True)
    return reason is None and await may_be_asked(
        unit, person, project.category, now=NOW, policy=POLICY
    )


# ---------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("left", "minutes"),
    [(48, 60), (20, 60), (8, 60), (4, 30), (2, 15), (1, 10), (0.25, 10), (0.1, 6)],
)
def test_less_time_to_answer_as_the_start_nears(left: float, minutes: int) -> None:
    until = answer_until(NOW, NOW + left * HOUR, POLICY)
    assert until - NOW == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("starts_in", "now_local", "asks_local"),
    [
        (44, 20.9, 20.9),
        (44, 21.5, 32),  # 08:00 on the next day
        (44, 7.5, 8),
        (20, 21.5, 21.5),  # within a day: until 22:00 …
        (20, 22.5, 31),  # … and from 07:00
        (20, 7.0, 7.0),
    ],
)
async def test_nobody_is_asked_at_night(
    covering: Covering, starts_in: float, now_local: float, asks_local: float
) -> None:
    """Local hours of a Saturday; the world's clock begins at nine."""
    now = NOW + (now_local - 9) * HOUR
    asks_at = NOW + (asks_local - 9) * HOUR
    await covering.settle("wakes")
    async with covering.world.database.write() as unit:
        shift = await unit.shifts.get("soon")
        assert shift is not None
        shift.starts_at = now + starts_in * HOUR
        shift.ends_at = shift.starts_at + HOUR
    await covering.starts(now)
    assert (await covering.search()).next_at == asks_at
    if asks_at > now:
        assert await covering.ticks(asks_at - timedelta(minutes=1)) == 0
    assert await covering.ticks(asks_at) == 1


async def test_who_sleeps_elsewhere_is_not_asked(covering: Covering) -> None:
    """Nine in the morning in Shanghai is one at night in London and eight in the evening in New
    York."""
    await covering.settle("wakes")
    await covering.add("london", timezone=Zone.BRITAIN)
    await covering.add("new-york", timezone=Zone.AMERICA_EAST)
    await covering.starts()
    await covering.ticks()
    assert set(await covering.asked()) == {"wakes", "new-york"}


async def test_where_all_others_sleep_the_search_waits_for_them(covering: Covering) -> None:
    """In the early morning of a far time zone nobody is asked, and nobody is said to be left."""
    await covering.settle()
    await covering.add("urumqi", timezone=Zone.XINJIANG)
    now = NOW - 1.5 * HOUR  # 07:30 in Shanghai, 05:30 in Xinjiang
    await covering.starts(now)
    await covering.ticks(now)
    search = await covering.search()
    assert await covering.asked() == [] and search.state is SearchState.ASKING
    assert search.next_at is not None and search.next_at > now
    await covering.ticks(search.next_at)
    assert await covering.asked() == ["urumqi"]


async def test_what_could_not_be_told_before_the_night_is_not_told_in_it(
    covering: Covering,
) -> None:
    await covering.settle("sleeps")
    now = NOW + 12.8 * HOUR  # 21:48, the shift is at five in the morning
    await covering.starts(now)
    await covering.ticks(now)
    async with covering.world.database.read() as unit:
        [notice] = await unit.session.exec(
            select(NoticeRow).where(NoticeRow.kind == NoticeKind.COVER_ASKED)
        )
    assert notice.expires_at == NOW + 13 * HOUR


# ---------------------------------------------------------------- answers


async def test_the_first_yes_takes_the_place(covering: Covering) -> None:
    await covering.settle("quick", "slow")
    await covering.starts()
    await covering.ticks()
    first = await covering.yes("quick")
    assert isinstance(first, Covered)
    assert isinstance(await covering.yes("quick"), Covered)  # a double tap
    assert isinstance(await covering.yes("slow"), TooLate)
    assert await covering.taken() == 1
    assert (await covering.search()).state is SearchState.FILLED
    assert await covering.world.told(NoticeKind.COVER_FOUND) == ["leader"]
    assert await covering.world.told(NoticeKind.SHIFT_REMINDER) == ["quick"]
    assert await covering.ticks(NOW + HOUR) == 0


async def test_two_yes_at_once_on_one_place(covering: Covering) -> None:
    people = [f"p{number}" for number in range(5)]
    await covering.settle(*people)
    await covering.starts()
    await covering.ticks()
    found = await asyncio.gather(*(covering.yes(who) for who in people))
    assert sum(isinstance(each, Covered) for each in found) == 1
    assert await covering.taken() == 1
    assert len(await covering.world.told(NoticeKind.COVER_FOUND)) == 1


async def test_it_goes_on_until_all_places_are_taken(covering: Covering) -> None:
    await covering.settle("one", "two", places=2)
    await covering.starts()
    await covering.ticks()
    await covering.yes("one")
    assert (await covering.search()).asking
    await covering.yes("two")
    assert (await covering.search()).state is SearchState.FILLED
    assert await covering.taken() == 2


async def test_when_all_have_said_no_the_next_are_asked_at_once(covering: Covering) -> None:
    await covering.settle(*(f"p{number}" for number in range(6)))
    await covering.starts()
    await covering.ticks()
    asked = await covering.asked()
    for who in asked[:4]:
        await covering.no(who)
    assert await covering.ticks(NOW + timedelta(minutes=2)) == 0
    ask_id = await covering.ask_of(asked[4])
    async with covering.world.database.write() as unit:
        await ask_not_delivered(unit, ask_id, now=NOW, policy=POLICY)
    assert await covering.ticks(NOW + timedelta(minutes=2)) == 1
    async with covering.world.database.read() as unit:
        far = await cover_progress(unit, "leader", "soon", now=NOW, policy=POLICY)
    assert (far.asked, far.no, far.unreached, far.waiting) == (5, 4, 1, 1)


async def test_who_was_not_reached_is_asked_again_once_they_have_written(
    covering: Covering,
) -> None:
    await covering.settle("away")
    await covering.starts()
    assert await covering.ticks() == 1
    ask_id = await covering.ask_of("away")
    async with covering.world.database.write() as unit:
        await ask_not_delivered(unit, ask_id, now=NOW, policy=POLICY)
    assert await covering.ticks(NOW + timedelta(minutes=2)) == 0
    assert (await covering.search()).state is SearchState.EXHAUSTED
    wrote = NOW + timedelta(minutes=3)
    async with covering.world.database.write() as unit:
        await unit.accounts.mark_seen("a-away", wrote)
    later = NOW + timedelta(minutes=4)
    await covering.starts(later)
    assert await covering.ticks(later) == 1
    assert await covering.world.told(NoticeKind.COVER_ASKED) == ["away"] * 2
    assert await covering.ask_of("away") == ask_id
    # not a third time before they write again
    async with covering.world.database.write() as unit:
        await ask_not_delivered(unit, ask_id, now=later, policy=POLICY)
    assert await covering.ticks(later + timedelta(minutes=2)) == 0


async def test_changed_terms_must_be_seen_first(covering: Covering) -> None:
    await covering.settle("reads")
    await covering.starts()
    await covering.ticks()
    async with covering.world.database.write() as unit:
        project = await unit.projects.lock("help")
        assert project is not None
        project.terms_version = 2
    with pytest.raises(Refused, match=Reason.ACKNOWLEDGEMENT_OUTDATED):
        await covering.yes("reads")
    assert isinstance(await covering.yes("reads", version=2), Covered)


async def test_the_sign_up_window_does_not_close_it_but_a_clash_does(covering: Covering) -> None:
    await covering.settle("free", "clashes", signup_until=NOW - HOUR)
    async with covering.world.database.write() as unit:
        await covering.world.shift(unit, "same-time", starts_in=21 * HOUR)
    await covering.starts()
    await covering.ticks()
    await covering.world.joins("clashes", "same-time")
    with pytest.raises(Refused, match=Reason.CLASH):
        await covering.yes("clashes")
    assert isinstance(await covering.yes("free"), Covered)


async def test_only_who_was_asked_can_answer(covering: Covering) -> None:
    await covering.settle("asked", "other")
    await covering.starts()
    await covering.ticks()
    ask_id = await covering.ask_of("asked")
    when: dict[str, Any] = {"now": NOW, "policy": POLICY}
    async with covering.world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await take_cover(unit, "other", ask_id, 1, new_id=covering.world.new_id, **when)
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await decline_cover(unit, "other", ask_id, **when)


async def test_a_yes_after_the_leader_stopped_is_too_late(covering: Covering) -> None:
    await covering.settle("late", "later")
    await covering.starts()
    await covering.ticks()
    async with covering.world.database.write() as unit:
        await stop_cover(unit, "leader", "soon", now=NOW)
    assert await covering.ticks(NOW + HOUR) == 0
    assert isinstance(await covering.yes("late"), TooLate)
    assert await covering.taken() == 0
    # Looking again asks nobody a second time.
    again = await covering.starts()
    assert again.asking
    assert await covering.ticks(NOW + HOUR) == 0
    assert (await covering.search()).state is SearchState.EXHAUSTED
    assert isinstance(await covering.yes("later"), Covered)


# ---------------------------------------------------------------- the search itself


async def test_starting_twice_is_one_search_also_at_once(covering: Covering) -> None:
    await covering.settle("one")
    found = await asyncio.gather(*(covering.starts() for _ in range(4)))
    assert len({search.id for search in found}) == 1


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (START, Reason.COVER_TOO_LATE),
        (START - 49 * HOUR, Reason.COVER_TOO_EARLY),
    ],
)
async def test_only_shortly_before(covering: Covering, now: datetime, reason: Reason) -> None:
    await covering.settle()
    with pytest.raises(Refused, match=reason):
        await covering.starts(now)


async def test_not_where_nobody_is_missing(covering: Covering) -> None:
    await covering.settle("has-it")
    await covering.world.joins("has-it", "soon")
    with pytest.raises(Refused, match=Reason.COVER_NOT_NEEDED):
        await covering.starts()


async def test_it_ends_when_the_shift_begins_or_somebody_signs_up(covering: Covering) -> None:
    await covering.settle("one", places=2)
    await covering.starts()
    await covering.ticks()
    await covering.world.joins("wang", "soon")
    await covering.world.joins("li", "soon")
    await covering.ticks(NOW + timedelta(minutes=1))
    assert (await covering.search()).state is SearchState.FILLED
    assert isinstance(await covering.yes("one"), TooLate)


async def test_after_a_time_away_nothing_is_asked_twice_or_too_late(covering: Covering) -> None:
    await covering.settle(*(f"p{number}" for number in range(20)))
    await covering.starts()
    await covering.ticks()
    # Hours later there is one round, not one for every hour that passed.
    assert await covering.ticks(NOW + 5 * HOUR) == 5
    assert await covering.ticks(START) == 0
    assert (await covering.search()).state is SearchState.OVER
    assert await covering.world.told(NoticeKind.COVER_ENDED) == ["leader"]
    asked = await covering.asked()
    assert len(asked) == len(set(asked)) == 10


async def test_two_workers_ask_everybody_once(covering: Covering, database_url: str) -> None:
    people = [f"p{number}" for number in range(12)]
    await covering.settle(*people)
    await covering.starts()
    other = Database(database_url, covering.world.database.keyring)
    try:
        houses = [covering.house(), covering.house(database=other)]
        asked = 0
        for hour in range(3):
            now = NOW + hour * HOUR
            found = await asyncio.gather(*(find_cover(each, now) for each in houses * 2))
            asked += sum(found)
    finally:
        await other.close()
    assert asked == 12
    assert sorted(await covering.asked()) == sorted(people)
    assert len(await covering.world.told(NoticeKind.COVER_ASKED)) == 12


async def test_a_worker_that_dies_between_two_steps_is_followed_by_another(
    covering: Covering,
) -> None:
    await covering.settle("one")
    await covering.starts()
    async with covering.world.database.write() as unit:
        [claimed] = await claim_searches(unit, now=NOW)
    async with covering.world.database.read() as unit:
        people = await people_to_ask(unit, claimed, now=NOW, policy=POLICY)
    assert people == ["one"]
    assert await covering.ticks(NOW + timedelta(minutes=1)) == 0
    assert await covering.ticks(NOW + timedelta(minutes=2)) == 1
    # The first one comes back to life and finds that it was done.
    async with covering.world.database.write() as unit:
        again = await ask_people(
            unit,
            claimed.id,
            people,
            now=NOW + timedelta(minutes=3),
            new_id=covering.world.new_id,
            policy=POLICY,
        )
    assert again == []
    assert await covering.asked() == ["one"]


async def test_the_one_who_cancels_late_is_reported_with_the_free_place(
    covering: Covering,
) -> None:
    await covering.settle()
    await covering.world.joins("wang", "soon")
    async with covering.world.database.write() as unit:
        await cancel_sign_up(
            unit, "wang", "soon", now=NOW, new_id=covering.world.new_id, policy=POLICY
        )
    async with covering.world.database.read() as unit:
        [notice] = await unit.session.exec(
            select(NoticeRow).where(NoticeRow.kind == NoticeKind.LATE_CANCELLATION)
        )
    assert '"cover": true' in notice.facts


async def test_whoever_asks_for_their_data_sees_what_they_were_asked(covering: Covering) -> None:
    await covering.settle("one")
    await covering.starts()
    await covering.ticks()
    async with covering.world.database.read() as unit:
        [shown] = (await unit.personal.everything(["one"]))["asks"]
    assert (shown["kind"], shown["subject"]) == ("cover", "soon")

"""Signing up, the waitlist and its offers, on both databases."""

import asyncio
import sys
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.offerings.editing_shifts import edit_shift
from domain.signups.model import Signup, SignupState
from domain.signups.no_shows import record_no_show
from domain.signups.reminders import say_coming
from domain.signups.usecases import (
    SignedUp,
    Waitlisted,
    cancel_sign_up,
    my_signups,
    roster,
    sign_up,
)
from domain.signups.waitlist import (
    accept_offer,
    decline_offer,
    expire_offers,
    offer_handed_over,
    offer_not_delivered,
    retry_unreached,
)
from tests.unit.service.world import NOW, POLICY, World

HOUR = timedelta(hours=1)


async def cancels(world: World, who: str, now: datetime = NOW) -> None:
    async with world.database.write() as unit:
        await cancel_sign_up(unit, who, "shift", now=now, new_id=world.new_id, policy=POLICY)


async def stored(world: World, signup: Signup) -> Signup:
    async with world.database.read() as unit:
        found = await unit.signups.get(signup.id)
        assert found is not None
        return found


async def counts(world: World) -> tuple[int, int]:
    async with world.database.read() as unit:
        shift = await unit.shifts.get("shift")
        assert shift is not None
        return shift.taken, shift.waiting


async def test_the_first_has_the_place_the_others_wait_in_order(world: World) -> None:
    first, second, third = [await world.joins(who) for who in ("wang", "li", "zhao")]
    assert isinstance(first, SignedUp)
    assert isinstance(second, Waitlisted)
    assert isinstance(third, Waitlisted)
    assert (second.rank, third.rank) == (1, 2)
    assert await counts(world) == (1, 2)
    with pytest.raises(Refused, match=Reason.ALREADY_SIGNED_UP):
        await world.joins("li")


async def test_a_freed_place_is_offered_held_and_taken(world: World) -> None:
    await world.joins("wang")
    waits = await world.joins("li")
    await cancels(world, "wang")
    assert await world.told(NoticeKind.PLACE_OFFERED) == ["li"]
    assert await counts(world) == (1, 0)
    # The offered place counts as taken: a newcomer queues.
    assert isinstance(await world.joins("zhao"), Waitlisted)
    async with world.database.write() as unit:
        until = await offer_handed_over(unit, waits.signup.id, now=NOW + HOUR, policy=POLICY)
    assert until is not None
    async with world.database.write() as unit:
        own = await my_signups(unit, "li", now=NOW)
        assert own[0].signup.state is SignupState.OFFERED
        await accept_offer(
            unit, "li", waits.signup.id, now=until - HOUR, new_id=world.new_id, policy=POLICY
        )
    assert (await stored(world, waits.signup)).state is SignupState.CONFIRMED
    assert len(await world.told(NoticeKind.SHIFT_REMINDER)) == 2
    async with world.database.write() as unit:
        # A double tap: taken twice is taken once.
        await accept_offer(
            unit, "li", waits.signup.id, now=until + HOUR, new_id=world.new_id, policy=POLICY
        )
    assert await counts(world) == (1, 1)
    assert len(await world.told(NoticeKind.SHIFT_REMINDER)) == 2


async def test_no_answer_loses_the_rank_once_and_the_next_is_asked(world: World) -> None:
    await world.joins("wang")
    silent = await world.joins("li")
    await world.joins("zhao")
    await cancels(world, "wang")
    async with world.database.write() as unit:
        until = await offer_handed_over(unit, silent.signup.id, now=NOW, policy=POLICY)
    assert until is not None
    async with world.database.write() as unit:
        assert await expire_offers(unit, now=until - HOUR, new_id=world.new_id, policy=POLICY) == 0
        assert await expire_offers(unit, now=until, new_id=world.new_id, policy=POLICY) == 1
        assert await expire_offers(unit, now=until, new_id=world.new_id, policy=POLICY) == 0
    assert await world.told(NoticeKind.OFFER_EXPIRED) == ["li"]
    assert await world.told(NoticeKind.PLACE_OFFERED) == ["zhao"]
    assert (await stored(world, silent.signup)).state is SignupState.EXPIRED
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.OFFER_OVER):
            await accept_offer(
                unit, "li", silent.signup.id, now=until, new_id=world.new_id, policy=POLICY
            )


async def test_offers_that_end_together_each_pass_their_place_on(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "pair", places=2, starts_in=timedelta(days=9))
        for number in range(5):
            await world.person(unit, f"p{number}")
    for number in range(5):
        await world.joins(f"p{number}", "pair")
    async with world.database.write() as unit:
        for number in (0, 1):
            await cancel_sign_up(
                unit, f"p{number}", "pair", now=NOW, new_id=world.new_id, policy=POLICY
            )
    async with world.database.write() as unit:
        for signup in await unit.signups.of_shift("pair"):
            await offer_handed_over(unit, signup.id, now=NOW, policy=POLICY)
    async with world.database.write() as unit:
        assert (
            await expire_offers(unit, now=NOW + 40 * HOUR, new_id=world.new_id, policy=POLICY) == 2
        )
    async with world.database.read() as unit:
        shift = await unit.shifts.get("pair")
        assert shift is not None
        assert (shift.taken, shift.waiting) == (1, 0)
    assert await world.told(NoticeKind.PLACE_OFFERED) == ["p4"]


async def test_a_no_passes_the_place_on_and_costs_nothing(world: World) -> None:
    await world.joins("wang")
    declines = await world.joins("li")
    await world.joins("zhao")
    await cancels(world, "wang")
    async with world.database.write() as unit:
        await decline_offer(
            unit, "li", declines.signup.id, now=NOW, new_id=world.new_id, policy=POLICY
        )
    assert await world.told(NoticeKind.PLACE_OFFERED) == ["zhao"]
    assert await world.told(NoticeKind.OFFER_EXPIRED) == []
    assert isinstance(await world.joins("li"), Waitlisted)


@pytest.mark.parametrize("how", ["declined", "expired", "undelivered"])
@pytest.mark.parametrize(("hours_before", "told"), [(23, ["leader"]), (25, [])])
async def test_a_place_that_nobody_takes_shortly_before_is_told(
    world: World, how: str, hours_before: int, told: list[str]
) -> None:
    await world.joins("wang")
    waits = (await world.joins("li")).signup
    now = NOW + timedelta(hours=72 - hours_before)
    await cancels(world, "wang", now)
    when: dict[str, Any] = {"now": now, "new_id": world.new_id, "policy": POLICY}
    async with world.database.write() as unit:
        if how == "undelivered":
            await offer_not_delivered(unit, waits.id, **when)
        elif how == "declined":
            await decline_offer(unit, "li", waits.id, **when)
        else:
            # The limit of the offer ran out before the moment that counts here.
            await offer_handed_over(unit, waits.id, now=now - 48 * HOUR, policy=POLICY)
    if how == "expired":
        async with world.database.write() as unit:
            assert await expire_offers(unit, **when) == 1
    assert await world.told(NoticeKind.PLACE_LEFT) == told


async def test_who_cannot_be_reached_keeps_the_rank_and_is_asked_when_they_write(
    world: World,
) -> None:
    await world.joins("wang")
    away = await world.joins("li")
    await world.joins("zhao")
    await cancels(world, "wang")
    async with world.database.write() as unit:
        passed_on = await offer_not_delivered(
            unit, away.signup.id, now=NOW, new_id=world.new_id, policy=POLICY
        )
    assert [signup.volunteer_id for signup in passed_on] == ["zhao"]
    assert await world.told(NoticeKind.PLACE_OFFERED) == ["zhao"]
    async with world.database.read() as unit:
        own = await my_signups(unit, "li", now=NOW)
        assert (own[0].signup.state, own[0].rank) == (SignupState.WAITING, 1)
    # Writing again while nothing is free: back in the line, at the old rank.
    async with world.database.write() as unit:
        assert await retry_unreached(unit, "li", now=NOW + HOUR, new_id=world.new_id) == []
    async with world.database.write() as unit:
        await decline_offer(
            unit, "zhao", passed_on[0].id, now=NOW + HOUR, new_id=world.new_id, policy=POLICY
        )
    assert (await stored(world, away.signup)).state is SignupState.OFFERED
    assert await counts(world) == (1, 0)


async def test_the_free_place_waits_for_nobody_who_cannot_be_reached(world: World) -> None:
    await world.joins("wang")
    away = await world.joins("li")
    await cancels(world, "wang")
    async with world.database.write() as unit:
        await offer_not_delivered(unit, away.signup.id, now=NOW, new_id=world.new_id, policy=POLICY)
    assert isinstance(await world.joins("zhao"), SignedUp)
    assert await counts(world) == (1, 1)


async def test_an_offer_is_no_way_around_a_clash(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "same-time")
    await world.joins("wang")
    waits = await world.joins("li")
    await world.joins("li", "same-time")
    await cancels(world, "wang")
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.CLASH):
            await accept_offer(
                unit, "li", waits.signup.id, now=NOW, new_id=world.new_id, policy=POLICY
            )


async def test_somebody_elses_offer_cannot_be_taken(world: World) -> None:
    await world.joins("wang")
    waits = await world.joins("li")
    await cancels(world, "wang")
    async with world.database.write() as unit:
        with pytest.raises(Refused, match=Reason.NOT_FOUND):
            await accept_offer(
                unit, "zhao", waits.signup.id, now=NOW, new_id=world.new_id, policy=POLICY
            )


@pytest.mark.parametrize(("hours_before", "told"), [(25, []), (23, ["leader"])])
async def test_after_the_cut_off_the_leader_is_told(
    world: World, hours_before: int, told: list[str]
) -> None:
    await world.joins("wang")
    await cancels(world, "wang", NOW + timedelta(days=3, hours=-hours_before))
    assert await world.told(NoticeKind.LATE_CANCELLATION) == told
    assert await world.told(NoticeKind.SHIFT_REMINDER) == []
    with pytest.raises(Refused, match=Reason.NOT_SIGNED_UP):
        await cancels(world, "wang")


async def test_changed_terms_must_be_seen_first(world: World) -> None:
    async with world.database.write() as unit:
        project = await unit.projects.get("project")
        assert project is not None
        project.terms_version = 2
    with pytest.raises(Refused, match=Reason.ACKNOWLEDGEMENT_OUTDATED):
        await world.joins("wang")


async def test_a_full_waitlist_refuses(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "small", waitlist_size=1, starts_in=timedelta(days=5))
    await world.joins("wang", "small")
    await world.joins("li", "small")
    with pytest.raises(Refused, match=Reason.WAITLIST_FULL):
        await world.joins("zhao", "small")


async def test_the_third_no_show_is_flagged(world: World) -> None:
    for number in range(3):
        id = f"shift-{number}"
        async with world.database.write() as unit:
            await world.shift(unit, id, starts_in=timedelta(days=number + 1))
        signup = (await world.joins("wang", id)).signup
        async with world.database.write() as unit:
            await record_no_show(
                unit,
                "leader",
                signup.id,
                now=NOW + timedelta(days=number + 1, hours=1),
                new_id=world.new_id,
                policy=POLICY,
            )
    assert set(await world.told(NoticeKind.NO_SHOWS)) == {"organizer", "admin"}


async def test_the_roster_takes_the_same_queries_at_any_size(world: World) -> None:
    sent: list[int] = []
    async with world.database.write() as unit:
        await world.shift(unit, "big", places=30, starts_in=timedelta(days=9))
        for number in range(40):
            await world.person(unit, f"p{number}")
    for size in (2, 40):
        for number in range(0 if size == 2 else 2, size):
            await world.joins(f"p{number}", "big")
        async with world.database.read() as unit:
            with world.database.statements() as statements:
                lines = await roster(unit, "leader", "big")
        assert len(lines) == size
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 6
    assert [line.signup.state for line in lines] == [SignupState.CONFIRMED] * 30 + [
        SignupState.WAITING
    ] * 10


async def test_the_last_place(world: World) -> None:
    """200 people sign up at once for 20 places: 20 are in, 180 wait, without gap or tie."""
    async with world.database.write() as unit:
        await world.shift(unit, "rush", places=20, starts_in=timedelta(days=9))
        for number in range(200):
            await world.person(unit, f"p{number}")
    committed: list[SignedUp | Waitlisted] = []

    async def join(who: str) -> None:
        unit = await world.database.begin_write()
        try:
            result = await sign_up(
                unit, who, "rush", 1, now=NOW, new_id=world.new_id, policy=POLICY
            )
            await unit.commit()
            committed.append(result)
        finally:
            await unit.close()

    await asyncio.gather(*(join(f"p{number}") for number in range(200)))
    assert sum(isinstance(result, SignedUp) for result in committed) == 20
    waiting = [result for result in committed if isinstance(result, Waitlisted)]
    numbers = [result.signup.waitlist_number for result in waiting]
    assert sorted(result.rank for result in waiting) == list(range(1, 181))
    assert sorted(number for number in numbers if number) == list(range(1, 181))
    async with world.database.read() as unit:
        shift = await unit.shifts.get("rush")
        assert shift is not None
        assert (shift.taken, shift.waiting) == (20, 180)


@pytest.mark.timeout(300)
async def test_the_last_place_with_four_processes(world: World, database_url: str) -> None:
    """The same from four processes of fifty people each."""
    async with world.database.write() as unit:
        await world.shift(unit, "rush", places=20, starts_in=timedelta(days=9))
        for number in range(200):
            await world.person(unit, f"p{number}")
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.unit.service.rush", database_url, str(first), str(first + 50)),
            stdout=asyncio.subprocess.PIPE,
        )
        for first in range(0, 200, 50)
    ]
    outputs = [(await process.communicate())[0].decode().split() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0]
    waiting = [[int(line) for line in lines if line != "in"] for lines in outputs]
    assert sum(lines.count("in") for lines in outputs) == 20
    assert sorted(number for numbers in waiting for number in numbers) == list(range(1, 181))


async def test_that_somebody_comes_was_said_of_the_time_it_had_then(world: World) -> None:
    place = await world.joins("wang")
    async with world.database.write() as unit:
        await say_coming(unit, "wang", place.signup.id, now=NOW)
        with pytest.raises(Refused, match=Reason.NOT_SIGNED_UP):
            await say_coming(unit, "li", place.signup.id, now=NOW)
    assert (await stored(world, place.signup)).coming_at == NOW
    async with world.database.write() as unit:
        values = {"starts_at": NOW + 80 * HOUR, "ends_at": NOW + 82 * HOUR}
        await edit_shift(
            unit, "leader", "shift", values, now=NOW, new_id=world.new_id, policy=POLICY
        )
    assert (await stored(world, place.signup)).coming_at is None

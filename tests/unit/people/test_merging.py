"""Merging histories: what the survivor's totals, places and roles are afterwards."""

import asyncio
import itertools
import shutil
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.hours.ledger import record
from domain.hours.model import Attendance, EntryKind, Grade, HourEntry
from domain.organizations.model import NodeKind, Organization, Role, RoleKind
from domain.persons import Person, lock_person
from domain.signups.model import Signup, SignupState
from domain.signups.usecases import SignedUp, Waitlisted, sign_up
from domain.volunteers.merging import MERGED, elder_first, merge, overlapping
from domain.volunteers.model import Platform, Volunteer
from storage.database import Database
from storage.unit import Unit
from tests.support.databases import opened
from tests.unit.people.support import NOW, POLICY, Ids, shift, volunteer

START = datetime(2026, 11, 1, tzinfo=NOW.tzinfo)


def entry(
    ids: Ids, who: str, grade: Grade, hour: int, hours: int, created: datetime = NOW
) -> HourEntry:
    starts_at = START + timedelta(hours=hour)
    return HourEntry(
        id=ids(),
        volunteer_id=who,
        kind=EntryKind.RECORD,
        grade=grade,
        minutes=60 * hours,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        day=starts_at.date(),
        year=starts_at.year,
        title="社区清洁",
        created_at=created,
    )


async def two(unit: Unit, ids: Ids) -> tuple[Volunteer, Volunteer]:
    elder = await volunteer(unit, ids, "a")
    return elder, await volunteer(unit, ids, "b", Platform.TELEGRAM, now=NOW + timedelta(minutes=1))


async def merged(unit: Unit, ids: Ids, one: Volunteer, other: Volunteer) -> Person:
    elder, younger = elder_first(one, other)
    await merge(
        unit,
        await lock_person(unit, elder.id),
        await lock_person(unit, younger.id),
        actor_id=elder.id,
        now=NOW,
        new_id=ids,
        policy=POLICY,
    )
    return await lock_person(unit, younger.id)


async def totals(unit: Unit, volunteer_id: str) -> dict[Grade, int]:
    return {total.grade: total.minutes for total in await unit.hour_totals.of(volunteer_id)}


async def test_overlapping_hours_count_once_with_the_better_grade(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        elder, younger = await two(unit, ids)
        kept = entry(ids, younger.id, Grade.CHECKED_IN, 8, 3)
        lower = entry(ids, elder.id, Grade.CONFIRMED, 9, 2)
        apart = entry(ids, elder.id, Grade.CONFIRMED, 11, 1)
        for one in (lower, apart):
            await record(unit, elder.id, one)
        await record(unit, younger.id, kept)
        person = await merged(unit, ids, elder, younger)
        live = await unit.merging.live_entries(person.ids)
        assert {one.id for one in live if one.minutes} == {kept.id, apart.id}
        (void,) = [one for one in live if not one.minutes]
        assert (void.kind, void.replaces_id, void.reason) == (EntryKind.VOID, lower.id, MERGED)
        assert void.actor_id == elder.id
        assert await totals(unit, elder.id) == {Grade.CHECKED_IN: 180, Grade.CONFIRMED: 60}
        assert await totals(unit, younger.id) == {}
        entries = {one.id: one.volunteer_id for one in live}
        assert entries[kept.id] == younger.id


async def test_the_earlier_sign_up_stays_and_the_other_place_is_freed(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        elder, younger = await two(unit, ids)
        third = await volunteer(unit, ids, "c")
        place = await shift(unit, ids, places=2)

        async def sign(who: Volunteer, minutes: int) -> Signup:
            done = await sign_up(
                unit,
                who.id,
                place.id,
                1,
                now=NOW + timedelta(minutes=minutes),
                new_id=ids,
                policy=POLICY,
            )
            assert isinstance(done, SignedUp | Waitlisted)
            return done.signup

        first = await sign(younger, 1)
        second = await sign(elder, 2)
        waits = await sign(third, 3)
        person = await merged(unit, ids, elder, younger)
        live = await unit.signups.live_of(person.ids, NOW)
        assert [signup.id for signup, _ in live] == [first.id]
        assert (second.state, second.end_reason) == (SignupState.CANCELLED, MERGED)
        assert waits.state is SignupState.OFFERED
        assert (place.taken, place.waiting) == (2, 0)


async def test_who_is_checked_in_twice_stays_in_once(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        elder, younger = await two(unit, ids)
        place = await shift(unit, ids)
        for who, minutes in ((elder, 5), (younger, 1)):
            await unit.attendances.add(
                Attendance(
                    id=ids(),
                    volunteer_id=who.id,
                    shift_id=place.id,
                    checked_in_at=NOW + timedelta(minutes=minutes),
                )
            )
        person = await merged(unit, ids, elder, younger)
        still_in = await unit.attendances.still_in(person.ids)
    assert [attendance.volunteer_id for attendance, _ in still_in] == [younger.id]


async def test_roles_are_united(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        elder, younger = await two(unit, ids)
        root = await unit.organizations.add(
            Organization(
                id="root", kind=NodeKind.ORGANIZATION, name="组织", path="root/", created_at=NOW
            )
        )
        for who, kind in (
            (elder, RoleKind.LEADER),
            (younger, RoleKind.LEADER),
            (younger, RoleKind.ADMINISTRATOR),
        ):
            await unit.roles.add(
                Role(
                    id=ids(),
                    volunteer_id=who.id,
                    organization_id=root.id,
                    kind=kind,
                    granted_at=NOW,
                )
            )
        await merged(unit, ids, elder, younger)
        held = await unit.roles.held([elder.id])
        assert {role.kind for role, _ in held} == {RoleKind.LEADER, RoleKind.ADMINISTRATOR}
        assert len(await unit.roles.on(root.id)) == 2


async def test_three_become_one_without_a_chain(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        first = await volunteer(unit, ids, "a")
        second = await volunteer(unit, ids, "b", now=NOW + timedelta(minutes=1))
        third = await volunteer(unit, ids, "c", now=NOW + timedelta(minutes=2))
        await merged(unit, ids, second, third)
        person = await merged(unit, ids, first, second)
        assert person.ids == (first.id, second.id, third.id)
        assert third.merged_into == first.id


def test_a_volunteer_survives_a_guest_whatever_the_age() -> None:
    guest = Volunteer(id="1")
    registered = Volunteer(id="2", registered_at=NOW, state="active")  # type: ignore[arg-type]
    assert elder_first(guest, registered) == (registered, guest)
    assert elder_first(registered, guest) == (registered, guest)


# ---------------------------------------------------------------- whatever the histories are

lines = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from(list(Grade)),
        st.integers(min_value=0, max_value=72),
        st.integers(min_value=1, max_value=6),
        st.integers(min_value=0, max_value=3),
    ),
    max_size=12,
)


@given(lines)
def test_what_is_left_does_not_overlap(
    drawn: list[tuple[bool, Grade, int, int, int]],
) -> None:
    ids = Ids()
    entries = [
        entry(ids, "a", grade, hour, hours, NOW + timedelta(days=age))
        for _, grade, hour, hours, age in drawn
    ]
    gone = {one.id for one in overlapping(entries)}
    kept = [one for one in entries if one.id not in gone]
    for one, other in itertools.combinations(kept, 2):
        assert not one.overlaps(other.starts_at, other.ends_at)
    for one in entries:
        if one.id in gone:
            assert any(
                other.overlaps(one.starts_at, one.ends_at)
                and list(Grade).index(other.grade) <= list(Grade).index(one.grade)
                for other in kept
            )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines)
def test_the_total_after_a_merge_is_the_sum_of_the_live_lines(
    sqlite_template_file: Path, drawn: list[tuple[bool, Grade, int, int, int]]
) -> None:
    asyncio.run(_merge_and_compare(sqlite_template_file, drawn))


async def _merge_and_compare(
    template: Path, drawn: list[tuple[bool, Grade, int, int, int]]
) -> None:
    ids = Ids()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "merge.sqlite"
        shutil.copy(template, file)
        async with opened(f"sqlite:///{file}") as database, database.write() as unit:
            elder, younger = await two(unit, ids)
            for to_elder, grade, hour, hours, age in drawn:
                who = elder if to_elder else younger
                made = entry(ids, who.id, grade, hour, hours, NOW + timedelta(days=age))
                await record(unit, who.id, made)
            person = await merged(unit, ids, elder, younger)
            live = [one for one in await unit.merging.live_entries(person.ids) if one.minutes]
            sums: dict[tuple[int, Grade], int] = {}
            for one in live:
                key = (one.year, one.grade)
                sums[key] = sums.get(key, 0) + one.minutes
            kept = await unit.hour_totals.of(person.id)
            assert {(t.year, t.grade): t.minutes for t in kept if t.minutes} == sums
            assert await unit.hour_totals.of(younger.id) == []
            for one, other in itertools.combinations(live, 2):
                assert not one.overlaps(other.starts_at, other.ends_at)
            counted = sum(t.minutes for t in kept if t.grade is not Grade.CLAIMED)
            assert counted == sum(one.minutes for one in live if one.grade is not Grade.CLAIMED)
            assert date(2026, 11, 1) <= min((one.day for one in live), default=date.max)

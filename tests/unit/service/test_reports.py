"""The figures of a report, against counting row by row; who may see them; their bounds."""

import asyncio
import re
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from domain.errors import Reason, Refused
from domain.hours.model import Attendance, Grade, HourEntry
from domain.hours.totals import Sums
from domain.offerings.model import CoOrganizer
from domain.reports.model import Details, Report, Shifts
from domain.reports.usecases import details_for, note_looked_at, report_for, reportable
from domain.signups.model import Signup, SignupState
from domain.volunteers.model import VolunteerState
from storage.database import Database
from storage.tables import AccessRow
from storage.unit import Unit
from tests.support.databases import opened, sqlite_copy
from tests.support.plans import steps_of
from tests.unit.service.recount import Everything, happens, recounted
from tests.unit.service.world import NOW, POLICY, World, ids

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
ALWAYS = (date(1, 1, 1), date.max)
#: Role, node, and the leader whose projects alone count.
VIEWS = (
    ("admin", "root", None),
    ("admin", "station", None),
    ("organizer", "station", None),
    ("outsider", "other", None),
    ("leader", "station", "leader"),
    ("colleague", "station", "colleague"),
)
PERIODS = (
    NOVEMBER,
    (date(2026, 10, 1), date(2026, 10, 31)),
    (date(2026, 11, 20), date(2026, 11, 20)),
    (date(2026, 1, 1), date(2026, 12, 31)),
)


async def report(
    unit: Unit, who: str, node: str | None, first: date, last: date, now: datetime = NOW
) -> Report:
    return await report_for(unit, who, node, first, last, now=now, policy=POLICY)


async def details(unit: Unit, who: str = "admin", node: str = "root", limit: int = 100) -> Details:
    return await details_for(unit, who, node, *NOVEMBER, now=NOW, policy=POLICY, limit=limit)


async def _agrees(world: World, random: Random) -> None:
    async with world.database.write() as unit:
        await happens(world, unit, random)
    async with world.database.read() as unit:
        rows = await Everything.read(unit)
        for who, node, leader in VIEWS:
            for first, last in PERIODS:
                expected = recounted(rows, node, leader, first, last)
                assert await report(unit, who, node, first, last) == expected, (who, first)
        lines = await details(unit)
        every = [*lines.volunteers, *lines.forgotten]
        hours = lines.report.hours
        assert sum(line.hours.counted for line in every) == hours.counted
        assert sum(line.hours.waiting for line in every) == hours.waiting
        assert sum(line.came > 0 or line.hours.counted > 0 for line in every) == (
            lines.report.active
        )
        assert len({line.volunteer_id for line in every}) == len(every)
        shifts = lines.report.shifts
        assert sum(line.filled for line in lines.shifts) == shifts.filled
        assert sum(line.places for line in lines.shifts) == shifts.places
        assert sum(line.came for line in lines.shifts) == shifts.came
        assert sum(line.no_shows for line in lines.shifts) == shifts.no_shows


@pytest.mark.parametrize("seed", range(4))
async def test_the_figures_are_those_of_a_plain_recount(world: World, seed: int) -> None:
    await _agrees(world, Random(seed))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(min_value=100))
def test_whatever_happened(sqlite_template_file: Path, seed: int) -> None:
    asyncio.run(_recount_in_a_copy(sqlite_template_file, Random(seed)))


async def _recount_in_a_copy(template: Path, random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.sqlite"
        shutil.copy(template, file)
        async with opened(f"sqlite:///{file}") as database:
            await _agrees(await World(database, ids("h")).settle(), random)


# ---------------------------------------------------------------- who may see what


@pytest.mark.parametrize(
    ("who", "own", "child", "foreign"),
    [
        ("admin", "root", "station", None),
        ("organizer", "station", None, "other"),
        ("organizer", "station", None, "root"),
        ("outsider", "other", None, "station"),
        ("leader", "station", None, "root"),
        ("colleague", "station", None, "other"),
        ("former", None, None, "station"),
        ("wang", None, None, "station"),
        ("nobody", None, None, "root"),
    ],
)
async def test_by_role_and_node(
    world: World, who: str, own: str | None, child: str | None, foreign: str | None
) -> None:
    async with world.database.read() as unit:
        for allowed in filter(None, (own, child)):
            assert (await report(unit, who, allowed, *NOVEMBER)).node.id == allowed
            assert (await details(unit, who, allowed)).report.node.id == allowed
        if own is not None:
            assert (await report(unit, who, None, *NOVEMBER)).node.id == own
            assert own in {node.id for node in await reportable(unit, who)}
        else:
            with pytest.raises(Refused) as refused:
                await reportable(unit, who)
            assert refused.value.reason is Reason.NOT_ALLOWED
        if foreign is not None:
            for asked in (report(unit, who, foreign, *NOVEMBER), details(unit, who, foreign)):
                with pytest.raises(Refused) as refused:
                    await asked
                assert refused.value.reason is Reason.NOT_ALLOWED
        with pytest.raises(Refused) as refused:
            await report(unit, who, "none", *NOVEMBER)
        assert refused.value.reason in (Reason.NOT_FOUND, Reason.NOT_ALLOWED)


async def test_the_nodes_to_choose_from(world: World) -> None:
    async with world.database.read() as unit:
        assert [node.id for node in await reportable(unit, "admin")] == ["root", "other", "station"]
        assert [node.id for node in await reportable(unit, "organizer")] == ["station"]
        assert [node.id for node in await reportable(unit, "leader")] == ["station"]


async def test_a_project_of_another_node_is_not_counted(world: World) -> None:
    """Who was taken into it manages it, but it is none of their node's."""
    async with world.database.write() as unit:
        await unit.co_organizers.add(
            CoOrganizer(
                id=world.new_id(), project_id="project", volunteer_id="outsider", granted_at=NOW
            )
        )
        await world.shift(unit, "over", starts_in=timedelta(hours=-5), places=4)
        await _signs_up(world, unit, "wang", "over", SignupState.CONFIRMED)
        await _attends(world, unit, "wang", "over")
        await _served(world, unit, "wang", 60)
    async with world.database.read() as unit:
        own = await details(unit, "outsider", "other")
        theirs = await details(unit, "organizer", "station")
    assert own.report.empty
    assert (own.report.active, own.report.pending, own.shifts, own.volunteers) == (0, 0, [], [])
    assert (theirs.report.active, theirs.report.shifts.held) == (1, 1)


# ---------------------------------------------------------------- single rules


async def test_an_empty_period(world: World) -> None:
    async with world.database.read() as unit:
        found = await report(unit, "organizer", "station", date(2026, 9, 1), date(2026, 9, 30))
    assert found.empty
    assert (found.active, found.returning, found.pending) == (0, 0, 0)
    assert found.shifts == Shifts(0, 0, 0, 0, 0, 0)
    assert found.shifts.fill_percent is None
    assert (found.by_category, found.hours) == ({}, Sums(0, 0, 0))


async def test_what_has_not_begun_and_what_ends_too_early_is_refused(world: World) -> None:
    async with world.database.read() as unit:
        tomorrow = date(2026, 11, 22)
        for first, last, reason in (
            (tomorrow, tomorrow, Reason.REPORT_IN_FUTURE),
            (date.max, date.max, Reason.REPORT_IN_FUTURE),
            (date(2026, 11, 2), date(2026, 11, 1), Reason.REPORT_ENDS_BEFORE_START),
        ):
            with pytest.raises(Refused) as refused:
                await report(unit, "admin", "root", first, last)
            assert refused.value.reason is reason
        assert (await report(unit, "admin", "root", *ALWAYS)).last == date.max
        assert (await report(unit, "admin", "root", date.min, date.min)).empty


async def test_the_day_begins_at_the_local_midnight(world: World) -> None:
    """A shift at 00:00 in Shanghai is still the day before in UTC."""
    first = datetime(2026, 10, 31, 16, tzinfo=UTC)  # 1 November, 00:00 in Shanghai
    async with world.database.write() as unit:
        for id, starts_at in (
            ("last-second", first - timedelta(seconds=1)),
            ("midnight", first),
        ):
            await world.shift(unit, id, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
            await world.person(unit, f"at-{id}", registered_at=starts_at)
            await _attends(world, unit, "wang", id)
    async with world.database.read() as unit:
        november = await report(unit, "admin", "root", *NOVEMBER)
        october = await report(unit, "admin", "root", date(2026, 10, 1), date(2026, 10, 31))
        # 31 October has begun in Shanghai, and the shift on it is over, at 17:00 UTC on the 31st.
        at_midnight = await report(
            unit, "admin", "root", *NOVEMBER, now=first + timedelta(minutes=1)
        )
        with pytest.raises(Refused):
            await report(unit, "admin", "root", *NOVEMBER, now=first - timedelta(minutes=1))
    assert (november.shifts.held, november.active, november.returning) == (1, 1, 1)
    assert (october.shifts.held, october.active, october.returning) == (1, 1, 0)
    assert november.registered is not None and november.registered.new == 1
    assert october.registered is not None and october.registered.new == 1
    assert october.registered.all == november.registered.all - 1
    assert (at_midnight.shifts.held, at_midnight.active) == (0, 1)


async def test_a_shift_that_still_runs_was_not_held_yet(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "running", starts_in=timedelta(hours=-1), places=5)
        await world.shift(unit, "over", starts_in=timedelta(hours=-5), places=4)
        await world.shift(unit, "off", starts_in=timedelta(hours=-5), cancelled_at=NOW)
        for who, state in (("wang", SignupState.CONFIRMED), ("li", SignupState.NO_SHOW)):
            await _signs_up(world, unit, who, "over", state)
            await _signs_up(world, unit, who, "running", state)
        await _signs_up(world, unit, "zhao", "over", SignupState.CANCELLED)
    async with world.database.read() as unit:
        found = await report(unit, "leader", "station", *NOVEMBER)
    assert found.shifts == Shifts(held=1, projects=1, places=4, filled=2, came=0, no_shows=1)
    assert found.shifts.fill_percent == 50


def test_the_fill_rate_is_rounded_down() -> None:
    assert Shifts(1, 1, 7, 2, 2, 0).fill_percent == 28
    assert Shifts(1, 1, 100, 29, 29, 0).fill_percent == 29
    assert Shifts(1, 1, 2, 3, 3, 0).fill_percent == 150


async def test_who_was_deleted_is_counted_and_not_named(world: World) -> None:
    async with world.database.write() as unit:
        await world.person(unit, "gone", state=VolunteerState.FROZEN, name=None)
        await _served(world, unit, "gone", 90)
        await _served(world, unit, "wang", 60)
    async with world.database.read() as unit:
        found = await details(unit)
    assert [line.name for line in found.volunteers] == ["wang"]
    assert [line.hours for line in found.forgotten] == [Sums(0, 90, 0)]
    assert found.report.active == 2
    assert found.report.hours == Sums(0, 150, 0)


async def test_a_merged_person_is_one_on_a_shift(world: World) -> None:
    async with world.database.write() as unit:
        await world.shift(unit, "over", starts_in=timedelta(hours=-5), places=4)
        state = VolunteerState.MERGED
        await world.person(unit, "wang2", state=state, merged_into="wang", name=None)
        for who in ("wang", "wang2"):
            await _signs_up(world, unit, who, "over", SignupState.CONFIRMED)
            await _attends(world, unit, who, "over")
            await _served(world, unit, who, 60)
    async with world.database.read() as unit:
        found = await details(unit)
    assert (found.report.active, found.report.shifts.filled, found.report.shifts.came) == (1, 1, 1)
    [line] = found.volunteers
    assert (line.volunteer_id, line.name, line.came) == ("wang", "wang", 1)
    assert line.hours == Sums(0, 120, 0)


async def test_long_lists_are_cut_and_say_so(world: World) -> None:
    async with world.database.write() as unit:
        for number, who in enumerate(("wang", "li", "zhao"), start=1):
            await _served(world, unit, who, 60 * number)
            await world.shift(unit, f"s{number}", starts_in=timedelta(hours=-5 * number))
    async with world.database.read() as unit:
        cut, whole = await details(unit, limit=2), await details(unit, limit=3)
    assert [line.name for line in cut.volunteers] == ["zhao", "li"]
    assert [line.name for line in whole.volunteers] == ["zhao", "li", "wang"]
    assert (cut.more_volunteers, cut.more_shifts, len(cut.shifts)) == (True, True, 2)
    assert (whole.more_volunteers, whole.more_shifts) == (False, False)
    assert whole.report == cut.report


async def test_whom_the_lists_name_is_logged(world: World) -> None:
    async with world.database.write() as unit:
        await _served(world, unit, "wang", 60)
        await _served(world, unit, "li", 60)
        found = await details(unit, "organizer", "station")
        await note_looked_at(unit, "organizer", found, now=NOW, new_id=world.new_id)
    async with world.database.read() as unit:
        looks = (await unit.session.exec(select(AccessRow))).all()
    assert {(look.actor_id, look.subject_id, look.purpose) for look in looks} == {
        ("organizer", "wang", "report"),
        ("organizer", "li", "report"),
    }


async def test_so_many_queries_at_any_size(world: World, database: Database) -> None:
    async with world.database.write() as unit:
        await happens(world, unit, Random(7))
    async with database.read() as unit:
        with database.statements() as sent:
            await report(unit, "admin", "station", *NOVEMBER)
        assert len(sent) == 8  # who, the roles, the node, and five of figures
        with database.statements() as sent:
            await details(unit)
        assert len(sent) <= 10


async def test_no_large_table_is_read_from_end_to_end(
    sqlite_template_file: Path, tmp_path: Path
) -> None:
    async with opened(sqlite_copy(sqlite_template_file, tmp_path)) as database:
        await World(database).settle()
        async with database.read() as unit:
            with database.statements() as sent:
                await details(unit)
        steps = await steps_of(database, sent)
    large = "hour_entries|shifts|attendances|signups|claims|volunteers"
    assert len(steps) > len(sent)
    assert [step for step in steps if re.match(rf"SCAN ({large})\b", step)] == []


# ---------------------------------------------------------------- what there is


async def _served(world: World, unit: Unit, who: str, minutes: int) -> None:
    await unit.hour_entries.add(
        HourEntry(
            id=world.new_id(),
            volunteer_id=who,
            grade=Grade.CONFIRMED,
            minutes=minutes,
            starts_at=NOW - timedelta(days=1),
            ends_at=NOW,
            day=date(2026, 11, 20),
            year=2026,
            title="服务",
            project_id="project",
            organization_id="station",
            created_at=NOW,
        )
    )


async def _signs_up(world: World, unit: Unit, who: str, shift_id: str, state: SignupState) -> None:
    await unit.signups.add(
        Signup(
            id=world.new_id(),
            volunteer_id=who,
            shift_id=shift_id,
            state=state,
            acknowledged_version=1,
            acknowledged_at=NOW,
            created_at=NOW,
        )
    )


async def _attends(world: World, unit: Unit, who: str, shift_id: str) -> None:
    await unit.attendances.add(
        Attendance(id=world.new_id(), volunteer_id=who, shift_id=shift_id, checked_in_at=NOW)
    )

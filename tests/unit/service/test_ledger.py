"""The ledger: whatever is done, totals are the sums of the live entries, and nothing is changed."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from domain.errors import Reason, Refused
from domain.hours.ledger import Change, new_entry, record, replace, void
from domain.hours.model import EntryKind, Grade, HourEntry
from domain.hours.rules import Service, service_between
from storage.tables import HourEntryRow, HourTotalRow
from storage.unit import Unit
from tests.support.databases import opened, sqlite_copy
from tests.unit.service.world import NOW, POLICY, World

Step = tuple[str, int, int, Grade, int]

#: What is done, to which entry (modulo), minutes, grade, days ago (over two years).
steps = st.lists(
    st.tuples(
        st.sampled_from(["record", "replace", "void"]),
        st.integers(0, 50),
        st.integers(1, 600),
        st.sampled_from(Grade),
        st.integers(0, 500),
    ),
    min_size=1,
    max_size=15,
)


def served(minutes: int, days_ago: int) -> Service:
    starts_at = NOW - timedelta(days=days_ago)
    return service_between(starts_at, starts_at + timedelta(minutes=minutes), POLICY)


async def check(unit: Unit, before: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Totals are right; no entry of before has gone or changed. Gives all entries."""
    rows = (await unit.session.exec(select(HourEntryRow))).all()
    replaced = {row.replaces_id for row in rows}
    sums: Counter[tuple[int, Grade]] = Counter()
    for row in rows:
        if row.id not in replaced:
            sums[row.year, row.grade] += row.minutes
    query = select(HourTotalRow).execution_options(populate_existing=True)
    kept = {(row.year, row.grade): row.minutes for row in await unit.session.exec(query)}
    assert {key: minutes for key, minutes in kept.items() if minutes} == +sums
    assert all(minutes >= 0 for minutes in kept.values())
    now = {row.id: row.model_dump() for row in rows}
    assert {id: now.get(id) for id in before} == before
    return now


@given(steps)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_totals_are_the_sums_of_the_live_entries_at_every_moment(
    sqlite_template_file: Path, tmp_path_factory: pytest.TempPathFactory, done: list[Step]
) -> None:
    folder = tmp_path_factory.mktemp("ledger")

    async def run() -> None:
        async with opened(sqlite_copy(sqlite_template_file, folder)) as database:
            world = World(database)
            async with database.write() as unit:
                await world.person(unit, "wang")
            made: list[HourEntry] = []
            seen: dict[str, dict[str, object]] = {}
            for what, which, minutes, grade, days_ago in done:
                async with database.write() as unit:
                    made += await act(unit, world, made, what, which, minutes, grade, days_ago)
                    await unit.session.flush()
                    unit.session.expire_all()
                    seen = await check(unit, seen)

    asyncio.run(run())


async def act(
    unit: Unit,
    world: World,
    made: list[HourEntry],
    what: str,
    which: int,
    minutes: int,
    grade: Grade,
    days_ago: int,
) -> list[HourEntry]:
    service = served(minutes, days_ago)
    change = Change("admin", NOW, "更正")
    if what == "record" or not made:
        entry = new_entry(service, grade, "wang", None, title="好事", now=NOW, new_id=world.new_id)
        return [await record(unit, "wang", entry)]
    old = made[which % len(made)]
    try:
        if what == "void":
            new = await void(unit, "wang", old, change, new_id=world.new_id)
            assert (new.kind, new.minutes) == (EntryKind.VOID, 0)
            return [new]
        return [await replace(unit, "wang", old, service, grade, change, new_id=world.new_id)]
    except Refused as refusal:
        assert refusal.reason is Reason.ENTRY_REPLACED
        return []


async def test_concurrent_corrections_of_one_entry_leave_one(world: World) -> None:
    async with world.database.write() as unit:
        entry = new_entry(
            served(60, 1), Grade.CONFIRMED, "wang", None, now=NOW, new_id=world.new_id
        )
        old = await record(unit, "wang", entry)

    async def correct(minutes: int) -> bool:
        try:
            async with world.database.write() as unit:
                await unit.volunteers.lock("wang")
                await replace(
                    unit,
                    "wang",
                    old,
                    served(minutes, 1),
                    Grade.CONFIRMED,
                    Change("admin", NOW),
                    new_id=world.new_id,
                )
        except Refused:
            return False
        return True

    assert sum(await asyncio.gather(*(correct(minutes) for minutes in range(1, 9)))) == 1
    async with world.database.read() as unit:
        await check(unit, {})

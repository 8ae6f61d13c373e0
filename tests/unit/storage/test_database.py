"""The two kinds of unit of work, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from domain.volunteers.model import Account, Platform
from storage.database import Database, StoreUnavailable
from storage.repository import Repository, insert_once
from storage.secrets import Keyring
from storage.tables import AccountRow, CounterRow
from storage.unit import Unit
from tests.support.databases import opened, sqlite_copy

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


class Accounts(Repository[Account, AccountRow]):
    row = AccountRow


def account(name: str) -> Account:
    return Account(id=name, platform=Platform.WECHAT, user_id=name, created_at=NOON)


async def names(unit: Unit) -> list[str]:
    return list(await unit.session.exec(select(AccountRow.id).order_by(col(AccountRow.id))))


async def test_what_is_written_is_read_back_with_its_types(database: Database) -> None:
    beijing = NOON.astimezone(timezone(timedelta(hours=8)))
    async with database.write() as unit:
        await Accounts(unit.session).add(account("a").model_copy(update={"created_at": beijing}))
    async with database.read() as unit:
        found = await Accounts(unit.session).get("a")
    assert found is not None
    assert found.platform is Platform.WECHAT
    assert found.created_at == NOON
    assert found.created_at.tzinfo is UTC


async def test_an_enumeration_is_stored_as_its_value(database: Database) -> None:
    async with database.write() as unit:
        await Accounts(unit.session).add(account("a"))
        stored = await unit.session.scalar(text("SELECT platform FROM accounts"))
    assert stored == "wechat"


async def test_an_exception_undoes_everything(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.write() as unit:
            await Accounts(unit.session).add(account("a"))
            _ = 1 / 0
    async with database.read() as unit:
        assert await names(unit) == []


async def test_the_manual_form_commits_when_told(database: Database) -> None:
    unit = await database.begin_write()
    await Accounts(unit.session).add(account("a"))
    await unit.commit()
    await unit.close()
    unit = await database.begin_write()
    await Accounts(unit.session).add(account("b"))
    await unit.close()
    await unit.close()
    async with database.read() as unit:
        assert await names(unit) == ["a"]


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.read() as unit:
            await Accounts(unit.session).add(account("a"))
    async with database.write() as unit:
        await Accounts(unit.session).add(account("a"))


async def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    async with database.read() as reader:
        assert await names(reader) == []
        async with database.write() as unit:
            await Accounts(unit.session).add(account("a"))
        assert await names(reader) == []


async def count_up(database: Database) -> int:
    async with database.write() as unit:
        row = await unit.session.get(CounterRow, "n", with_for_update=True, populate_existing=True)
        assert row is not None
        await asyncio.sleep(0)
        row.value += 1
        return row.value


async def test_no_update_is_lost_under_the_lock(database: Database) -> None:
    async with database.write() as unit:
        unit.session.add(CounterRow(name="n", value=0))
    drawn = await asyncio.gather(*(count_up(database) for _ in range(50)))
    assert sorted(drawn) == list(range(1, 51))


@pytest.fixture
async def sqlite(sqlite_template_file: Path, tmp_path: Path) -> AsyncIterator[Database]:
    async with opened(sqlite_copy(sqlite_template_file, tmp_path)) as database:
        yield database


async def test_writers_of_sqlite_take_turns_in_order(sqlite: Database) -> None:
    order: list[int] = []

    async def write(number: int) -> None:
        async with sqlite.write():
            await asyncio.sleep(0)
            order.append(number)

    await asyncio.gather(*(write(number) for number in range(30)))
    assert order == list(range(30))


async def test_a_cancelled_writer_leaves_the_turn_to_the_next(database: Database) -> None:
    started = asyncio.Event()

    async def hold() -> None:
        async with database.write() as unit:
            await Accounts(unit.session).add(account("a"))
            started.set()
            await asyncio.sleep(60)

    holder = asyncio.create_task(hold())
    await started.wait()
    waiting = asyncio.create_task(count_accounts(database))
    await asyncio.sleep(0.01)
    holder.cancel()
    assert await asyncio.wait_for(waiting, 10) == 0


async def count_accounts(database: Database) -> int:
    async with database.write() as unit:
        return len(await names(unit))


async def test_inserting_once_writes_the_first_only(database: Database) -> None:
    async with database.write() as unit:
        assert await insert_once(unit.session, CounterRow, {"name": "n", "value": 1})
        assert not await insert_once(unit.session, CounterRow, {"name": "n", "value": 2})
        row = await unit.session.get(CounterRow, "n")
        assert row is not None
        assert row.value == 1


async def test_statements_are_counted_without_our_own(database: Database) -> None:
    with database.statements() as sent:
        async with database.read() as unit:
            await names(unit)
    assert len(sent) == 1


@pytest.mark.parametrize(
    "address", ["sqlite:////nowhere/at/all.sqlite", "postgresql://u@127.0.0.1:1/none"]
)
async def test_a_store_that_is_away_is_told_by_one_exception(address: str) -> None:
    database = Database(address, Keyring(["key"]))
    with pytest.raises(StoreUnavailable):
        await database.ping()
    with pytest.raises(StoreUnavailable):
        await database.begin_write()
    await database.close()


async def test_a_missing_table_is_a_fault_of_ours(empty_database_url: str) -> None:
    database = Database(empty_database_url, Keyring(["key"]))
    with pytest.raises(DBAPIError):
        async with database.read() as unit:
            await names(unit)
    await database.close()

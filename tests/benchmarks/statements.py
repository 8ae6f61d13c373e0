"""The SQL of a message: recorded where it is answered, run again by a bare handler."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import Connection, Engine, event


@dataclass
class Transaction:
    """One transaction on SQLite: its statements as the driver gets them."""

    writes: bool = False
    statements: list[tuple[str, Sequence[Any]]] = field(default_factory=list)


@contextmanager
def recorded() -> Iterator[list[Transaction]]:
    """Collects the transactions of all databases of this process meanwhile."""
    transactions: list[Transaction] = []

    def note(
        _c: Connection, _cursor: Any, statement: str, values: Any, _e: Any, many: bool
    ) -> None:
        if statement.startswith("PRAGMA"):
            return
        if statement.startswith("BEGIN"):
            transactions.append(Transaction("IMMEDIATE" in statement))
            return
        each = values if many else [values]
        transactions[-1].statements += [(_repeatable(statement), tuple(row)) for row in each]

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield transactions
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _repeatable(statement: str) -> str:
    """The statement so that it can be run any number of times, always to the same end."""
    if statement.startswith("INSERT INTO") and "ON CONFLICT" not in statement:
        return statement.replace("INSERT INTO", "INSERT OR REPLACE INTO", 1)
    return statement


class Replay:
    """Runs recorded transactions on one connection, by the plain driver."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database: aiosqlite.Connection | None = None

    async def open(self) -> None:
        """Connects with the settings of our own connections."""
        self._database = await aiosqlite.connect(self._file, isolation_level=None, timeout=30)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            await self._database.execute(f"PRAGMA {setting}")

    async def close(self) -> None:
        """Disconnects."""
        if self._database is not None:
            await self._database.close()

    async def run(self, transactions: Sequence[Transaction]) -> None:
        """Runs them in order; each is committed."""
        assert self._database is not None
        for transaction in transactions:
            await self._database.execute("BEGIN IMMEDIATE" if transaction.writes else "BEGIN")
            for statement, values in transaction.statements:
                await self._database.execute_fetchall(statement, values)
            await self._database.commit()


def check(file: Path, transactions: Sequence[Transaction]) -> None:
    """Fails where a transaction cannot be run again."""
    with sqlite3.connect(file, isolation_level=None) as database:
        database.execute("PRAGMA foreign_keys=ON")
        for transaction in transactions:
            database.execute("BEGIN IMMEDIATE" if transaction.writes else "BEGIN")
            for statement, values in transaction.statements:
                database.execute(statement, values).fetchall()
            database.execute("COMMIT")

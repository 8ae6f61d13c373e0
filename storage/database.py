"""The database: two kinds of unit of work over SQLite or PostgreSQL (design, section 5).

``read()`` sees one consistent state and cannot write. ``write()`` is where everything that must
hold is checked: on SQLite a ``BEGIN IMMEDIATE`` behind one fair lock of the process, so that
writers take turns in the order they came; on PostgreSQL row locks, the volunteer's first, then
the shift's.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.addresses import asynchronous
from storage.encryption import use_keyring
from storage.secrets import Keyring
from storage.unit import Unit

_CONNECTIONS = 20
_WAIT_SECONDS = 30
#: SQLite's primary result codes that say: not now (busy, locked, I/O, full, cannot open).
_AWAY = {5, 6, 10, 13, 14}
#: An execution option: the unit of work of this connection writes.
_WRITES = "zhiyuan_writes"


class StoreUnavailable(Exception):
    """The database cannot be reached or cannot do it now: nothing was done, try again later."""


class Database:
    """One database and its connections, at most 20."""

    def __init__(self, address: str, keyring: Keyring) -> None:
        """Opens nothing yet.

        Args:
            address: ``sqlite:///PATH`` or ``postgresql://…``.
            keyring: reads and writes the encrypted fields.
        """
        self.keyring = keyring
        url = asynchronous(address)
        self._sqlite = url.get_backend_name() == "sqlite"
        self._turn = asyncio.Lock()
        self._engine = _engine_for_sqlite(url) if self._sqlite else _engine_for_postgresql(url)
        use_keyring(self._engine.dialect, keyring)
        event.listen(self._engine.sync_engine, "handle_error", _translate)
        self._writing = self._engine.execution_options(**{_WRITES: True})
        self._reading = (
            self._engine
            if self._sqlite
            else self._engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        )

    async def begin_read(self) -> Unit:
        """A unit of work that reads; the caller closes it.

        Raises:
            StoreUnavailable: the database cannot be reached.
        """
        return await self._begin(self._reading, None)

    async def begin_write(self) -> Unit:
        """A unit of work that writes; the caller commits it or not, and closes it.

        Raises:
            StoreUnavailable: the database cannot be reached.
        """
        if not self._sqlite:
            return await self._begin(self._writing, None)
        await self._turn.acquire()
        try:
            return await self._begin(self._writing, self._turn)
        except BaseException:
            self._turn.release()
            raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Unit]:
        """A unit of work that reads one consistent state."""
        unit = await self.begin_read()
        try:
            yield unit
        finally:
            await unit.close()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Unit]:
        """A unit of work that is committed at the end, and rolled back by an exception."""
        unit = await self.begin_write()
        try:
            yield unit
            await unit.commit()
        finally:
            await unit.close()

    async def ping(self) -> None:
        """Asks for a sign of life.

        Raises:
            StoreUnavailable: there is none.
        """
        async with self.read() as unit:
            await unit.session.scalar(text("SELECT 1"))

    async def close(self) -> None:
        """Closes all connections."""
        await self._engine.dispose()

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        """Collects the statements that are sent meanwhile, for tests that count them."""
        sent: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA")):
                sent.append(statement)

        event.listen(self._engine.sync_engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(self._engine.sync_engine, "before_cursor_execute", note)

    async def _begin(self, engine: AsyncEngine, turn: asyncio.Lock | None) -> Unit:
        session = AsyncSession(engine, expire_on_commit=False)
        try:
            await session.connection()
        except PoolTimeout as error:
            await session.close()
            raise StoreUnavailable("no connection is free") from error
        except BaseException:
            await asyncio.shield(session.close())
            raise
        return Unit(session, self.keyring, turn)


def _engine_for_sqlite(url: Any) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        # The one used last has its pages and statements still at hand.
        pool_use_lifo=True,
        connect_args={"timeout": _WAIT_SECONDS},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _set_up(connection: DBAPIConnection, _: object) -> None:
        # The driver's own BEGIN comes late and is never immediate: we send it ourselves.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        # Each statement is a trip to the connection's thread: the setting is sent when it changes.
        if connection.info.pop(_WRITES, None) is not writes:
            connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.info[_WRITES] = writes
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _engine_for_postgresql(url: Any) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 5,
            "options": f"-c lock_timeout={_WAIT_SECONDS}s -c timezone=UTC",
        },
    )


def _translate(context: ExceptionContext) -> Exception | None:
    match context.original_exception:
        case sqlite3.OperationalError() as error if error.sqlite_errorcode & 0xFF in _AWAY:
            return StoreUnavailable(str(error))
        case psycopg.OperationalError() | psycopg.InterfaceError() as error:
            return StoreUnavailable(type(error).__name__)
    return None

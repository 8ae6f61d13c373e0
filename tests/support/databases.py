"""Migrated databases for tests, each a copy of one template."""

import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from storage.database import Database
from storage.migrate import migrate
from storage.secrets import Keyring
from tests.support.servers import (
    create_postgres_database,
    drop_postgres_database,
    postgres_database_url,
)

KEY = "a key for tests"


def sqlite_template(folder: Path) -> Path:
    """A migrated SQLite file, to be copied."""
    file = folder / "template.sqlite"
    migrate(f"sqlite:///{file}")
    return file


def sqlite_copy(template: Path, folder: Path) -> str:
    """The address of a fresh migrated SQLite database."""
    file = folder / "zhiyuan.sqlite"
    shutil.copy(template, file)
    return f"sqlite:///{file}"


@contextmanager
def postgres_template(server_url: str) -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied."""
    name = f"template_{os.getpid()}"
    migrate(create_postgres_database(server_url, name))
    try:
        yield name
    finally:
        drop_postgres_database(server_url, name)


@contextmanager
def postgres_copy(server_url: str, template: str | None) -> Iterator[str]:
    """The address of a fresh PostgreSQL database, empty if there is no template."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    create_postgres_database(server_url, name, template)
    try:
        yield postgres_database_url(server_url, name)
    finally:
        drop_postgres_database(server_url, name)


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[Database]:
    """The database at an address, closed at the end."""
    database = Database(address, Keyring([KEY]))
    try:
        yield database
    finally:
        await database.close()

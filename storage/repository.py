"""What every repository can do: add an entity, get one, lock one."""

from collections.abc import Mapping
from typing import Generic, TypeVar, cast

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

Entity = TypeVar("Entity", bound=SQLModel)
Row = TypeVar("Row", bound=SQLModel)


class Repository(Generic[Entity, Row]):
    """The rows of one table; a row is an entity.

    A repository of a table extends it as ``class X(Repository[Thing, ThingRow])`` with
    ``row = ThingRow``.
    """

    row: type[Row]

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, entity: Entity) -> Row:
        """Writes a new entity and returns its row: what to use from then on."""
        row = self.row.model_validate(entity)
        self._session.add(row)
        await self._session.flush()
        return row

    async def get(self, entity_id: str) -> Row | None:
        """The entity of an id."""
        return await self._session.get(self.row, entity_id)

    async def lock(self, entity_id: str) -> Row | None:
        """The entity as it is now, held until the unit of work ends.

        On SQLite the whole unit of work holds the database already.
        """
        # FOR NO KEY UPDATE: who only points to the row, as a notice to its person does, does not
        # wait for it. Whoever holds a shift and tells people would else wait for somebody who is
        # signing up and waits for the shift.
        return await self._session.get(
            self.row, entity_id, with_for_update={"key_share": True}, populate_existing=True
        )


def table_of(row: type[SQLModel]) -> Table:
    """The table that rows of a class stand in."""
    return cast(Table, inspect(row).local_table)


async def insert_once(
    session: AsyncSession, row: type[SQLModel], values: Mapping[str, object]
) -> bool:
    """Inserts unless a unique value is there already; whether it did."""
    table = table_of(row)
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(table).values(**values).on_conflict_do_nothing()
    written = await session.exec(statement.returning(*table.primary_key))
    return written.first() is not None

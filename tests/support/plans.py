"""How SQLite goes about queries, by its own account: that does not hang on how much there is."""

from collections.abc import Iterable

from storage.database import Database


async def steps_of(database: Database, statements: Iterable[str]) -> list[str]:
    """The steps of all statements, such as ``SEARCH accounts USING INDEX … (volunteer_id=?)``."""
    async with database.read() as unit:
        connection = await unit.session.connection()
        return [
            step.detail
            for statement in statements
            for step in await connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", (None,) * statement.count("?")
            )
        ]

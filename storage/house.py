"""What the installation keeps about itself: numbers drawn, and who looked at personal data."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.clock import NewId
from storage.tables import AccessRow, CounterRow


class Counters:
    """Series of numbers without gap or tie."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def next(self, name: str) -> int:
        """The next number of a series, from 1; others wait for theirs until this one is kept."""
        insert = (
            postgresql.insert
            if self._session.get_bind().dialect.name == "postgresql"
            else sqlite.insert
        )
        statement = (
            insert(CounterRow)
            .values(name=name, value=1)
            .on_conflict_do_update(
                index_elements=["name"], set_={"value": col(CounterRow.value) + 1}
            )
            .returning(col(CounterRow.value))
        )
        number: int = (await self._session.exec(statement)).scalar_one()
        return number


class AccessLog:
    """Who looked at whose personal data, when and why (rules.md, "Personal data")."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, entry_id: str, actor_id: str, subject_id: str, purpose: str, at: datetime
    ) -> None:
        """Notes a look."""
        self._session.add(
            AccessRow(id=entry_id, actor_id=actor_id, subject_id=subject_id, purpose=purpose, at=at)
        )
        await self._session.flush()

    async def add_all(
        self, new_id: NewId, actor_id: str, subject_ids: Sequence[str], purpose: str, at: datetime
    ) -> None:
        """Notes that somebody looked at many."""
        self._session.add_all(
            AccessRow(id=new_id(), actor_id=actor_id, subject_id=one, purpose=purpose, at=at)
            for one in subject_ids
        )
        await self._session.flush()

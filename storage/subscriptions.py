"""How often people may still be told something that they allowed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.repository import insert_once
from storage.tables import SubscriptionRow


class Subscriptions:
    """One row an account and template."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def allowed(self, account_key: str) -> Sequence[str]:
        """The templates of which at least one notification is left."""
        query = select(SubscriptionRow.template_id).where(
            SubscriptionRow.account_key == account_key, SubscriptionRow.left > 0
        )
        return (await self._session.exec(query)).all()

    async def grant(self, account_key: str, template_id: str, at: datetime) -> None:
        """One more; what was told at this moment already, or before the last, is a repeat."""
        values = {"account_key": account_key, "template_id": template_id, "left": 1, "told_at": at}
        if not await insert_once(self._session, SubscriptionRow, values):
            row = col(SubscriptionRow.left)
            await self._set(account_key, template_id, at, left=row + 1)

    async def end(self, account_key: str, template_id: str, at: datetime | None) -> None:
        """None is left; ``at`` is None where the platform said so itself."""
        await self._set(account_key, template_id, at, left=0)

    async def spend(self, account_key: str, template_id: str) -> None:
        """One is used up."""
        left = col(SubscriptionRow.left)
        await self._set(account_key, template_id, None, left=case((left > 0, left - 1), else_=0))

    async def _set(
        self, account_key: str, template_id: str, at: datetime | None, **values: object
    ) -> None:
        statement = update(SubscriptionRow).where(
            col(SubscriptionRow.account_key) == account_key,
            col(SubscriptionRow.template_id) == template_id,
        )
        if at is not None:
            statement = statement.where(col(SubscriptionRow.told_at) < at)
            values["told_at"] = at
        await self._session.exec(
            statement.values(**values).execution_options(synchronize_session="fetch")
        )

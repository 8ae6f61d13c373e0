"""What people meant by sentences that were not clear: material to train with."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import ReviewRow

MOST_KEPT = 10_000
"""The latest ones; a row takes about 300 bytes."""


class Reviews:
    """The log of what was picked. Its texts carry no personal data and no account."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self,
        *,
        text: str,
        lang: str,
        source: str,
        offered: Mapping[str, float],
        picked: str,
        at: datetime,
    ) -> None:
        """Notes a pick and drops the oldest beyond ``MOST_KEPT``.

        Args:
            text: the sentence without personal data.
            offered: the intents offered with their confidences.
            picked: the intent, or ``none``.
        """
        row = ReviewRow(
            text=text, lang=lang, source=source, offered=json.dumps(offered), picked=picked, at=at
        )
        self._session.add(row)
        await self._session.flush()
        await self._session.exec(
            delete(ReviewRow).where(
                col(ReviewRow.seq)
                <= select(func.max(col(ReviewRow.seq)) - MOST_KEPT).scalar_subquery()
            )
        )

    async def all(self) -> Sequence[ReviewRow]:
        """All that are kept, the first one first."""
        return (await self._session.exec(select(ReviewRow).order_by(col(ReviewRow.seq)))).all()

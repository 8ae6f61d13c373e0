"""Pictures of broadcasts, as stored."""

from datetime import datetime

from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.broadcasts.pictures import Picture
from storage.repository import insert_once
from storage.tables import PictureRow

_CHANGED = {"synchronize_session": False}


class PictureRepository:
    """Pictures. Who forgets one asks for its draft and nothing else: whoever sends it at the same
    moment takes that away first, so that no picture is lost to a broadcast."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def data(self, picture_id: str) -> bytes | None:
        """The bytes of a picture."""
        query = select(PictureRow.data).where(PictureRow.id == picture_id)
        return (await self._session.exec(query)).first()

    async def keep(self, picture: Picture) -> None:
        """Keeps a draft's picture; one that was sent before stays as it is."""
        if await insert_once(self._session, PictureRow, picture.model_dump()):
            return
        await self._session.exec(
            update(PictureRow)
            .where(col(PictureRow.id) == picture.id, col(PictureRow.draft).is_not(None))
            .values(draft=picture.draft, kept_at=picture.kept_at)
            .execution_options(**_CHANGED)
        )

    async def take(self, picture_id: str) -> bool:
        """The picture is sent and stays from now on; whether it is there."""
        taken = await self._session.exec(
            update(PictureRow)
            .where(col(PictureRow.id) == picture_id)
            .values(draft=None)
            .returning(col(PictureRow.id))
            .execution_options(**_CHANGED)
        )
        return taken.first() is not None

    async def leave(self, draft: str, *, but: str | None = None) -> None:
        """Forgets what only this draft holds, but for one."""
        statement = delete(PictureRow).where(col(PictureRow.draft) == draft)
        if but is not None:
            statement = statement.where(col(PictureRow.id) != but)
        await self._session.exec(statement.execution_options(**_CHANGED))

    async def forget_drafts_before(self, moment: datetime) -> None:
        """Forgets the pictures of drafts that nobody goes on with."""
        await self._session.exec(
            delete(PictureRow)
            .where(col(PictureRow.draft).is_not(None), col(PictureRow.kept_at) < moment)
            .execution_options(**_CHANGED)
        )

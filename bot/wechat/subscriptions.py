"""What people allowed to be told, on the database."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from domain.volunteers.model import Platform
from storage.database import Database, StoreUnavailable

_log = structlog.get_logger(__name__)


class StoredSubscriptions:
    """Implements ``bot.wechat.ports.Subscriptions``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, openid: str) -> Sequence[str]:
        """See ``Subscriptions``."""
        async with self._database.read() as unit:
            return await unit.subscriptions.allowed(_key(openid))

    async def told(self, openid: str, template_id: str, *, given: bool, at: datetime) -> None:
        """See ``Subscriptions``."""
        async with self._database.write() as unit:
            if given:
                await unit.subscriptions.grant(_key(openid), template_id, at)
            else:
                await unit.subscriptions.end(_key(openid), template_id, at)

    async def spend(self, openid: str, template_id: str, *, all: bool = False) -> None:
        """See ``Subscriptions``."""
        try:
            async with self._database.write() as unit:
                if all:
                    await unit.subscriptions.end(_key(openid), template_id, None)
                else:
                    await unit.subscriptions.spend(_key(openid), template_id)
        except StoreUnavailable:
            _log.warning("wechat consent not noted")


def _key(openid: str) -> str:
    return f"{Platform.WECHAT}:{openid}"

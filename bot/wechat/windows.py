"""Customer-service windows: what opens them, and how many messages they have left.

Source: platforms.md, "Windows and quotas". The platform counts too, and has the last word (45015,
45047); here it is counted so that nothing is sent only to be refused, by any process, after any
restart.
"""

from datetime import datetime, timedelta

import structlog

from bot.messages import Content, Followed, Left, Scan, Tap
from domain.volunteers.model import Platform, Window
from storage.database import Database, StoreUnavailable

_MESSAGE = (timedelta(hours=48), 5)
_GESTURE = (timedelta(minutes=1), 3)
_TO_THE = timedelta(hours=1)
"""A later end is written down where it is later by this much: not with every message."""

_log = structlog.get_logger(__name__)


def opened(window: Window | None, content: Content, now: datetime) -> Window | None:
    """The window that a message opens; None where the last one does as well, or nothing is opened.

    A click, a scan and a follow open a minute for three messages, all else two days for five.
    """
    if isinstance(content, Left):
        return None
    gesture = isinstance(content, Tap | Scan | Followed)
    span, most = _GESTURE if gesture else _MESSAGE
    if window is None or not window.open(now):
        return Window(now + span, most)
    if gesture or (window.left >= most and window.until > now + span - _TO_THE):
        return None
    return Window(now + span, most)


class StoredWindows:
    """Implements ``bot.wechat.ports.Windows`` on the accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, openid: str) -> Window | None:
        """See ``Windows``."""
        async with self._database.read() as unit:
            account = await unit.accounts.of_user(Platform.WECHAT, openid)
        return None if account is None else account.window

    async def spend(self, openid: str, messages: int) -> None:
        """See ``Windows``."""
        try:
            async with self._database.write() as unit:
                await unit.accounts.spend_window(Platform.WECHAT, openid, messages)
        except StoreUnavailable:
            _log.warning("wechat window not noted")

    async def close(self, openid: str) -> None:
        """See ``Windows``."""
        await self.spend(openid, _MESSAGE[1])

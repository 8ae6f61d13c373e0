"""How often the platform's API may be called: 45009 over a day's calls, 45011 over a minute's."""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY_USED_UP = 45009
TOO_OFTEN = 45011

_ZONE = ZoneInfo("Asia/Shanghai")
"""Its midnight is when a day's calls begin anew."""
_MINUTE = timedelta(minutes=1)


def _daily() -> dict[str, int]:
    return {
        "token": 2_000,
        "stable_token": 10_000,
        "menu/create": 1_000,
        "menu/get": 10_000,
        "menu/delete": 1_000,
        "message/custom/send": 500_000,
        "message/template/send": 100_000,
        "qrcode/create": 100_000,
        "media/upload": 100_000,
        "media/get": 200_000,
        "user/info": 5_000_000,
    }


@dataclass(slots=True)
class WechatLimits:
    """The limits of one account. Source: the daily calls that the platform's documents list; what
    it allows in a minute they do not say.

    Attributes:
        daily: calls a day by path; a path that is not named has no limit.
        minute: calls a minute of every path.
    """

    daily: dict[str, int] = field(default_factory=_daily)
    minute: int = 5_000
    _day: date | None = None
    _used: Counter[str] = field(default_factory=Counter)
    _lately: dict[str, deque[datetime]] = field(default_factory=dict)

    def spend(self, path: str, now: datetime) -> int:
        """Counts a call; 0, or the error code."""
        today = now.astimezone(_ZONE).date()
        if today != self._day:
            self._day = today
            self._used.clear()
        lately = self._lately.setdefault(path, deque())
        while lately and lately[0] <= now - _MINUTE:
            lately.popleft()
        if len(lately) >= self.minute:
            return TOO_OFTEN
        most = self.daily.get(path)
        if most is not None and self._used[path] >= most:
            return DAY_USED_UP
        lately.append(now)
        self._used[path] += 1
        return 0

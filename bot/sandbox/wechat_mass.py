"""Mass sends 群发 to a list of people: how many a month each person gets, and that the same one
repeated is sent once."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

#: platforms.md, "Windows and quotas".
MONTHLY = 4
LEAST, MOST = 2, 10_000
_REMEMBERED = timedelta(hours=24)
_NAME_BYTES = 64


class MassSends:
    """What was sent to many, of one account."""

    def __init__(self) -> None:
        self._sent: Counter[tuple[str, int, int]] = Counter()
        self._names: dict[str, tuple[int, datetime]] = {}

    def before(self, name: str, now: datetime) -> int | None:
        """The number of an earlier send with this ``clientmsgid``, within a day."""
        number, at = self._names.get(name, (None, now))
        return number if number is not None and now < at + _REMEMBERED else None

    def check(self, openids: Sequence[str], name: str) -> int:
        """0, or the code that refuses a list or a name."""
        if not LEAST <= len(openids) <= MOST or len(set(openids)) != len(openids):
            return 40130
        return 45067 if len(name.encode()) > _NAME_BYTES else 0

    def send(
        self, openids: Sequence[str], name: str, number: int, now: datetime
    ) -> tuple[str, ...]:
        """Notes a send. Returns: those who have one left this month, and get it."""
        if name:
            self._names[name] = (number, now)
        local = now + timedelta(hours=8)  # the platform's month
        reached = [one for one in openids if self._sent[one, local.year, local.month] < MONTHLY]
        for one in reached:
            self._sent[one, local.year, local.month] += 1
        return tuple(reached)

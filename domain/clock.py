"""Time and identifiers as parameters, so that every rule is tested without waiting or patching."""

import secrets
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...


class NewId(Protocol):
    """Makes identifiers."""

    def __call__(self) -> str:
        """A fresh identifier: 16 characters of ``[0-9a-z]``, later ones sort later."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)


def new_id() -> str:
    """A fresh identifier: 48 bits of milliseconds, 32 bits of chance, in base 32.

    Sixteen characters, so that three of them fit into a button's 64 bytes; they sort by the
    millisecond they were made in.
    """
    milliseconds = int(datetime.now(UTC).timestamp() * 1000)
    number = (milliseconds << 32) | secrets.randbits(32)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(75, -1, -5))


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day on which a moment falls in a time zone."""
    return moment.astimezone(zone).date()

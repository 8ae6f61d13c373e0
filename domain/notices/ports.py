"""What telling somebody needs of the stores."""

from collections.abc import Sequence
from typing import Protocol

from domain.notices.model import Notice


class Notices(Protocol):
    """Outgoing events."""

    async def add_once(self, notice: Notice) -> bool:
        """Writes it unless there is one with its key; whether it did."""
        ...

    async def has(self, key: str) -> bool:
        """Whether there is one with this key, whatever became of it."""
        ...

    async def drop(self, keys: Sequence[str]) -> None:
        """Drops those of these keys that are not sent yet."""
        ...


class NoticeUnit(Protocol):
    """A unit of work in which somebody can be told something."""

    @property
    def notices(self) -> Notices: ...

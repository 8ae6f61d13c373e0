"""What telling somebody needs of the stores."""

from typing import Protocol

from domain.notices.model import Notice


class Notices(Protocol):
    """Outgoing events."""

    async def add_once(self, notice: Notice) -> bool:
        """Writes it unless there is one with its key; whether it did."""
        ...


class NoticeUnit(Protocol):
    """A unit of work in which somebody can be told something."""

    @property
    def notices(self) -> Notices: ...

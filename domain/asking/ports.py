"""What asking people needs of the stores."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.asking.model import Answer, Ask, AskKind
from domain.persons import PeopleUnit
from domain.ports import Store


class Asks(Store[Ask], Protocol):
    """Who was asked for what, and when."""

    async def add_once(self, ask: Ask) -> bool:
        """Writes it unless the person was asked for the same before; whether it did."""
        ...

    async def lock_unreached(self, volunteer_id: str, kind: AskKind, subject: str) -> Ask | None:
        """What a person was asked and could not be handed over, until the unit of work ends."""
        ...

    async def times(self, volunteer_ids: Sequence[str], since: datetime) -> int:
        """How often a person was asked since a moment, broadcasts included; what could not be
        handed over does not count."""
        ...

    async def answers(self, kind: AskKind, subject: str) -> Mapping[Answer | None, int]:
        """How many of those asked for one thing said what; None: nothing yet."""
        ...

    async def open_of(
        self, volunteer_ids: Sequence[str], kind: AskKind, since: datetime
    ) -> Sequence[Ask]:
        """What a person was asked since a moment and has not answered, the latest first."""
        ...

    async def unanswered(self, kind: AskKind, subject: str, since: datetime) -> int:
        """How many of those asked for one thing since a moment have not answered."""
        ...


class AskingUnit(PeopleUnit, Protocol):
    """A unit of work in which people are asked."""

    @property
    def asks(self) -> Asks: ...

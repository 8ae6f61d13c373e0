"""Messages that were acknowledged before their answer: they are in SQL until they are answered."""

from collections.abc import Sequence

from bot.messages import Inbound, inbound_from_json, inbound_to_json
from domain.clock import Clock
from storage.database import Database


class Kept:
    """The kept messages, and which of them this process knows of."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: set[str] = set()

    def __contains__(self, inbound_id: str) -> bool:
        return inbound_id in self._known

    async def keep(self, inbound: Inbound) -> None:
        """Stores a message; a second time does nothing.

        Raises:
            StoreUnavailable: the database cannot be reached.
        """
        async with self._database.write() as unit:
            await unit.inbox.keep(
                inbound.id, inbound.account_key, inbound_to_json(inbound), self._clock.now()
            )
        self.known(inbound.id)

    async def all(self) -> Sequence[Inbound]:
        """What is stored, in order of arrival."""
        async with self._database.read() as unit:
            return [inbound_from_json(row.body) for row in await unit.inbox.all()]

    async def remove(self, inbound_id: str) -> None:
        """Forgets an answered message."""
        async with self._database.write() as unit:
            await unit.inbox.remove(inbound_id)
        self.removed(inbound_id)

    def known(self, inbound_id: str) -> None:
        """It is stored, by this process or an earlier one."""
        self._known.add(inbound_id)

    def removed(self, inbound_id: str) -> None:
        """Another unit of work has taken it out."""
        self._known.discard(inbound_id)

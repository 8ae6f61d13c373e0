"""The Rasa of an installation, as its settings say: none, one outside, or the local one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.local_rasa import LocalRasa
from bot.settings import Settings
from bot.web.health import State
from nlu.rasa import RasaClient

OFF = "off"


class Rasa:
    """What serves and what is shown of it.

    Attributes:
        client: asks it; None where there is none.
        local: keeps it running; None where it is outside.
    """

    def __init__(self, settings: Settings) -> None:
        url = settings.rasa_url
        self.client = None if url == OFF else RasaClient(url)
        self.local = (
            LocalRasa(settings.data_dir, self.client) if self.client and url is None else None
        )

    def start(self) -> None:
        """Begins to keep and to watch it, in the background; nobody waits for it."""
        if self.local is not None:
            self.local.start()
        elif self.client is not None:
            self.client.start()

    async def stop(self) -> None:
        """Ends what was begun."""
        if self.local is not None:
            await self.local.stop()
        elif self.client is not None:
            await self.client.close()

    async def state(self) -> State:
        """As ``/readyz`` shows it."""
        if self.client is None:
            return State.OFF
        if self.client.asks:
            return State.READY if await self.client.alive() else State.DOWN
        if self.local is not None:
            return self.local.state()
        return State.DOWN if self.client.tried else State.STARTING


@asynccontextmanager
async def opened_rasa(settings: Settings) -> AsyncIterator[Rasa]:
    """The Rasa of an installation, not begun yet; what was begun is ended at the end."""
    rasa = Rasa(settings)
    try:
        yield rasa
    finally:
        await rasa.stop()

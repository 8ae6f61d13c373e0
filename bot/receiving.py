"""The gate of the assistant as the adapters see it; behind it stands ``bot.intake``."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.messages import Answer, Inbound, Push

#: Gives an answer to the platform, within the account's turn; never called twice at once.
HandOver = Callable[[Answer], Awaitable[Push]]


class StoreAway(Exception):
    """SQL or Redis cannot be reached: nothing was done, the platform shall deliver again."""


class Handling(Protocol):
    """One message being handled. It goes on whether or not anybody waits for it."""

    async def finished(self, within: float | None = None) -> Answer | None:
        """Waits until it is handled and handed over.

        Args:
            within: seconds to wait; None waits to the end.

        Returns:
            The answer, or None where it is still being worked on.

        Raises:
            StoreAway: nothing was done; the platform must deliver again.
        """
        ...


class Receive(Protocol):
    """The gate of the assistant, as the adapters see it."""

    def receive(self, inbound: Inbound, hand_over: HandOver) -> Handling:
        """Takes a message in, in the order of the calls for one account.

        A repeat of a message that is still being handled joins it and its own ``hand_over`` is
        not used; a repeat of one that was answered calls ``hand_over`` with the same answer,
        ``repeated`` set (and ``handed_over``, where the platform took it before).
        """
        ...

    async def room(self) -> None:
        """Waits while so many accounts have messages in hand that further ones are better left
        with the platform, which keeps them as well."""
        ...

    async def keep(self, inbound: Inbound) -> None:
        """Stores a message that takes long, so that it may be acknowledged before its answer."""
        ...

"""A unit of work: one transaction, with every repository in it."""

import asyncio

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.secrets import Keyring


class Unit:
    """One transaction. Made by ``Database``.

    A repository is built when it is first asked for.
    """

    def __init__(
        self, session: AsyncSession, keyring: Keyring, turn: asyncio.Lock | None = None
    ) -> None:
        """Args:
        session: with its transaction begun.
        keyring: for keyed hashes.
        turn: the held lock of the writers, released by ``close``.
        """
        self.session = session
        self.keyring = keyring
        self._turn = turn

    async def commit(self) -> None:
        """Makes it last.

        Raises:
            StoreUnavailable: the database went away; whether it lasts is not known.
        """
        await self.session.commit()

    async def rollback(self) -> None:
        """Undoes everything since the last commit."""
        await self.session.rollback()

    async def close(self) -> None:
        """Ends it, undoing what is not committed; a second call does nothing."""
        turn, self._turn = self._turn, None
        try:
            # Shielded: a cancelled task must not leave a connection or the writers' turn behind.
            await asyncio.shield(self.session.close())
        finally:
            if turn is not None:
                turn.release()

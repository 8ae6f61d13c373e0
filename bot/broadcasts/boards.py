"""Boards: the progress of a broadcast, in a message that edits itself in its author's chat."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Protocol

from bot.dialogue.broadcast_desk import board
from bot.dialogue.turn import House
from bot.messages import Screen
from bot.texts import texts_for
from bot.texts.formats import Words
from domain.broadcasts.figures import Progress
from domain.broadcasts.model import Broadcast, BroadcastState
from domain.clock import Clock, local_day
from domain.volunteers.model import Language, Platform
from storage.tables import AccountRow

EVERY_SECONDS = 5.0
_SHOWN_AGAIN = timedelta(hours=1)
"""For so long after its end it is tried to show that a broadcast is over."""


class ShowsBoards(Protocol):
    """A platform on which a message can be changed after it was sent."""

    async def show_board(
        self, user_id: str, screen: Screen, language: Language, shown: str | None
    ) -> str | None:
        """Shows a screen in place of the message of an earlier one.

        Args:
            shown: what the platform calls that message; None: there is none yet.

        Returns:
            What it calls the message now; None: it could not be shown.
        """
        ...


class Boards:
    """Keeps the boards of broadcasts that are being sent up to date."""

    def __init__(
        self,
        house: House,
        clock: Clock,
        platforms: Mapping[Platform, ShowsBoards],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._house = house
        self._clock = clock
        self._platforms = platforms
        self._sleep = sleep
        self._last: dict[str, Screen] = {}

    async def keep_up(self) -> None:
        """Shows all again and again, until cancelled."""
        while True:
            began = time.monotonic()
            await self.show_all()
            # Counting very many takes long: no more than a twentieth of the time goes into it.
            await self._sleep(max(EVERY_SECONDS, 20 * (time.monotonic() - began)))

    async def show_all(self) -> None:
        """Shows where all that are being sent stand, and what was moved elsewhere."""
        async with self._house.database.read() as unit:
            now = self._clock.now()
            sending = await unit.broadcasts.in_state(BroadcastState.SENDING, now)
        for broadcast in sending:
            await self.show(broadcast)
        await self.show_moved()

    async def show_moved(self) -> None:
        """Shows where those stand that were paused, taken up again or cancelled elsewhere: the
        message that shows them says what can be done."""
        async with self._house.database.read() as unit:
            since = self._clock.now() - _SHOWN_AGAIN
            moved = await unit.broadcasts.board_out_of_date(since)
        for broadcast in moved:
            await self.show(broadcast)

    async def show(self, broadcast: Broadcast) -> None:
        """Shows where one stands, if its author's chat can and something has changed."""
        async with self._house.database.read() as unit:
            account = await unit.accounts.get(broadcast.board_account_id or "")
            if account is None or not account.reachable or account.platform not in self._platforms:
                return
            progress = await unit.broadcasts.progress(broadcast)
        screen = self._screen(broadcast, progress, account.language or Language.ZH)
        shown = broadcast.board_ref is not None
        moved = shown and broadcast.board_state is not broadcast.state
        if moved or self._last.get(broadcast.id) != screen:
            await self._show(broadcast, account, screen)
            self._last[broadcast.id] = screen
        if not broadcast.under_way:
            self._last.pop(broadcast.id, None)

    def _screen(self, broadcast: Broadcast, progress: Progress, language: Language) -> Screen:
        now, policy = self._clock.now(), self._house.policy
        words = Words(texts_for(language), policy.timezone, local_day(now, policy.timezone))
        return board(words, broadcast, progress, broadcast.waits_until(now, policy))

    async def _show(self, broadcast: Broadcast, account: AccountRow, screen: Screen) -> None:
        platform = self._platforms[account.platform]
        language = account.language or Language.ZH
        ref = await platform.show_board(account.user_id, screen, language, broadcast.board_ref)
        if ref is None or (ref, broadcast.state) == (broadcast.board_ref, broadcast.board_state):
            return
        async with self._house.database.write() as unit:
            stored = await unit.broadcasts.lock(broadcast.id)
            if stored is not None:
                stored.shown_on(account.id, ref, broadcast.state)

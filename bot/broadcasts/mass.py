"""Mass sends: one call for many people whom the platform does not let us write to singly.

A call has a name; repeated under it within a day it is sent once. So a batch whose sender died, or
of which nobody knows whether it arrived, is sent again under its name instead of being given up.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.dialogue.recruiting import recruitment
from bot.dialogue.turn import House
from bot.messages import Push, PushOutcome, Screen
from bot.messengers import Messengers
from bot.texts import texts_for
from bot.texts.formats import Words
from domain.broadcasts.model import (
    Broadcast,
    BroadcastState,
    DeliveryState,
    LeftOut,
    MassDelivery,
)
from domain.clock import Clock
from domain.quiet import is_quiet, waking_moment_for
from domain.volunteers.model import Language, Platform
from storage.unit import Unit

_MOST_AT_ONCE = 1_000
_LEAST_AT_ONCE = 2
_AGAIN_AFTER = timedelta(minutes=2)
"""A batch that was begun so long ago has lost its sender."""
_LATER_AT_LEAST = 60.0


class MassSender:
    """Sends what goes to lists of people."""

    def __init__(self, house: House, clock: Clock, messengers: Messengers) -> None:
        self._house = house
        self._clock = clock
        self._messengers = messengers

    async def send_due(self) -> None:
        """Sends every list that is due, and again those of which nobody knows."""
        if not self._house.ways.mass or is_quiet(self._clock.now(), self._house.policy):
            return
        await self._go_on_with_lost()
        async with self._house.database.read() as unit:
            sending = await unit.broadcasts.in_state(BroadcastState.SENDING, self._clock.now())
        for broadcast in sending:
            for platform in self._house.ways.mass:
                for language in Language:
                    while await self._next_list(broadcast, platform, language):
                        pass

    async def _next_list(
        self, broadcast: Broadcast, platform: Platform, language: Language
    ) -> bool:
        """Takes the next people of a language; whether there may be more."""
        now, name = self._clock.now(), self._house.new_id()
        async with self._house.database.write() as unit:
            found = await unit.deliveries.claim_list(
                broadcast.id, platform, language, now, name, _MOST_AT_ONCE
            )
            people = [each for each in found if await self._gets_it(unit, broadcast, each)]
        if len(people) < _LEAST_AT_ONCE:
            await self._settle(people, DeliveryState.LEFT_OUT, LeftOut.NO_WAY)
        else:
            await self._send(broadcast, platform, language, name, people)
        return len(found) == _MOST_AT_ONCE

    async def _gets_it(self, unit: Unit, broadcast: Broadcast, each: MassDelivery) -> bool:
        """Whether somebody still wants it and is awake; what becomes of it otherwise is written."""
        now = self._clock.now()
        if each.volunteer.declines(broadcast.topic):
            await unit.deliveries.settle(
                each.delivery, DeliveryState.LEFT_OUT, at=now, left_out=LeftOut.OPTED_OUT
            )
            return False
        wakes = waking_moment_for(each.volunteer.timezone, now, self._house.policy)
        if wakes > now:
            await unit.deliveries.postpone(
                each.delivery, wakes, attempts=each.delivery.attempts - 1
            )
        return wakes <= now

    async def _go_on_with_lost(self) -> None:
        before = self._clock.now() - _AGAIN_AFTER
        async with self._house.database.write() as unit:
            lost = await unit.deliveries.lost_list(before, now=self._clock.now())
            broadcast = await unit.broadcasts.get(lost[0].delivery.broadcast_id) if lost else None
        if broadcast is None:
            return
        first = lost[0].delivery
        if first.platform is not None and first.batch is not None:
            language = lost[0].account.language or Language.ZH
            await self._send(broadcast, first.platform, language, first.batch, lost)

    async def _send(
        self,
        broadcast: Broadcast,
        platform: Platform,
        language: Language,
        name: str,
        people: Sequence[MassDelivery],
    ) -> None:
        screen = await self._screen(broadcast, language)
        if screen is None:
            await self._settle(people, DeliveryState.LEFT_OUT, LeftOut.NOT_ELIGIBLE)
            return
        users = [each.account.user_id for each in people]
        push = await self._messengers.push_to_many(platform, users, screen, language, name)
        match push.outcome:
            case PushOutcome.SENT:
                await self._settle(people, DeliveryState.SENT)
            case PushOutcome.UNKNOWN:
                pass  # it is sent again under its name when it is lost for long enough
            case PushOutcome.LATER:
                await self._postpone(people, push)
            case PushOutcome.WAITS | PushOutcome.UNREACHABLE:
                await self._settle(people, DeliveryState.LEFT_OUT, LeftOut.NO_WAY, push.detail)

    async def _screen(self, broadcast: Broadcast, language: Language) -> Screen | None:
        now, zone = self._clock.now(), self._house.policy.timezone
        words = Words(texts_for(language), zone, now.astimezone(zone).date())
        async with self._house.database.read() as unit:
            screen = await recruitment(unit, broadcast, words, now)
        if screen is None:
            return None
        # No numbers: a number typed next would pick from what was shown before.
        kind = "mass-how-to-sign-up" if broadcast.project_id else "mass-how-to-stop"
        said = f"{screen.text}\n\n{words.texts(kind)}"
        return Screen(said, attachment=screen.attachment)

    async def _settle(
        self,
        people: Sequence[MassDelivery],
        state: DeliveryState,
        left_out: LeftOut | None = None,
        detail: str | None = None,
    ) -> None:
        now = self._clock.now()
        async with self._house.database.write() as unit:
            for each in people:
                await unit.deliveries.settle(
                    each.delivery, state, at=now, left_out=left_out, detail=detail
                )

    async def _postpone(self, people: Sequence[MassDelivery], push: Push) -> None:
        again_at = self._clock.now() + timedelta(seconds=max(push.retry_after, _LATER_AT_LEAST))
        async with self._house.database.write() as unit:
            for each in people:
                await unit.deliveries.postpone(
                    each.delivery, again_at, attempts=each.delivery.attempts, detail=push.detail
                )

"""Mass sends: one call for many people whom the platform does not let us write to singly.

A call has a name; repeated under it within a day it is sent once. So a batch whose sender died, or
of which nobody knows whether it arrived, is sent again under its name instead of being given up.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue.recruiting import how_to_answer, recruitment
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
    gathered_at,
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
_USED_UP = "45028"
"""The detail of a push for which the account has no mass send left."""


class MassSender:
    """Sends what goes to lists of people."""

    def __init__(self, house: House, clock: Clock, messengers: Messengers) -> None:
        self._house = house
        self._clock = clock
        self._messengers = messengers

    async def send_due(self, *, until: datetime) -> None:
        """Sends the lists that are due, and again one of which nobody knows, until the time is
        up."""
        if not self._house.ways.mass or is_quiet(self._clock.now(), self._house.policy):
            return
        await self._go_on_with_lost()
        async with self._house.database.read() as unit:
            sending = await unit.broadcasts.in_state(BroadcastState.SENDING, self._clock.now())
        for broadcast in sending:
            for platform in self._house.ways.mass:
                for language in Language:
                    while self._clock.now() < until:
                        if not await self._next_list(broadcast, platform, language):
                            break

    async def _next_list(
        self, broadcast: Broadcast, platform: Platform, language: Language
    ) -> bool:
        """Takes the next people of a language; whether there may be more."""
        now, name = self._clock.now(), self._house.new_id()
        async with self._house.database.write() as unit:
            # Whoever pauses or cancels it waits for this list, and no further one begins.
            locked = await unit.broadcasts.lock(broadcast.id)
            if locked is None or locked.state is not BroadcastState.SENDING:
                return False
            found = await unit.deliveries.claim_list(
                broadcast.id, platform, language, now, name, _MOST_AT_ONCE
            )
            people = await self._who_get_it(unit, broadcast, found)
        if len(people) < _LEAST_AT_ONCE:
            await self._settle(people, DeliveryState.LEFT_OUT, LeftOut.NO_WAY)
        else:
            await self._send(broadcast, platform, language, name, people)
        return len(found) == _MOST_AT_ONCE

    async def _who_get_it(
        self, unit: Unit, broadcast: Broadcast, found: Sequence[MassDelivery]
    ) -> list[MassDelivery]:
        """Who still wants it, can be written to and is awake; what becomes of it otherwise is
        written."""
        now, policy = self._clock.now(), self._house.policy
        ids = [each.volunteer.id for each in found]
        enough = await unit.broadcasts.asked_enough(ids, now, policy)
        perhaps = await unit.broadcasts.asked_enough(ids, now, policy, beside=broadcast.id)
        people = []
        for each in found:
            wakes = waking_moment_for(each.volunteer.timezone, now, policy)
            reason = None
            if not _wants(each, broadcast):
                reason = LeftOut.OPTED_OUT
            elif not each.account.reachable:
                reason = LeftOut.UNREACHABLE
            elif each.volunteer.id in enough:
                reason = LeftOut.ASKED_LATELY
            if reason is not None:
                await unit.deliveries.settle(
                    each.delivery, DeliveryState.LEFT_OUT, at=now, left_out=reason
                )
            elif wakes > now or each.volunteer.id in perhaps:
                # They sleep, or another broadcast is on its way to them.
                again_at = wakes if wakes > now else gathered_at(now)
                attempts = each.delivery.attempts - 1
                await unit.deliveries.postpone(each.delivery, again_at, attempts=attempts)
            else:
                people.append(each)
        return people

    async def _go_on_with_lost(self) -> None:
        before = self._clock.now() - _AGAIN_AFTER
        async with self._house.database.write() as unit:
            lost = await unit.deliveries.lost_list(before, now=self._clock.now())
            broadcast = await unit.broadcasts.lock(lost[0].delivery.broadcast_id) if lost else None
        if broadcast is None:
            return
        # It may have arrived: who wants it no more does not get it again, and the others neither
        # where it was cancelled.
        over = broadcast.state is BroadcastState.CANCELLED
        still = [] if over else [each for each in lost if _wants(each, broadcast)]
        if len(still) < _LEAST_AT_ONCE:
            still = []
        given_up = [each for each in lost if each not in still]
        await self._settle(given_up, DeliveryState.UNKNOWN, detail="not repeated")
        if not still:
            return
        lost, first = still, still[0].delivery
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
            await self._settle(people, DeliveryState.LEFT_OUT, LeftOut.PROJECT_OVER)
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
            case PushOutcome.REFUSED:
                await self._settle(people, DeliveryState.REFUSED, detail=push.detail)
            case PushOutcome.WAITS if push.retry_after:
                await self._postpone(people, push)  # no fault of theirs
            case PushOutcome.WAITS | PushOutcome.UNREACHABLE:
                reason = LeftOut.MASS_USED_UP if push.detail == _USED_UP else LeftOut.NO_WAY
                await self._settle(people, DeliveryState.LEFT_OUT, reason, push.detail)

    async def _screen(self, broadcast: Broadcast, language: Language) -> Screen | None:
        now, zone = self._clock.now(), self._house.policy.timezone
        words = Words(texts_for(language), zone, now.astimezone(zone).date())
        async with self._house.database.read() as unit:
            screen = await recruitment(unit, broadcast, words, now)
        if screen is None:
            return None
        # No numbers: a number typed next would pick from what was shown before.
        said = f"{screen.text}\n\n{how_to_answer(broadcast, language)}"
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


def _wants(each: MassDelivery, broadcast: Broadcast) -> bool:
    return each.volunteer.registered and not each.volunteer.declines(broadcast.topic)

"""Sending: each of a few tasks takes one delivery, writes that it is being sent, sends it in the
account's turn, and writes what became of it together with taking the next.

A crash leaves at most what the tasks had in hand: those are unknown, and never sent again blindly.
"""

import asyncio
import random
from datetime import datetime, timedelta

import structlog

from bot.broadcasts.boards import Boards
from bot.broadcasts.settled import Settled, left_out, write
from bot.dialogue.recruiting import how_to_answer, recruitment
from bot.dialogue.turn import House
from bot.intake import Intake
from bot.messages import Push, PushOutcome, Screen
from bot.messengers import Messengers
from bot.texts import texts_for
from bot.texts.formats import Words
from domain.broadcasts.model import (
    Broadcast,
    BroadcastState,
    Delivery,
    DeliveryState,
    LeftOut,
    Way,
    gathered_at,
)
from domain.clock import Clock
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.quiet import is_quiet, waking_moment_for
from domain.volunteers.model import Language, Platform
from storage.database import StoreUnavailable
from storage.redis import RedisAway
from storage.unit import Unit

log = structlog.get_logger()

_TASKS = 8
_MOST_ATTEMPTS = 5
_LOST_AFTER = timedelta(minutes=10)
"""A delivery that is being sent for so long has lost its sender."""
_RATE_LIMITED = frozenset({"429", "rate", "45009", "45011"})
"""Details of a push with which the platform, or the gate before it, sets the pace."""
_OF_THE_MESSAGE = frozenset({"5xx"})
"""Details that may come of the one message: so often tried, each time after four times as long, it
is refused. All others say that the platform is away or that we are not set up for it."""
_OUT_OF_THE_WAY = (10.0, 60.0)
"""Seconds for which a delivery lets another one to the same person go first."""
_LONGEST_HOLD = 600.0
"""Seconds for which a platform that is away is left alone at most."""


class Sender:
    """Sends what is planned and due."""

    def __init__(
        self,
        house: House,
        clock: Clock,
        intake: Intake,
        messengers: Messengers,
        boards: Boards | None = None,
        *,
        tasks: int = _TASKS,
    ) -> None:
        self._house = house
        self._clock = clock
        self._intake = intake
        self._messengers = messengers
        self._boards = boards
        self._tasks = tasks
        self._held: dict[Platform, datetime] = {}
        """Platforms that asked us to wait, until when."""
        self._failed: dict[Platform, int] = {}
        """How often in a row a platform was away."""
        self._screens: dict[tuple[str, Language], Screen | None] = {}

    async def send_due(self, *, until: datetime) -> None:
        """Sends until nothing is due, or the time is up."""
        self._screens.clear()
        async with self._house.database.write() as unit:
            await unit.deliveries.give_up_lost(self._clock.now() - _LOST_AFTER)
        async with asyncio.TaskGroup() as group:
            for _ in range(self._tasks):
                group.create_task(self._work(until))
        await self._end_finished()

    async def _work(self, until: datetime) -> None:
        done: Settled | None = None
        while True:
            over = self._clock.now() >= until
            taken = await self._settle_and_take(done, take=not over)
            if taken is None:
                return
            done = await self._sent(*taken)

    # ------------------------------------------------------------ taking

    async def _settle_and_take(
        self, done: Settled | None, *, take: bool
    ) -> tuple[Broadcast, Delivery] | None:
        """One transaction a message: what became of the last, and the next."""
        now = self._clock.now()
        asleep = is_quiet(now, self._house.policy)
        if done is None and (asleep or not await self._anything(now)):
            return None
        async with self._house.database.write() as unit:
            if done is not None:
                await write(unit, done, now)
            if not take or asleep:
                return None
            for broadcast in await unit.broadcasts.in_state(BroadcastState.SENDING, now):
                for platform in self._house.ways.platforms - self._holding(now):
                    claimed = await unit.deliveries.claim(broadcast.id, platform, now, 1)
                    if claimed:
                        return broadcast, claimed[0]
        return None

    async def _anything(self, now: datetime) -> bool:
        """Whether a broadcast is being sent: most of the time none is, and nothing is locked."""
        async with self._house.database.read() as unit:
            return bool(await unit.broadcasts.in_state(BroadcastState.SENDING, now))

    def _holding(self, now: datetime) -> set[Platform]:
        return {platform for platform, until in self._held.items() if until > now}

    # ------------------------------------------------------------ sending

    async def _sent(self, broadcast: Broadcast, delivery: Delivery) -> Settled:
        """Sends one that is written as being sent."""
        try:
            return await self._to_person(broadcast, delivery)
        except (StoreUnavailable, RedisAway):
            # Nothing was sent: the turn or the session could not be had.
            return self._later(delivery, Push(PushOutcome.LATER, 5.0, "rate"))
        except Exception:
            log.exception("broadcast.failed", number=broadcast.number)
            return Settled(delivery, DeliveryState.UNKNOWN, detail="our mistake")

    async def _to_person(self, broadcast: Broadcast, delivery: Delivery) -> Settled:
        now, house = self._clock.now(), self._house
        async with house.database.read() as unit:
            person = await unit.volunteers.get(delivery.volunteer_id)
            account = await unit.accounts.get(delivery.account_id or "")
            if person is None or not person.registered or person.declines(broadcast.topic):
                return left_out(delivery, LeftOut.OPTED_OUT)
            if account is None or not account.reachable:
                return left_out(delivery, LeftOut.UNREACHABLE)
            wakes = waking_moment_for(person.timezone, now, house.policy)
            if wakes > now:
                return Settled(delivery, DeliveryState.PENDING, again_at=wakes, counts=False)
            enough, who = unit.broadcasts.asked_enough, [person.id]
            if await enough(who, now, house.policy, beside=broadcast.id):
                if await enough(who, now, house.policy):
                    return left_out(delivery, LeftOut.ASKED_LATELY)
                # Another one is on its way to them: once it is known what became of it, this one
                # follows or not. Two that see each other come back at different times.
                again_at = now + timedelta(seconds=random.uniform(*_OUT_OF_THE_WAY))
                return Settled(delivery, DeliveryState.PENDING, again_at=again_at, counts=False)
            language = account.language or Language.ZH
            screen = await self._screen(unit, broadcast, language, now)
        if screen is None:
            return left_out(delivery, LeftOut.PROJECT_OVER)
        async with self._intake.turn(account):
            plain = Screen(
                f"{screen.text}\n\n{how_to_answer(broadcast, language)}",
                attachment=screen.attachment,
            )
            push = await self._intake.push(account, screen, plain, language, self._messengers.push)
        match push.outcome:
            case PushOutcome.SENT:
                self._failed.pop(account.platform, None)
                return Settled(delivery, DeliveryState.SENT)
            case PushOutcome.LATER:
                return self._later(delivery, push)
            case PushOutcome.WAITS if push.retry_after:
                return self._later(delivery, push)  # no fault of the person's
            case PushOutcome.WAITS:
                return await self._otherwise(delivery, push)
            case PushOutcome.UNREACHABLE:
                return Settled(
                    delivery,
                    DeliveryState.UNREACHABLE,
                    detail=push.detail,
                    unreachable=account,
                )
            case PushOutcome.REFUSED:
                return Settled(delivery, DeliveryState.REFUSED, detail=push.detail)
            case PushOutcome.UNKNOWN:
                return Settled(delivery, DeliveryState.UNKNOWN, detail=push.detail)

    async def _otherwise(self, delivery: Delivery, push: Push) -> Settled:
        """By the next mass send, where the window closed or has not enough room and the platform
        has one left for the person."""
        now, ways = self._clock.now(), self._house.ways
        if ways.mass:
            async with self._house.database.read() as unit:
                left = await unit.deliveries.mass_left(delivery, ways, now)
            if left:
                return Settled(
                    delivery,
                    DeliveryState.PENDING,
                    detail=push.detail,
                    again_at=gathered_at(now),
                    counts=False,
                    way=Way.MASS,
                )
        return left_out(delivery, LeftOut.NO_WAY, push.detail)

    async def _screen(
        self, unit: Unit, broadcast: Broadcast, language: Language, now: datetime
    ) -> Screen | None:
        key = (broadcast.id, language)
        if key not in self._screens:
            zone = self._house.policy.timezone
            words = Words(texts_for(language), zone, now.astimezone(zone).date())
            self._screens[key] = await recruitment(unit, broadcast, words, now)
        return self._screens[key]

    def _later(self, delivery: Delivery, push: Push) -> Settled:
        """Again when the platform takes it: what says nothing about the one message holds all that
        goes there, for longer each time where the platform is away or not set up."""
        now, platform = self._clock.now(), delivery.platform
        wait = max(push.retry_after, 1.0)
        if push.detail in _OF_THE_MESSAGE:
            if delivery.attempts >= _MOST_ATTEMPTS:
                return Settled(delivery, DeliveryState.REFUSED, detail=push.detail)
            again_at = now + timedelta(seconds=wait) * 4 ** (delivery.attempts - 1)
            return Settled(delivery, DeliveryState.PENDING, detail=push.detail, again_at=again_at)
        if platform is not None and platform not in self._holding(now):
            if push.detail not in _RATE_LIMITED:
                failed = self._failed[platform] = self._failed.get(platform, 0) + 1
                wait = min(wait * 2 ** min(failed - 1, 10), max(wait, _LONGEST_HOLD))
                log.warning("broadcast.held", platform=platform, why=push.detail, seconds=wait)
            self._held[platform] = now + timedelta(seconds=wait)
        again_at = self._held[platform] if platform is not None else now + timedelta(seconds=wait)
        return Settled(
            delivery, DeliveryState.PENDING, detail=push.detail, again_at=again_at, counts=False
        )

    # ------------------------------------------------------------ ending

    async def _end_finished(self) -> None:
        now = self._clock.now()
        async with self._house.database.read() as unit:
            sending = await unit.broadcasts.in_state(BroadcastState.SENDING, now)
            over = [each.id for each in sending if not await unit.deliveries.open_left(each.id)]
        for broadcast_id in over:
            async with self._house.database.write() as unit:
                broadcast = await unit.broadcasts.lock(broadcast_id)
                if broadcast is None or broadcast.state is not BroadcastState.SENDING:
                    continue
                broadcast.move(BroadcastState.DONE, now)
                await notify(
                    unit,
                    NoticeKind.BROADCAST_DONE,
                    key=f"{NoticeKind.BROADCAST_DONE}:{broadcast.id}",
                    volunteer_id=broadcast.author_id,
                    facts={"broadcast": broadcast.id},
                    now=now,
                    new_id=self._house.new_id,
                )
            if self._boards is not None:
                await self._boards.show(broadcast)

"""Background work: what is due is in SQL; a tick claims it under lock and is the recovery path.

Every job is short, does a bounded amount and may run twice or in two processes: what it takes is
locked, and what it did is written in the same transaction.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.broadcasts.boards import Boards, ShowsBoards
from bot.broadcasts.mass import MassSender
from bot.broadcasts.planner import Planner
from bot.broadcasts.sender import Sender
from bot.broadcasts.unserved import leave_out_unserved
from bot.covering import find_cover
from bot.dialogue.turn import House
from bot.intake import HandOver, Intake
from bot.messages import Answer, Inbound, Push, PushOutcome
from bot.messengers import Messengers
from bot.notices import notice_screen
from bot.settling import settle
from bot.waiting import without_choices
from domain.broadcasts.pictures import DRAFTS_KEPT
from domain.cases.escalation import escalate_cases
from domain.clock import Clock
from domain.hours.attendance import close_forgotten
from domain.hours.decisions import escalate
from domain.notices.model import Notice
from domain.signups.waitlist import expire_offers
from domain.volunteers.model import Account, Language, Platform
from storage.database import StoreUnavailable
from storage.redis import RedisAway
from storage.unit import Unit

log = structlog.get_logger()

_AT_ONCE = 50
_SHORTER_THAN_A_MINUTE = timedelta(seconds=40)
_OTHERS_MAY = frozenset({PushOutcome.UNREACHABLE, PushOutcome.REFUSED, PushOutcome.WAITS})
"""Outcomes of a notice that another account of the person may still take."""
_LEASE = timedelta(minutes=2)
"""A notice whose sender was killed is tried again after this long."""


class Jobs:
    """The jobs of an installation."""

    def __init__(
        self,
        house: House,
        clock: Clock,
        intake: Intake,
        messengers: Messengers,
        boards: Mapping[Platform, ShowsBoards] | None = None,
    ) -> None:
        """Args: boards: the platforms on which progress can show itself."""
        self._house = house
        self._clock = clock
        self._intake = intake
        self._messengers = messengers
        self._planner = Planner(house, clock)
        self._boards = Boards(house, clock, boards or {})
        self._sender = Sender(house, clock, intake, messengers, self._boards)
        self._mass_sender = MassSender(house, clock, messengers)
        self._broadcasting = asyncio.Lock()

    async def tick(self) -> None:
        """Everything that is due now, in the order in which one leads to the next."""
        await self.mind_shifts()
        await find_cover(self._house, self._clock.now())
        await self.deliver_notices()
        await self.forget_old()

    # ------------------------------------------------------------ broadcasts

    async def broadcasts(self) -> bool:
        """Plans what was written, sends what is due, for less than a minute.

        Returns:
            Whether there is more to do at once.
        """
        if self._broadcasting.locked():
            return False  # this process is at it
        async with self._broadcasting:
            await self._planner.plan_all()
            await leave_out_unserved(self._house, self._clock)
            until = self._clock.now() + _SHORTER_THAN_A_MINUTE
            showing = asyncio.create_task(self._boards.keep_up())
            try:
                await self._send_to_many(until)
                await self._sender.send_due(until=until)
            finally:
                showing.cancel()
                await asyncio.gather(showing, return_exceptions=True)
            await self._boards.show_moved()
            return self._clock.now() >= until

    async def _send_to_many(self, until: datetime) -> None:
        try:
            await self._mass_sender.send_due(until=until)
        except Exception:
            # What goes to single persons goes out all the same.
            log.exception("broadcast.mass_failed")

    # ------------------------------------------------------------ deadlines

    async def mind_shifts(self) -> None:
        """Offers that ran out, check-outs that were forgotten, claims and cases that wait too
        long."""
        house, now = self._house, self._clock.now()
        async with house.database.write() as unit:
            await expire_offers(unit, now=now, new_id=house.new_id, policy=house.policy)
        for work in (close_forgotten, escalate):
            async with house.database.write() as unit:
                await work(
                    unit,
                    now=now,
                    new_id=house.new_id,
                    policy=house.policy,
                    workdays=house.workdays,
                )
        async with house.database.write() as unit:
            await escalate_cases(unit, now=now, new_id=house.new_id, policy=house.policy)

    async def forget_old(self) -> None:
        """Forgets message ids that no platform repeats any more, and pictures of drafts that
        nobody goes on with."""
        now = self._clock.now()
        async with self._house.database.write() as unit:
            await unit.inbound.forget_before(now - self._house.policy.inbound_kept)
            await unit.pictures.forget_drafts_before(now - DRAFTS_KEPT)

    # ------------------------------------------------------------ notices

    async def deliver_notices(self) -> int:
        """Hands over the notices that are due; returns how many there were."""
        async with self._house.database.read() as unit:
            due = await unit.notices.due(self._clock.now(), limit=_AT_ONCE)
        for notice in due:
            try:
                await self._deliver(notice)
            except StoreUnavailable:
                raise
            except RedisAway:
                log.warning("jobs.notice.later", kind=notice.kind)
            except Exception:
                # A fault of ours in one notice holds up no other; it is not tried for ever, and a
                # place that could not be offered goes to the next.
                log.exception("jobs.notice", kind=notice.kind)
                failed = Push(PushOutcome.UNREACHABLE, detail="our mistake")
                await self._settle(notice, None, failed)
        return len(due)

    async def _deliver(self, notice: Notice) -> None:
        now = self._clock.now()
        async with self._house.database.read() as unit:
            accounts = await unit.accounts.reachable_for(notice.account_id, notice.volunteer_id)
            language = accounts[0].language or Language.ZH if accounts else Language.ZH
            screen = await notice_screen(unit, notice, language, self._house, now)
            unwanted = not notice.service and await _stopped(unit, notice.volunteer_id)
        over = notice.expires_at is not None and notice.expires_at <= now
        if screen is None or over or unwanted:
            detail = "stopped" if unwanted else "out-of-date"
            log.info("jobs.notice.dropped", kind=notice.kind, why=detail)
            await self._nobody(notice, Push(PushOutcome.UNREACHABLE, detail=detail))
        elif not accounts:
            await self._nobody(notice, Push(PushOutcome.UNREACHABLE))
        else:
            await self._tell(notice, accounts, language, now)

    async def _tell(
        self, notice: Notice, accounts: Sequence[Account], language: Language, now: datetime
    ) -> None:
        """Tries one account after the other, each in its turn, from the claim to what became of it:
        a message that comes in meanwhile finds the notice due, told or waiting."""
        claimed, reached = None, None
        for account in accounts:
            async with self._intake.turn(account):
                claimed = claimed or await self._claim(notice)
                if claimed is None:
                    return  # somebody else has it, or it went with a message of the person's own
                push = await self._push(account, claimed, language, now)
                if push.outcome is PushOutcome.UNREACHABLE:
                    await self._mark_unreachable(account)
                elif push.outcome is not PushOutcome.REFUSED:
                    reached = account
                tries_on = push.outcome in _OTHERS_MAY
                if not tries_on or account is accounts[-1]:
                    await self._settle(claimed, reached, push)
                    return

    async def _nobody(self, notice: Notice, push: Push) -> None:
        if (claimed := await self._claim(notice)) is not None:
            await self._settle(claimed, None, push)

    async def _claim(self, notice: Notice) -> Notice | None:
        now = self._clock.now()
        async with self._house.database.write() as unit:
            return await unit.notices.claim(notice.id, now, until=now + _LEASE)

    async def _settle(self, notice: Notice, account: Account | None, push: Push) -> None:
        async with self._house.database.write() as unit:
            await settle(unit, self._house, notice, account, push, self._clock.now())

    async def _push(
        self, account: Account, notice: Notice, language: Language, now: datetime
    ) -> Push:
        spoken = account.language or language
        async with self._house.database.read() as unit:
            screen = await notice_screen(unit, notice, spoken, self._house, now)
        if screen is None:
            return Push(PushOutcome.UNREACHABLE, detail="out-of-date")
        try:
            beside_form = without_choices(notice, screen, spoken)
            return await self._intake.push(
                account, screen, beside_form, spoken, self._messengers.push
            )
        except (StoreUnavailable, RedisAway):
            return Push(PushOutcome.LATER, detail="store away")  # nothing was sent
        except Exception:
            log.exception("jobs.push", kind=notice.kind)
            return Push(PushOutcome.UNKNOWN)

    async def _mark_unreachable(self, account: Account) -> None:
        async with self._house.database.write() as unit:
            await unit.accounts.mark_unreachable(account.id)

    # ------------------------------------------------------------ kept messages

    async def take_up_kept(self) -> int:
        """Answers what was acknowledged before its answer and then lost its process."""
        return await self._intake.take_up_kept(self._hand_over_for)

    def _hand_over_for(self, inbound: Inbound) -> HandOver:
        async def hand_over(answer: Answer) -> Push:
            if answer.handed_over or answer.screen is None:
                return Push(PushOutcome.SENT)
            return await self._messengers.send_answer(inbound.platform, inbound.user_id, answer)

        return hand_over


async def _stopped(unit: Unit, volunteer_id: str | None) -> bool:
    """Whether the person wants no messages beside those of their own services."""
    person = await unit.volunteers.get(volunteer_id) if volunteer_id is not None else None
    return person is not None and person.messages_stopped

"""One message: what is known of it, its answer, and what became of that."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.commands import ShowsCommands, own_commands, show
from bot.delivery import Seen, screens_from_json, screens_to_json, seen_from_json, seen_to_json
from bot.dialogue.engine import Dialogue
from bot.dialogue.languages import language_for
from bot.dialogue.session import Session, session_from_json
from bot.dialogue.turn import House, Turn
from bot.kept import Kept
from bot.messages import (
    Answer,
    Content,
    Inbound,
    Left,
    Push,
    PushOutcome,
    Screen,
    Text,
    screen_from_json,
    screen_to_json,
)
from bot.receiving import HandOver
from bot.settling import settle
from bot.waiting import (
    Waiting,
    first_of,
    late_answer,
    let_wait,
    something_to_take_up,
    take_up,
    waiting_for,
    with_question,
)
from domain.clock import Clock
from domain.volunteers.model import Account, Platform, Window
from nlu.exact import number_in
from storage.database import StoreUnavailable
from storage.delivery import Arrival
from storage.redis import RedisAway
from storage.redis.sessions import Copies
from storage.tables import InboundRow, SessionRow

log = structlog.get_logger()

_NOTED_EVERY = timedelta(hours=1)

#: The window that a message opens, given the last one; None where that one does as well.
OpensWindow = Callable[[Window | None, Content, datetime], Window | None]


class Handler:
    """Answers one message after the other; whose turn it is, ``Intake`` knows."""

    def __init__(
        self, house: House, clock: Clock, dialogue: Dialogue, copies: Copies, kept: Kept
    ) -> None:
        self._house = house
        self._clock = clock
        self._dialogue = dialogue
        self._copies = copies
        self._kept = kept
        self.after_effects: Callable[[], Awaitable[None]] | None = None
        """Called after a message had effects: others may have to be told of them now."""
        self.opens_window: Mapping[Platform, OpensWindow] = {}
        """The platforms that let us write first only for a while after a person wrote."""
        self.shows_commands: Mapping[Platform, ShowsCommands] = {}
        """The platforms on which a chat can have commands of its own."""

    async def handle(self, inbound: Inbound, hand_over: HandOver) -> Answer:
        """Answers a message, in its account's turn; a repeat gets the same answer again."""
        copy = await self._copies.load(inbound.account_key, inbound.id)
        if copy.seen is not None:
            return await self._again(inbound, seen_from_json(copy.seen), hand_over)
        now = self._clock.now()
        async with self._house.database.read() as unit:
            arrival = await unit.arrivals.of(inbound.platform, inbound.user_id, inbound.id, now)
            waiting = await waiting_for(unit, arrival, self._house, now)
        if arrival.seen is not None:
            if arrival.account is None:
                # It deleted the person's data, and its process ended before the copies followed.
                await self._copies.forget(inbound.account_key)
            # Handed over with no unit of work open: the platform may take its time.
            return await self._again(inbound, _seen_from(arrival.seen), hand_over)
        stored = newer_session(copy.session, arrival.session)
        if something_to_take_up(inbound, arrival):
            async with self._house.database.write() as unit:
                waiting = await take_up(unit, inbound, arrival, self._house, now)
        waiting = first_of(waiting)
        if arrival.in_inbox:
            self._kept.known(inbound.id)
        turn = self._turn(inbound, arrival, session_from_json(stored))
        language, first = turn.language, turn.session.revision == 0
        try:
            seen = await self._answer(turn, arrival, waiting)
        except (StoreUnavailable, RedisAway):
            raise
        except Exception:
            # An error of ours: nothing of it lasts, the person is told, and it is logged.
            log.exception("intake.error", inbound_kind=type(inbound.content).__name__)
            turn.session = session_from_json(stored)
            turn.session.revision += 1
            seen = Seen(Screen(turn.texts("our-mistake")), turn.language.value)
            waiting = []  # not shown with this answer, so they wait on
        finally:
            await turn.end()
        if seen.effects:
            for account_key in turn.forgotten:
                await self._copies.forget(account_key)
        await self._copies.store(
            inbound.account_key, turn.session.to_json(), inbound.id, seen_to_json(seen)
        )
        answer = seen.answer(repeated=False)
        push = await self._hand(answer, hand_over)
        await self._after(inbound, seen, push, waiting)
        if first or seen.effects or turn.language is not language:
            await self._show_commands(turn)
        if seen.effects and self.after_effects is not None:
            await self.after_effects()
        return answer

    def _turn(self, inbound: Inbound, arrival: Arrival, session: Session) -> Turn:
        language, settled = language_for(inbound, arrival.account, session)
        if settled:
            session.language = language
        return Turn(
            house=self._house,
            inbound=inbound,
            now=self._clock.now(),
            language=language,
            session=session,
            account=arrival.account,
            person=arrival.person,
        )

    async def _answer(self, turn: Turn, arrival: Arrival, waiting: list[Waiting]) -> Seen:
        late = late_answer(waiting)
        asked_for_it = (
            isinstance(turn.inbound.content, Text) and number_in(turn.inbound.content.text) == 1
        )
        if late is not None and asked_for_it:
            screen: Screen | None = late.screen
            turn.session.screen = screen
            waiting = [notice for notice in waiting if notice is not late]
        else:
            screen = await self._dialogue.answer(turn)
            if screen is not None and turn.session.form is None:
                screen = turn.session.screen = with_question(screen, waiting)
        if turn.inbound.account_key in turn.forgotten:
            waiting = []  # nothing more is told, and nothing of it kept with the answer
        if turn.account is not None:
            opens = self.opens_window.get(turn.inbound.platform)
            window = opens(turn.account.window, turn.inbound.content, turn.now) if opens else None
            if window is not None or _worth_noting(turn.account, turn):
                unit = await turn.write()
                await unit.accounts.mark_seen(turn.account.id, turn.now, window)
        turn.session.revision += 1
        seen = Seen(
            screen=screen,
            language=turn.language.value,
            notices=tuple(notice.before_answer for notice in waiting),
            effects=turn.wrote,
        )
        if turn.wrote:
            unit = await turn.write()
            inbound = turn.inbound
            await unit.inbound.add(
                InboundRow(
                    id=inbound.id,
                    account_key=inbound.account_key,
                    at=turn.now,
                    screen=screen_to_json(screen) if screen else None,
                    language=seen.language,
                    notices=screens_to_json(seen.notices),
                    form_id=turn.form_id,
                )
            )
            await unit.sessions.put(
                inbound.account_key, turn.session.revision, turn.session.to_json(), turn.now
            )
        await turn.commit()
        return seen

    async def _again(self, inbound: Inbound, seen: Seen, hand_over: HandOver) -> Answer:
        """A repeat: the same answer, nothing done."""
        answer = seen.answer(repeated=True)
        push = await self._hand(answer, hand_over)
        if not seen.handed_over:
            await self._after(inbound, seen, push, [])
        elif inbound.id in self._kept:
            await self._kept.remove(inbound.id)
        return answer

    async def _show_commands(self, turn: Turn) -> None:
        """Only for looks, after the answer: what goes wrong here is shown with the next change."""
        platform = self.shows_commands.get(turn.inbound.platform)
        if platform is None:
            return
        try:
            wanted = await own_commands(turn)
        finally:
            await turn.end()  # nothing is held open while the platform is asked
        if wanted != turn.session.commands and await show(platform, turn.inbound.user_id, wanted):
            turn.session.commands = wanted
            await self._copies.store_session(turn.inbound.account_key, turn.session.to_json())

    async def _hand(self, answer: Answer, hand_over: HandOver) -> Push:
        try:
            return await hand_over(answer)
        except Exception:
            # Whatever the platform's library threw: it may have arrived, never send it blindly.
            log.exception("intake.hand_over")
            return Push(PushOutcome.UNKNOWN)

    async def _after(
        self, inbound: Inbound, seen: Seen, push: Push, waiting: list[Waiting]
    ) -> None:
        """Notes what became of an answer."""
        match push.outcome:
            case PushOutcome.LATER:
                await self._kept.keep(inbound)
                return
            case PushOutcome.WAITS if seen.screen is not None:
                await self._let_wait(inbound, seen)
                return
            case _:
                pass
        given = replace(seen, handed_over=True, as_reply=push.as_reply)
        await self._copies.mark_handed_over(inbound.account_key, inbound.id, seen_to_json(given))
        unreachable = push.outcome is PushOutcome.UNREACHABLE
        if not (seen.effects or waiting or unreachable or inbound.id in self._kept):
            return
        now = self._clock.now()
        async with self._house.database.write() as unit:
            await unit.inbound.mark_handed_over(inbound.id, now)
            await unit.inbox.remove(inbound.id)
            # Where the answer was refused what went before it may be on the phone.
            if push.outcome in {PushOutcome.SENT, PushOutcome.UNKNOWN, PushOutcome.REFUSED}:
                account = await unit.accounts.of_user(inbound.platform, inbound.user_id)
                for each in waiting:
                    await settle(unit, self._house, each.notice, account, push, now)
            if unreachable:
                await unit.accounts.mark_unreachable_user(inbound.platform, inbound.user_id)
        self._kept.removed(inbound.id)

    async def _let_wait(self, inbound: Inbound, seen: Seen) -> None:
        """The answer goes with the person's next message: it must not be lost until then."""
        now = self._clock.now()
        async with self._house.database.write() as unit:
            await let_wait(unit, self._house, inbound, seen, now)
            await unit.inbox.remove(inbound.id)
        self._kept.removed(inbound.id)


def newer_session(copy: str | None, last: SessionRow | None) -> str | None:
    """The session to go on with: SQL's where the copy is older (a kill fell between the two)."""
    if last is None:
        return copy
    if copy is None or session_from_json(copy).revision < last.revision:
        return last.body
    return copy


def _worth_noting(account: Account, turn: Turn) -> bool:
    """Whether it must be written that the person is there: whoever writes can be reached again, and
    of several accounts the one last written from is tried first, to the hour."""
    if isinstance(turn.inbound.content, Left):
        return False
    if not account.reachable:
        return True
    if account.platform is not Platform.WECHAT:
        return False
    return account.last_seen_at is None or turn.now - account.last_seen_at > _NOTED_EVERY


def _seen_from(row: InboundRow) -> Seen:
    handed_over = row.handed_over_at is not None
    return Seen(
        screen=screen_from_json(row.screen) if row.screen else None,
        language=row.language,
        notices=screens_from_json(row.notices),
        effects=True,
        handed_over=handed_over,
        as_reply=handed_over,  # it may have been: better given again than never
    )

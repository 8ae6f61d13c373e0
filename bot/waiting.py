"""What waits for a person's next message: notices that could not be pushed, and late answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery import Seen, screens_to_json
from bot.dialogue.turn import House
from bot.messages import Inbound, Left, Screen, Wants, screen_from_json, screen_to_json
from bot.notices.wordings import WORDINGS, notice_screen
from bot.texts import texts_for
from domain.notices.model import Notice, NoticeKind, NoticeState
from domain.signups.waitlist import offer_key, retry_unreached
from domain.volunteers.model import Language, Platform, Volunteer
from domain.volunteers.usecases import find_or_create_account
from storage.delivery import Arrival
from storage.tables import InboundRow
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to hand over before the answer to the next message."""

    notice: Notice
    screen: Screen
    before_answer: Screen
    """Without choices: two numbered lists in one message would be ambiguous."""

    @property
    def asks(self) -> bool:
        """Whether it is a question, so that its choices must be at hand."""
        return WORDINGS[self.notice.kind].question and bool(self.screen.choices)

    @property
    def asked_for(self) -> bool:
        """Whether it is the answer to an earlier message of the person's own."""
        return self.notice.kind is NoticeKind.LATE_ANSWER


_LEASE = timedelta(minutes=2)
_MOST_AT_ONCE = 6
"""What one message has room for and a person patience; the others come with the next one."""
"""What goes with an answer that is not handed over is told by a job after this long."""


async def waiting_for(unit: Unit, arrival: Arrival, house: House, now: datetime) -> list[Waiting]:
    """What waits for the account, oldest first."""
    if not arrival.notices_wait or arrival.account is None:
        return []
    account = arrival.account
    language = account.language or Language.ZH
    waiting = []
    for notice in await unit.notices.waiting_for(account.id, account.volunteer_id, now):
        screen = await _screen(unit, notice, language, house, now)
        if screen is not None:
            waiting.append(_waiting(notice, screen, language))
    return waiting


def first_of(waiting: Sequence[Waiting]) -> list[Waiting]:
    """What is told with one answer: what asks something or was asked for, then the oldest."""
    first = sorted(waiting, key=lambda each: not (each.asks or each.asked_for))[:_MOST_AT_ONCE]
    return [each for each in waiting if each in first]


def something_to_take_up(inbound: Inbound, arrival: Arrival) -> bool:
    """Whether ``take_up`` has anything to do."""
    here = not isinstance(inbound.content, Left)
    wechat = inbound.platform is Platform.WECHAT
    return (wechat and (arrival.unheard or (here and arrival.notices_due))) or (
        here and arrival.unreached
    )


async def take_up(
    unit: Unit, inbound: Inbound, arrival: Arrival, house: House, now: datetime
) -> list[Waiting]:
    """What waits for the account, with all that becomes due to be told because it writes now.

    On WeChat: answers that a process took with it, as the platform asks three times and then never
    again; and what is to be sent at this moment, as who writes may have no other way of getting it.
    On both: a free place for somebody who could not be reached when it was their turn.
    """
    if inbound.platform is Platform.WECHAT and arrival.unheard:
        for row in await unit.inbound.unheard(inbound.account_key, inbound.id):
            await _wait_for_next_message(unit, house, inbound, row, now)
        arrival = replace(arrival, notices_wait=True)
    waiting = await waiting_for(unit, arrival, house, now)
    account, person = arrival.account, arrival.person
    if account is None or isinstance(inbound.content, Left):
        return waiting
    notices: list[Notice] = []
    if arrival.unreached and person is not None:
        notices += await _offered_again(unit, person, house, now)
    if inbound.platform is Platform.WECHAT and arrival.notices_due:
        stopped = person is not None and person.messages_stopped
        due = await unit.notices.take_due(account.id, account.volunteer_id, now, until=now + _LEASE)
        notices += [notice for notice in due if notice.service or not stopped]
    language = account.language or Language.ZH
    for notice in notices:
        screen = await notice_screen(unit, notice, language, house, now)
        if screen is not None:
            waiting.append(_waiting(notice, screen, language))
    return waiting


async def _offered_again(
    unit: Unit, person: Volunteer, house: House, now: datetime
) -> list[Notice]:
    own_ids = list(await unit.volunteers.person_ids(person.id))
    own_ids += [each.id for each in await unit.households.members(own_ids) if each.is_child]
    again = await retry_unreached(unit, person.id, now=now, new_id=house.new_id)
    taken = [
        await unit.notices.take(offer_key(signup), until=now + _LEASE)
        for signup in again
        if signup.volunteer_id in own_ids
    ]
    return [notice for notice in taken if notice is not None]


def without_choices(notice: Notice, screen: Screen, language: Language) -> Screen:
    """The notice as news beside another question; it names the word that shows its own again."""
    text, instead = screen.text, WORDINGS[notice.kind].instead
    if screen.choices and instead:
        text = f"{text}\n{texts_for(language)(instead)}"
    return Screen(text, attachment=screen.attachment)


def _waiting(notice: Notice, screen: Screen, language: Language) -> Waiting:
    return Waiting(notice, screen, without_choices(notice, screen, language))


def with_question(screen: Screen, waiting: Sequence[Waiting]) -> Screen:
    """The answer, with the choices of the question that waited put before its own.

    Two questions at once would both say "confirm": then each names the word that shows it again.
    """
    asking = [each.screen.choices for each in waiting if each.asks]
    if len(asking) != 1 or screen.wants is not Wants.CHOICE:
        return screen
    taken = {choice.label for choice in asking[0]}
    own = tuple(choice for choice in screen.choices if choice.label not in taken)
    return replace(screen, choices=(*asking[0], *own), in_place=False)


def late_answer(waiting: Sequence[Waiting]) -> Waiting | None:
    """The newest answer that came too late to be handed over."""
    late = [each for each in waiting if each.asked_for]
    return late[-1] if late else None


async def let_wait(unit: Unit, house: House, inbound: Inbound, seen: Seen, now: datetime) -> None:
    """Keeps an answer until the person's next message."""
    if seen.screen is None:
        return
    row = await unit.inbound.get(inbound.id)
    if row is None:
        row = InboundRow(
            id=inbound.id,
            account_key=inbound.account_key,
            at=now,
            screen=screen_to_json(seen.screen),
            language=seen.language,
            notices=screens_to_json(seen.notices),
        )
        await unit.inbound.add(row)
    await _wait_for_next_message(unit, house, inbound, row, now)


async def _wait_for_next_message(
    unit: Unit, house: House, inbound: Inbound, row: InboundRow, now: datetime
) -> None:
    account = await find_or_create_account(
        unit,
        inbound.platform,
        inbound.user_id,
        language=Language(row.language),
        now=now,
        new_id=house.new_id,
    )
    await unit.notices.add_once(
        Notice(
            id=house.new_id(),
            key=f"late:{row.id}"[:120],
            kind=NoticeKind.LATE_ANSWER,
            account_id=account.id,
            facts=json.dumps({"inbound": row.id}),
            due_at=now,
            expires_at=now + house.policy.inbound_kept,
            state=NoticeState.WAITS,
            created_at=now,
        )
    )


async def _screen(
    unit: Unit, notice: Notice, language: Language, house: House, now: datetime
) -> Screen | None:
    if notice.kind is not NoticeKind.LATE_ANSWER:
        return await notice_screen(unit, notice, language, house, now)
    row = await unit.inbound.get(json.loads(notice.facts)["inbound"])
    return screen_from_json(row.screen) if row is not None and row.screen else None

"""What became of a notice, and what follows from it."""

import json
from datetime import datetime, timedelta

from bot.dialogue.turn import House
from bot.messages import Push, PushOutcome
from domain.cases.escalation import not_reached
from domain.covers.answering import ask_not_delivered
from domain.notices.model import Notice, NoticeKind, NoticeState
from domain.signups.waitlist import offer_handed_over, offer_not_delivered
from domain.volunteers.model import Account
from storage.unit import Unit

_MOST_ATTEMPTS = 8
_STATES = {
    PushOutcome.SENT: NoticeState.SENT,
    PushOutcome.WAITS: NoticeState.WAITS,
    PushOutcome.UNKNOWN: NoticeState.UNKNOWN,
}

_NOT_LATER = frozenset({NoticeKind.PLACE_OFFERED, NoticeKind.COVER_ASKED})
"""What goes to others at once where it could not be handed over."""


async def settle(
    unit: Unit, house: House, notice: Notice, account: Account | None, push: Push, now: datetime
) -> None:
    """Writes what became of a notice.

    An offered place is held from hand-over on; where it could not be handed over at once it goes
    to the next, and the person keeps the rank (rules.md, "Signing up"). Likewise others are asked
    for cover, and the person was not; and a case that does not reach the one it was given to goes
    to the next; an incident also where the news waits until they write.
    """
    if push.outcome is PushOutcome.LATER and notice.attempts < _MOST_ATTEMPTS:
        await unit.notices.postpone(notice.id, now + timedelta(seconds=max(push.retry_after, 10)))
        return
    delivered = push.outcome in {PushOutcome.SENT, PushOutcome.UNKNOWN}
    if notice.kind is NoticeKind.PLACE_OFFERED:
        signup_id = json.loads(notice.facts)["signup"]
        if delivered:
            await offer_handed_over(unit, signup_id, now=now, policy=house.policy)
        else:
            await offer_not_delivered(
                unit, signup_id, now=now, new_id=house.new_id, policy=house.policy
            )
    if notice.kind is NoticeKind.COVER_ASKED and not delivered:
        ask_id = json.loads(notice.facts)["ask"]
        await ask_not_delivered(unit, ask_id, now=now, policy=house.policy)
    state = _STATES.get(push.outcome, NoticeState.UNREACHABLE)
    lost = not delivered and notice.volunteer_id is not None
    if lost and notice.kind is NoticeKind.CASE_OPENED:
        case_id = json.loads(notice.facts)["case"]
        waits = state is NoticeState.WAITS
        await not_reached(unit, case_id, str(notice.volunteer_id), waits=waits, now=now)
    if notice.kind in _NOT_LATER and not delivered:
        state = NoticeState.DROPPED
    await unit.notices.settle(
        notice.id,
        state,
        at=now,
        account_id=account.id if account else None,
        failure=push.detail or None,
    )

"""Calling somebody on a shift: one phone number at a time, for who manages the shift."""

from bot.dialogue.choices import choice, do
from bot.dialogue.flow import Flow
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift, note_looks
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from bot.texts.formats import say_phone
from domain.errors import Reason, Refused
from domain.signups.contacts import phone_of, phones_shown
from domain.signups.model import SignupState
from domain.signups.usecases import roster


async def roster_phones(turn: Turn, request: Request) -> Screen:
    """Who can be called: those with a place, a choice each."""
    shift, _ = await managed_shift(turn, request.slots.get("shift", ""))
    if not phones_shown(shift, turn.now, turn.house.policy):
        raise Refused(Reason.PHONE_NOT_SHOWN)
    lines = await roster(await turn.write(), actor_id(turn), shift.id)
    confirmed = [line for line in lines if line.signup.state is SignupState.CONFIRMED]
    page, text = request.page, turn.texts("contacts-which")
    shown = confirmed[page * AT_ONCE : (page + 1) * AT_ONCE]
    await note_looks(turn, shown)
    choices = [
        Choice(
            line.volunteer.name or turn.texts("nameless"),
            Request("see_phone", {"signup": line.signup.id}).action(),
        )
        for line in shown
    ]
    left = len(confirmed) - page * AT_ONCE - len(shown)
    if left > 0:
        text = f"{text}\n{turn.texts('contacts-left', left=left)}"
        choices.append(choice(turn, "more", "roster_phones", shift=shift.id, page=str(page + 1)))
    choices.append(do(turn, "view_roster", shift=shift.id))
    return Screen(text, choices=tuple(choices), in_place=True)


async def see_phone(turn: Turn, request: Request) -> Screen:
    """One person's phone number."""
    shown = await phone_of(
        await turn.write(),
        actor_id(turn),
        request.slots.get("signup", ""),
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    name, phone = shown.name or turn.texts("nameless"), say_phone(shown.phone)
    text = turn.texts("contacts-phone", name=name, phone=phone)
    if shown.guardian is not None:
        guardian = shown.guardian.name or turn.texts("nameless")
        text = turn.texts("contacts-phone-guardian", name=name, guardian=guardian, phone=phone)
    choices = (
        do(turn, "roster_phones", shift=shown.shift_id),
        do(turn, "view_roster", shift=shown.shift_id),
    )
    return Screen(text, choices=choices)


FLOW = Flow(answers={"roster_phones": roster_phones, "see_phone": see_phone})

"""One's own sign-ups: what is held, what is offered, and the answers to both."""

from collections.abc import Sequence

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.covering import cover_asks
from bot.dialogue.flow import Flow
from bot.dialogue.narrowing import own_meant
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.errors import Reason, Refused
from domain.signups.model import SignupState
from domain.signups.offers import offer_until
from domain.signups.ports import OwnSignup
from domain.signups.reminders import say_coming
from domain.signups.usecases import (
    my_signups,
)
from domain.signups.waitlist import accept_offer, decline_offer


async def my_sign_ups(turn: Turn, request: Request) -> Screen:
    """One's own sign-ups, soonest first, three at a time; an offered place can be taken here."""
    own = await own_sign_ups(turn)
    page = request.page
    texts = turn.texts
    more_projects = do(turn, "browse_offerings")
    asks = await cover_asks(turn) if page == 0 else []
    if not own:
        none = (*asks, more_projects)
        return Screen(texts("my-sign-ups-none"), choices=none, in_place=True)
    meant = own_meant(turn, own, request.slots)
    if not meant:
        turn.remarks.append(texts("my-sign-ups-none-meant"))
    own = meant or own
    offered = [each for each in own if each.signup.state is SignupState.OFFERED]
    rest = [each for each in own if each.signup.state is not SignupState.OFFERED]
    ordered = [*offered, *rest]
    shown = ordered[page * AT_ONCE : (page + 1) * AT_ONCE]
    lines = [texts("my-sign-ups-head"), *(_own_line(turn, each) for each in shown)]
    choices = [
        Choice(each.project.title, Request("my_sign_up", {"signup": each.signup.id}).action())
        for each in shown
    ]
    left = len(ordered) - page * AT_ONCE - len(shown)
    if left > 0:
        lines.append(texts("my-sign-ups-left", left=left))
        kept = {name: request.slots[name] for name in ("date", "period") if name in request.slots}
        choices.append(choice(turn, "more", "my_sign_ups", page=str(page + 1), **kept))
    return Screen("\n\n".join(lines), choices=(*choices, *asks, more_projects), in_place=True)


async def my_sign_up(turn: Turn, request: Request) -> Screen:
    """One sign-up, and what can be done about it."""
    each = await _own_signup(turn, request)
    if each.signup.state is SignupState.OFFERED:
        choices = [
            choice(turn, "confirm", "accept_offer", signup=each.signup.id),
            choice(turn, "decline-offer", "decline_offer", signup=each.signup.id),
        ]
    else:
        choices = [do(turn, "cancel_sign_up", shift=each.shift.id)]
    text = _own_details(turn, each)
    terms = each.project.terms_version
    if each.signup.state is SignupState.CONFIRMED and each.signup.acknowledged_version != terms:
        text = f"{text}\n{turn.texts('own-sign-up-changed')}"
        again = {"signup": each.signup.id, "v": str(terms)}
        choices.insert(0, choice(turn, "i-still-come", "still_coming", **again))
    choices += [do(turn, "view_project", project=each.project.id), do(turn, "my_sign_ups")]
    return Screen(text, choices=tuple(choices), in_place=True)


async def accept(turn: Turn, request: Request) -> Screen:
    """The person takes an offered place."""
    person = turn.volunteer()
    unit = await turn.write()
    signup = await accept_offer(
        unit,
        person.id,
        request.slots.get("signup", ""),
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    shift = await unit.shifts.get(signup.shift_id)
    project = await unit.projects.get(shift.project_id) if shift else None
    if shift is None or project is None:
        raise Refused(Reason.NOT_FOUND)
    return Screen(
        turn.texts(
            "sign-up-done",
            title=project.title,
            span=turn.say_span(shift.starts_at, shift.ends_at),
            address=shift.address,
        ),
        choices=offer(turn, "my_sign_ups"),
    )


async def decline(turn: Turn, request: Request) -> Screen:
    """The person does not want an offered place, which costs nothing."""
    person = turn.volunteer()
    unit = await turn.write()
    await decline_offer(
        unit,
        person.id,
        request.slots.get("signup", ""),
        now=turn.now,
        new_id=turn.house.new_id,
    )
    return Screen(turn.texts("offer-declined"), choices=offer(turn, "browse_offerings"))


async def coming(turn: Turn, request: Request) -> Screen:
    """The answer "I am coming" to a reminder: the leader sees it in the roster."""
    signup_id = request.slots.get("signup", "")
    await say_coming(await turn.write(), turn.volunteer().id, signup_id, now=turn.now)
    each = await _own_signup(turn, request)
    return Screen(
        turn.texts("coming-noted", address=each.shift.address), choices=offer(turn, "my_sign_ups")
    )


async def own_sign_ups(turn: Turn) -> Sequence[OwnSignup]:
    """What the person is signed up for or waits for, soonest first."""
    unit = await turn.read()
    return await my_signups(unit, turn.volunteer().id, now=turn.now)


async def _own_signup(turn: Turn, request: Request) -> OwnSignup:
    """One of the person's own sign-ups.

    Raises:
        Refused: it is not theirs, or over.
    """
    for each in await own_sign_ups(turn):
        if each.signup.id == request.slots.get("signup"):
            return each
    raise Refused(Reason.NOT_SIGNED_UP)


def _own_details(turn: Turn, each: OwnSignup) -> str:
    """With what to bring and, for those who hold a place, whom to ask."""
    held = each.signup.state is SignupState.CONFIRMED
    contact = each.shift.contact_in(each.project) if held else None
    facts = {"bring": each.project.bring, "contact": contact}
    more = [turn.texts(f"project-{name}", value=said) for name, said in facts.items() if said]
    return "\n".join((_own_line(turn, each), *more))


def _own_line(turn: Turn, each: OwnSignup) -> str:
    until = each.signup.offer_until or offer_until(
        turn.now, each.shift.starts_at, turn.house.policy
    )
    state = turn.texts(
        f"sign-up-state-{each.signup.state}",
        rank=each.rank or 0,
        until=turn.say_moment(until),
    )
    return turn.texts(
        "own-sign-up",
        title=each.project.title,
        span=turn.say_span(each.shift.starts_at, each.shift.ends_at),
        address=each.shift.address,
        state=state,
    )


FLOW = Flow(
    answers={
        "my_sign_ups": my_sign_ups,
        "my_sign_up": my_sign_up,
        "accept_offer": accept,
        "decline_offer": decline,
        "coming": coming,
    }
)

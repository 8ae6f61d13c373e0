"""One's own sign-ups, and those of the family: what is held, what is offered, and the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.covering import cover_asks
from bot.dialogue.flow import Flow
from bot.dialogue.narrowing import own_meant
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.errors import Reason, Refused
from domain.households.signing import FamilySignup, family_signups
from domain.signups.model import SignupState
from domain.signups.offers import offer_until
from domain.signups.ports import OwnSignup
from domain.signups.reminders import asks_whether_coming, say_coming
from domain.signups.usecases import (
    my_signups,
)
from domain.signups.waitlist import accept_offer, decline_offer

_MOST_OFFERS = 2
"""How many offered places of one shift can be answered at once; the others come next."""


@dataclass(frozen=True, slots=True)
class Outing:
    """All sign-ups of a family for one shift; the person's own comes first."""

    signups: tuple[FamilySignup, ...]
    me: str

    @property
    def first(self) -> OwnSignup:
        """The sign-up that stands for all: shift and project are the same."""
        return self.signups[0].own

    @property
    def mine_only(self) -> bool:
        """Whether nobody else of the family is on the shift."""
        return [each.person.id for each in self.signups] == [self.me]

    @property
    def outdated(self) -> OwnSignup | None:
        """A place for which other terms were acknowledged than those of today."""
        held = (each.own for each in self.signups if each.own.signup.state is SignupState.CONFIRMED)
        terms = self.first.project.terms_version
        return next((own for own in held if own.signup.acknowledged_version != terms), None)

    @property
    def offered(self) -> list[FamilySignup]:
        """Those who are offered a place."""
        return [each for each in self.signups if each.own.signup.state is SignupState.OFFERED]


async def my_sign_ups(turn: Turn, request: Request) -> Screen:
    """One's own sign-ups and the family's, soonest first, three at a time; an offered place can be
    taken here."""
    own = await outings(turn)
    page = request.page
    texts = turn.texts
    more_projects = do(turn, "browse_offerings")
    asks = await cover_asks(turn) if page == 0 else []
    if not own:
        none = (*asks, more_projects)
        return Screen(texts("my-sign-ups-none"), choices=none, in_place=True)
    meant = own_meant(turn, [each.first for each in own], request.slots)
    if not meant:
        turn.remarks.append(texts("my-sign-ups-none-meant"))
    own = [each for each in own if each.first in meant] or own
    offered = [each for each in own if each.offered]
    rest = [each for each in own if not each.offered]
    ordered = [*offered, *rest]
    shown = ordered[page * AT_ONCE : (page + 1) * AT_ONCE]
    lines = [texts("my-sign-ups-head"), *(_outing_line(turn, each) for each in shown)]
    choices = [
        Choice(
            each.first.project.title,
            Request("my_sign_up", {"signup": each.first.signup.id}).action(),
        )
        for each in shown
    ]
    left = len(ordered) - page * AT_ONCE - len(shown)
    if left > 0:
        lines.append(texts("my-sign-ups-left", left=left))
        kept = {name: request.slots[name] for name in ("date", "period") if name in request.slots}
        choices.append(choice(turn, "more", "my_sign_ups", page=str(page + 1), **kept))
    return Screen("\n\n".join(lines), choices=(*choices, *asks, more_projects), in_place=True)


async def my_sign_up(turn: Turn, request: Request) -> Screen:
    """One shift that one or several of the family are signed up for, and what can be done."""
    outing = await _outing(turn, request)
    each = outing.first
    if outing.offered:
        choices = _answers_to_offers(turn, outing)
    else:
        choices = [*_coming(turn, outing), do(turn, "cancel_sign_up", shift=each.shift.id)]
    text = _details(turn, outing)
    terms = each.project.terms_version
    if (outdated := outing.outdated) is not None:
        text = f"{text}\n{turn.texts('own-sign-up-changed')}"
        again = {"signup": outdated.signup.id, "v": str(terms)}
        choices.insert(0, choice(turn, "i-still-come", "still_coming", **again))
    choices += [do(turn, "view_project", project=each.project.id), do(turn, "my_sign_ups")]
    return Screen(text, choices=tuple(choices), in_place=True)


async def accept(turn: Turn, request: Request) -> Screen:
    """The person takes an offered place, their own or that of somebody they act for."""
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
    text = turn.texts(
        "sign-up-done",
        title=project.title,
        span=turn.say_span(shift.starts_at, shift.ends_at),
        address=shift.address,
    )
    if signup.volunteer_id not in await unit.volunteers.person_ids(person.id):
        owner = await unit.volunteers.get(signup.volunteer_id)
        name = (owner.name if owner else None) or turn.texts("nameless")
        text = f"{text}\n{turn.texts('sign-up-of', name=name)}"
    return Screen(text, choices=offer(turn, "my_sign_ups"))


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
        policy=turn.house.policy,
    )
    return Screen(turn.texts("offer-declined"), choices=offer(turn, "browse_offerings"))


async def coming(turn: Turn, request: Request) -> Screen:
    """The answer "I am coming" to a reminder: the leader sees it in the roster."""
    signup_id = request.slots.get("signup", "")
    await say_coming(await turn.write(), turn.volunteer().id, signup_id, now=turn.now)
    each = (await _outing(turn, request)).first
    return Screen(
        turn.texts("coming-noted", address=each.shift.address), choices=offer(turn, "my_sign_ups")
    )


async def own_sign_ups(turn: Turn) -> Sequence[OwnSignup]:
    """What the person is signed up for or waits for, soonest first."""
    unit = await turn.read()
    return await my_signups(unit, turn.volunteer().id, now=turn.now)


async def outings(turn: Turn) -> list[Outing]:
    """What the person or somebody they act for is signed up for, by shift, soonest first."""
    unit, me = await turn.read(), turn.volunteer().id
    found = await family_signups(unit, me, now=turn.now)
    by_shift = groupby(found, key=lambda each: each.own.shift.id)
    return [Outing(tuple(signups), me) for _, signups in by_shift]


async def of_a_family(turn: Turn) -> bool:
    """Whether somebody for whom the person acts is signed up for anything."""
    return not all(each.mine_only for each in await outings(turn))


async def _outing(turn: Turn, request: Request) -> Outing:
    """The shift of a sign-up on which the person may act.

    Raises:
        Refused: it is not theirs, or over.
    """
    wanted = request.slots.get("signup")
    for outing in await outings(turn):
        if any(each.own.signup.id == wanted for each in outing.signups):
            return outing
    raise Refused(Reason.NOT_SIGNED_UP)


def _answers_to_offers(turn: Turn, outing: Outing) -> list[Choice]:
    """Yes and no to an offered place; of somebody else, with the name."""
    choices = []
    for each in outing.offered[:_MOST_OFFERS]:
        answers = (("confirm", "accept_offer"), ("decline-offer", "decline_offer"))
        name = each.person.volunteer.name or turn.texts("nameless")
        for key, asked in answers:
            label = turn.texts(key)
            if each.person.id != outing.me:
                label = turn.texts("answer-for", answer=label, name=name)
            action = Request(asked, {"signup": each.own.signup.id}).action()
            choices.append(Choice(label, action))
    return choices


def _coming(turn: Turn, outing: Outing) -> list[Choice]:
    """The answer to a reminder: one that came in the middle of a form could not be answered, and
    sends people here."""
    asked = (
        each.own.signup
        for each in outing.signups
        if asks_whether_coming(
            each.own.signup, each.own.shift, now=turn.now, policy=turn.house.policy
        )
    )
    return [choice(turn, "i-am-coming", "coming", signup=each.id) for each in asked][:1]


def _details(turn: Turn, outing: Outing) -> str:
    """With what to bring and, for those who hold a place, whom to ask."""
    held = any(each.own.signup.state is SignupState.CONFIRMED for each in outing.signups)
    project, shift = outing.first.project, outing.first.shift
    facts = {"bring": project.bring, "contact": shift.contact_in(project) if held else None}
    more = [turn.texts(f"project-{name}", value=said) for name, said in facts.items() if said]
    return "\n".join((_outing_line(turn, outing), *more))


def _outing_line(turn: Turn, outing: Outing) -> str:
    each = outing.first
    if outing.mine_only:
        state = _state(turn, each)
    else:
        state = "\n".join(
            turn.texts(
                "sign-up-state-of",
                name=one.person.volunteer.name or turn.texts("nameless"),
                state=_state(turn, one.own),
            )
            for one in outing.signups
        )
    return turn.texts(
        "own-sign-up",
        title=each.project.title,
        span=turn.say_span(each.shift.starts_at, each.shift.ends_at),
        address=each.shift.address,
        state=state,
    )


def _state(turn: Turn, each: OwnSignup) -> str:
    until = each.signup.offer_until or offer_until(
        turn.now, each.shift.starts_at, turn.house.policy
    )
    return turn.texts(
        f"sign-up-state-{each.signup.state}",
        rank=each.rank or 0,
        until=turn.say_moment(until),
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

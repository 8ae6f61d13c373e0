"""Signing up, the waitlist, and one's own sign-ups."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import Answered, Flow
from bot.dialogue.form import Form
from bot.dialogue.narrowing import own_meant, shifts_meant
from bot.dialogue.offerings import AT_ONCE, browse_offerings, days_said, describe, filters_said
from bot.dialogue.projects import meant_project
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.payloads import PayloadKind
from domain.errors import Reason, Refused
from domain.offerings.browsing import ProjectView, browse, project_view
from domain.signups.model import SignupState
from domain.signups.offers import offer_until
from domain.signups.ports import OwnSignup
from domain.signups.usecases import (
    SignedUp,
    Waitlisted,
    cancel_sign_up,
    check_sign_up,
    my_signups,
    sign_up,
)
from domain.signups.waitlist import accept_offer, decline_offer


class SignUp(Form):
    """A place on a shift: what must be known is shown and acknowledged (条例 12, 14)."""

    name = "sign_up"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        view = await self._named(turn, request)
        project = view.offering.project
        slots: dict[str, Value] = {"project": project.id, "version": project.terms_version}
        shifts = view.offering.shifts
        if not shifts:
            raise Refused(Reason.SHIFT_OVER)
        wanted = shifts_meant(turn, shifts, request.slots)
        if not wanted:
            turn.remarks.append(turn.texts("sign-up-other-times-only"))
        joinable = [each for each in wanted or shifts if each.reason is None]
        named = request.slots.get("shift")
        if named is None and len(joinable) < 2:
            named = (joinable or wanted or list(shifts))[0].shift.id
        elif named is None and len(wanted) < len(shifts):
            slots["candidates"] = ",".join(each.shift.id for each in joinable)
        if int(request.slots.get("count", "1")) > 1:
            slots["count"] = int(request.slots["count"])
        if named is not None:
            unit = await turn.read()
            await check_sign_up(
                unit, turn.volunteer().id, named, now=turn.now, policy=turn.house.policy
            )
            slots["shift"] = named
        return slots

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        if "shift" in state.slots and len(await self._shifts(turn, state)) < 2:
            return ()
        return (ChoiceField("shift", self._shifts),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        view = await self._view(turn, state)
        state.slots["version"] = view.offering.project.terms_version
        shown = _only(view, str(state.slots["shift"]))
        lines = [turn.texts("sign-up-read-back"), describe(turn, shown)]
        if shown.offering.shifts and shown.offering.shifts[0].full:
            lines.append(
                turn.texts("sign-up-full", rank=shown.offering.shifts[0].shift.waiting + 1)
            )
        if "count" in state.slots:
            others = int(state.slots["count"] or 0) - 1
            lines.append(turn.texts("sign-up-each-for-themselves", others=others))
        lines.append(turn.texts("sign-up-acknowledge"))
        return "\n\n".join(lines)

    async def attachment(self, turn: Turn, state: FormState) -> Attachment | None:
        """For those who come along: the way to the same project."""
        if "count" not in state.slots:
            return None
        project = str(state.slots["project"])
        link = turn.house.payloads.write(PayloadKind.PROJECT, project)
        return Attachment(AttachmentKind.QR, link)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        done = await sign_up(
            unit,
            turn.volunteer().id,
            str(state.slots["shift"]),
            int(state.slots["version"] or 0),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        facts = {
            "title": done.project.title,
            "span": turn.say_span(done.shift.starts_at, done.shift.ends_at),
            "address": done.shift.address,
        }
        match done:
            case SignedUp():
                text = turn.texts("sign-up-done", **facts)
            case Waitlisted(rank=rank):
                text = turn.texts("sign-up-waits", rank=rank, **facts)
        return Screen(text, choices=offer(turn, "my_sign_ups", "browse_offerings"))

    async def _named(self, turn: Turn, request: Request) -> ProjectView:
        if "shift" in request.slots:
            unit = await turn.read()
            shift = await unit.shifts.get(request.slots["shift"])
            if shift is None:
                raise Refused(Reason.NOT_FOUND)
            request = Request("sign_up", {"project": shift.project_id})
        view = await meant_project(turn, request)
        return view or await self._only_one(turn, request)

    async def _only_one(self, turn: Turn, request: Request) -> ProjectView:
        """The one project that a day leaves; of several, the person chooses."""
        unit, person = await turn.read(), turn.volunteer()
        if days_said(request.slots):
            there = await browse(
                unit,
                person.id,
                filters_said(turn, request.slots),
                now=turn.now,
                policy=turn.house.policy,
            )
            if there.total == 1:
                only = there.offerings[0].project.id
                return await project_view(
                    unit, person.id, only, now=turn.now, policy=turn.house.policy
                )
        turn.remarks.append(turn.texts("sign-up-which-project"))
        raise Answered(await browse_offerings(turn, request))

    async def _view(self, turn: Turn, state: FormState) -> ProjectView:
        unit = await turn.read()
        return await project_view(
            unit,
            turn.volunteer().id,
            str(state.slots["project"]),
            now=turn.now,
            policy=turn.house.policy,
        )

    async def _shifts(self, turn: Turn, state: FormState) -> list[Option]:
        view = await self._view(turn, state)
        named = str(state.slots.get("candidates") or "").split(",")
        joinable = [each for each in view.offering.shifts if each.reason is None]
        meant = [each for each in joinable if each.shift.id in named]
        return [
            Option(each.shift.id, turn.say_span(each.shift.starts_at, each.shift.ends_at))
            for each in meant or joinable
        ]


class CancelSignUp(Form):
    """Always possible; after the cut-off the leader is told at once (rules.md)."""

    name = "cancel_sign_up"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        own = await _own(turn)
        if not own:
            raise Refused(Reason.NOT_SIGNED_UP)
        named = request.slots.get("shift")
        if named is None:
            meant = own_meant(turn, own, request.slots)
            if not meant:
                turn.remarks.append(turn.texts("cancel-sign-up-none-meant"))
            if len(meant or own) > 1:
                return {"candidates": ",".join(each.shift.id for each in meant)}
            named = (meant or own)[0].shift.id
        if named not in {each.shift.id for each in own}:
            raise Refused(Reason.NOT_SIGNED_UP)
        return {"shift": named}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        if "shift" in state.slots and len(await _own(turn)) < 2:
            return ()
        return (ChoiceField("shift", self._shifts),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        for each in await _own(turn):
            if each.shift.id == state.slots["shift"]:
                cut_off = each.shift.starts_at - turn.house.policy.cancel_cut_off
                late = turn.now > cut_off and each.signup.state is SignupState.CONFIRMED
                return turn.texts(
                    "cancel-sign-up-read-back-late" if late else "cancel-sign-up-read-back",
                    title=each.project.title,
                    span=turn.say_span(each.shift.starts_at, each.shift.ends_at),
                )
        raise Refused(Reason.NOT_SIGNED_UP)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        await cancel_sign_up(
            unit,
            turn.volunteer().id,
            str(state.slots["shift"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return Screen(
            turn.texts("cancel-sign-up-done"),
            choices=offer(turn, "my_sign_ups", "browse_offerings"),
        )

    async def _shifts(self, turn: Turn, state: FormState) -> list[Option]:
        own = await _own(turn)
        named = str(state.slots.get("candidates") or "").split(",")
        meant = [each for each in own if each.shift.id in named]
        return [
            Option(
                each.shift.id,
                turn.texts(
                    "own-shift",
                    title=each.project.title,
                    span=turn.say_span(each.shift.starts_at, each.shift.ends_at),
                ),
            )
            for each in meant or own
        ]


async def my_sign_ups(turn: Turn, request: Request) -> Screen:
    """One's own sign-ups, soonest first, three at a time; an offered place can be taken here."""
    own = await _own(turn)
    page = request.page
    texts = turn.texts
    more_projects = do(turn, "browse_offerings")
    if not own:
        return Screen(texts("my-sign-ups-none"), choices=(more_projects,), in_place=True)
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
    return Screen("\n\n".join(lines), choices=(*choices, more_projects), in_place=True)


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
    choices += [do(turn, "view_project", project=each.project.id), do(turn, "my_sign_ups")]
    return Screen(_own_details(turn, each), choices=tuple(choices), in_place=True)


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
    """The answer "I am coming" to a reminder."""
    each = await _own_signup(turn, request)
    return Screen(
        turn.texts("coming-noted", address=each.shift.address), choices=offer(turn, "my_sign_ups")
    )


def _only(view: ProjectView, shift_id: str) -> ProjectView:
    """The project with one of its shifts."""
    shifts = tuple(each for each in view.offering.shifts if each.shift.id == shift_id)
    return replace(view, offering=replace(view.offering, shifts=shifts))


async def _own(turn: Turn) -> Sequence[OwnSignup]:
    unit = await turn.read()
    return await my_signups(unit, turn.volunteer().id, now=turn.now)


async def _own_signup(turn: Turn, request: Request) -> OwnSignup:
    """One of the person's own sign-ups.

    Raises:
        Refused: it is not theirs, or over.
    """
    for each in await _own(turn):
        if each.signup.id == request.slots.get("signup"):
            return each
    raise Refused(Reason.NOT_SIGNED_UP)


def _own_details(turn: Turn, each: OwnSignup) -> str:
    """With what to bring and, for those who hold a place, whom to ask."""
    held = each.signup.state is SignupState.CONFIRMED
    facts = {"bring": each.project.bring, "contact": each.project.contact if held else None}
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
    },
    forms=(SignUp(), CancelSignUp()),
)

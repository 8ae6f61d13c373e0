"""Signing up, and giving a place back."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.choices import offer
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import Answered, BeginForm, Flow
from bot.dialogue.form import Form
from bot.dialogue.households import own_household
from bot.dialogue.narrowing import own_meant, shifts_meant
from bot.dialogue.offerings import browse_offerings, days_said, describe, filters_said
from bot.dialogue.own_signups import of_a_family, own_sign_ups
from bot.dialogue.projects import listed, meant_project
from bot.dialogue.requests import Request
from bot.dialogue.rosters import shift_said
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Screen
from bot.payloads import PayloadKind
from domain.errors import Reason, Refused
from domain.offerings.browsing import ProjectView, browse, project_view
from domain.signups.model import SignupState
from domain.signups.usecases import (
    SignedUp,
    Waitlisted,
    cancel_sign_up,
    check_sign_up,
    sign_up,
)


class SignUp(Form):
    """A place on a shift: what must be known is shown and acknowledged (条例 12, 14)."""

    name = "sign_up"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        if (await own_household(turn)).members:
            raise BeginForm("sign_up_together", request)
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
        shown = only_shift(view, str(state.slots["shift"]))
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
        view = await meant_project(turn, request) or await self._on_screen(turn)
        return view or await self._only_one(turn, request)

    async def _on_screen(self, turn: Turn) -> ProjectView | None:
        """The project whose page the person sees, with its "sign up"."""
        shown = listed(turn, "sign_up", "project", 1)
        if shown is None or listed(turn, "sign_up", "project", 2) is not None:
            return None
        unit = await turn.read()
        return await project_view(
            unit, turn.volunteer().id, shown, now=turn.now, policy=turn.house.policy
        )

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
        if await of_a_family(turn):
            raise BeginForm("cancel_together", request)
        own = await own_sign_ups(turn)
        named = request.slots.get("shift")
        meant = own_meant(turn, own, request.slots)
        if named is None and not meant and (led := await _led(turn, request)):
            # Whoever leads it calls it off for everybody.
            raise BeginForm("cancel_shift", Request("cancel_shift", {"shift": led}))
        if not own:
            raise Refused(Reason.NOT_SIGNED_UP)
        if named is None:
            if not meant:
                turn.remarks.append(turn.texts("cancel-sign-up-none-meant"))
            if len(meant or own) > 1:
                return {"candidates": ",".join(each.shift.id for each in meant)}
            named = (meant or own)[0].shift.id
        if named not in {each.shift.id for each in own}:
            raise Refused(Reason.NOT_SIGNED_UP)
        return {"shift": named}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        if "shift" in state.slots and len(await own_sign_ups(turn)) < 2:
            return ()
        return (ChoiceField("shift", self._shifts),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        for each in await own_sign_ups(turn):
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
        own = await own_sign_ups(turn)
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


async def _led(turn: Turn, request: Request) -> str | None:
    """The one shift that the person leads and that a sentence names."""
    try:
        return await shift_said(turn, request.slots)
    except Refused:
        return None


def only_shift(view: ProjectView, shift_id: str) -> ProjectView:
    """The project with one of its shifts."""
    shifts = tuple(each for each in view.offering.shifts if each.shift.id == shift_id)
    return replace(view, offering=replace(view.offering, shifts=shifts))


FLOW = Flow(forms=(SignUp(), CancelSignUp()))

"""Somebody came without having signed up: the leader asks for them, they join by themselves."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

from bot.dialogue.choices import do, offer
from bot.dialogue.fields import ChoiceField, Field, Given, Invalid, Option
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.offerings import describe
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift
from bot.dialogue.session import FormState, Value
from bot.dialogue.signups import only_shift
from bot.dialogue.turn import Turn
from bot.messages import Screen, Wants
from domain.codes.model import CodePurpose
from domain.codes.usecases import find_code
from domain.errors import Reason, Refused
from domain.hours.attendance import check_in
from domain.households.usecases import household_of
from domain.notices.model import NoticeKind
from domain.offerings.browsing import ProjectView, project_view
from domain.signups.walk_ins import (
    ask_walk_in,
    check_join_on_site,
    decline_walk_in,
    find_walk_ins,
    has_declined,
    join_on_site,
)
from domain.volunteers.model import Volunteer, masked

BY_LEADER = "leader"
_NUMBER_SHOWN = 4


# ---------------------------------------------------------------- the leader's side


class _WhoField(Field):
    """A volunteer by number or whole name; of several the next question asks."""

    wants = Wants.VALUE

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        words = " ".join(given.split()) if isinstance(given, str) else ""
        if not any(map(str.isalnum, words)):
            raise Invalid("add-walk-in-how")
        found = await find_walk_ins(
            await turn.write(),
            actor_id(turn),
            str(state.slots["shift"]),
            words,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        if not found:
            raise Invalid("add-walk-in-none", words=words)
        state.slots["found"] = ",".join(each.id for each in found)
        return words


class AddWalkIn(Form):
    """The leader asks somebody who is there to sign up and check in, on their own phone."""

    name = "add_walk_in"
    hanging: Mapping[str, tuple[str, ...]] = MappingProxyType({"who": ("person",)})

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift, _ = await managed_shift(turn, request.slots.get("shift", ""))
        if shift.ends_at <= turn.now:
            raise Refused(Reason.SHIFT_OVER)
        return {"shift": shift.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        who: Field = _WhoField("who")
        several = len(_found(state)) > 1
        return (who, ChoiceField("person", self._people)) if several else (who,)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        _, project = await managed_shift(turn, str(state.slots["shift"]))
        who = await _label(turn, _chosen(state))
        return turn.texts("add-walk-in-read-back", who=who, title=project.title)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        shift_id = str(state.slots["shift"])
        asked = await ask_walk_in(
            await turn.write(),
            actor_id(turn),
            shift_id,
            _chosen(state),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts("add-walk-in-done" if asked else "add-walk-in-asked-before")
        choices = (do(turn, "add_walk_in", shift=shift_id), do(turn, "view_roster", shift=shift_id))
        return Screen(text, choices=choices)

    async def _people(self, turn: Turn, state: FormState) -> list[Option]:
        return [Option(each, await _label(turn, each)) for each in _found(state)]


def _found(state: FormState) -> list[str]:
    return str(state.slots["found"]).split(",") if "found" in state.slots else []


def _chosen(state: FormState) -> str:
    return str(state.slots.get("person") or _found(state)[0])


async def _label(turn: Turn, volunteer_id: str) -> str:
    """Enough of somebody to be told from another of the same name, and no more."""
    person: Volunteer | None = await (await turn.read()).volunteers.get(volunteer_id)
    if person is None:
        raise Refused(Reason.NOT_FOUND)
    tail = (person.number or "")[-_NUMBER_SHOWN:]
    return turn.texts("walk-in-label", name=masked(person.name), tail=tail)


# ---------------------------------------------------------------- the person's side


class JoinOnSite(Form):
    """Who is there without a sign-up reads what must be known, signs up and is checked in; a
    guardian does so for a child without an account whom the leader asks for (``child``)."""

    name = "join_on_site"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        shift_id, method = await where_here(turn, request)
        child = request.slots.get("child")
        unit = await turn.read()
        with _speaking_of(await _child_name(turn, child)):
            await check_join_on_site(
                unit,
                turn.volunteer().id,
                shift_id,
                child=child,
                here=method != BY_LEADER,
                now=turn.now,
                policy=turn.house.policy,
            )
        return {"shift": shift_id, "method": method, "child": child}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        view = await _view(turn, str(state.slots["shift"]))
        state.slots["version"] = view.offering.project.terms_version
        name = await _child_name(turn, state.slots.get("child"))
        return "\n\n".join(
            (
                turn.texts("join-on-site-read-back-for", name=name)
                if name
                else turn.texts("join-on-site-read-back"),
                describe(turn, view),
                turn.texts("sign-up-acknowledge"),
            )
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        shift_id, method = str(state.slots["shift"]), str(state.slots["method"])
        child = state.slots.get("child")
        name = await _child_name(turn, child)
        with _speaking_of(name):
            signup = await join_on_site(
                unit,
                turn.volunteer().id,
                shift_id,
                int(state.slots["version"] or 0),
                child=None if child is None else str(child),
                here=method != BY_LEADER,
                now=turn.now,
                new_id=turn.house.new_id,
                policy=turn.house.policy,
            )
            done = await check_in(
                unit,
                signup.volunteer_id,
                shift_id,
                method,
                now=turn.now,
                new_id=turn.house.new_id,
                policy=turn.house.policy,
            )
        local = turn.now.astimezone(turn.house.policy.timezone)
        said = {"title": done.project.title, "time": f"{local:%H:%M}"}
        text = (
            turn.texts("join-on-site-done-for", name=name, **said)
            if name
            else turn.texts("join-on-site-done", **said)
        )
        return Screen(text, choices=(do(turn, "check_out", shift=shift_id),))


async def decline(turn: Turn, request: Request) -> Screen:
    """The person whom the leader asked is not there, or does not want to."""
    await decline_walk_in(
        await turn.write(),
        turn.volunteer().id,
        request.slots.get("shift", ""),
        child=request.slots.get("child"),
        now=turn.now,
        new_id=turn.house.new_id,
    )
    return Screen(turn.texts("walk-in-declined"), choices=offer(turn, "browse_offerings"))


async def asked_to_join(turn: Turn) -> Request | None:
    """The shift that goes on, or is about to, and that a leader has asked the person to join, or
    a child of theirs; the latest that is not answered and can be followed."""
    unit, me, policy = await turn.read(), turn.volunteer().id, turn.house.policy
    ids = await unit.volunteers.person_ids(me)
    since, most = turn.now - policy.longest_shift, policy.household_size
    for notice in await unit.notices.recent(NoticeKind.WALK_IN_ASKED, ids, since, most):
        shift_id, child = json.loads(notice.facts)["shift"], notice.about_id
        if await has_declined(unit, shift_id, child or me):
            continue
        try:
            await check_join_on_site(
                unit, me, shift_id, child=child, here=False, now=turn.now, policy=policy
            )
        except Refused:
            continue
        slots = {"shift": shift_id} | ({"child": child} if child else {})
        return Request("join_on_site", slots)
    return None


async def where_here(turn: Turn, request: Request) -> tuple[str, str]:
    """The shift, and how it is known that the person is there: a scanned QR code of ours, a typed
    code, or the leader, who is asked for in the domain."""
    if request.signed and "shift" in request.slots:
        return request.slots["shift"], "qr"
    code = request.slots.get("code")
    if code is None:
        return request.slots.get("shift", ""), BY_LEADER
    account = await turn.own_account()
    found = await find_code(
        await turn.write(),
        CodePurpose.CHECK_IN,
        code,
        account_id=account.id,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    return found.shift_id or "", "code"


@contextmanager
def _speaking_of(child: str) -> Iterator[None]:
    """Refusals are about a child, where it has a name, and not about who reads them."""
    try:
        yield
    except Refused as why:
        if not child:
            raise
        reason = why.reason.value
        raise Refused(Reason.RELATIVE_CANNOT_COME, name=child, why=reason) from why


async def _child_name(turn: Turn, volunteer_id: Value) -> str:
    """The name of the own child for whom a guardian joins; nothing where it is for oneself, and
    nothing of somebody else's."""
    if volunteer_id is None:
        return ""
    household = await household_of(await turn.read(), turn.volunteer().id)
    member = household.member(str(volunteer_id))
    if member is None:
        return ""
    return member.person.volunteer.name or turn.texts("nameless")


async def _view(turn: Turn, shift_id: str) -> ProjectView:
    """The project with the one shift, as the person sees it."""
    unit = await turn.read()
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    view = await project_view(
        unit, turn.volunteer().id, shift.project_id, now=turn.now, policy=turn.house.policy
    )
    return only_shift(view, shift_id)


FLOW = Flow(answers={"decline_walk_in": decline}, forms=(AddWalkIn(), JoinOnSite()))

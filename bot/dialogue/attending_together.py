"""Coming and going of a family: the adult is asked once for whom, then all come or go at once."""

from collections.abc import Sequence

from bot.dialogue.choices import do, offer
from bot.dialogue.companions import Comer, WhoField, comer, names_of
from bot.dialogue.fields import Field
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.dialogue.walk_ins import BY_LEADER, where_here
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.hours.attendance import CheckedOut
from domain.households.attending import (
    Attendee,
    check_in_together,
    check_out_together,
    who_may_arrive,
    who_may_leave,
)
from domain.offerings.model import Project
from domain.persons import Person


class CheckInTogether(Form):
    """Who of the family is there: everybody, or some; whom the adult has not chosen is not in."""

    name = "check_in_together"
    confirms = False

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift_id, method = await where_here(turn, request)
        if method == BY_LEADER:
            raise Refused(Reason.NOT_SIGNED_UP)
        await arriving(turn, shift_id)
        return {"shift": shift_id, "method": method}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (WhoField("people", _arriving, everybody_first=True),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        shift_id, chosen = str(state.slots["shift"]), _chosen(state)
        return await checked_in(turn, shift_id, str(state.slots["method"]), chosen)


class CheckOutTogether(Form):
    """Who of the family goes: everybody, or some; the others stay checked in."""

    name = "check_out_together"
    confirms = False

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift_id = request.slots.get("shift", "")
        await _leavers(turn, shift_id)
        return {"shift": shift_id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (WhoField("people", _leaving, everybody_first=True),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        return await checked_out(turn, str(state.slots["shift"]), _chosen(state))


async def arriving(turn: Turn, shift_id: str) -> Sequence[Attendee]:
    """The person and those who serve with them on a shift, and why somebody cannot come."""
    return await who_may_arrive(
        await turn.read(), turn.volunteer().id, shift_id, now=turn.now, policy=turn.house.policy
    )


async def _leavers(turn: Turn, shift_id: str) -> Sequence[Attendee]:
    return await who_may_leave(
        await turn.read(), turn.volunteer().id, shift_id, now=turn.now, policy=turn.house.policy
    )


async def checked_in(turn: Turn, shift_id: str, method: str, chosen: Sequence[str]) -> Screen:
    """Checks in those chosen, and says who is in and who is not and why."""
    unit, me = await turn.write(), turn.volunteer().id
    everybody = await arriving(turn, shift_id)
    came = await check_in_together(
        unit,
        me,
        shift_id,
        chosen,
        method,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    local = turn.now.astimezone(turn.house.policy.timezone)
    people = [person for person, _ in came.done]
    text = turn.texts(
        "check-in-together-done",
        title=came.done[0][1].project.title,
        time=f"{local:%H:%M}",
        names=names_of(turn, people),
    )
    rest = _rest(turn, everybody, people, dict(_reasons(came.refused)), "check-in-not")
    return Screen("\n".join((text, *rest)), choices=(do(turn, "check_out", shift=shift_id),))


async def checked_out(turn: Turn, shift_id: str, chosen: Sequence[str]) -> Screen:
    """Checks out those chosen, and says what was recorded for each and who is not out and why."""
    unit, me = await turn.write(), turn.volunteer().id
    everybody = await _leavers(turn, shift_id)
    went = await check_out_together(
        unit,
        me,
        shift_id,
        chosen,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    project: Project = went.done[0][1].project
    lines = [turn.texts("check-out-together-done", title=project.title)]
    lines += [_recorded(turn, person, done) for person, done in went.done]
    people = [person for person, _ in went.done]
    lines += _rest(turn, everybody, people, dict(_reasons(went.refused)), "check-out-not")
    stay = any(
        each.reason is None and each.person.id not in {person.id for person in people}
        for each in everybody
    )
    rest = (do(turn, "check_out", shift=shift_id),) if stay else ()
    choices = (*rest, *offer(turn, "query_hours", "browse_offerings"))
    return Screen("\n".join(lines), choices=choices)


def _recorded(turn: Turn, person: Person, done: CheckedOut) -> str:
    name = names_of(turn, [person])
    if done.entry is None:
        return turn.texts("check-out-together-too-short", name=name)
    return turn.texts(
        "check-out-together-person",
        name=name,
        hours=turn.say_hours(done.entry.minutes),
        span=turn.say_span(done.entry.starts_at, done.entry.ends_at),
    )


def _reasons(refused: Sequence[tuple[Person, Refused]]) -> Sequence[tuple[str, Reason]]:
    return [(person.id, why.reason) for person, why in refused]


def _rest(
    turn: Turn,
    everybody: Sequence[Attendee],
    done: Sequence[Person],
    refused: dict[str, Reason],
    key: str,
) -> list[str]:
    """A line for everybody with whom nothing was done, with the reason."""
    ids = {person.id for person in done}
    return [
        turn.texts(
            key,
            name=names_of(turn, [each.person]),
            reason=refused.get(each.person.id) or each.reason or "not-chosen",
        )
        for each in everybody
        if each.person.id not in ids
    ]


async def _arriving(turn: Turn, state: FormState) -> Sequence[Comer]:
    everybody = await arriving(turn, str(state.slots["shift"]))
    return _comers(turn, everybody, "check-in-not")


async def _leaving(turn: Turn, state: FormState) -> Sequence[Comer]:
    return _comers(turn, await _leavers(turn, str(state.slots["shift"])), "check-out-not")


def _comers(turn: Turn, everybody: Sequence[Attendee], key: str) -> list[Comer]:
    me = turn.volunteer().id
    return [
        comer(
            turn,
            each.person,
            turn.texts(key, name=names_of(turn, [each.person]), reason=each.reason)
            if each.reason
            else "",
            adult=me,
        )
        for each in everybody
    ]


def _chosen(state: FormState) -> list[str]:
    return str(state.slots["people"]).split(",")


FLOW = Flow(forms=(CheckInTogether(), CheckOutTogether()))

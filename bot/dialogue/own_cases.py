"""One's own cases: how they stand, adding to them, and saying that they are solved."""

from collections.abc import Sequence

from bot.dialogue.case_fields import MessageField
from bot.dialogue.case_words import case_label, case_lines, case_name, say_state
from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import Field
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.cases.model import Case
from domain.cases.rules import sees_it_at
from domain.cases.usecases import my_case, my_cases, reply_to_case, solve_case
from domain.cases.views import CaseView
from domain.clock import local_day
from domain.errors import Reason, Refused

_WAYS_TO_ASK = ("talk_to_human", "complain", "report_incident", "request_service")


async def own_cases(turn: Turn, request: Request) -> Screen:
    """The person's cases, those not closed first; who has a role is led on to those of others."""
    page, texts = request.page, turn.texts
    staff = offer(turn, "cases") if await turn.has_role() else ()
    found = None
    if turn.person is not None:
        found = await my_cases(await turn.read(), turn.person.id, page * AT_ONCE, AT_ONCE)
    if found is None or not found.cases:
        ways = (*staff, *offer(turn, *_WAYS_TO_ASK, "menu"))
        return Screen(texts("my-cases-none"), choices=ways, in_place=True)
    lines = [texts("my-cases-head"), *(_line(turn, case) for case in found.cases)]
    choices = [
        Choice(case_label(texts, case), Request("my_case", {"case": case.id}).action())
        for case in found.cases
    ]
    left = found.total - page * AT_ONCE - len(found.cases)
    if left > 0:
        lines.append(texts("my-cases-left", left=left))
        choices.append(choice(turn, "more", "my_cases", page=str(page + 1)))
    choices += [*offer(turn, "talk_to_human"), *staff]
    return Screen("\n".join(lines), choices=tuple(choices), in_place=True)


async def own_case(turn: Turn, request: Request) -> Screen:
    """One of the person's own cases, with the latest words."""
    view = await _view(turn, request.slots.get("case", ""), request.page)
    case = view.case
    slots = {"case": case.id}
    if case.live:
        choices = [do(turn, "reply_to_case", **slots), do(turn, "solve_case", **slots)]
    else:
        choices = [choice(turn, "do-reopen-case", "reply_to_case", **slots)] if view.lines else []
    if view.earlier:
        choices.append(choice(turn, "more", "my_case", page=str(request.page + 1), **slots))
    own_ids = [case.volunteer_id]
    text = case_lines(turn, view, own_ids)
    return Screen(text, choices=(*choices, *offer(turn, "my_cases")), in_place=True)


async def solved(turn: Turn, request: Request) -> Screen:
    """The person says that it is solved; a further word opens it again."""
    case = await solve_case(
        await turn.write(),
        _asker_id(turn),
        request.slots.get("case", ""),
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    choices = offer(turn, "my_cases", "menu")
    return Screen(turn.texts("solve-case-done", number=str(case.number)), choices=choices)


class ReplyToCase(Form):
    """Adds to one's own case, answers back, or opens it again."""

    name = "reply_to_case"

    def key(self, rest: str) -> str:
        return f"case-{rest}" if rest in {"cancelled", "label-text"} else super().key(rest)

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        view = await _view(turn, request.slots.get("case", ""))
        view.case.check_reopens(turn.now, turn.house.policy.case_reopens_within)
        return {"case": view.case.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (MessageField(),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        view = await _view(turn, str(state.slots["case"]))
        name, text = case_name(turn.texts, view.case), str(state.slots["text"])
        return turn.texts("reply-to-case-read-back", name=name, text=text)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        case = await reply_to_case(
            await turn.write(),
            _asker_id(turn),
            str(state.slots["case"]),
            str(state.slots["text"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        number, at = str(case.number), sees_it_at(case.kind, turn.now, turn.house.policy)
        if at > turn.now:
            moment = turn.say_moment(at)
            said = turn.texts("reply-to-case-done-morning", number=number, at=moment)
        else:
            said = turn.texts("reply-to-case-done", number=number)
        choices = (do(turn, "my_case", case=case.id), *offer(turn, "menu"))
        return Screen(said, choices=choices)


def _line(turn: Turn, case: Case) -> str:
    return turn.texts(
        "my-case-line",
        name=case_name(turn.texts, case),
        day=turn.say_day(local_day(case.opened_at, turn.house.policy.timezone)),
        state=say_state(turn.texts, case),
    )


async def _view(turn: Turn, case_id: str, page: int = 0) -> CaseView:
    return await my_case(await turn.read(), _asker_id(turn), case_id, page)


def _asker_id(turn: Turn) -> str:
    """The person, registered or not.

    Raises:
        Refused: somebody who has never asked for anything.
    """
    if turn.person is None:
        raise Refused(Reason.NOT_FOUND)
    return turn.person.id


FLOW = Flow(
    answers={"my_cases": own_cases, "my_case": own_case, "solve_case": solved},
    forms=(ReplyToCase(),),
)

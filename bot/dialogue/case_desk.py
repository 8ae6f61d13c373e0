"""The organizer's side of cases: the queue, one case, taking it, answering, closing."""

from collections.abc import Sequence

from bot.dialogue.case_fields import MessageField
from bot.dialogue.case_words import (
    about_lines,
    case_label,
    case_lines,
    case_name,
    say_age,
    who_asked,
)
from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import Field
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.screens import refusal
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.cases.answering import (
    QueuedCase,
    answer_case,
    case_for,
    cases_of,
    close_case,
    take_case,
)
from domain.cases.rules import sees_it_at
from domain.cases.views import CaseView
from domain.errors import Reason, Refused
from domain.organizations.authority import manageable


async def queue(turn: Turn, request: Request) -> Screen:
    """What waits for an answer, the oldest first, three at a time."""
    page, texts = request.page, turn.texts
    found = await cases_of(
        await turn.write(),
        actor_id(turn),
        page * AT_ONCE,
        AT_ONCE,
        now=turn.now,
        new_id=turn.house.new_id,
    )
    organizes = bool(await manageable(await turn.read(), actor_id(turn)))
    desk = offer(turn, *(("set_on_duty",) if organizes else ()), "organize")
    if not found.cases:
        return Screen(texts("cases-none"), choices=desk, in_place=True)
    lines = [texts("cases-head", count=found.total)]
    lines += [_line(turn, each) for each in found.cases]
    choices = [
        Choice(case_label(texts, each.case), Request("case", {"case": each.case.id}).action())
        for each in found.cases
    ]
    left = found.total - page * AT_ONCE - len(found.cases)
    if left > 0:
        lines.append(texts("cases-left", left=left))
        choices.append(choice(turn, "more", "cases", page=str(page + 1)))
    return Screen("\n\n".join(lines), choices=(*choices, *desk), in_place=True)


async def one(turn: Turn, request: Request) -> Screen:
    """One case with the latest words, and what can be done."""
    view = await _view(turn, request.slots.get("case", ""), request.page)
    unit = await turn.read()
    own_ids = await unit.volunteers.person_ids(actor_id(turn))
    case, texts = view.case, turn.texts
    text = case_lines(turn, view, own_ids)
    slots = {"case": case.id}
    choices: list[Choice] = []
    if case.live:
        choices = [do(turn, "answer_case", **slots), do(turn, "close_case", **slots)]
        if case.taken_at is None or case.assigned_to not in own_ids:
            choices.insert(1, do(turn, "take_case", **slots))
    if case.assigned_to is not None:
        assigned = await unit.volunteers.get(case.assigned_to)
        name = (assigned.name if assigned else None) or texts("nameless")
        text = f"{text}\n\n{texts('case-assigned', who=name)}"
    if view.earlier:
        choices.append(choice(turn, "more", "case", page=str(request.page + 1), **slots))
    return Screen(text, choices=(*choices, *offer(turn, "cases")), in_place=True)


async def take(turn: Turn, request: Request) -> Screen:
    """The organizer sees to it; what a colleague has taken only when they insist."""
    case_id = request.slots.get("case", "")
    try:
        case = await take_case(
            await turn.write(),
            actor_id(turn),
            case_id,
            over="over" in request.slots,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
    except Refused as refused:
        if refused.reason is not Reason.CASE_TAKEN:
            raise
        insist = choice(turn, "do-take-over-case", "take_case", case=case_id, over="1")
        said = refusal(turn, refused).text
        return Screen(said, choices=(insist, do(turn, "case", case=case_id)))
    text = turn.texts("take-case-done", number=str(case.number))
    actions = (do(turn, name, case=case_id) for name in ("answer_case", "close_case"))
    return Screen(text, choices=(*actions, *offer(turn, "cases")))


class _Answering(Form):
    """Words to the person who asked, read back beneath what they answer. Where somebody writes
    meanwhile, that is shown before anything is sent."""

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        view = await _view(turn, request.slots.get("case", ""))
        view.case.check_live()
        return {"case": view.case.id}

    def key(self, rest: str) -> str:
        return f"case-{rest}" if rest in {"cancelled", "label-text"} else super().key(rest)

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (MessageField(above=self._case),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        case = await self._case(turn, state)
        return turn.texts(self.key("read-back"), case=case, text=str(state.slots["text"]))

    async def _case(self, turn: Turn, state: FormState) -> str:
        """The case as it is now; its last words are what the organizer has seen."""
        view = await _view(turn, str(state.slots["case"]))
        if view.last is not None:
            state.slots["seen"] = view.last.id
        unit = await turn.read()
        return case_lines(turn, view, await unit.volunteers.person_ids(actor_id(turn)))


class AnswerCase(_Answering):
    """An answer, passed on without name, number or platform."""

    name = "answer_case"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        message = await answer_case(
            unit,
            actor_id(turn),
            str(state.slots["case"]),
            str(state.slots["text"]),
            seen=str(state.slots["seen"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        case = await unit.cases.get(message.case_id)
        if case is None:
            raise Refused(Reason.NOT_FOUND)
        number, at = str(case.number), sees_it_at(case.kind, turn.now, turn.house.policy)
        if at > turn.now:
            moment = turn.say_moment(at)
            said = turn.texts("answer-case-done-morning", number=number, at=moment)
        else:
            said = turn.texts("answer-case-done", number=number)
        choices = (do(turn, "close_case", case=case.id), *offer(turn, "cases"))
        return Screen(said, choices=choices)


class CloseCase(_Answering):
    """Closes a case with a note."""

    name = "close_case"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        case = await close_case(
            await turn.write(),
            actor_id(turn),
            str(state.slots["case"]),
            str(state.slots["text"]),
            seen=str(state.slots["seen"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts("close-case-done", number=str(case.number))
        return Screen(text, choices=offer(turn, "cases", "organize"))


async def _view(turn: Turn, case_id: str, page: int = 0) -> CaseView:
    """A case that the person may see to; the look is logged.

    Raises:
        Refused: no such case, no role there, or the person's own.
    """
    return await case_for(
        await turn.write(),
        actor_id(turn),
        case_id,
        page,
        now=turn.now,
        new_id=turn.house.new_id,
    )


def _line(turn: Turn, each: QueuedCase) -> str:
    case, texts = each.case, turn.texts
    since = case.waits_since or case.opened_at
    lines = [
        texts(
            "cases-line",
            name=case_name(texts, case),
            who=who_asked(texts, each.asker),
            waits="yes" if case.waits_since is not None else "no",
            age=say_age(texts, turn.now - since),
        )
    ]
    if each.title is not None:
        lines.append(texts("case-title-line", title=each.title))
    return "\n".join([*lines, *about_lines(turn.words, case, None)])


FLOW = Flow(
    answers={"cases": queue, "case": one, "take_case": take},
    forms=(AnswerCase(), CloseCase()),
)

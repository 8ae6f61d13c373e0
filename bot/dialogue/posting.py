"""Posting projects, and further shifts of them: for those with the role on the node."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from enum import StrEnum

from bot.dialogue.choices import do
from bot.dialogue.fields import (
    ChoiceField,
    Field,
    Given,
    Invalid,
    NumberField,
    Option,
    TextField,
)
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.offerings import category_name, recipient_name
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import DateField, Times, TimesField, times_said
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.offerings.authority import authority_of, check_manages
from domain.offerings.model import Category, Recipient
from domain.offerings.usecases import (
    NewProject,
    NewShift,
    add_shift,
    create_project,
    open_project,
)
from nlu.codes import category_in, recipient_in
from nlu.script import normal
from nlu.values import Direction

_MOST_PLACES = 10_000
_OLDEST = 80


class _CodeField(ChoiceField):
    """A category or a recipient: one of the list, or any word of it."""

    def __init__(
        self,
        name: str,
        options: Callable[[Turn, FormState], Awaitable[Sequence[Option]]],
        said: Callable[[str], StrEnum | None],
    ) -> None:
        super().__init__(name, options)
        self._said = said

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        try:
            return await super().read(turn, state, given)
        except Invalid:
            code = self._said(normal(given)) if isinstance(given, str) else None
            if code is None:
                raise
            return code.value


class CreateProject(Form):
    """A project with its first shift; all else has a default and is edited later."""

    name = "create_project"
    adds = True

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        unit = await turn.read()
        authority = await authority_of(unit, actor_id(turn))
        nodes = [*authority.organizes, *authority.leads]
        named = request.slots.get("node")
        node = next((each for each in nodes if each.id == named), None)
        if node is None and named is not None:
            node = await unit.organizations.get(named)
        node = node or (nodes[0] if nodes else None)
        if node is None or not authority.may_create_in(node):
            raise Refused(Reason.NOT_ALLOWED)
        slots: dict[str, Value] = {"node": node.id}
        said = request.slots
        heard = {
            "title": said.get("project"),
            "category": said.get("category"),
            "recipient": said.get("recipient"),
            "date": said.get("date"),
            "times": times_said(said),
            "address": said.get("place"),
            "places": said.get("count"),
        }
        await self.take(turn, slots, heard)
        return slots

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (
            TextField("title", longest=40),
            _CodeField("category", _categories, category_in),
            _CodeField("recipient", _recipients, recipient_in),
            *_when_and_where(),
            TextField("content", longest=500),
            TextField("risks", longest=300, optional=True),
            NumberField("minimum_age", least=1, most=_OLDEST, optional=True),
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        slots, house = state.slots, turn.house
        unit = await turn.write()
        plan = NewProject(
            organization_id=str(slots["node"]),
            title=str(slots["title"]),
            category=Category(str(slots["category"])),
            recipient=Recipient(str(slots["recipient"])),
            content=str(slots["content"]),
            shifts=(_planned(turn, slots),),
            risks=_text(slots["risks"]),
            minimum_age=int(slots["minimum_age"]) if slots["minimum_age"] is not None else None,
        )
        project = await create_project(
            unit,
            actor_id(turn),
            plan,
            now=turn.now,
            new_id=house.new_id,
            policy=house.policy,
        )
        await open_project(unit, actor_id(turn), project.id)
        shift = (await unit.shifts.of_project(project.id))[0]
        return Screen(
            turn.texts("create-project-done", title=project.title, number=project.number),
            choices=(
                do(turn, "view_roster", shift=shift.id),
                do(turn, "show_code", shift=shift.id),
                do(turn, "add_shift", project=project.id),
                do(turn, "create_project", node=str(slots["node"])),
            ),
        )


class AddShift(Form):
    """One more time and place of a project."""

    name = "add_shift"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        unit = await turn.read()
        project = await unit.projects.get(request.slots.get("project", ""))
        if project is None:
            raise Refused(Reason.NOT_FOUND)
        await check_manages(unit, actor_id(turn), project)
        return {"project": project.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return _when_and_where()

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        shift = await add_shift(
            unit,
            actor_id(turn),
            str(state.slots["project"]),
            _planned(turn, state.slots),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts("add-shift-done", span=turn.say_span(shift.starts_at, shift.ends_at))
        return Screen(text, choices=(do(turn, "view_roster", shift=shift.id),))


def _when_and_where() -> tuple[Field, ...]:
    return (
        DateField("date", direction=Direction.AHEAD, check=_check_day),
        TimesField("times", duration=False, check=_check_times),
        TextField("address", longest=100),
        NumberField("places", least=1, most=_MOST_PLACES),
    )


async def _check_day(turn: Turn, state: FormState, day: date) -> None:
    if day < turn.today:
        raise Invalid("refused-shift-in-past")


async def _check_times(turn: Turn, state: FormState, times: Times) -> None:
    if "date" not in state.slots:
        return
    day = date.fromisoformat(str(state.slots["date"]))
    starts_at, _ = times.on(day, turn.house.policy.timezone)
    if starts_at <= turn.now:
        raise Invalid("refused-shift-in-past")


def _planned(turn: Turn, slots: dict[str, Value]) -> NewShift:
    day = date.fromisoformat(str(slots["date"]))
    starts_at, ends_at = Times.from_kept(str(slots["times"])).on(day, turn.house.policy.timezone)
    return NewShift(starts_at, ends_at, str(slots["address"]), int(slots["places"] or 0))


async def _categories(turn: Turn, state: FormState) -> list[Option]:
    return [Option(each.value, category_name(turn, each)) for each in Category]


async def _recipients(turn: Turn, state: FormState) -> list[Option]:
    return [Option(each.value, recipient_name(turn, each)) for each in Recipient]


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


FLOW = Flow(forms=(CreateProject(), AddShift()))

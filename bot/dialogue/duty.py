"""Who is on duty at a station or another node: set from the organizer's desk."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.dialogue.choices import offer
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.nodes import node_label
from bot.dialogue.organizing import actor_id, organized_node
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.cases.duty import could_be_on_duty, on_duty_at, set_on_duty
from domain.organizations.authority import manageable
from domain.organizations.model import Organization

_NOBODY = "nobody"


class SetOnDuty(Form):
    """Puts somebody on duty, or oneself, or nobody."""

    name = "set_on_duty"
    hanging = MappingProxyType({"node": ("person",)})

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        node = await organized_node(turn, request.slots.get("node"))
        alone = len(await _nodes(turn)) == 1
        return {"node": node.id} if alone or "node" in request.slots else {}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("node", self._node_options), _PersonField("person", self._people))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        chosen = str(state.slots["person"])
        unit = await turn.write()
        node = await set_on_duty(
            unit,
            actor_id(turn),
            str(state.slots["node"]),
            None if chosen == _NOBODY else chosen,
            now=turn.now,
            new_id=turn.house.new_id,
        )
        choices = offer(turn, "cases", "organize")
        person = await unit.volunteers.get(chosen)
        if person is None:
            return Screen(turn.texts("set-on-duty-done-nobody", node=node.name), choices=choices)
        name = person.name or turn.texts("nameless")
        return Screen(turn.texts("set-on-duty-done", name=name, node=node.name), choices=choices)

    async def _node_options(self, turn: Turn, state: FormState) -> list[Option]:
        return [
            Option(
                node.id,
                node_label(turn, node),
            )
            for node in await _nodes(turn)
        ]

    async def _people(self, turn: Turn, state: FormState) -> list[Option]:
        unit = await turn.read()
        could = await could_be_on_duty(unit, actor_id(turn), str(state.slots["node"]))
        own_ids = await unit.volunteers.person_ids(actor_id(turn))
        options = []
        for person in sorted(could, key=lambda each: each.id not in own_ids):
            name = person.name or turn.texts("nameless")
            own = person.id in own_ids
            label = turn.texts("on-duty-myself", name=name) if own else name
            options.append(Option(person.id, label))
        return [*options, Option(_NOBODY, turn.texts("on-duty-nobody"))]


class _PersonField(ChoiceField):
    """Who; the question says who is on duty now."""

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await super().ask(turn, state)
        unit = await turn.read()
        now = await on_duty_at(unit, actor_id(turn), str(state.slots["node"]))
        name = (now.name or turn.texts("nameless")) if now is not None else ""
        current = turn.texts(
            "set-on-duty-now", now="nobody" if now is None else "somebody", name=name
        )
        return replace(asked, text=f"{current}\n{asked.text}")


async def _nodes(turn: Turn) -> Sequence[Organization]:
    return await manageable(await turn.read(), actor_id(turn))


FLOW = Flow(forms=(SetOnDuty(),))

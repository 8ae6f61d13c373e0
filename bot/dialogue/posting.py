"""Posting projects, and further shifts of them: for those with the role on the node."""

from collections.abc import Sequence

from bot.dialogue.choices import choice, do
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.forwarded import FURTHER, said_in
from bot.dialogue.nodes import node_label
from bot.dialogue.organizing import actor_id
from bot.dialogue.project_desk import with_sign_up_over
from bot.dialogue.project_fields import (
    further_of_shift,
    further_terms,
    planned_shift,
    terms,
    what,
    when_and_where,
    worded,
)
from bot.dialogue.project_values import plan_of
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import times_said
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.offerings.authority import authority_of, check_manages
from domain.offerings.usecases import add_shift, create_project, open_project


class CreateProject(Form):
    """A project with its first shift; all else has a default and is edited later.

    What a forwarded text says beside is read back too; where it says nothing, nothing is asked.
    """

    name = "create_project"
    adds = True

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        unit = await turn.read()
        authority = await authority_of(unit, actor_id(turn))
        nodes = {each.id for each in (*authority.organizes, *authority.leads)}
        slots: dict[str, Value] = {}
        if named := request.slots.get("node"):
            node = await unit.organizations.get(named)
            if node is None or not authority.may_create_in(node):
                raise Refused(Reason.NOT_ALLOWED)
            slots["node"] = node.id
        elif len(nodes) == 1:
            [slots["node"]] = nodes
        elif not nodes:
            raise Refused(Reason.NOT_ALLOWED)
        said = request.slots
        if "text" in said:
            await self.take(turn, slots, said_in(turn, said["text"], slots))
            return slots
        heard: dict[str, str | None] = {
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
        further = str(state.slots.get("further") or "").split(",")
        fields = worded((*further_of_shift(), *further_terms()))
        beside = {field.name: field for field in fields if field.name in further}
        several = (ChoiceField("node", _nodes),) if len(await _nodes(turn, state)) > 1 else ()
        asked = (*several, *what(), *when_and_where(), *terms())
        return (*asked, *(beside[name] for name in FURTHER if name in beside))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        slots, house = state.slots, turn.house
        unit = await turn.write()
        zone = house.policy.timezone
        plan = plan_of(slots, str(slots["node"]), (planned_shift(slots, zone),), zone)
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
        lines = [turn.texts("create-project-done", title=project.title, number=project.number)]
        choices = [
            do(turn, "view_roster", shift=shift.id),
            do(turn, "show_code", shift=shift.id),
            do(turn, "add_shift", project=project.id),
            do(turn, "my_project", project=project.id),
            do(turn, "create_project", node=str(slots["node"])),
        ]
        if project.risks and not project.risky:
            # The form does not ask how grave they are: what may harm people is insured (条例 17).
            lines.append(turn.texts("create-project-risks"))
            choices.append(
                choice(turn, "mark-risky", "edit_project", project=project.id, k="risky")
            )
        return Screen("\n".join(lines), choices=tuple(choices))


async def _nodes(turn: Turn, state: FormState) -> list[Option]:
    """Where the person may post by a role of their own, and the unit that was named."""
    unit = await turn.read()
    authority = await authority_of(unit, actor_id(turn))
    nodes = {each.id: each for each in (*authority.organizes, *authority.leads)}
    if (named := str(state.slots.get("node") or "")) not in nodes:
        found = await unit.organizations.get(named)
        nodes |= {found.id: found} if found is not None else {}
    return [Option(each.id, node_label(turn, each)) for each in nodes.values()]


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
        return when_and_where()

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        shift = await add_shift(
            unit,
            actor_id(turn),
            str(state.slots["project"]),
            planned_shift(state.slots, turn.house.policy.timezone),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts("add-shift-done", span=turn.say_span(shift.starts_at, shift.ends_at))
        done = Screen(text, choices=(do(turn, "view_roster", shift=shift.id),))
        return await with_sign_up_over(turn, shift.project_id, done)


FLOW = Flow(forms=(CreateProject(), AddShift()))

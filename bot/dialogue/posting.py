"""Posting projects, and further shifts of them: for those with the role on the node."""

from collections.abc import Sequence

from bot.dialogue.choices import choice, do
from bot.dialogue.fields import Field
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.forwarded import FURTHER, said_in
from bot.dialogue.organizing import actor_id
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
        asked = (*what(), *when_and_where(), *terms())
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
        return Screen(text, choices=(do(turn, "view_roster", shift=shift.id),))


FLOW = Flow(forms=(CreateProject(), AddShift()))

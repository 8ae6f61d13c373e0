"""Changing a project or a shift: by what it is called, read back as old → new."""

from collections.abc import Sequence
from datetime import date

from bot.dialogue.choices import do
from bot.dialogue.fields import Field
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.project_desk import managed_project
from bot.dialogue.project_fields import (
    ChangedField,
    further_of_shift,
    further_terms,
    terms,
    what,
    when_and_where,
    worded,
)
from bot.dialogue.project_values import WORDS, kept_value, stored_value
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift
from bot.dialogue.screens import refusal
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import Times
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.offerings.authority import check_manages
from domain.offerings.editing import EDITABLE, EditValue, edit_project, look_ahead
from domain.offerings.editing_shifts import (
    ShiftEdit,
    ShiftValue,
    edit_shift,
    look_ahead_at_shift,
)
from domain.offerings.model import Project, ProjectState, Shift

_KEPT_OF_SHIFT = ("address", "places", "meeting_point", "waitlist_size")


class EditProject(Form):
    """Changes what a project says of itself; those who signed up are told what they agreed to."""

    name = "edit_project"
    words = WORDS
    edits = True

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        project = await managed_project(turn, request)
        project.check_not_closed()
        zone = turn.house.policy.timezone
        slots = {name: kept_value(project, name, zone) for name in EDITABLE}
        slots.pop(request.slots.get("k", ""), None)
        return {"project": project.id, **slots}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        project = await self._project(turn, state)
        insured = project.takes_place and state.slots.get("risky") == "yes"
        fields = worded((*what(), *terms(), *further_terms(insured=insured)))
        return [ChangedField(field, await self._now(turn, state, field)) for field in fields]

    async def read_back(self, turn: Turn, state: FormState) -> str:
        project = await self._project(turn, state)
        values = self._values(turn, state)
        lines = [turn.texts("edit-project-read-back", title=project.title)]
        for field in await self.fields(turn, state):
            if field.name in values and values[field.name] != getattr(project, field.name):
                after = await field.show(turn, state, state.slots[field.name])
                before = await self._now(turn, state, field)
                lines.append(_line(turn, self.label_key(field.name), before, after))
        if len(lines) == 1:
            return turn.texts("edit-nothing-yet")
        return "\n".join((*lines, *await self._effects(turn, state)))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        edit = await edit_project(
            await turn.write(),
            actor_id(turn),
            str(state.slots["project"]),
            self._values(turn, state),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        if not edit.changed:
            raise Refused(Reason.NOTHING_CHANGED)
        this = {"project": edit.project.id}
        choices = [do(turn, "my_project", **this), do(turn, "edit_project", **this)]
        if edit.project.state is ProjectState.DRAFT:
            choices.insert(0, do(turn, "open_project", **this))
        told = len(edit.told) + len(edit.ended)
        return Screen(turn.texts("edit-done", told=told), choices=tuple(choices))

    async def _effects(self, turn: Turn, state: FormState) -> list[str]:
        """Who will be told, whose sign-up ends; or why it cannot be."""
        unit, values = await turn.read(), self._values(turn, state)
        try:
            ahead = await look_ahead(
                unit,
                actor_id(turn),
                str(state.slots["project"]),
                values,
                now=turn.now,
                policy=turn.house.policy,
            )
        except Refused as refused:
            return [refusal(turn, refused).text]
        lines = [turn.texts("edit-told", told=len(ahead.told))] if ahead.told else []
        if ahead.ended:
            lines.append(turn.texts("edit-ended", ended=len(ahead.ended)))
        return lines

    def _values(self, turn: Turn, state: FormState) -> dict[str, EditValue]:
        """What was answered here; what others changed meanwhile stays."""
        zone = turn.house.policy.timezone
        return {
            name: stored_value(name, state.slots[name], zone)
            for name in state.order
            if name in EDITABLE and name in state.slots
        }

    async def _now(self, turn: Turn, state: FormState, field: Field) -> str:
        project = await self._project(turn, state)
        kept = kept_value(project, field.name, turn.house.policy.timezone)
        return await field.show(turn, state, kept)

    async def _project(self, turn: Turn, state: FormState) -> Project:
        unit = await turn.read()
        project = await unit.projects.get(str(state.slots["project"]))
        if project is None:
            raise Refused(Reason.NOT_FOUND)
        return project


class EditShift(Form):
    """Changes the time, the place or the places of a shift; those who signed up are told."""

    name = "edit_shift"
    words = "add_shift"
    edits = True

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift, project = await managed_shift(turn, request.slots.get("shift", ""))
        await check_manages(await turn.read(), actor_id(turn), project)
        shift.check_changeable(turn.now)
        slots = _kept(turn, shift)
        slots.pop(request.slots.get("k", ""), None)
        return {"shift": shift.id, **slots}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        fields = worded((*when_and_where(), *further_of_shift()), self.words)
        kept = _kept(turn, await self._shift(turn, state))
        return [
            ChangedField(field, await field.show(turn, state, kept[field.name])) for field in fields
        ]

    async def read_back(self, turn: Turn, state: FormState) -> str:
        unit = await turn.read()
        try:
            edit = await look_ahead_at_shift(
                unit,
                actor_id(turn),
                str(state.slots["shift"]),
                await self._values(turn, state),
                now=turn.now,
                policy=turn.house.policy,
            )
        except Refused as refused:
            return refusal(turn, refused).text
        if not edit.changed:
            return turn.texts("edit-nothing-yet")
        project = await unit.projects.get(edit.shift.project_id)
        lines = [turn.texts("edit-shift-read-back", title=project.title if project else "–")]
        if edit.moved:
            before, after = (
                turn.say_span(each.starts_at, each.ends_at) for each in (edit.before, edit.shift)
            )
            lines.append(_line(turn, self.label_key("times"), before, after))
        for name in _KEPT_OF_SHIFT:
            if name in edit.changed:
                said = [getattr(each, name) for each in (edit.before, edit.shift)]
                none = turn.texts("field-none")
                before, after = (none if each is None else str(each) for each in said)
                lines.append(_line(turn, self.label_key(name), before, after))
        return "\n".join((*lines, *self._effects(turn, edit)))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        edit = await edit_shift(
            unit,
            actor_id(turn),
            str(state.slots["shift"]),
            await self._values(turn, state),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        if not edit.changed:
            raise Refused(Reason.NOTHING_CHANGED)
        lines = [turn.texts("edit-done", told=len(edit.told))]
        if edit.offered:
            lines.append(turn.texts("edit-offered", offered=len(edit.offered)))
        this = {"shift": edit.shift.id}
        choices = (do(turn, "my_shift", **this), do(turn, "edit_shift", **this))
        return Screen("\n".join(lines), choices=choices)

    def _effects(self, turn: Turn, edit: ShiftEdit) -> list[str]:
        counts = {"edit-told": len(edit.told), "edit-clashes": len(edit.clashes)}
        lines = [turn.texts(key, told=count) for key, count in counts.items() if count]
        if edit.shift.waiting and edit.shift.free_places:
            lines.append(turn.texts("edit-will-offer"))
        return lines

    async def _values(self, turn: Turn, state: FormState) -> dict[str, ShiftValue]:
        """What was answered here; what others changed meanwhile stays."""
        answered = {name: state.slots[name] for name in state.order if name in state.slots}
        values: dict[str, ShiftValue] = {
            name: value for name, value in answered.items() if name in _KEPT_OF_SHIFT
        }
        if {"date", "times"} & answered.keys():
            when = _kept(turn, await self._shift(turn, state)) | answered
            day = date.fromisoformat(str(when["date"]))
            times = Times.from_kept(str(when["times"]))
            starts_at, ends_at = times.on(day, turn.house.policy.timezone)
            values |= {"starts_at": starts_at, "ends_at": ends_at}
        return values

    async def _shift(self, turn: Turn, state: FormState) -> Shift:
        unit = await turn.read()
        shift = await unit.shifts.get(str(state.slots["shift"]))
        if shift is None:
            raise Refused(Reason.NOT_FOUND)
        return shift


def _kept(turn: Turn, shift: Shift) -> dict[str, Value]:
    """A shift as a form keeps it."""
    zone = turn.house.policy.timezone
    start, end = shift.starts_at.astimezone(zone), shift.ends_at.astimezone(zone)
    return {
        "date": start.date().isoformat(),
        "times": f"{start:%H:%M}-{end:%H:%M}",
        "address": shift.address,
        "places": shift.places,
        "meeting_point": shift.meeting_point,
        "waitlist_size": shift.waitlist_size,
    }


def _line(turn: Turn, label: str, before: str, after: str) -> str:
    return turn.texts("edit-line", label=turn.texts(label), before=before, after=after)


FLOW = Flow(forms=(EditProject(), EditShift()))

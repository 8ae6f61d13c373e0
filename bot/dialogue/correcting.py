"""Setting a record right: its length corrected, the record voided, or left as it is although a
volunteer asked; each with a reason."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.choices import offer
from bot.dialogue.fields import Field, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import Times, TimesField
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.hours.corrections import correct_entry, decline_correction, void_entry
from domain.hours.decisions import check_decides
from domain.hours.model import HourEntry

_REASON_LONGEST = 200


class _CorrectedTimes(TimesField):
    """Asked beneath the record that is corrected."""

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await super().ask(turn, state)
        return replace(asked, text=f"{await _entry_record(turn, state)}\n\n{asked.text}")


class _CorrectionReason(TextField):
    """Asked beneath the record and what it is to become, which may come from the volunteer."""

    def __init__(self) -> None:
        super().__init__("reason", longest=_REASON_LONGEST)

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await super().ask(turn, state)
        minutes = Times.from_kept(str(state.slots["times"])).minutes
        becomes = turn.texts(
            "field-line",
            label=turn.texts("correct-entry-label-times"),
            value=turn.say_hours(minutes),
        )
        record = await _entry_record(turn, state)
        return replace(asked, text=f"{record}\n{becomes}\n\n{asked.text}")


class _OfEntry(Form):
    """A form about somebody's record, which is read back as it stands."""

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        return {"entry": (await _entry(turn, request.slots.get("entry", ""))).id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (TextField("reason", longest=_REASON_LONGEST),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        first, _, rest = (await super().read_back(turn, state)).partition("\n")
        return "\n".join((first, await _entry_record(turn, state), rest))


class CorrectEntry(_OfEntry):
    """Sets the length of somebody's record right, with a reason."""

    name = "correct_entry"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        slots = await super().begin(turn, request)
        if request.slots.get("minutes", "").isdecimal():
            slots["times"] = request.slots["minutes"]
        return slots

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (_CorrectedTimes("times", duration=True), _CorrectionReason())

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        await correct_entry(
            unit,
            actor_id(turn),
            str(state.slots["entry"]),
            Times.from_kept(str(state.slots["times"])).minutes,
            str(state.slots["reason"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return Screen(turn.texts("correct-entry-done"), choices=offer(turn, "organize"))


class VoidEntry(_OfEntry):
    """Takes somebody's record out of the count, with a reason; the line stays in the ledger."""

    name = "void_entry"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        await void_entry(
            await turn.write(),
            actor_id(turn),
            str(state.slots["entry"]),
            str(state.slots["reason"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(turn.texts("void-entry-done"), choices=offer(turn, "approve_hours"))


class KeepEntry(_OfEntry):
    """Leaves a record as it is, although its volunteer asked for a correction."""

    name = "keep_entry"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        slots = await super().begin(turn, request)
        return {**slots, "asked": request.slots.get("asked", "")}

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        await decline_correction(
            await turn.write(),
            actor_id(turn),
            str(state.slots["entry"]),
            str(state.slots["asked"]),
            str(state.slots["reason"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(turn.texts("keep-entry-done"), choices=offer(turn, "approve_hours"))


async def _entry(turn: Turn, entry_id: str) -> HourEntry:
    """A record that the person may decide on.

    Raises:
        Refused: there is none, or no role there.
    """
    unit = await turn.read()
    entry = await unit.hour_entries.get(entry_id)
    if entry is None or entry.organization_id is None:
        raise Refused(Reason.NOT_FOUND)
    await check_decides(unit, actor_id(turn), entry)
    return entry


async def _entry_record(turn: Turn, state: FormState) -> str:
    """The record as it stands: whose, what, when, how long."""
    unit = await turn.read()
    entry = await _entry(turn, str(state.slots["entry"]))
    person = await unit.volunteers.get(entry.volunteer_id)
    return turn.texts(
        "correct-entry-record",
        name=(person.name if person else None) or turn.texts("nameless"),
        title=entry.title or turn.texts("good-deed"),
        day=turn.say_day(entry.day),
        hours=turn.say_hours(entry.minutes),
    )


FLOW = Flow(forms=(CorrectEntry(), VoidEntry(), KeepEntry()))

"""Attendance in bulk: the leader says who did not come, everybody else came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.dialogue.choices import do
from bot.dialogue.fields import ChoiceField, Field, Given, Invalid, Option, Picked, pick
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift, note_looks
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen, Wants
from domain.hours.marking import Marked, mark_attendance, to_mark
from domain.signups.ports import RosterLine
from domain.signups.usecases import roster
from nlu.absences import absences_in

_ALL_CAME = "all"
_YES, _NO = "yes", "no"


class _AbsentField(Field):
    """Who did not come, of a numbered list: numbers, names or "all came"; kept as sign-ups."""

    wants = Wants.VALUE

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await super().ask(turn, state)
        names = await _names(turn, state, _listed(state))
        lines = [asked.text, *(f"{number}. {name}" for number, name in enumerate(names, start=1))]
        if state.slots.get("beyond"):
            lines.append(turn.texts("mark-attendance-beyond", left=state.slots["beyond"]))
        all_came = Choice(turn.texts("mark-attendance-all-came"), pick(state, _ALL_CAME))
        return replace(asked, text="\n".join(lines), nav=(all_came,))

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if given == Picked(_ALL_CAME):
            return ""
        if not isinstance(given, str):
            raise Invalid("mark-attendance-how")
        people = _listed(state)
        said = absences_in(given, await _names(turn, state, people))
        if said is None:
            raise Invalid("mark-attendance-how")
        joint = turn.texts("field-joint")
        if said.several:
            raise Invalid("mark-attendance-several", words=joint.join(said.several))
        if said.unknown:
            raise Invalid("mark-attendance-unknown", words=joint.join(said.unknown))
        return ",".join(people[number - 1] for number in sorted(said.numbers))

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        names = await _names(turn, state, _ids(value))
        return turn.texts("field-joint").join(names) or turn.texts("field-none")


class MarkAttendance(Form):
    """Records the planned times of everybody who came; those who did not as no-shows, if the
    leader says so."""

    name = "mark_attendance"
    hanging: Mapping[str, tuple[str, ...]] = MappingProxyType({"absent": ("no_show",)})

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift_id = request.slots.get("shift", "")
        lines = await to_mark(await turn.write(), actor_id(turn), shift_id, now=turn.now)
        ahead = _after(lines, request.slots.get("after"))
        shown = ahead[: turn.house.policy.marked_at_once]
        await note_looks(turn, shown)
        return {
            "shift": shift_id,
            "people": ",".join(line.signup.id for line in shown),
            "beyond": len(ahead) - len(shown),
        }

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        absent: Field = _AbsentField("absent")
        return (absent, ChoiceField("no_show", _no_show)) if _absent(state) else (absent,)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        shift, project = await managed_shift(turn, str(state.slots["shift"]))
        came, absent = _came(state), _absent(state)
        lines = [
            turn.texts(
                "mark-attendance-read-back",
                title=project.title,
                span=turn.say_span(shift.starts_at, shift.ends_at),
            )
        ]
        if came:
            lines.append(
                turn.texts(
                    "mark-attendance-came",
                    count=len(came),
                    hours=turn.say_hours(int(shift.length.total_seconds() // 60)),
                    names=await _said(turn, state, came),
                )
            )
        if absent:
            key = "no-show" if state.slots.get("no_show") == _YES else "absent"
            names = await _said(turn, state, absent)
            lines.append(turn.texts(f"mark-attendance-{key}", count=len(absent), names=names))
        return "\n".join(lines)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        shift_id = str(state.slots["shift"])
        marked = await mark_attendance(
            await turn.write(),
            actor_id(turn),
            shift_id,
            _came(state),
            _absent(state) if state.slots.get("no_show") == _YES else (),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
            workdays=turn.house.workdays,
        )
        choices = [do(turn, "view_roster", shift=shift_id)]
        if state.slots.get("beyond"):
            last = _listed(state)[-1]
            go_on = Request(self.name, {"shift": shift_id, "after": last}).action()
            choices.insert(0, Choice(turn.texts("mark-attendance-go-on"), go_on))
        return Screen(await _done(turn, state, marked), choices=tuple(choices))


async def _done(turn: Turn, state: FormState, marked: Marked) -> str:
    """What became of everybody; who could not be marked with the reason."""
    lines = [
        turn.texts(
            "mark-attendance-done",
            recorded=len(marked.recorded),
            second=len(marked.first_of_two),
            absent=len(marked.absent),
            already=len(marked.already),
        )
    ]
    for signup_id, reason in marked.refused:
        [name] = await _names(turn, state, [signup_id])
        why = f"mark-attendance-not-{reason}"
        if not turn.texts.has(why):
            why = "mark-attendance-not-any"
        lines.append(turn.texts("field-line", label=name, value=turn.texts(why)))
    return "\n".join(lines)


def _after(lines: Sequence[RosterLine], signup_id: str | None) -> Sequence[RosterLine]:
    """Those who come after a sign-up in the roster; all where it is not among them any more."""
    ids = [line.signup.id for line in lines]
    return lines[ids.index(signup_id) + 1 :] if signup_id in ids else lines


async def _names(turn: Turn, state: FormState, signup_ids: Iterable[str]) -> list[str]:
    """What the people of some sign-ups are called, in their order."""
    lines = await roster(await turn.read(), actor_id(turn), str(state.slots["shift"]))
    names = {line.signup.id: line.volunteer.name for line in lines}
    return [names.get(each) or turn.texts("nameless") for each in signup_ids]


async def _said(turn: Turn, state: FormState, signup_ids: Iterable[str]) -> str:
    return turn.texts("field-joint").join(await _names(turn, state, signup_ids))


async def _no_show(turn: Turn, state: FormState) -> list[Option]:
    return [
        Option(answer, turn.texts(f"mark-attendance-no-show-{answer}")) for answer in (_YES, _NO)
    ]


def _ids(value: Value) -> list[str]:
    return [each for each in str(value or "").split(",") if each]


def _listed(state: FormState) -> list[str]:
    return _ids(state.slots["people"])


def _absent(state: FormState) -> list[str]:
    return _ids(state.slots.get("absent"))


def _came(state: FormState) -> list[str]:
    absent = _absent(state)
    return [each for each in _listed(state) if each not in absent]


FLOW = Flow(forms=(MarkAttendance(),))

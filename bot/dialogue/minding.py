"""Minding what was posted: who did not come, times put right, a shift called off."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.choices import do, offer
from bot.dialogue.fields import ChoiceField, Field, Option, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import Times, TimesField
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.clock import local_day
from domain.hours.corrections import correct_attendance, waits_for_second
from domain.offerings.authority import check_manages
from domain.offerings.model import Shift
from domain.offerings.usecases import cancel_shift
from domain.signups.model import SignupState
from domain.signups.no_shows import record_no_show, take_back_no_show
from domain.signups.ports import RosterLine
from domain.signups.usecases import roster

_REASON_LONGEST = 200


class _OfShift(Form):
    """A form about somebody on a shift that the person manages."""

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift, _ = await managed_shift(turn, request.slots.get("shift", ""))
        return {"shift": shift.id}

    async def _lines(self, turn: Turn, state: FormState) -> Sequence[RosterLine]:
        return await roster(await turn.read(), actor_id(turn), str(state.slots["shift"]))


def _signup_of(turn: Turn, line: RosterLine) -> Option:
    return Option(line.signup.id, line.volunteer.name or turn.texts("nameless"))


class RecordNoShow(_OfShift):
    """Notes that somebody did not come; nobody is blocked by it (rules.md, C)."""

    name = "record_no_show"

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("person", self._absent),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        await record_no_show(
            await turn.write(),
            actor_id(turn),
            str(state.slots["person"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        shift_id = str(state.slots["shift"])
        choices = [do(turn, name, shift=shift_id) for name in ("view_roster", "take_back_no_show")]
        return Screen(turn.texts("record-no-show-done"), choices=tuple(choices))

    async def _absent(self, turn: Turn, state: FormState) -> list[Option]:
        return [
            _signup_of(turn, line)
            for line in await self._lines(turn, state)
            if line.signup.state is SignupState.CONFIRMED and line.attendance is None
        ]


class TakeBackNoShow(_OfShift):
    """It was the wrong one, or they came after all."""

    name = "take_back_no_show"

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("person", self._noted),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        await take_back_no_show(
            await turn.write(), actor_id(turn), str(state.slots["person"]), now=turn.now
        )
        shift, _ = await managed_shift(turn, str(state.slots["shift"]))
        next_ = "mark_attendance" if shift.ends_at <= turn.now else "view_roster"
        text = turn.texts("take-back-no-show-done")
        return Screen(text, choices=(do(turn, next_, shift=shift.id),))

    async def _noted(self, turn: Turn, state: FormState) -> list[Option]:
        return [
            _signup_of(turn, line)
            for line in await self._lines(turn, state)
            if line.signup.state is SignupState.NO_SHOW
        ]


class CorrectAttendance(_OfShift):
    """Sets somebody's times of coming and going right, with a reason (rules.md, "Hours")."""

    name = "correct_attendance"

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (
            ChoiceField("person", self._present),
            TimesField("times", duration=False),
            TextField("reason", longest=_REASON_LONGEST),
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        shift, _ = await managed_shift(turn, str(state.slots["shift"]))
        times = Times.from_kept(str(state.slots["times"]))
        came, went = _around(shift, times, turn.house.policy.timezone)
        entry = await correct_attendance(
            await turn.write(),
            actor_id(turn),
            str(state.slots["person"]),
            came,
            went,
            str(state.slots["reason"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
            workdays=turn.house.workdays,
        )
        minutes = entry.minutes if entry is not None else 0
        first = entry is not None and waits_for_second(entry)
        done = "correct-attendance-second" if first else "correct-attendance-done"
        text = turn.texts(done, hours=turn.say_hours(minutes))
        return Screen(text, choices=(do(turn, "view_roster", shift=shift.id),))

    async def _present(self, turn: Turn, state: FormState) -> list[Option]:
        return [
            Option(line.attendance.id, line.volunteer.name or turn.texts("nameless"))
            for line in await self._lines(turn, state)
            if line.attendance is not None
        ]


def _around(shift: Shift, times: Times, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The two moments, UTC, on the day on which they share most with the shift: it may go over
    midnight, and somebody may have come before."""
    first = local_day(shift.starts_at, zone)
    days = [first + timedelta(days=step) for step in (0, 1, -1)]

    def shared(span: tuple[datetime, datetime]) -> timedelta:
        return min(span[1], shift.ends_at) - max(span[0], shift.starts_at)

    return max((times.on(day, zone) for day in days), key=shared)


class CancelShift(Form):
    """Calls a shift off: everybody who comes or waits is told."""

    name = "cancel_shift"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift, project = await managed_shift(turn, request.slots.get("shift", ""))
        # Who leads one shift only does not call it off.
        await check_manages(await turn.read(), actor_id(turn), project)
        return {"shift": shift.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (TextField("reason", longest=_REASON_LONGEST),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        shift, project = await managed_shift(turn, str(state.slots["shift"]))
        return turn.texts(
            "cancel-shift-read-back",
            title=project.title,
            span=turn.say_span(shift.starts_at, shift.ends_at),
            people=shift.taken + shift.waiting,
            reason=str(state.slots["reason"]),
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        await cancel_shift(
            unit,
            actor_id(turn),
            str(state.slots["shift"]),
            str(state.slots["reason"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return Screen(turn.texts("cancel-shift-done"), choices=offer(turn, "view_roster"))


FLOW = Flow(forms=(RecordNoShow(), TakeBackNoShow(), CorrectAttendance(), CancelShift()))

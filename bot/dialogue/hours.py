"""Hours: logging what was done, and asking for a correction."""

from collections.abc import Sequence
from datetime import date

from bot.dialogue.choices import offer
from bot.dialogue.fields import ChoiceField, Field, Given, Invalid, Option, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.projects import MOST_MEANT, is_id, meant_project, telling_words
from bot.dialogue.requests import Request, Slots
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import DateField, Times, TimesField, times_said
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.hours.claims import check_claimable, claim
from domain.hours.corrections import ask_correction
from domain.hours.model import HourEntry
from domain.hours.rules import (
    Service,
    check_claim,
    second_person_needed,
    service_between,
    service_lasting,
)
from domain.hours.totals import entries
from domain.offerings.browsing import find_projects, likeliest, recent_projects
from domain.offerings.model import Project
from nlu.values import Direction

_NO_PROJECT = "none"
_NOTE_LONGEST = 200


class _ProjectField(ChoiceField):
    """One of one's own projects, or words that mean one."""

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        try:
            return await super().read(turn, state, given)
        except Invalid:
            meant = await _claimable(turn, given) if isinstance(given, str) else []
            if len(meant) == 1:
                return meant[0]
            if not meant:
                raise
            state.slots["candidates"] = ",".join(meant)
            raise Invalid("log-hours-which-project") from None


async def _claimable(turn: Turn, words: str) -> list[str]:
    """The projects that some words may mean: where the person was lately, else those to come."""
    telling = telling_words(words)
    recent = await _recent(turn)
    own = likeliest(telling, {each.id: each.title for each in recent})
    if own:
        return own[:MOST_MEANT]
    unit, person = await turn.read(), turn.volunteer()
    found = await find_projects(
        unit, person.id, telling, MOST_MEANT, now=turn.now, policy=turn.house.policy
    )
    return [each.project.id for each in found]


async def _recent(turn: Turn) -> Sequence[Project]:
    unit = await turn.read()
    return await recent_projects(unit, turn.volunteer().id, now=turn.now, policy=turn.house.policy)


class LogHours(Form):
    """A claim: one's own report of time, which somebody with the role confirms."""

    name = "log_hours"
    adds = True
    also = frozenset({"correct_hours"})

    def another(self, request: Request) -> bool:
        return "date" in request.slots and times_said(request.slots) is not None

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        said = request.slots
        slots: dict[str, Value] = {}
        await self.take(turn, slots, {"date": said.get("date"), "times": times_said(said)})
        if {"date", "times"} <= slots.keys():
            # Whoever says it all in one sentence has no more to say; it can be changed.
            slots["note"] = None
        await self._take_project(turn, slots, request)
        return slots

    async def _take_project(self, turn: Turn, slots: dict[str, Value], request: Request) -> None:
        """One's own recent project or one to come that the words mean; where several are meant,
        those are asked; where none is, it was an activity of one's own."""
        named = request.slots.get("project")
        if named is None or is_id(named):
            view = await meant_project(turn, request)
            if view is not None:
                slots["project"] = view.offering.project.id
            return
        meant = await _claimable(turn, named)
        if len(meant) == 1:
            slots["project"] = meant[0]
        elif meant:
            slots["candidates"] = ",".join(meant)
        else:
            slots["project"] = _NO_PROJECT
            slots["note"] = named[:_NOTE_LONGEST]

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (
            _ProjectField("project", self._projects),
            DateField("date", direction=Direction.PAST, check=self._check_day),
            TimesField("times", duration=True, check=self._check_times),
            TextField("note", longest=_NOTE_LONGEST, optional=True),
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        project = str(state.slots["project"])
        note = state.slots["note"]
        unit = await turn.write()
        made = await claim(
            unit,
            turn.volunteer().id,
            None if project == _NO_PROJECT else project,
            _service(turn, state, Times.from_kept(str(state.slots["times"]))),
            str(note) if note is not None else None,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
            workdays=turn.house.workdays,
        )
        said = turn.texts("log-hours-done", deadline=turn.say_day(made.deadline))
        if not turn.house.workdays.knows(made.deadline):
            said += "\n" + turn.texts("log-hours-holidays-unknown", year=str(made.deadline.year))
        return Screen(said, choices=offer(turn, "query_hours", "log_hours"))

    async def _projects(self, turn: Turn, state: FormState) -> list[Option]:
        unit = await turn.read()
        recent = list(await _recent(turn))
        named = str(state.slots.get("candidates") or "").split(",")
        chosen = state.slots.get("project")
        known = {_NO_PROJECT, *(each.id for each in recent)}
        for id in (*named, chosen):
            if isinstance(id, str) and id not in known:
                project = await unit.projects.get(id)
                recent += [project] if project is not None else []
        # What the words may mean comes first.
        recent.sort(key=lambda project: project.id not in named)
        options = [Option(each.id, each.title) for each in recent]
        return [*options, Option(_NO_PROJECT, turn.texts("log-hours-no-project"))]

    async def _check_day(self, turn: Turn, state: FormState, day: date) -> None:
        check_claim(service_lasting(day, 60, turn.house.policy), turn.now, turn.house.policy)

    async def _check_times(self, turn: Turn, state: FormState, times: Times) -> None:
        second_person_needed(times.minutes, turn.house.policy)
        if "date" in state.slots:
            await check_claimable(
                await turn.read(),
                turn.volunteer().id,
                _service(turn, state, times),
                now=turn.now,
                policy=turn.house.policy,
            )


class CorrectHours(Form):
    """The volunteer says that a record is wrong; whoever decides on it checks (art. 12–13)."""

    name = "correct_hours"
    adds = True
    also = frozenset({"log_hours"})

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        slots: dict[str, Value] = {}
        found = await self._recent(turn)
        if not found:
            raise Refused(Reason.NO_RECORDS)
        meant = self._meant(turn, request.slots, found)
        if len(meant) == 1:
            slots["entry"] = meant[0]
        elif meant:
            slots["candidates"] = ",".join(meant)
        await self.take(turn, slots, {"times": times_said(request.slots)})
        return slots

    def _meant(self, turn: Turn, said: Slots, found: Sequence[HourEntry]) -> list[str]:
        """The records that may be meant; none where nothing tells them from the others."""
        if "entry" in said:
            return [each.id for each in found if each.id == said["entry"]]
        left = found
        if "date" in said:
            left = [each for each in left if each.day.isoformat() == said["date"]]
        if "project" in said:
            titles = {each.id: each.title for each in left}
            alike = likeliest(telling_words(said["project"]), titles)
            left = [each for each in left if each.id in alike]
        if left is found:
            return []
        if not left:
            turn.remarks.append(turn.texts("correct-hours-none-meant"))
        return [each.id for each in left]

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (
            ChoiceField("entry", self._options),
            TimesField("times", duration=True),
            TextField("reason", longest=_NOTE_LONGEST),
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        await ask_correction(
            unit,
            turn.volunteer().id,
            str(state.slots["entry"]),
            Times.from_kept(str(state.slots["times"])).minutes,
            str(state.slots["reason"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(turn.texts("correct-hours-done"), choices=offer(turn, "query_hours"))

    async def _recent(self, turn: Turn) -> Sequence[HourEntry]:
        unit = await turn.read()
        return (await entries(unit, turn.volunteer().id, limit=24)).entries

    async def _options(self, turn: Turn, state: FormState) -> list[Option]:
        found = await self._recent(turn)
        named = str(state.slots.get("candidates") or "").split(",")
        meant = [each for each in found if each.id in named]
        return [Option(each.id, _entry_label(turn, each)) for each in meant or found]


def _service(turn: Turn, state: FormState, times: Times) -> Service:
    day = date.fromisoformat(str(state.slots["date"]))
    policy = turn.house.policy
    if times.span is None:
        return service_lasting(day, times.length, policy)
    return service_between(*times.on(day, policy.timezone), policy)


def _entry_label(turn: Turn, entry: HourEntry) -> str:
    return turn.texts(
        "record-label",
        title=entry.title or turn.texts("good-deed"),
        day=turn.say_day(entry.day),
        hours=turn.say_hours(entry.minutes),
    )


FLOW = Flow(forms=(LogHours(), CorrectHours()))

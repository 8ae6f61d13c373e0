"""Hours: logging what was done, the totals, the records, and asking for a correction."""

from collections.abc import Sequence
from datetime import date

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import (
    ChoiceField,
    DateField,
    Field,
    Option,
    TextField,
    Times,
    TimesField,
)
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.offerings import AT_ONCE, meant_project
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.hours.claims import claim
from domain.hours.corrections import ask_correction
from domain.hours.model import HourEntry
from domain.hours.rules import (
    Service,
    check_claim,
    second_person_needed,
    service_between,
    service_lasting,
)
from domain.hours.totals import entries, totals
from domain.offerings.browsing import recent_projects
from nlu.values import Direction

_NO_PROJECT = "none"
_NOTE_LONGEST = 200


class LogHours(Form):
    """A claim: one's own report of time, which somebody with the role confirms."""

    name = "log_hours"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        slots: dict[str, Value] = {}
        if "project" in request.slots or "ordinal" in request.slots:
            view = await meant_project(turn, request)
            if view is not None:
                slots["project"] = view.offering.project.id
        day = request.slots.get("date")
        if day is not None:
            check_claim(
                service_lasting(date.fromisoformat(day), 60, turn.house.policy),
                turn.now,
                turn.house.policy,
            )
            slots["date"] = day
        start, end = request.slots.get("time_from"), request.slots.get("time_to")
        if start and end:
            slots["times"] = f"{start}-{end}"
        elif "minutes" in request.slots:
            slots["times"] = request.slots["minutes"]
        return slots

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (
            ChoiceField("project", self._projects),
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
        recent = list(
            await recent_projects(unit, turn.volunteer().id, now=turn.now, policy=turn.house.policy)
        )
        chosen = state.slots.get("project")
        if isinstance(chosen, str) and chosen not in {_NO_PROJECT, *(each.id for each in recent)}:
            project = await unit.projects.get(chosen)
            recent += [project] if project is not None else []
        options = [Option(each.id, each.title) for each in recent]
        return [*options, Option(_NO_PROJECT, turn.texts("log-hours-no-project"))]

    async def _check_day(self, turn: Turn, state: FormState, day: date) -> None:
        check_claim(service_lasting(day, 60, turn.house.policy), turn.now, turn.house.policy)

    async def _check_times(self, turn: Turn, state: FormState, times: Times) -> None:
        service = _service(turn, state, times)
        check_claim(service, turn.now, turn.house.policy)
        second_person_needed(service.minutes, turn.house.policy)


class CorrectHours(Form):
    """The volunteer says that a record is wrong; whoever decides on it checks (art. 12–13)."""

    name = "correct_hours"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        slots: dict[str, Value] = {}
        found = await self._recent(turn)
        if not found:
            raise Refused(Reason.NO_RECORDS)
        named = request.slots.get("entry")
        if named is None and "date" in request.slots:
            on_day = [each.id for each in found if each.day.isoformat() == request.slots["date"]]
            named = on_day[0] if len(on_day) == 1 else None
        if named in {each.id for each in found}:
            slots["entry"] = named
        if "minutes" in request.slots:
            slots["times"] = request.slots["minutes"]
        return slots

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
        return [Option(each.id, _entry_label(turn, each)) for each in await self._recent(turn)]


async def query_hours(turn: Turn, request: Request) -> Screen:
    """How many hours: the total, its grades, what waits, and the years."""
    unit = await turn.read()
    found = await totals(unit, turn.volunteer().id)
    texts, hours = turn.texts, turn.say_hours
    lines = [texts("hours-total", hours=hours(found.counted))]
    lines.append(texts("hours-checked-in", hours=hours(found.checked_in)))
    lines.append(texts("hours-confirmed", hours=hours(found.confirmed)))
    if found.waiting:
        lines.append(texts("hours-waiting", hours=hours(found.waiting)))
    if len(found.years) > 1:
        lines += [
            texts("hours-year", year=str(each.year), hours=hours(each.counted))
            for each in found.years
        ]
    choices = offer(turn, "log_hours", "menu")
    if found.counted or found.waiting:
        choices = (do(turn, "my_records"), *choices)
    if found.waiting:
        choices = (*choices[:-1], do(turn, "withdraw_claim"), choices[-1])
    return Screen("\n".join(lines), choices=choices, in_place=True)


async def my_records(turn: Turn, request: Request) -> Screen:
    """The records behind the total, the latest first, three at a time."""
    page = request.page
    unit = await turn.read()
    found = await entries(unit, turn.volunteer().id, page * AT_ONCE, AT_ONCE)
    texts = turn.texts
    total = do(turn, "query_hours")
    if not found.entries:
        return Screen(texts("records-none"), choices=(total,), in_place=True)
    lines = [texts("records-head"), *(_entry_lines(turn, each) for each in found.entries)]
    choices = []
    left = found.total - page * AT_ONCE - len(found.entries)
    if left > 0:
        lines.append(texts("records-left", left=left))
        choices.append(choice(turn, "more", "my_records", page=str(page + 1)))
    choices += [do(turn, "correct_hours"), total]
    return Screen("\n\n".join(lines), choices=tuple(choices), in_place=True)


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


def _entry_lines(turn: Turn, entry: HourEntry) -> str:
    return turn.texts(
        "record-lines",
        title=entry.title or turn.texts("good-deed"),
        day=turn.say_day(entry.day),
        hours=turn.say_hours(entry.minutes),
        grade=turn.texts(f"grade-{entry.grade}".replace("_", "-")),
    )


FLOW = Flow(
    answers={"query_hours": query_hours, "my_records": my_records},
    forms=(LogHours(), CorrectHours()),
)

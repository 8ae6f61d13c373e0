"""Bringing a project to its end, and the report that stays of it."""

from collections.abc import Sequence

from bot.dialogue.choices import do
from bot.dialogue.fields import Field, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.project_desk import managed_project
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.clock import local_day
from domain.offerings.closing import close_project, closing_report, figures_of, unmarked
from domain.offerings.closing_report import Figures

_REASON_LONGEST = 200
_NOTE_LONGEST = 500


class CloseProject(Form):
    """Takes a project off the menu; its shifts to come are cancelled and everybody is told."""

    name = "close_project"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        project = await managed_project(turn, request)
        project.check_not_closed()
        return {"project": project.id, "title": project.title}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        nobody = await self._signed_up(turn, state) == 0
        return (
            TextField("reason", longest=_REASON_LONGEST, optional=nobody),
            TextField("note", longest=_NOTE_LONGEST, optional=True),
        )

    async def read_back(self, turn: Turn, state: FormState) -> str:
        unit, texts = await turn.read(), turn.texts
        project_id = str(state.slots["project"])
        figures = await figures_of(unit, actor_id(turn), project_id, now=turn.now)
        lines = [
            texts(
                "close-project-read-back",
                title=str(state.slots["title"]),
                reason=self._reason(turn, state),
            )
        ]
        if people := await self._signed_up(turn, state):
            lines.append(texts("close-project-told", told=people))
        if figures.shifts:
            lines += say_figures(turn, figures)
        if unknown := await unmarked(unit, actor_id(turn), project_id, now=turn.now):
            lines.append(texts("close-project-unmarked", people=unknown))
        if state.slots.get("note") is not None:
            lines.append(texts("closing-note", note=str(state.slots["note"])))
        return "\n".join(lines)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        note, project_id = state.slots["note"], str(state.slots["project"])
        await close_project(
            await turn.write(),
            actor_id(turn),
            project_id,
            self._reason(turn, state),
            None if note is None else str(note),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return Screen(
            turn.texts("close-project-done"),
            choices=(
                do(turn, "closing_report", project=project_id),
                do(turn, "copy_project", project=project_id),
                do(turn, "organize"),
            ),
        )

    def _reason(self, turn: Turn, state: FormState) -> str:
        return str(state.slots["reason"] or turn.texts("close-project-finished"))

    async def _signed_up(self, turn: Turn, state: FormState) -> int:
        """How many sign-ups there are for shifts that will not take place."""
        unit = await turn.read()
        return sum(
            shift.taken + shift.waiting
            for shift in await unit.shifts.of_project(str(state.slots["project"]))
            if shift.starts_at > turn.now and shift.cancelled_at is None
        )


async def show_closing_report(turn: Turn, request: Request) -> Screen:
    """What a project came to."""
    project = await managed_project(turn, request)
    unit, texts = await turn.read(), turn.texts
    report = await closing_report(unit, actor_id(turn), project.id)
    day = local_day(report.closed_at, turn.house.policy.timezone)
    lines = [
        texts(
            "closing-report-head",
            title=project.title,
            number=project.number,
            day=turn.say_day(day),
            reason=project.state_reason or texts("field-none"),
        ),
        *say_figures(turn, report.figures),
    ]
    if report.note:
        lines.append(texts("closing-note", note=report.note))
    choices = [
        *([do(turn, "approve_hours")] if report.open_claims else []),
        do(turn, "my_project", project=project.id),
    ]
    return Screen("\n".join(lines), choices=tuple(choices), in_place=True)


def say_figures(turn: Turn, figures: Figures) -> list[str]:
    """Figures in words, a line each; what is nothing and asks for nothing is left out."""
    texts, hours = turn.texts, turn.say_hours
    lines = [
        texts("closing-came", shifts=figures.shifts, came=figures.came),
        texts(
            "closing-hours",
            checked_in=hours(figures.checked_in),
            confirmed=hours(figures.confirmed),
        ),
    ]
    if figures.open_claims:
        claimed = hours(figures.claimed)
        lines.append(texts("closing-claims", claims=figures.open_claims, hours=claimed))
    if figures.no_shows:
        lines.append(texts("closing-no-shows", times=figures.no_shows))
    return lines


FLOW = Flow(answers={"closing_report": show_closing_report}, forms=(CloseProject(),))

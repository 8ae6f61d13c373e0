"""Planning by what there is: a project like an earlier one, a shift again every week."""

from collections.abc import Sequence

from bot.dialogue.choices import do
from bot.dialogue.fields import Field, Given, Invalid, YesNoField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.project_desk import managed_project, with_sign_up_over
from bot.dialogue.project_fields import (
    further_of_shift,
    further_terms,
    planned_shift,
    terms,
    what,
    when_and_where,
    worded,
)
from bot.dialogue.project_values import WORDS, kept_value, plan_of
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen, Wants
from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.offerings.authority import authority_of, check_manages, node_of
from domain.offerings.model import Shift
from domain.offerings.recurring import coming_weeks, repeat_weekly, weeks_until
from domain.offerings.usecases import PLANNED, create_project, open_project
from nlu.exact import number_in
from nlu.script import normal
from nlu.values import Direction, Impossible, date_in

#: What is of one time only and not copied.
_OF_ONE_TIME = frozenset({"signup_from", "signup_until"})
_WEEKS = ("个星期", "个礼拜", "星期", "礼拜", "周", "次", "weeks", "week", "times")


class CopyProject(Form):
    """A project like an earlier one: only its day and time are asked, all can be changed."""

    name = "copy_project"
    words = WORDS

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        project = await managed_project(turn, request)
        unit, zone = await turn.read(), turn.house.policy.timezone
        node = await node_of(unit, project.organization_id)
        if not (await authority_of(unit, actor_id(turn))).may_create_in(node):
            raise Refused(Reason.NOT_ALLOWED)
        slots: dict[str, Value] = {"node": node.id, "open_now": "yes"}
        slots |= {name: kept_value(project, name, zone) for name in PLANNED - _OF_ONE_TIME}
        shifts = await unit.shifts.of_project(project.id)
        if shifts:
            last = shifts[-1]
            slots |= {
                name: getattr(last, name)
                for name in ("address", "places", "meeting_point", "waitlist_size")
            }
        return slots | dict.fromkeys(_OF_ONE_TIME)

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return worded(
            (
                *what(),
                *when_and_where(),
                *further_of_shift(),
                *terms(),
                *further_terms(),
                YesNoField("open_now"),
            )
        )

    async def read_back(self, turn: Turn, state: FormState) -> str:
        lines = [turn.texts("copy-project-read-back")]
        for field in await self.fields(turn, state):
            value = state.slots[field.name]
            if value is not None:
                label = turn.texts(self.label_key(field.name))
                shown = await field.show(turn, state, value)
                lines.append(turn.texts("field-line", label=label, value=shown))
        return "\n".join(lines)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        slots, house = state.slots, turn.house
        unit, zone = await turn.write(), house.policy.timezone
        shift = planned_shift(slots, zone)
        plan = plan_of(slots, str(slots["node"]), (shift,), zone)
        project = await create_project(
            unit, actor_id(turn), plan, now=turn.now, new_id=house.new_id, policy=house.policy
        )
        this = {"project": project.id}
        facts = {"title": project.title, "number": project.number}
        if project.risky and not project.insurance:
            text = turn.texts("project-kept-uninsured", **facts)
            enter = do(turn, "edit_project", **this, k="insurance")
            return Screen(text, choices=(enter, do(turn, "my_project", **this)))
        if slots["open_now"] == "no":
            text = turn.texts("project-kept", **facts)
            choices = (do(turn, "open_project", **this), do(turn, "my_project", **this))
            return Screen(text, choices=choices)
        await open_project(unit, actor_id(turn), project.id)
        choices = (do(turn, "my_project", **this), do(turn, "project_code", **this))
        return Screen(turn.texts("create-project-done", **facts), choices=choices)


class WeeksField(Field):
    """How many weeks, as a number or by the last day; kept as the number."""

    wants = Wants.VALUE

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if not isinstance(given, str):
            raise Invalid("repeat-weekly-wants-weeks")
        most, zone = turn.house.policy.repeat_weeks_at_most, turn.house.policy.timezone
        weeks = _weeks_in(given)
        if weeks is None:
            last = date_in(given, turn.now, zone, Direction.AHEAD)
            if last is None:
                raise Invalid("repeat-weekly-wants-weeks")
            if isinstance(last, Impossible):
                raise Invalid("field-impossible-date")
            shift = await _shift(turn, state)
            weeks = weeks_until(shift, last, now=turn.now, zone=zone)
            if weeks < 1:
                raise Invalid("repeat-weekly-none-by-then")
        if not 1 <= weeks <= most:
            raise Invalid("refused-too-many-weeks", most=most)
        return weeks

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        return turn.texts("repeat-weekly-weeks", weeks=int(value or 0))


class RepeatWeekly(Form):
    """A shift again every week, none skipped: the days are read back, holidays pointed out."""

    name = "repeat_weekly"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        named = request.slots.get("shift") or await _latest_shift(turn, request)
        shift, project = await managed_shift(turn, named)
        await check_manages(await turn.read(), actor_id(turn), project)
        project.check_not_closed()
        return {"shift": shift.id, "title": project.title}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (WeeksField("weeks"),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        shift, texts, policy = await _shift(turn, state), turn.texts, turn.house.policy
        weeks = await coming_weeks(
            await turn.read(), shift, int(state.slots["weeks"] or 0), now=turn.now, policy=policy
        )
        new = [each for each in weeks if not each.there]
        lines = [
            texts(
                "repeat-weekly-read-back",
                title=str(state.slots["title"]),
                span=turn.say_span(shift.starts_at, shift.ends_at),
                count=len(new),
            )
        ]
        unknown: list[int] = []
        for each in weeks:
            day = local_day(each.starts_at, policy.timezone)
            mark = "there" if each.there else "new"
            if turn.house.workdays.is_holiday(day) and not each.there:
                mark = "holiday"
            if not turn.house.workdays.knows(day) and day.year not in unknown:
                unknown.append(day.year)
            lines.append(texts(f"repeat-weekly-{mark}", day=turn.say_day(day)))
        lines += [texts("repeat-weekly-unknown", year=str(year)) for year in unknown]
        return "\n".join(lines)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        made = await repeat_weekly(
            await turn.write(),
            actor_id(turn),
            str(state.slots["shift"]),
            int(state.slots["weeks"] or 0),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        shift = await _shift(turn, state)
        this = {"project": shift.project_id}
        choices = (do(turn, "project_shifts", **this), do(turn, "my_project", **this))
        done = Screen(turn.texts("repeat-weekly-done", count=len(made)), choices=choices)
        return await with_sign_up_over(turn, shift.project_id, done)


async def _shift(turn: Turn, state: FormState) -> Shift:
    unit = await turn.read()
    shift = await unit.shifts.get(str(state.slots["shift"]))
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    return shift


async def _latest_shift(turn: Turn, request: Request) -> str:
    """The last shift of a project: what comes again when nothing else is named."""
    project = await managed_project(turn, request)
    unit = await turn.read()
    shifts = [
        shift for shift in await unit.shifts.of_project(project.id) if shift.cancelled_at is None
    ]
    if not shifts:
        raise Refused(Reason.NOT_FOUND)
    return shifts[-1].id


def _weeks_in(given: str) -> int | None:
    """A bare number, or one of weeks: 8, 8周, eight weeks; a day is none."""
    said = normal(given).removeprefix("重复").strip(" 。.!！")
    for unit in _WEEKS:
        if said.endswith(unit):
            said = said.removesuffix(unit).strip()
            break
    return number_in(said)


FLOW = Flow(forms=(CopyProject(), RepeatWeekly()))

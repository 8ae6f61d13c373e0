"""Posting projects and minding their shifts: for those with the role on the node."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.chance import six_digits
from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import (
    ChoiceField,
    DateField,
    Field,
    Invalid,
    NumberField,
    Option,
    TextField,
    Times,
    TimesField,
    times_said,
)
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.offerings import AT_ONCE, category_name, recipient_name
from bot.dialogue.organizing import actor_id
from bot.dialogue.projects import telling_words
from bot.dialogue.requests import Request, Slots
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.payloads import PayloadKind
from domain.clock import local_day
from domain.codes.usecases import shift_code
from domain.errors import Reason, Refused
from domain.offerings.authority import authority_of, check_manages
from domain.offerings.browsing import likeliest
from domain.offerings.model import Category, Project, Recipient, Shift
from domain.offerings.usecases import (
    NewProject,
    NewShift,
    add_shift,
    cancel_shift,
    create_project,
    my_shifts,
    open_project,
)
from domain.signups.model import SignupState
from domain.signups.ports import RosterLine
from domain.signups.usecases import roster
from nlu.values import Direction

_MOST_PLACES = 10_000
_MOST_LOOKED_AT = 100
_OLDEST = 80
_REASON_LONGEST = 200


class CreateProject(Form):
    """A project with its first shift; all else has a default and is edited later."""

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
        heard = {
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
        return (
            TextField("title", longest=40),
            ChoiceField("category", _categories),
            ChoiceField("recipient", _recipients),
            *_when_and_where(),
            TextField("content", longest=500),
            TextField("risks", longest=300, optional=True),
            NumberField("minimum_age", least=1, most=_OLDEST, optional=True),
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        slots, house = state.slots, turn.house
        unit = await turn.write()
        plan = NewProject(
            organization_id=str(slots["node"]),
            title=str(slots["title"]),
            category=Category(str(slots["category"])),
            recipient=Recipient(str(slots["recipient"])),
            content=str(slots["content"]),
            shifts=(_planned(turn, slots),),
            risks=_text(slots["risks"]),
            minimum_age=int(slots["minimum_age"]) if slots["minimum_age"] is not None else None,
        )
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
        return Screen(
            turn.texts("create-project-done", title=project.title, number=project.number),
            choices=(
                do(turn, "view_roster", shift=shift.id),
                do(turn, "show_code", shift=shift.id),
                do(turn, "add_shift", project=project.id),
                do(turn, "create_project", node=str(slots["node"])),
            ),
        )


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
        return _when_and_where()

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        shift = await add_shift(
            unit,
            actor_id(turn),
            str(state.slots["project"]),
            _planned(turn, state.slots),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts("add-shift-done", span=turn.say_span(shift.starts_at, shift.ends_at))
        return Screen(text, choices=(do(turn, "view_roster", shift=shift.id),))


class CancelShift(Form):
    """Calls a shift off: everybody who comes or waits is told."""

    name = "cancel_shift"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift, _ = await managed_shift(turn, request.slots.get("shift", ""))
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


async def view_roster(turn: Turn, request: Request) -> Screen:
    """Who comes and who waits on one shift; without one, the shifts to choose from."""
    named = request.slots.get("shift") or await _shift_said(turn, request.slots)
    page = request.page
    if named is None:
        return await _which_shift(turn, page)
    shift, project = await managed_shift(turn, named)
    unit = await turn.write()
    lines = await roster(unit, actor_id(turn), shift.id)
    shown = lines[page * AT_ONCE : (page + 1) * AT_ONCE]
    for line in shown:
        # Staff access to personal data is logged (rules.md, "Personal data").
        await unit.access_log.add(
            turn.house.new_id(), actor_id(turn), line.volunteer.id, "roster", turn.now
        )
    texts = turn.texts
    coming = sum(line.signup.state is SignupState.CONFIRMED for line in lines)
    text = [
        texts(
            "roster-head",
            title=project.title,
            span=turn.say_span(shift.starts_at, shift.ends_at),
            coming=coming,
            places=shift.places,
            waiting=len(lines) - coming,
        ),
        *(_person_line(turn, line) for line in shown),
    ]
    choices = []
    left = len(lines) - page * AT_ONCE - len(shown)
    if left > 0:
        text.append(texts("roster-left", left=left))
        choices.append(choice(turn, "more", "view_roster", shift=shift.id, page=str(page + 1)))
    if turn.now <= shift.ends_at + turn.house.policy.check_in_closes_after:
        choices.append(do(turn, "show_code", shift=shift.id))
    choices.append(do(turn, "add_shift", project=project.id))
    if shift.starts_at > turn.now:
        choices.append(do(turn, "cancel_shift", shift=shift.id))
    else:
        if any(line.attendance is not None for line in lines):
            choices.append(do(turn, "correct_attendance", shift=shift.id))
        if any(line.attendance is None for line in lines):
            choices.append(do(turn, "record_no_show", shift=shift.id))
    choices.append(do(turn, "close_project", project=project.id))
    return Screen("\n".join(text), choices=tuple(choices), in_place=True)


async def show_code(turn: Turn, request: Request) -> Screen:
    """The check-in code of a shift and its QR code, for the leader to show."""
    shift, project = await managed_shift(turn, request.slots.get("shift", ""))
    policy = turn.house.policy
    unit = await turn.write()
    code = await shift_code(
        unit,
        shift.id,
        valid_until=shift.ends_at + policy.check_in_closes_after,
        draw=six_digits,
        now=turn.now,
        new_id=turn.house.new_id,
    )
    return Screen(
        turn.texts(
            "show-code",
            title=project.title,
            code=code,
            open=turn.say_span(
                shift.starts_at - policy.check_in_opens_before,
                shift.ends_at + policy.check_in_closes_after,
            ),
        ),
        choices=(do(turn, "view_roster", shift=shift.id),),
        attachment=Attachment(
            AttachmentKind.QR, turn.house.payloads.write(PayloadKind.CHECK_IN, shift.id)
        ),
    )


async def open_shifts_led(turn: Turn) -> list[Shift]:
    """The shifts that the person manages and that can be checked into now."""
    if turn.person is None:
        return []
    policy, unit = turn.house.policy, await turn.read()
    try:
        found, _ = await my_shifts(
            unit,
            turn.person.id,
            ends_after=turn.now - policy.check_in_closes_after,
            starts_before=turn.now + policy.check_in_opens_before,
        )
    except Refused:
        return []
    return [shift for shift, _ in found]


async def managed_shift(turn: Turn, shift_id: str) -> tuple[Shift, Project]:
    """A shift of a project that the person manages.

    Raises:
        Refused: there is none, or no role there.
    """
    unit = await turn.read()
    shift = await unit.shifts.get(shift_id)
    project = await unit.projects.get(shift.project_id) if shift else None
    if shift is None or project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages(unit, actor_id(turn), project)
    return shift, project


async def _shift_said(turn: Turn, said: Slots) -> str | None:
    """The one shift that the day and the project's words leave."""
    if not said.keys() & {"project", "date"}:
        return None
    unit = await turn.read()
    found, _ = await my_shifts(
        unit, actor_id(turn), 0, _MOST_LOOKED_AT, ends_after=turn.now - timedelta(days=1)
    )
    zone, day = turn.house.policy.timezone, said.get("date")
    on_day = {
        shift.id: project.title
        for shift, project in found
        if day is None or local_day(shift.starts_at, zone).isoformat() == day
    }
    words = said.get("project")
    meant = likeliest(telling_words(words), on_day) if words else list(on_day)
    return meant[0] if len(meant) == 1 else None


async def _which_shift(turn: Turn, page: int) -> Screen:
    unit = await turn.read()
    found, total = await my_shifts(
        unit,
        actor_id(turn),
        page * AT_ONCE,
        AT_ONCE,
        ends_after=turn.now - timedelta(days=1),
    )
    texts = turn.texts
    if not found:
        return Screen(texts("roster-no-shifts"), choices=offer(turn, "create_project"))
    choices = [
        Choice(
            texts(
                "own-shift",
                title=project.title,
                span=turn.say_span(shift.starts_at, shift.ends_at),
            ),
            Request("view_roster", {"shift": shift.id}).action(),
        )
        for shift, project in found
    ]
    text = texts("roster-which")
    left = total - page * AT_ONCE - len(found)
    if left > 0:
        text = f"{text}\n{texts('roster-shifts-left', left=left)}"
        choices.append(choice(turn, "more", "view_roster", page=str(page + 1)))
    return Screen(text, choices=tuple(choices), in_place=True)


def _person_line(turn: Turn, line: RosterLine) -> str:
    state = line.signup.state.value
    if line.attendance is not None:
        state = "checked-out" if line.attendance.checked_out_at else "checked-in"
    return turn.texts(
        "roster-person",
        name=line.volunteer.name or turn.texts("nameless"),
        state=turn.texts(f"roster-{state}"),
    )


def _when_and_where() -> tuple[Field, ...]:
    return (
        DateField("date", direction=Direction.AHEAD, check=_check_day),
        TimesField("times", duration=False, check=_check_times),
        TextField("address", longest=100),
        NumberField("places", least=1, most=_MOST_PLACES),
    )


async def _check_day(turn: Turn, state: FormState, day: date) -> None:
    if day < turn.today:
        raise Invalid("refused-shift-in-past")


async def _check_times(turn: Turn, state: FormState, times: Times) -> None:
    if "date" not in state.slots:
        return
    day = date.fromisoformat(str(state.slots["date"]))
    starts_at, _ = times.on(day, turn.house.policy.timezone)
    if starts_at <= turn.now:
        raise Invalid("refused-shift-in-past")


def _planned(turn: Turn, slots: dict[str, Value]) -> NewShift:
    day = date.fromisoformat(str(slots["date"]))
    starts_at, ends_at = Times.from_kept(str(slots["times"])).on(day, turn.house.policy.timezone)
    return NewShift(starts_at, ends_at, str(slots["address"]), int(slots["places"] or 0))


async def _categories(turn: Turn, state: FormState) -> list[Option]:
    return [Option(each.value, category_name(turn, each)) for each in Category]


async def _recipients(turn: Turn, state: FormState) -> list[Option]:
    return [Option(each.value, recipient_name(turn, each)) for each in Recipient]


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


FLOW = Flow(
    answers={"view_roster": view_roster, "show_code": show_code},
    forms=(CreateProject(), AddShift(), CancelShift()),
)

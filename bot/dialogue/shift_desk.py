"""The shifts of a project, for who manages it or leads one of them."""

from bot.dialogue.choices import choice, do
from bot.dialogue.flow import Flow
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.project_desk import managed_project, places_line
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift, manages
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.offerings.model import Project, ProjectState, Shift


async def project_shifts(turn: Turn, request: Request) -> Screen:
    """The shifts of a project, those to come first, three at a time."""
    project = await managed_project(turn, request)
    unit, page = await turn.read(), request.page
    shifts = await unit.shifts.of_project(project.id)
    to_come = [shift for shift in shifts if shift.ends_at > turn.now]
    ordered = [*to_come, *reversed([shift for shift in shifts if shift.ends_at <= turn.now])]
    shown = ordered[page * AT_ONCE : (page + 1) * AT_ONCE]
    lines = [turn.texts("project-shifts-head", title=project.title)]
    lines += [places_line(turn, shift) for shift in shown]
    choices = [
        Choice(
            turn.say_span(shift.starts_at, shift.ends_at),
            Request("my_shift", {"shift": shift.id}).action(),
        )
        for shift in shown
    ]
    left = len(ordered) - page * AT_ONCE - len(shown)
    if left > 0:
        lines.append(turn.texts("project-more-shifts-left", left=left))
        more = {"project": project.id, "page": str(page + 1)}
        choices.append(choice(turn, "more", "project_shifts", **more))
    if project.state is not ProjectState.CLOSED:
        choices.append(do(turn, "add_shift", project=project.id))
    choices.append(choice(turn, "back", "my_project", project=project.id))
    return Screen("\n".join(lines), choices=tuple(choices), in_place=True)


async def my_shift(turn: Turn, request: Request) -> Screen:
    """One shift for who leads it or manages its project."""
    shift, project = await managed_shift(turn, request.slots.get("shift", ""))
    unit, texts = await turn.read(), turn.texts
    leader = await unit.volunteers.get(shift.led_by(project))
    lines = [texts("my-shift-head", title=project.title), places_line(turn, shift)]
    facts = {
        "address": shift.address,
        "meeting-point": shift.meeting_point,
        "waitlist-size": shift.waitlist_size,
        "leader": (leader.name if leader else None) or texts("nameless"),
        "contact": shift.contact_in(project),
    }
    lines += [
        texts(f"my-shift-{name}", value=str(value))
        for name, value in facts.items()
        if value is not None
    ]
    choices = [do(turn, name, shift=shift.id) for name in await _names(turn, shift, project)]
    if await manages(turn, project):
        choices.append(choice(turn, "back", "project_shifts", project=project.id))
    return Screen("\n".join(lines), choices=tuple(choices), in_place=True)


async def _names(turn: Turn, shift: Shift, project: Project) -> list[str]:
    """What can be done about a shift, as it stands and by this person."""
    names = ["view_roster"]
    if shift.cancelled_at is not None or project.state is ProjectState.CLOSED:
        return names
    whole = await manages(turn, project)
    if turn.now <= shift.ends_at + turn.house.policy.check_in_closes_after:
        names.append("show_code")
    if whole and shift.starts_at > turn.now:
        names += ["edit_shift", "lead_shift"]
    if shift.leader_id is not None and shift.ends_at > turn.now:
        names.append("shift_contact")
    if whole:
        names.append("repeat_weekly")
    if whole and shift.starts_at > turn.now:
        names.append("cancel_shift")
    return names


FLOW = Flow(answers={"project_shifts": project_shifts, "my_shift": my_shift})

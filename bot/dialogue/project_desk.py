"""The desk of whoever manages projects: all of theirs, one of them, and where it stands."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.flow import Flow
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.payloads import PayloadKind
from domain.errors import Reason, Refused
from domain.offerings.authority import authority_of, check_manages, node_of
from domain.offerings.co_organizing import co_organizers_of
from domain.offerings.model import Project, ProjectState, Shift
from domain.offerings.usecases import my_projects, open_project, pause_project, resume_project


async def my_projects_(turn: Turn, request: Request) -> Screen:
    """What the person manages, three at a time, drafts and paused ones too; or what is over."""
    over = "over" in request.slots
    page, unit, texts = request.page, await turn.read(), turn.texts
    found, total = await my_projects(unit, actor_id(turn), page * AT_ONCE, AT_ONCE, closed=over)
    lines = [texts("my-projects-over" if over else "my-projects-head")]
    lines += [await _summary(turn, project) for project in found]
    choices = [
        Choice(project.title, Request("my_project", {"project": project.id}).action())
        for project in found
    ]
    left = total - page * AT_ONCE - len(found)
    if left > 0:
        lines.append(texts("offerings-left", left=left))
        kept = {"over": "1"} if over else {}
        choices.append(choice(turn, "more", "my_projects", page=str(page + 1), **kept))
    if over:
        choices.append(choice(turn, "back", "my_projects"))
    else:
        choices.append(choice(turn, "my-projects-over", "my_projects", over="1"))
    if not found:
        lines = [texts("my-projects-none-over" if over else "my-projects-none")]
        choices += offer(turn, "create_project")
    return Screen("\n\n".join(lines), choices=tuple(choices), in_place=True)


async def my_project(turn: Turn, request: Request) -> Screen:
    """One project for who manages it: where it stands, its shifts, and what can be done."""
    project = await managed_project(turn, request)
    lines = [*await _about(turn, project), *await _shifts_in_short(turn, project)]
    further = "page" in request.slots
    choices = await (_further_choices if further else _choices)(turn, project)
    return Screen("\n".join(lines), choices=tuple(choices), in_place=True)


async def with_sign_up_over(turn: Turn, project_id: str, done: Screen) -> Screen:
    """What was done with the shifts of a project; where its sign-up has ended, that is said too."""
    project = await (await turn.read()).projects.get(project_id)
    until = project.signup_until if project is not None else None
    if until is None or until > turn.now:
        return done
    text = f"{done.text}\n{turn.texts('sign-up-over', until=turn.say_moment(until))}"
    change = do(turn, "edit_project", project=project_id, k="signup_until")
    return replace(done, text=text, choices=(change, *done.choices))


async def open_(turn: Turn, request: Request) -> Screen:
    """Puts a draft on the menu; what is missing for it can be entered at once."""
    project = await managed_project(turn, request)
    if project.risky and not project.insurance:
        return insurance_missing(turn, project)
    await open_project(await turn.write(), actor_id(turn), project.id)
    turn.remarks.append(turn.texts("project-opened"))
    return await my_project(turn, Request("my_project", {"project": project.id}))


async def pause(turn: Turn, request: Request) -> Screen:
    """Takes a project off the menu for a while."""
    project = await managed_project(turn, request)
    await pause_project(await turn.write(), actor_id(turn), project.id)
    turn.remarks.append(turn.texts("project-paused"))
    return await my_project(turn, Request("my_project", {"project": project.id}))


async def resume(turn: Turn, request: Request) -> Screen:
    """Puts a paused project back on the menu."""
    project = await managed_project(turn, request)
    if project.risky and not project.insurance:
        return insurance_missing(turn, project)
    await resume_project(await turn.write(), actor_id(turn), project.id)
    turn.remarks.append(turn.texts("project-resumed"))
    return await my_project(turn, Request("my_project", {"project": project.id}))


async def project_code(turn: Turn, request: Request) -> Screen:
    """A QR code that leads to the project, to recruit with."""
    project = await managed_project(turn, request)
    back = do(turn, "my_project", project=project.id)
    if not project.is_offered:
        return Screen(turn.texts("project-code-not-yet"), choices=(back,))
    return Screen(
        turn.texts("project-code", title=project.title, number=project.number),
        choices=(back,),
        attachment=Attachment(
            AttachmentKind.QR, turn.house.payloads.write(PayloadKind.PROJECT, project.id)
        ),
    )


async def managed_project(turn: Turn, request: Request) -> Project:
    """The project of a request, for who manages it.

    Raises:
        Refused: there is none, or no role there.
    """
    unit = await turn.read()
    project = await unit.projects.get(request.slots.get("project", ""))
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages(unit, actor_id(turn), project)
    return project


def insurance_missing(turn: Turn, project: Project) -> Screen:
    """A risky project does not open without insurance (条例 17): it can be entered at once."""
    return Screen(
        turn.texts(f"refused-{Reason.INSURANCE_MISSING}"),
        choices=(
            choice(turn, "enter-insurance", "edit_project", project=project.id, k="insurance"),
            do(turn, "my_project", project=project.id),
        ),
    )


async def _choices(turn: Turn, project: Project) -> list[Choice]:
    """What is done most; the rest comes with "more"."""
    this = {"project": project.id}
    moves = {
        ProjectState.DRAFT: "open_project",
        ProjectState.OPEN: "pause_project",
        ProjectState.RUNNING: "pause_project",
        ProjectState.PAUSED: "resume_project",
    }
    if project.state is ProjectState.CLOSED:
        names = ["closing_report", "project_shifts"]
        names += ["copy_project"] if await _may_post(turn, project) else []
        return [*(do(turn, name, **this) for name in names), *offer(turn, "my_projects")]
    names = ["project_shifts", "edit_project", "add_shift", "repeat_weekly"]
    names += [moves[project.state], *(["project_code"] if project.is_offered else [])]
    choices = [do(turn, name, **this) for name in names]
    if project.state is ProjectState.DRAFT:
        choices.insert(0, choices.pop(names.index("open_project")))
    return [*choices, choice(turn, "more", "my_project", **this, page="1")]


async def _further_choices(turn: Turn, project: Project) -> list[Choice]:
    this = {"project": project.id}
    names = [
        *(["copy_project"] if await _may_post(turn, project) else []),
        "co_organizers",
        "view_project",
        "close_project",
    ]
    choices = [do(turn, name, **this) for name in names]
    return [*choices, choice(turn, "back", "my_project", **this)]


async def _may_post(turn: Turn, project: Project) -> bool:
    """Whether the person may post another project there."""
    unit = await turn.read()
    node = await node_of(unit, project.organization_id)
    return (await authority_of(unit, actor_id(turn))).may_create_in(node)


async def _about(turn: Turn, project: Project) -> list[str]:
    unit, texts = await turn.read(), turn.texts
    node = await node_of(unit, project.organization_id)
    leader = await unit.volunteers.get(project.leader_id)
    beside = await co_organizers_of(unit, actor_id(turn), project.id)
    lines = [
        texts("project-title", number=project.number, title=project.title),
        texts("my-project-state", state=texts(f"project-state-{project.state}")),
        texts("organization-plain", name=node.name),
        texts("project-leader", value=(leader.name if leader else None) or texts("nameless")),
    ]
    if beside:
        names = [person.name or texts("nameless") for _, person in beside]
        lines.append(texts("my-project-beside", names=texts("field-joint").join(names)))
    if project.risky:
        insurance = project.insurance or texts("my-project-not-insured")
        lines.append(texts("my-project-risky", insurance=insurance))
    return lines


async def _shifts_in_short(turn: Turn, project: Project) -> list[str]:
    to_come = await _to_come(turn, project)
    if not to_come:
        return [turn.texts("my-project-no-shifts")]
    lines = [places_line(turn, shift) for shift in to_come[:AT_ONCE]]
    left = len(to_come) - len(lines)
    return [*lines, *([turn.texts("project-more-shifts-left", left=left)] if left else [])]


async def _to_come(turn: Turn, project: Project) -> Sequence[Shift]:
    unit = await turn.read()
    return [
        shift
        for shift in await unit.shifts.of_project(project.id)
        if shift.ends_at > turn.now and shift.cancelled_at is None
    ]


async def _summary(turn: Turn, project: Project) -> str:
    state = turn.texts(f"project-state-{project.state}")
    head = turn.texts("my-projects-line", title=project.title, number=project.number, state=state)
    to_come = await _to_come(turn, project)
    return "\n".join((head, *(places_line(turn, shift) for shift in to_come[:1])))


def places_line(turn: Turn, shift: Shift) -> str:
    """When, how many of how many come, how many wait."""
    key = "my-shift-line" if shift.cancelled_at is None else "my-shift-line-cancelled"
    return turn.texts(
        key,
        span=turn.say_span(shift.starts_at, shift.ends_at),
        taken=shift.taken,
        places=shift.places,
        waiting=shift.waiting,
    )


FLOW = Flow(
    answers={
        "my_projects": my_projects_,
        "my_project": my_project,
        "open_project": open_,
        "pause_project": pause,
        "resume_project": resume,
        "project_code": project_code,
    }
)

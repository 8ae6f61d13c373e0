"""Taking others in: co-organizers of a project, and a leader for one shift."""

from collections.abc import Sequence
from types import MappingProxyType

from bot.chance import invitation_code
from bot.dialogue.choices import choice, do
from bot.dialogue.fields import ChoiceField, Field, Option, TextField
from bot.dialogue.flow import Answered, Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.project_desk import managed_project
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.payloads import PayloadKind
from domain.errors import granted
from domain.offerings.authority import check_answers_for, check_manages
from domain.offerings.co_organizing import (
    co_organizers_of,
    invite_to_project,
    let_go,
    may_take_in,
    take_in,
)
from domain.offerings.model import Project
from domain.offerings.shift_leading import (
    invite_to_shift,
    may_lead,
    set_shift_contact,
    set_shift_leader,
)
from domain.volunteers.model import Volunteer

_CONTACT_LONGEST = 120
_BY_CODE = "code"
_AS_PROJECT = "project"


async def co_organizers(turn: Turn, request: Request) -> Screen:
    """Who manages a project beside its leader, and how that is changed."""
    project = await managed_project(turn, request)
    unit, texts = await turn.read(), turn.texts
    beside = await co_organizers_of(unit, actor_id(turn), project.id)
    names = [person.name or texts("nameless") for _, person in beside]
    text = texts("co-organizers-none", title=project.title)
    if names:
        joint = texts("field-joint").join(names)
        text = texts("co-organizers-head", title=project.title, names=joint)
    this = {"project": project.id}
    choices: list[Choice] = []
    if await _answers_for(turn, project):
        choices += [do(turn, "take_in", **this), do(turn, "invite_to_project", **this)]
    if await _may_go(turn, project):
        choices.append(do(turn, "let_go", **this))
    back = choice(turn, "back", "my_project", **this, page="1")
    return Screen(text, choices=(*choices, back), in_place=True)


class TakeIn(Form):
    """Somebody with a role on the project's node co-organizes it."""

    name = "take_in"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        project = await managed_project(turn, request)
        if not await may_take_in(await turn.read(), actor_id(turn), project.id):
            instead = do(turn, "invite_to_project", project=project.id)
            raise Answered(Screen(turn.texts("take-in-nobody"), choices=(instead,)))
        return {"project": project.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("person", self._people),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        project_id = str(state.slots["project"])
        await take_in(
            await turn.write(),
            actor_id(turn),
            project_id,
            str(state.slots["person"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        back = do(turn, "my_project", project=project_id)
        return Screen(turn.texts("take-in-done"), choices=(back,))

    async def _people(self, turn: Turn, state: FormState) -> list[Option]:
        unit = await turn.read()
        people = await may_take_in(unit, actor_id(turn), str(state.slots["project"]))
        return _options(turn, people)


class InviteToProject(Form):
    """A one-time code that makes whoever sends it first a co-organizer."""

    name = "invite_to_project"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        project = await managed_project(turn, request)
        await check_answers_for(await turn.read(), actor_id(turn), project)
        return {"project": project.id, "title": project.title}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        return turn.texts("invite-to-project-read-back", title=str(state.slots["title"]))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        project_id = str(state.slots["project"])
        code = await invite_to_project(
            await turn.write(),
            actor_id(turn),
            project_id,
            draw=invitation_code,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts("invite-to-project-done", code=code)
        return _invitation(turn, code, text, do(turn, "my_project", project=project_id))


class LetGo(Form):
    """Somebody no longer co-organizes a project."""

    name = "let_go"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        project = await managed_project(turn, request)
        return {"project": project.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("person", self._people),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        await let_go(unit, actor_id(turn), str(state.slots["person"]), now=turn.now)
        return Screen(turn.texts("let-go-done"), choices=(do(turn, "my_projects"),))

    async def _people(self, turn: Turn, state: FormState) -> list[Option]:
        unit = await turn.read()
        project = await unit.projects.get(str(state.slots["project"]))
        return await _may_go(turn, project) if project is not None else []


class LeadShift(Form):
    """Somebody leads one shift: one of the node's people, or whoever sends a code first."""

    name = "lead_shift"
    hanging = MappingProxyType({"leader": ("contact",)})

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift, project = await managed_shift(turn, request.slots.get("shift", ""))
        await check_manages(await turn.read(), actor_id(turn), project)
        return {"shift": shift.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        leader = ChoiceField("leader", self._leaders)
        if state.slots.get("leader") in {None, _BY_CODE, _AS_PROJECT}:
            return (leader,)
        return (leader, _contact())

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit, leader = await turn.write(), str(state.slots["leader"])
        shift_id = str(state.slots["shift"])
        back = do(turn, "my_shift", shift=shift_id)
        if leader == _BY_CODE:
            code = await invite_to_shift(
                unit,
                actor_id(turn),
                shift_id,
                draw=invitation_code,
                now=turn.now,
                new_id=turn.house.new_id,
                policy=turn.house.policy,
            )
            return _invitation(turn, code, turn.texts("lead-shift-invited", code=code), back)
        contact = state.slots.get("contact")
        await set_shift_leader(
            unit,
            actor_id(turn),
            shift_id,
            None if leader == _AS_PROJECT else leader,
            None if contact is None else str(contact),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(turn.texts("lead-shift-done"), choices=(back,))

    async def _leaders(self, turn: Turn, state: FormState) -> list[Option]:
        unit, shift_id = await turn.read(), str(state.slots["shift"])
        options = _options(turn, await may_lead(unit, actor_id(turn), shift_id))
        shift = await unit.shifts.get(shift_id)
        if shift is not None and shift.leader_id is not None:
            options.append(Option(_AS_PROJECT, turn.texts("lead-shift-as-project")))
        return [*options, Option(_BY_CODE, turn.texts("lead-shift-by-code"))]


class ShiftContact(Form):
    """How those who come to a shift reach its leader; the leader may say it."""

    name = "shift_contact"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift, _ = await managed_shift(turn, request.slots.get("shift", ""))
        return {"shift": shift.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (_contact(),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        contact, shift_id = state.slots["contact"], str(state.slots["shift"])
        await set_shift_contact(
            await turn.write(),
            actor_id(turn),
            shift_id,
            None if contact is None else str(contact),
            now=turn.now,
        )
        back = do(turn, "my_shift", shift=shift_id)
        return Screen(turn.texts("shift-contact-done"), choices=(back,))


def _contact() -> Field:
    return TextField("contact", longest=_CONTACT_LONGEST, optional=True, figures=True)


async def _answers_for(turn: Turn, project: Project) -> bool:
    return await granted(check_answers_for(await turn.read(), actor_id(turn), project))


async def _may_go(turn: Turn, project: Project) -> list[Option]:
    """The co-organizers whom the person can let go: all, or only themselves."""
    unit = await turn.read()
    ids = await unit.volunteers.person_ids(actor_id(turn))
    everybody = await _answers_for(turn, project)
    return [
        Option(beside.id, person.name or turn.texts("nameless"))
        for beside, person in await co_organizers_of(unit, actor_id(turn), project.id)
        if everybody or beside.volunteer_id in ids
    ]


def _options(turn: Turn, people: Sequence[Volunteer]) -> list[Option]:
    return [Option(person.id, person.name or turn.texts("nameless")) for person in people]


def _invitation(turn: Turn, code: str, text: str, back: Choice) -> Screen:
    """A code with the QR code that says the same."""
    payload = turn.house.payloads.write(PayloadKind.INVITATION, code)
    return Screen(text, choices=(back,), attachment=Attachment(AttachmentKind.QR, payload))


FLOW = Flow(
    answers={"co_organizers": co_organizers},
    forms=(TakeIn(), InviteToProject(), LetGo(), LeadShift(), ShiftContact()),
)

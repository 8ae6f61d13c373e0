"""Writing a broadcast: the text, whom it fits, a dry run, and the number of people as the last
word before it is read back."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from bot.dialogue.audience_fields import AUDIENCE_FIELDS, EVERYBODY, FITTING, audience_of
from bot.dialogue.broadcast_desk import duration
from bot.dialogue.choices import do
from bot.dialogue.fields import ChoiceField, Field, Given, Invalid, NumberField, Option, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id, organized_node
from bot.dialogue.picture_field import KEPT, PictureField
from bot.dialogue.projects import is_id, telling_words
from bot.dialogue.recruiting import recruitment
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import MomentField, moment_kept
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen, Wants
from domain.broadcasts.figures import DryRun
from domain.broadcasts.model import TEXT_LONGEST, Broadcast, Way
from domain.broadcasts.pictures import discard_pictures
from domain.broadcasts.usecases import NewBroadcast, dry_run, send_broadcast
from domain.errors import Reason, Refused
from domain.offerings.browsing import likeliest
from domain.offerings.model import Project
from domain.offerings.usecases import my_shifts
from domain.volunteers.model import Language
from nlu.exact import number_in
from nlu.script import language_of

_MOST = 1_000_000
_NO_PROJECT = "none"
_SHIFTS_LOOKED_AT = 200
_LATEST = timedelta(days=60)
_NARROWED = ("district", "categories", "skill", "ages", "star", "team")


class RecipientsField(Field):
    """Shows the dry run and takes its number, so that nobody sends to more than they mean."""

    wants = Wants.VALUE

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        found = await _dry_run(turn, state)
        preview = Choice(
            turn.texts("broadcast-preview"), Request("preview_broadcast", {"f": state.id}).action()
        )
        text = dry_run_text(
            turn,
            found,
            _most(state),
            picture=bool(state.slots.get("picture")),
            later=_later(state),
        )
        return Screen(text, nav=(preview,), wants=self.wants)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        found = await _dry_run(turn, state)
        count = min(found.recipients, _most(state))
        if not count:
            raise Invalid("broadcast-nobody")
        said = given.strip().removesuffix("人") if isinstance(given, str) else ""
        if number_in(said.strip()) != count:
            raise Invalid("broadcast-number-differs", count=count)
        return count

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        kind = "broadcast-people-about" if _later(state) else "broadcast-people"
        return turn.texts(kind, count=int(value or 0))


class WriteBroadcast(Form):
    """Composes once; everybody gets it on their platform and in their language."""

    name = "broadcast"
    hanging: Mapping[str, tuple[str, ...]] = MappingProxyType(
        {
            "project": ("audience", *_NARROWED, "recipients"),
            "audience": (*_NARROWED, "recipients"),
            **dict.fromkeys((*_NARROWED, "most", "start"), ("recipients",)),
        }
    )

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        node = await organized_node(turn, request.slots.get("node"))
        slots: dict[str, Value] = {"node": node.id}
        named = request.slots.get("project")
        if named:
            projects = {each.id: each.title for each in await _open_projects(turn)}
            if not is_id(named):
                meant = likeliest(telling_words(named), projects)
                named = meant[0] if len(meant) == 1 else None
            if named in projects:
                slots["project"] = named
        return slots

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        chosen = state.slots.get("audience")
        narrowed = AUDIENCE_FIELDS if chosen not in (None, EVERYBODY, FITTING) else ()
        return (
            TextField("text", longest=TEXT_LONGEST),
            PictureField("picture", optional=True),
            TextField(_other(state), longest=TEXT_LONGEST, optional=True),
            ChoiceField("project", _projects, optional=True),
            ChoiceField("audience", _audiences),
            *narrowed,
            NumberField("most", least=1, most=_MOST, optional=True, without="field-unlimited"),
            MomentField("start", within=_LATEST, optional=True, without="field-now"),
            RecipientsField("recipients"),
        )

    async def discard(self, turn: Turn, state: FormState) -> None:
        if KEPT in state.slots:
            await discard_pictures(await turn.write(), state.id)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        plan = _plan(turn, state)
        broadcast = await send_broadcast(
            unit, actor_id(turn), plan, now=turn.now, new_id=turn.house.new_id
        )
        await self.discard(turn, state)  # a picture that another one took the place of
        account = await turn.own_account()
        broadcast.shown_on(account.id, None, None)
        if plan.starts_at > turn.now:
            when = turn.say_moment(plan.starts_at)
            count = int(state.slots.get("recipients") or 0)
            said = turn.texts("broadcast-scheduled", when=when, count=count)
        else:
            said = turn.texts("broadcast-begins", count=plan.most)
        return Screen(
            f"{said}\n{turn.texts('broadcast-number', number=broadcast.number)}",
            choices=(
                do(turn, "broadcast_progress", b=broadcast.id),
                do(turn, "cancel_broadcast", b=broadcast.id),
                do(turn, "organize"),
            ),
        )


def dry_run_text(
    turn: Turn, found: DryRun, most: int, *, picture: bool = False, later: bool = False
) -> str:
    """How many get it, by which way, who does not and why, and how long it takes.

    Args:
        picture: one goes with it; by a mass send only its address does.
        later: it begins later, so that all this is an estimate.
    """
    texts, count = turn.texts, min(found.recipients, most)
    if not count:
        lines = [texts("broadcast-nobody")]
    else:
        lines = [texts("broadcast-dry-run", count=count)]
        if count == found.recipients:
            lines += [
                texts("broadcast-way", way=texts(f"way-{platform}-{way}"), count=people)
                for (platform, way), people in sorted(found.by_way.items())
            ]
        lines.append(texts("broadcast-takes", time=duration(texts, count)))
        if picture and any(way is Way.MASS for _, way in found.by_way):
            lines.append(texts("broadcast-picture-link"))
    if found.recipients > most:
        lines.append(texts("left-out-beyond-number", count=found.recipients - most))
    lines += [
        texts(f"left-out-{reason}", count=people) for reason, people in found.left_out.items()
    ]
    if later:
        lines.append(texts("broadcast-estimate"))
    if count:
        lines += ["", texts("broadcast-ask-recipients", count=count)]
    return "\n".join(lines)


async def _preview(turn: Turn, request: Request) -> Screen:
    """What recipients will see, in both languages, without its choices doing anything."""
    state = turn.session.form
    if state is None or state.id != request.slots.get("f"):
        raise Refused(Reason.NOT_FOUND)
    plan = _plan(turn, state)
    unit = await turn.read()
    shown = await recruitment(unit, _draft(turn, plan), turn.words, turn.now)
    if shown is None:
        raise Refused(Reason.REGISTRATION_CLOSED)
    labels = turn.texts("field-joint").join(f"[{each.label}]" for each in shown.choices)
    text = f"{turn.texts('broadcast-preview-head')}\n\n{shown.text}\n\n{labels}"
    if plan.text_en:
        english = turn.language is Language.EN
        other = plan.text if english else plan.text_en
        text = f"{text}\n\n{turn.texts('broadcast-preview-other', text=other)}"
    return Screen(text, attachment=shown.attachment)


def _draft(turn: Turn, plan: NewBroadcast) -> Broadcast:
    return Broadcast(
        id="0" * 16,
        number=0,
        organization_id=plan.organization_id,
        author_id=actor_id(turn),
        text=plan.text,
        text_en=plan.text_en,
        picture_id=plan.picture_id,
        project_id=plan.project_id,
        most=plan.most,
        starts_at=plan.starts_at,
        created_at=turn.now,
    )


async def _dry_run(turn: Turn, state: FormState) -> DryRun:
    return await dry_run(
        await turn.read(),
        actor_id(turn),
        _plan(turn, state),
        ways=await turn.house.ways_now(),
        now=turn.now,
        policy=turn.house.policy,
    )


def _plan(turn: Turn, state: FormState) -> NewBroadcast:
    slots = state.slots
    text, other = str(slots["text"]), slots.get(_other(state))
    if other and _other(state) == "text_zh":
        text, other = str(other), text
    project, start, picture = slots.get("project"), slots.get("start"), slots.get("picture")
    return NewBroadcast(
        organization_id=str(slots["node"]),
        text=text,
        text_en=str(other) if other else None,
        project_id=None if project in (None, _NO_PROJECT) else str(project),
        audience=audience_of(slots),
        # The number that was typed binds where it is sent at once; else it was an estimate.
        most=_most(state) if _later(state) else int(slots.get("recipients") or _most(state)),
        starts_at=moment_kept(str(start), turn.house.policy.timezone) if start else turn.now,
        picture_id=str(picture) if picture else None,
    )


def _other(state: FormState) -> str:
    """What is asked beside the text: the same for those who read the other language."""
    return "text_zh" if language_of(str(state.slots.get("text") or "")) == "en" else "text_en"


def _later(state: FormState) -> bool:
    """Whether it begins at a time that its author named."""
    return bool(state.slots.get("start"))


def _most(state: FormState) -> int:
    return int(state.slots.get("most") or _MOST)


async def _projects(turn: Turn, state: FormState) -> list[Option]:
    none = Option(_NO_PROJECT, turn.texts("broadcast-no-project"))
    return [none, *(Option(each.id, each.title) for each in await _open_projects(turn))]


async def _open_projects(turn: Turn) -> list[Project]:
    """The open projects with a shift to come that the person manages, soonest first."""
    unit = await turn.read()
    found, _ = await my_shifts(unit, actor_id(turn), 0, _SHIFTS_LOOKED_AT, ends_after=turn.now)
    projects = {project.id: project for shift, project in found if shift.starts_at > turn.now}
    return [project for project in projects.values() if project.is_offered]


async def _audiences(turn: Turn, state: FormState) -> list[Option]:
    with_project = state.slots.get("project") not in (None, _NO_PROJECT)
    names = [*((FITTING,) if with_project else ()), EVERYBODY, "narrowed"]
    return [Option(name, turn.texts(f"audience-{name}")) for name in names]


FLOW = Flow(answers={"preview_broadcast": _preview}, forms=(WriteBroadcast(),))

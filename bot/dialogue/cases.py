"""Asking for a person: a question, a complaint, an incident, a wish for help becomes a case."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.dialogue.case_fields import (
    NO_SHIFT,
    SHIFTS,
    YES,
    AboutField,
    DangerField,
    MessageField,
    PlaceField,
)
from bot.dialogue.choices import do, offer
from bot.dialogue.fields import Field
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.projects import telling_words
from bot.dialogue.requests import Request, Slots
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.cases.model import TEXT_LONGEST, CaseKind
from domain.cases.usecases import Matter, Opened, check_may_ask, open_case, shifts_around
from domain.clock import local_day
from domain.offerings.browsing import likeliest
from domain.offerings.model import Project, Shift
from nlu.matters import matter_in
from nlu.understanding import Intent

_MOST_SHIFTS = 5


class OpenCase(Form):
    """What somebody wants a person to see to. What they have said already is not asked again;
    what they say of it later is added."""

    kind: CaseKind
    intent: Intent
    adds = True

    def key(self, rest: str) -> str:
        shared = rest == "cancelled" or rest.startswith("label-")
        return f"case-{rest}" if shared else super().key(rest)

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        unit, asker = await turn.read(), turn.person.id if turn.person is not None else None
        await check_may_ask(unit, asker, self.kind, policy=turn.house.policy)
        around = await _around(turn)
        slots: dict[str, Value] = {SHIFTS: ",".join(shift.id for shift, _ in around)}
        said = request.slots
        words = said.get("words", "")
        await self.take(
            turn,
            slots,
            {
                "text": self._with_earlier(turn, matter_in(words, self.intent)),
                "about": self._about(turn, around, said),
                "place": said.get("place"),
            },
        )
        return slots

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        about = (AboutField(),) if state.slots.get(SHIFTS) else ()
        return (MessageField(), *about)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        account = await turn.own_account()
        unit = await turn.write()
        opened = await open_case(
            unit,
            account.id,
            self._matter(state.slots),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        # Whoever was nobody we knew is a guest now, and can see to their own cases and data.
        turn.person = await unit.volunteers.get(opened.case.volunteer_id)
        choices = (do(turn, "my_case", case=opened.case.id), *offer(turn, "menu"))
        return Screen(_done(turn, opened), choices=choices)

    def _with_earlier(self, turn: Turn, words: str | None) -> str | None:
        """The words behind those that this form has already, where both fit."""
        running = turn.session.form
        if words is None or running is None or running.form != self.name:
            return words
        both = f"{running.slots.get('text') or ''} {words}".strip()
        return both if len(both) <= TEXT_LONGEST else words

    def _about(
        self, turn: Turn, around: Sequence[tuple[Shift, Project]], said: Slots
    ) -> str | None:
        """The one shift that is meant: named by a button, or left by the day and the words."""
        if "shift" in said:
            return said["shift"] if said["shift"] in {shift.id for shift, _ in around} else None
        left = around
        if "date" in said:
            zone = turn.house.policy.timezone
            left = [
                each
                for each in left
                if local_day(each[0].starts_at, zone).isoformat() == said["date"]
            ]
        if "project" in said:
            titles = {shift.id: project.title for shift, project in left}
            meant = likeliest(telling_words(said["project"]), titles)
            left = [each for each in left if each[0].id in meant]
        return left[0][0].id if len(left) == 1 and left is not around else None

    def _matter(self, slots: Mapping[str, Value]) -> Matter:
        about, place = slots.get("about"), slots.get("place")
        return Matter(
            self.kind,
            str(slots["text"]),
            shift_id=None if about in {None, NO_SHIFT} else str(about),
            danger=slots.get("danger") == YES,
            place=None if place is None else str(place),
        )


class TalkToHuman(OpenCase):
    """A question to a person."""

    name = "talk_to_human"
    kind, intent = CaseKind.HELP, Intent.TALK_TO_HUMAN


class Complain(OpenCase):
    """A complaint."""

    name = "complain"
    kind, intent = CaseKind.COMPLAINT, Intent.COMPLAIN


class ReportIncident(OpenCase):
    """An injury, an accident, a danger: whom to call stands on the first screen already."""

    name = "report_incident"
    kind, intent = CaseKind.INCIDENT, Intent.REPORT_INCIDENT
    hanging = MappingProxyType({"about": ("place",)})

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        at_shift = state.slots.get("about") not in {None, NO_SHIFT}
        where = () if at_shift else (PlaceField(),)
        return (DangerField(), *await super().fields(turn, state), *where)

    def _about(
        self, turn: Turn, around: Sequence[tuple[Shift, Project]], said: Slots
    ) -> str | None:
        """What is on now needs no asking."""
        on = [shift.id for shift, _ in around if shift.starts_at <= turn.now <= shift.ends_at]
        return super()._about(turn, around, said) or (on[0] if len(on) == 1 else None)


class RequestService(OpenCase):
    """Somebody needs help, for themselves or for others (群众点单)."""

    name = "request_service"
    kind, intent = CaseKind.SERVICE, Intent.REQUEST_SERVICE

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (MessageField(), PlaceField())


async def _around(turn: Turn) -> list[tuple[Shift, Project]]:
    if turn.person is None:
        return []
    found = await shifts_around(
        await turn.read(), turn.person.id, now=turn.now, policy=turn.house.policy
    )
    return found[:_MOST_SHIFTS]


def _done(turn: Turn, opened: Opened) -> str:
    number = str(opened.case.number)
    if opened.seen_at is None:
        return turn.texts("case-done-nobody", number=number)
    if opened.case.urgent:
        return turn.texts("case-done-incident", number=number)
    if opened.seen_at > turn.now:
        at = turn.say_moment(opened.seen_at)
        return turn.texts("case-done-morning", number=number, at=at)
    return turn.texts("case-done", number=number)


FLOW = Flow(forms=(TalkToHuman(), Complain(), ReportIncident(), RequestService()))

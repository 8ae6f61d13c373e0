"""What wording a notice takes: the notice with its facts, and how a kind of notice is told."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.dialogue.requests import Request
from bot.dialogue.turn import House
from bot.messages import Choice, Gist
from bot.texts import Texts, texts_for
from bot.texts.formats import Words
from domain.notices.model import Notice
from domain.volunteers.model import Language
from storage.unit import Unit

#: What a text needs, by name; None: what happened is no longer true, and nobody is told.
Named = dict[str, object] | None


@dataclass(frozen=True)
class Telling:
    """A notice that is being worded for its addressee."""

    unit: Unit
    notice: Notice
    language: Language
    house: House
    now: datetime

    @cached_property
    def facts(self) -> Mapping[str, str | int | bool | None]:
        """What was written down with it."""
        facts: Mapping[str, str | int | bool | None] = json.loads(self.notice.facts)
        return facts

    def fact(self, name: str) -> str:
        """A fact that is an id or words."""
        return str(self.facts[name])

    @property
    def told(self) -> str:
        """The volunteer whom it is for."""
        return self.notice.volunteer_id or ""

    @property
    def texts(self) -> Texts:
        """The catalogue in the addressee's language."""
        return texts_for(self.language)

    @property
    def words(self) -> Words:
        """Days, times and hours in the addressee's language."""
        zone = self.house.policy.timezone
        return Words(self.texts, zone, self.now.astimezone(zone).date())

    async def name_of(self, volunteer_id: str) -> str:
        """What a person is called."""
        person = await self.unit.volunteers.get(volunteer_id)
        return (person.name if person else None) or "–"

    def choice(self, label: str, name: str, **slots: str) -> Choice:
        """Something that the addressee can do at once; ``label`` is a text key."""
        return Choice(self.texts(label), Request(name, slots).action())


Choices = Callable[[Telling], tuple[Choice, ...]]


async def _facts(telling: Telling) -> Named:
    return {name: telling.words.fact(name, value) for name, value in telling.facts.items()}


def leads_to(*names: str) -> Choices:
    """Choices that ask for something general, labelled ``do-NAME``."""

    def choices(telling: Telling) -> tuple[Choice, ...]:
        return tuple(telling.choice(f"do-{name}".replace("_", "-"), name) for name in names)

    return choices


NOTHING = leads_to()
"""It is only told."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind of notice is told: its text is ``notice-KIND``.

    Attributes:
        named: what the text needs; by default the facts, in words.
        choices: what can be done next.
        gist: a person waits for it, and is told in a few fields where there is no other way.
        question: it waits for an answer, so that its choices must be at hand.
        instead: text key of what to send instead of choosing; empty: nothing.
    """

    named: Callable[[Telling], Awaitable[Named]] = _facts
    choices: Choices = NOTHING
    gist: bool = False
    question: bool = False
    instead: str = ""


def gist_of(telling: Telling, named: Mapping[str, object]) -> Gist:
    """The same in a few fields; ``gist-KIND`` is its remark."""
    starts_at = named.get("starts_at")
    return Gist(
        kind=telling.notice.kind,
        title=str(named["title"]),
        starts_at=starts_at if isinstance(starts_at, datetime) else None,
        where=str(named.get("address", "")),
        hours=str(named.get("hours", "")),
        note=telling.texts(f"gist-{telling.notice.kind}"),
    )

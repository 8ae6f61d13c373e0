"""A conversation's state: data, versioned, small; it survives a restart and a deploy."""

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.dialogue.requests import Request, Slots
from bot.messages import Screen
from domain.volunteers.model import Language
from nlu.understanding import Intent, Source

VERSION = 1
MOST_FORMS = 3

Value = str | int | None
"""The answer to a field; None: skipped."""


class FormState(BaseModel):
    """A form that is being filled in.

    Attributes:
        id: stored, unique, with the form's effect: confirmed twice, done once.
        form: the form's name.
        slots: answers by field name; None where skipped.
        order: the fields in the order they were answered, for "back".
        asking: the field that was asked last; None at the read-back.
        choosing_change: the list of fields to change is on the screen.
        then: what to go on with when the form is done.
        page: which page of a long list of options is on the screen.
    """

    id: str
    form: str
    slots: dict[str, Value] = {}
    order: list[str] = []
    asking: str | None = None
    choosing_change: bool = False
    then: Request | None = None
    page: int = 0


class Meaning(BaseModel):
    """What a sentence may mean, ready to be done."""

    intent: Intent
    confidence: float
    request: str
    slots: Slots = {}


class Doubt(BaseModel):
    """A sentence that may mean several things: the person is asked which.

    Attributes:
        id: which question of ours a button belongs to.
        text: the sentence without personal data.
    """

    id: str
    text: str
    lang: str
    source: Source
    meanings: list[Meaning]


class Session(BaseModel):
    """What must be remembered between two messages of one account."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    version: int = VERSION
    revision: int = 0
    language: Language | None = None
    """As first seen or chosen, for people who have no account with us yet."""
    forms: list[FormState] = []
    """The last one is active; those before it wait for it."""
    screen: Screen | None = None
    """What the person sees: a typed number or label picks from it."""
    interrupted: bool = False
    """News that asks something came since the last answer: a bare yes may be meant for it."""
    large: bool = False
    """The person asked for larger menus."""
    commands: str = ""
    """What the chat's list of commands shows of its own, see ``bot.commands``."""
    doubt: Doubt | None = None
    """The last sentence that was not clear."""

    @property
    def form(self) -> FormState | None:
        """The active form."""
        return self.forms[-1] if self.forms else None

    def to_json(self) -> str:
        """As stored."""
        return self.model_dump_json(exclude_defaults=False)


def session_from_json(stored: str | None) -> Session:
    """The session that was stored; a fresh one where there is none or an older build wrote it.

    An unreadable session is given up rather than guessed at: the person gets the menu, and
    nothing that was confirmed is in it.
    """
    if stored is None:
        return Session()
    try:
        session = Session.model_validate_json(stored)
    except ValidationError:
        return Session()
    return session if session.version == VERSION else Session(language=session.language)

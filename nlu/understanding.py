"""What a sentence means: the result type and the port (design, section 4; ``nlu/labels.md``)."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Literal, Protocol

from domain.offerings.model import Category, Recipient


class Intent(StrEnum):
    """What a person wants. The names are a contract with everything outside."""

    GREET = "greet"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    AFFIRM = "affirm"
    DENY = "deny"
    CANCEL = "cancel"
    SKIP = "skip"
    HELP = "help"
    TALK_TO_HUMAN = "talk_to_human"
    OUT_OF_SCOPE = "out_of_scope"
    REGISTER = "register"
    UPDATE_PROFILE = "update_profile"
    LINK_ACCOUNT = "link_account"
    CHANGE_LANGUAGE = "change_language"
    BROWSE_OFFERINGS = "browse_offerings"
    VIEW_PROJECT = "view_project"
    SIGN_UP = "sign_up"
    CANCEL_SIGN_UP = "cancel_sign_up"
    MY_SIGN_UPS = "my_sign_ups"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    LOG_HOURS = "log_hours"
    QUERY_HOURS = "query_hours"
    CORRECT_HOURS = "correct_hours"
    REQUEST_CERTIFICATE = "request_certificate"
    SHOW_CARD = "show_card"
    STAR_LEVEL = "star_level"
    REQUEST_SERVICE = "request_service"
    RATE_SERVICE = "rate_service"
    COMPLAIN = "complain"
    REPORT_INCIDENT = "report_incident"
    UNSUBSCRIBE = "unsubscribe"
    DELETE_MY_DATA = "delete_my_data"
    EXPORT_MY_DATA = "export_my_data"
    TRANSFER_RECORD = "transfer_record"
    ASK_FAQ = "ask_faq"
    CREATE_PROJECT = "create_project"
    VIEW_ROSTER = "view_roster"
    APPROVE_HOURS = "approve_hours"
    BROADCAST = "broadcast"
    REPORT_STATS = "report_stats"


class Source(StrEnum):
    """Who understood the sentence."""

    EXACT = "exact"
    RASA = "rasa"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from the first to the last, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Slots:
    """What the sentence says beside its intent; None: not said, or not determinable.

    Attributes:
        project, place: the words used.
        ordinal: a position in a list, from the end negative (the last one is -1).
        date: one day; ``period``: several.
        time_from, time_to: local time of day.
        minutes: a stated duration.
        count: people, the speaker included.
    """

    category: Category | None = None
    recipient: Recipient | None = None
    project: str | None = None
    ordinal: int | None = None
    date: dt.date | None = None
    period: Period | None = None
    time_from: dt.time | None = None
    time_to: dt.time | None = None
    minutes: int | None = None
    place: str | None = None
    count: int | None = None
    language: Literal["zh", "zh-hant", "en"] | None = None

    def only(self, names: frozenset[str]) -> "Slots":
        """The slots of these names; the others become None."""
        return replace(self, **{f.name: None for f in fields(self) if f.name not in names})

    def as_json(self) -> dict[str, object]:
        """The slots that are there: ISO dates, HH:MM, codes and numbers."""
        return {
            f.name: _plain(value)
            for f in fields(self)
            if (value := getattr(self, f.name)) is not None
        }


def _plain(value: object) -> object:
    match value:
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.strftime("%H:%M")
        case Period(first, last):
            return {"from": first.isoformat(), "to": last.isoformat()}
        case StrEnum():
            return value.value
        case _:
            return value


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another meaning the sentence may have."""

    intent: Intent
    confidence: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """A sentence understood.

    Attributes:
        text: as it came.
        lang: ``zh`` or ``en``, whatever the language of the answer.
        confidence: 0 to 1; comparable within one source only.
        alternatives: the next likeliest, best first.
    """

    text: str
    lang: str
    intent: Intent
    confidence: float
    source: Source
    slots: Slots = field(default_factory=Slots)
    alternatives: tuple[Alternative, ...] = ()

    def to_json(self) -> str:
        """One line of JSON, as ``zhiyuan understand`` prints it (design, section 4)."""
        return json.dumps(
            {
                "text": self.text,
                "lang": self.lang,
                "intent": self.intent.value,
                "confidence": round(self.confidence, 4),
                "slots": self.slots.as_json(),
                "source": self.source.value,
                "alternatives": [
                    {"intent": other.intent.value, "confidence": round(other.confidence, 4)}
                    for other in self.alternatives
                ],
            },
            ensure_ascii=False,
        )


class Understands(Protocol):
    """The port: whoever can tell what a sentence means."""

    async def understand(self, text: str, now: dt.datetime) -> Understanding:
        """What the sentence means when said at ``now`` (aware). Never raises on any text."""
        ...


_WHEN = "date period time_from time_to"
_SLOT_NAMES: Mapping[Intent, str] = {
    Intent.REGISTER: "place count",
    Intent.UPDATE_PROFILE: "place",
    Intent.CHANGE_LANGUAGE: "language",
    Intent.BROWSE_OFFERINGS: f"category recipient {_WHEN} minutes place count",
    Intent.VIEW_PROJECT: "project ordinal date time_from",
    Intent.SIGN_UP: f"project ordinal {_WHEN} count",
    Intent.CANCEL_SIGN_UP: f"project ordinal {_WHEN} count",
    Intent.MY_SIGN_UPS: "project date period",
    Intent.CHECK_IN: "project ordinal",
    Intent.CHECK_OUT: "project ordinal date time_to minutes",
    Intent.LOG_HOURS: f"project ordinal {_WHEN} minutes count",
    Intent.QUERY_HOURS: "project date period",
    Intent.CORRECT_HOURS: "project ordinal date time_from time_to minutes",
    Intent.REQUEST_CERTIFICATE: "project date period count language",
    Intent.REQUEST_SERVICE: f"category recipient {_WHEN} minutes place count",
    Intent.RATE_SERVICE: "project ordinal date",
    Intent.COMPLAIN: "project date",
    Intent.REPORT_INCIDENT: "project date place",
    Intent.UNSUBSCRIBE: "category",
    Intent.CREATE_PROJECT: f"category recipient project {_WHEN} minutes place count",
    Intent.VIEW_ROSTER: "project ordinal date",
    Intent.APPROVE_HOURS: "project ordinal date period",
    Intent.BROADCAST: "project date time_from time_to place count",
    Intent.REPORT_STATS: "category project date period",
}


def slots_of(intent: Intent) -> frozenset[str]:
    """The names of the slots that an intent uses; all others are not given with it."""
    return frozenset(_SLOT_NAMES.get(intent, "").split())

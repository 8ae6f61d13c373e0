"""Broadcasts: one text to the people it fits, and what became of it for each of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field, SQLModel

from domain.errors import Reason, Refused
from domain.offerings.model import Category
from domain.policy import Policy
from domain.quiet import waking_moment
from domain.volunteers.model import Account, Platform, Volunteer

TEXT_LONGEST = 500


class BroadcastState(StrEnum):
    """planning → sending → done; both can be paused, and everything but done can be cancelled.

    Planning begins when the time has come, so that everybody is judged as they are then; sending
    begins when it is complete.
    """

    PLANNING = "planning"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


UNDER_WAY = (BroadcastState.PLANNING, BroadcastState.SENDING, BroadcastState.PAUSED)
_NEXT = {
    BroadcastState.PLANNING: (
        BroadcastState.SENDING,
        BroadcastState.PAUSED,
        BroadcastState.CANCELLED,
    ),
    BroadcastState.SENDING: (
        BroadcastState.PAUSED,
        BroadcastState.DONE,
        BroadcastState.CANCELLED,
    ),
    BroadcastState.PAUSED: (
        BroadcastState.PLANNING,
        BroadcastState.SENDING,
        BroadcastState.CANCELLED,
    ),
    BroadcastState.DONE: (),
    BroadcastState.CANCELLED: (),
}


class Audience(BaseModel):
    """Whom a broadcast is for (rules.md, "Broadcasts"): everybody who meets all that is set.

    Attributes:
        district: words in the person's district.
        categories: the person is interested in one of them.
        skill: words among the person's skills.
        age_from, age_until: completed years, both included.
        star: at least so many hours as this star takes, from 1.
        team: the person is a member of this node, or of one below it.
        eligible: only who could sign up for the broadcast's project.
    """

    model_config = ConfigDict(frozen=True)

    district: str = ""
    categories: tuple[Category, ...] = ()
    skill: str = ""
    age_from: int | None = None
    age_until: int | None = None
    star: int | None = None
    team: str | None = None
    eligible: bool = False


class Broadcast(SQLModel):
    """One text that an organizer sends to an audience."""

    id: str
    number: int
    """The number people say; unique in the installation."""
    organization_id: str
    """The node in whose name it is sent."""
    author_id: str
    text: str = Field(max_length=TEXT_LONGEST)
    text_en: str | None = Field(default=None, max_length=TEXT_LONGEST)
    """For those who read English; without it they get ``text``."""
    picture_id: str | None = Field(default=None, max_length=64)
    """The ``Picture`` that goes with it."""
    project_id: str | None = None
    """The project to sign up for."""
    topic: Category | None = None
    """What it is about, as far as a recipient can decline it."""
    audience: str = "{}"
    """An ``Audience`` as JSON."""
    most: int
    """At most so many get it, as its author agreed."""
    starts_at: datetime
    state: BroadcastState = BroadcastState.PLANNING
    planned_to: str = ""
    """Everybody up to this volunteer id is planned."""
    listed_at: datetime | None = None
    """When planning was complete; None: it is not."""
    created_at: datetime
    ended_at: datetime | None = None
    board_account_id: str | None = None
    """The account in whose chat its progress is shown."""
    board_ref: str | None = Field(default=None, max_length=40)
    """What the platform calls the message that shows it."""
    board_state: BroadcastState | None = None
    """The state that this message shows."""

    @property
    def whom(self) -> Audience:
        """Whom it is for."""
        return Audience.model_validate_json(self.audience)

    @property
    def under_way(self) -> bool:
        """Whether anybody may still get it."""
        return self.state in UNDER_WAY

    @property
    def at_work(self) -> BroadcastState:
        """The state in which it goes on where it was, when it is not paused any more."""
        return BroadcastState.PLANNING if self.listed_at is None else BroadcastState.SENDING

    def waits_until(self, now: datetime, policy: Policy) -> datetime | None:
        """When its list is made, as far as it waits for its time or for the morning; else None."""
        begins = waking_moment(max(now, self.starts_at), policy)
        return begins if self.state is BroadcastState.PLANNING and begins > now else None

    def text_in(self, language: str) -> str:
        """Its text for somebody who reads a language."""
        return (self.text_en or self.text) if language == "en" else self.text

    def planned(self, to: str) -> None:
        """Everybody up to this volunteer id is planned; planning that dies goes on there."""
        self.planned_to = to

    def listed(self, at: datetime) -> None:
        """Planning is complete: it is sent from now on.

        Raises:
            Refused: it is not being planned.
        """
        self.move(BroadcastState.SENDING, at)
        self.listed_at = at

    def move(self, state: BroadcastState, at: datetime) -> None:
        """Goes to the next state.

        Raises:
            Refused: the states do not follow each other.
        """
        if state not in _NEXT[self.state]:
            raise Refused(Reason.BROADCAST_OVER)
        self.state = state
        if state not in UNDER_WAY:
            self.ended_at = at

    def shown_on(self, account_id: str, ref: str | None, state: BroadcastState | None) -> None:
        """Its progress is shown in a chat, by a message that shows a state; None: there is none
        yet."""
        self.board_account_id, self.board_ref, self.board_state = account_id, ref, state


class DeliveryState(StrEnum):
    """What becomes of a broadcast for one person."""

    PENDING = "pending"
    SENDING = "sending"
    """Written before the platform is called: a crash leaves it, and it becomes unknown."""
    SENT = "sent"
    REFUSED = "refused"
    """The platform would not take it."""
    UNREACHABLE = "unreachable"
    """Blocked, left, deactivated."""
    UNKNOWN = "unknown"
    """It may have arrived: never sent again blindly."""
    LEFT_OUT = "left-out"
    CANCELLED = "cancelled"


class LeftOut(StrEnum):
    """Why somebody of the audience does not get it; the first that applies."""

    NOT_ELIGIBLE = "not-eligible"
    OPTED_OUT = "opted-out"
    UNREACHABLE = "unreachable"
    """No account of theirs can be written to: they left, or never wrote."""
    ASKED_LATELY = "asked-lately"
    """The limit of broadcasts a week is used up."""
    NO_WAY = "no-way"
    """The platform does not allow it now: no open window."""
    MASS_USED_UP = "mass-used-up"
    """No open window, and as many mass sends this month as the platform allows."""
    PROJECT_OVER = "project-over"
    """Its project takes nobody any more."""
    NOT_SERVED = "not-served"
    """The platform, or this way there, is served no more."""
    BEYOND_NUMBER = "beyond-number"
    """As many as were wanted get it; who was asked least recently comes first."""


class Way(StrEnum):
    """How it goes to a person."""

    DIRECT = "direct"
    """A message of their own: where the platform always lets us, or within an open window."""
    ASKED = "asked"
    """A notice of the few fields that the platform has, which the person asked for: each once."""
    MASS = "mass"
    """A mass send to a list: the platform's limit is so many a month and person."""


GONE_AFTER = timedelta(days=1)
"""Who is due for so long by a way that is not served does not wait for it any more. A platform that
is only away is served all the while, and a set-up that was wrong is mended by then."""

MASS_A_MONTH = 4
"""platforms.md, "Windows and quotas": a verified service account, per person and month."""


_GATHERED = timedelta(minutes=5)


def gathered_at(now: datetime) -> datetime:
    """When those go by a mass send who could not be reached by another way until then: it takes two
    at least, and each counts to the month's."""
    return now + _GATHERED - timedelta(seconds=now.timestamp() % _GATHERED.total_seconds())


class Delivery(SQLModel):
    """A broadcast for one person."""

    broadcast_id: str
    volunteer_id: str
    account_id: str | None = None
    platform: Platform | None = None
    way: Way | None = None
    batch: str | None = Field(default=None, max_length=20)
    """The mass send it is part of: repeated under the same name it is sent once."""
    state: DeliveryState
    left_out: LeftOut | None = None
    due_at: datetime
    attempts: int = 0
    claimed_at: datetime | None = None
    """When a sender took it, before the call."""
    sent_at: datetime | None = None
    detail: str | None = Field(default=None, max_length=60)
    """A code of the platform, without personal data."""
    opened_at: datetime | None = None
    """When the person looked at the project by it."""
    opted_out_at: datetime | None = None
    """When the person declined more by it."""


@dataclass(frozen=True, slots=True)
class MassDelivery:
    """One of a list of people who get it together."""

    delivery: Delivery
    account: Account
    volunteer: Volunteer


@dataclass(frozen=True, slots=True)
class Ways:
    """How people can be reached at all: the platforms that are served and may write first."""

    platforms: frozenset[Platform]
    windowed: frozenset[Platform] = frozenset({Platform.WECHAT})
    """Those that let us write only within a person's open window."""
    mass: frozenset[Platform] = frozenset()
    """Those of them that also send to lists of people."""
    asked_for: frozenset[str] = frozenset()
    """What WeChat calls the notices of new projects that people can ask for; each says a project
    that takes people, and nothing else."""

    def serve(self, platform: Platform, way: Way) -> bool:
        """Whether anybody is sent to by this way."""
        return platform in (self.mass if way is Way.MASS else self.platforms)

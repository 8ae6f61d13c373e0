"""What can be done: projects with their shifts, under categories and recipients."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Field, SQLModel

from domain.errors import Reason, Refused


class Category(StrEnum):
    """The 22 service categories of the national filter (rules.md, "The menu", V2)."""

    COMMUNITY = "community"
    POVERTY_RELIEF = "poverty_relief"
    EDUCATION = "education"
    HEALTH = "health"
    LEGAL = "legal"
    ENVIRONMENT = "environment"
    SCIENCE = "science"
    CULTURE = "culture"
    PUBLIC_SAFETY = "public_safety"
    CIVILITY = "civility"
    TRAFFIC = "traffic"
    FIRE_SAFETY = "fire_safety"
    EMERGENCY = "emergency"
    DRUG_CONTROL = "drug_control"
    SPORTS = "sports"
    TOURISM = "tourism"
    SPECIAL_CARE = "special_care"
    LARGE_EVENTS = "large_events"
    OVERSEAS = "overseas"
    TAX = "tax"
    EPIDEMIC = "epidemic"
    OTHER = "other"


class Recipient(StrEnum):
    """The 13 kinds of people served (rules.md, "The menu", V2)."""

    CHILDREN = "children"
    WOMEN = "women"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    VETERANS_FAMILIES = "veterans_families"
    LOW_INCOME = "low_income"
    SPECIAL_GROUPS = "special_groups"
    PATIENTS = "patients"
    RURAL = "rural"
    URBAN = "urban"
    PUBLIC = "public"
    TAXPAYERS = "taxpayers"
    OTHER = "other"


class ProjectState(StrEnum):
    """Where a project stands; only open and running ones are offerings.

    ::

        draft ──▶ open ──▶ running       running: from the first check-in on
          │       │  ▲      │  ▲
          │       ▼  │      ▼  │         paused: off the menu; who is signed up stays signed up,
          │      paused ◀─▶ paused       shifts take place, those who wait are offered places;
          │         │                    resumed, it is what it was before
          ▼         ▼
        closed ◀── (from everywhere)     closed: for good, with a closing report
    """

    DRAFT = "draft"
    OPEN = "open"
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


OFFERED = (ProjectState.OPEN, ProjectState.RUNNING)
_NEXT = {
    ProjectState.DRAFT: (ProjectState.OPEN, ProjectState.CLOSED),
    ProjectState.OPEN: (ProjectState.RUNNING, ProjectState.PAUSED, ProjectState.CLOSED),
    ProjectState.RUNNING: (ProjectState.PAUSED, ProjectState.CLOSED),
    ProjectState.PAUSED: (ProjectState.OPEN, ProjectState.RUNNING, ProjectState.CLOSED),
    ProjectState.CLOSED: (),
}


class Project(SQLModel):
    """A planned piece of service."""

    id: str
    number: int
    """The number people say; unique in the installation."""
    organization_id: str
    leader_id: str
    """The volunteer who leads it."""
    title: str = Field(max_length=80)
    category: Category
    recipient: Recipient
    content: str = Field(default="", max_length=600)
    goal: str | None = Field(default=None, max_length=200)
    contact: str | None = Field(default=None, max_length=120)
    """How to reach the leader; shown only to those who hold a place."""
    district: str | None = Field(default=None, max_length=60)
    risks: str | None = Field(default=None, max_length=300)
    insurance: str | None = Field(default=None, max_length=120)
    bring: str | None = Field(default=None, max_length=200)
    risky: bool = False
    """A risky project takes no minors and cannot open without insurance (条例 17)."""
    minimum_age: int | None = None
    minors_allowed: bool = True
    skill: str | None = Field(default=None, max_length=60)
    training: str | None = Field(default=None, max_length=60)
    """A training that must be finished; named among the person's skills."""
    signup_from: datetime | None = None
    signup_until: datetime | None = None
    """The sign-up window; without one a shift can be joined until it starts."""
    state: ProjectState = ProjectState.DRAFT
    state_reason: str | None = Field(default=None, max_length=200)
    begun: bool = False
    """Somebody came: what is resumed after a pause is running."""
    terms_version: int = 1
    """Raised whenever what a volunteer acknowledges changes (条例 12, 14)."""
    created_at: datetime

    @property
    def is_offered(self) -> bool:
        """Whether the menu shows it: open and running projects are offerings."""
        return self.state in OFFERED

    @property
    def takes_place(self) -> bool:
        """Whether its shifts do: those of a paused project as well."""
        return self.state not in (ProjectState.DRAFT, ProjectState.CLOSED)

    def move(self, state: ProjectState, reason: str | None) -> None:
        """Goes to the next state, with the reason given for it.

        Raises:
            Refused: the states do not follow each other, or a risky project has no insurance.
        """
        if state not in _NEXT[self.state]:
            raise Refused(Reason.STATE_DOES_NOT_FOLLOW, state=self.state, wanted=state)
        if state in OFFERED:
            self.check_insurance()
        self.state, self.state_reason = state, reason

    def begin_service(self) -> None:
        """Somebody came: an open project is running from the first check-in on."""
        self.begun = True
        if self.state is ProjectState.OPEN:
            self.move(ProjectState.RUNNING, None)

    def resume(self) -> None:
        """Back on the menu after a pause, as what it was before.

        Raises:
            Refused: it is not paused, or it has become risky and has no insurance.
        """
        if self.state is not ProjectState.PAUSED:
            raise Refused(Reason.STATE_DOES_NOT_FOLLOW, state=self.state)
        self.move(ProjectState.RUNNING if self.begun else ProjectState.OPEN, None)

    def check_not_closed(self) -> None:
        """Refuses what can no longer be done once the project is over."""
        if self.state is ProjectState.CLOSED:
            raise Refused(Reason.PROJECT_CLOSED)

    def check_insurance(self) -> None:
        """Refuses what is risky without an insurance entry (条例 17)."""
        if self.risky and not self.insurance:
            raise Refused(Reason.INSURANCE_MISSING)


class Shift(SQLModel):
    """One time and place of a project, with places."""

    id: str
    project_id: str
    starts_at: datetime
    ends_at: datetime
    address: str = Field(max_length=120)
    meeting_point: str | None = Field(default=None, max_length=120)
    leader_id: str | None = None
    """Who leads this shift; None: the project's leader."""
    contact: str | None = Field(default=None, max_length=120)
    """How to reach the shift's leader; shown only to those who hold a place on it."""
    places: int
    taken: int = 0
    """Places held: signed up or offered. Changed only under the shift's lock."""
    waitlist_size: int | None = None
    """How many may wait; None: no limit."""
    waiting: int = 0
    waitlist_numbers: int = 0
    """The last waitlist number drawn, under the shift's lock: the order of commit."""
    times_changed: int = 0
    """How often it was put off or brought forward: what was to be told of the old time is void."""
    cancelled_at: datetime | None = None
    cancel_reason: str | None = Field(default=None, max_length=200)

    @property
    def length(self) -> timedelta:
        """From start to end."""
        return self.ends_at - self.starts_at

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the time spans share a moment; touching ends do not."""
        return self.starts_at < ends_at and starts_at < self.ends_at

    @property
    def free_places(self) -> int:
        """Places that nobody holds."""
        return max(self.places - self.taken, 0)

    def led_by(self, project: Project) -> str:
        """Who leads it: the volunteer's id."""
        return self.leader_id or project.leader_id

    def contact_in(self, project: Project) -> str | None:
        """How those who hold a place reach whoever leads it."""
        return self.contact or project.contact

    def lead(self, volunteer_id: str | None, contact: str | None) -> None:
        """Somebody leads it from now on; None: the project's leader does."""
        self.leader_id, self.contact = volunteer_id, contact

    def check_changeable(self, at: datetime) -> None:
        """Refuses to change what is cancelled, or what people are at already."""
        if self.cancelled_at is not None:
            raise Refused(Reason.SHIFT_CANCELLED)
        if self.starts_at <= at:
            raise Refused(Reason.SHIFT_BEGUN)

    def take(self) -> None:
        """A place is held. Only under the shift's lock."""
        self.taken += 1

    def free(self) -> None:
        """A held place is given back. Only under the shift's lock."""
        self.taken -= 1

    def may_wait(self, people: int) -> bool:
        """Whether so many more may wait."""
        return self.waitlist_size is None or self.waiting + people <= self.waitlist_size

    def queue(self) -> int:
        """One more waits: draws the next waitlist number. Only under the shift's lock.

        Raises:
            Refused: as many wait as may.
        """
        if not self.may_wait(1):
            raise Refused(Reason.WAITLIST_FULL, size=self.waitlist_size)
        self.waiting += 1
        self.waitlist_numbers += 1
        return self.waitlist_numbers

    def rejoin_queue(self) -> None:
        """One waits again, at the old rank. Only under the shift's lock."""
        self.waiting += 1

    def leave_queue(self) -> None:
        """One fewer waits. Only under the shift's lock."""
        self.waiting -= 1

    def cancel(self, at: datetime, reason: str) -> None:
        """The shift does not take place.

        Raises:
            Refused: it is cancelled already, or over.
        """
        if self.cancelled_at is not None:
            raise Refused(Reason.SHIFT_CANCELLED)
        if self.ends_at <= at:
            raise Refused(Reason.SHIFT_OVER)
        self.cancelled_at, self.cancel_reason = at, reason
        self.taken = self.waiting = 0


class CoOrganizer(SQLModel):
    """A further person who manages one project beside its leader; needs no role for it."""

    id: str
    project_id: str
    volunteer_id: str
    granted_by: str | None = None
    granted_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    def withdraw(self, by: str, at: datetime) -> None:
        """Takes it away; the record stays."""
        self.withdrawn_by, self.withdrawn_at = by, at

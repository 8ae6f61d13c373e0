"""What can be done: projects with their shifts, under categories and recipients."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Field, SQLModel


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
    """draft → open → running → closed; only open and running projects are offerings."""

    DRAFT = "draft"
    OPEN = "open"
    RUNNING = "running"
    CLOSED = "closed"


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
    district: str | None = Field(default=None, max_length=60)
    risks: str | None = Field(default=None, max_length=300)
    insurance: str | None = Field(default=None, max_length=120)
    bring: str | None = Field(default=None, max_length=200)
    risky: bool = False
    """A risky project takes no minors and cannot open without insurance (条例 17)."""
    minimum_age: int | None = None
    skill: str | None = Field(default=None, max_length=60)
    state: ProjectState = ProjectState.DRAFT
    state_reason: str | None = None
    terms_version: int = 1
    """Raised whenever what a volunteer acknowledges changes (条例 12, 14)."""
    created_at: datetime


class Shift(SQLModel):
    """One time and place of a project, with places."""

    id: str
    project_id: str
    starts_at: datetime
    ends_at: datetime
    address: str = Field(max_length=120)
    meeting_point: str | None = Field(default=None, max_length=120)
    places: int
    taken: int = 0
    """Places held: signed up or offered. Changed only under the shift's lock."""
    waitlist_size: int | None = None
    """How many may wait; None: no limit."""
    waiting: int = 0
    waitlist_numbers: int = 0
    """The last waitlist number drawn, under the shift's lock: the order of commit."""
    cancelled_at: datetime | None = None
    cancel_reason: str | None = Field(default=None, max_length=200)

    @property
    def length(self) -> timedelta:
        """From start to end."""
        return self.ends_at - self.starts_at

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the time spans share a moment; touching ends do not."""
        return self.starts_at < ends_at and starts_at < self.ends_at

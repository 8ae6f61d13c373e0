"""The tree of organizations and the roles that hang on its nodes."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel


class NodeKind(StrEnum):
    """What a node of the tree is."""

    ORGANIZATION = "organization"
    UNIT = "unit"
    STATION = "station"
    TEAM = "team"


class UnitLevel(StrEnum):
    """How a unit is distinguished; each level aims at a share of registered volunteers."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    DEPARTMENTAL = "departmental"


class Organization(SQLModel):
    """A node of the tree: an organization, a unit, a station or a team."""

    id: str
    kind: NodeKind
    name: str = Field(max_length=80)
    parent_id: str | None = None
    path: str
    """The ids from the root to this node, each followed by ``/``: who stands above is a prefix."""
    verified: bool = False
    headcount: int | None = None
    """How many people belong to it, volunteers or not; None: nobody said."""
    level: UnitLevel | None = None
    created_at: datetime

    def is_within(self, other: "Organization") -> bool:
        """Whether this node is the other one or stands below it."""
        return self.path.startswith(other.path)

    def verify(self, verified: bool) -> None:
        """Sets or takes the mark of a verified organization."""
        self.verified = verified

    def count_people(self, headcount: int, level: UnitLevel | None) -> None:
        """Sets how many people belong to it, and its level."""
        self.headcount, self.level = headcount, level


class RoleKind(StrEnum):
    """What a person may do on a node and below; the order is the rank."""

    ADMINISTRATOR = "administrator"
    ORGANIZER = "organizer"
    LEADER = "leader"

    def at_least(self, other: "RoleKind") -> bool:
        """Whether it ranks as high as another kind, or higher."""
        ranks = list(RoleKind)
        return ranks.index(self) <= ranks.index(other)


class Role(SQLModel):
    """A role of a person, scoped to a node and everything below it."""

    id: str
    volunteer_id: str
    organization_id: str
    kind: RoleKind
    granted_by: str | None = None
    granted_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    def withdraw(self, by: str, at: datetime) -> None:
        """Takes it away; the record stays."""
        self.withdrawn_by, self.withdrawn_at = by, at

    def hand_to(self, volunteer_id: str) -> None:
        """The holder was merged into this person."""
        self.volunteer_id = volunteer_id

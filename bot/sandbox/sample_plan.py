"""The plan of the sample data, as ``sample.toml`` tells it."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from domain.cases.model import CaseKind
from domain.offerings.model import Category, Recipient
from domain.organizations.model import NodeKind

ORGANIZER_KEY = "organizer"
_CITY = 2
"""So many characters of a district name its city."""
_FILE = Path(__file__).with_name("sample.toml")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NodePlan(_Part):
    """A node of the tree; the first one is the root."""

    key: str
    kind: NodeKind
    name: str
    parent: str | None = None
    verified: bool = False
    members_from: str | None = None
    """The district whose people belong to it."""


class ShiftPlan(_Part):
    """A shift and who comes; ``now``: it runs at the moment, whatever the time."""

    day: int
    starts: time = Field(default=time(0), alias="from")
    now: bool = False
    hours: float
    places: int
    first: Sequence[str] = ()
    come: int = 0
    last: Sequence[str] = ()
    more: int = 0


class ProjectPlan(_Part):
    """A project with its shifts; without a leader the organizer leads it."""

    node: str
    leader: str = ORGANIZER_KEY
    title: str
    category: Category
    recipient: Recipient
    district: str
    address: str
    meeting_point: str
    content: str
    bring: str | None = None
    contact: str
    risks: str | None = None
    risky: bool = False
    insurance: str | None = None
    minimum_age: int | None = None
    shifts: Sequence[ShiftPlan]


class ClaimPlan(_Part):
    """Hours that somebody reported."""

    who: str
    project: str
    day: int
    starts: time = Field(alias="from")
    hours: float
    note: str
    confirmed: bool = False


class CasePlan(_Part):
    """What somebody asked for and nobody has answered yet."""

    who: str
    kind: CaseKind
    text: str
    place: str | None = None
    minutes_ago: int


class Plan(_Part):
    """All of it."""

    nodes: Sequence[NodePlan]
    projects: Sequence[ProjectPlan]
    claims: Sequence[ClaimPlan]
    cases: Sequence[CasePlan]
    people: Mapping[str, Sequence[str]]
    """Names by district."""

    @property
    def volunteers(self) -> Sequence[tuple[str, str]]:
        """Everybody with their district."""
        return [(name, district) for district, names in self.people.items() for name in names]

    @property
    def leaders(self) -> Sequence[tuple[str, str]]:
        """Who leads projects of which node, each once; the organizer needs no further role."""
        pairs = ((project.leader, project.node) for project in self.projects)
        return [pair for pair in dict.fromkeys(pairs) if pair[0] != ORGANIZER_KEY]

    def neighbours(self, district: str) -> Sequence[str]:
        """Those of the same city who lead nothing."""
        leading = {leader for leader, _ in self.leaders}
        return [
            name
            for name, home in self.volunteers
            if home[:_CITY] == district[:_CITY] and name not in leading
        ]


def read_plan() -> Plan:
    """The plan, checked."""
    return Plan.model_validate(tomllib.loads(_FILE.read_text("utf-8")))

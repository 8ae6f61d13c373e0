"""What teams need of the stores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.notices.ports import NoticeUnit
from domain.organizations.model import Organization
from domain.organizations.ports import OrganizationUnit
from domain.ports import Store
from domain.teams.model import Membership
from domain.volunteers.model import Volunteer


@dataclass(frozen=True, slots=True)
class Belonging:
    """A membership as its person sees it."""

    membership: Membership
    node: Organization


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A membership as an organizer sees it."""

    membership: Membership
    volunteer: Volunteer


@dataclass(frozen=True, slots=True)
class MemberCount:
    """How many people belong to a node or anything below it.

    Attributes:
        all: everybody.
        at_home: those whose main unit is there.
    """

    all: int
    at_home: int


class Memberships(Store[Membership], Protocol):
    """Who belongs where."""

    async def of(self, volunteer_ids: Sequence[str]) -> Sequence[Belonging]:
        """Where a person belongs now: the main unit first, then as they joined."""
        ...

    async def page(
        self, organization_id: str, offset: int, limit: int
    ) -> tuple[Sequence[TeamMember], int]:
        """Who belongs to a node itself now, the first one first, and how many there are."""
        ...

    async def count(self, path: str) -> MemberCount:
        """How many people belong to a node or anything below it, each once: one query."""
        ...


class MembershipUnit(Protocol):
    """A unit of work that knows who belongs where."""

    @property
    def memberships(self) -> Memberships: ...


class TeamUnit(OrganizationUnit, NoticeUnit, MembershipUnit, Protocol):
    """A unit of work in which people join and leave teams."""

"""What the offerings' use cases need of the stores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.offerings.authority import Authority
from domain.offerings.closing_report import ClosingReport, Figures
from domain.offerings.model import Category, Project, Recipient, Shift
from domain.organizations.model import Organization
from domain.ports import Store
from domain.signups.ports import SignupUnit


@dataclass(frozen=True, slots=True)
class Filters:
    """What a browsing person looks for; None is everything.

    Attributes:
        from_, until: the shift starts in this span, moments in UTC.
        words: in the title, the content, the district, an address or the organization's name.
        organization_id: the node or anything below it.
    """

    category: Category | None = None
    recipient: Recipient | None = None
    from_: datetime | None = None
    until: datetime | None = None
    words: str | None = None
    organization_id: str | None = None


@dataclass(frozen=True, slots=True)
class ComingShift:
    """A shift that is to come, with its project and the project's node."""

    shift: Shift
    project: Project
    organization: Organization


class Projects(Store[Project], Protocol):
    """Projects."""

    async def numbered(self, number: int) -> Project | None:
        """The project of the number that people say."""
        ...

    async def coming(self, filters: Filters, now: datetime) -> Sequence[ComingShift]:
        """The shifts to come of all offerings that fit, soonest first: one query."""
        ...

    async def per_category(self, now: datetime) -> Mapping[Category, int]:
        """How many offerings with a shift to come each category has: one query."""
        ...

    async def managed(
        self, authority: Authority, *, closed: bool, offset: int, limit: int
    ) -> tuple[Sequence[Project], int]:
        """The projects that a person manages, the latest first, and how many there are."""
        ...

    async def recent_of(
        self, volunteer_ids: Sequence[str], since: datetime, now: datetime
    ) -> Sequence[Project]:
        """Where the person had a place on a shift that began in a span, latest first."""
        ...


class Shifts(Store[Shift], Protocol):
    """Shifts."""

    async def of_project(self, project_id: str) -> Sequence[Shift]:
        """The shifts of a project, by their start."""
        ...

    async def managed(
        self,
        authority: Authority,
        *,
        starts_before: datetime | None,
        ends_after: datetime,
        offset: int,
        limit: int,
    ) -> tuple[Sequence[tuple[Shift, Project]], int]:
        """The shifts that a person manages, soonest first, and how many there are."""
        ...


class ClosingReports(Store[ClosingReport], Protocol):
    """What projects came to."""

    async def of_project(self, project_id: str) -> ClosingReport | None:
        """The report of a project that is over."""
        ...

    async def figures(self, project_id: str, now: datetime) -> Figures:
        """What a project has come to until now."""
        ...

    async def unmarked(self, project_id: str, now: datetime) -> int:
        """How many have a place on a shift that is over, and nothing is known of whether they
        came."""
        ...


class Counters(Protocol):
    """Series of numbers."""

    async def next(self, name: str) -> int:
        """The next number of a series, from 1."""
        ...


class OfferingUnit(SignupUnit, Protocol):
    """A unit of work with all that offerings need."""

    @property
    def projects(self) -> Projects: ...
    @property
    def shifts(self) -> Shifts: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def closing_reports(self) -> ClosingReports: ...

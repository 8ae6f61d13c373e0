"""What reports need of the stores."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.clock import NewId
from domain.hours.totals import Sums
from domain.offerings import authority
from domain.offerings.model import Category
from domain.organizations.model import Organization
from domain.reports.model import Registered, Scope, ShiftLine, Shifts, VolunteerLine


class Organizations(authority.Organizations, Protocol):
    """The nodes of the tree."""

    async def within(self, path: str) -> Sequence[Organization]:
        """A node and all below it, each after its parent."""
        ...


class Reports(Protocol):
    """Figures, each by one query."""

    async def registered(self, scope: Scope) -> Registered:
        """Volunteers of the whole organization."""
        ...

    async def people(self, scope: Scope) -> tuple[int, int]:
        """How many were active, and how many of these had served before."""
        ...

    async def hours(self, scope: Scope) -> Mapping[Category | None, Sums]:
        """Minutes by category; those without any are left out."""
        ...

    async def shifts(self, scope: Scope) -> Shifts:
        """The shifts that were held."""
        ...

    async def pending(self, scope: Scope) -> int:
        """Claims that wait."""
        ...

    async def shift_lines(self, scope: Scope, limit: int) -> Sequence[ShiftLine]:
        """The shifts that were held one by one, the first one first."""
        ...

    async def volunteer_lines(self, scope: Scope, limit: int) -> Sequence[VolunteerLine]:
        """Everybody with minutes, an attendance or a no-show, the most minutes first."""
        ...


class AccessLog(Protocol):
    """Who looked at whose personal data."""

    async def add_all(
        self, new_id: NewId, actor_id: str, subject_ids: Sequence[str], purpose: str, at: datetime
    ) -> None:
        """Notes that somebody looked at many."""
        ...


class ReportUnit(authority.AuthorityUnit, Protocol):
    """A unit of work that counts."""

    @property
    def organizations(self) -> Organizations: ...
    @property
    def reports(self) -> Reports: ...


class AccessUnit(Protocol):
    """A unit of work that notes who looked."""

    @property
    def access_log(self) -> AccessLog: ...

"""What finding cover needs of the stores."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.asking.ports import AskingUnit
from domain.covers.model import CoverSearch
from domain.offerings.model import Project, Shift
from domain.policy import Policy
from domain.ports import Store
from domain.signups.ports import SignupUnit


class CoverSearches(Store[CoverSearch], Protocol):
    """Searches for cover."""

    async def latest(self, shift_id: str) -> CoverSearch | None:
        """The last search for a shift."""
        ...

    async def pointless(self, now: datetime, limit: int) -> Sequence[CoverSearch]:
        """Those that go on although their shift is full, has begun or was cancelled."""
        ...

    async def claim_due(
        self, now: datetime, *, until: datetime, limit: int
    ) -> Sequence[CoverSearch]:
        """Takes those whose next ones are to be asked away from other workers until a moment."""
        ...

    async def fitting(
        self,
        search: CoverSearch,
        project: Project,
        shift: Shift,
        *,
        now: datetime,
        policy: Policy,
        offset: int,
        limit: int,
    ) -> Sequence[str]:
        """Who may fit and may be asked, by id: those of the project's category or district first,
        and of them who was asked least recently.

        A sieve as fine as the database can make it; the rules have the last word.
        """
        ...


class CoverUnit(SignupUnit, AskingUnit, Protocol):
    """A unit of work in which cover is found."""

    @property
    def cover_searches(self) -> CoverSearches: ...

"""What cases need of the stores."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.cases.model import Case, CaseMessage, Duty
from domain.cases.rules import Level
from domain.notices.ports import NoticeUnit
from domain.offerings.authority import Authority, AuthorityUnit
from domain.offerings.model import Project, Shift
from domain.ports import Store
from domain.signups.ports import OwnSignup
from domain.volunteers.model import Volunteer
from domain.volunteers.ports import Accounts, Counters, Volunteers


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A case in a list; ``asker`` is for the use cases, which show a masked name."""

    case: Case
    asker: Volunteer
    project: Project | None


class Cases(Store[Case], Protocol):
    """Cases."""

    async def live_count(self, volunteer_ids: Sequence[str]) -> int:
        """How many cases of a person are not closed."""
        ...

    async def of_asker(
        self, volunteer_ids: Sequence[str], offset: int, limit: int
    ) -> tuple[Sequence[Case], int]:
        """A person's own cases, those not closed first, then the latest, and how many there are."""
        ...

    async def hold_all(self, volunteer_ids: Sequence[str]) -> Sequence[Case]:
        """All cases of a person, held until the unit of work ends."""
        ...

    async def to_handle(
        self, authority: Authority, offset: int, limit: int
    ) -> tuple[Sequence[ListedCase], int]:
        """The live cases that a person may see to, but for their own: those that wait for an
        answer first, the oldest first, and how many there are."""
        ...

    async def to_escalate(self, now: datetime, limit: int) -> Sequence[Case]:
        """The cases whose escalation is due, by who asked."""
        ...


class CaseMessages(Store[CaseMessage], Protocol):
    """The words in cases."""

    async def page(
        self, case_id: str, offset: int, limit: int
    ) -> tuple[Sequence[CaseMessage], int]:
        """The latest words of a case, the oldest of them first, and how many there are."""
        ...

    async def forget(self, volunteer_ids: Sequence[str]) -> None:
        """Forgets all words in the cases that a person opened."""
        ...


class Duties(Protocol):
    """Who is on duty where, and who stands in between."""

    async def at(self, organization_id: str) -> Duty | None:
        """Who is on duty at a node."""
        ...

    async def put(self, duty: Duty) -> None:
        """Somebody is on duty at a node, in place of whoever was."""
        ...

    async def end(self, organization_id: str) -> None:
        """Nobody is on duty at a node."""
        ...

    async def levels(self, path: str) -> Sequence[Level]:
        """Who stands at a node and at those above it, from the node to the root; two queries."""
        ...

    async def holders(self, path: str) -> Sequence[Volunteer]:
        """Who has a role at a node or above it, the nearest first; one query."""
        ...


class AccessLog(Protocol):
    """Who looked at whose personal data."""

    async def add(
        self, entry_id: str, actor_id: str, subject_id: str, purpose: str, at: datetime
    ) -> None:
        """Notes a look."""
        ...


class Signups(Protocol):
    """Sign-ups, as a person sees their own."""

    async def own(self, volunteer_ids: Sequence[str], ends_after: datetime) -> Sequence[OwnSignup]:
        """A person's sign-ups for shifts that end after a moment, soonest first."""
        ...


class Shifts(Store[Shift], Protocol):
    """Shifts."""

    async def managed(
        self,
        authority: Authority,
        *,
        starts_before: datetime | None,
        ends_after: datetime,
        offset: int,
        limit: int,
    ) -> tuple[Sequence[tuple[Shift, Project]], int]:
        """Shifts of the projects that a person manages, soonest first, and how many there are."""
        ...


class CaseUnit(AuthorityUnit, NoticeUnit, Protocol):
    """A unit of work with all that cases need."""

    @property
    def volunteers(self) -> Volunteers: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def counters(self) -> Counters: ...
    @property
    def signups(self) -> Signups: ...
    @property
    def shifts(self) -> Shifts: ...
    @property
    def projects(self) -> Store[Project]: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def case_messages(self) -> CaseMessages: ...
    @property
    def duties(self) -> Duties: ...
    @property
    def access_log(self) -> AccessLog: ...


class ForgettingUnit(Protocol):
    """A unit of work in which a person's cases can be forgotten."""

    @property
    def cases(self) -> Cases: ...
    @property
    def case_messages(self) -> CaseMessages: ...

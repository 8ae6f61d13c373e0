"""What the sign-ups' use cases need of the stores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.hours.model import Attendance
from domain.households.ports import FamilyUnit
from domain.notices.ports import NoticeUnit
from domain.offerings.authority import AuthorityUnit
from domain.offerings.model import Project, Shift
from domain.ports import Store
from domain.signups.model import ShiftMessage, Signup
from domain.volunteers.model import GuardianConsent, Volunteer


@dataclass(frozen=True, slots=True)
class OwnSignup:
    """A sign-up as its person sees it; ``rank`` among those who still wait, from 1."""

    signup: Signup
    shift: Shift
    project: Project
    rank: int | None


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A person on a shift, as the leader sees them."""

    signup: Signup
    volunteer: Volunteer
    attendance: Attendance | None
    brought_by: Volunteer | None = None
    """The guardian of a child without an account, or the adult who signed the person up."""


class Signups(Store[Signup], Protocol):
    """Places, and waits for one."""

    async def live(self, volunteer_ids: Sequence[str], shift_id: str) -> Signup | None:
        """A person's live sign-up for a shift."""
        ...

    async def live_of(
        self, volunteer_ids: Sequence[str], ends_after: datetime
    ) -> Sequence[tuple[Signup, Shift]]:
        """A person's live sign-ups for shifts that are not over."""
        ...

    async def of_shift(self, shift_id: str) -> Sequence[Signup]:
        """All live sign-ups for a shift."""
        ...

    async def of_project(
        self, project_id: str, ends_after: datetime
    ) -> Sequence[tuple[Signup, Shift, Volunteer]]:
        """All live sign-ups for a project's shifts that are not over."""
        ...

    async def clashes(
        self, shift_id: str, starts_at: datetime, ends_at: datetime
    ) -> Mapping[str, str]:
        """For the sign-ups of a shift whose person holds a place on another one in a span: the
        other shift's id, by the sign-up's id."""
        ...

    async def of_people(self, volunteer_ids: Sequence[str], shift_id: str) -> Sequence[Signup]:
        """The sign-ups of some people for a shift, whatever became of them."""
        ...

    async def next_in_line(self, shift_id: str) -> Signup | None:
        """The first who waits and can be reached."""
        ...

    async def unreached(self, volunteer_ids: Sequence[str], now: datetime) -> Sequence[Signup]:
        """Where the person waits but could not be reached, by shift; shifts to come only."""
        ...

    async def unanswered(self, now: datetime, limit: int) -> Sequence[Signup]:
        """Offers whose limit is over, or whose shift began, by shift."""
        ...

    async def own(self, volunteer_ids: Sequence[str], ends_after: datetime) -> Sequence[OwnSignup]:
        """A person's live sign-ups with all that is shown of them, soonest first: one query."""
        ...

    async def roster(self, shift_id: str) -> Sequence[RosterLine]:
        """Who comes and who waits: one query; places first, then the line in its order."""
        ...

    async def no_shows(self, volunteer_ids: Sequence[str], since: datetime) -> int:
        """How often the person did not come to a shift that began after a moment."""
        ...


class Consents(Protocol):
    """Consents of guardians."""

    async def standing(self, minor_ids: Sequence[str]) -> Sequence[GuardianConsent]:
        """The consents for a minor that are not withdrawn."""
        ...


class SignupUnit(AuthorityUnit, NoticeUnit, FamilyUnit, Protocol):
    """A unit of work with all that signing up needs."""

    @property
    def signups(self) -> Signups: ...
    @property
    def shifts(self) -> Store[Shift]: ...
    @property
    def projects(self) -> Store[Project]: ...
    @property
    def consents(self) -> Consents: ...


class AccessLog(Protocol):
    """Who looked at whose personal data (rules.md, "Personal data")."""

    async def add(
        self, entry_id: str, actor_id: str, subject_id: str, purpose: str, at: datetime
    ) -> None:
        """Notes a look."""
        ...


class LookedAtUnit(SignupUnit, Protocol):
    """A unit of work that notes who looks at whose data."""

    @property
    def access_log(self) -> AccessLog: ...


class ShiftMessages(Store[ShiftMessage], Protocol):
    """What was told to everybody on a shift."""

    async def sent(self, shift_id: str, since: datetime) -> int:
        """How many were sent on a shift since a moment."""
        ...


class ShiftMessageUnit(SignupUnit, Protocol):
    """A unit of work in which everybody on a shift can be told something."""

    @property
    def shift_messages(self) -> ShiftMessages: ...


class Attended(Protocol):
    """Who came."""

    async def of_shift(self, volunteer_ids: Sequence[str], shift_id: str) -> Attendance | None:
        """A person's attendance of a shift."""
        ...


class AttendedSignupUnit(SignupUnit, Protocol):
    """With it, who came is known as well."""

    @property
    def attendances(self) -> Attended: ...

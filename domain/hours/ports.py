"""What the hours' use cases need of the stores."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.hours.model import Attendance, Claim, Grade, HourEntry, HourTotal
from domain.notices.ports import NoticeUnit
from domain.offerings.authority import Authority, AuthorityUnit
from domain.offerings.model import Category, Project, Shift
from domain.ports import Store
from domain.signups.model import Signup
from domain.volunteers.model import Volunteer


@dataclass(frozen=True, slots=True)
class WaitingClaim:
    """A claim as an organizer decides on it."""

    claim: Claim
    entry: HourEntry
    volunteer: Volunteer


class Entries(Store[HourEntry], Protocol):
    """The ledger's lines. There is no way to change or delete one."""

    async def is_replaced(self, entry_id: str) -> bool:
        """Whether a further entry points to it."""
        ...

    async def latest(self, entry_id: str) -> HourEntry | None:
        """What stands for an entry now: itself, or the last of those that replace it."""
        ...

    async def live_around(
        self, volunteer_ids: Sequence[str], day: date, starts_at: datetime, ends_at: datetime
    ) -> Sequence[HourEntry]:
        """The live lines of a local day, or touching a span."""
        ...

    async def live_of_shift(
        self, volunteer_ids: Sequence[str], shift_id: str
    ) -> Sequence[HourEntry]:
        """A person's live lines of a shift, voids left out."""
        ...

    async def page(
        self, volunteer_ids: Sequence[str], offset: int, limit: int
    ) -> tuple[Sequence[HourEntry], int]:
        """The live lines with minutes, latest first, and how many there are."""
        ...

    async def sums(
        self, volunteer_ids: Sequence[str], first: date, last: date
    ) -> Sequence[tuple[str, Grade, int]]:
        """The minutes of the live lines from one day to another, by title and grade."""
        ...

    async def by_month(
        self, volunteer_ids: Sequence[str], first: date, last: date
    ) -> Sequence[tuple[int, int, Category | None, int]]:
        """The minutes that count from one day to another: year, month, category, minutes.

        None is the category of what belongs to no project.
        """
        ...


class Totals(Protocol):
    """The sums, changed by the ledger only."""

    async def change(self, volunteer_id: str, year: int, grade: Grade, minutes: int) -> None:
        """Adds minutes (also negative ones) in one step."""
        ...

    async def of(self, volunteer_id: str) -> Sequence[HourTotal]:
        """One indexed read."""
        ...


class Attendances(Store[Attendance], Protocol):
    """Coming and going."""

    async def of_shift(self, volunteer_ids: Sequence[str], shift_id: str) -> Attendance | None:
        """A person's attendance of a shift."""
        ...

    async def still_in(self, volunteer_ids: Sequence[str]) -> Sequence[tuple[Attendance, Shift]]:
        """Where the person is checked in and not out."""
        ...

    async def forgotten(self, ended_before: datetime, limit: int) -> Sequence[Attendance]:
        """Those without a check-out whose shift ended before a moment, by volunteer."""
        ...


class Claims(Store[Claim], Protocol):
    """Reports of time."""

    async def of_entry(self, entry_id: str) -> Claim | None:
        """The claim that stands on a ledger entry."""
        ...

    async def open_of(self, volunteer_ids: Sequence[str]) -> Sequence[WaitingClaim]:
        """A person's own claims that wait for a decision, the latest activity first."""
        ...

    async def waiting(
        self, authority: Authority, offset: int, limit: int
    ) -> tuple[Sequence[WaitingClaim], int]:
        """What a person may decide on, the nearest deadline first, and how many there are."""
        ...

    async def to_escalate(self, today: date, limit: int) -> Sequence[WaitingClaim]:
        """Open claims whose day of escalation has come, held until the unit of work ends."""
        ...


class Signups(Protocol):
    """Who is signed up."""

    async def live(self, volunteer_ids: Sequence[str], shift_id: str) -> Signup | None:
        """A person's live sign-up for a shift."""
        ...

    async def live_of(
        self, volunteer_ids: Sequence[str], ends_after: datetime
    ) -> Sequence[tuple[Signup, Shift]]:
        """A person's live sign-ups for shifts that were not over at a moment."""
        ...


class LedgerUnit(Protocol):
    """What the ledger writes."""

    @property
    def hour_entries(self) -> Entries: ...
    @property
    def hour_totals(self) -> Totals: ...


class HoursUnit(LedgerUnit, AuthorityUnit, NoticeUnit, Protocol):
    """A unit of work with all that time given needs."""

    @property
    def attendances(self) -> Attendances: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def projects(self) -> Store[Project]: ...
    @property
    def shifts(self) -> Store[Shift]: ...
    @property
    def signups(self) -> Signups: ...

"""The ledger: attendance, hour entries in three grades, claims and totals. All in minutes."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from domain.errors import Reason, Refused

#: Who closed an attendance, beside a leader's id.
BY_PERSON = "person"
BY_SYSTEM = "system"


class Grade(StrEnum):
    """How sure a record is; only the first two count to the total."""

    CHECKED_IN = "checked_in"
    CONFIRMED = "confirmed"
    CLAIMED = "claimed"


#: The grades that count to the total.
COUNTED = (Grade.CHECKED_IN, Grade.CONFIRMED)


class EntryKind(StrEnum):
    """A correction or a void is a further entry that points to the one it replaces."""

    RECORD = "record"
    CORRECTION = "correction"
    VOID = "void"


class Attendance(SQLModel):
    """A person's coming and going at a shift; unique per person and shift."""

    id: str
    volunteer_id: str
    shift_id: str
    checked_in_at: datetime
    checked_out_at: datetime | None = None
    method: str = Field(default="code", max_length=20)
    """``code``, ``qr`` or ``leader``."""
    closed_by: str | None = None
    """``person``, ``system`` (a forgotten check-out) or a leader's volunteer id."""
    entry_id: str | None = None
    """The ledger entry that records it; None under a minute."""

    @property
    def gone_or_here(self) -> Reason | None:
        """Why the person cannot check in again; None after a check-out that recorded nothing."""
        if self.checked_out_at is None:
            return Reason.ALREADY_CHECKED_IN
        if self.entry_id is not None or self.closed_by != BY_PERSON:
            return Reason.ALREADY_CHECKED_OUT
        return None

    def come_again(self, at: datetime, method: str) -> None:
        """The person is back after a check-out that recorded nothing: one sent by mistake.

        Raises:
            Refused: still there, or gone with a record.
        """
        if self.gone_or_here is not None:
            raise Refused(self.gone_or_here)
        self.checked_in_at, self.checked_out_at, self.closed_by = at, None, None
        self.method = method

    def check_out(self, at: datetime, by: str) -> None:
        """The person goes.

        Raises:
            Refused: gone already.
        """
        if self.checked_out_at is not None:
            raise Refused(Reason.ALREADY_CHECKED_OUT)
        self.checked_out_at, self.closed_by = at, by

    def correct(self, checked_in_at: datetime, checked_out_at: datetime, by: str) -> None:
        """A leader sets the times right.

        Raises:
            Refused: the person would go before coming.
        """
        if checked_out_at < checked_in_at:
            raise Refused(Reason.ENDS_BEFORE_START)
        self.checked_in_at, self.checked_out_at = checked_in_at, checked_out_at
        self.closed_by = by


class HourEntry(SQLModel):
    """One line of the ledger. Never changed and never deleted (民政部令第67号, art. 12–13).

    An entry is live while no other entry replaces it. The sum of the live entries of a person,
    year and grade is the ``HourTotal``, kept in the same transaction.
    """

    id: str
    volunteer_id: str
    kind: EntryKind = EntryKind.RECORD
    grade: Grade
    minutes: int
    """Minutes of service; 0 in a void."""
    starts_at: datetime
    ends_at: datetime
    day: date
    """The local day of the start; its year is the entry's year."""
    year: int
    title: str = Field(max_length=80)
    """The activity's name as it was when recorded."""
    project_id: str | None = None
    shift_id: str | None = None
    organization_id: str | None = None
    note: str | None = Field(default=None, max_length=300)
    replaces_id: str | None = None
    """The entry that this one corrects or voids; unique: an entry is replaced once."""
    reason: str | None = Field(default=None, max_length=200)
    actor_id: str | None = None
    """Who made it; None: the system."""
    late: bool = False
    """Confirmed after the deadline of the 10th working day."""
    created_at: datetime

    @property
    def has_span(self) -> bool:
        """Whether it takes up a span of time.

        A void does not; a claim by duration alone starts and ends at the day's midnight.
        """
        return self.kind is not EntryKind.VOID and self.starts_at < self.ends_at

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the spans share a moment; a bare duration overlaps nothing."""
        return self.has_span and self.starts_at < ends_at and starts_at < self.ends_at


class HourTotal(SQLModel):
    """Minutes of a person in a year and grade."""

    volunteer_id: str
    year: int
    grade: Grade
    minutes: int = 0


class ClaimState(StrEnum):
    """Where a claim stands. ``SECOND`` waits for a second person (8–12 h a day)."""

    WAITING = "waiting"
    SECOND = "second"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


#: The states in which somebody still has to decide.
OPEN_CLAIMS = (ClaimState.WAITING, ClaimState.SECOND)


class Claim(SQLModel):
    """A volunteer's own report of time, or a forgotten check-out, waiting for the leader."""

    id: str
    volunteer_id: str
    entry_id: str
    """The ledger entry of grade ``claimed``."""
    organization_id: str
    """Whose organizers decide; the root where there is no project."""
    project_id: str | None = None
    state: ClaimState = ClaimState.WAITING
    needs_second: bool = False
    first_by: str | None = None
    first_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str | None = Field(default=None, max_length=200)
    deadline: date
    """The 10th working day after the activity (art. 11)."""
    escalations: int = 0
    """How many of the policy's escalations went out."""
    escalate_on: date | None = None
    """The local day of the next escalation; None: none is left."""
    created_at: datetime

    @property
    def open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state in OPEN_CLAIMS

    def check_open(self) -> None:
        """Refuses a second decision."""
        if not self.open:
            raise Refused(Reason.CLAIM_DECIDED)

    def first_yes(self, by: str, at: datetime) -> None:
        """One of two confirmed; a second person has to."""
        self.state, self.needs_second = ClaimState.SECOND, True
        self.first_by, self.first_at = by, at

    def decide(self, state: ClaimState, by: str, at: datetime, reason: str | None = None) -> None:
        """The decision, or the volunteer's withdrawal. Nothing is escalated any more."""
        self.check_open()
        self.state, self.reason, self.escalate_on = state, reason, None
        self.decided_by, self.decided_at = by, at

    def replace_entry(self, entry_id: str) -> None:
        """The claimed entry was corrected or decided: the claim goes with the newer one."""
        self.entry_id = entry_id

    def escalated(self, times: int, next_on: date | None) -> None:
        """Somebody above the leader was told."""
        self.escalations, self.escalate_on = times, next_on

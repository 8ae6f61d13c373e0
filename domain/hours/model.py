"""The ledger: attendance, hour entries in three grades, claims and totals. All in minutes."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel


class Grade(StrEnum):
    """How sure a record is; only the first two count to the total."""

    CHECKED_IN = "checked_in"
    CONFIRMED = "confirmed"
    CLAIMED = "claimed"


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
    created_at: datetime

"""What stays of a project when it is over: a report, counted once and kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field, SQLModel


@dataclass(frozen=True, slots=True)
class Figures:
    """What a project came to.

    Attributes:
        shifts: that began and were not cancelled.
        came: people who checked in, or whose hours for it count.
        checked_in, confirmed, claimed: minutes by grade; claimed time waits for a decision.
        no_shows: people on a shift who, as its leader recorded, did not come.
        open_claims: reports of time that nobody has decided on.
    """

    shifts: int
    came: int
    checked_in: int
    confirmed: int
    claimed: int
    no_shows: int
    open_claims: int


class ClosingReport(SQLModel):
    """The figures of a project at its end, with what its organizer wrote about it."""

    id: str
    project_id: str
    closed_by: str
    closed_at: datetime
    shifts: int
    came: int
    checked_in: int
    """Minutes, like ``confirmed`` and ``claimed``."""
    confirmed: int
    claimed: int
    no_shows: int
    open_claims: int
    note: str | None = Field(default=None, max_length=500)

    @property
    def figures(self) -> Figures:
        """The figures alone."""
        return Figures(
            self.shifts,
            self.came,
            self.checked_in,
            self.confirmed,
            self.claimed,
            self.no_shows,
            self.open_claims,
        )

"""A household: an adult and the few people whom the adult may sign up (rules.md, "Organizations").

It has no row of its own: it is the adult with the members who did not leave.
"""

from datetime import datetime
from enum import StrEnum

from sqlmodel import SQLModel


class MemberKind(StrEnum):
    """How somebody came into a household."""

    AGREED = "agreed"
    """A volunteer with an account of their own, who agreed on their own phone."""
    CHILD = "child"
    """A minor without an account, whose guardian the adult is and for whom the adult acts."""


class HouseholdMember(SQLModel):
    """Somebody of an adult's household; it ends and is never deleted."""

    id: str
    adult_id: str
    volunteer_id: str
    kind: MemberKind
    joined_at: datetime
    left_at: datetime | None = None
    ended_by: str | None = None
    """Who ended it: the member, or the adult."""

    @property
    def is_child(self) -> bool:
        """Whether the adult acts for them in everything."""
        return self.kind is MemberKind.CHILD

    def end(self, by: str, at: datetime) -> None:
        """They are no longer of the household; the record stays."""
        self.ended_by, self.left_at = by, at

    def hand_to(self, adult_id: str, volunteer_id: str) -> None:
        """The adult or the member was merged into another volunteer."""
        self.adult_id, self.volunteer_id = adult_id, volunteer_id

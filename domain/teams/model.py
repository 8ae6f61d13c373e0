"""Who belongs to which team or unit."""

from datetime import datetime

from sqlmodel import SQLModel


class Membership(SQLModel):
    """A volunteer belongs to a node of the tree; it ends and is never deleted.

    A person has one main unit, the node whose people they count among, and any number of teams
    beside it.
    """

    id: str
    volunteer_id: str
    organization_id: str
    main: bool = False
    joined_at: datetime
    left_at: datetime | None = None
    ended_by: str | None = None
    """Who ended it: the person, or an organizer."""

    def end(self, by: str, at: datetime) -> None:
        """The person belongs there no more; the record stays."""
        self.ended_by, self.left_at = by, at

    def become_main(self) -> None:
        """The node is the person's main unit from now on."""
        self.main = True

    def step_back(self) -> None:
        """Another node is the main unit."""
        self.main = False

    def hand_to(self, volunteer_id: str) -> None:
        """The person was merged into this one."""
        self.volunteer_id = volunteer_id

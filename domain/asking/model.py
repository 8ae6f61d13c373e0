"""Asking people for help: each is asked once for one thing, and not too often in all."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel


class AskKind(StrEnum):
    """What somebody was asked for. Broadcasts keep theirs as deliveries; both count together."""

    COVER = "cover"
    """To take a place on a shift that somebody gave back late; the subject is the shift."""


class Answer(StrEnum):
    """What became of an ask."""

    YES = "yes"
    NO = "no"
    UNREACHED = "unreached"
    """It could not be handed over in time: it does not count as asked."""


class Ask(SQLModel):
    """One person asked for one thing; unique by person, kind and subject."""

    id: str
    volunteer_id: str
    kind: AskKind
    subject: str = Field(max_length=40)
    """The id of what it is about."""
    at: datetime
    until: datetime
    """Until when an answer is hoped for; a later one counts as long as it helps."""
    answer: Answer | None = None
    answered_at: datetime | None = None

    def answered(self, answer: Answer, at: datetime) -> None:
        """The person says something, or could not be reached; a later answer stands."""
        self.answer, self.answered_at = answer, at

    def again(self, at: datetime, until: datetime) -> None:
        """Who could not be reached is asked once more."""
        self.at, self.until, self.answer, self.answered_at = at, until, None, None

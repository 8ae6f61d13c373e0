"""Cases: what somebody wants a person to see to, with a number, a state and an end."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Field, SQLModel

from domain.errors import Reason, Refused


class CaseKind(StrEnum):
    """What it is; ``nlu/labels.md`` tells the sentences apart."""

    HELP = "help"
    COMPLAINT = "complaint"
    INCIDENT = "incident"
    SERVICE = "service"
    """A recipient's need (群众点单)."""


class CaseState(StrEnum):
    """open → answered → closed; further words of the person's open it again."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


#: The states of what is still to be seen to.
LIVE_CASES = (CaseState.OPEN, CaseState.ANSWERED)

TEXT_LONGEST = 500
PLACE_LONGEST = 100


class Case(SQLModel):
    """Something that a person is to see to. Its words are rows of their own, ``CaseMessage``."""

    id: str
    number: int
    """The number people say; unique in the installation."""
    kind: CaseKind
    state: CaseState = CaseState.OPEN
    organization_id: str
    """The node whose people see to it."""
    volunteer_id: str
    """Who asked; a guest where they are not registered."""
    shift_id: str | None = None
    """What it is about, where it is about a shift."""
    danger: bool = False
    """Somebody was in danger when it was reported."""
    place: str | None = Field(default=None, max_length=PLACE_LONGEST)
    assigned_to: str | None = None
    """Who is to answer; None where several were told and none of them has taken it."""
    taken_at: datetime | None = None
    """When they said that they see to it."""
    opened_at: datetime
    waits_on: str
    """The person's message that waits for an answer, or waited for the last one."""
    waits_since: datetime | None = None
    """Since when it waits; None: it is answered, or the case is closed."""
    escalations: int = 0
    """How many have been told because of it after the first ones, step by step."""
    escalate_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None

    @property
    def live(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.state in LIVE_CASES

    @property
    def urgent(self) -> bool:
        """Whether no quiet hours hold it back."""
        return self.kind is CaseKind.INCIDENT

    def check_live(self) -> None:
        """Refuses what is closed."""
        if not self.live:
            raise Refused(Reason.CASE_CLOSED, number=str(self.number))

    def check_reopens(self, at: datetime, within: timedelta) -> None:
        """Refuses further words on what has been closed for too long."""
        if self.closed_at is not None and at > self.closed_at + within:
            raise Refused(Reason.CASE_CLOSED_LONG_AGO, number=str(self.number))

    def wait(self, message_id: str, at: datetime, escalate_at: datetime) -> None:
        """Words of the person's wait for an answer from now on; a closed case is open again."""
        self.state, self.closed_at, self.closed_by = CaseState.OPEN, None, None
        self.waits_on, self.waits_since = message_id, at
        self.escalations, self.escalate_at = 0, escalate_at

    def assign(self, volunteer_id: str | None) -> None:
        """Somebody is to answer; None: whoever takes it first."""
        self.assigned_to, self.taken_at = volunteer_id, None

    def take(self, volunteer_id: str, at: datetime) -> None:
        """Somebody sees to it."""
        self.assigned_to, self.taken_at = volunteer_id, at

    def answer(self) -> None:
        """Nothing waits any more."""
        self.state = CaseState.ANSWERED
        self._rest()

    def escalated(self, next_at: datetime | None) -> None:
        """More people were told; None: there is nobody left to tell."""
        self.escalations, self.escalate_at = self.escalations + 1, next_at

    def escalate_now(self, at: datetime) -> None:
        """Whom it was given to cannot be told: the next ones are told at once."""
        if self.escalate_at is not None:
            self.escalate_at = min(self.escalate_at, at)

    def postpone_escalation(self, until: datetime) -> None:
        """There is nobody to tell now; there may be then."""
        self.escalate_at = until

    def close(self, by: str, at: datetime) -> None:
        """It is done.

        Raises:
            Refused: it is closed already.
        """
        self.check_live()
        self.state, self.closed_at, self.closed_by = CaseState.CLOSED, at, by
        self._rest()

    def forget(self, at: datetime) -> None:
        """Who asked has deleted their data: what is personal goes, the number and dates stay."""
        if self.live:
            self.close(self.volunteer_id, at)
        self.place = None

    def _rest(self) -> None:
        self.waits_since, self.escalate_at = None, None


class CaseMessage(SQLModel):
    """Words in a case: the person's, or an answer to them. Personal: stored encrypted."""

    id: str
    case_id: str
    author_id: str
    by_asker: bool
    closes: bool = False
    """The note with which the case was closed."""
    text: str = Field(max_length=TEXT_LONGEST)
    at: datetime


class Duty(SQLModel):
    """Who is on duty at a node: what comes in there goes to them first."""

    organization_id: str
    volunteer_id: str
    set_by: str
    set_at: datetime

"""Outgoing events: what somebody else must be told, written with the effect that causes it."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel


class NoticeKind(StrEnum):
    """What happened, from the addressee's view. Each is worded as ``notice-<kind>``."""

    # to a volunteer
    PLACE_OFFERED = "place-offered"
    OFFER_EXPIRED = "offer-expired"
    SHIFT_CANCELLED = "shift-cancelled"
    SHIFT_REMINDER = "shift-reminder"
    COVER_ASKED = "cover-asked"
    """Somebody gave a place back late: can the addressee come?"""
    WALK_IN_ASKED = "walk-in-asked"
    """The leader says that the addressee is there to help, who confirms it."""
    SHIFT_MESSAGE = "shift-message"
    """What an organizer tells everybody on a shift, in their own words."""
    PROJECT_CHANGED = "project-changed"
    SHIFT_CHANGED = "shift-changed"
    SIGN_UP_ENDED = "sign-up-ended"
    HOURS_CONFIRMED = "hours-confirmed"
    HOURS_REFUSED = "hours-refused"
    HOURS_MARKED = "hours-marked"
    """The leader noted that the addressee came, and for how long."""
    HOURS_CORRECTED = "hours-corrected"
    CORRECTION_DECLINED = "correction-declined"
    CHECK_OUT_FORGOTTEN = "check-out-forgotten"
    GUARDIAN_CONSENTED = "guardian-consented"
    GUARDIAN_REFUSED = "guardian-refused"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    TEAM_LEFT = "team-left"
    HOUSEHOLD_JOINED = "household-joined"
    HOUSEHOLD_LEFT = "household-left"
    HOUSEHOLD_REMOVED = "household-removed"
    SIGNED_UP_FOR = "signed-up-for"
    CANCELLED_FOR = "cancelled-for"
    CHECKED_OUT_FOR = "checked-out-for"
    LINKED = "linked"
    LINK_ASKED = "link-asked"
    LATE_ANSWER = "late-answer"
    """The answer to a message of the person's own that could not be handed over in time."""
    CASE_ANSWERED = "case-answered"
    CASE_CLOSED = "case-closed"
    # to a leader or organizer
    LATE_CANCELLATION = "late-cancellation"
    PLACE_LEFT = "place-left"
    """An offered place came back and nobody waits: the addressee may look for cover."""
    COVER_FOUND = "cover-found"
    COVER_ENDED = "cover-ended"
    WALK_IN_DECLINED = "walk-in-declined"
    CLAIM_WAITING = "claim-waiting"
    CLAIM_ESCALATED = "claim-escalated"
    CLAIM_SECOND = "claim-second"
    """One of two has confirmed; the addressee may be the second."""
    CORRECTION_ASKED = "correction-asked"
    LINK_CONFLICT = "link-conflict"
    NO_SHOWS = "no-shows"
    BROADCAST_DONE = "broadcast-done"
    CASE_OPENED = "case-opened"
    CASE_REPLIED = "case-replied"
    CASE_ESCALATED = "case-escalated"
    CASE_SOLVED = "case-solved"
    CASE_TAKEN_OVER = "case-taken-over"
    ON_DUTY = "on-duty"
    CO_ORGANIZES = "co-organizes"
    LEADS_SHIFT = "leads-shift"
    LED_SHIFT = "led-shift"
    """Somebody else moved, cancelled or took over the shift that the addressee leads or led."""


class NoticeState(StrEnum):
    """Where a notice stands. ``WAITS``: handed over with the person's next message."""

    PENDING = "pending"
    WAITS = "waits"
    SENT = "sent"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


#: The states of what is still to be told.
OPEN_NOTICES = (NoticeState.PENDING, NoticeState.WAITS)


class Notice(SQLModel):
    """A row of ``outgoing``: one message to one person, due at a moment, sent once."""

    id: str
    key: str = Field(max_length=120)
    """Unique: such as person + shift + kind. A second one with the same key is not written."""
    kind: NoticeKind
    volunteer_id: str | None = None
    account_id: str | None = None
    """Set where one account is meant, or the addressee is no volunteer yet."""
    about_id: str | None = None
    """The child without an account that it is about: its guardian is told instead."""
    facts: str = "{}"
    """JSON object of ids and scalars that the text needs; no personal data."""
    service: bool = True
    """A notice that belongs to a service the person asked for; sent although messages are
    stopped."""
    due_at: datetime
    expires_at: datetime | None = None
    state: NoticeState = NoticeState.PENDING
    attempts: int = 0
    sent_at: datetime | None = None
    sent_to: str | None = None
    """The account that got it."""
    failure: str | None = Field(default=None, max_length=120)
    created_at: datetime

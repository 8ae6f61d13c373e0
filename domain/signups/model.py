"""Who comes, and who waits."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel


class SignupState(StrEnum):
    """Where a sign-up stands. ``OFFERED`` holds a place and waits for the person's yes."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    SHIFT_CANCELLED = "shift_cancelled"
    NO_SHOW = "no_show"


#: The states in which a person is signed up for a shift, in some way.
LIVE = (SignupState.CONFIRMED, SignupState.WAITING, SignupState.OFFERED)
#: The states that hold a place.
HOLDING = (SignupState.CONFIRMED, SignupState.OFFERED)


class Signup(SQLModel):
    """A person's place, or wait for one, on a shift."""

    id: str
    volunteer_id: str
    shift_id: str
    state: SignupState
    waitlist_number: int | None = None
    """Drawn under the shift's lock; the rank is its place among those who still wait."""
    acknowledged_version: int
    """The project's ``terms_version`` that was shown and accepted (条例 12, 14)."""
    acknowledged_at: datetime
    created_at: datetime
    offered_at: datetime | None = None
    offer_until: datetime | None = None
    """Set at hand-over of the offer; until then the offer is on its way."""
    unreached_at: datetime | None = None
    """When an offer could not be handed over: the rank is kept."""
    ended_at: datetime | None = None
    end_reason: str | None = Field(default=None, max_length=200)

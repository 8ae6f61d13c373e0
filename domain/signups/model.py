"""Who comes, and who waits."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from domain.errors import Reason, Refused


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
    made_by: str | None = None
    """Who signed the person up and acknowledged for them: an adult of their household; None: they
    themselves."""
    created_at: datetime
    offered_at: datetime | None = None
    offer_until: datetime | None = None
    """Set at hand-over of the offer; until then the offer is on its way."""
    unreached_at: datetime | None = None
    """When an offer could not be handed over: the rank is kept."""
    coming_at: datetime | None = None
    """When the person last answered a reminder with "I am coming"."""
    ended_at: datetime | None = None
    end_reason: str | None = Field(default=None, max_length=200)

    @property
    def holds(self) -> bool:
        """Whether it holds a place."""
        return self.state in HOLDING

    @property
    def live(self) -> bool:
        """Whether the person is signed up in some way, waiting included."""
        return self.state in LIVE

    def offer(self, at: datetime) -> None:
        """A place is held for the person until they answer."""
        self.state, self.offered_at, self.offer_until = SignupState.OFFERED, at, None

    def hand_over(self, until: datetime) -> None:
        """The offer reached the person: the limit runs."""
        self.offer_until = until

    def not_reached(self, at: datetime) -> None:
        """The offer could not be handed over: the person waits on and keeps the rank."""
        self.state, self.unreached_at = SignupState.WAITING, at
        self.offered_at = self.offer_until = None

    def reached_again(self) -> None:
        """The person wrote: may be offered a place again."""
        self.unreached_at = None

    def accept(self, at: datetime) -> None:
        """The person takes the offered place.

        Raises:
            Refused: nothing is offered, or the limit is over.
        """
        self.check_offer(at)
        self.state = SignupState.CONFIRMED

    def check_offer(self, at: datetime) -> None:
        """Refuses where nothing is offered, or the limit is over."""
        over = self.offer_until is not None and self.offer_until <= at
        if self.state is not SignupState.OFFERED or over:
            raise Refused(Reason.OFFER_OVER)

    def come_in(self) -> None:
        """Who waits, or was offered a place, is there and takes one on site."""
        self.state, self.offer_until = SignupState.CONFIRMED, None

    def come_after_all(self) -> None:
        """Somebody noted that the person did not come; they were only late, or it was not so."""
        self.state, self.ended_at, self.end_reason = SignupState.CONFIRMED, None, None

    def say_coming(self, at: datetime) -> None:
        """The person answers a reminder: they are coming.

        Raises:
            Refused: they hold no place.
        """
        if self.state is not SignupState.CONFIRMED:
            raise Refused(Reason.NOT_SIGNED_UP)
        self.coming_at = at

    def moved(self) -> None:
        """The shift is at another time: that the person is coming was said of the old one."""
        self.coming_at = None

    def acknowledge(self, version: int, at: datetime) -> None:
        """The person has seen and accepts the terms as they have become (条例 12, 14)."""
        self.acknowledged_version, self.acknowledged_at = version, at

    def end(self, state: SignupState, at: datetime, reason: str | None = None) -> None:
        """The person is no longer signed up; the record stays."""
        self.state, self.ended_at, self.end_reason = state, at, reason


class ShiftMessage(SQLModel):
    """What an organizer told everybody with a place on a shift, in their own words."""

    id: str
    shift_id: str
    actor_id: str
    """The organizer or leader who wrote it."""
    words: str = Field(max_length=500)
    recipients: int
    created_at: datetime

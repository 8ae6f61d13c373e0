"""Looking for somebody who takes a place that was given back late."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import SQLModel


class SearchState(StrEnum):
    """Where a search stands."""

    ASKING = "asking"
    FILLED = "filled"
    STOPPED = "stopped"
    """Its leader ended it, or the shift does not take place."""
    EXHAUSTED = "exhausted"
    """Everybody who fits was asked."""
    OVER = "over"
    """The shift began."""


class CoverSearch(SQLModel):
    """People are asked, a few at a time, until the free places of a shift are taken; one at a
    time for a shift."""

    id: str
    shift_id: str
    actor_id: str
    """Who looks for cover, and is told what comes of it."""
    state: SearchState = SearchState.ASKING
    asked_at: datetime | None = None
    """When the last ones were asked."""
    next_at: datetime
    """When the next ones are asked."""
    created_at: datetime
    ended_at: datetime | None = None

    @property
    def asking(self) -> bool:
        """Whether it goes on."""
        return self.state is SearchState.ASKING

    def asked(self, at: datetime, next_at: datetime) -> None:
        """Some were asked; who does not answer until then is not waited for."""
        self.asked_at, self.next_at = at, next_at

    def wait(self, until: datetime) -> None:
        """It is not the time of day for asking."""
        self.next_at = until

    def ask_next(self, at: datetime) -> None:
        """Nobody is left to wait for: the next ones are asked earlier."""
        self.next_at = min(self.next_at, at)

    def end(self, state: SearchState, at: datetime) -> None:
        """Nobody is asked any more."""
        self.state, self.ended_at = state, at

"""Short-lived codes: linking, guardian's consent, households, check-in, invitations."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import SQLModel

from domain.errors import Reason, Refused


class CodePurpose(StrEnum):
    """What a code is for."""

    LINK = "link"
    GUARDIAN = "guardian"
    CHECK_IN = "check_in"
    CLAIM = "claim"
    TEAM = "team"
    HOUSEHOLD = "household"


class Code(SQLModel):
    """A code as stored; the code itself only as a keyed hash, the check-in code apart.

    Six digits (link, guardian, household: 10 minutes; check-in: for the shift) or, for an
    invitation to a role, a long one-time code for 24 h; an invitation to a team is a long code for
    many, until it is withdrawn. Five wrong tries by one account within the lifetime of a code end
    its tries (design, section 4b).
    """

    id: str
    purpose: CodePurpose
    digest: str = ""
    """Keyed hash of the code, unique among the codes of a purpose that are still valid."""
    secret: str | None = None
    """The code itself, encrypted; kept only where it must be shown again (check-in, team)."""
    account_id: str | None = None
    """The account that asked for it (link, guardian, household)."""
    shift_id: str | None = None
    """The shift to check in to; of an invitation: the shift to lead."""
    project_id: str | None = None
    """Of an invitation: the project to co-organize."""
    role_kind: str | None = None
    organization_id: str | None = None
    """The node of the role, or of the team to join; None with ``administrator``: the root, made by
    the first claim."""
    created_by: str | None = None
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    def valid(self, now: datetime) -> bool:
        """Whether it can still be used."""
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at

    def check(self, now: datetime) -> None:
        """Refuses what was used, withdrawn or is too old.

        Raises:
            Refused: used, withdrawn or expired.
        """
        if self.used_at is not None:
            raise Refused(Reason.CODE_USED)
        if self.withdrawn_at is not None:
            raise Refused(Reason.INVITATION_WITHDRAWN)
        if now >= self.expires_at:
            raise Refused(Reason.CODE_EXPIRED)

    def use(self, by: str, now: datetime) -> None:
        """Uses it up, by an account: it works once.

        Raises:
            Refused: used or expired.
        """
        self.check(now)
        self.used_at, self.used_by = now, by

    def withdraw(self, by: str, at: datetime) -> None:
        """Who was invited by it can use it no more; the record stays."""
        self.withdrawn_by, self.withdrawn_at = by, at

    def extend(self, until: datetime) -> None:
        """Makes it valid at least until a moment."""
        self.expires_at = max(self.expires_at, until)


class CodeTry(SQLModel):
    """A wrong try, to limit guessing."""

    id: str
    account_id: str
    purpose: CodePurpose
    at: datetime

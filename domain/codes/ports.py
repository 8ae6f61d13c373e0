"""What codes need of the stores."""

from datetime import datetime
from typing import Protocol

from domain.codes.model import Code, CodePurpose, CodeTry
from domain.ports import Store


class Codes(Store[Code], Protocol):
    """Codes, found by a keyed hash, and the wrong tries at them."""

    def digest(self, purpose: CodePurpose, text: str) -> str:
        """The keyed hash under which a code is stored."""
        ...

    async def find(self, purpose: CodePurpose, text: str) -> Code | None:
        """The code that somebody sent: among several over time, the one valid longest."""
        ...

    async def of_shift(self, shift_id: str) -> Code | None:
        """The check-in code of a shift."""
        ...

    async def of_team(self, organization_id: str) -> Code | None:
        """The invitation to a team that is valid longest of those not withdrawn."""
        ...

    async def add_try(self, wrong: CodeTry) -> None:
        """Counts a wrong try."""
        ...

    async def tries(self, account_id: str, since: datetime) -> int:
        """The wrong tries of an account since a moment, whatever for."""
        ...


class CodeUnit(Protocol):
    """A unit of work that knows codes."""

    @property
    def codes(self) -> Codes: ...

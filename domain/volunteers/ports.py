"""What the people's use cases need of the stores."""

from collections.abc import Sequence
from typing import Protocol

from domain.codes.ports import CodeUnit
from domain.notices.ports import NoticeUnit
from domain.ports import Store
from domain.volunteers.model import Account, GuardianConsent, Platform, Volunteer


class Volunteers(Store[Volunteer], Protocol):
    """People."""

    async def person_ids(self, volunteer_id: str) -> Sequence[str]:
        """All ids of the person, the survivor's first; empty for an unknown id."""
        ...


class Accounts(Store[Account], Protocol):
    """Accounts on the platforms."""

    async def of_user(self, platform: Platform, user_id: str) -> Account | None:
        """The account of a platform's user."""
        ...

    async def of_volunteer(self, volunteer_id: str) -> Sequence[Account]:
        """A person's accounts, the one last written from first."""
        ...

    async def add_once(self, account: Account) -> bool:
        """Writes an account unless its user has one; whether it did."""
        ...


class Consents(Store[GuardianConsent], Protocol):
    """Consents of guardians."""

    async def standing(self, minor_ids: Sequence[str]) -> Sequence[GuardianConsent]:
        """The consents for a minor that are not withdrawn, the first one first."""
        ...

    async def given_by(
        self, account_ids: Sequence[str], volunteer_ids: Sequence[str]
    ) -> Sequence[GuardianConsent]:
        """The consents that a guardian gave and did not withdraw, the first one first."""
        ...


class Counters(Protocol):
    """Series of numbers."""

    async def next(self, name: str) -> int:
        """The next number of a series, from 1."""
        ...


class AccountUnit(Protocol):
    """A unit of work that knows people and their accounts."""

    @property
    def volunteers(self) -> Volunteers: ...
    @property
    def accounts(self) -> Accounts: ...


class ConsentUnit(Protocol):
    """A unit of work that knows what guardians consented to."""

    @property
    def consents(self) -> Consents: ...


class RegistrationUnit(AccountUnit, ConsentUnit, Protocol):
    """A unit of work in which a person can become a volunteer."""

    @property
    def counters(self) -> Counters: ...


class GuardianUnit(AccountUnit, ConsentUnit, CodeUnit, NoticeUnit, Protocol):
    """A unit of work in which a guardian can consent."""

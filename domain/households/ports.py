"""What households need of the stores."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.households.model import HouseholdMember
from domain.persons import Person
from domain.ports import Store
from domain.volunteers.model import Volunteer
from domain.volunteers.ports import GuardianUnit, RegistrationUnit


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a household with the person."""

    row: HouseholdMember
    person: Person

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id

    @property
    def is_child(self) -> bool:
        """Whether the adult acts for them in everything."""
        return self.row.is_child


@dataclass(frozen=True, slots=True)
class Household:
    """An adult and the members, as they joined.

    Attributes:
        adult: who keeps it.
        members: everybody but the adult.
    """

    adult: Person
    members: tuple[Member, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody, the adult first."""
        return (self.adult, *(member.person for member in self.members))

    @property
    def children(self) -> tuple[Member, ...]:
        """Those without an account."""
        return tuple(member for member in self.members if member.is_child)

    @property
    def told(self) -> tuple[Person, ...]:
        """Whose news the adult gets: their own, and that of the children without an account."""
        return (self.adult, *(child.person for child in self.children))

    def member(self, volunteer_id: str) -> Member | None:
        """The member of an id, also of one merged since."""
        return next((each for each in self.members if volunteer_id in each.person.ids), None)


class Households(Store[HouseholdMember], Protocol):
    """Who is of whose household."""

    async def members(self, adult_ids: Sequence[str]) -> Sequence[Member]:
        """Who is of an adult's household now, as they joined: two queries."""
        ...

    async def joined(
        self, volunteer_ids: Sequence[str]
    ) -> Sequence[tuple[HouseholdMember, Volunteer]]:
        """Of whose households a person is now, each with its adult."""
        ...


class FamilyUnit(Protocol):
    """A unit of work that knows households."""

    @property
    def households(self) -> Households: ...


class HouseholdUnit(GuardianUnit, RegistrationUnit, FamilyUnit, Protocol):
    """A unit of work in which a household changes."""

"""One person through all merges: rows keep the volunteer they were made for, reads follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.errors import Reason, Refused
from domain.volunteers.model import Volunteer


class People(Protocol):
    """Volunteers, as those need them who only act for one."""

    async def get(self, entity_id: str) -> Volunteer | None:
        """The volunteer of an id."""
        ...

    async def lock(self, entity_id: str) -> Volunteer | None:
        """The volunteer as they are now, held until the unit of work ends."""
        ...

    async def person_ids(self, volunteer_id: str) -> Sequence[str]:
        """All ids of the person, the survivor's first; empty for an unknown id."""
        ...


class PeopleUnit(Protocol):
    """A unit of work that knows people."""

    @property
    def volunteers(self) -> People: ...


@dataclass(frozen=True, slots=True)
class Person:
    """A person.

    Attributes:
        volunteer: who survived all merges.
        ids: that one's id, then those merged into it.
    """

    volunteer: Volunteer
    ids: tuple[str, ...]

    @property
    def id(self) -> str:
        """The survivor's id: new rows and totals are written for it."""
        return self.volunteer.id


async def lock_person(unit: PeopleUnit, volunteer_id: str) -> Person:
    """The person, held until the unit of work ends; always locked before any shift.

    Raises:
        Refused: nobody has the id.
    """
    while ids := await unit.volunteers.person_ids(volunteer_id):
        volunteer = await unit.volunteers.lock(ids[0])
        # Somebody may have merged the person while we waited for the lock.
        if volunteer is not None and volunteer.merged_into is None:
            return Person(volunteer, tuple(await unit.volunteers.person_ids(volunteer.id)))
    raise Refused(Reason.NOT_FOUND)


async def lock_people(unit: PeopleUnit, volunteer_ids: Iterable[str]) -> list[Person]:
    """Several people, each once, held; everywhere in one order, so that nobody waits in a ring.

    Raises:
        Refused: nobody has one of the ids.
    """
    survivors = {(await person_of(unit, each)).id for each in volunteer_ids}
    return [await lock_person(unit, each) for each in sorted(survivors)]


async def person_of(unit: PeopleUnit, volunteer_id: str) -> Person:
    """The person, for reading.

    Raises:
        Refused: nobody has the id.
    """
    ids = await unit.volunteers.person_ids(volunteer_id)
    volunteer = await unit.volunteers.get(ids[0]) if ids else None
    if volunteer is None:
        raise Refused(Reason.NOT_FOUND)
    return Person(volunteer, tuple(ids))

"""For whom somebody may act: themselves, their children, and those whom they signed up."""

from typing import Protocol

from domain.errors import Reason, Refused
from domain.households.ports import FamilyUnit, Household
from domain.persons import PeopleUnit, Person, lock_person, person_of
from domain.ports import Store
from domain.signups.model import Signup


class ActingUnit(PeopleUnit, FamilyUnit, Protocol):
    """A unit of work in which somebody acts for a person."""

    @property
    def signups(self) -> Store[Signup]: ...


def acts_for(household: Household, signup: Signup) -> bool:
    """Whether the adult may act on a sign-up: for a child always, for somebody with an account of
    their own on what the adult signed them up for."""
    if signup.volunteer_id in household.adult.ids:
        return True
    member = household.member(signup.volunteer_id)
    if member is None:
        return False
    return member.is_child or signup.made_by in household.adult.ids


async def lock_owner(unit: ActingUnit, actor_id: str, signup_id: str) -> Person:
    """The person of a sign-up, held, where the actor is that person or may act for them.

    Raises:
        Refused: there is no such sign-up, or it is somebody else's.
    """
    signup = await unit.signups.get(signup_id)
    if signup is None:
        raise Refused(Reason.NOT_FOUND)
    actor = await person_of(unit, actor_id)
    if signup.volunteer_id not in actor.ids:
        household = Household(actor, tuple(await unit.households.members(actor.ids)))
        if not acts_for(household, signup):
            raise Refused(Reason.NOT_FOUND)
    return await lock_person(unit, signup.volunteer_id)

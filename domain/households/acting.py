"""For whom somebody may act: themselves, their children, and those whom they signed up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.households.ports import FamilyUnit, Household
from domain.notices.model import NoticeKind
from domain.notices.ports import NoticeUnit
from domain.notices.usecases import Fact, notify
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


async def lock_charge(unit: ActingUnit, actor_id: str, volunteer_id: str | None) -> Person:
    """The actor, or the child without an account for whom they act in everything; held.

    Args:
        volunteer_id: for whom; None: the actor.

    Raises:
        Refused: it is somebody else.
    """
    return await lock_person(unit, (await charge_of(unit, actor_id, volunteer_id)).id)


async def charge_of(unit: ActingUnit, actor_id: str, volunteer_id: str | None) -> Person:
    """As ``lock_charge``, for reading."""
    actor = await person_of(unit, actor_id)
    if volunteer_id is None or volunteer_id in actor.ids:
        return actor
    household = Household(actor, tuple(await unit.households.members(actor.ids)))
    member = household.member(volunteer_id)
    if member is None or not member.is_child:
        raise Refused(Reason.NOT_FOUND)
    return member.person


async def tell_relative(
    unit: NoticeUnit,
    kind: NoticeKind,
    household: Household,
    volunteer_id: str,
    *,
    key: str,
    facts: Mapping[str, Fact],
    now: datetime,
    new_id: NewId,
) -> None:
    """Tells a member with an account of their own what the adult did for them, by whom it was:
    nobody is enrolled unasked (条例 25). The adult saw it, and reads it for the children."""
    member = household.member(volunteer_id)
    if member is None or member.is_child:
        return
    await notify(
        unit,
        kind,
        volunteer_id=member.id,
        key=f"{kind}:{key}",
        facts={**facts, "by": household.adult.id},
        now=now,
        new_id=new_id,
    )

"""A person's own data: shown whole, and deleted as far as the law lets (PIPL 45 and 47)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.cases.ports import ForgettingUnit
from domain.cases.usecases import forget_cases
from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.households.usecases import household_of
from domain.offerings.model import Shift
from domain.organizations.usecases import check_not_last
from domain.persons import Person, lock_people, lock_person, person_of
from domain.policy import Policy
from domain.ports import Store
from domain.signups.usecases import withdraw_sign_up
from domain.volunteers.linking import LinkUnit
from domain.volunteers.model import VolunteerState
from domain.volunteers.ports import Consents


class PersonalData(Protocol):
    """Everything about a person, across all stores."""

    async def everything(
        self, volunteer_ids: Sequence[str]
    ) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Every row about a person, by kind, as JSON has it."""
        ...

    async def forget(self, account_ids: Sequence[str], account_keys: Sequence[str]) -> None:
        """Forgets the conversations of some accounts, and the codes they asked for."""
        ...

    async def forget_notices(
        self, account_ids: Sequence[str], volunteer_ids: Sequence[str]
    ) -> None:
        """Forgets what the person was told and is to be told, and what they wrote in their own
        words: corrections they asked for, messages to all on a shift."""
        ...


class Shifts(Store[Shift], Protocol):
    """Shifts, by who leads them."""

    async def led_by(self, volunteer_ids: Sequence[str], ends_after: datetime) -> Sequence[Shift]:
        """The shifts that a person leads and that are not over."""
        ...


class MyDataUnit(LinkUnit, ForgettingUnit, Protocol):
    """A unit of work that reaches all about a person."""

    @property
    def shifts(self) -> Shifts: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def personal(self) -> PersonalData: ...


async def my_data(
    unit: MyDataUnit, volunteer_id: str
) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """All that is stored about a person, by kind, ready to be written as JSON."""
    person = await person_of(unit, volunteer_id)
    return await unit.personal.everything(person.ids)


async def delete_my_data(
    unit: MyDataUnit, volunteer_id: str, *, now: datetime, new_id: NewId, policy: Policy
) -> list[str]:
    """Removes the profile and freezes the records, which must be kept ten years (rules.md).

    Live sign-ups are cancelled and their places freed, roles, what else they manage and
    memberships end, the accounts forget whose they were, conversations, codes, notices and the
    words of cases are gone, and nothing is sent any more. What stays is tied to the volunteer
    number only. The children without an account go with their guardian: nobody else could act for
    them.

    Returns:
        The keys of the accounts (``platform:user_id``), whose copies are to be forgotten too.

    Raises:
        Refused: deleted already; the last administrator.
    """
    children = (await household_of(unit, volunteer_id)).children
    await lock_people(unit, [volunteer_id, *(child.id for child in children)])
    person = await lock_person(unit, volunteer_id)
    if person.volunteer.state is VolunteerState.FROZEN:
        raise Refused(Reason.RECORD_FROZEN)
    for role, node in await unit.roles.held(person.ids):
        await check_not_last(unit, role, node)
        role.withdraw(person.id, now)
    for each in await unit.memberships.of(person.ids):
        each.membership.end(person.id, now)
    await _end_households(unit, person, now=now, new_id=new_id, policy=policy)
    for beside in await unit.co_organizers.held(person.ids):
        beside.withdraw(person.id, now)
    for shift in await unit.shifts.led_by(person.ids, now):
        shift.lead(None, None)
    for signup, _ in await unit.signups.live_of(person.ids, now):
        await withdraw_sign_up(
            unit, person.id, signup.shift_id, now=now, new_id=new_id, policy=policy
        )
    await forget_cases(unit, person, now=now)
    accounts = await unit.accounts.of_volunteer(person.id)
    account_ids = [account.id for account in accounts]
    account_keys = [f"{account.platform}:{account.user_id}" for account in accounts]
    await unit.personal.forget_notices(account_ids, person.ids)
    await unit.personal.forget(account_ids, account_keys)
    for account in accounts:
        account.forget()
    person.volunteer.freeze()
    return account_keys


async def _end_households(
    unit: MyDataUnit, person: Person, *, now: datetime, new_id: NewId, policy: Policy
) -> None:
    for row, _ in await unit.households.joined(person.ids):
        row.end(person.id, now)
    for member in await unit.households.members(person.ids):
        if member.is_child:
            await delete_my_data(unit, member.id, now=now, new_id=new_id, policy=policy)
        else:
            member.row.end(person.id, now)

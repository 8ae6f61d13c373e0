"""A household of people with accounts: the adult makes a code, the other agrees on their phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.clock import NewId, local_day
from domain.codes.model import Code, CodePurpose
from domain.codes.usecases import Draw, find_code, make_code
from domain.errors import Reason, Refused
from domain.households.model import HouseholdMember, MemberKind
from domain.households.ports import FamilyUnit, Household, HouseholdUnit
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.persons import PeopleUnit, Person, lock_people, lock_person, person_of
from domain.policy import Policy
from domain.volunteers.model import Account, Volunteer
from domain.volunteers.usecases import lock_account


class KinUnit(PeopleUnit, FamilyUnit, Protocol):
    """A unit of work in which a household can be looked at."""


@dataclass(frozen=True, slots=True)
class HouseholdRequest:
    """What a household code stands for, to be read back.

    Attributes:
        code: the code, not used yet.
        adult: who asks.
        account: the account from which they ask.
    """

    code: Code
    adult: Volunteer
    account: Account


async def household_of(unit: KinUnit, volunteer_id: str) -> Household:
    """A person's own household; with nobody else in it where they keep none."""
    person = await person_of(unit, volunteer_id)
    return Household(person, tuple(await unit.households.members(person.ids)))


async def joined_households(
    unit: KinUnit, volunteer_id: str
) -> Sequence[tuple[HouseholdMember, Volunteer]]:
    """Of whose households a person is, each with its adult."""
    return await unit.households.joined(await unit.volunteers.person_ids(volunteer_id))


async def invite_relative(
    unit: HouseholdUnit,
    account_id: str,
    *,
    draw: Draw,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> str:
    """Six digits that somebody with an account of their own sends to agree (10 minutes).

    Raises:
        Refused: not a volunteer of age; the household is full.
    """
    account = await lock_account(unit, account_id)
    await locked_household(unit, account.volunteer_id or "", now=now, policy=policy)
    made = Code(
        id=new_id(),
        purpose=CodePurpose.HOUSEHOLD,
        account_id=account.id,
        created_at=now,
        expires_at=now + policy.code_lifetime,
    )
    return await make_code(unit, made, draw=draw, now=now)


async def household_request(
    unit: HouseholdUnit,
    account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> HouseholdRequest:
    """What a code that a volunteer sent stands for.

    Raises:
        Refused: a wrong, old or used code (``keep`` where the try counts); oneself; a member
            already; the household is full, or its adult is not one any more.
    """
    code = await find_code(
        unit,
        CodePurpose.HOUSEHOLD,
        text,
        account_id=account_id,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    assert code.account_id is not None  # household codes are made for an account
    asking = await unit.accounts.get(code.account_id)
    sender = await unit.accounts.get(account_id)
    if asking is None or asking.volunteer_id is None:
        raise Refused(Reason.CODE_EXPIRED)
    if sender is None or sender.volunteer_id is None:
        raise Refused(Reason.NOT_REGISTERED)
    await lock_people(unit, [asking.volunteer_id, sender.volunteer_id])
    household = await locked_household(unit, asking.volunteer_id, now=now, policy=policy)
    member = await lock_person(unit, sender.volunteer_id)
    if not member.volunteer.registered:
        raise Refused(Reason.NOT_REGISTERED)
    if member.id == household.adult.id:
        raise Refused(Reason.HOUSEHOLD_IS_SELF)
    if household.member(member.id) is not None:
        raise Refused(Reason.ALREADY_IN_HOUSEHOLD)
    return HouseholdRequest(code, household.adult.volunteer, asking)


async def agree_to_join(
    unit: HouseholdUnit,
    account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> HouseholdMember:
    """A volunteer agrees to be signed up by the adult who made the code; the adult is told.

    Raises:
        Refused: as ``household_request``.
    """
    request = await household_request(unit, account_id, text, now=now, new_id=new_id, policy=policy)
    account = await unit.accounts.get(account_id)
    assert account is not None and account.volunteer_id is not None  # the request checked it
    person = await person_of(unit, account.volunteer_id)
    request.code.use(account_id, now)
    member = await unit.households.add(
        HouseholdMember(
            id=new_id(),
            adult_id=request.adult.id,
            volunteer_id=person.id,
            kind=MemberKind.AGREED,
            joined_at=now,
        )
    )
    await notify(
        unit,
        NoticeKind.HOUSEHOLD_JOINED,
        account_id=request.account.id,
        key=f"{NoticeKind.HOUSEHOLD_JOINED}:{member.id}",
        facts={"volunteer": person.id},
        now=now,
        new_id=new_id,
    )
    return member


async def leave_household(
    unit: HouseholdUnit, volunteer_id: str, member_id: str, *, now: datetime, new_id: NewId
) -> None:
    """A member leaves, at any time; the adult is told.

    Raises:
        Refused: not a member of it.
    """
    own = await unit.volunteers.person_ids(volunteer_id)
    row = await _live(unit, member_id)
    if row.volunteer_id not in own or row.is_child:
        raise Refused(Reason.NOT_IN_HOUSEHOLD)
    await _end(
        unit,
        row,
        by=own[0],
        told=row.adult_id,
        kind=NoticeKind.HOUSEHOLD_LEFT,
        now=now,
        new_id=new_id,
    )


async def remove_relative(
    unit: HouseholdUnit, adult_id: str, member_id: str, *, now: datetime, new_id: NewId
) -> None:
    """The adult takes somebody with an account out of the household, who is told.

    A child leaves by the guardian's consent being taken back, as nobody else acts for it.

    Raises:
        Refused: not a member of it.
    """
    own = await unit.volunteers.person_ids(adult_id)
    row = await _live(unit, member_id)
    if row.adult_id not in own or row.is_child:
        raise Refused(Reason.NOT_IN_HOUSEHOLD)
    await _end(
        unit,
        row,
        by=own[0],
        told=row.volunteer_id,
        kind=NoticeKind.HOUSEHOLD_REMOVED,
        now=now,
        new_id=new_id,
    )


async def locked_household(
    unit: HouseholdUnit, adult_id: str, *, now: datetime, policy: Policy
) -> Household:
    """An adult's household with room for one more, held until the unit of work ends.

    Raises:
        Refused: not a volunteer of age; full.
    """
    adult = await lock_person(unit, adult_id)
    check_adult(adult, now, policy)
    household = Household(adult, tuple(await unit.households.members(adult.ids)))
    if len(household.people) >= policy.household_size:
        raise Refused(Reason.HOUSEHOLD_FULL, size=policy.household_size)
    return household


def check_adult(person: Person, now: datetime, policy: Policy) -> None:
    """Refuses who cannot keep a household: a volunteer of 18 or older can."""
    if not person.volunteer.registered:
        raise Refused(Reason.NOT_REGISTERED)
    age = person.volunteer.age_on(local_day(now, policy.timezone))
    if age is None or age < policy.adult_age:
        raise Refused(Reason.HOUSEHOLD_ADULT_NEEDED)


async def _live(unit: HouseholdUnit, member_id: str) -> HouseholdMember:
    found = await unit.households.get(member_id)
    if found is None:
        raise Refused(Reason.NOT_IN_HOUSEHOLD)
    await lock_people(unit, [found.adult_id, found.volunteer_id])
    row = await unit.households.lock(member_id)
    if row is None or row.left_at is not None:
        raise Refused(Reason.NOT_IN_HOUSEHOLD)
    return row


async def _end(
    unit: HouseholdUnit,
    row: HouseholdMember,
    *,
    by: str,
    told: str,
    kind: NoticeKind,
    now: datetime,
    new_id: NewId,
) -> None:
    row.end(by, now)
    other = row.adult_id if told == row.volunteer_id else row.volunteer_id
    await notify(
        unit,
        kind,
        volunteer_id=told,
        key=f"{kind}:{row.id}",
        facts={"volunteer": other},
        now=now,
        new_id=new_id,
    )

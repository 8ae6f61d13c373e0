"""Children without an account: the adult adds them as their guardian and acts for them."""

from datetime import date, datetime

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.households.model import HouseholdMember, MemberKind
from domain.households.ports import HouseholdUnit, Member
from domain.households.usecases import household_of, locked_household
from domain.policy import Policy
from domain.volunteers.guardians import record_consent
from domain.volunteers.model import Volunteer, age_on
from domain.volunteers.usecases import check_birth_date, lock_account, make_volunteer


async def add_child(
    unit: HouseholdUnit,
    account_id: str,
    *,
    name: str,
    birth_date: date,
    relation: str,
    text_version: str,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Volunteer:
    """A guardian consents for a minor without an account, who is a volunteer from then on.

    The consent is written first, with date and relation, then what it allows to keep: name and
    birth date (PIPL 28 and 31; rules.md, "Minors").

    Args:
        relation: what the guardian is to the child, in their words.
        text_version: the version of the text that the guardian agreed to.

    Raises:
        Refused: not a volunteer of age; the household is full; the child is of age, is there
            already, or has an impossible birth date.
    """
    account = await lock_account(unit, account_id)
    household = await locked_household(unit, account.volunteer_id or "", now=now, policy=policy)
    today = local_day(now, policy.timezone)
    check_birth_date(birth_date, today, policy)
    if age_on(birth_date, today) >= policy.adult_age:
        raise Refused(Reason.CHILD_OF_AGE)
    for member in household.members:
        known = member.person.volunteer
        if (known.name, known.birth_date) == (name, birth_date):
            raise Refused(Reason.ALREADY_IN_HOUSEHOLD)
    child = await unit.volunteers.add(Volunteer(id=new_id()))
    await record_consent(
        unit,
        child.id,
        account,
        relation=relation,
        text_version=text_version,
        now=now,
        new_id=new_id,
    )
    await make_volunteer(
        unit,
        child,
        {"name": name, "birth_date": birth_date, "district": household.adult.volunteer.district},
        consent_version=text_version,
        now=now,
        policy=policy,
    )
    await unit.households.add(
        HouseholdMember(
            id=new_id(),
            adult_id=household.adult.id,
            volunteer_id=child.id,
            kind=MemberKind.CHILD,
            joined_at=now,
        )
    )
    return child


async def own_child(unit: HouseholdUnit, adult_id: str, child_id: str) -> Member:
    """A child of an adult's household.

    Raises:
        Refused: there is no such child.
    """
    member = (await household_of(unit, adult_id)).member(child_id)
    if member is None or not member.is_child:
        raise Refused(Reason.NOT_IN_HOUSEHOLD)
    return member


async def rename_child(unit: HouseholdUnit, adult_id: str, child_id: str, name: str) -> Volunteer:
    """The guardian puts a child's name right.

    Raises:
        Refused: there is no such child.
    """
    await own_child(unit, adult_id, child_id)
    child = await unit.volunteers.lock(child_id)
    if child is None:
        raise Refused(Reason.NOT_FOUND)
    child.change_profile(name=name)
    return child

"""Accounts and registration: from the first message to a volunteer with a number."""

from datetime import date, datetime
from typing import Unpack

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.volunteers.model import (
    Account,
    Language,
    Platform,
    Profile,
    Volunteer,
    age_on,
    guardian_needed_to_register,
)
from domain.volunteers.ports import AccountUnit, RegistrationUnit


async def find_or_create_account(
    unit: AccountUnit,
    platform: Platform,
    user_id: str,
    *,
    language: Language | None,
    now: datetime,
    new_id: NewId,
) -> Account:
    """The account of a platform's user, made at the first effect."""
    account = await unit.accounts.of_user(platform, user_id)
    if account is not None:
        return account
    made = Account(
        id=new_id(),
        platform=platform,
        user_id=user_id,
        language=language,
        created_at=now,
        last_seen_at=now,
    )
    await unit.accounts.add_once(made)
    # Another process may have been first: what is stored counts.
    stored = await unit.accounts.of_user(platform, user_id)
    assert stored is not None  # written in this unit of work, or by the other one
    return stored


async def lock_account(unit: AccountUnit, account_id: str) -> Account:
    """The account, held until the unit of work ends; always locked before its person.

    Raises:
        Refused: there is none.
    """
    account = await unit.accounts.lock(account_id)
    if account is None:
        raise Refused(Reason.NOT_FOUND)
    return account


async def person_behind(unit: AccountUnit, account: Account, *, new_id: NewId) -> Person:
    """The account's person, held; a guest without any personal field if it had none."""
    if account.volunteer_id is None:
        guest = await unit.volunteers.add(Volunteer(id=new_id()))
        account.belong_to(guest.id)
        return Person(guest, (guest.id,))
    return await lock_person(unit, account.volunteer_id)


async def register(
    unit: RegistrationUnit,
    account_id: str,
    *,
    name: str,
    birth_date: date,
    phone: str | None,
    district: str | None,
    consent_version: str,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Volunteer:
    """Makes the account's person a volunteer, with a number: the year and six digits.

    Args:
        consent_version: the text on personal data that the person agreed to.

    Raises:
        Refused: a volunteer already; an impossible birth date; under 14 without a guardian's
            consent (PIPL 28, 31).
    """
    account = await lock_account(unit, account_id)
    today = local_day(now, policy.timezone)
    check_birth_date(birth_date, today, policy)
    person = await person_behind(unit, account, new_id=new_id)
    if guardian_needed_to_register(birth_date, today, policy):
        await check_consent(unit, person)
    volunteer = person.volunteer
    if volunteer.registered:
        raise Refused(Reason.ALREADY_REGISTERED)
    profile = Profile(name=name, birth_date=birth_date, phone=phone, district=district)
    await make_volunteer(
        unit, volunteer, profile, consent_version=consent_version, now=now, policy=policy
    )
    return volunteer


async def make_volunteer(
    unit: RegistrationUnit,
    person: Volunteer,
    profile: Profile,
    *,
    consent_version: str,
    now: datetime,
    policy: Policy,
) -> None:
    """A guest becomes a volunteer, with a profile and a number: the year and six digits.

    Raises:
        Refused: a volunteer already, or deleted.
    """
    year = local_day(now, policy.timezone).year
    drawn = await unit.counters.next(f"volunteers-{year}")
    person.become_active(f"{year}{drawn:06d}", consent_version, now)
    person.change_profile(**profile)


def check_birth_date(birth_date: date, today: date, policy: Policy) -> None:
    """Refuses a birth date in the future, or of somebody older than people get."""
    if birth_date > today or age_on(birth_date, today) > policy.oldest_age:
        raise Refused(Reason.BIRTH_DATE_IMPOSSIBLE)


async def check_consent(unit: RegistrationUnit, person: Person) -> None:
    """Refuses a minor whose guardian has not consented."""
    if not await unit.consents.standing(person.ids):
        raise Refused(Reason.GUARDIAN_MISSING)


async def update_profile(
    unit: AccountUnit, volunteer_id: str, **changes: Unpack[Profile]
) -> Volunteer:
    """Changes what a person told about themselves; what is not given stays.

    Raises:
        Refused: not a volunteer.
    """
    volunteer = (await lock_person(unit, volunteer_id)).volunteer
    if not volunteer.registered:
        raise Refused(Reason.NOT_REGISTERED)
    volunteer.change_profile(**changes)
    return volunteer


async def set_language(unit: AccountUnit, account_id: str, language: Language) -> Account:
    """The language in which all of the person's accounts are answered: it is kept per person."""
    account = await lock_account(unit, account_id)
    account.speak(language)
    if account.volunteer_id is not None:
        for other in await unit.accounts.of_volunteer(account.volunteer_id):
            other.speak(language)
    return account


async def stop_messages(unit: AccountUnit, volunteer_id: str) -> None:
    """Nothing is sent any more that the person did not ask for."""
    (await lock_person(unit, volunteer_id)).volunteer.stop_messages(True)


async def resume_messages(unit: AccountUnit, volunteer_id: str) -> None:
    """Everything is sent again."""
    (await lock_person(unit, volunteer_id)).volunteer.stop_messages(False)

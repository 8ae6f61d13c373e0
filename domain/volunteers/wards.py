"""A guardian looks at the consents they gave, and takes one back (PIPL 15 and 47)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.persons import Person, lock_person, person_of
from domain.policy import Policy
from domain.signups.usecases import withdraw_sign_up
from domain.volunteers.model import (
    GuardianConsent,
    Volunteer,
    VolunteerState,
    guardian_needed_to_register,
    guardian_needed_to_sign_up,
)
from domain.volunteers.my_data import MyDataUnit, delete_my_data
from domain.volunteers.usecases import lock_account


class Consequence(StrEnum):
    """What follows for the minor when a consent is taken back."""

    NOTHING = "nothing"
    """Another guardian's consent stands, or the minor is of age by now."""
    BARRED = "barred"
    """Nothing more can be signed up for, and what is to come is cancelled."""
    DELETION = "deletion"
    """Under 14, or without an account of their own, nothing is kept without a consent: the profile
    is deleted."""


@dataclass(frozen=True, slots=True)
class Ward:
    """A consent that stands, the minor it is for, and what follows if it is taken back."""

    consent: GuardianConsent
    minor: Volunteer
    consequence: Consequence


async def own_wards(
    unit: MyDataUnit, account_id: str, *, now: datetime, policy: Policy
) -> Sequence[Ward]:
    """Whom a guardian consented for, from whichever of their accounts, the first one first."""
    account = await unit.accounts.get(account_id)
    if account is None:
        return []
    account_ids, person_ids = [account.id], list[str]()
    if account.volunteer_id is not None:
        person_ids += await unit.volunteers.person_ids(account.volunteer_id)
        account_ids += [own.id for own in await unit.accounts.of_volunteer(person_ids[0])]
    wards = []
    for consent in await unit.consents.given_by(account_ids, person_ids):
        minor = await person_of(unit, consent.minor_id)
        if minor.volunteer.state is not VolunteerState.FROZEN:
            follows = await _consequence(unit, consent, minor, now, policy)
            wards.append(Ward(consent, minor.volunteer, follows))
    return wards


async def withdraw_consent(
    unit: MyDataUnit,
    guardian_account_id: str,
    consent_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> list[str]:
    """A guardian takes a consent back; what it allowed ends, and the minor is told.

    Without another consent a minor cannot sign up any more and what is to come is cancelled;
    under 14 the profile is deleted (PIPL 28, 31 and 47), and so is that of an older child without
    an account, for whom nobody else could act.

    Returns:
        The keys of the minor's accounts where their data are deleted; else none.

    Raises:
        Refused: it is not theirs, or taken back already.
    """
    await lock_account(unit, guardian_account_id)
    wards = await own_wards(unit, guardian_account_id, now=now, policy=policy)
    ward = next((each for each in wards if each.consent.id == consent_id), None)
    if ward is None:
        raise Refused(Reason.NO_CONSENT_GIVEN)
    minor = await lock_person(unit, ward.minor.id)
    ward.consent.withdraw(now)
    match ward.consequence:
        case Consequence.DELETION:
            return await delete_my_data(unit, minor.id, now=now, new_id=new_id, policy=policy)
        case Consequence.BARRED:
            for signup, _ in await unit.signups.live_of(minor.ids, now):
                await withdraw_sign_up(
                    unit, minor.id, signup.shift_id, now=now, new_id=new_id, policy=policy
                )
        case Consequence.NOTHING:
            pass
    await notify(
        unit,
        NoticeKind.CONSENT_WITHDRAWN,
        volunteer_id=minor.id,
        key=f"{NoticeKind.CONSENT_WITHDRAWN}:{ward.consent.id}",
        facts={"follows": ward.consequence.value},
        now=now,
        new_id=new_id,
    )
    return []


async def _consequence(
    unit: MyDataUnit, consent: GuardianConsent, minor: Person, now: datetime, policy: Policy
) -> Consequence:
    others = [each for each in await unit.consents.standing(minor.ids) if each.id != consent.id]
    born, today = minor.volunteer.birth_date, local_day(now, policy.timezone)
    if others or (born is not None and not guardian_needed_to_sign_up(born, today, policy)):
        return Consequence.NOTHING
    if born is not None and guardian_needed_to_register(born, today, policy):
        return Consequence.DELETION
    has_account = bool(await unit.accounts.of_volunteer(minor.id))
    return Consequence.BARRED if has_account else Consequence.DELETION

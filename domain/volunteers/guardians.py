"""A guardian's consent for a minor, from the guardian's own account (PIPL 31; rules.md)."""

from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId, local_day
from domain.codes.model import Code, CodePurpose
from domain.codes.usecases import Draw, find_code, make_code
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.volunteers.model import Account, GuardianConsent, Volunteer
from domain.volunteers.ports import ConsentUnit, GuardianUnit
from domain.volunteers.usecases import lock_account, person_behind


@dataclass(frozen=True, slots=True)
class GuardianRequest:
    """What a guardian's code stands for, to be read back.

    Attributes:
        code: the code, not used yet.
        minor: the person who asked; a guest has no name.
        minor_account: the account they asked from.
    """

    code: Code
    minor: Volunteer
    minor_account: Account


async def ask_guardian(
    unit: GuardianUnit,
    account_id: str,
    *,
    draw: Draw,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> str:
    """A code that the minor gives to the guardian. Of an unregistered child nothing is kept but
    the account.

    Raises:
        Refused: the person is of age.
    """
    account = await lock_account(unit, account_id)
    person = await person_behind(unit, account, new_id=new_id)
    age = person.volunteer.age_on(local_day(now, policy.timezone))
    if age is not None and age >= policy.adult_age:
        raise Refused(Reason.GUARDIAN_NOT_NEEDED)
    code = Code(
        id=new_id(),
        purpose=CodePurpose.GUARDIAN,
        account_id=account.id,
        created_at=now,
        expires_at=now + policy.code_lifetime,
    )
    return await make_code(unit, code, draw=draw, now=now)


async def guardian_request(
    unit: GuardianUnit,
    guardian_account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> GuardianRequest:
    """What a code that a guardian sent stands for.

    Raises:
        Refused: a wrong, old or used code (``keep`` where the try counts); oneself; a minor.
    """
    code = await find_code(
        unit,
        CodePurpose.GUARDIAN,
        text,
        account_id=guardian_account_id,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    assert code.account_id is not None  # guardian codes are made for an account
    minor_account = await lock_account(unit, code.account_id)
    minor = await person_behind(unit, minor_account, new_id=new_id)
    guardian = await lock_account(unit, guardian_account_id)
    await _check_guardian(unit, guardian, minor_account, minor, now=now, policy=policy)
    return GuardianRequest(code, minor.volunteer, minor_account)


async def consent_as_guardian(
    unit: GuardianUnit,
    guardian_account_id: str,
    text: str,
    *,
    relation: str,
    text_version: str,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> GuardianConsent:
    """The guardian consents; the minor is told.

    Args:
        relation: what the guardian is to the minor, in their words.
        text_version: the version of the text that the guardian agreed to.

    Raises:
        Refused: as ``guardian_request``.
    """
    request = await guardian_request(
        unit, guardian_account_id, text, now=now, new_id=new_id, policy=policy
    )
    guardian = await lock_account(unit, guardian_account_id)
    request.code.use(guardian.id, now)
    consent = await record_consent(
        unit,
        request.minor.id,
        guardian,
        relation=relation,
        text_version=text_version,
        now=now,
        new_id=new_id,
    )
    await _tell(unit, NoticeKind.GUARDIAN_CONSENTED, request, now=now, new_id=new_id)
    return consent


async def record_consent(
    unit: ConsentUnit,
    minor_id: str,
    guardian: Account,
    *,
    relation: str,
    text_version: str,
    now: datetime,
    new_id: NewId,
) -> GuardianConsent:
    """Writes down who consented for a minor, when, and what they are to each other."""
    return await unit.consents.add(
        GuardianConsent(
            id=new_id(),
            minor_id=minor_id,
            guardian_account_id=guardian.id,
            guardian_id=guardian.volunteer_id,
            relation=relation,
            text_version=text_version,
            given_at=now,
        )
    )


async def refuse_as_guardian(
    unit: GuardianUnit,
    guardian_account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> None:
    """The guardian does not consent; the minor is told.

    Raises:
        Refused: as ``guardian_request``.
    """
    request = await guardian_request(
        unit, guardian_account_id, text, now=now, new_id=new_id, policy=policy
    )
    request.code.use(guardian_account_id, now)
    await _tell(unit, NoticeKind.GUARDIAN_REFUSED, request, now=now, new_id=new_id)


async def has_consent(unit: GuardianUnit, volunteer_id: str) -> bool:
    """Whether a guardian's consent for this person stands."""
    ids = await unit.volunteers.person_ids(volunteer_id)
    return bool(await unit.consents.standing(ids))


async def _check_guardian(
    unit: GuardianUnit,
    guardian: Account,
    minor_account: Account,
    minor: Person,
    *,
    now: datetime,
    policy: Policy,
) -> None:
    if guardian.id == minor_account.id:
        raise Refused(Reason.GUARDIAN_IS_SELF)
    if guardian.volunteer_id is None:
        return
    person = await lock_person(unit, guardian.volunteer_id)
    if person.id == minor.id:
        raise Refused(Reason.GUARDIAN_IS_SELF)
    age = person.volunteer.age_on(local_day(now, policy.timezone))
    if age is not None and age < policy.adult_age:
        raise Refused(Reason.GUARDIAN_TOO_YOUNG)


async def _tell(
    unit: GuardianUnit,
    kind: NoticeKind,
    request: GuardianRequest,
    *,
    now: datetime,
    new_id: NewId,
) -> None:
    await notify(
        unit,
        kind,
        account_id=request.minor_account.id,
        key=f"{kind}:{request.code.id}",
        now=now,
        new_id=new_id,
    )

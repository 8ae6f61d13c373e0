"""One person, several accounts: a code made on one, sent from the other, confirmed on both."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.clock import NewId
from domain.codes.model import Code, CodePurpose
from domain.codes.ports import CodeUnit
from domain.codes.usecases import Draw, find_code, make_code
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.organizations.model import RoleKind
from domain.persons import Person, lock_person
from domain.policy import Policy
from domain.volunteers.merging import MergeUnit, elder_first, merge
from domain.volunteers.model import Account, Platform, Volunteer, masked
from domain.volunteers.ports import Accounts
from domain.volunteers.usecases import lock_account, person_behind


class LinkUnit(MergeUnit, CodeUnit, Protocol):
    """A unit of work in which accounts can be linked."""

    @property
    def accounts(self) -> Accounts: ...


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """A link as one side sees it, to be read back.

    Attributes:
        code_id: names the link on the way.
        platform: of the other account.
        name: of the other person, masked.
    """

    code_id: str
    platform: Platform
    name: str


async def start_link(
    unit: LinkUnit,
    account_id: str,
    *,
    draw: Draw,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> str:
    """A code that is sent from the other account."""
    account = await lock_account(unit, account_id)
    code = Code(
        id=new_id(),
        purpose=CodePurpose.LINK,
        account_id=account.id,
        created_at=now,
        expires_at=now + policy.code_lifetime,
    )
    return await make_code(unit, code, draw=draw, now=now)


async def link_request(
    unit: LinkUnit,
    account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> LinkRequest:
    """What a code that was sent would link this account to.

    Raises:
        Refused: a wrong, old or used code; accounts that cannot be linked. Where ``keep`` is
            set, a try was counted or an organizer told.
    """
    code = await find_code(
        unit,
        CodePurpose.LINK,
        text,
        account_id=account_id,
        now=now,
        new_id=new_id,
        policy=policy,
    )
    sides = await _sides(unit, code, account_id)
    await _check(unit, sides, code, now=now, new_id=new_id)
    return _seen_from(sides, sides.sender, code)


async def ask_to_link(
    unit: LinkUnit,
    account_id: str,
    text: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> LinkRequest:
    """The sender of the code confirms; the account that made it is asked (``LINK_ASKED``).

    Raises:
        Refused: as ``link_request``.
    """
    request = await link_request(unit, account_id, text, now=now, new_id=new_id, policy=policy)
    code = await _lock_code(unit, request.code_id)
    code.use(account_id, now)
    await notify(
        unit,
        NoticeKind.LINK_ASKED,
        account_id=code.account_id,
        key=f"{NoticeKind.LINK_ASKED}:{code.id}",
        facts={"code": code.id},
        expires_at=now + policy.code_lifetime,
        now=now,
        new_id=new_id,
    )
    return request


async def link_asked(
    unit: LinkUnit, account_id: str, code_id: str, *, now: datetime, policy: Policy
) -> LinkRequest:
    """What the account that made the code is asked to confirm.

    Raises:
        Refused: it is not theirs, nobody asked, or that is too long ago.
    """
    code = await _asked(unit, account_id, code_id, now=now, policy=policy)
    assert code.used_by is not None  # somebody asked
    sides = await _sides(unit, code, code.used_by)
    return _seen_from(sides, sides.maker, code)


async def confirm_link(
    unit: LinkUnit,
    account_id: str,
    code_id: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Volunteer:
    """The account that made the code confirms too: both accounts are one person from now on.

    Raises:
        Refused: as ``link_asked`` and ``link_request``.
    """
    code = await _asked(unit, account_id, code_id, now=now, policy=policy)
    assert code.used_by is not None  # somebody asked
    sides = await _sides(unit, code, code.used_by)
    await _check(unit, sides, code, now=now, new_id=new_id)
    person = await _join(unit, sides, now=now, new_id=new_id, policy=policy)
    await notify(
        unit,
        NoticeKind.LINKED,
        account_id=sides.sender.id,
        key=f"{NoticeKind.LINKED}:{code.id}",
        now=now,
        new_id=new_id,
    )
    return person


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both accounts of a link, with their people, all held."""

    maker: Account
    sender: Account
    makers_person: Person | None
    senders_person: Person | None


async def _sides(unit: LinkUnit, code: Code, sender_id: str) -> _Sides:
    if code.account_id is None or code.account_id == sender_id:
        raise Refused(Reason.LINK_SAME_PERSON)
    # In one order everywhere, so that two who link each other do not wait for each other.
    held = {
        account_id: await lock_account(unit, account_id)
        for account_id in sorted((code.account_id, sender_id))
    }
    maker, sender = held[code.account_id], held[sender_id]
    people: dict[str, Person] = {}
    for volunteer_id in sorted({maker.volunteer_id, sender.volunteer_id} - {None}, key=str):
        if volunteer_id is not None:
            people[volunteer_id] = await lock_person(unit, volunteer_id)
    return _Sides(
        maker,
        sender,
        people.get(maker.volunteer_id or ""),
        people.get(sender.volunteer_id or ""),
    )


async def _check(
    unit: LinkUnit, sides: _Sides, code: Code, *, now: datetime, new_id: NewId
) -> None:
    """Refuses what cannot be one person; what looks like a conflict goes to an organizer."""
    one, other = sides.makers_person, sides.senders_person
    if one is not None and other is not None and one.id == other.id:
        raise Refused(Reason.LINK_SAME_PERSON)
    platforms = [
        account.platform
        for account in (
            *await _accounts(unit, sides.maker, one),
            *await _accounts(unit, sides.sender, other),
        )
    ]
    reason = None
    if len(platforms) != len(set(platforms)):
        reason = Reason.LINK_SAME_PLATFORM
    elif one is not None and other is not None:
        births = {one.volunteer.birth_date, other.volunteer.birth_date} - {None}
        if len(births) > 1:
            reason = Reason.LINK_BIRTH_DATES_DIFFER
    if reason is not None:
        await _tell_administrators(unit, sides, code, reason, now=now, new_id=new_id)
        raise Refused(reason, keep=True)


async def _accounts(unit: LinkUnit, account: Account, person: Person | None) -> list[Account]:
    return [account] if person is None else list(await unit.accounts.of_volunteer(person.id))


async def _tell_administrators(
    unit: LinkUnit,
    sides: _Sides,
    code: Code,
    reason: Reason,
    *,
    now: datetime,
    new_id: NewId,
) -> None:
    roots = await unit.organizations.roots()
    people = (sides.makers_person, sides.senders_person)
    for root in roots[:1]:
        for administrator_id in await unit.roles.above(root.path, (RoleKind.ADMINISTRATOR,)):
            await notify(
                unit,
                NoticeKind.LINK_CONFLICT,
                volunteer_id=administrator_id,
                key=f"{NoticeKind.LINK_CONFLICT}:{code.id}:{administrator_id}",
                facts={
                    "reason": reason,
                    "one": people[0].id if people[0] else None,
                    "other": people[1].id if people[1] else None,
                },
                now=now,
                new_id=new_id,
            )


async def _join(
    unit: LinkUnit, sides: _Sides, *, now: datetime, new_id: NewId, policy: Policy
) -> Volunteer:
    one, other = sides.makers_person, sides.senders_person
    match one, other:
        case Person(), Person():
            elder, _ = elder_first(one.volunteer, other.volunteer)
            survivor, younger = (one, other) if elder is one.volunteer else (other, one)
            return await merge(
                unit,
                survivor,
                younger,
                actor_id=survivor.id,
                now=now,
                new_id=new_id,
                policy=policy,
            )
        case Person(), None:
            sides.sender.belong_to(one.id)
            return one.volunteer
        case None, Person():
            sides.maker.belong_to(other.id)
            return other.volunteer
        case _:
            person = await person_behind(unit, sides.maker, new_id=new_id)
            sides.sender.belong_to(person.id)
            return person.volunteer


async def _lock_code(unit: LinkUnit, code_id: str) -> Code:
    code = await unit.codes.lock(code_id)
    if code is None or code.purpose is not CodePurpose.LINK:
        raise Refused(Reason.NOT_FOUND)
    return code


async def _asked(
    unit: LinkUnit, account_id: str, code_id: str, *, now: datetime, policy: Policy
) -> Code:
    code = await _lock_code(unit, code_id)
    if code.account_id != account_id or code.used_at is None:
        raise Refused(Reason.NOT_FOUND)
    if now >= code.used_at + policy.code_lifetime:
        raise Refused(Reason.CODE_EXPIRED)
    return code


def _seen_from(sides: _Sides, viewer: Account, code: Code) -> LinkRequest:
    other, person = (
        (sides.maker, sides.makers_person)
        if viewer is sides.sender
        else (sides.sender, sides.senders_person)
    )
    return LinkRequest(code.id, other.platform, masked(person.volunteer.name if person else None))

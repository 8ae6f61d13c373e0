"""A message to everybody on a shift: in the organizer's own words, a notice a person."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, time

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages_shift
from domain.offerings.model import Shift
from domain.persons import person_of
from domain.policy import Policy
from domain.quiet import waking_moment
from domain.signups.model import ShiftMessage, SignupState
from domain.signups.ports import RosterLine, ShiftMessageUnit
from domain.signups.usecases import project_of
from domain.signups.waitlist import lock_shift

_COUNTRY = "+86"


async def message_recipients(
    unit: ShiftMessageUnit,
    actor_id: str,
    shift_id: str,
    words: str = "",
    *,
    now: datetime,
    policy: Policy,
) -> Sequence[RosterLine]:
    """Who gets a message to all: everybody with a place, those who did not come left out.

    The organizer may give a phone number of their own or of the station in it; not one of the
    volunteers', which was given for other use.

    Raises:
        Refused: no role there, cancelled, too late, as many as may today, nobody has a place, or
            the words name a volunteer's phone number.
    """
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages_shift(unit, actor_id, shift, await project_of(unit, shift))
    if shift.cancelled_at is not None:
        raise Refused(Reason.SHIFT_CANCELLED)
    if now > shift.ends_at + policy.shift_message_until_after:
        raise Refused(Reason.MESSAGE_TOO_LATE)
    today = datetime.combine(local_day(now, policy.timezone), time(), policy.timezone)
    if await unit.shift_messages.sent(shift.id, today) >= policy.shift_messages_a_day:
        raise Refused(Reason.MESSAGES_USED_UP, times=policy.shift_messages_a_day)
    lines = [
        line
        for line in await unit.signups.roster(shift.id)
        if line.signup.state is SignupState.CONFIRMED
    ]
    if not lines:
        raise Refused(Reason.NOBODY_TO_TELL)
    _check_phones(words, lines, (await person_of(unit, actor_id)).volunteer.phone)
    return lines


async def message_all(
    unit: ShiftMessageUnit,
    actor_id: str,
    shift_id: str,
    words: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> ShiftMessage:
    """Tells everybody with a place the same words, once each.

    It belongs to a service that they asked for, so it is sent although messages are stopped. In
    the quiet hours it waits, unless the shift is near.

    Raises:
        Refused: as ``message_recipients``.
    """
    shift = await lock_shift(unit, shift_id)
    lines = await message_recipients(unit, actor_id, shift_id, words, now=now, policy=policy)
    message = await unit.shift_messages.add(
        ShiftMessage(
            id=new_id(),
            shift_id=shift.id,
            actor_id=actor_id,
            words=words,
            recipients=len(lines),
            created_at=now,
        )
    )
    for line in lines:
        await notify(
            unit,
            NoticeKind.SHIFT_MESSAGE,
            volunteer_id=line.volunteer.id,
            key=f"{NoticeKind.SHIFT_MESSAGE}:{message.id}:{line.signup.id}",
            facts={"message": message.id, "signup": line.signup.id, "shift": shift.id},
            due_at=message_due_at(shift, now, policy),
            expires_at=shift.ends_at + policy.shift_message_until_after,
            now=now,
            new_id=new_id,
        )
    return message


def message_due_at(shift: Shift, now: datetime, policy: Policy) -> datetime:
    """When a message to all goes out: at once, or after the quiet hours where the shift is not
    within a day, or is over."""
    near = shift.starts_at - now <= policy.offer_ignores_quiet_hours_within and now < shift.ends_at
    return now if near else waking_moment(now, policy)


def _check_phones(words: str, lines: Sequence[RosterLine], own: str | None) -> None:
    said = "".join(filter(str.isdecimal, unicodedata.normalize("NFKC", words)))
    adults = [line.brought_by for line in lines if line.brought_by is not None]
    for person in (*(line.volunteer for line in lines), *adults):
        phone = person.phone
        if phone and phone != own and phone.removeprefix(_COUNTRY).lstrip("+") in said:
            raise Refused(Reason.PHONE_OF_ANOTHER, name=person.name)

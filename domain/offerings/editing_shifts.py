"""Changing a shift that people may have signed up for.

A new time, address or meeting point is always told to those who come or wait; places are not, the
freed ones are offered. A new time moves the reminders, and whoever has another place then is told
of the clash: they decide which one to keep, nobody is taken off (条例 25).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import Fact, notify
from domain.offerings.authority import check_manages
from domain.offerings.model import Project, Shift
from domain.offerings.ports import OfferingUnit
from domain.offerings.shift_notices import LedShift, tell_leader
from domain.offerings.usecases import check_shift, managed_project
from domain.policy import Policy
from domain.signups.model import Signup, SignupState
from domain.signups.reminders import drop_reminders, write_reminders
from domain.signups.waitlist import lock_shift, offer_free_places

ShiftValue = str | int | datetime | None

_TIMES = frozenset({"starts_at", "ends_at"})
#: What may be edited, and whether those who come or wait are told.
EDITABLE_OF_SHIFT = {
    "starts_at": True,
    "ends_at": True,
    "address": True,
    "meeting_point": True,
    "places": False,
    "waitlist_size": False,
}


@dataclass(frozen=True, slots=True)
class ShiftEdit:
    """What an edit does, or would do.

    Attributes:
        shift: with its new values.
        before: as it was.
        changed: the fields whose values are new.
        told: the sign-ups whose people are told.
        clashes: of these, the other shift that overlaps the new time, by the sign-up's id.
        offered: the sign-ups to which a freed place is offered; known once it is done.
    """

    shift: Shift
    before: Shift
    changed: tuple[str, ...]
    told: Sequence[Signup]
    clashes: Mapping[str, str]
    offered: Sequence[Signup] = ()

    @property
    def moved(self) -> bool:
        """Whether the time is another one."""
        return not _TIMES.isdisjoint(self.changed)


async def edit_shift(
    unit: OfferingUnit,
    actor_id: str,
    shift_id: str,
    values: Mapping[str, ShiftValue],
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> ShiftEdit:
    """Changes fields of a shift that has not begun; more places are offered to those who wait.

    Args:
        values: by field, of those in ``EDITABLE_OF_SHIFT``.

    Raises:
        Refused: no role there, cancelled, begun or closed, times that cannot be, or fewer places
            than are held.
        ValueError: a field that cannot be edited or takes no such value.
    """
    found = await unit.shifts.get(shift_id)
    if found is None:
        raise Refused(Reason.NOT_FOUND)
    project = await managed_project(unit, actor_id, found.project_id)
    shift = await lock_shift(unit, shift_id)
    edit = await _effects(unit, project, shift, values, now, policy)
    live = await unit.signups.of_shift(shift.id)
    if edit.moved:
        for signup in live:
            await drop_reminders(unit, signup, shift, policy)
            signup.moved()
        shift.times_changed += 1
    for name in edit.changed:
        setattr(shift, name, getattr(edit.shift, name))
    for signup in live if edit.moved else ():
        if signup.state is SignupState.CONFIRMED:
            await write_reminders(unit, signup, shift, now=now, new_id=new_id, policy=policy)
    for signup in edit.told:
        await _tell(unit, edit, signup, project, now=now, new_id=new_id)
    if any(EDITABLE_OF_SHIFT[name] for name in edit.changed):
        changed = LedShift.CHANGED
        await tell_leader(unit, shift, changed, actor_id, _news(edit), now=now, new_id=new_id)
    offered = await offer_free_places(unit, shift, now=now, new_id=new_id)
    return ShiftEdit(shift, edit.before, edit.changed, edit.told, edit.clashes, offered)


async def look_ahead_at_shift(
    unit: OfferingUnit,
    actor_id: str,
    shift_id: str,
    values: Mapping[str, ShiftValue],
    *,
    now: datetime,
    policy: Policy,
) -> ShiftEdit:
    """What ``edit_shift`` would do, to be read before it is done.

    Raises:
        Refused, ValueError: as ``edit_shift``.
    """
    shift = await unit.shifts.get(shift_id)
    project = await unit.projects.get(shift.project_id) if shift is not None else None
    if shift is None or project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages(unit, actor_id, project)
    return await _effects(unit, project, shift, values, now, policy)


async def _effects(
    unit: OfferingUnit,
    project: Project,
    shift: Shift,
    values: Mapping[str, ShiftValue],
    now: datetime,
    policy: Policy,
) -> ShiftEdit:
    """Who is told of an edit and for whom the new time clashes; nothing is changed."""
    project.check_not_closed()
    shift.check_changeable(now)
    if unknown := values.keys() - EDITABLE_OF_SHIFT.keys():
        raise ValueError(f"cannot be edited: {', '.join(sorted(unknown))}")
    # Rows do not validate on assignment: the values are checked as a whole first.
    before = Shift.model_validate(shift.model_dump())
    after = Shift.model_validate(shift.model_dump() | dict(values))
    changed = tuple(
        name for name in EDITABLE_OF_SHIFT if getattr(before, name) != getattr(after, name)
    )
    check_shift(after.starts_at, after.ends_at, after.places, now=now, policy=policy)
    if after.places < shift.taken:
        raise Refused(Reason.PLACES_MISSING, taken=shift.taken)
    told: Sequence[Signup] = ()
    if any(EDITABLE_OF_SHIFT[name] for name in changed):
        told = await unit.signups.of_shift(shift.id)
    clashes: Mapping[str, str] = {}
    if told and not _TIMES.isdisjoint(changed):
        clashes = await unit.signups.clashes(shift.id, after.starts_at, after.ends_at)
    return ShiftEdit(after, before, changed, told, clashes)


async def _tell(
    unit: OfferingUnit,
    edit: ShiftEdit,
    signup: Signup,
    project: Project,
    *,
    now: datetime,
    new_id: NewId,
) -> None:
    """One notice an edit: what it was before stands in it, what it is now is read when it is
    told."""
    facts: dict[str, Fact] = _news(edit) | {
        "signup": signup.id,
        "shift": edit.shift.id,
        "version": project.terms_version,
        "clash": edit.clashes.get(signup.id),
        "waits": signup.state is not SignupState.CONFIRMED,
    }
    await notify(
        unit,
        NoticeKind.SHIFT_CHANGED,
        volunteer_id=signup.volunteer_id,
        key=f"{NoticeKind.SHIFT_CHANGED}:{signup.id}:{new_id()}",
        facts=facts,
        expires_at=edit.shift.ends_at,
        now=now,
        new_id=new_id,
    )


def _news(edit: ShiftEdit) -> dict[str, Fact]:
    """What of an edit is told, with the time as it was before."""
    return {
        "fields": ",".join(name for name in edit.changed if EDITABLE_OF_SHIFT[name]),
        "moved": edit.moved,
        "from": edit.before.starts_at.isoformat(),
        "until": edit.before.ends_at.isoformat(),
    }

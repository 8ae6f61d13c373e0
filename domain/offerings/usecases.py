"""Posting and managing projects and their shifts: for those with the role on the node only."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import authority_of, check_manages, check_manages_anything, node_of
from domain.offerings.model import Category, Project, ProjectState, Recipient, Shift
from domain.offerings.ports import OfferingUnit
from domain.offerings.shift_notices import LedShift, tell_leader
from domain.policy import Policy
from domain.signups.model import SignupState
from domain.signups.usecases import end_signup
from domain.signups.waitlist import lock_shift

PROJECT_NUMBERS = "project"


@dataclass(frozen=True, slots=True)
class NewShift:
    """A shift as somebody plans it. Moments in UTC; ``waitlist_size`` None: no limit."""

    starts_at: datetime
    ends_at: datetime
    address: str
    places: int
    meeting_point: str | None = None
    waitlist_size: int | None = None
    leader_id: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project as somebody plans it; what has a default can be edited later."""

    organization_id: str
    title: str
    category: Category
    recipient: Recipient
    content: str
    shifts: Sequence[NewShift]
    risks: str | None = None
    risky: bool = False
    insurance: str | None = None
    minimum_age: int | None = None
    minors_allowed: bool = True
    skill: str | None = None
    training: str | None = None
    bring: str | None = None
    contact: str | None = None
    goal: str | None = None
    district: str | None = None
    signup_from: datetime | None = None
    signup_until: datetime | None = None


#: The fields of a project that a plan has as they are stored.
PLANNED = frozenset(field.name for field in fields(NewProject)) - {"organization_id", "shifts"}


async def create_project(
    unit: OfferingUnit,
    actor_id: str,
    plan: NewProject,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Project:
    """Posts a project as a draft with its shifts; the actor leads it.

    Raises:
        Refused: no role on the node, or a shift that cannot be.
    """
    node = await node_of(unit, plan.organization_id)
    authority = await authority_of(unit, actor_id)
    if not authority.may_create_in(node):
        raise Refused(Reason.NOT_ALLOWED)
    project = await unit.projects.add(
        Project(
            id=new_id(),
            number=await unit.counters.next(PROJECT_NUMBERS),
            organization_id=node.id,
            leader_id=authority.person_ids[0],
            **{name: getattr(plan, name) for name in PLANNED},
            created_at=now,
        )
    )
    for shift in plan.shifts:
        await store_shift(unit, project, shift, now=now, new_id=new_id, policy=policy)
    return project


async def open_project(unit: OfferingUnit, actor_id: str, project_id: str) -> Project:
    """Puts a project on the menu.

    Raises:
        Refused: no role there, not a draft, or risky without insurance (条例 17).
    """
    project = await managed_project(unit, actor_id, project_id)
    project.move(ProjectState.OPEN, None)
    return project


async def pause_project(unit: OfferingUnit, actor_id: str, project_id: str) -> Project:
    """Takes a project off the menu for a while. Who is signed up stays signed up: their shifts
    take place, and nobody is told.

    Raises:
        Refused: no role there, or it is not on the menu.
    """
    project = await managed_project(unit, actor_id, project_id)
    project.move(ProjectState.PAUSED, None)
    return project


async def resume_project(unit: OfferingUnit, actor_id: str, project_id: str) -> Project:
    """Puts a paused project back on the menu.

    Raises:
        Refused: no role there, not paused, or risky without insurance (条例 17).
    """
    project = await managed_project(unit, actor_id, project_id)
    project.resume()
    return project


async def add_shift(
    unit: OfferingUnit,
    actor_id: str,
    project_id: str,
    shift: NewShift,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Shift:
    """Adds a shift to a project.

    Raises:
        Refused: no role there, closed, in the past, ends before it starts, too long, no places.
    """
    project = await managed_project(unit, actor_id, project_id)
    project.check_not_closed()
    return await store_shift(unit, project, shift, now=now, new_id=new_id, policy=policy)


async def cancel_shift(
    unit: OfferingUnit,
    actor_id: str,
    shift_id: str,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Shift:
    """Cancels a shift: everybody who comes or waits is told once, and whoever leads it.

    Raises:
        Refused: no role there, cancelled already, or over.
    """
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    await managed_project(unit, actor_id, shift.project_id)
    return await call_off(unit, actor_id, shift_id, reason, now=now, new_id=new_id, policy=policy)


async def managed_project(unit: OfferingUnit, actor_id: str, project_id: str) -> Project:
    """A project that the actor manages, held until the unit of work ends.

    Raises:
        Refused: no such project, or no role there.
    """
    project = await unit.projects.lock(project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages(unit, actor_id, project)
    return project


async def my_shifts(
    unit: OfferingUnit,
    actor_id: str,
    offset: int = 0,
    limit: int = 3,
    *,
    ends_after: datetime,
    starts_before: datetime | None = None,
) -> tuple[Sequence[tuple[Shift, Project]], int]:
    """The shifts that a person manages, soonest first, and how many there are in all.

    Raises:
        Refused: nothing at all to manage.
    """
    authority = await check_manages_anything(unit, actor_id)
    return await unit.shifts.managed(
        authority, starts_before=starts_before, ends_after=ends_after, offset=offset, limit=limit
    )


async def my_projects(
    unit: OfferingUnit, actor_id: str, offset: int = 0, limit: int = 3, *, closed: bool = False
) -> tuple[Sequence[Project], int]:
    """The projects that a person manages, drafts and paused ones too, the latest first, and how
    many there are in all; or those that are over.

    Raises:
        Refused: nothing at all to manage.
    """
    authority = await check_manages_anything(unit, actor_id)
    return await unit.projects.managed(authority, closed=closed, offset=offset, limit=limit)


async def store_shift(
    unit: OfferingUnit,
    project: Project,
    shift: NewShift,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Shift:
    """Writes a shift of a project that the caller has checked and locked.

    Raises:
        Refused: see ``check_shift``.
    """
    check_shift(shift.starts_at, shift.ends_at, shift.places, now=now, policy=policy)
    return await unit.shifts.add(
        Shift(
            id=new_id(),
            project_id=project.id,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            address=shift.address,
            meeting_point=shift.meeting_point,
            places=shift.places,
            waitlist_size=shift.waitlist_size,
            leader_id=shift.leader_id,
            contact=shift.contact,
        )
    )


def check_shift(
    starts_at: datetime, ends_at: datetime, places: int, *, now: datetime, policy: Policy
) -> None:
    """Refuses times and places that cannot be.

    Raises:
        Refused: in the past, ends before it starts, too long, no places.
    """
    if starts_at <= now:
        raise Refused(Reason.SHIFT_IN_PAST)
    if ends_at <= starts_at:
        raise Refused(Reason.ENDS_BEFORE_START)
    if ends_at - starts_at > policy.longest_shift:
        raise Refused(Reason.SHIFT_TOO_LONG, hours=policy.longest_shift.total_seconds() // 3600)
    if places < 1:
        raise Refused(Reason.PLACES_MISSING)


async def call_off(
    unit: OfferingUnit,
    actor_id: str,
    shift_id: str,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Shift:
    """A shift does not take place; who may say so is the caller's matter.

    Raises:
        Refused: cancelled already, or over.
    """
    shift = await lock_shift(unit, shift_id)
    for signup in await unit.signups.of_shift(shift_id):
        await end_signup(
            unit, signup, shift, SignupState.SHIFT_CANCELLED, reason, now=now, policy=policy
        )
        await notify(
            unit,
            NoticeKind.SHIFT_CANCELLED,
            volunteer_id=signup.volunteer_id,
            key=f"{NoticeKind.SHIFT_CANCELLED}:{signup.id}",
            facts={"signup": signup.id, "shift": shift.id},
            now=now,
            new_id=new_id,
        )
    shift.cancel(now, reason)
    await tell_leader(unit, shift, LedShift.CALLED_OFF, actor_id, now=now, new_id=new_id)
    return shift

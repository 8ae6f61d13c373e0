"""Posting and managing projects and their shifts: for those with the role on the node only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import authority_of, check_manages, node_of
from domain.offerings.model import Category, Project, ProjectState, Recipient, Shift
from domain.offerings.ports import OfferingUnit
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
    district: str | None = None


EditValue = str | int | bool | datetime | None

#: What may be edited, and whether a volunteer acknowledges it (条例 12, 14: conditions and risks).
EDITABLE = {
    "title": False,
    "category": False,
    "recipient": False,
    "goal": False,
    "contact": False,
    "district": False,
    "signup_from": False,
    "signup_until": False,
    "content": True,
    "risks": True,
    "risky": True,
    "insurance": True,
    "bring": True,
    "minimum_age": True,
    "minors_allowed": True,
    "skill": True,
    "training": True,
}


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
            title=plan.title,
            category=plan.category,
            recipient=plan.recipient,
            content=plan.content,
            district=plan.district,
            risks=plan.risks,
            risky=plan.risky,
            insurance=plan.insurance,
            minimum_age=plan.minimum_age,
            created_at=now,
        )
    )
    for shift in plan.shifts:
        await _add_shift(unit, project, shift, now=now, new_id=new_id, policy=policy)
    return project


async def open_project(unit: OfferingUnit, actor_id: str, project_id: str) -> Project:
    """Puts a project on the menu.

    Raises:
        Refused: no role there, not a draft, or risky without insurance (条例 17).
    """
    project = await managed_project(unit, actor_id, project_id)
    project.move(ProjectState.OPEN, None)
    return project


async def close_project(
    unit: OfferingUnit,
    actor_id: str,
    project_id: str,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Project:
    """Takes a project off the menu; its shifts to come are cancelled, everybody on them is told.

    Raises:
        Refused: no role there, or closed already.
    """
    project = await managed_project(unit, actor_id, project_id)
    project.move(ProjectState.CLOSED, reason)
    for shift in sorted(await unit.shifts.of_project(project.id), key=lambda each: each.id):
        if shift.cancelled_at is None and shift.starts_at > now:
            await _cancel(unit, shift.id, reason, now=now, new_id=new_id, policy=policy)
    return project


async def edit_project(
    unit: OfferingUnit, actor_id: str, project_id: str, values: Mapping[str, EditValue]
) -> Project:
    """Changes fields of a project; what people acknowledge gets a new version of the terms.

    Args:
        values: by field, of those in ``EDITABLE``; None is a value (no risks).

    Raises:
        Refused: no role there, closed, or risky without insurance while it is offered.
        ValueError: a field that cannot be edited or takes no such value.
    """
    project = await managed_project(unit, actor_id, project_id)
    if project.state is ProjectState.CLOSED:
        raise Refused(Reason.REGISTRATION_CLOSED)
    if unknown := values.keys() - EDITABLE.keys():
        raise ValueError(f"cannot be edited: {', '.join(sorted(unknown))}")
    # Rows do not validate on assignment: the values are checked as a whole first.
    checked = Project.model_validate(project.model_dump() | dict(values))
    if checked.is_offered:
        checked.check_insurance()
    changed = [name for name in values if getattr(project, name) != getattr(checked, name)]
    for name in changed:
        setattr(project, name, getattr(checked, name))
    if any(EDITABLE[name] for name in changed):
        project.terms_version += 1
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
    if project.state is ProjectState.CLOSED:
        raise Refused(Reason.REGISTRATION_CLOSED)
    return await _add_shift(unit, project, shift, now=now, new_id=new_id, policy=policy)


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
    """Cancels a shift: everybody who comes or waits is told once.

    Raises:
        Refused: no role there, cancelled already, or over.
    """
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    await managed_project(unit, actor_id, shift.project_id)
    return await _cancel(unit, shift_id, reason, now=now, new_id=new_id, policy=policy)


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
        Refused: no role anywhere.
    """
    authority = await authority_of(unit, actor_id)
    if not authority.organizes and not authority.leads:
        raise Refused(Reason.NOT_ALLOWED)
    return await unit.shifts.managed(
        authority, starts_before=starts_before, ends_after=ends_after, offset=offset, limit=limit
    )


async def _add_shift(
    unit: OfferingUnit,
    project: Project,
    shift: NewShift,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Shift:
    if shift.starts_at <= now:
        raise Refused(Reason.SHIFT_IN_PAST)
    if shift.ends_at <= shift.starts_at:
        raise Refused(Reason.ENDS_BEFORE_START)
    if shift.ends_at - shift.starts_at > policy.longest_shift:
        raise Refused(Reason.SHIFT_TOO_LONG, hours=policy.longest_shift.total_seconds() // 3600)
    if shift.places < 1:
        raise Refused(Reason.PLACES_MISSING)
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
        )
    )


async def _cancel(
    unit: OfferingUnit,
    shift_id: str,
    reason: str,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Shift:
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
    return shift

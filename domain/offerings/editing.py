"""Changing a project that people may have signed up for.

What people acknowledge (条例 12, 14) gets a new version of the terms, and everybody who comes or
waits is told once an edit, and may say that they still come. The rest is not told: the title, the
category and the like change nothing of what was agreed, the contact is read when it is needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.offerings.authority import check_manages
from domain.offerings.model import Project, Shift
from domain.offerings.ports import OfferingUnit
from domain.offerings.usecases import managed_project
from domain.policy import Policy
from domain.signups.eligibility import too_young
from domain.signups.model import Signup, SignupState
from domain.signups.usecases import end_signup
from domain.signups.waitlist import lock_shift, offer_free_places

EditValue = str | int | bool | datetime | None

#: What may be edited, and whether a volunteer acknowledges it and is told.
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
_ABOUT_AGE = frozenset({"risky", "minimum_age", "minors_allowed"})


@dataclass(frozen=True, slots=True)
class ProjectEdit:
    """What an edit does, or would do.

    Attributes:
        project: with its new values.
        changed: the fields whose values are new.
        told: ids of the people who come or wait and are told, each once.
        ended: the sign-ups that the new conditions of age end, with the reason: nobody who is too
            young takes part, and no minor on what is risky (rules.md, V).
    """

    project: Project
    changed: tuple[str, ...]
    told: Mapping[str, Sequence[Signup]] = field(default_factory=dict)
    ended: Sequence[tuple[Signup, Shift, Reason]] = ()

    @property
    def acknowledged(self) -> tuple[str, ...]:
        """The changed fields that people acknowledge."""
        return tuple(name for name in self.changed if EDITABLE[name])


async def edit_project(
    unit: OfferingUnit,
    actor_id: str,
    project_id: str,
    values: Mapping[str, EditValue],
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> ProjectEdit:
    """Changes fields of a project, and tells those who come or wait what they agreed to anew.

    Args:
        values: by field, of those in ``EDITABLE``; None is a value (no risks).

    Raises:
        Refused: no role there, closed, or risky without insurance unless it is a draft.
        ValueError: a field that cannot be edited or takes no such value.
    """
    project = await managed_project(unit, actor_id, project_id)
    checked, changed = _checked(project, values)
    for name in changed:
        setattr(project, name, getattr(checked, name))
    if not any(EDITABLE[name] for name in changed):
        return ProjectEdit(project, changed)
    project.terms_version += 1
    # Whoever is signing up holds a shift's lock: they come before this edit, and are told.
    for shift in sorted(await unit.shifts.of_project(project.id), key=lambda each: each.id):
        if shift.ends_at > now:
            await lock_shift(unit, shift.id)
    edit = await _effects(unit, project, changed, now, policy)
    await _end(unit, edit, now=now, new_id=new_id, policy=policy)
    await _tell(unit, edit, now=now, new_id=new_id)
    return edit


async def look_ahead(
    unit: OfferingUnit,
    actor_id: str,
    project_id: str,
    values: Mapping[str, EditValue],
    *,
    now: datetime,
    policy: Policy,
) -> ProjectEdit:
    """What ``edit_project`` would do, to be read before it is done.

    Raises:
        Refused, ValueError: as ``edit_project``.
    """
    project = await unit.projects.get(project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages(unit, actor_id, project)
    checked, changed = _checked(project, values)
    return await _effects(unit, checked, changed, now, policy)


def _checked(project: Project, values: Mapping[str, EditValue]) -> tuple[Project, tuple[str, ...]]:
    """The project as it would be, and what of it is new."""
    project.check_not_closed()
    if unknown := values.keys() - EDITABLE.keys():
        raise ValueError(f"cannot be edited: {', '.join(sorted(unknown))}")
    # Rows do not validate on assignment: the values are checked as a whole first.
    checked = Project.model_validate(project.model_dump() | dict(values))
    if checked.takes_place:
        checked.check_insurance()
    changed = tuple(name for name in EDITABLE if getattr(project, name) != getattr(checked, name))
    return checked, changed


async def _effects(
    unit: OfferingUnit, project: Project, changed: tuple[str, ...], now: datetime, policy: Policy
) -> ProjectEdit:
    """Who is told of an edit, and whose sign-up it ends; one query."""
    if not any(EDITABLE[name] for name in changed):
        return ProjectEdit(project, changed)
    told: dict[str, list[Signup]] = {}
    ended: list[tuple[Signup, Shift, Reason]] = []
    about_age = not _ABOUT_AGE.isdisjoint(changed)
    for signup, shift, volunteer in await unit.signups.of_project(project.id, now):
        day = local_day(shift.starts_at, policy.timezone)
        reason = too_young(volunteer, project, day, policy) if about_age else None
        if reason is not None and shift.starts_at > now:
            ended.append((signup, shift, reason))
        else:
            told.setdefault(volunteer.merged_into or volunteer.id, []).append(signup)
    return ProjectEdit(project, changed, told, ended)


async def _end(
    unit: OfferingUnit, edit: ProjectEdit, *, now: datetime, new_id: NewId, policy: Policy
) -> None:
    for signup, shift, reason in edit.ended:
        await end_signup(
            unit, signup, shift, SignupState.CANCELLED, reason.value, now=now, policy=policy
        )
        await notify(
            unit,
            NoticeKind.SIGN_UP_ENDED,
            volunteer_id=signup.volunteer_id,
            key=f"{NoticeKind.SIGN_UP_ENDED}:{signup.id}",
            facts={"signup": signup.id, "shift": shift.id, "reason": reason.value},
            now=now,
            new_id=new_id,
        )
    freed = {shift.id: shift for signup, shift, _ in edit.ended}
    for shift in freed.values():
        await offer_free_places(unit, shift, now=now, new_id=new_id)


async def _tell(unit: OfferingUnit, edit: ProjectEdit, *, now: datetime, new_id: NewId) -> None:
    project = edit.project
    for person_id, signups in edit.told.items():
        await notify(
            unit,
            NoticeKind.PROJECT_CHANGED,
            volunteer_id=person_id,
            key=f"{NoticeKind.PROJECT_CHANGED}:{project.id}:{project.terms_version}:{person_id}",
            facts={
                "project": project.id,
                "version": project.terms_version,
                "fields": ",".join(edit.acknowledged),
                "shift": signups[0].shift_id if len(signups) == 1 else None,
            },
            now=now,
            new_id=new_id,
        )

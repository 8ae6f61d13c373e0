"""The end of a project: taken off the menu for good, with a report of what it came to."""

from datetime import datetime

from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.offerings.authority import check_manages
from domain.offerings.closing_report import ClosingReport, Figures
from domain.offerings.model import Project, ProjectState
from domain.offerings.ports import OfferingUnit
from domain.offerings.usecases import call_off, managed_project
from domain.policy import Policy


async def close_project(
    unit: OfferingUnit,
    actor_id: str,
    project_id: str,
    reason: str,
    note: str | None = None,
    *,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Project:
    """Takes a project off the menu; its shifts to come are cancelled, everybody on them is told,
    and what it came to is kept.

    Args:
        reason: what those are told whose shifts do not take place.
        note: what the organizer writes into the report.

    Raises:
        Refused: no role there, or closed already.
    """
    project = await managed_project(unit, actor_id, project_id)
    project.move(ProjectState.CLOSED, reason)
    for shift in sorted(await unit.shifts.of_project(project.id), key=lambda each: each.id):
        if shift.cancelled_at is None and shift.starts_at > now:
            await call_off(unit, actor_id, shift.id, reason, now=now, new_id=new_id, policy=policy)
    figures = await unit.closing_reports.figures(project.id, now)
    await unit.closing_reports.add(
        ClosingReport(
            id=new_id(),
            project_id=project.id,
            closed_by=actor_id,
            closed_at=now,
            shifts=figures.shifts,
            came=figures.came,
            checked_in=figures.checked_in,
            confirmed=figures.confirmed,
            claimed=figures.claimed,
            no_shows=figures.no_shows,
            open_claims=figures.open_claims,
            note=note,
        )
    )
    return project


async def figures_of(
    unit: OfferingUnit, actor_id: str, project_id: str, *, now: datetime
) -> Figures:
    """What a project has come to until now, to be read before it is closed.

    Raises:
        Refused: no such project, or no role there.
    """
    project = await unit.projects.get(project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages(unit, actor_id, project)
    return await unit.closing_reports.figures(project_id, now)


async def unmarked(unit: OfferingUnit, actor_id: str, project_id: str, *, now: datetime) -> int:
    """Of how many people nobody has said whether they came: the report would leave them out.

    Raises:
        Refused: no such project, or no role there.
    """
    project = await unit.projects.get(project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages(unit, actor_id, project)
    return await unit.closing_reports.unmarked(project_id, now)


async def closing_report(unit: OfferingUnit, actor_id: str, project_id: str) -> ClosingReport:
    """The report of a project that is over.

    Raises:
        Refused: no such project, no role there, or not closed yet.
    """
    project = await unit.projects.get(project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages(unit, actor_id, project)
    report = await unit.closing_reports.of_project(project_id)
    if report is None:
        raise Refused(Reason.NOT_FOUND)
    return report

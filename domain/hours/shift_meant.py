"""On which shift time was given that somebody reports."""

from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.hours.ports import HoursUnit
from domain.hours.rules import Service, check_once_per_shift
from domain.offerings.model import Project, Shift
from domain.persons import Person
from domain.policy import Policy


async def shift_meant(
    unit: HoursUnit, person: Person, project: Project | None, service: Service, policy: Policy
) -> Shift | None:
    """The shift on which the time was given: the one of the project that the person held a place
    on then; None where there is none, or a span touches several.

    A shift that is recorded already is not meant once more.

    Raises:
        Refused: all that may be meant are recorded already, or a bare duration may belong to any
            of several: it could be counted beside the record of the right one.
    """
    if project is None:
        return None
    meant = [
        shift
        for signup, shift in await unit.signups.live_of(person.ids, service.starts_at)
        if shift.project_id == project.id and signup.holds and _is_of(service, shift, policy)
    ]
    open_ones: list[Shift] = []
    recorded: Refused | None = None
    for shift in meant:
        try:
            await _check_once(unit, person, service, shift)
        except Refused as refusal:
            recorded = refusal
        else:
            open_ones.append(shift)
    if recorded is not None and not open_ones:
        raise recorded
    if len(open_ones) > 1 and not service.has_span:
        raise Refused(Reason.CLAIM_WHICH_SHIFT, count=len(open_ones))
    return open_ones[0] if len(open_ones) == 1 else None


async def _check_once(unit: HoursUnit, person: Person, service: Service, shift: Shift) -> None:
    check_once_per_shift(
        service, await unit.hour_entries.live_of_shift(person.ids, shift.id), shift
    )
    attendance = await unit.attendances.of_shift(person.ids, shift.id)
    if not service.has_span and attendance is not None and attendance.checked_out_at is None:
        # Their check-out will record it.
        raise Refused(
            Reason.CLAIM_OVERLAPS, title="", starts_at=shift.starts_at, ends_at=shift.ends_at
        )


def _is_of(service: Service, shift: Shift, policy: Policy) -> bool:
    if service.has_span:
        return shift.overlaps(service.starts_at, service.ends_at)
    return local_day(shift.starts_at, policy.timezone) == service.day

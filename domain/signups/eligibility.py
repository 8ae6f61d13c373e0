"""May this person join this shift? The one place that knows."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.clock import local_day
from domain.errors import Reason
from domain.offerings.model import Project, ProjectState, Shift
from domain.policy import Policy
from domain.volunteers.model import Volunteer


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as the rules of signing up see them.

    Attributes:
        volunteer: the person; None for somebody who only looks.
        guardian_consented: a guardian's consent is on file.
        held: the shifts on which the person holds a place.
        waits_for: ids of the shifts on whose waitlist the person stands.
    """

    volunteer: Volunteer | None
    guardian_consented: bool = False
    held: tuple[Shift, ...] = ()
    waits_for: frozenset[str] = frozenset()


def check_eligibility(
    candidate: Candidate,
    project: Project,
    shift: Shift,
    now: datetime,
    policy: Policy,
    *,
    wanted: bool = False,
) -> Reason | None:
    """Why the person cannot join the shift, or None; that it is full is no reason (waitlist).

    What concerns the shift comes first, then what the person cannot change, then what they can.
    Source: rules.md, "Signing up"; minors: PIPL 31 and several provinces (V).

    Args:
        wanted: the shift's people look for somebody, or the person is there: neither the sign-up
            window nor the start closes it, only the end.
    """
    volunteer = candidate.volunteer
    if closed := _closed(project, shift, now, wanted):
        return closed
    if volunteer is None or not volunteer.registered:
        return Reason.NOT_REGISTERED
    return (
        too_young(volunteer, project, local_day(shift.starts_at, policy.timezone), policy)
        or _already(candidate, shift)
        or _guardian_missing(candidate, volunteer, local_day(now, policy.timezone), policy)
        or _untrained(volunteer, project)
    )


def _closed(project: Project, shift: Shift, now: datetime, wanted: bool) -> Reason | None:
    if shift.cancelled_at is not None:
        return Reason.SHIFT_CANCELLED
    if shift.ends_at <= now:
        return Reason.SHIFT_OVER
    if project.state is ProjectState.PAUSED:
        return Reason.PROJECT_PAUSED
    if not project.is_offered:
        return Reason.REGISTRATION_CLOSED
    if wanted:
        return None
    if shift.starts_at <= now:
        return Reason.REGISTRATION_CLOSED
    too_early = project.signup_from is not None and now < project.signup_from
    too_late = project.signup_until is not None and now >= project.signup_until
    return Reason.REGISTRATION_CLOSED if too_early or too_late else None


def too_young(volunteer: Volunteer, project: Project, day: date, policy: Policy) -> Reason | None:
    """Why the person's age keeps them off the project on a day, or None."""
    if project.risky and _is_minor(volunteer, day, policy):
        return Reason.MINOR_ON_RISKY_SHIFT
    if not project.minors_allowed and _is_minor(volunteer, day, policy):
        return Reason.TOO_YOUNG
    age = volunteer.age_on(day)
    if project.minimum_age is not None and (age is None or age < project.minimum_age):
        return Reason.TOO_YOUNG
    return None


def _already(candidate: Candidate, shift: Shift) -> Reason | None:
    if shift.id in candidate.waits_for or any(held.id == shift.id for held in candidate.held):
        return Reason.ALREADY_SIGNED_UP
    if any(held.overlaps(shift.starts_at, shift.ends_at) for held in candidate.held):
        return Reason.CLASH
    return None


def _guardian_missing(
    candidate: Candidate, volunteer: Volunteer, today: date, policy: Policy
) -> Reason | None:
    if _is_minor(volunteer, today, policy) and not candidate.guardian_consented:
        return Reason.GUARDIAN_MISSING
    return None


def _untrained(volunteer: Volunteer, project: Project) -> Reason | None:
    has = _words(volunteer.skills)
    if not _words(project.skill) <= has:
        return Reason.SKILL_MISSING
    if not _words(project.training) <= has:
        return Reason.TRAINING_MISSING
    return None


def _is_minor(volunteer: Volunteer, day: date, policy: Policy) -> bool:
    """Under 18 on the day; somebody whose age is not known is not taken for an adult."""
    age = volunteer.age_on(day)
    return age is None or age < policy.adult_age


def _words(listed: str | None) -> set[str]:
    parts = (listed or "").replace("，", ",").replace("、", ",").split(",")
    return {part.strip().casefold() for part in parts if part.strip()}

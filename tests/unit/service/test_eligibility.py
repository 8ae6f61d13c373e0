"""Who may join a shift: each refusal with its reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.errors import Reason
from domain.offerings.model import Category, Project, ProjectState, Recipient, Shift
from domain.policy import Policy
from domain.signups.eligibility import Candidate, check_eligibility
from domain.volunteers.model import Volunteer, VolunteerState

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
START = datetime(2026, 11, 22, 6, tzinfo=UTC)
POLICY = Policy()


def a_project(**changes: object) -> Project:
    project = Project(
        id="p",
        number=1,
        organization_id="o",
        leader_id="l",
        title="陪空巢老人聊天",
        category=Category.SPECIAL_CARE,
        recipient=Recipient.ELDERLY,
        state=ProjectState.OPEN,
        created_at=NOW,
    )
    return project.model_copy(update=changes)


def a_shift(id: str = "s", starts_at: datetime = START, hours: int = 3, **more: object) -> Shift:
    shift = Shift(
        id=id,
        project_id="p",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        address="西宁市城中区",
        places=5,
    )
    return shift.model_copy(update=more)


def a_person(born: date | None = date(1990, 5, 1), **more: object) -> Candidate:
    volunteer = Volunteer(id="v", state=VolunteerState.ACTIVE, name="王芳", birth_date=born)
    return Candidate(volunteer.model_copy(update=more))


SIXTEEN = date(2010, 5, 1)


@pytest.mark.parametrize(
    ("candidate", "project", "shift", "reason"),
    [
        (a_person(), a_project(), a_shift(), None),
        (Candidate(None), a_project(), a_shift(), Reason.NOT_REGISTERED),
        (a_person(state=VolunteerState.GUEST), a_project(), a_shift(), Reason.NOT_REGISTERED),
        (a_person(), a_project(), a_shift(cancelled_at=NOW), Reason.SHIFT_CANCELLED),
        (a_person(), a_project(), a_shift(starts_at=NOW, hours=0), Reason.SHIFT_OVER),
        (a_person(), a_project(), a_shift(starts_at=NOW), Reason.REGISTRATION_CLOSED),
        (a_person(), a_project(state=ProjectState.DRAFT), a_shift(), Reason.REGISTRATION_CLOSED),
        (a_person(), a_project(signup_until=NOW), a_shift(), Reason.REGISTRATION_CLOSED),
        (a_person(), a_project(signup_from=START), a_shift(), Reason.REGISTRATION_CLOSED),
        (a_person(), a_project(signup_from=NOW, signup_until=START), a_shift(), None),
        (a_person(), a_project(state=ProjectState.RUNNING), a_shift(), None),
        (a_person(SIXTEEN), a_project(), a_shift(), Reason.GUARDIAN_MISSING),
        (
            replace(a_person(SIXTEEN), guardian_consented=True),
            a_project(risky=True, insurance="平安"),
            a_shift(),
            Reason.MINOR_ON_RISKY_SHIFT,
        ),
        (replace(a_person(SIXTEEN), guardian_consented=True), a_project(), a_shift(), None),
        (a_person(SIXTEEN), a_project(minors_allowed=False), a_shift(), Reason.TOO_YOUNG),
        (a_person(), a_project(minimum_age=40), a_shift(), Reason.TOO_YOUNG),
        # Eighteen on the day of the shift is no minor there, but one when signing up.
        (
            replace(a_person(date(2008, 11, 22)), guardian_consented=True),
            a_project(risky=True, minimum_age=18),
            a_shift(),
            None,
        ),
        (a_person(date(2008, 11, 22)), a_project(), a_shift(), Reason.GUARDIAN_MISSING),
        (a_person(None), a_project(risky=True), a_shift(), Reason.MINOR_ON_RISKY_SHIFT),
        (a_person(), a_project(skill="急救"), a_shift(), Reason.SKILL_MISSING),
        (a_person(skills="驾驶，急救"), a_project(skill="急救"), a_shift(), None),
        (a_person(), a_project(training="消防培训"), a_shift(), Reason.TRAINING_MISSING),
        (replace(a_person(), held=(a_shift(),)), a_project(), a_shift(), Reason.ALREADY_SIGNED_UP),
        (
            replace(a_person(), waits_for=frozenset("s")),
            a_project(),
            a_shift(),
            Reason.ALREADY_SIGNED_UP,
        ),
        (
            replace(a_person(), held=(a_shift("other", START + timedelta(hours=2)),)),
            a_project(),
            a_shift(),
            Reason.CLASH,
        ),
        # Touching ends are no clash.
        (
            replace(a_person(), held=(a_shift("other", START + timedelta(hours=3)),)),
            a_project(),
            a_shift(),
            None,
        ),
        # Waiting elsewhere at the same time binds nobody.
        (replace(a_person(), waits_for=frozenset(["other"])), a_project(), a_shift(), None),
    ],
)
def test_each_refusal_names_its_reason(
    candidate: Candidate, project: Project, shift: Shift, reason: Reason | None
) -> None:
    assert check_eligibility(candidate, project, shift, NOW, POLICY) is reason

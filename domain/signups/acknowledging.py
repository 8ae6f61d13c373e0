"""Those who are signed up agree anew to what has changed."""

from collections.abc import Sequence
from datetime import datetime

from domain.errors import Reason, Refused
from domain.households.acting import acts_for
from domain.households.usecases import household_of
from domain.persons import lock_people
from domain.signups.ports import OwnSignup, SignupUnit


async def still_coming(
    unit: SignupUnit,
    volunteer_id: str,
    version: int,
    *,
    signup_id: str | None = None,
    project_id: str | None = None,
    now: datetime,
) -> Sequence[OwnSignup]:
    """A person still comes after a change: it is acknowledged as sign-ups are (条例 12, 14).

    A change is told once for a person and their children without an account, and so the answer is
    for all of them.

    Args:
        version: the project's ``terms_version`` that the person was shown.
        signup_id, project_id: the shift of one sign-up, or all that they have for a project.

    Raises:
        Refused: not signed up, nor anybody they act for, or it has changed once more since.
    """
    household = await household_of(unit, volunteer_id)
    await lock_people(unit, [person.id for person in household.people])
    ids = [each for person in household.people for each in person.ids]
    told = {each for person in household.told for each in person.ids}
    found = [own for own in await unit.signups.own(ids, now) if acts_for(household, own.signup)]
    shifts = {own.shift.id for own in found if own.signup.id == signup_id}
    meant = [
        own
        for own in found
        if own.signup.id == signup_id
        or (
            own.signup.volunteer_id in told
            and (own.shift.id in shifts or own.project.id == project_id)
        )
    ]
    if not meant:
        raise Refused(Reason.NOT_SIGNED_UP)
    for own in meant:
        if own.project.terms_version != version:
            raise Refused(Reason.ACKNOWLEDGEMENT_OUTDATED)
        own.signup.acknowledge(version, now)
    return meant

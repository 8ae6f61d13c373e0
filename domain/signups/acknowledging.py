"""Those who are signed up agree anew to what has changed."""

from collections.abc import Sequence
from datetime import datetime

from domain.errors import Reason, Refused
from domain.persons import lock_person
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

    Args:
        version: the project's ``terms_version`` that the person was shown.
        signup_id, project_id: one sign-up, or all that the person has for a project.

    Raises:
        Refused: not signed up, or it has changed once more since.
    """
    person = await lock_person(unit, volunteer_id)
    meant = [
        own
        for own in await unit.signups.own(person.ids, now)
        if own.signup.id == signup_id or own.project.id == project_id
    ]
    if not meant:
        raise Refused(Reason.NOT_SIGNED_UP)
    for own in meant:
        if own.project.terms_version != version:
            raise Refused(Reason.ACKNOWLEDGEMENT_OUTDATED)
        own.signup.acknowledge(version, now)
    return meant

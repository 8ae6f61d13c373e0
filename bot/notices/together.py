"""What concerns several of a family is told once: by the notice to the adult, or to the first child
whose guardian is told."""

from collections.abc import Collection

from bot.notices.wording import Telling
from domain.households.acting import acts_for
from domain.households.usecases import household_of
from domain.signups.model import Signup, SignupState


async def family_on(
    telling: Telling, signup: Signup, states: Collection[SignupState]
) -> list[str] | None:
    """The names of those of the addressee's family whose sign-ups for the same shift are in one of
    these states; None: another notice to the same addressee tells it for all."""
    addressee = telling.notice.volunteer_id
    household = await household_of(telling.unit, addressee) if addressee else None
    if household is None or not household.members:
        return []
    ids = [each for person in household.people for each in person.ids]
    found = [
        each
        for each in await telling.unit.signups.of_people(ids, signup.shift_id)
        if each.state in states and acts_for(household, each)
    ]
    on_it = [
        person
        for person in household.people
        if any(each.volunteer_id in person.ids for each in found)
    ]
    told_here = [each for each in household.told if each in on_it]
    if told_here and signup.volunteer_id not in told_here[0].ids:
        return None
    return [
        person.volunteer.name or telling.texts("nameless")
        for person in on_it
        if signup.volunteer_id not in person.ids
    ]

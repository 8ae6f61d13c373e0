"""What concerns several of a family is told once: by the notice to the adult, or to the first child
whose guardian is told."""

from collections.abc import Collection, Sequence

from bot.notices.wording import Telling
from domain.households.acting import acts_for
from domain.households.ports import Household
from domain.households.usecases import household_of
from domain.persons import Person
from domain.signups.model import Signup, SignupState


async def family_on(
    telling: Telling, signup: Signup, states: Collection[SignupState]
) -> list[str] | None:
    """The names of those of the addressee's family whose sign-ups for the same shift are in one of
    these states; None: another notice to the same addressee tells it for all."""
    household = await _household(telling)
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
    return _names(telling, [each for each in on_it if signup.volunteer_id not in each.ids])


async def family_for(telling: Telling, project_id: str) -> list[str] | None:
    """As ``family_on``, for a notice about a whole project: those of the addressee and their
    children who are signed up for anything of it."""
    household = await _household(telling)
    if household is None or not household.members:
        return []
    ids = [each for person in household.told for each in person.ids]
    own = await telling.unit.signups.own(ids, telling.now)
    on_it = {each.signup.volunteer_id for each in own if each.project.id == project_id}
    told_here = [each for each in household.told if not on_it.isdisjoint(each.ids)]
    about = telling.notice.about_id or telling.notice.volunteer_id
    if told_here and about not in told_here[0].ids:
        return None
    return _names(telling, [each for each in told_here if about not in each.ids])


def said_of(telling: Telling, family: Sequence[str]) -> str:
    """A line that names the others; nothing where there is nobody else."""
    names = telling.texts("field-joint").join(family)
    return "\n" + telling.texts("notice-family", family=names) if names else ""


async def _household(telling: Telling) -> Household | None:
    addressee = telling.notice.volunteer_id
    return await household_of(telling.unit, addressee) if addressee else None


def _names(telling: Telling, people: Sequence[Person]) -> list[str]:
    return [person.volunteer.name or telling.texts("nameless") for person in people]

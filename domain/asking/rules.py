"""Who may be asked, and at what time of day (rules.md, "Broadcasts", C)."""

from datetime import datetime, timedelta

from domain.asking.ports import AskingUnit
from domain.offerings.model import Category
from domain.persons import Person
from domain.policy import Policy
from domain.quiet import quiet_begins, waking_moment

WEEK = timedelta(days=7)


async def may_be_asked(
    unit: AskingUnit, person: Person, topic: Category | None, *, now: datetime, policy: Policy
) -> bool:
    """Whether a person has not opted out and was not asked too often lately.

    The limit of a week is one for broadcasts and all other asking together.
    """
    volunteer = person.volunteer
    if not volunteer.registered or volunteer.declines(topic):
        return False
    if await unit.asks.times(person.ids, now - WEEK) >= policy.broadcasts_a_week:
        return False
    if not volunteer.messages_rarely:
        return True
    return await unit.asks.times(person.ids, now - policy.broadcasts_rarely_every) == 0


def asking_moment(moment: datetime, starts_at: datetime, policy: Policy) -> datetime:
    """The first moment from this one on at which somebody may be asked for a service.

    Not in the quiet hours; where the service begins within a day, in shorter ones (C: 22:00 to
    07:00), as an ask that comes too late helps nobody.
    """
    near = starts_at - moment <= policy.offer_ignores_quiet_hours_within
    return waking_moment(moment, _short_nights(policy) if near else policy)


def asking_closes(moment: datetime, starts_at: datetime, policy: Policy) -> datetime:
    """When the quiet hours begin in which nobody may be asked for a service."""
    near = starts_at - moment <= policy.offer_ignores_quiet_hours_within
    return quiet_begins(moment, _short_nights(policy) if near else policy)


def _short_nights(policy: Policy) -> Policy:
    return policy.model_copy(
        update={
            "quiet_from": policy.near_quiet_from,
            "quiet_until": policy.near_quiet_until,
        }
    )

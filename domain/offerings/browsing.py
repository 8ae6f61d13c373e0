"""Looking at what can be done: the menu, one offering, and finding one by words.

A browsing person sees first what is open, what they may join, what is near and in their own
categories, and soonest (rules.md, "The menu"). The number of queries does not depend on how many
projects there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import Reason, Refused, granted
from domain.offerings.authority import check_manages, node_of
from domain.offerings.model import Category, Project, ProjectState, Shift
from domain.offerings.ports import ComingShift, Filters, OfferingUnit
from domain.organizations.model import Organization
from domain.persons import person_of
from domain.policy import Policy
from domain.signups.eligibility import Candidate, check_eligibility
from domain.signups.usecases import candidate_of

#: How much of the words must be found in a title to count as meant.
_ALIKE = 0.5
#: By how much another one may be less alike and still be meant.
_MUCH_LESS = 0.2
#: Words that stand in an address or the organization's name mean the project a little less than
#: words that stand in its title.
_NEARBY = 0.9


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A shift as one person sees it; ``reason``: why they cannot join it, None if they can."""

    shift: Shift
    reason: Reason | None

    @property
    def full(self) -> bool:
        """Whether a newcomer would have to wait."""
        return self.shift.free_places == 0 or self.shift.waiting > 0


@dataclass(frozen=True, slots=True)
class Offering:
    """A project as the menu shows it.

    Attributes:
        organization: with its name and verified mark.
        shifts: those to come that fit the filters, soonest first; never empty on the menu.
    """

    project: Project
    organization: Organization
    shifts: tuple[ShiftView, ...]

    @property
    def reason(self) -> Reason | None:
        """Why the person can join none of the shifts: the soonest one's; None if they can."""
        if not self.shifts or any(view.reason is None for view in self.shifts):
            return None
        return self.shifts[0].reason


@dataclass(frozen=True, slots=True)
class Page:
    """Some offerings, and how many there are in all."""

    offerings: tuple[Offering, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One project with all that a person may see of it.

    Attributes:
        offering: the project; its shifts may be none.
        contact: how to reach the leader; only for those who hold a place, and who manage it.
        leader_name: the leader's name, as its organization gives it to the public; for those who
            hold a place, of the next shift that they come to.
    """

    offering: Offering
    leader_name: str | None
    contact: str | None


async def browse(
    unit: OfferingUnit,
    viewer_id: str | None,
    filters: Filters,
    offset: int = 0,
    limit: int = 3,
    *,
    now: datetime,
    policy: Policy,
) -> Page:
    """The offerings that fit, best first; at most five queries.

    Args:
        viewer_id: who looks; None for somebody who is no volunteer yet.
    """
    candidate = await _candidate(unit, viewer_id, now)
    offerings = _group(await unit.projects.coming(filters, now), candidate, now, policy)
    offerings.sort(key=lambda offering: _order(offering, candidate))
    return Page(tuple(offerings[offset : offset + limit]), len(offerings))


async def categories_with_offerings(unit: OfferingUnit, *, now: datetime) -> Mapping[Category, int]:
    """The categories that have something to do, and how many offerings; empty ones are left out."""
    return await unit.projects.per_category(now)


async def project_view(
    unit: OfferingUnit,
    viewer_id: str | None,
    id_or_number: str | int,
    *,
    now: datetime,
    policy: Policy,
) -> ProjectView:
    """One project with its shifts to come; a draft only for those who manage it.

    Raises:
        Refused: there is none that the person may see.
    """
    project = (
        await unit.projects.numbered(id_or_number)
        if isinstance(id_or_number, int)
        else await unit.projects.get(id_or_number)
    )
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    if project.state is ProjectState.DRAFT and not await _manages(unit, viewer_id, project):
        raise Refused(Reason.NOT_FOUND)
    candidate = await _candidate(unit, viewer_id, now)
    shifts = tuple(
        ShiftView(shift, check_eligibility(candidate, project, shift, now, policy))
        for shift in await unit.shifts.of_project(project.id)
        if shift.ends_at > now and shift.cancelled_at is None
    )
    held = min(
        (shift for shift in candidate.held if shift.project_id == project.id),
        key=lambda shift: shift.starts_at,
        default=None,
    )
    leader = await unit.volunteers.get(held.led_by(project) if held else project.leader_id)
    contact = held.contact_in(project) if held else project.contact
    shown = contact is not None and (held or await _manages(unit, viewer_id, project))
    return ProjectView(
        Offering(project, await node_of(unit, project.organization_id), shifts),
        leader.name if leader is not None else None,
        contact if shown else None,
    )


async def find_projects(
    unit: OfferingUnit,
    viewer_id: str | None,
    words: str,
    limit: int = 8,
    *,
    now: datetime,
    policy: Policy,
) -> tuple[Offering, ...]:
    """The offerings that somebody may mean by some words or a number, likeliest first.

    Those that are much less like the words than the best one are left out: a single one is meant.
    """
    candidate = await _candidate(unit, viewer_id, now)
    offerings = _group(await unit.projects.coming(Filters(), now), candidate, now, policy)
    if words.strip().isdecimal():
        return tuple(each for each in offerings if each.project.number == int(words))
    likeness = {each.project.id: _likeness(words, each) for each in offerings}
    least = max(_ALIKE, max(likeness.values(), default=0.0) - _MUCH_LESS)
    meant = [each for each in offerings if likeness[each.project.id] >= least]
    meant.sort(key=lambda each: (-likeness[each.project.id], *_order(each, candidate)))
    return tuple(meant[:limit])


def likeliest(words: str, titles: Mapping[str, str]) -> list[str]:
    """The keys of the titles that somebody may mean by some words, likeliest first."""
    likeness = {key: alike(words, title) for key, title in titles.items()}
    least = max(_ALIKE, max(likeness.values(), default=0.0) - _MUCH_LESS)
    meant = [key for key in titles if likeness[key] >= least]
    return sorted(meant, key=lambda key: -likeness[key])


async def recent_projects(
    unit: OfferingUnit, volunteer_id: str, *, now: datetime, policy: Policy
) -> Sequence[Project]:
    """Where a person had a place lately: what a claim may be about, the latest first."""
    ids = await unit.volunteers.person_ids(volunteer_id)
    since = now - policy.claim_within - timedelta(days=1)
    return await unit.projects.recent_of(ids, since, now)


def alike(words: str, title: str) -> float:
    """How much of the words is found in a title, 0 to 1, by pairs of characters.

    Pairs serve Chinese, which has no spaces, and forgive a missing particle in both languages.
    """
    asked, found = _pairs(words), _pairs(title)
    return len(asked & found) / len(asked) if asked else 0.0


def _likeness(words: str, offering: Offering) -> float:
    """How much an offering is like the words: by its title, or by where it is."""
    places = (offering.organization.name, *(view.shift.address for view in offering.shifts))
    nearby = any(alike(words, place) == 1.0 for place in places)
    return max(alike(words, offering.project.title), _NEARBY if nearby else 0.0)


def _pairs(words: str) -> set[str]:
    letters = "".join(letter for letter in words.casefold() if letter.isalnum())
    return {letters[at : at + 2] for at in range(len(letters) - 1)} or ({letters} - {""})


async def _candidate(unit: OfferingUnit, viewer_id: str | None, now: datetime) -> Candidate:
    if viewer_id is None:
        return Candidate(None)
    return await candidate_of(unit, await person_of(unit, viewer_id), now)


async def _manages(unit: OfferingUnit, viewer_id: str | None, project: Project) -> bool:
    return viewer_id is not None and await granted(check_manages(unit, viewer_id, project))


def _group(
    coming: Sequence[ComingShift], candidate: Candidate, now: datetime, policy: Policy
) -> list[Offering]:
    """Shifts, soonest first, gathered under their projects."""
    views: dict[str, list[ShiftView]] = {}
    for each in coming:
        reason = check_eligibility(candidate, each.project, each.shift, now, policy)
        views.setdefault(each.project.id, []).append(ShiftView(each.shift, reason))
    firsts = {each.project.id: each for each in reversed(coming)}
    return [
        Offering(firsts[id].project, firsts[id].organization, tuple(shifts))
        for id, shifts in views.items()
    ]


def _order(offering: Offering, candidate: Candidate) -> tuple[bool, bool, int, datetime, int]:
    volunteer, project = candidate.volunteer, offering.project
    near = (
        volunteer is not None
        and volunteer.district is not None
        and (volunteer.district == project.district)
    )
    own = volunteer is not None and project.category in volunteer.categories.split(",")
    return (
        all(view.full for view in offering.shifts),
        offering.reason is not None,
        -(near + own),
        offering.shifts[0].shift.starts_at,
        project.number,
    )

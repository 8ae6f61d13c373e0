"""A case as one side sees it: of the other side only a masked name, never an account."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.cases.model import Case, CaseMessage
from domain.cases.ports import CaseUnit
from domain.offerings.model import Project, Shift
from domain.volunteers.model import masked

_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Words in a case; ``author`` as the viewer may see them, None: not registered."""

    message: CaseMessage
    author: str | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with a page of its words.

    Attributes:
        asker: the masked name of who asked; None: not registered.
        about: the shift it is about.
        lines: the oldest of the page first; none where they were deleted.
        earlier: how many words there are before these.
    """

    case: Case
    asker: str | None
    about: tuple[Shift, Project] | None
    lines: Sequence[SaidLine]
    earlier: int

    @property
    def last(self) -> CaseMessage | None:
        """The last words of the page."""
        return self.lines[-1].message if self.lines else None


async def view_of(unit: CaseUnit, case: Case, page: int) -> CaseView:
    """A case with a page of its words, the latest ones on page 0."""
    messages, total = await unit.case_messages.page(case.id, page * _AT_ONCE, _AT_ONCE)
    people = {case.volunteer_id, *(each.author_id for each in messages)}
    names = {person: await masked_name(unit, person) for person in people}
    return CaseView(
        case=case,
        asker=names[case.volunteer_id],
        about=await _about(unit, case),
        lines=[SaidLine(each, names[each.author_id]) for each in messages],
        earlier=max(total - page * _AT_ONCE - len(messages), 0),
    )


async def masked_name(unit: CaseUnit, volunteer_id: str) -> str | None:
    """A person's name as the other side of a case sees it; None: they have none here."""
    ids = await unit.volunteers.person_ids(volunteer_id)
    person = await unit.volunteers.get(ids[0]) if ids else None
    return masked(person.name) if person is not None and person.name else None


async def _about(unit: CaseUnit, case: Case) -> tuple[Shift, Project] | None:
    shift = await unit.shifts.get(case.shift_id) if case.shift_id is not None else None
    project = await unit.projects.get(shift.project_id) if shift is not None else None
    return (shift, project) if shift is not None and project is not None else None

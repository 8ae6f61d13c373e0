"""A report: what was done in a period, as figures, and what is behind them.

Every figure says here what it means; people see the same in the workbook. A person with merged
accounts counts once. Hours are minutes of the live lines of the ledger (``domain.hours.model``),
by the local day on which the service began; shifts belong to the local day on which they start.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.hours.totals import Sums
from domain.offerings.authority import Authority
from domain.offerings.model import Category
from domain.organizations.model import Organization


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report counts.

    Attributes:
        authority: whose projects: by roles on one node, within it (see ``Authority.at``).
        first, last: the local days, both included.
        begins, ends: the same as moments in UTC; ``ends`` is the first one after.
        now: a shift that is not over by then was not held yet.
    """

    authority: Authority
    first: date
    last: date
    begins: datetime
    ends: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Registered:
    """Registered volunteers of the whole organization: nobody registers with a part of it.

    Who was deleted or merged into another is no longer one.

    Attributes:
        all: registered by the end of the period.
        new: of these, within the period.
    """

    all: int
    new: int


@dataclass(frozen=True, slots=True)
class Shifts:
    """The shifts that were held: begun in the period, over by now, not cancelled.

    Attributes:
        held: how many.
        projects: of how many projects.
        places: offered, in all.
        filled: places held at the end: who was signed up, whether they came or not.
        came: who checked in; a person on two shifts is two.
        no_shows: signed up and did not come, as the leader recorded it.
    """

    held: int
    projects: int
    places: int
    filled: int
    came: int
    no_shows: int

    @property
    def fill_percent(self) -> int | None:
        """The fill rate: ``filled`` of ``places`` in whole percent, rounded down; over 100 where
        more came than there were places. None where no place was offered."""
        return self.filled * 100 // self.places if self.places else None


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a node for a period.

    Attributes:
        node: which one; everything below it counts too.
        whole: whether all of the node's projects count, or only those that a leader leads.
        first, last: the local days, both included; the last may be still to come.
        registered: None where only a leader's own projects count.
        active: people with minutes that count, or checked in to a shift, in the period.
        returning: of these, those for whom the same is true of any day before the period.
        by_category: minutes by the project's category; None is what belongs to no project.
        shifts: those held.
        pending: claims for service in the period that wait for a decision.
    """

    node: Organization
    whole: bool
    first: date
    last: date
    registered: Registered | None
    active: int
    returning: int
    by_category: Mapping[Category | None, Sums]
    shifts: Shifts
    pending: int

    @property
    def hours(self) -> Sums:
        """Minutes by grade: checked in and confirmed count, claimed ones wait."""
        sums = self.by_category.values()
        return Sums(
            sum(each.checked_in for each in sums),
            sum(each.confirmed for each in sums),
            sum(each.waiting for each in sums),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing happened: no service, no shift, nobody there."""
        hours = self.hours
        return not (self.active or self.shifts.held or hours.counted or hours.waiting)


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One shift that was held; the figures as in ``Shifts``.

    Attributes:
        minutes: what counts of the records that belong to the shift.
    """

    number: int
    title: str
    category: Category
    starts_at: datetime
    ends_at: datetime
    places: int
    filled: int
    came: int
    no_shows: int
    minutes: int


@dataclass(frozen=True, slots=True)
class VolunteerLine:
    """What one person did.

    Attributes:
        volunteer_id: the survivor's.
        number, name: None where a person has none.
        forgotten: asked to be deleted: the records are kept, the person is not named (PIPL 47).
        came: to how many shifts.
        hours: minutes by grade.
        no_shows: how often signed up and not there.
    """

    volunteer_id: str
    number: str | None
    name: str | None
    forgotten: bool
    came: int
    hours: Sums
    no_shows: int


@dataclass(frozen=True, slots=True)
class Details:
    """A report with what is behind its figures.

    Attributes:
        shifts: by their start.
        volunteers: those with the most hours first; who was forgotten is left out.
        forgotten: the others, to be shown as one.
        more_shifts, more_volunteers: whether there are more than are listed.
    """

    report: Report
    shifts: Sequence[ShiftLine]
    volunteers: Sequence[VolunteerLine]
    forgotten: Sequence[VolunteerLine]
    more_shifts: bool = False
    more_volunteers: bool = False

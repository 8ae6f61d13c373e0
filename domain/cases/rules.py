"""Who is told of a case, when, and who next: pure rules (C)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.cases.model import CaseKind
from domain.policy import Policy
from domain.quiet import add_waking_time

Rung = tuple[str, ...]
"""People who are told together; ids of volunteers."""


@dataclass(frozen=True, slots=True)
class Level:
    """Who stands at one node of the tree: ids of volunteers, each kind the longest there first.

    Attributes:
        on_duty: as somebody set it, whatever became of their role since.
    """

    on_duty: str | None = None
    organizers: Rung = ()
    administrators: Rung = ()
    leaders: Rung = ()

    @property
    def everybody(self) -> Rung:
        """All with a role at the node."""
        return (*self.organizers, *self.administrators, *self.leaders)


def ladder(
    kind: CaseKind,
    levels: Sequence[Level],
    *,
    asker_ids: Collection[str],
    complained_of: str | None = None,
) -> tuple[Rung, ...]:
    """Who is told at once, and who next where nobody answers, step by step; empty: there is nobody.

    An incident goes to all organizers of the node and above at once, a second time where nobody
    answers, and then to the administrators. Everything else goes to the person on duty, or to the
    nearest organizers, and climbs from there to the administrators; who stands alone on the ladder
    is told twice. Nobody is told of their own case, and the leader that is complained of only
    where there is nobody else.

    Args:
        levels: from the node of the case up to the root.
        asker_ids: who asked, through all merges.
        complained_of: the leader of what a complaint is about.
    """
    left_out = {*asker_ids, *([complained_of] if complained_of is not None else [])}
    rungs = _incident(levels, left_out) if kind is CaseKind.INCIDENT else _climb(levels, left_out)
    if not rungs and complained_of is not None:
        return ladder(kind, levels, asker_ids=asker_ids)
    return rungs * 2 if len(rungs) == 1 else rungs


def told_so_far(rungs: Sequence[Rung], escalations: int) -> Rung:
    """Who has been told after so many escalations."""
    return _once(person for rung in rungs[: escalations + 1] for person in rung)


def sees_it_at(kind: CaseKind, now: datetime, policy: Policy) -> datetime:
    """When others may be told: quiet hours hold back all but incidents until morning."""
    return now if kind is CaseKind.INCIDENT else add_waking_time(now, timedelta(0), policy)


def escalation_time(kind: CaseKind, since: datetime, policy: Policy) -> datetime:
    """When more people are told of what was not answered; the clock of all but incidents stands
    still in the quiet hours."""
    if kind is CaseKind.INCIDENT:
        return since + policy.incident_escalates_after
    return add_waking_time(since, policy.case_escalates_after, policy)


def _incident(levels: Sequence[Level], left_out: Collection[str]) -> tuple[Rung, ...]:
    everybody = _once(
        person
        for place, level in enumerate(levels)
        for person in (*_on_duty(levels, place), *level.organizers, *level.administrators)
        if person not in left_out
    )
    administrators = _once(
        person for level in levels for person in level.administrators if person not in left_out
    )
    return tuple(rung for rung in (everybody, everybody, administrators) if rung)


def _climb(levels: Sequence[Level], left_out: Collection[str]) -> tuple[Rung, ...]:
    told = set(left_out)
    rungs: list[Rung] = []
    for place, level in enumerate(levels):
        for group in (_on_duty(levels, place), level.organizers, level.administrators):
            rung = _once(person for person in group if person not in told)
            if rung:
                rungs.append(rung)
                told.update(rung)
    return tuple(rungs)


def _on_duty(levels: Sequence[Level], place: int) -> Rung:
    """The person on duty at a level, where they still have a role there or above."""
    person = levels[place].on_duty
    holds = any(person in level.everybody for level in levels[place:])
    return (person,) if person is not None and holds else ()


def _once(people: Iterable[str]) -> Rung:
    return tuple(dict.fromkeys(people))

"""Reports: organizers see their node and everything below it, leaders their own projects there."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from domain.clock import NewId, local_day
from domain.errors import Reason, Refused
from domain.offerings.authority import Authority, authority_of, node_of
from domain.organizations.model import Organization
from domain.policy import Policy
from domain.reports.model import Details, Report, Scope
from domain.reports.ports import AccessUnit, ReportUnit

#: As the access log names it.
PURPOSE = "report"
#: So many lines a list has at most: what a phone opens, and what is made within seconds.
MOST_LINES = 20_000
#: Nothing was recorded before; days beyond cannot be written as moments everywhere.
_EARLIEST = date(2000, 1, 1)


def check_period(first: date, last: date, today: date) -> None:
    """Refuses a period that has not begun, and one that ends before it begins.

    Raises:
        Refused: with the reason.
    """
    if last < first:
        raise Refused(Reason.REPORT_ENDS_BEFORE_START, first=first, last=last)
    if first > today:
        raise Refused(Reason.REPORT_IN_FUTURE, first=first)


async def reportable(unit: ReportUnit, actor_id: str) -> Sequence[Organization]:
    """The nodes that a person can have a report of: those they organize with all below, each after
    its parent, then those where they lead.

    Raises:
        Refused: no role anywhere.
    """
    authority = await authority_of(unit, actor_id)
    tops: list[Organization] = []
    for node in authority.organizes:
        if not any(node.is_within(top) for top in tops):
            tops.append(node)
    nodes = [node for top in tops for node in await unit.organizations.within(top.path)]
    nodes += [node for node in authority.leads if not authority.over_node(node)]
    if not nodes:
        raise Refused(Reason.NOT_ALLOWED)
    return nodes


async def report_for(
    unit: ReportUnit,
    actor_id: str,
    node_id: str | None,
    first: date,
    last: date,
    *,
    now: datetime,
    policy: Policy,
) -> Report:
    """The figures of a node from one local day to another, both included.

    Args:
        node_id: None for the topmost node of the person's own roles.

    Raises:
        Refused: no role on the node or above it; see ``check_period``.
    """
    node, authority = await _allowed(unit, actor_id, node_id)
    check_period(first, last, local_day(now, policy.timezone))
    return await _count(unit, node, first, last, _scope(authority, first, last, now, policy))


async def details_for(
    unit: ReportUnit,
    actor_id: str,
    node_id: str | None,
    first: date,
    last: date,
    *,
    now: datetime,
    policy: Policy,
    limit: int = MOST_LINES,
) -> Details:
    """The figures with the shifts and the people behind them.

    Whoever hands them out notes it first, see ``note_looked_at``.

    Args:
        limit: of lines in each list.

    Raises:
        Refused: as ``report_for``.
    """
    node, authority = await _allowed(unit, actor_id, node_id)
    check_period(first, last, local_day(now, policy.timezone))
    scope = _scope(authority, first, last, now, policy)
    report = await _count(unit, node, first, last, scope)
    shifts = await unit.reports.shift_lines(scope, limit + 1)
    people = await unit.reports.volunteer_lines(scope, limit + 1)
    listed = people[:limit]
    return Details(
        report,
        shifts[:limit],
        [line for line in listed if not line.forgotten],
        [line for line in listed if line.forgotten],
        more_shifts=len(shifts) > limit,
        more_volunteers=len(people) > limit,
    )


async def note_looked_at(
    unit: AccessUnit, actor_id: str, details: Details, *, now: datetime, new_id: NewId
) -> None:
    """Notes whom the lists name: staff access to personal data is logged (rules.md)."""
    named = [line.volunteer_id for line in details.volunteers]
    await unit.access_log.add_all(new_id, actor_id, named, PURPOSE, now)


async def _allowed(
    unit: ReportUnit, actor_id: str, node_id: str | None
) -> tuple[Organization, Authority]:
    authority = await authority_of(unit, actor_id)
    own = (*authority.organizes, *authority.leads)
    if not own:
        raise Refused(Reason.NOT_ALLOWED)
    node = own[0] if node_id is None else await node_of(unit, node_id)
    there = authority.at(node)
    if not there.organizes and not there.leads:
        raise Refused(Reason.NOT_ALLOWED)
    return node, there


def _scope(authority: Authority, first: date, last: date, now: datetime, policy: Policy) -> Scope:
    """Days that are to come have nothing to count yet."""
    zone = policy.timezone
    first = max(first, _EARLIEST)
    last = min(last, local_day(now, zone))
    begins, ends = (
        datetime.combine(day, time(), zone).astimezone(UTC)
        for day in (first, last + timedelta(days=1))
    )
    return Scope(authority, first, last, begins, ends, now)


async def _count(
    unit: ReportUnit, node: Organization, first: date, last: date, scope: Scope
) -> Report:
    reports = unit.reports
    whole = bool(scope.authority.organizes)
    active, returning = await reports.people(scope)
    return Report(
        node=node,
        whole=whole,
        first=first,
        last=last,
        registered=await reports.registered(scope) if whole else None,
        active=active,
        returning=returning,
        by_category=await reports.hours(scope),
        shifts=await reports.shifts(scope),
        pending=await reports.pending(scope),
    )

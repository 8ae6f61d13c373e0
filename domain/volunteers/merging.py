"""Two volunteers turn out to be one person (design, section 5, "One person, several accounts").

The younger gets ``merged_into``. Ledger, attendance, sign-ups and claims keep the volunteer they
were written for, and reads go through the link; roles, accounts, consents, cases, led projects and
open notices are the survivor's from then on, and the memberships and households of both are united.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Protocol

from domain.clock import NewId
from domain.hours.ledger import Change, void
from domain.hours.model import BY_SYSTEM, ClaimState, Grade, HourEntry
from domain.hours.ports import HoursUnit
from domain.households.ports import FamilyUnit
from domain.offerings.authority import Roles as RoleReader
from domain.organizations.model import Organization, Role
from domain.organizations.ports import Roles as RoleStore
from domain.persons import Person
from domain.policy import Policy
from domain.signups.model import SignupState
from domain.signups.ports import Signups, SignupUnit
from domain.signups.usecases import end_signup
from domain.signups.waitlist import lock_shift, offer_free_places
from domain.teams.ports import MembershipUnit
from domain.volunteers.model import Volunteer
from domain.volunteers.ports import Volunteers

#: Why something ended, as kept beside it.
MERGED = "merged"
_RANK = (Grade.CHECKED_IN, Grade.CONFIRMED, Grade.CLAIMED)


class Roles(RoleStore, RoleReader, Protocol):
    """Roles, to be read and moved."""


class Merging(Protocol):
    """What becomes of the rows of two volunteers."""

    async def move(self, younger_id: str, survivor_id: str) -> None:
        """Accounts, consents, notices, cases and what they lead are the survivor's from now on."""
        ...

    async def live_entries(self, volunteer_ids: Sequence[str]) -> Sequence[HourEntry]:
        """The ledger's lines of a person that no other line replaces, the first one first."""
        ...

    async def recount(self, survivor_id: str, volunteer_ids: Sequence[str]) -> None:
        """Makes the survivor's totals the sums of the live lines of all."""
        ...


class MergeUnit(SignupUnit, HoursUnit, MembershipUnit, FamilyUnit, Protocol):
    """A unit of work in which two volunteers can become one."""

    @property
    def merging(self) -> Merging: ...
    @property
    def roles(self) -> Roles: ...
    @property
    def signups(self) -> Signups: ...
    @property
    def volunteers(self) -> Volunteers: ...


def elder_first(one: Volunteer, other: Volunteer) -> tuple[Volunteer, Volunteer]:
    """Who survives and who is merged: a volunteer before a guest, then who came first."""

    def came(who: Volunteer) -> tuple[bool, float, str]:
        at = who.registered_at.timestamp() if who.registered_at else 0.0
        return not who.registered, at, who.id

    elder, younger = sorted((one, other), key=came)
    return elder, younger


async def merge(
    unit: MergeUnit,
    survivor: Person,
    younger: Person,
    *,
    actor_id: str | None,
    now: datetime,
    new_id: NewId,
    policy: Policy,
) -> Volunteer:
    """Makes the younger a part of the survivor; both are locked by the caller.

    Same shift: the earlier sign-up stays, the other place is freed. Overlapping hours: the entry
    of the lower grade is voided, of the same grade the later one.

    Args:
        actor_id: who confirmed it, kept with what is voided.
    """
    ids = (*survivor.ids, *younger.ids)
    await _unite_roles(unit, survivor, younger, now=now)
    await _unite_memberships(unit, survivor, younger, now=now)
    await _unite_households(unit, survivor, younger, now=now)
    younger.volunteer.merge_into(survivor.volunteer)
    await unit.merging.move(younger.id, survivor.id)
    await _keep_earlier_signups(unit, ids, now=now, new_id=new_id, policy=policy)
    await _keep_earlier_attendances(unit, ids)
    await unit.merging.recount(survivor.id, ids)
    change = Change(actor_id=actor_id, at=now, reason=MERGED)
    for entry in overlapping(await unit.merging.live_entries(ids)):
        claim = await unit.claims.of_entry(entry.id)
        voided = await void(unit, survivor.id, entry, change, new_id=new_id)
        if claim is not None and claim.open:
            claim.replace_entry(voided.id)
            claim.decide(ClaimState.WITHDRAWN, actor_id or survivor.id, now, MERGED)
    return survivor.volunteer


def overlapping(entries: Sequence[HourEntry]) -> list[HourEntry]:
    """What has to go so that no two of the rest overlap: lower grades first, then later ones."""
    kept: list[HourEntry] = []
    gone: list[HourEntry] = []
    for entry in sorted(entries, key=lambda e: (_RANK.index(e.grade), e.created_at, e.id)):
        clash = (
            entry.has_span
            and entry.minutes > 0
            and any(
                other.overlaps(entry.starts_at, entry.ends_at)
                for other in kept
                if other.minutes > 0
            )
        )
        (gone if clash else kept).append(entry)
    return gone


async def _unite_roles(
    unit: MergeUnit, survivor: Person, younger: Person, *, now: datetime
) -> None:
    held: Sequence[tuple[Role, Organization]] = await unit.roles.held(survivor.ids)
    own = {(role.kind, node.id) for role, node in held}
    for role, node in await unit.roles.held(younger.ids):
        if (role.kind, node.id) in own:
            role.withdraw(survivor.id, now)
        else:
            role.hand_to(survivor.id)


async def _unite_memberships(
    unit: MergeUnit, survivor: Person, younger: Person, *, now: datetime
) -> None:
    """The person is in every team that either was in; the survivor's main unit stays."""
    held = await unit.memberships.of(survivor.ids)
    nodes = {each.node.id for each in held}
    for each in await unit.memberships.of(younger.ids):
        if held:
            each.membership.step_back()
        if each.node.id in nodes:
            each.membership.end(survivor.id, now)
        else:
            each.membership.hand_to(survivor.id)


async def _unite_households(
    unit: MergeUnit, survivor: Person, younger: Person, *, now: datetime
) -> None:
    """Who was of either household is of the survivor's, which may be larger than one can make it;
    nobody is of a household twice, or of their own."""
    both = {*survivor.ids, *younger.ids}
    kept: set[tuple[str, str]] = set()
    for ids in (survivor.ids, younger.ids):
        rows = [member.row for member in await unit.households.members(ids)]
        rows += [row for row, _ in await unit.households.joined(ids)]
        for row in rows:
            adult, member = (
                survivor.id if each in both else each for each in (row.adult_id, row.volunteer_id)
            )
            if adult == member or (adult, member) in kept:
                row.end(survivor.id, now)
            else:
                kept.add((adult, member))
                row.hand_to(adult, member)


async def _keep_earlier_signups(
    unit: MergeUnit, ids: Sequence[str], *, now: datetime, new_id: NewId, policy: Policy
) -> None:
    live = await unit.signups.live_of(ids, now)
    in_order = sorted(live, key=lambda pair: (pair[1].id, pair[0].created_at, pair[0].id))
    for (_, shift), (later, same) in pairwise(in_order):
        if shift.id != same.id:
            continue
        locked = await lock_shift(unit, shift.id)
        await end_signup(unit, later, locked, SignupState.CANCELLED, MERGED, now=now, policy=policy)
        await offer_free_places(unit, locked, now=now, new_id=new_id)


async def _keep_earlier_attendances(unit: MergeUnit, ids: Sequence[str]) -> None:
    """Who is checked in twice stays in once; the other attendance gives no time."""
    still_in = await unit.attendances.still_in(ids)
    in_order = sorted(still_in, key=lambda pair: (pair[1].id, pair[0].checked_in_at, pair[0].id))
    for (_, shift), (later, same) in pairwise(in_order):
        if shift.id == same.id:
            later.check_out(later.checked_in_at, BY_SYSTEM)

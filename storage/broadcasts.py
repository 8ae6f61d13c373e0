"""Broadcasts as stored, and how far each is."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import case, col, exists, func, or_, select, update

from domain.broadcasts.figures import DryRun, LastWithin, Progress
from domain.broadcasts.model import (
    UNDER_WAY,
    Audience,
    Broadcast,
    BroadcastState,
    DeliveryState,
    LeftOut,
    Way,
    Ways,
)
from domain.clock import local_day
from domain.offerings.model import Category
from domain.policy import Policy
from domain.volunteers.model import Platform, VolunteerState
from storage.asks import asked_after, least_recently_asked, times_to_come
from storage.audience import Judging, asked_enough, judged
from storage.planning import rows_for
from storage.repository import Repository
from storage.tables import (
    AccountRow,
    BroadcastRow,
    DeliveryRow,
    OrganizationRow,
    ProjectRow,
    ShiftRow,
    SignupRow,
    VolunteerRow,
)

_CHANGED = {"synchronize_session": False}


class BroadcastRepository(Repository[Broadcast, BroadcastRow]):
    """Broadcasts."""

    row = BroadcastRow

    async def dry_run(
        self,
        audience: Audience,
        *,
        project_id: str | None,
        topic: Category | None,
        ways: Ways,
        now: datetime,
        policy: Policy,
    ) -> DryRun:
        """How many would get it and who would not: one count by the database."""
        judging = await self._judging(audience, project_id, topic, ways, now, policy)
        people = judged(judging).subquery()
        way = judging.way().label("way")
        query = (
            select(people.c.left_out, col(AccountRow.platform), way, func.count())
            .select_from(people)
            .outerjoin(AccountRow, col(AccountRow.id) == people.c.account)
            .group_by(people.c.left_out, col(AccountRow.platform), way)
        )
        by_way: dict[tuple[Platform, Way], int] = {}
        left_out: dict[LeftOut, int] = {}
        for reason, platform, name, count in (await self._session.exec(query)).all():
            if reason is not None:
                left_out[LeftOut(reason)] = left_out.get(LeftOut(reason), 0) + count
            elif platform is not None:
                by_way[Platform(platform), Way(name)] = count
        return DryRun(by_way, left_out)

    async def plan(
        self, broadcast: Broadcast, *, ways: Ways, now: datetime, policy: Policy, people: int
    ) -> str | None:
        """Writes the deliveries of the next so many people after ``planned_to``; those that are
        there already stay.

        Returns:
            The last of them; None where there is nobody left.
        """
        following = (
            select(VolunteerRow.id)
            .where(
                VolunteerRow.id > broadcast.planned_to,
                VolunteerRow.state == VolunteerState.ACTIVE,
            )
            .order_by(VolunteerRow.id)
            .limit(people)
            .subquery()
        )
        last: str | None = (await self._session.exec(select(func.max(following.c.id)))).one()
        if last is None:
            return None
        judging = await self._judging(
            broadcast.whom, broadcast.project_id, broadcast.topic, ways, now, policy
        )
        dialect = self._session.get_bind().dialect.name
        await self._session.exec(rows_for(broadcast, judging, last, dialect))
        return last

    async def last_within(self, broadcast: Broadcast) -> LastWithin | None:
        """Whoever is the last to get it by its number; None where there is room for all.

        All who wait are put in order once; nothing is locked meanwhile.
        """
        waiting = _waiting_of(broadcast)
        count = select(func.count()).select_from(DeliveryRow).where(*waiting)
        if (await self._session.exec(count)).one() <= broadcast.most:
            return None  # as nearly always: nobody needs to be put in order
        never, latest = least_recently_asked()
        in_order = (
            select(latest, col(DeliveryRow.volunteer_id))
            .select_from(DeliveryRow)
            .join(VolunteerRow, col(VolunteerRow.id) == DeliveryRow.volunteer_id)
            .where(*waiting)
            .order_by(never, latest, col(DeliveryRow.volunteer_id))
            .offset(broadcast.most - 1)
            .limit(1)
        )
        asked_at, volunteer_id = (await self._session.exec(in_order)).one()
        return LastWithin(volunteer_id, asked_at)

    async def leave_out_beyond(
        self, broadcast: Broadcast, last: LastWithin, *, after: str, people: int
    ) -> str | None:
        """Leaves out who of the next so many people who wait comes after the last within its
        number; who was asked least recently comes first.

        Returns:
            The last of those looked at; None where there is nobody left.
        """
        following = (
            select(col(DeliveryRow.volunteer_id))
            .where(*_waiting_of(broadcast), col(DeliveryRow.volunteer_id) > after)
            .order_by(col(DeliveryRow.volunteer_id))
            .limit(people)
            .subquery()
        )
        until = select(func.max(following.c.volunteer_id))
        looked_at: str | None = (await self._session.exec(until)).one()
        if looked_at is None:
            return None
        beyond = select(VolunteerRow.id).where(
            VolunteerRow.id > after,
            VolunteerRow.id <= looked_at,
            asked_after(last.asked_at, last.volunteer_id),
        )
        await self._session.exec(
            update(DeliveryRow)
            .where(*_waiting_of(broadcast), col(DeliveryRow.volunteer_id).in_(beyond))
            .values(state=DeliveryState.LEFT_OUT, left_out=LeftOut.BEYOND_NUMBER)
            .execution_options(**_CHANGED)
        )
        return looked_at

    async def in_state(self, state: BroadcastState, now: datetime) -> Sequence[Broadcast]:
        """Those of a state whose time has come, the one to be sent first first."""
        query = (
            select(BroadcastRow)
            .where(BroadcastRow.state == state, BroadcastRow.starts_at <= now)
            .order_by(col(BroadcastRow.starts_at), col(BroadcastRow.id))
        )
        return (await self._session.exec(query)).all()

    async def board_out_of_date(self, since: datetime) -> Sequence[Broadcast]:
        """Those whose board shows another state than theirs, and that are under way or ended since
        a moment."""
        query = select(BroadcastRow).where(
            or_(col(BroadcastRow.state).in_(UNDER_WAY), col(BroadcastRow.ended_at) > since),
            col(BroadcastRow.board_ref).is_not(None),
            col(BroadcastRow.board_state).is_distinct_from(col(BroadcastRow.state)),
        )
        return (await self._session.exec(query)).all()

    async def latest(
        self, node_paths: Sequence[str], offset: int, limit: int
    ) -> Sequence[Broadcast]:
        """Those of nodes and below them: under way first, then newest first."""
        within = or_(
            *(col(OrganizationRow.path).startswith(path, autoescape=True) for path in node_paths)
        )
        query = (
            select(BroadcastRow)
            .join(OrganizationRow, col(OrganizationRow.id) == BroadcastRow.organization_id)
            .where(within)
            .order_by(col(BroadcastRow.state).not_in(UNDER_WAY), col(BroadcastRow.number).desc())
            .offset(offset)
            .limit(limit)
        )
        return (await self._session.exec(query)).all()

    async def progress(self, broadcast: Broadcast) -> Progress:
        """Where it stands: two counts by the database."""
        counts = (
            select(col(DeliveryRow.state), col(DeliveryRow.left_out), func.count())
            .where(DeliveryRow.broadcast_id == broadcast.id)
            .group_by(col(DeliveryRow.state), col(DeliveryRow.left_out))
        )
        states: dict[DeliveryState, int] = {}
        left_out: dict[LeftOut, int] = {}
        for said, reason, count in (await self._session.exec(counts)).all():
            state = DeliveryState(said)
            states[state] = states.get(state, 0) + count
            if reason is not None:
                left_out[LeftOut(reason)] = count
        joined = exists().where(
            col(SignupRow.volunteer_id) == col(DeliveryRow.volunteer_id),
            col(SignupRow.created_at) >= col(DeliveryRow.sent_at),
            col(ShiftRow.id) == col(SignupRow.shift_id),
            col(ShiftRow.project_id) == broadcast.project_id,
        )
        answers = select(
            func.count(col(DeliveryRow.opened_at)),
            func.coalesce(func.sum(case((joined, 1), else_=0)), 0),
            func.count(col(DeliveryRow.opted_out_at)),
        ).where(
            DeliveryRow.broadcast_id == broadcast.id,
            col(DeliveryRow.sent_at).is_not(None),
        )
        opened, signed_up, opted_out = (await self._session.exec(answers)).one()
        return Progress(states, left_out, opened, int(signed_up), opted_out)

    async def asked_enough(
        self,
        volunteer_ids: Sequence[str],
        now: datetime,
        policy: Policy,
        *,
        beside: str | None = None,
    ) -> Collection[str]:
        """Who of some people got as many lately as they want, or may get.

        Args:
            beside: a broadcast: what others have in hand for a person counts as if they got it.
        """
        to_come = None
        if beside is not None:
            others = [each for each in await self._sending() if each != beside]
            to_come = times_to_come(others, (DeliveryState.SENDING,))
        query = select(VolunteerRow.id).where(
            col(VolunteerRow.id).in_(volunteer_ids), asked_enough(now, policy, to_come)
        )
        return set(await self._session.exec(query))

    async def _sending(self) -> Sequence[str]:
        query = select(BroadcastRow.id).where(BroadcastRow.state == BroadcastState.SENDING)
        return (await self._session.exec(query)).all()

    async def _judging(
        self,
        audience: Audience,
        project_id: str | None,
        topic: Category | None,
        ways: Ways,
        now: datetime,
        policy: Policy,
    ) -> Judging:
        project = await self._session.get(ProjectRow, project_id) if project_id else None
        first = select(func.min(ShiftRow.starts_at)).where(
            ShiftRow.project_id == project_id,
            col(ShiftRow.cancelled_at).is_(None),
            ShiftRow.starts_at > now,
        )
        starts_at = (await self._session.exec(first)).one() if project else None
        day = local_day(starts_at or now, policy.timezone)
        sending = await self._sending()
        return Judging(audience, project, day, topic, ways, now, policy, sending)


def _waiting_of(broadcast: Broadcast) -> Sequence[ColumnElement[bool]]:
    return (
        col(DeliveryRow.broadcast_id) == broadcast.id,
        col(DeliveryRow.state) == DeliveryState.PENDING,
    )

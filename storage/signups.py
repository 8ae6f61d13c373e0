"""Sign-ups as stored."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, case, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from domain.households.model import MemberKind
from domain.offerings.model import Shift
from domain.signups.model import HOLDING, LIVE, Signup, SignupState
from domain.signups.ports import OwnSignup, RosterLine
from domain.volunteers.model import Volunteer
from storage.repository import Repository
from storage.tables import (
    AttendanceRow,
    HouseholdMemberRow,
    ProjectRow,
    ShiftRow,
    SignupRow,
    VolunteerRow,
)


class SignupRepository(Repository[Signup, SignupRow]):
    """Places, and waits for one."""

    row = SignupRow

    async def live(self, volunteer_ids: Sequence[str], shift_id: str) -> Signup | None:
        """A person's live sign-up for a shift."""
        query = select(SignupRow).where(
            col(SignupRow.volunteer_id).in_(volunteer_ids),
            SignupRow.shift_id == shift_id,
            col(SignupRow.state).in_(LIVE),
        )
        return (await self._session.exec(query.execution_options(populate_existing=True))).first()

    async def live_of(
        self, volunteer_ids: Sequence[str], ends_after: datetime
    ) -> Sequence[tuple[Signup, Shift]]:
        """A person's live sign-ups for shifts that are not over."""
        query = (
            select(SignupRow, ShiftRow)
            .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
            .where(
                col(SignupRow.volunteer_id).in_(volunteer_ids),
                col(SignupRow.state).in_(LIVE),
                col(ShiftRow.ends_at) > ends_after,
            )
        )
        return [(signup, shift) for signup, shift in await self._session.exec(query)]

    async def of_shift(self, shift_id: str) -> Sequence[Signup]:
        """All live sign-ups for a shift."""
        query = select(SignupRow).where(
            SignupRow.shift_id == shift_id, col(SignupRow.state).in_(LIVE)
        )
        return (await self._session.exec(query.execution_options(populate_existing=True))).all()

    async def of_project(
        self, project_id: str, ends_after: datetime
    ) -> Sequence[tuple[Signup, Shift, Volunteer]]:
        """All live sign-ups for a project's shifts that are not over."""
        query = (
            select(SignupRow, ShiftRow, VolunteerRow)
            .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
            .join(VolunteerRow, col(VolunteerRow.id) == SignupRow.volunteer_id)
            .where(
                ShiftRow.project_id == project_id,
                col(ShiftRow.ends_at) > ends_after,
                col(SignupRow.state).in_(LIVE),
            )
            .order_by(col(ShiftRow.starts_at), col(SignupRow.id))
            .execution_options(populate_existing=True)
        )
        return [
            (signup, shift, person) for signup, shift, person in await self._session.exec(query)
        ]

    async def clashes(
        self, shift_id: str, starts_at: datetime, ends_at: datetime
    ) -> Mapping[str, str]:
        """For the sign-ups of a shift whose person holds a place on another one in a span: the
        other shift's id, by the sign-up's id."""
        other, there, same = aliased(SignupRow), aliased(ShiftRow), aliased(VolunteerRow)
        one_person = or_(
            col(same.id) == VolunteerRow.id,
            col(same.merged_into) == VolunteerRow.id,
            col(same.id) == VolunteerRow.merged_into,
            col(same.merged_into) == VolunteerRow.merged_into,
        )
        query = (
            select(SignupRow.id, there.id)
            .join(VolunteerRow, col(VolunteerRow.id) == SignupRow.volunteer_id)
            .join(same, one_person)
            .join(other, col(other.volunteer_id) == same.id)
            .join(there, col(there.id) == other.shift_id)
            .where(
                SignupRow.shift_id == shift_id,
                col(SignupRow.state).in_(LIVE),
                other.shift_id != shift_id,
                col(other.state).in_(HOLDING),
                col(there.starts_at) < ends_at,
                col(there.ends_at) > starts_at,
            )
            .order_by(col(there.starts_at).desc())
        )
        return dict((await self._session.exec(query)).all())

    async def of_people(self, volunteer_ids: Sequence[str], shift_id: str) -> Sequence[Signup]:
        """The sign-ups of some people for a shift, whatever became of them."""
        query = select(SignupRow).where(
            SignupRow.shift_id == shift_id, col(SignupRow.volunteer_id).in_(volunteer_ids)
        )
        return (await self._session.exec(query)).all()

    async def next_in_line(self, shift_id: str) -> Signup | None:
        """The first who waits and can be reached."""
        query = (
            select(SignupRow)
            .where(
                SignupRow.shift_id == shift_id,
                SignupRow.state == SignupState.WAITING,
                col(SignupRow.unreached_at).is_(None),
            )
            .order_by(col(SignupRow.waitlist_number))
            .limit(1)
        )
        return (await self._session.exec(query.execution_options(populate_existing=True))).first()

    async def unreached(self, volunteer_ids: Sequence[str], now: datetime) -> Sequence[Signup]:
        """Where the person waits but could not be reached, by shift; shifts to come only."""
        query = (
            select(SignupRow)
            .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
            .where(
                col(SignupRow.volunteer_id).in_(volunteer_ids),
                SignupRow.state == SignupState.WAITING,
                col(SignupRow.unreached_at).is_not(None),
                col(ShiftRow.starts_at) > now,
            )
            .order_by(col(SignupRow.shift_id))
        )
        return (await self._session.exec(query)).all()

    async def unanswered(self, now: datetime, limit: int) -> Sequence[Signup]:
        """Offers whose limit is over, or whose shift began, by shift."""
        query = (
            select(SignupRow)
            .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
            .where(
                SignupRow.state == SignupState.OFFERED,
                or_(col(SignupRow.offer_until) <= now, col(ShiftRow.starts_at) <= now),
            )
            .order_by(col(SignupRow.shift_id), col(SignupRow.waitlist_number))
            .limit(limit)
        )
        return (await self._session.exec(query)).all()

    async def own(self, volunteer_ids: Sequence[str], ends_after: datetime) -> Sequence[OwnSignup]:
        """A person's live sign-ups with all that is shown of them, soonest first: one query."""
        ahead = aliased(SignupRow)
        rank = (
            select(func.count())
            .select_from(ahead)
            .where(
                ahead.shift_id == SignupRow.shift_id,
                ahead.state == SignupState.WAITING,
                col(ahead.waitlist_number) <= col(SignupRow.waitlist_number),
            )
            .scalar_subquery()
        )
        query = (
            select(
                SignupRow,
                ShiftRow,
                ProjectRow,
                case((col(SignupRow.state) == SignupState.WAITING, rank)),
            )
            .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
            .join(ProjectRow, col(ProjectRow.id) == ShiftRow.project_id)
            .where(
                col(SignupRow.volunteer_id).in_(volunteer_ids),
                col(SignupRow.state).in_(LIVE),
                col(ShiftRow.ends_at) > ends_after,
            )
            .order_by(col(ShiftRow.starts_at), col(SignupRow.id))
        )
        return [OwnSignup(*found) for found in await self._session.exec(query)]

    async def roster(self, shift_id: str) -> Sequence[RosterLine]:
        """Who comes and who waits: one query; places first, then the line in its order."""
        states = (*LIVE, SignupState.NO_SHOW)
        order = case(
            *((col(SignupRow.state) == state, place) for place, state in enumerate(_ROSTER_ORDER)),
            else_=len(_ROSTER_ORDER),
        )
        guardian = (
            select(HouseholdMemberRow.adult_id)
            .where(
                HouseholdMemberRow.volunteer_id == SignupRow.volunteer_id,
                HouseholdMemberRow.kind == MemberKind.CHILD,
                col(HouseholdMemberRow.left_at).is_(None),
            )
            .order_by(col(HouseholdMemberRow.joined_at))
            .limit(1)
            .scalar_subquery()
        )
        adult = aliased(VolunteerRow)
        query = (
            select(SignupRow, VolunteerRow, AttendanceRow, adult)
            .join(VolunteerRow, col(VolunteerRow.id) == SignupRow.volunteer_id)
            .outerjoin(adult, col(adult.id) == func.coalesce(guardian, SignupRow.made_by))
            .outerjoin(
                AttendanceRow,
                and_(
                    col(AttendanceRow.shift_id) == SignupRow.shift_id,
                    col(AttendanceRow.volunteer_id) == SignupRow.volunteer_id,
                ),
            )
            .where(SignupRow.shift_id == shift_id, col(SignupRow.state).in_(states))
            .order_by(order, col(SignupRow.waitlist_number), col(SignupRow.id))
        )
        return [RosterLine(*found) for found in await self._session.exec(query)]

    async def no_shows(self, volunteer_ids: Sequence[str], since: datetime) -> int:
        """How often the person did not come to a shift that began after a moment."""
        query = (
            select(func.count())
            .select_from(SignupRow)
            .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
            .where(
                col(SignupRow.volunteer_id).in_(volunteer_ids),
                SignupRow.state == SignupState.NO_SHOW,
                col(ShiftRow.starts_at) > since,
            )
        )
        return (await self._session.exec(query)).one()


_ROSTER_ORDER = (SignupState.CONFIRMED, SignupState.NO_SHOW, SignupState.OFFERED)

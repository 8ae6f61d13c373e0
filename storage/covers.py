"""Searches for cover as stored, and whom they may ask."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import case, col, exists, or_, select

from domain.asking.model import AskKind
from domain.clock import local_day
from domain.covers.model import CoverSearch, SearchState
from domain.offerings.model import Project, Shift
from domain.policy import Policy
from domain.signups.model import HOLDING
from domain.volunteers.model import VolunteerState
from storage.asks import counts, least_recently_asked
from storage.audience import asked_enough, fits_project, listed, reachable
from storage.repository import Repository
from storage.tables import AccountRow, AskRow, CoverSearchRow, ShiftRow, SignupRow, VolunteerRow


class CoverSearchRepository(Repository[CoverSearch, CoverSearchRow]):
    """Searches for cover."""

    row = CoverSearchRow

    async def latest(self, shift_id: str) -> CoverSearch | None:
        """The last search for a shift."""
        query = (
            select(CoverSearchRow)
            .where(CoverSearchRow.shift_id == shift_id)
            .order_by(col(CoverSearchRow.created_at).desc(), col(CoverSearchRow.id).desc())
            .limit(1)
        )
        return (await self._session.exec(query)).first()

    async def pointless(self, now: datetime, limit: int) -> Sequence[CoverSearch]:
        """Those that go on although their shift is full, has begun or was cancelled."""
        query = (
            select(CoverSearchRow)
            .join(ShiftRow, col(ShiftRow.id) == CoverSearchRow.shift_id)
            .where(
                CoverSearchRow.state == SearchState.ASKING,
                or_(
                    col(ShiftRow.taken) >= col(ShiftRow.places),
                    col(ShiftRow.starts_at) <= now,
                    col(ShiftRow.cancelled_at).is_not(None),
                ),
            )
            .order_by(col(CoverSearchRow.shift_id))
            .limit(limit)
        )
        return (await self._session.exec(query)).all()

    async def claim_due(
        self, now: datetime, *, until: datetime, limit: int
    ) -> Sequence[CoverSearch]:
        """Takes those whose next ones are to be asked away from other workers until a moment."""
        query = (
            select(CoverSearchRow)
            .where(CoverSearchRow.state == SearchState.ASKING, col(CoverSearchRow.next_at) <= now)
            .order_by(col(CoverSearchRow.next_at), col(CoverSearchRow.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        found = (await self._session.exec(query)).all()
        for search in found:
            search.next_at = until
        return found

    async def fitting(
        self,
        search: CoverSearch,
        project: Project,
        shift: Shift,
        *,
        now: datetime,
        policy: Policy,
        offset: int,
        limit: int,
    ) -> Sequence[str]:
        """Who may fit and may be asked, by id: those of the project's category or district first,
        and of them who was asked least recently."""
        query = (
            select(VolunteerRow.id)
            .where(
                col(VolunteerRow.state) == VolunteerState.ACTIVE,
                col(VolunteerRow.id).not_in((shift.led_by(project), search.actor_id)),
                col(VolunteerRow.messages_stopped).is_(False),
                ~listed(VolunteerRow.declined_topics, project.category),
                exists().where(*reachable(AccountRow)),
                fits_project(project, local_day(shift.starts_at, policy.timezone), now, policy),
                ~_busy(shift),
                ~_knows_of(shift),
                ~asked_enough(now, policy),
            )
            .order_by(
                case((_close_to(project), 0), else_=1),
                *least_recently_asked(),
                col(VolunteerRow.id),
            )
            .offset(offset)
            .limit(limit)
        )
        return (await self._session.exec(query)).all()


def _close_to(project: Project) -> ColumnElement[bool]:
    """Whether the project is in a category that the person likes, or near."""
    likes = listed(VolunteerRow.categories, project.category)
    if not project.district:
        return likes
    return or_(likes, col(VolunteerRow.district).contains(project.district, autoescape=True))


def _busy(shift: Shift) -> ColumnElement[bool]:
    """Whether the person has a place elsewhere at the same time."""
    return (
        select(SignupRow.id)
        .join(ShiftRow, col(ShiftRow.id) == SignupRow.shift_id)
        .where(
            col(SignupRow.volunteer_id) == col(VolunteerRow.id),
            col(SignupRow.state).in_(HOLDING),
            col(ShiftRow.starts_at) < shift.ends_at,
            col(ShiftRow.ends_at) > shift.starts_at,
        )
        .correlate(VolunteerRow)
        .exists()
    )


def _knows_of(shift: Shift) -> ColumnElement[bool]:
    """Whether the person was signed up for the shift, ever, or was asked for it; who could not be
    reached and has written since may be asked again."""
    wrote = exists().where(*reachable(AccountRow), col(AccountRow.last_seen_at) > col(AskRow.at))
    asked = exists().where(
        col(AskRow.volunteer_id) == col(VolunteerRow.id),
        col(AskRow.kind) == AskKind.COVER,
        col(AskRow.subject) == shift.id,
        or_(counts(AskRow), ~wrote),
    )
    signed_up = exists().where(
        col(SignupRow.volunteer_id) == col(VolunteerRow.id), col(SignupRow.shift_id) == shift.id
    )
    return or_(asked, signed_up)

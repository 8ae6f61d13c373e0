"""Outgoing events as stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, or_, select, update
from sqlmodel.sql.expression import SelectOfScalar

from domain.households.model import MemberKind
from domain.notices.model import OPEN_NOTICES, Notice, NoticeKind, NoticeState
from storage.repository import Repository, insert_once
from storage.tables import HouseholdMemberRow, NoticeRow, VolunteerRow


class NoticeRepository(Repository[Notice, NoticeRow]):
    """What is to be told to whom."""

    row = NoticeRow

    async def add_once(self, notice: Notice) -> bool:
        """Writes it unless there is one with its key; whether it did.

        It is addressed to the survivor where its volunteer was merged, and to the guardian of a
        child that has no account.
        """
        child = (
            select(HouseholdMemberRow)
            .where(
                HouseholdMemberRow.volunteer_id == notice.volunteer_id,
                HouseholdMemberRow.kind == MemberKind.CHILD,
                col(HouseholdMemberRow.left_at).is_(None),
            )
            .limit(1)
        )
        guardian = child.with_only_columns(col(HouseholdMemberRow.adult_id)).scalar_subquery()
        about = child.with_only_columns(col(HouseholdMemberRow.volunteer_id)).scalar_subquery()
        survivor = (
            select(func.coalesce(VolunteerRow.merged_into, VolunteerRow.id))
            .where(VolunteerRow.id == notice.volunteer_id)
            .scalar_subquery()
        )
        addressee = func.coalesce(guardian, survivor)
        values = notice.model_dump() | {"volunteer_id": addressee, "about_id": about}
        return await insert_once(self._session, NoticeRow, values)

    async def due(self, now: datetime, *, limit: int) -> Sequence[Notice]:
        """What is due, oldest first; whoever wants to send one claims it."""
        query = (
            select(NoticeRow)
            .where(NoticeRow.state == NoticeState.PENDING, col(NoticeRow.due_at) <= now)
            .order_by(col(NoticeRow.due_at), col(NoticeRow.id))
            .limit(limit)
        )
        return (await self._session.exec(query)).all()

    async def claim(self, notice_id: str, now: datetime, *, until: datetime) -> Notice | None:
        """Takes a notice that is still due away from others until a moment; None: it is not.

        A notice whose worker dies is due again then.
        """
        query = (
            select(NoticeRow)
            .where(
                NoticeRow.id == notice_id,
                NoticeRow.state == NoticeState.PENDING,
                col(NoticeRow.due_at) <= now,
            )
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        notice = (await self._session.exec(query)).first()
        return None if notice is None else _leased(notice, until)

    async def take(self, key: str, *, until: datetime) -> Notice | None:
        """Takes the notice of a key that is to be sent away from the workers until a moment."""
        query = (
            select(NoticeRow)
            .where(NoticeRow.key == key, NoticeRow.state == NoticeState.PENDING)
            .with_for_update()
        )
        notice = (await self._session.exec(query)).first()
        return None if notice is None else _leased(notice, until)

    async def waiting_for(
        self, account_id: str, volunteer_id: str | None, now: datetime
    ) -> Sequence[Notice]:
        """What waits for the person's next message and is still of worth, oldest first."""
        query = _addressed(account_id, volunteer_id).where(
            NoticeRow.state == NoticeState.WAITS,
            or_(col(NoticeRow.expires_at).is_(None), col(NoticeRow.expires_at) > now),
        )
        return (await self._session.exec(query)).all()

    async def take_due(
        self, account_id: str, volunteer_id: str | None, now: datetime, *, until: datetime
    ) -> Sequence[Notice]:
        """Takes what is due to a person who is writing now away from the workers until a moment,
        oldest first."""
        query = (
            _addressed(account_id, volunteer_id)
            .where(NoticeRow.state == NoticeState.PENDING, col(NoticeRow.due_at) <= now)
            .with_for_update(skip_locked=True)
        )
        return [_leased(notice, until) for notice in await self._session.exec(query)]

    async def recent(
        self, kind: NoticeKind, volunteer_ids: Sequence[str], since: datetime, limit: int
    ) -> Sequence[Notice]:
        """What a person was told, or is to be told, of one kind since a moment, newest first."""
        query = (
            select(NoticeRow)
            .where(
                NoticeRow.kind == kind,
                col(NoticeRow.volunteer_id).in_(volunteer_ids),
                col(NoticeRow.created_at) >= since,
            )
            .order_by(col(NoticeRow.created_at).desc(), col(NoticeRow.id).desc())
            .limit(limit)
        )
        return (await self._session.exec(query)).all()

    async def has(self, key: str) -> bool:
        """Whether there is one with this key, whatever became of it."""
        query = select(NoticeRow.id).where(NoticeRow.key == key)
        return (await self._session.exec(query)).first() is not None

    async def drop(self, keys: Sequence[str]) -> None:
        """Drops those of these keys that are not sent yet."""
        await self._session.exec(
            update(NoticeRow)
            .where(col(NoticeRow.key).in_(keys), col(NoticeRow.state).in_(OPEN_NOTICES))
            .values(state=NoticeState.DROPPED)
            .execution_options(synchronize_session="fetch")
        )

    async def settle(
        self,
        notice_id: str,
        state: NoticeState,
        *,
        at: datetime,
        account_id: str | None = None,
        failure: str | None = None,
    ) -> None:
        """What became of it.

        Args:
            at: when.
            account_id: who got it, or was to.
            failure: a code of the platform, without personal data.
        """
        values: dict[str, object] = {"state": state, "failure": failure[:120] if failure else None}
        if state is NoticeState.SENT:
            values |= {"sent_at": at, "sent_to": account_id}
        await self._set(notice_id, **values)

    async def postpone(self, notice_id: str, until: datetime) -> None:
        """Not now: quiet hours, or the platform is away."""
        await self._set(notice_id, due_at=until)

    async def _set(self, notice_id: str, **values: object) -> None:
        await self._session.exec(
            update(NoticeRow)
            .where(col(NoticeRow.id) == notice_id)
            .values(**values)
            .execution_options(synchronize_session="fetch")
        )


def _addressed(account_id: str, volunteer_id: str | None) -> SelectOfScalar[NoticeRow]:
    """The notices to an account or its person, oldest first."""
    to = [NoticeRow.account_id == account_id]
    if volunteer_id is not None:
        to.append(NoticeRow.volunteer_id == volunteer_id)
    return select(NoticeRow).where(or_(*to)).order_by(col(NoticeRow.created_at), col(NoticeRow.id))


def _leased(notice: NoticeRow, until: datetime) -> NoticeRow:
    notice.attempts += 1
    notice.due_at = until
    return notice

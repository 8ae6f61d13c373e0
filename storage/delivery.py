"""What makes a message's effects happen once: its id, its answer and the session it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func, literal, update
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.households.model import MemberKind
from domain.notices.model import NoticeState
from domain.signups.model import SignupState
from domain.volunteers.model import Account, Platform, Volunteer
from storage.repository import insert_once
from storage.tables import (
    AccountRow,
    HouseholdMemberRow,
    InboundRow,
    InboxRow,
    NoticeRow,
    SessionRow,
    ShiftRow,
    SignupRow,
    VolunteerRow,
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """All that must be known when a message comes in.

    Attributes:
        account: the account; None for somebody who never had an effect here.
        person: the account's person, the survivor where it was merged.
        session: the session as of the last effect.
        seen: the same message, handled before, with effects.
        in_inbox: it was acknowledged before its answer.
        notices_wait: something waits for the person's next message.
        notices_due: something is to be sent now, and no worker has taken it up yet.
        unreached: the person waits for a place, or a child of theirs without an account does, and
            could not be reached when it was their turn.
        unheard: an earlier message had its effect, and its answer was never handed over.
    """

    account: Account | None
    person: Volunteer | None
    session: SessionRow | None
    seen: InboundRow | None
    in_inbox: bool
    notices_wait: bool
    notices_due: bool
    unreached: bool
    unheard: bool


class Arrivals:
    """Reads ``Arrival`` by one query."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, platform: Platform, user_id: str, inbound_id: str, now: datetime) -> Arrival:
        """What is known of a message and its account."""
        values = {
            "platform": platform,
            "user_id": user_id,
            "account_key": f"{platform}:{user_id}",
            "inbound_id": inbound_id,
            "now": now,
        }
        account, person, merged, session, seen, seq, waiting, due, not_reached, unheard = (
            await self._session.exec(_arrival(), params=values)
        ).one()
        return Arrival(
            account=account,
            person=merged or person,
            session=session,
            seen=seen,
            in_inbox=seq is not None,
            notices_wait=bool(waiting),
            notices_due=bool(due),
            unreached=bool(not_reached),
            unheard=bool(unheard),
        )


@cache
def _arrival() -> Any:
    """The query of ``Arrivals.of``: every message needs it, and building it takes far longer than
    running it. SQLModel has no type for so many columns."""
    survivor, signed_up = aliased(VolunteerRow), aliased(VolunteerRow)
    person_id = func.coalesce(col(survivor.id), col(VolunteerRow.id))
    one = select_columns(literal(1).label("one")).subquery()
    addressed = select(col(NoticeRow.id)).where(
        (col(NoticeRow.account_id) == col(AccountRow.id))
        | (col(NoticeRow.volunteer_id) == person_id)
    )
    waits = addressed.where(
        col(NoticeRow.state) == NoticeState.WAITS,
        col(NoticeRow.expires_at).is_(None) | (col(NoticeRow.expires_at) > bindparam("now")),
    ).exists()
    due = addressed.where(
        col(NoticeRow.state) == NoticeState.PENDING, col(NoticeRow.due_at) <= bindparam("now")
    ).exists()
    passed_over = (
        select(col(SignupRow.id))
        .join(ShiftRow, col(ShiftRow.id) == col(SignupRow.shift_id))
        .where(
            col(SignupRow.state) == SignupState.WAITING,
            col(SignupRow.unreached_at).is_not(None),
            col(ShiftRow.starts_at) > bindparam("now"),
        )
    )
    own = passed_over.join(signed_up, col(signed_up.id) == col(SignupRow.volunteer_id)).where(
        (col(signed_up.id) == person_id) | (col(signed_up.merged_into) == person_id)
    )
    of_child = passed_over.join(
        HouseholdMemberRow, col(HouseholdMemberRow.volunteer_id) == col(SignupRow.volunteer_id)
    ).where(
        col(HouseholdMemberRow.adult_id) == person_id,
        col(HouseholdMemberRow.kind) == MemberKind.CHILD,
        col(HouseholdMemberRow.left_at).is_(None),
    )
    unreached = own.exists() | of_child.exists()
    return (
        select_columns(
            AccountRow,
            VolunteerRow,
            survivor,
            SessionRow,
            InboundRow,
            col(InboxRow.seq),
            waits,
            due,
            unreached,
            _unheard().exists(),
        )
        .select_from(one)
        .outerjoin(
            AccountRow,
            (col(AccountRow.platform) == bindparam("platform"))
            & (col(AccountRow.user_id) == bindparam("user_id")),
        )
        .outerjoin(VolunteerRow, col(VolunteerRow.id) == col(AccountRow.volunteer_id))
        .outerjoin(survivor, col(survivor.id) == col(VolunteerRow.merged_into))
        .outerjoin(SessionRow, col(SessionRow.account_key) == bindparam("account_key"))
        .outerjoin(InboundRow, col(InboundRow.id) == bindparam("inbound_id"))
        .outerjoin(InboxRow, col(InboxRow.id) == bindparam("inbound_id"))
    )


def _unheard() -> Any:
    """The messages of an account, other than this one, whose answer nobody handed over: a kill fell
    between the commit and the hand-over. Those that wait already are not among them."""
    earlier = aliased(InboundRow)
    return select(earlier).where(
        col(earlier.account_key) == bindparam("account_key"),
        col(earlier.handed_over_at).is_(None),
        col(earlier.screen).is_not(None),
        col(earlier.id) != bindparam("inbound_id"),
        ~select(col(InboxRow.id)).where(col(InboxRow.id) == col(earlier.id)).exists(),
        ~select(col(NoticeRow.id))
        .where(col(NoticeRow.key) == func.substr(literal("late:") + col(earlier.id), 1, 120))
        .exists(),
    )


class InboundMessages:
    """Messages that had an effect, kept for seven days."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, row: InboundRow) -> None:
        """Writes a message with its answer; the unit of work fails where its form had its effect
        already, which ``by_form`` tells under the same lock."""
        self._session.add(row)
        await self._session.flush()

    async def get(self, inbound_id: str) -> InboundRow | None:
        """The message of an id."""
        return await self._session.get(InboundRow, inbound_id)

    async def by_form(self, form_id: str) -> InboundRow | None:
        """The message that confirmed a form."""
        statement = select(InboundRow).where(col(InboundRow.form_id) == form_id)
        return (await self._session.exec(statement)).one_or_none()

    async def unheard(self, account_key: str, inbound_id: str) -> Sequence[InboundRow]:
        """What ``Arrival.unheard`` speaks of, oldest first."""
        values = {"account_key": account_key, "inbound_id": inbound_id}
        rows = (await self._session.exec(_unheard(), params=values)).all()
        return sorted(rows, key=lambda row: row.at)

    async def mark_handed_over(self, inbound_id: str, at: datetime) -> None:
        """Notes that the platform took the answer."""
        statement = update(InboundRow).where(
            col(InboundRow.id) == inbound_id, col(InboundRow.handed_over_at).is_(None)
        )
        await self._session.exec(statement.values(handed_over_at=at))

    async def forget_before(self, moment: datetime) -> None:
        """Forgets what is older than a repeat can be."""
        await self._session.exec(delete(InboundRow).where(col(InboundRow.at) < moment))


class Inbox:
    """Messages that were acknowledged before they were answered, in the order they came."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, inbound_id: str, account_key: str, body: str, at: datetime) -> None:
        """Stores a message; a second time does nothing."""
        values = {"id": inbound_id, "account_key": account_key, "body": body, "kept_at": at}
        await insert_once(self._session, InboxRow, values)

    async def all(self) -> list[InboxRow]:
        """What waits, in order of arrival."""
        return list(await self._session.exec(select(InboxRow).order_by(col(InboxRow.seq))))

    async def remove(self, inbound_id: str) -> None:
        """Forgets an answered message."""
        await self._session.exec(delete(InboxRow).where(col(InboxRow.id) == inbound_id))


class Sessions:
    """The conversations as of their last effect."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, account_key: str, revision: int, body: str, at: datetime) -> None:
        """Keeps where a conversation stands."""
        row = await self._session.get(SessionRow, account_key)
        if row is None:
            row = SessionRow(account_key=account_key, revision=revision, body=body, updated_at=at)
        row.revision, row.body, row.updated_at = revision, body, at
        self._session.add(row)

    async def get(self, account_key: str) -> SessionRow | None:
        """Where a conversation stood at its last effect."""
        return await self._session.get(SessionRow, account_key)

    async def remove(self, account_key: str) -> None:
        """Forgets a conversation."""
        statement = delete(SessionRow).where(col(SessionRow.account_key) == account_key)
        await self._session.exec(statement)

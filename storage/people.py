"""Volunteers, their accounts and the consents of guardians, as stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, case
from sqlmodel import col, or_, select, update

from domain.volunteers.model import (
    Account,
    GuardianConsent,
    Platform,
    Volunteer,
    VolunteerState,
    Window,
)
from storage.repository import Repository, insert_once
from storage.tables import AccountRow, GuardianConsentRow, VolunteerRow


def _survivor_of(volunteer_id: str) -> ScalarSelect[str | None]:
    """Into whom a volunteer was merged, if at all: always the last one, never a chain."""
    query = select(VolunteerRow.merged_into).where(VolunteerRow.id == volunteer_id)
    return query.scalar_subquery()


class VolunteerRepository(Repository[Volunteer, VolunteerRow]):
    """People."""

    row = VolunteerRow

    async def person_ids(self, volunteer_id: str) -> Sequence[str]:
        """All ids of the person, the survivor's first; empty for an unknown id."""
        survivor = _survivor_of(volunteer_id)
        query = (
            select(VolunteerRow.id)
            .where(
                or_(
                    VolunteerRow.id == volunteer_id,
                    VolunteerRow.merged_into == volunteer_id,
                    col(VolunteerRow.id) == survivor,
                    col(VolunteerRow.merged_into) == survivor,
                )
            )
            .order_by(col(VolunteerRow.merged_into).is_not(None), col(VolunteerRow.id))
        )
        return (await self._session.exec(query)).all()

    async def called(self, words: str, limit: int) -> Sequence[Volunteer]:
        """The registered volunteers of a number, or of a whole name, the first one first."""
        query = (
            select(VolunteerRow)
            .where(
                VolunteerRow.state == VolunteerState.ACTIVE,
                or_(
                    VolunteerRow.number == words,
                    col(VolunteerRow.name).in_({words, words.title()}),
                ),
            )
            .order_by(col(VolunteerRow.number))
            .limit(limit)
        )
        return (await self._session.exec(query)).all()


class AccountRepository(Repository[Account, AccountRow]):
    """Accounts on the platforms."""

    row = AccountRow

    async def of_user(self, platform: Platform, user_id: str) -> Account | None:
        """The account of a platform's user."""
        query = select(AccountRow).where(
            AccountRow.platform == platform, AccountRow.user_id == user_id
        )
        return (await self._session.exec(query)).one_or_none()

    async def of_volunteer(self, volunteer_id: str) -> Sequence[Account]:
        """A person's accounts, the one last written from first; also by an id merged since."""
        survivor = _survivor_of(volunteer_id)
        query = (
            select(AccountRow)
            .where(
                or_(
                    AccountRow.volunteer_id == volunteer_id,
                    col(AccountRow.volunteer_id) == survivor,
                )
            )
            .order_by(col(AccountRow.last_seen_at).desc(), col(AccountRow.id))
        )
        found = (await self._session.exec(query)).all()
        # The databases disagree on where nulls go; an account that never wrote is the last choice.
        return sorted(found, key=lambda account: account.last_seen_at is None)

    async def reachable_for(
        self, account_id: str | None, volunteer_id: str | None
    ) -> Sequence[Account]:
        """The accounts to try for a notice, the best first: the one meant, or the person's."""
        if account_id is not None:
            account = await self.get(account_id)
            found: Sequence[Account] = [] if account is None else [account]
        else:
            found = [] if volunteer_id is None else await self.of_volunteer(volunteer_id)
        return [account for account in found if account.reachable]

    async def mark_seen(self, account_id: str, at: datetime, window: Window | None = None) -> None:
        """The person wrote: the account can be reached.

        Args:
            window: what it opened; None leaves the last one as it is.
        """
        values: dict[str, object] = {"reachable": True, "last_seen_at": at}
        if window is not None:
            values |= {"window_until": window.until, "window_left": window.left}
        await self._set(col(AccountRow.id) == account_id, **values)

    async def spend_window(self, platform: Platform, user_id: str, messages: int) -> None:
        """So many messages were written within the window."""
        left = col(AccountRow.window_left)
        await self._set(
            col(AccountRow.platform) == platform,
            col(AccountRow.user_id) == user_id,
            window_left=case((left > messages, left - messages), else_=0),
        )

    async def mark_unreachable(self, account_id: str) -> None:
        """The person blocked us or left: until they write again nothing is sent."""
        await self._set(col(AccountRow.id) == account_id, reachable=False)

    async def mark_unreachable_user(self, platform: Platform, user_id: str) -> None:
        """The same, by the platform's user; nothing where there is no account."""
        await self._set(
            col(AccountRow.platform) == platform,
            col(AccountRow.user_id) == user_id,
            reachable=False,
        )

    async def add_once(self, account: Account) -> bool:
        """Writes an account unless its user has one; whether it did."""
        return await insert_once(self._session, AccountRow, account.model_dump())

    async def _set(self, *where: ColumnElement[bool], **values: object) -> None:
        await self._session.exec(
            update(AccountRow)
            .where(*where)
            .values(**values)
            .execution_options(synchronize_session="fetch")
        )


class ConsentRepository(Repository[GuardianConsent, GuardianConsentRow]):
    """Consents of guardians."""

    row = GuardianConsentRow

    async def standing(self, minor_ids: Sequence[str]) -> Sequence[GuardianConsent]:
        """The consents for a minor that are not withdrawn, the first one first."""
        return await self._standing(col(GuardianConsentRow.minor_id).in_(minor_ids))

    async def given_by(
        self, account_ids: Sequence[str], volunteer_ids: Sequence[str]
    ) -> Sequence[GuardianConsent]:
        """The consents that a guardian gave and did not withdraw, the first one first."""
        by_account = col(GuardianConsentRow.guardian_account_id).in_(account_ids)
        by_person = col(GuardianConsentRow.guardian_id).in_(volunteer_ids)
        return await self._standing(or_(by_account, by_person))

    async def _standing(self, theirs: ColumnElement[bool]) -> Sequence[GuardianConsent]:
        query = (
            select(GuardianConsentRow)
            .where(theirs, col(GuardianConsentRow.withdrawn_at).is_(None))
            .order_by(col(GuardianConsentRow.given_at), col(GuardianConsentRow.id))
        )
        return (await self._session.exec(query)).all()

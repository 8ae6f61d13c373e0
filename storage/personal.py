"""All that is stored about a person: to be shown, and to be forgotten."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, literal, update
from sqlmodel import SQLModel, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.notices.model import NoticeKind
from storage.tables import (
    AccessRow,
    AccountRow,
    AskRow,
    AttendanceRow,
    CaseMessageRow,
    CaseRow,
    ClaimRow,
    CodeRow,
    CodeTryRow,
    CoOrganizerRow,
    DeliveryRow,
    GuardianConsentRow,
    HourEntryRow,
    HourTotalRow,
    HouseholdMemberRow,
    InboundRow,
    InboxRow,
    MembershipRow,
    NoticeRow,
    ProjectRow,
    RoleRow,
    SessionRow,
    ShiftMessageRow,
    ShiftRow,
    SignupRow,
    SubscriptionRow,
    VolunteerRow,
)

#: A row as JSON has it.
Plain = dict[str, object]
#: Keyed hashes say nothing to the person.
_NOT_SHOWN = {"phone_digest", "digest"}


class PersonalData:
    """Reads and forgets across tables."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def everything(self, volunteer_ids: Sequence[str]) -> dict[str, list[Plain]]:
        """Every row about a person, by kind, as JSON has it."""
        accounts = (
            await self._session.exec(
                select(AccountRow).where(col(AccountRow.volunteer_id).in_(volunteer_ids))
            )
        ).all()
        account_ids = [account.id for account in accounts]
        keys = [f"{account.platform}:{account.user_id}" for account in accounts]
        theirs: dict[str, tuple[type[SQLModel], ColumnElement[bool]]] = {
            "volunteer": (VolunteerRow, col(VolunteerRow.id).in_(volunteer_ids)),
            "accounts": (AccountRow, col(AccountRow.id).in_(account_ids)),
            "guardian_consents": (
                GuardianConsentRow,
                or_(
                    col(GuardianConsentRow.minor_id).in_(volunteer_ids),
                    col(GuardianConsentRow.guardian_account_id).in_(account_ids),
                ),
            ),
            "household": (
                HouseholdMemberRow,
                or_(
                    col(HouseholdMemberRow.adult_id).in_(volunteer_ids),
                    col(HouseholdMemberRow.volunteer_id).in_(volunteer_ids),
                ),
            ),
            "codes": (CodeRow, col(CodeRow.account_id).in_(account_ids)),
            "code_tries": (CodeTryRow, col(CodeTryRow.account_id).in_(account_ids)),
            "roles": (RoleRow, col(RoleRow.volunteer_id).in_(volunteer_ids)),
            "memberships": (MembershipRow, col(MembershipRow.volunteer_id).in_(volunteer_ids)),
            "projects_led": (ProjectRow, col(ProjectRow.leader_id).in_(volunteer_ids)),
            "projects_co_organized": (
                CoOrganizerRow,
                col(CoOrganizerRow.volunteer_id).in_(volunteer_ids),
            ),
            "shifts_led": (ShiftRow, col(ShiftRow.leader_id).in_(volunteer_ids)),
            "signups": (SignupRow, col(SignupRow.volunteer_id).in_(volunteer_ids)),
            "asks": (AskRow, col(AskRow.volunteer_id).in_(volunteer_ids)),
            "broadcasts": (DeliveryRow, col(DeliveryRow.volunteer_id).in_(volunteer_ids)),
            "shift_messages": (ShiftMessageRow, col(ShiftMessageRow.actor_id).in_(volunteer_ids)),
            "attendances": (AttendanceRow, col(AttendanceRow.volunteer_id).in_(volunteer_ids)),
            "hour_entries": (HourEntryRow, col(HourEntryRow.volunteer_id).in_(volunteer_ids)),
            "hour_totals": (HourTotalRow, col(HourTotalRow.volunteer_id).in_(volunteer_ids)),
            "claims": (ClaimRow, col(ClaimRow.volunteer_id).in_(volunteer_ids)),
            "cases": (CaseRow, col(CaseRow.volunteer_id).in_(volunteer_ids)),
            "case_messages": (
                CaseMessageRow,
                col(CaseMessageRow.case_id).in_(
                    select(CaseRow.id).where(col(CaseRow.volunteer_id).in_(volunteer_ids))
                ),
            ),
            "notices": (
                NoticeRow,
                or_(
                    col(NoticeRow.volunteer_id).in_(volunteer_ids),
                    col(NoticeRow.about_id).in_(volunteer_ids),
                    col(NoticeRow.account_id).in_(account_ids),
                ),
            ),
            "messages": (InboundRow, col(InboundRow.account_key).in_(keys)),
            "waiting_messages": (InboxRow, col(InboxRow.account_key).in_(keys)),
            "conversations": (SessionRow, col(SessionRow.account_key).in_(keys)),
            "subscriptions": (SubscriptionRow, col(SubscriptionRow.account_key).in_(keys)),
            "accesses": (AccessRow, col(AccessRow.subject_id).in_(volunteer_ids)),
        }
        return {kind: await self._rows(row, where) for kind, (row, where) in theirs.items()}

    async def forget(self, account_ids: Sequence[str], account_keys: Sequence[str]) -> None:
        """Forgets the conversations of some accounts, and the codes they asked for.

        The ids of their messages stay for their seven days, so that no repeat takes effect again.
        """
        for kept in (SessionRow, SubscriptionRow):
            await self._session.exec(delete(kept).where(col(kept.account_key).in_(account_keys)))
        await self._session.exec(
            update(InboundRow)
            .where(col(InboundRow.account_key).in_(account_keys))
            .values(screen=None, notices="[]")
            .execution_options(synchronize_session="fetch")
        )
        for row in (CodeTryRow, CodeRow):
            await self._session.exec(delete(row).where(col(row.account_id).in_(account_ids)))

    async def forget_notices(
        self, account_ids: Sequence[str], volunteer_ids: Sequence[str]
    ) -> None:
        """Forgets what the person was told and is to be told, and what they wrote in their own
        words: corrections they asked for, messages to all on a shift."""
        asked = literal(f"{NoticeKind.CORRECTION_ASKED}:") + col(HourEntryRow.id)
        theirs = col(HourEntryRow.volunteer_id).in_(volunteer_ids)
        await self._session.exec(
            delete(NoticeRow)
            .where(
                or_(
                    col(NoticeRow.account_id).in_(account_ids),
                    col(NoticeRow.volunteer_id).in_(volunteer_ids),
                    col(NoticeRow.about_id).in_(volunteer_ids),
                    select(HourEntryRow.id)
                    .where(theirs, col(NoticeRow.key).startswith(asked))
                    .exists(),
                )
            )
            .execution_options(synchronize_session="fetch")
        )
        for row, whose in (
            (ShiftMessageRow, ShiftMessageRow.actor_id),
            (AskRow, AskRow.volunteer_id),
        ):
            await self._session.exec(delete(row).where(col(whose).in_(volunteer_ids)))
        # The figures of the broadcasts stay; what the person did with them does not.
        await self._session.exec(
            update(DeliveryRow)
            .where(col(DeliveryRow.volunteer_id).in_(volunteer_ids))
            .values(account_id=None, opened_at=None, opted_out_at=None)
            .execution_options(synchronize_session=False)
        )

    async def _rows(self, row: type[SQLModel], where: ColumnElement[bool]) -> list[Plain]:
        found = (await self._session.exec(select(row).where(where))).all()
        return [one.model_dump(mode="json", exclude=_NOT_SHOWN) for one in found]

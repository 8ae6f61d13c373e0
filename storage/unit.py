"""A unit of work: one transaction, with every repository in it."""

import asyncio
from functools import cached_property

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.asks import AskRepository
from storage.broadcasts import BroadcastRepository
from storage.cases import CaseMessageRepository, CaseRepository, DutyRepository
from storage.closing import ClosingReportRepository
from storage.codes import CodeRepository
from storage.covers import CoverSearchRepository
from storage.delegation import CoOrganizerRepository
from storage.deliveries import DeliveryRepository
from storage.delivery import Arrivals, InboundMessages, Inbox, Sessions
from storage.hours import (
    AttendanceRepository,
    ClaimRepository,
    HourEntryRepository,
    HourTotalRepository,
)
from storage.house import AccessLog, Counters
from storage.households import HouseholdRepository
from storage.merging import Merging
from storage.notices import NoticeRepository
from storage.offerings import ProjectRepository, ShiftRepository
from storage.organizations import OrganizationRepository, RoleRepository
from storage.people import AccountRepository, ConsentRepository, VolunteerRepository
from storage.personal import PersonalData
from storage.pictures import PictureRepository
from storage.reports import ReportRepository
from storage.reviews import Reviews
from storage.secrets import Keyring
from storage.shift_messages import ShiftMessageRepository
from storage.signups import SignupRepository
from storage.subscriptions import Subscriptions
from storage.teams import MembershipRepository


class Unit:
    """One transaction. Made by ``Database``.

    A repository is built when it is first asked for.
    """

    def __init__(
        self, session: AsyncSession, keyring: Keyring, turn: asyncio.Lock | None = None
    ) -> None:
        """Args:
        session: with its transaction begun.
        keyring: for keyed hashes.
        turn: the held lock of the writers, released by ``close``.
        """
        self.session = session
        self.keyring = keyring
        self._turn = turn

    async def commit(self) -> None:
        """Makes it last.

        Raises:
            StoreUnavailable: the database went away; whether it lasts is not known.
        """
        await self.session.commit()

    async def rollback(self) -> None:
        """Undoes everything since the last commit."""
        await self.session.rollback()

    async def close(self) -> None:
        """Ends it, undoing what is not committed; a second call does nothing."""
        turn, self._turn = self._turn, None
        try:
            # Shielded: a cancelled task must not leave a connection or the writers' turn behind.
            await asyncio.shield(self.session.close())
        finally:
            if turn is not None:
                turn.release()

    # ------------------------------------------------------------ people

    @cached_property
    def volunteers(self) -> VolunteerRepository:
        """People."""
        return VolunteerRepository(self.session)

    @cached_property
    def accounts(self) -> AccountRepository:
        """Accounts on the platforms."""
        return AccountRepository(self.session)

    @cached_property
    def consents(self) -> ConsentRepository:
        """Consents of guardians."""
        return ConsentRepository(self.session)

    @cached_property
    def households(self) -> HouseholdRepository:
        """Who is of whose household."""
        return HouseholdRepository(self.session)

    @cached_property
    def codes(self) -> CodeRepository:
        """Codes and the wrong tries at them."""
        return CodeRepository(self.session, self.keyring)

    @cached_property
    def broadcasts(self) -> BroadcastRepository:
        """Broadcasts."""
        return BroadcastRepository(self.session)

    @cached_property
    def deliveries(self) -> DeliveryRepository:
        """Broadcasts for single persons."""
        return DeliveryRepository(self.session)

    @cached_property
    def pictures(self) -> PictureRepository:
        """Pictures of broadcasts."""
        return PictureRepository(self.session)

    @cached_property
    def personal(self) -> PersonalData:
        """All that is stored about a person."""
        return PersonalData(self.session)

    @cached_property
    def merging(self) -> Merging:
        """What becomes of the rows of two volunteers who are one."""
        return Merging(self.session)

    # ------------------------------------------------------------ organizations

    @cached_property
    def organizations(self) -> OrganizationRepository:
        """The nodes of the tree."""
        return OrganizationRepository(self.session)

    @cached_property
    def roles(self) -> RoleRepository:
        """The roles on the nodes."""
        return RoleRepository(self.session)

    @cached_property
    def memberships(self) -> MembershipRepository:
        """Who belongs to which node."""
        return MembershipRepository(self.session)

    # ------------------------------------------------------------ service

    @cached_property
    def projects(self) -> ProjectRepository:
        """What can be done."""
        return ProjectRepository(self.session)

    @cached_property
    def shifts(self) -> ShiftRepository:
        """When and where."""
        return ShiftRepository(self.session)

    @cached_property
    def co_organizers(self) -> CoOrganizerRepository:
        """Who manages a project beside its leader."""
        return CoOrganizerRepository(self.session)

    @cached_property
    def closing_reports(self) -> ClosingReportRepository:
        """What projects came to."""
        return ClosingReportRepository(self.session)

    @cached_property
    def signups(self) -> SignupRepository:
        """Places, and waits for one."""
        return SignupRepository(self.session)

    @cached_property
    def shift_messages(self) -> ShiftMessageRepository:
        """What was told to everybody on a shift."""
        return ShiftMessageRepository(self.session)

    @cached_property
    def cover_searches(self) -> CoverSearchRepository:
        """Who looks for cover."""
        return CoverSearchRepository(self.session)

    @cached_property
    def asks(self) -> AskRepository:
        """Who was asked for what."""
        return AskRepository(self.session)

    @cached_property
    def attendances(self) -> AttendanceRepository:
        """Coming and going."""
        return AttendanceRepository(self.session)

    @cached_property
    def hour_entries(self) -> HourEntryRepository:
        """The ledger."""
        return HourEntryRepository(self.session)

    @cached_property
    def hour_totals(self) -> HourTotalRepository:
        """The sums kept beside the ledger."""
        return HourTotalRepository(self.session)

    @cached_property
    def claims(self) -> ClaimRepository:
        """Reports of time."""
        return ClaimRepository(self.session)

    # ------------------------------------------------------------ cases

    @cached_property
    def cases(self) -> CaseRepository:
        """What somebody wants a person to see to."""
        return CaseRepository(self.session)

    @cached_property
    def case_messages(self) -> CaseMessageRepository:
        """The words in cases."""
        return CaseMessageRepository(self.session)

    @cached_property
    def duties(self) -> DutyRepository:
        """Who is on duty where."""
        return DutyRepository(self.session)

    @cached_property
    def reports(self) -> ReportRepository:
        """What was done, counted."""
        return ReportRepository(self.session)

    # ------------------------------------------------------------ delivery

    @cached_property
    def notices(self) -> NoticeRepository:
        """Outgoing events."""
        return NoticeRepository(self.session)

    @cached_property
    def arrivals(self) -> Arrivals:
        """All that must be known when a message comes in."""
        return Arrivals(self.session)

    @cached_property
    def inbound(self) -> InboundMessages:
        """Messages that had an effect."""
        return InboundMessages(self.session)

    @cached_property
    def inbox(self) -> Inbox:
        """Messages acknowledged before they were answered."""
        return Inbox(self.session)

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """What people allowed to be told."""
        return Subscriptions(self.session)

    @cached_property
    def sessions(self) -> Sessions:
        """The conversations as of their last effect."""
        return Sessions(self.session)

    # ------------------------------------------------------------ the house itself

    @cached_property
    def counters(self) -> Counters:
        """Series of numbers."""
        return Counters(self.session)

    @cached_property
    def access_log(self) -> AccessLog:
        """Who looked at whose personal data."""
        return AccessLog(self.session)

    @cached_property
    def reviews(self) -> Reviews:
        """What people meant by sentences that were not clear."""
        return Reviews(self.session)

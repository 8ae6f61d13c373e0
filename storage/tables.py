"""The tables. Fields are declared once, in the domain; here are keys, indexes and column types.

Two rules hold for all: moments are stored in UTC and come back aware (SQLModel does so), and
enumerations are stored as their values, in plain text columns, the same on both databases.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Enum, Index, Text, UniqueConstraint, event, text
from sqlalchemy.orm import Mapper
from sqlmodel import Field, SQLModel

from domain.asking.model import Ask
from domain.broadcasts.model import Broadcast, Delivery
from domain.broadcasts.pictures import Picture
from domain.cases.model import Case, CaseMessage, Duty
from domain.codes.model import Code, CodeTry
from domain.covers.model import CoverSearch, SearchState
from domain.hours.model import Attendance, Claim, Grade, HourEntry, HourTotal
from domain.households.model import HouseholdMember, MemberKind
from domain.notices.model import Notice
from domain.offerings.closing_report import ClosingReport
from domain.offerings.model import CoOrganizer, Project, Shift
from domain.organizations.model import Organization, Role
from domain.signups.model import LIVE, ShiftMessage, Signup
from domain.teams.model import Membership
from domain.volunteers.model import Account, GuardianConsent, Volunteer
from storage.encryption import EncryptedText, keyring_of

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

#: The purpose of the keyed hash that a phone number is found by.
PHONE = "phone"


def _where(condition: str) -> dict[str, Any]:
    """A partial index on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


# ---------------------------------------------------------------- people


class VolunteerRow(Volunteer, table=True):
    """A person."""

    __tablename__ = "volunteers"
    __table_args__ = (
        Index(None, "state", "registered_at"),
        # Whoever goes through all of a state by their ids: SQLite would take the one above.
        Index(None, "state", "id"),
    )

    id: str = Field(primary_key=True)
    number: str | None = Field(default=None, unique=True)
    name: str | None = Field(default=None, max_length=60, index=True)
    id_number: str | None = Field(default=None, sa_type=EncryptedText)
    phone: str | None = Field(default=None, sa_type=EncryptedText)
    phone_digest: str | None = Field(default=None, index=True)
    merged_into: str | None = Field(default=None, foreign_key="volunteers.id", index=True)


class AccountRow(Account, table=True):
    """A person's identity on one platform."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("platform", "user_id"),)

    id: str = Field(primary_key=True)
    volunteer_id: str | None = Field(default=None, foreign_key="volunteers.id", index=True)


class GuardianConsentRow(GuardianConsent, table=True):
    """A guardian's consent."""

    __tablename__ = "guardian_consents"

    id: str = Field(primary_key=True)
    minor_id: str = Field(foreign_key="volunteers.id", index=True)
    guardian_account_id: str = Field(foreign_key="accounts.id", index=True)
    guardian_id: str | None = Field(default=None, foreign_key="volunteers.id")


class HouseholdMemberRow(HouseholdMember, table=True):
    """Somebody of an adult's household."""

    __tablename__ = "household_members"
    __table_args__ = (
        Index(
            "uq_household_members_live",
            "adult_id",
            "volunteer_id",
            unique=True,
            **_where("left_at IS NULL"),
        ),
        # For a child one adult acts.
        Index(
            "uq_household_members_child",
            "volunteer_id",
            unique=True,
            **_where(f"kind = '{MemberKind.CHILD}' AND left_at IS NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    adult_id: str = Field(foreign_key="volunteers.id", index=True)
    volunteer_id: str = Field(foreign_key="volunteers.id", index=True)


class CodeRow(Code, table=True):
    """A code as stored."""

    __tablename__ = "codes"
    __table_args__ = (Index(None, "purpose", "digest"),)

    id: str = Field(primary_key=True)
    secret: str | None = Field(default=None, sa_type=EncryptedText)
    account_id: str | None = Field(default=None, foreign_key="accounts.id", index=True)
    shift_id: str | None = Field(default=None, foreign_key="shifts.id", index=True)
    project_id: str | None = Field(default=None, foreign_key="projects.id")
    organization_id: str | None = Field(default=None, foreign_key="organizations.id")
    expires_at: datetime = Field(index=True)


class CodeTryRow(CodeTry, table=True):
    """A wrong try."""

    __tablename__ = "code_tries"
    __table_args__ = (Index(None, "account_id", "at"),)

    id: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="accounts.id")


# ---------------------------------------------------------------- organizations


class OrganizationRow(Organization, table=True):
    """A node of the tree."""

    __tablename__ = "organizations"
    __table_args__ = (
        UniqueConstraint("parent_id", "name"),
        # Null parents are all different to a unique constraint: the roots need their own.
        Index("uq_organizations_root_name", "name", unique=True, **_where("parent_id IS NULL")),
    )

    id: str = Field(primary_key=True)
    parent_id: str | None = Field(default=None, foreign_key="organizations.id")
    path: str = Field(unique=True)


class RoleRow(Role, table=True):
    """A role on a node."""

    __tablename__ = "roles"
    __table_args__ = (
        Index(
            "uq_roles_held",
            "volunteer_id",
            "organization_id",
            "kind",
            unique=True,
            **_where("withdrawn_at IS NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteers.id", index=True)
    organization_id: str = Field(foreign_key="organizations.id", index=True)


class MembershipRow(Membership, table=True):
    """A volunteer belongs to a node."""

    __tablename__ = "memberships"
    __table_args__ = (
        Index(
            "uq_memberships_live",
            "volunteer_id",
            "organization_id",
            unique=True,
            **_where("left_at IS NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteers.id", index=True)
    organization_id: str = Field(foreign_key="organizations.id", index=True)


# ---------------------------------------------------------------- offerings and sign-ups


class ProjectRow(Project, table=True):
    """A planned piece of service."""

    __tablename__ = "projects"
    __table_args__ = (Index(None, "state", "category"),)

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    organization_id: str = Field(foreign_key="organizations.id", index=True)
    leader_id: str = Field(foreign_key="volunteers.id", index=True)


class ShiftRow(Shift, table=True):
    """One time and place of a project."""

    __tablename__ = "shifts"
    __table_args__ = (Index(None, "project_id", "starts_at"), Index(None, "starts_at"))

    id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.id")
    leader_id: str | None = Field(default=None, foreign_key="volunteers.id", index=True)
    ends_at: datetime = Field(index=True)


class CoOrganizerRow(CoOrganizer, table=True):
    """Somebody who manages a project beside its leader; one live row a person, by its lock."""

    __tablename__ = "co_organizers"

    id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.id", index=True)
    volunteer_id: str = Field(foreign_key="volunteers.id", index=True)


class ClosingReportRow(ClosingReport, table=True):
    """What a project came to."""

    __tablename__ = "closing_reports"

    id: str = Field(primary_key=True)
    project_id: str = Field(foreign_key="projects.id", unique=True)
    closed_by: str = Field(foreign_key="volunteers.id")


class SignupRow(Signup, table=True):
    """A person's place, or wait for one."""

    __tablename__ = "signups"
    __table_args__ = (
        Index(
            "uq_signups_live",
            "volunteer_id",
            "shift_id",
            unique=True,
            **_where(f"state IN ({', '.join(repr(str(state)) for state in LIVE)})"),
        ),
        Index(None, "shift_id", "state", "waitlist_number"),
        Index(None, "made_by", **_where("made_by IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteers.id", index=True)
    shift_id: str = Field(foreign_key="shifts.id")
    made_by: str | None = Field(default=None, foreign_key="volunteers.id")
    offer_until: datetime | None = Field(default=None, index=True)


class ShiftMessageRow(ShiftMessage, table=True):
    """What was told to everybody on a shift."""

    __tablename__ = "shift_messages"
    __table_args__ = (Index(None, "shift_id", "created_at"),)

    id: str = Field(primary_key=True)
    shift_id: str = Field(foreign_key="shifts.id")
    actor_id: str = Field(foreign_key="volunteers.id", index=True)


class CoverSearchRow(CoverSearch, table=True):
    """People are asked to take a place that was given back late."""

    __tablename__ = "cover_searches"
    __table_args__ = (
        Index(
            "uq_cover_searches_asking",
            "shift_id",
            unique=True,
            **_where(f"state = '{SearchState.ASKING}'"),
        ),
        Index(None, "state", "next_at"),
    )

    id: str = Field(primary_key=True)
    shift_id: str = Field(foreign_key="shifts.id", index=True)
    actor_id: str = Field(foreign_key="volunteers.id")


class AskRow(Ask, table=True):
    """One person asked for one thing."""

    __tablename__ = "asks"
    __table_args__ = (
        UniqueConstraint("volunteer_id", "kind", "subject"),
        Index(None, "volunteer_id", "at"),
        Index(None, "kind", "subject"),
    )

    id: str = Field(primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteers.id")


# ---------------------------------------------------------------- hours


class AttendanceRow(Attendance, table=True):
    """A person's coming and going at a shift."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("volunteer_id", "shift_id"),
        Index("ix_attendances_open", "shift_id", **_where("checked_out_at IS NULL")),
    )

    id: str = Field(primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteers.id")
    shift_id: str = Field(foreign_key="shifts.id", index=True)
    entry_id: str | None = Field(default=None, foreign_key="hour_entries.id")


class HourEntryRow(HourEntry, table=True):
    """One line of the ledger."""

    __tablename__ = "hour_entries"
    __table_args__ = (
        Index(None, "volunteer_id", "day"),
        Index(None, "volunteer_id", "starts_at"),
        Index(None, "day"),
    )

    id: str = Field(primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteers.id")
    project_id: str | None = Field(default=None, foreign_key="projects.id", index=True)
    shift_id: str | None = Field(default=None, foreign_key="shifts.id", index=True)
    organization_id: str | None = Field(default=None, foreign_key="organizations.id")
    replaces_id: str | None = Field(default=None, foreign_key="hour_entries.id", unique=True)


class HourTotalRow(HourTotal, table=True):
    """Minutes of a person in a year and grade."""

    __tablename__ = "hour_totals"

    volunteer_id: str = Field(foreign_key="volunteers.id", primary_key=True)
    year: int = Field(primary_key=True)
    grade: Grade = Field(primary_key=True)


class ClaimRow(Claim, table=True):
    """A report of time that waits for a decision."""

    __tablename__ = "claims"
    __table_args__ = (
        Index(None, "organization_id", "state", "deadline"),
        Index(None, "escalate_on"),
    )

    id: str = Field(primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteers.id", index=True)
    entry_id: str = Field(foreign_key="hour_entries.id", unique=True)
    organization_id: str = Field(foreign_key="organizations.id")
    project_id: str | None = Field(default=None, foreign_key="projects.id", index=True)


# ---------------------------------------------------------------- broadcasts


class PictureRow(Picture, table=True):
    """A picture of broadcasts, or of a draft of one."""

    __tablename__ = "pictures"

    id: str = Field(primary_key=True, max_length=64)
    draft: str | None = Field(default=None, max_length=40, index=True)


class BroadcastRow(Broadcast, table=True):
    """One text to an audience."""

    __tablename__ = "broadcasts"
    __table_args__ = (Index(None, "state", "starts_at"),)

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    organization_id: str = Field(foreign_key="organizations.id", index=True)
    author_id: str = Field(foreign_key="volunteers.id")
    picture_id: str | None = Field(default=None, max_length=64, foreign_key="pictures.id")
    project_id: str | None = Field(default=None, foreign_key="projects.id")
    audience: str = Field(default="{}", sa_type=Text)
    board_account_id: str | None = Field(default=None, foreign_key="accounts.id")


class DeliveryRow(Delivery, table=True):
    """A broadcast for one person: the key lets planning begin anew anywhere."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index(None, "broadcast_id", "platform", "way", "state", "due_at"),
        Index(None, "account_id", "sent_at"),
        Index(None, "volunteer_id", "sent_at"),
    )

    broadcast_id: str = Field(primary_key=True, foreign_key="broadcasts.id")
    volunteer_id: str = Field(primary_key=True, foreign_key="volunteers.id")
    account_id: str | None = Field(default=None, foreign_key="accounts.id")


# ---------------------------------------------------------------- cases


class CaseRow(Case, table=True):
    """Something that a person is to see to."""

    __tablename__ = "cases"
    __table_args__ = (Index(None, "organization_id", "state", "waits_since"),)

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    organization_id: str = Field(foreign_key="organizations.id")
    volunteer_id: str = Field(foreign_key="volunteers.id", index=True)
    shift_id: str | None = Field(default=None, foreign_key="shifts.id")
    place: str | None = Field(default=None, sa_type=EncryptedText)
    assigned_to: str | None = Field(default=None, foreign_key="volunteers.id", index=True)
    escalate_at: datetime | None = Field(default=None, index=True)


class CaseMessageRow(CaseMessage, table=True):
    """Words in a case."""

    __tablename__ = "case_messages"
    __table_args__ = (Index(None, "case_id", "at"),)

    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id")
    author_id: str = Field(foreign_key="volunteers.id", index=True)
    text: str = Field(sa_type=EncryptedText)


class DutyRow(Duty, table=True):
    """Who is on duty at a node."""

    __tablename__ = "duties"

    organization_id: str = Field(foreign_key="organizations.id", primary_key=True)
    volunteer_id: str = Field(foreign_key="volunteers.id", index=True)


# ---------------------------------------------------------------- delivery


class NoticeRow(Notice, table=True):
    """An outgoing event."""

    __tablename__ = "outgoing"
    __table_args__ = (
        Index(None, "state", "due_at"),
        Index(None, "about_id", **_where("about_id IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    key: str = Field(max_length=120, unique=True)
    volunteer_id: str | None = Field(default=None, foreign_key="volunteers.id", index=True)
    account_id: str | None = Field(default=None, foreign_key="accounts.id", index=True)
    about_id: str | None = Field(default=None, foreign_key="volunteers.id")


class InboundRow(SQLModel, table=True):
    """A message that had an effect, with the answer it got: a repeat gets the same one."""

    __tablename__ = "inbound"

    id: str = Field(primary_key=True)
    account_key: str = Field(index=True)
    at: datetime = Field(index=True)
    screen: str | None = Field(default=None, sa_type=Text)
    """The answer as JSON; None where nothing was said."""
    language: str
    notices: str = Field(default="[]", sa_type=Text)
    """The screens that were shown before it, as a JSON list."""
    form_id: str | None = Field(default=None, unique=True)
    """The form whose confirmation had the effect: confirmed twice, it has it once."""
    handed_over_at: datetime | None = None


class InboxRow(SQLModel, table=True):
    """A message acknowledged before its answer, redacted, in the order of arrival."""

    __tablename__ = "inbox"

    seq: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    account_key: str = Field(index=True)
    body: str = Field(sa_type=Text)
    """The inbound as JSON."""
    kept_at: datetime


class SubscriptionRow(SQLModel, table=True):
    """How many notifications by one of WeChat's templates a person still allows."""

    __tablename__ = "wechat_subscriptions"

    account_key: str = Field(primary_key=True)
    template_id: str = Field(primary_key=True, max_length=128)
    left: int
    told_at: datetime
    """When the person last said something about it."""


class SessionRow(SQLModel, table=True):
    """Where an account stands in its conversation."""

    __tablename__ = "sessions"

    account_key: str = Field(primary_key=True)
    revision: int
    body: str = Field(sa_type=Text)
    """The session as JSON."""
    updated_at: datetime


# ---------------------------------------------------------------- the house itself


class AccessRow(SQLModel, table=True):
    """Who looked at whose personal data, when and why."""

    __tablename__ = "access_log"

    id: str = Field(primary_key=True)
    actor_id: str = Field(foreign_key="volunteers.id", index=True)
    subject_id: str = Field(foreign_key="volunteers.id", index=True)
    purpose: str = Field(max_length=60)
    at: datetime


class CounterRow(SQLModel, table=True):
    """The last number drawn of a series: project numbers, volunteer numbers of a year."""

    __tablename__ = "counters"

    name: str = Field(primary_key=True)
    value: int


class ReviewRow(SQLModel, table=True):
    """What somebody meant by a sentence that was not clear; nothing in it tells who it was."""

    __tablename__ = "reviews"

    seq: int | None = Field(default=None, primary_key=True)
    text: str = Field(sa_type=Text)
    lang: str
    source: str
    offered: str = Field(sa_type=Text)
    """The intents offered with their confidences, as JSON."""
    picked: str
    at: datetime


class KeyRow(SQLModel, table=True):
    """The fingerprint of a key that something stored was written with."""

    __tablename__ = "keys"

    fingerprint: str = Field(primary_key=True)
    since: datetime


@event.listens_for(VolunteerRow, "before_insert")
@event.listens_for(VolunteerRow, "before_update")
def _digest_phone(_: Mapper[Any], connection: Connection, row: VolunteerRow) -> None:
    keyring = keyring_of(connection.dialect)
    row.phone_digest = None if row.phone is None else keyring.digest(PHONE, row.phone)


def _store_enumerations_by_value() -> None:
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, Enum) and column.type.enum_class is not None:
                column.type = Enum(
                    column.type.enum_class,
                    native_enum=False,
                    length=32,
                    values_callable=lambda members: [member.value for member in members],
                )


_store_enumerations_by_value()

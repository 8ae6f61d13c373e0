"""Whom a broadcast fits and who is left out, as the database counts and writes it.

The rules are those of rules.md, "Broadcasts", and of ``domain.signups.eligibility``, put so that a
million people are judged without one of them being read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, case, cast, false, func, literal, null
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, exists, or_, select

from domain.broadcasts.model import Audience, DeliveryState, LeftOut, Way, Ways
from domain.clock import local_day
from domain.hours.model import COUNTED
from domain.offerings.model import Category, Project
from domain.policy import Policy
from domain.signups.model import LIVE
from domain.volunteers.model import Platform, VolunteerState
from domain.volunteers.zones import Zone
from storage.asks import times_asked, times_to_come
from storage.massing import mass_left
from storage.tables import (
    AccountRow,
    GuardianConsentRow,
    HourTotalRow,
    MembershipRow,
    OrganizationRow,
    ShiftRow,
    SignupRow,
    SubscriptionRow,
    VolunteerRow,
)

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Judging:
    """What people are judged by.

    Attributes:
        project: the one to sign up for, where only who could is meant.
        day: the day on which that would be, for ages.
        sending: the broadcasts that are being sent: who waits for one of them is as good as asked.
    """

    audience: Audience
    project: Project | None
    day: date
    topic: Category | None
    ways: Ways
    now: datetime
    policy: Policy
    sending: Sequence[str] = ()

    def of_audience(self) -> Sequence[ColumnElement[bool]]:
        """Who belongs to the audience, whether or not they get it."""
        wanted = self.audience
        today = local_day(self.now, self.policy.timezone)
        conditions: list[ColumnElement[bool]] = [
            col(VolunteerRow.state) == VolunteerState.ACTIVE,
        ]
        if wanted.district:
            conditions.append(col(VolunteerRow.district).contains(wanted.district, autoescape=True))
        if wanted.categories:
            conditions.append(
                or_(*(listed(VolunteerRow.categories, each) for each in wanted.categories))
            )
        if wanted.skill:
            conditions.append(listed(VolunteerRow.skills, wanted.skill))
        if wanted.age_from is not None:
            conditions.append(_at_least(wanted.age_from, today))
        if wanted.age_until is not None:
            conditions.append(_younger(wanted.age_until + 1, today))
        if wanted.star is not None:
            hours = self.policy.star_hours[wanted.star - 1]
            conditions.append(_minutes() >= hours * 60)
        if wanted.team is not None:
            conditions.append(_member_of(wanted.team))
        return conditions

    def left_out(self) -> ColumnElement[str | None]:
        """Why somebody of the audience does not get it; null: they do."""
        reasons: list[tuple[ColumnElement[bool], LeftOut]] = []
        if self.audience.eligible and self.project is not None:
            reasons.append(
                (~_eligible(self.project, self.day, self.now, self.policy), _R.NOT_ELIGIBLE)
            )
        reasons += [
            (self._declined(), _R.OPTED_OUT),
            (~exists().where(*reachable(AccountRow)), _R.UNREACHABLE),
            (asked_enough(self.now, self.policy, self._to_come()), _R.ASKED_LATELY),
        ]
        if self.ways.mass:
            reasons.append((and_(self.account().is_(None), self._massed()), _R.MASS_USED_UP))
        reasons.append((self.account().is_(None), _R.NO_WAY))
        return case(*((condition, reason.value) for condition, reason in reasons), else_=null())

    def account(self) -> ColumnElement[str | None]:
        """The account of theirs that it would go to: the last one written from that is open."""
        return (
            select(AccountRow.id)
            .where(*reachable(AccountRow), self.open_way())
            .order_by(
                case((self.direct(), 0), (self.asked(), 1), else_=2),
                col(AccountRow.last_seen_at).is_(None),
                col(AccountRow.last_seen_at).desc(),
                col(AccountRow.id),
            )
            .limit(1)
            .correlate(VolunteerRow)
            .scalar_subquery()
        )

    def open_way(self) -> ColumnElement[bool]:
        """Whether an account's platform lets us write now, in one way or another."""
        return or_(self.direct(), self.asked(), mass_left(self.ways, self.now))

    def way(self) -> ColumnElement[str]:
        """The way to an account of which one is open, the cheapest first."""
        return case(
            (self.direct(), Way.DIRECT.value),
            (self.asked(), Way.ASKED.value),
            else_=Way.MASS.value,
        )

    def direct(self) -> ColumnElement[bool]:
        """Whether an account can be sent a message of its own now."""
        free = self.ways.platforms - self.ways.windowed
        windowed = self.ways.platforms & self.ways.windowed
        return or_(
            col(AccountRow.platform).in_(free),
            and_(
                col(AccountRow.platform).in_(windowed),
                col(AccountRow.window_until) > self.now,
                col(AccountRow.window_left) > 0,
            ),
        )

    def asked(self) -> ColumnElement[bool]:
        """Whether an account's person asked to be told of such a thing once more."""
        if self.project is None or not self.ways.asked_for:
            return false()
        return exists().where(
            col(SubscriptionRow.account_key)
            == literal(f"{Platform.WECHAT}:") + col(AccountRow.user_id),
            col(AccountRow.platform).in_(self.ways.platforms & {Platform.WECHAT}),
            col(SubscriptionRow.template_id).in_(self.ways.asked_for),
            col(SubscriptionRow.left) > 0,
        )

    def _to_come(self) -> ColumnElement[int]:
        return times_to_come(self.sending, (DeliveryState.PENDING, DeliveryState.SENDING))

    def _massed(self) -> ColumnElement[bool]:
        """Whether somebody could be reached by mass sends if any were left."""
        on = col(AccountRow.platform).in_(self.ways.mass)
        return exists().where(*reachable(AccountRow), on)

    def _declined(self) -> ColumnElement[bool]:
        stopped = col(VolunteerRow.messages_stopped)
        if self.topic is None:
            return stopped.is_(True)
        return or_(stopped.is_(True), listed(VolunteerRow.declined_topics, self.topic))


def asked_enough(
    now: datetime, policy: Policy, to_come: ColumnElement[int] | None = None
) -> ColumnElement[bool]:
    """Whether the volunteer of the row got as many lately as they want, or may get (C).

    Args:
        to_come: how many more count as if they had got them.
    """
    rarely = col(VolunteerRow.messages_rarely).is_(True)
    more = literal(0) if to_come is None else to_come
    return or_(
        times_asked(now - _WEEK) + more >= policy.broadcasts_a_week,
        and_(rarely, times_asked(now - policy.broadcasts_rarely_every) + more >= 1),
    )


_R = LeftOut


def reachable(account: type[AccountRow]) -> Sequence[ColumnElement[bool]]:
    """That an account is the volunteer's of the row and can be written to."""
    return (
        col(account.volunteer_id) == col(VolunteerRow.id),
        col(account.reachable).is_(True),
    )


def listed(column: str, word: str) -> ColumnElement[bool]:
    """Whether a word stands in a column of words with commas between, whatever kind of comma."""
    words = func.lower(literal(",") + cast(column, String) + literal(","))
    for comma in ("，", "、", ", ", " ,"):
        words = func.replace(words, comma, ",")
    return words.contains(f",{word.strip().lower()},", autoescape=True)


def _at_least(age: int, day: date) -> ColumnElement[bool]:
    return col(VolunteerRow.birth_date) <= _years_before(day, age)


def _younger(age: int, day: date) -> ColumnElement[bool]:
    return col(VolunteerRow.birth_date) > _years_before(day, age)


def _years_before(day: date, years: int) -> date:
    """The last birth date of who is so old on a day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February: the birthday is on 1 March of common years
        return day.replace(year=day.year - years, day=28)


def _member_of(node_id: str) -> ColumnElement[bool]:
    """Whether the volunteer of the row belongs to a node or to one below it."""
    own = aliased(OrganizationRow)
    path = select(own.path).where(own.id == node_id).scalar_subquery()
    return exists().where(
        col(MembershipRow.volunteer_id) == col(VolunteerRow.id),
        col(MembershipRow.left_at).is_(None),
        col(OrganizationRow.id) == col(MembershipRow.organization_id),
        func.substr(OrganizationRow.path, 1, func.length(path)) == path,
    )


def _minutes() -> ColumnElement[int]:
    """The counted minutes of the volunteer of the row."""
    return (
        select(func.coalesce(func.sum(HourTotalRow.minutes), 0))
        .where(
            col(HourTotalRow.volunteer_id) == col(VolunteerRow.id),
            col(HourTotalRow.grade).in_(COUNTED),
        )
        .correlate(VolunteerRow)
        .scalar_subquery()
    )


def _eligible(project: Project, day: date, now: datetime, policy: Policy) -> ColumnElement[bool]:
    """Whether somebody could sign up for a project and has not; a clash shows at sign-up."""
    joined = exists().where(
        col(SignupRow.volunteer_id) == col(VolunteerRow.id),
        col(SignupRow.shift_id) == col(ShiftRow.id),
        col(ShiftRow.project_id) == project.id,
        col(SignupRow.state).in_(LIVE),
    )
    return and_(fits_project(project, day, now, policy), ~joined)


def fits_project(project: Project, day: date, now: datetime, policy: Policy) -> ColumnElement[bool]:
    """Whether a person is of an age and has the skills for a project on a day."""
    adult = _at_least(policy.adult_age, day)
    today_adult = _at_least(policy.adult_age, local_day(now, policy.timezone))
    consented = exists().where(
        col(GuardianConsentRow.minor_id) == col(VolunteerRow.id),
        col(GuardianConsentRow.withdrawn_at).is_(None),
    )
    conditions = [or_(today_adult, consented)]
    if project.risky or not project.minors_allowed:
        conditions.append(adult)
    if project.minimum_age is not None:
        conditions.append(_at_least(project.minimum_age, day))
    for needed in (project.skill, project.training):
        for word in (needed or "").replace("，", ",").replace("、", ",").split(","):
            if word.strip():
                conditions.append(listed(VolunteerRow.skills, word))
    return and_(*conditions)


def judged(judging: Judging) -> Select[str, Zone | None, str | None, str | None]:
    """Everybody of the audience with their zone, the account and the reason to be left out."""
    return select(
        col(VolunteerRow.id),
        col(VolunteerRow.timezone),
        judging.account().label("account"),
        judging.left_out().label("left_out"),
    ).where(*judging.of_audience())

"""The configurable rules of one installation, with their defaults and where each comes from.

Sources: rules.md of the design: "V" read in the source, "V2" second-hand, "C" our choice.
"""

from collections.abc import Mapping
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.organizations.model import UnitLevel


class Policy(BaseModel):
    """One object with all limits; nothing of this is hard-coded in a flow."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    timezone: ZoneInfo = ZoneInfo("Asia/Shanghai")

    # Minors (PIPL 28 and 31, V; several provinces, V)
    consent_for_data_below_age: int = 14
    adult_age: int = 18
    oldest_age: int = 120
    consent_version: str = "2026-11"

    # Codes (design, section 4b)
    code_lifetime: timedelta = timedelta(minutes=10)
    code_tries: int = 5
    invitation_lifetime: timedelta = timedelta(hours=24)

    # Attendance (C)
    check_in_opens_before: timedelta = timedelta(minutes=30)
    check_in_closes_after: timedelta = timedelta(minutes=30)
    marked_at_once: int = 40
    """How many people a leader marks as having come in one go; the others in a next one."""

    # Claims (C; models: i志愿, 志愿汇, 志愿北京, V2)
    claim_within: timedelta = timedelta(days=7)
    claim_at_least_minutes: int = 10
    daily_minutes_one_person: int = 8 * 60
    daily_minutes_at_most: int = 12 * 60
    # 民政部令第67号 art. 11: recorded within 10 working days after the activity (V)
    record_within_working_days: int = 10
    escalate_after_working_days: tuple[int, ...] = (5, 9)

    # Signing up (C)
    cancel_cut_off: timedelta = timedelta(hours=24)
    reminders_before: tuple[timedelta, ...] = (timedelta(hours=24), timedelta(hours=2))
    offer_lifetime: timedelta = timedelta(hours=12)
    offer_at_least: timedelta = timedelta(minutes=15)
    offer_ignores_quiet_hours_within: timedelta = timedelta(hours=24)
    no_shows_flagged: int = 3
    longest_shift: timedelta = timedelta(hours=24)
    repeat_weeks_at_most: int = 26

    # People on a shift (C): a phone number is there for what is urgent around the service
    phone_shown_before: timedelta = timedelta(days=1)
    phone_shown_after: timedelta = timedelta(days=1)
    shift_messages_a_day: int = 3
    shift_message_until_after: timedelta = timedelta(days=1)
    # Teams and families (C)
    team_invitation_lifetime: timedelta = timedelta(days=30)
    household_size: int = 8
    # Registered volunteers among a unit's people, in percent, by its level, for information only:
    # notice 002 (青直文明委〔2018〕4号), part 三（二） (V)
    share_aims: Mapping[UnitLevel, int] = {
        UnitLevel.NATIONAL: 40,
        UnitLevel.PROVINCIAL: 30,
        UnitLevel.DEPARTMENTAL: 20,
    }

    # Finding cover (C)
    cover_within: timedelta = timedelta(hours=48)
    cover_asked_at_once: int = 5
    cover_answer_at_most: timedelta = timedelta(hours=1)
    cover_answer_at_least: timedelta = timedelta(minutes=10)

    # Messages (C)
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    near_quiet_from: time = time(22)
    near_quiet_until: time = time(7)
    """For asks about a service within a day."""

    broadcasts_a_week: int = 2
    broadcasts_rarely_every: timedelta = timedelta(days=28)
    """For those who want them less often."""

    # Stars by hours (V2; differs by place)
    star_hours: tuple[int, ...] = (100, 300, 600, 1000, 1500)
    # Cases (C); the clock of all but incidents stands still in the quiet hours
    incident_escalates_after: timedelta = timedelta(hours=1)
    case_escalates_after: timedelta = timedelta(hours=24)
    case_reopens_within: timedelta = timedelta(days=7)
    case_shift_within: timedelta = timedelta(days=7)
    open_cases_at_most: int = 5

    # Delivery (design, section 3)
    inbound_kept: timedelta = timedelta(days=7)

    def in_zone(self, zone: str | None) -> "Policy":
        """The same rules by the clocks of another zone; None: of this one."""
        return self if zone is None else self.model_copy(update={"timezone": ZoneInfo(zone)})

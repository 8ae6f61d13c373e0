"""The configurable rules of one installation, with their defaults and where each comes from.

Sources: rules.md of the design: "V" read in the source, "V2" second-hand, "C" our choice.
"""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict


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

    # Messages (C)
    quiet_from: time = time(21)
    quiet_until: time = time(8)

    # Delivery (design, section 3)
    inbound_kept: timedelta = timedelta(days=7)

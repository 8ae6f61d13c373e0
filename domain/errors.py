"""Refusals: what the domain says no to, each with a stable code; the edge chooses the words."""

from collections.abc import Awaitable
from enum import StrEnum


class Reason(StrEnum):
    """Why something was refused. Each has its text in the catalogues as ``refused-<code>``."""

    # people
    NOT_REGISTERED = "not-registered"
    ALREADY_REGISTERED = "already-registered"
    NOT_ALLOWED = "not-allowed"
    NOT_FOUND = "not-found"
    GUARDIAN_MISSING = "guardian-missing"
    GUARDIAN_TOO_YOUNG = "guardian-too-young"
    GUARDIAN_IS_SELF = "guardian-is-self"
    GUARDIAN_NOT_NEEDED = "guardian-not-needed"
    NO_CONSENT_GIVEN = "no-consent-given"
    RECORD_FROZEN = "record-frozen"
    NOTHING_STORED = "nothing-stored"
    BIRTH_DATE_IMPOSSIBLE = "birth-date-impossible"
    # codes
    CODE_WRONG = "code-wrong"
    CODE_EXPIRED = "code-expired"
    CODE_USED = "code-used"
    TOO_MANY_TRIES = "too-many-tries"
    INVITATION_WITHDRAWN = "invitation-withdrawn"
    # linking accounts
    LINK_SAME_PLATFORM = "link-same-platform"
    LINK_SAME_PERSON = "link-same-person"
    LINK_BIRTH_DATES_DIFFER = "link-birth-dates-differ"
    # organizations
    NAME_TAKEN = "name-taken"
    LAST_ADMINISTRATOR = "last-administrator"
    NOT_A_MEMBER = "not-a-member"
    # households
    HOUSEHOLD_ADULT_NEEDED = "household-adult-needed"
    HOUSEHOLD_FULL = "household-full"
    HOUSEHOLD_IS_SELF = "household-is-self"
    ALREADY_IN_HOUSEHOLD = "already-in-household"
    NOT_IN_HOUSEHOLD = "not-in-household"
    CHILD_OF_AGE = "child-of-age"
    RELATIVE_REFUSED = "relative-refused"
    RELATIVE_CANNOT_COME = "relative-cannot-come"
    PLACES_SHORT = "places-short"
    # projects and shifts
    INSURANCE_MISSING = "insurance-missing"
    SHIFT_IN_PAST = "shift-in-past"
    ENDS_BEFORE_START = "ends-before-start"
    SHIFT_TOO_LONG = "shift-too-long"
    SHIFT_CANCELLED = "shift-cancelled"
    STATE_DOES_NOT_FOLLOW = "state-does-not-follow"
    PLACES_MISSING = "places-missing"
    SHIFT_BEGUN = "shift-begun"
    PROJECT_PAUSED = "project-paused"
    PROJECT_CLOSED = "project-closed"
    TOO_MANY_WEEKS = "too-many-weeks"
    NOTHING_CHANGED = "nothing-changed"
    NO_SHOW_NOT_NOTED = "no-show-not-noted"
    MANAGES_ALREADY = "manages-already"
    # signing up (rules.md, "Signing up": a refusal names its reason)
    SHIFT_OVER = "shift-over"
    REGISTRATION_CLOSED = "registration-closed"
    ALREADY_SIGNED_UP = "already-signed-up"
    CLASH = "clash"
    TOO_YOUNG = "too-young"
    MINOR_ON_RISKY_SHIFT = "minor-on-risky-shift"
    SKILL_MISSING = "skill-missing"
    TRAINING_MISSING = "training-missing"
    WAITLIST_FULL = "waitlist-full"
    ACKNOWLEDGEMENT_OUTDATED = "acknowledgement-outdated"
    NOT_SIGNED_UP = "not-signed-up"
    OFFER_OVER = "offer-over"
    # people on a shift
    PHONE_NOT_SHOWN = "phone-not-shown"
    PHONE_MISSING = "phone-missing"
    PHONE_OF_ANOTHER = "phone-of-another"
    NOBODY_TO_TELL = "nobody-to-tell"
    MESSAGE_TOO_LATE = "message-too-late"
    MESSAGES_USED_UP = "messages-used-up"
    ON_ROSTER_ALREADY = "on-roster-already"
    NO_PLACE_ON_SITE = "no-place-on-site"
    COVER_NOT_NEEDED = "cover-not-needed"
    COVER_TOO_LATE = "cover-too-late"
    COVER_TOO_EARLY = "cover-too-early"
    # attendance
    CHECK_IN_TOO_EARLY = "check-in-too-early"
    CHECK_IN_TOO_LATE = "check-in-too-late"
    CHECK_OUT_TOO_LATE = "check-out-too-late"
    ALREADY_CHECKED_IN = "already-checked-in"
    ALREADY_CHECKED_OUT = "already-checked-out"
    NOT_CHECKED_IN = "not-checked-in"
    HAS_COME = "has-come"
    SHIFT_NOT_OVER = "shift-not-over"
    NOBODY_TO_MARK = "nobody-to-mark"
    # broadcasts
    BROADCAST_OVER = "broadcast-over"
    PICTURE_GONE = "picture-gone"
    # hours
    CLAIM_IN_FUTURE = "claim-in-future"
    CLAIM_TOO_OLD = "claim-too-old"
    CLAIM_TOO_SHORT = "claim-too-short"
    CLAIM_OVERLAPS = "claim-overlaps"
    CLAIM_WHICH_SHIFT = "claim-which-shift"
    CLAIM_OVER_DAILY_LIMIT = "claim-over-daily-limit"
    CLAIM_DECIDED = "claim-decided"
    SECOND_PERSON_NEEDED = "second-person-needed"
    TIMES_IMPOSSIBLE = "times-impossible"
    OWN_HOURS = "own-hours"
    ENTRY_REPLACED = "entry-replaced"
    NO_RECORDS = "no-records"
    NOTHING_WAITS = "nothing-waits"
    NO_OPEN_CLAIMS = "no-open-claims"
    NO_ORGANIZATION = "no-organization"
    # cases
    NOBODY_TO_ASK = "nobody-to-ask"
    TOO_MANY_CASES = "too-many-cases"
    CASE_CLOSED = "case-closed"
    CASE_CLOSED_LONG_AGO = "case-closed-long-ago"
    CASE_MOVED_ON = "case-moved-on"
    CASE_TAKEN = "case-taken"
    OWN_CASE = "own-case"
    ON_DUTY_NEEDS_ROLE = "on-duty-needs-role"
    # reports
    REPORT_IN_FUTURE = "report-in-future"
    REPORT_ENDS_BEFORE_START = "report-ends-before-start"


class Refused(Exception):
    """The domain says no.

    Attributes:
        reason: the stable code.
        facts: what the text needs to name the reason (numbers, names, moments), by name.
        keep: what was written before the refusal must be committed, such as a counted wrong try.
    """

    def __init__(self, reason: Reason, *, keep: bool = False, **facts: object) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.keep = keep
        self.facts = facts


async def granted(check: Awaitable[object]) -> bool:
    """Whether a check goes through, where its refusal is an answer and no end: what a person is
    offered, and whether they are still told."""
    try:
        await check
    except Refused:
        return False
    return True

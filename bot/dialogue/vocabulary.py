"""Which request each word, payload, sentence and refusal leads to: the router's tables."""

from collections.abc import Mapping

from bot.dialogue.requests import Request
from bot.payloads import PayloadKind
from domain.errors import Reason
from nlu.exact import Word
from nlu.understanding import Intent, Slots

WORD_REQUESTS: Mapping[Word, str] = {
    Word.START: "start",
    Word.REGISTER: "register",
    Word.MENU: "menu",
    Word.PROJECTS: "browse_offerings",
    Word.SIGNUPS: "my_sign_ups",
    Word.CHECKIN: "check_in",
    Word.CHECKOUT: "check_out",
    Word.LOG: "log_hours",
    Word.HOURS: "query_hours",
    Word.CERTIFICATE: "request_certificate",
    Word.CARD: "show_card",
    Word.LINK: "link_account",
    Word.GUARDIAN: "guardian",
    Word.LANGUAGE: "change_language",
    Word.SETTINGS: "settings",
    Word.MYDATA: "my_data",
    Word.HELP: "help",
    Word.BACK: "back",
    Word.SKIP: "skip",
    Word.CANCEL: "cancel",
    Word.CLAIM: "claim",
    Word.ORGANIZE: "organize",
    Word.NEWPROJECT: "create_project",
    Word.ROSTER: "view_roster",
    Word.APPROVE: "approve_hours",
    Word.BROADCAST: "broadcast",
    Word.REPORT: "report_stats",
}
"""The words of design.md section 6."""

FIXED_LABELS = (
    "confirm",
    "change",
    "agree",
    "disagree",
    "back",
    "skip",
    "cancel",
    "more",
    "sign-up",
    "approve",
    "refuse",
)
"""The labels of design.md section 4b, by their text keys."""

PAYLOAD_REQUESTS: Mapping[PayloadKind, tuple[str, str]] = {
    PayloadKind.CHECK_IN: ("check_in", "shift"),
    PayloadKind.LINK: ("link_account", "code"),
    PayloadKind.GUARDIAN: ("guardian", "code"),
    PayloadKind.INVITATION: ("claim", "code"),
    PayloadKind.PROJECT: ("view_project", "project"),
}
"""Request name and slot of what a QR code or a deep link carries; a card's leads to a page."""

WAYS_OUT: Mapping[Reason, str] = {
    Reason.GUARDIAN_MISSING: "guardian",
    Reason.ALREADY_REGISTERED: "settings",
    Reason.ALREADY_SIGNED_UP: "my_sign_ups",
    Reason.CLASH: "my_sign_ups",
    Reason.SHIFT_OVER: "browse_offerings",
    Reason.SHIFT_CANCELLED: "browse_offerings",
    Reason.REGISTRATION_CLOSED: "browse_offerings",
    Reason.TOO_YOUNG: "browse_offerings",
    Reason.MINOR_ON_RISKY_SHIFT: "browse_offerings",
    Reason.SKILL_MISSING: "browse_offerings",
    Reason.TRAINING_MISSING: "browse_offerings",
    Reason.WAITLIST_FULL: "browse_offerings",
    Reason.NOT_SIGNED_UP: "my_sign_ups",
    Reason.CHECK_IN_TOO_EARLY: "my_sign_ups",
    Reason.CHECK_IN_TOO_LATE: "log_hours",
    Reason.NOT_CHECKED_IN: "log_hours",
    Reason.ALREADY_CHECKED_IN: "check_out",
    Reason.ALREADY_CHECKED_OUT: "query_hours",
    Reason.CLAIM_DECIDED: "approve_hours",
    Reason.NO_RECORDS: "log_hours",
    Reason.OFFER_OVER: "browse_offerings",
    Reason.OWN_HOURS: "approve_hours",
    Reason.REPORT_IN_FUTURE: "report_stats",
    Reason.REPORT_ENDS_BEFORE_START: "report_stats",
}
"""Where a refusal leads; the choice's label is the text ``do-REQUEST``."""

_INTENT_REQUESTS: Mapping[Intent, str] = {
    Intent.GREET: "start",
    Intent.UPDATE_PROFILE: "settings",
    Intent.UNSUBSCRIBE: "stop_messages",
    Intent.DELETE_MY_DATA: "delete_my_data",
}
"""Intents whose request has another name."""


def request_for(intent: Intent, said: Slots) -> Request:
    """The request that an intent stands for; slots as text, periods as ``FROM..TO``."""
    slots: dict[str, str] = {}
    for name, value in said.as_json().items():
        match value:
            case {"from": first, "to": last}:
                slots[name] = f"{first}..{last}"
            case _:
                slots[name] = str(value)
    return Request(_INTENT_REQUESTS.get(intent, intent.value), slots)

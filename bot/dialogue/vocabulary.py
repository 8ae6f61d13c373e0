"""Which request each word, payload, sentence and refusal leads to: the router's tables."""

from collections.abc import Mapping

from bot.dialogue.requests import Request
from bot.payloads import PayloadKind
from domain.errors import Reason
from nlu.exact import Command, Word
from nlu.matcher import understand_exactly
from nlu.matters import IN_OWN_WORDS
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
    Word.CASES: "my_cases",
    Word.HELP: "help",
    Word.BACK: "back",
    Word.SKIP: "skip",
    Word.CANCEL: "cancel",
    Word.CLAIM: "claim",
    Word.JOIN: "join_team",
    Word.FAMILY: "household",
    Word.ORGANIZE: "organize",
    Word.NEWPROJECT: "create_project",
    Word.ROSTER: "view_roster",
    Word.APPROVE: "approve_hours",
    Word.BROADCAST: "broadcast",
    Word.REPORT: "report_stats",
}
"""The words of design.md section 6, and the one for cases."""

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
    PayloadKind.TEAM: ("join_team", "code"),
    PayloadKind.HOUSEHOLD: ("household", "code"),
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
    Reason.PROJECT_PAUSED: "browse_offerings",
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
    Reason.NO_PLACE_ON_SITE: "my_sign_ups",
    Reason.TOO_MANY_CASES: "my_cases",
    Reason.CASE_CLOSED: "my_cases",
    Reason.CASE_CLOSED_LONG_AGO: "talk_to_human",
    Reason.OWN_CASE: "my_cases",
    Reason.NOT_A_MEMBER: "my_teams",
    Reason.HOUSEHOLD_FULL: "household",
    Reason.ALREADY_IN_HOUSEHOLD: "household",
    Reason.NOT_IN_HOUSEHOLD: "household",
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


def request_for(intent: Intent, said: Slots, text: str = "") -> Request:
    """The request that an intent stands for; slots as text, periods as ``FROM..TO``.

    Args:
        text: the sentence; where it may itself be what the person wants to say, it is the slot
            ``words``.
    """
    slots: dict[str, str] = {}
    if text and intent in IN_OWN_WORDS:
        slots["words"] = text
    for name, value in said.as_json().items():
        match value:
            case {"from": first, "to": last}:
                slots[name] = f"{first}..{last}"
            case _:
                slots[name] = str(value)
    return Request(_INTENT_REQUESTS.get(intent, intent.value), slots)


def commanded(text: str, command: Command) -> Request:
    """What a word asks for, with what is written behind it: a code, or how long for ``/log``."""
    if command.word is Word.LOG and (understood := understand_exactly(text)):
        return request_for(understood.intent, understood.slots)
    slots = {"code": command.argument} if command.argument else {}
    return Request(WORD_REQUESTS[command.word], slots)

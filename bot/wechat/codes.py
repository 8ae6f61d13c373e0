"""The platform's error codes: what each means, and what becomes of the message."""

from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.messages import Push, PushOutcome

_PLATFORM_ZONE = ZoneInfo("Asia/Shanghai")
"""The platform's day, in which its daily limits are counted, wherever we run."""

BACK_OFF_SECONDS = 30.0

NOT_ALLOWED = 43101
"""The person has not allowed this notification, or not any more."""

NO_SUCH_MEDIA = 40007
"""There is no picture by this id, or not any more."""

NO_MENU = 40200
"""The account may not send lines to tap."""

SENT_BEFORE = 45065
"""A mass send of this name was sent already."""

USED_UP = "45009"
"""The detail of a push that waits because the day's calls are used up."""


MISCONFIGURED_SECONDS = 60.0


class Meaning(Enum):
    """What a code asks of us."""

    TOKEN = auto()
    """The access token is not taken: drop it, fetch one, try once more."""
    BACK_OFF = auto()
    """Busy: later."""
    EXHAUSTED = auto()
    """The day's calls are used up: not before midnight."""
    WINDOW_CLOSED = auto()
    """Not allowed now: the person must write first."""
    UNREACHABLE = auto()
    """This person cannot be written to."""
    CONFIGURATION = auto()
    """The account may not do this, or is set up wrongly: somebody must look."""
    OUR_BUG = auto()
    """We sent what we must not send: never again the same."""


MEANINGS = {
    40001: Meaning.TOKEN,
    40014: Meaning.TOKEN,
    42001: Meaning.TOKEN,
    -1: Meaning.BACK_OFF,
    45011: Meaning.BACK_OFF,
    45009: Meaning.EXHAUSTED,
    45015: Meaning.WINDOW_CLOSED,
    45047: Meaning.WINDOW_CLOSED,
    45028: Meaning.WINDOW_CLOSED,
    40003: Meaning.UNREACHABLE,
    43004: Meaning.UNREACHABLE,
    43101: Meaning.UNREACHABLE,
    48002: Meaning.UNREACHABLE,
    50005: Meaning.UNREACHABLE,
    48001: Meaning.CONFIGURATION,
    40200: Meaning.CONFIGURATION,
    40164: Meaning.CONFIGURATION,
    61004: Meaning.CONFIGURATION,
    NO_SUCH_MEDIA: Meaning.OUR_BUG,
    40130: Meaning.OUR_BUG,
    45002: Meaning.OUR_BUG,
    47001: Meaning.OUR_BUG,
}


def meaning_of(code: int) -> Meaning:
    """What a code means; one we do not know is taken for a matter of configuration."""
    return MEANINGS.get(code, Meaning.CONFIGURATION)


def push_for(code: int, now: datetime) -> Push:
    """What became of a message that was answered with this code."""
    detail = str(code)
    match meaning_of(code):
        case Meaning.BACK_OFF:
            return Push(PushOutcome.LATER, BACK_OFF_SECONDS, detail)
        case Meaning.EXHAUSTED:
            return Push(PushOutcome.LATER, _until_midnight(now), detail)
        case Meaning.UNREACHABLE:
            return Push(PushOutcome.UNREACHABLE, detail=detail)
        case Meaning.OUR_BUG:
            return Push(PushOutcome.REFUSED, detail=detail)
        case Meaning.WINDOW_CLOSED:
            return Push(PushOutcome.WAITS, detail=detail)
        case Meaning.CONFIGURATION | Meaning.TOKEN:
            # Nobody can be written to: what must not wait for a message is tried again.
            return Push(PushOutcome.WAITS, MISCONFIGURED_SECONDS, detail)


def _until_midnight(now: datetime) -> float:
    local = now.astimezone(_PLATFORM_ZONE)
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight.astimezone(UTC) - now).total_seconds()

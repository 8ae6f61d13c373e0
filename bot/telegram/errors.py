"""What an error of the Bot API means for a message that was to be sent."""

import re

from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from bot.messages import Push, PushOutcome

#: Seconds to wait where the platform does not say.
AWAY_SECONDS = 2.0
MISCONFIGURED_SECONDS = 60.0

_NOBODY = ("chat not found", "user not found", "peer_id_invalid", "user_is_deactivated")
_CANNOT_EDIT = (
    "message can't be edited",
    "message to edit not found",
    "message_id_invalid",
    "there is no text in the message to edit",
)
_WRONG_FILE = (
    "wrong file identifier",
    "wrong remote file identifier",
    "wrong file_id",
    "file_reference",
)
#: Numbers, quotations, names and addresses in the server's words.
_TELLING = re.compile(r"""\d+|"[^"]*"|'[^']*'|@\w+|\S+://\S+""")
_LONGEST_WORDS = 120
_OLD_QUERY = ("query is too old", "query id is invalid", "query_id_invalid")


def outcome_of(error: AiogramError) -> Push:
    """The outcome of a call that failed; the detail is a code, never the server's words."""
    match error:
        case TelegramRetryAfter():
            return Push(PushOutcome.LATER, float(error.retry_after), "429")
        case TelegramForbiddenError():
            return Push(PushOutcome.UNREACHABLE, detail="403")
        case TelegramBadRequest() if says(error, _NOBODY):
            return Push(PushOutcome.UNREACHABLE, detail="400")
        case TelegramBadRequest():
            # Our mistake: it was not done and fails every time, so it is not tried again.
            return Push(PushOutcome.REFUSED, detail="400")
        case TelegramUnauthorizedError() | TelegramNotFound() | TelegramConflictError():
            return Push(PushOutcome.LATER, MISCONFIGURED_SECONDS, type(error).__name__)
        case TelegramServerError():
            # The server's own words, so it was not done; a proxy's page is read by nobody, below.
            return Push(PushOutcome.LATER, AWAY_SECONDS, "5xx")
        case TelegramNetworkError() if isinstance(
            error.__cause__, ClientConnectorError | ConnectionTimeoutError
        ):
            return Push(PushOutcome.LATER, AWAY_SECONDS, "no connection")
        case _:
            # Timed out or cut off after sending, or an answer that nobody can read.
            return Push(PushOutcome.UNKNOWN, detail=type(error).__name__)


def words_of(error: AiogramError) -> str | None:
    """What the server says of a request that it did not take, for the log: without the numbers and
    quotations in it, which may name a person. None where it says nothing of the kind."""
    if not isinstance(error, TelegramBadRequest):
        return None
    return _TELLING.sub("…", error.message)[:_LONGEST_WORDS]


def not_modified(error: TelegramBadRequest) -> bool:
    """The message shows already what it was to show."""
    return says(error, ("message is not modified",))


def cannot_edit(error: TelegramBadRequest) -> bool:
    """The message is gone, too old or of another kind: a new one is needed."""
    return says(error, _CANNOT_EDIT)


def wrong_file(error: TelegramBadRequest) -> bool:
    """The platform does not know a file by this id any more: it is to be uploaded again."""
    return says(error, _WRONG_FILE)


def query_over(error: TelegramBadRequest) -> bool:
    """The pressed button does not wait any more."""
    return says(error, _OLD_QUERY)


def says(error: TelegramBadRequest, phrases: tuple[str, ...]) -> bool:
    """Whether the server's words contain one of the phrases."""
    return any(phrase in error.message.lower() for phrase in phrases)

"""What the rim answers to a request that is none: all leaks of libraries end here."""

from http import HTTPStatus


class Rejected(Exception):
    """A request that is not handled.

    Attributes:
        status: the HTTP answer.
        why: for the log, without personal data.
    """

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class BadRequest(Rejected):
    """It cannot be read."""


class Forbidden(Rejected):
    """It does not come from the platform, or not in the configured mode, or is not for us."""

    status = HTTPStatus.FORBIDDEN


class TooLarge(Rejected):
    """Its body is over the limit."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

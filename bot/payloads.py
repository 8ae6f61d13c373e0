"""What a QR code or a deep link carries: the signed form of a code or an id.

At most 64 characters of ``[A-Za-z0-9_-]``, as Telegram's start payload and WeChat's scene allow.
"""

import base64
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

#: The page of an invitation to a team stands there, in front of its payload.
TEAM_PAGE = "/join"

_MAC_BYTES = 12
_PURPOSE = "payload"


class PayloadKind(StrEnum):
    """What is meant; the letter stands in front of the payload."""

    CHECK_IN = "c"
    """The value is a shift id."""
    LINK = "l"
    """The value is a linking code."""
    GUARDIAN = "g"
    """The value is a guardian code."""
    CARD = "v"
    """The value is a volunteer id; it stands on the volunteer's card."""
    INVITATION = "i"
    """The value is an invitation to a role."""
    PROJECT = "p"
    """The value is a project id."""
    TEAM = "t"
    """The value is an invitation to a team."""
    HOUSEHOLD = "f"
    """The value is a household code."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A kind and its value (letters and digits)."""

    kind: PayloadKind
    value: str


class Signs(Protocol):
    """A keyring: signs with its first key, verifies with all."""

    def sign(self, purpose: str, data: bytes) -> bytes:
        """An authentication code of at least 12 bytes."""
        ...

    def verify(self, purpose: str, data: bytes, signature: bytes) -> bool:
        """Whether one of the keys made the (cut) code."""
        ...


class Payloads:
    """Writes and reads signed payloads."""

    def __init__(self, keyring: Signs) -> None:
        self._keyring = keyring

    def write(self, kind: PayloadKind, value: str) -> str:
        """The payload, such as ``c-06h00j3nw4mz4nfa-Zk3…``."""
        signature = self._keyring.sign(_PURPOSE, f"{kind}-{value}".encode())[:_MAC_BYTES]
        return f"{kind}-{value}-{base64.urlsafe_b64encode(signature).decode()}"

    def read(self, text: str) -> Payload | None:
        """What a payload says; None where it is not ours or the signature is wrong."""
        letter, _, rest = text.partition("-")
        value, _, code = rest.partition("-")
        if letter not in set(PayloadKind) or not value.isalnum() or not code.isascii():
            return None
        try:
            signature = base64.urlsafe_b64decode(code)
        except ValueError:
            return None
        if len(signature) != _MAC_BYTES:
            return None
        kind = PayloadKind(letter)
        if not self._keyring.verify(_PURPOSE, f"{kind}-{value}".encode(), signature):
            return None
        return Payload(kind, value)

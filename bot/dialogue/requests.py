"""What can be asked: every button, number, command, link, scan and sentence becomes a request.

A request has a name and slots. A button carries it as an action of at most 64 bytes:
``sign_up shift=01abc``. The names of design.md section 4 (intents) are used where one fits.
"""

from dataclasses import dataclass, field
from urllib.parse import unquote

Slots = dict[str, str]

ACTION_BYTES = 64
_ESCAPES = str.maketrans({"%": "%25", " ": "%20", "=": "%3D", "\n": "%0A"})


@dataclass(frozen=True, slots=True)
class Request:
    """What a person wants, with what is known of it.

    Attributes:
        name: which flow answers, such as ``sign_up``.
        slots: what is known already, as text (ids, ISO dates, codes); typed by the flow.
        signed: it came with a signature of ours (a scanned QR code, a deep link); never true for
            a button's action, which comes back from outside.
    """

    name: str
    slots: Slots = field(default_factory=dict)
    signed: bool = False

    @property
    def page(self) -> int:
        """Which page of a list is wanted; the first one is 0."""
        page = self.slots.get("page", "")
        return int(page[:4]) if page.isascii() and page.isdecimal() else 0

    def action(self) -> str:
        """The request as a button's action.

        Raises:
            ValueError: longer than 64 bytes; a flow must put less into its buttons.
        """
        words = [self.name, *(f"{k}={v.translate(_ESCAPES)}" for k, v in self.slots.items())]
        action = " ".join(words)
        if len(action.encode()) > ACTION_BYTES:
            raise ValueError(f"action of {len(action.encode())} bytes: {self.name}")
        return action


def request_from(action: str) -> Request | None:
    """The request that an action stands for; None for what is no action of ours.

    Actions come back from outside: nothing in them is trusted, every id is checked against the
    person by the use case.
    """
    name, *pairs = action.split(" ")
    if not name or not name.replace("_", "").isalnum():
        return None
    slots: Slots = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            return None
        slots[key] = unquote(value)
    return Request(name, slots)

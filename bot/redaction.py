"""ID numbers are never stored or logged from a chat (rules.md, 民政部令第67号)."""

import re
from dataclasses import replace

from bot.messages import Inbound, Text

_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_HIDDEN = "******************"


def redacted(inbound: Inbound) -> Inbound:
    """The message with every resident ID number (18 characters) taken out of its text."""
    match inbound.content:
        case Text(text=text) if _ID_NUMBER.search(text):
            return replace(inbound, content=Text(_ID_NUMBER.sub(_HIDDEN, text)))
        case _:
            return inbound

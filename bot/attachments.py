"""What hangs on a screen, made at the moment it is handed over."""

from dataclasses import dataclass
from io import BytesIO
from typing import Protocol

import segno

from bot.messages import Attachment

#: Modules get this many pixels: the smallest code (21 + 2 x 4 modules) is 348 pixels wide.
_SCALE = 12


@dataclass(frozen=True, slots=True)
class File:
    """A picture or document, ready to be sent."""

    name: str
    mime: str
    data: bytes


class Attachments(Protocol):
    """Makes the documents that attachments refer to."""

    async def make(self, attachment: Attachment) -> File | None:
        """The document; None where there is nothing (any more) to make it of."""
        ...

    def link(self, attachment: Attachment) -> str | None:
        """A signed address where it can be had, for a chat that cannot carry it; None: none."""
        ...


class Door(Protocol):
    """The way into the chat with us on a platform, from outside of it."""

    async def address(self, payload: str) -> str | None:
        """The address that opens the chat and brings a payload; None: none can be had now."""
        ...


def qr_png(payload: str) -> bytes:
    """A QR code as PNG, at least 300 pixels wide, with the quiet zone that scanners need."""
    picture = BytesIO()
    segno.make_qr(payload, error="m").save(picture, kind="png", scale=_SCALE, border=4)
    return picture.getvalue()

"""Pictures of broadcasts: what a platform calls a picture does not carry over to the other, so the
bytes are kept, each picture once, by what is in it.

Whoever writes a broadcast holds its picture as a draft. A picture that was sent belongs to its
broadcast; one that is only a draft's goes with the draft.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from sqlmodel import Field, SQLModel

MOST_BYTES = 2_000_000
"""What both platforms take as a picture without delay (platforms.md, "Limits" and "Sizes":
Telegram 10 MB, WeChat 10 MB and rather under 2)."""

DRAFTS_KEPT = timedelta(days=7)
"""A draft that nobody goes on with loses its picture after this long."""


class Picture(SQLModel):
    """A JPEG picture."""

    id: str = Field(max_length=64)
    """The SHA-256 of its bytes, as 64 hexadecimal digits."""
    data: bytes
    draft: str | None = Field(default=None, max_length=40)
    """The form of the last draft that holds it; None once it was sent."""
    kept_at: datetime


class Pictures(Protocol):
    """Pictures, as stored."""

    async def keep(self, picture: Picture) -> None:
        """Keeps a draft's picture; one that was sent before stays as it is."""
        ...

    async def take(self, picture_id: str) -> bool:
        """The picture is sent and stays from now on; whether it is there."""
        ...

    async def leave(self, draft: str, *, but: str | None = None) -> None:
        """Forgets what only this draft holds, but for one."""
        ...


class PictureUnit(Protocol):
    """A unit of work with pictures."""

    @property
    def pictures(self) -> Pictures: ...


async def keep_picture(unit: PictureUnit, draft: str, jpeg: bytes, *, now: datetime) -> str:
    """Keeps the picture of a draft in place of an earlier one; returns its id.

    Raises:
        ValueError: it is too large to be sent, a mistake of ours.
    """
    if len(jpeg) > MOST_BYTES:
        raise ValueError(f"picture of {len(jpeg)} bytes")
    picture_id = sha256(jpeg).hexdigest()
    await unit.pictures.keep(Picture(id=picture_id, data=jpeg, draft=draft, kept_at=now))
    await unit.pictures.leave(draft, but=picture_id)
    return picture_id


async def discard_pictures(unit: PictureUnit, draft: str) -> None:
    """A draft is over: what was not sent of it is forgotten."""
    await unit.pictures.leave(draft)

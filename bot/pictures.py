"""Pictures that people send: had from their platform, and made what both platforms take."""

import asyncio
from enum import StrEnum
from io import BytesIO
from typing import Protocol

from PIL import Image, ImageOps

from domain.broadcasts.pictures import MOST_BYTES

MOST_FETCHED = 20_000_000
"""Bytes of what is fetched: no more can be had from Telegram (``getFile``)."""

_SECONDS = 20.0
"""How long fetching may take in all."""
_MOST_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG")
_LONGEST_TO_SHORTEST = 20
"""Telegram's limit on the shape of a photo."""
#: The longest side in pixels and the quality, each tried where the one before is too large.
_SIZES = ((2560, 88), (2048, 80), (1280, 70))


class Unfit(StrEnum):
    """Why there is no picture; each has its text as ``picture-<code>``."""

    AWAY = "away"
    """The platform did not give it."""
    TOO_LARGE = "too-large"
    OTHER_FORMAT = "other-format"
    """Neither JPEG nor PNG, or broken."""
    TOO_NARROW = "too-narrow"


class NoPicture(Exception):
    """There is no picture that could be sent on."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value)
        self.why = why


class PictureSource(Protocol):
    """A platform, as far as pictures can be had from it."""

    async def fetch(self, ref: str) -> bytes:
        """The bytes of a picture that somebody sent, by the ``ref`` of its ``Media``.

        Raises:
            NoPicture: they cannot be had, or are more than ``MOST_FETCHED``.
        """
        ...


async def picture_from(source: PictureSource, ref: str) -> bytes:
    """A picture that somebody sent, as a JPEG of at most ``MOST_BYTES``.

    It is always written anew: where and when it was taken is not passed on.

    Raises:
        NoPicture: it cannot be had, or cannot be sent on.
    """
    try:
        async with asyncio.timeout(_SECONDS):
            data = await source.fetch(ref)
    except TimeoutError:
        raise NoPicture(Unfit.AWAY) from None
    return await asyncio.to_thread(as_jpeg, data)


def as_jpeg(data: bytes) -> bytes:
    """A JPEG or PNG, told by its content, as a JPEG of at most ``MOST_BYTES``: upright, on white
    where it can be seen through, without what a camera writes beside it.

    Raises:
        NoPicture: it is none of them, too large or too narrow.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            longest, shortest = max(image.size), min(image.size)
            if longest * shortest > _MOST_PIXELS:
                raise NoPicture(Unfit.TOO_LARGE)
            if longest > _LONGEST_TO_SHORTEST * shortest:
                raise NoPicture(Unfit.TOO_NARROW)
            image.draft("RGB", (_SIZES[0][0], _SIZES[0][0]))  # reads no more than is kept
            shown = _on_white(ImageOps.exif_transpose(image))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        # Whatever the library throws at what is cut off or made up.
        raise NoPicture(Unfit.OTHER_FORMAT) from None
    for side, quality in _SIZES:
        shown.thumbnail((side, side))
        written = BytesIO()
        shown.save(written, "JPEG", quality=quality, optimize=True)
        if len(written.getvalue()) <= MOST_BYTES:
            return written.getvalue()
    raise NoPicture(Unfit.TOO_LARGE)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    ground.alpha_composite(seen)
    return ground.convert("RGB")

"""Pictures as people send them."""

from io import BytesIO
from random import Random

from PIL import Image


def picture(
    width: int = 40,
    height: int = 30,
    *,
    kind: str = "JPEG",
    mode: str = "RGB",
    color: str = "red",
    exif: Image.Exif | None = None,
) -> bytes:
    """A picture of one colour."""
    written = BytesIO()
    Image.new(mode, (width, height), color).save(written, kind, **({"exif": exif} if exif else {}))
    return written.getvalue()


def noise(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture that no format makes small."""
    written = BytesIO()
    pixels = Random(7).randbytes(width * height * 3)
    Image.frombytes("RGB", (width, height), pixels).save(written, kind)
    return written.getvalue()

"""The phones' camera: reads the QR code in a picture, as a real phone would."""

import io
from functools import lru_cache

import zxingcpp
from PIL import Image, UnidentifiedImageError

MOST_PIXELS = 25_000_000


@lru_cache(maxsize=256)
def read_code(picture: bytes) -> str | None:
    """What the QR code in a picture says; None where there is none, or no picture."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            grey = image.convert("L")
    except (UnidentifiedImageError, OSError):
        return None
    found = zxingcpp.read_barcode(grey)
    return found.text if found else None

"""The phones' camera."""

import io

from PIL import Image

from bot.sandbox.scanner import read_code
from tests.support.echo import qr_png


def test_reads_a_code() -> None:
    assert read_code(qr_png("http://weixin.qq.com/q/abc")) == "http://weixin.qq.com/q/abc"


def test_a_picture_without_a_code_says_nothing() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (120, 80), "white").save(picture, "PNG")
    assert read_code(picture.getvalue()) is None


def test_what_is_no_picture_says_nothing() -> None:
    assert read_code(b"") is None
    assert read_code(b"\x89PNG\r\n\x1a\nbroken") is None

"""Pictures that people send: told by their content, and made what both platforms take."""

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from bot.pictures import NoPicture, Unfit, as_jpeg, picture_from
from domain.broadcasts.pictures import MOST_BYTES
from tests.support.pictures import noise, picture

_ORIENTATION, _PLACE = 0x0112, 0x8825


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    assert image.format == "JPEG"
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_both_formats_become_a_jpeg(kind: str) -> None:
    assert opened(as_jpeg(picture(kind=kind))).size == (40, 30)


def test_the_same_picture_becomes_the_same_bytes() -> None:
    assert as_jpeg(picture()) == as_jpeg(picture())


def test_it_is_turned_upright_and_says_nothing_of_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    exif.get_ifd(_PLACE)[2] = (36.0, 37.0, 0.0)
    made = opened(as_jpeg(picture(40, 30, exif=exif)))
    assert made.size == (30, 40)
    assert dict(made.getexif()) == {}


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1"])
def test_what_can_be_seen_through_stands_on_white(mode: str) -> None:
    data = BytesIO()
    transparent = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    (transparent.convert(mode) if mode != "P" else transparent.quantize()).save(data, "PNG")
    made = opened(as_jpeg(data.getvalue()))
    assert made.mode == "RGB"
    if mode in {"RGBA", "LA", "P"}:
        assert made.getpixel((10, 10)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller() -> None:
    sent = noise(3000, 1500)
    assert len(sent) > 6 * MOST_BYTES
    made = as_jpeg(sent)
    assert len(made) <= MOST_BYTES
    assert max(opened(made).size) <= 2560


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unfit.OTHER_FORMAT),
        (b"hello", Unfit.OTHER_FORMAT),
        (b"\xff\xd8\xff\xe0 no picture", Unfit.OTHER_FORMAT),
        (b"\x89PNG\r\n\x1a\n", Unfit.OTHER_FORMAT),
        (picture(400, 300)[:300], Unfit.OTHER_FORMAT),
        (picture(kind="PNG")[:-30], Unfit.OTHER_FORMAT),
        (picture(kind="GIF"), Unfit.OTHER_FORMAT),
        (picture(kind="WEBP"), Unfit.OTHER_FORMAT),
        (picture(100, 2001), Unfit.TOO_NARROW),
        (picture(10_000, 6_001, kind="PNG", mode="1", color="white"), Unfit.TOO_LARGE),
    ],
)
def test_what_cannot_be_sent_on_is_refused(data: bytes, why: Unfit) -> None:
    with pytest.raises(NoPicture) as refused:
        as_jpeg(data)
    assert refused.value.why is why


class Hangs:
    """A platform that never answers."""

    async def fetch(self, ref: str) -> bytes:
        await asyncio.Event().wait()
        raise AssertionError


async def test_a_platform_that_does_not_answer_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.pictures._SECONDS", 0.05)
    with pytest.raises(NoPicture) as refused:
        await picture_from(Hangs(), "x")
    assert refused.value.why is Unfit.AWAY

"""A template and its data become a picture; the same again is not made again."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import typst

from domain.volunteers.model import Language

_FOLDER = Path(__file__).parent
_FONTS = str(files("manimgx_fonts_cjk"))
_FONT = {
    Language.ZH: "Noto Sans CJK SC",
    Language.EN: "Noto Sans CJK SC",
    Language.ZH_HANT: "Noto Sans CJK HK",
}
_PIXELS_PER_INCH = 340
"""A page of 80 mm becomes about 1,070 pixels: the width of a phone."""
_KEPT = 200


class Typesetting:
    """Sets templates. A picture is kept by its content: some 20 ms are spent on it once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    async def picture(self, template: str, data: Mapping[str, object], language: Language) -> bytes:
        """A PNG.

        Args:
            template: a file of this folder without its ``.typ``.
            data: what it shows; the template says what that is.
            language: whose forms of the characters are used.
        """
        filled = json.dumps({**data, "font": _FONT[language]}, ensure_ascii=False, sort_keys=True)
        key = sha256(f"{template}\n{filled}".encode()).hexdigest()
        if key not in self._kept:
            self._kept[key] = await asyncio.to_thread(_set, template, filled)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]


def _set(template: str, data: str) -> bytes:
    picture = typst.compile(
        str(_FOLDER / f"{template}.typ"),
        format="png",
        ppi=_PIXELS_PER_INCH,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    assert isinstance(picture, bytes)  # one page
    return picture

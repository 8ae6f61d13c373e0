"""The keyboards of a request, checked as the Bot API server checks them."""

from dataclasses import dataclass

from bot.sandbox.bot_api_chat import Button, Json, Key
from bot.sandbox.bot_api_html import plain
from bot.sandbox.bot_api_request import Fields, bad_request

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
DATA_BYTES = 64
MOST_BUTTONS = 100


@dataclass(frozen=True, slots=True)
class Markup:
    """What ``reply_markup`` says; ``keyboard`` is None where it stays as it is."""

    inline: tuple[tuple[Button, ...], ...] = ()
    keyboard: tuple[tuple[Key, ...], ...] | None = None
    placeholder: str = ""


def units(text: str) -> int:
    """The length that Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def checked_text(fields: Fields) -> str:
    """The text of a message, without its markup; the server strips it.

    Raises:
        ApiError: empty, too long or not well-formed.
    """
    text = plain(fields, "text").strip()
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return text


def checked_caption(fields: Fields) -> str:
    """The caption of a file.

    Raises:
        ApiError: too long or not well-formed.
    """
    caption = plain(fields, "caption").strip()
    if units(caption) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return caption


def markup_of(fields: Fields, *, inline_only: bool = False) -> Markup:
    """The keyboard of a request.

    Raises:
        ApiError: no keyboard of the documented shape.
    """
    value = fields.value("reply_markup")
    if value is None:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return Markup(inline=_inline(_rows(value["inline_keyboard"])))
    if inline_only:
        raise bad_request("inline keyboard expected")
    if value.get("remove_keyboard") is True:
        return Markup(keyboard=())
    if "keyboard" in value:
        return Markup(
            keyboard=_keys(_rows(value["keyboard"])),
            placeholder=str(value.get("input_field_placeholder", "")),
        )
    raise bad_request("unsupported reply markup")


def _rows(value: object) -> list[list[Json]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request("can't parse keyboard: expected an Array of Arrays")
    rows: list[list[Json]] = []
    for row in value:
        buttons: list[Json] = [{"text": one} if isinstance(one, str) else one for one in row]
        if not all(isinstance(button, dict) for button in buttons):
            raise bad_request("can't parse keyboard button: expected an Object")
        if not all(str(b.get("text") or "").strip() for b in buttons):
            raise bad_request("can't parse keyboard button: Text buttons must have a text")
        rows.append(buttons)
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _inline(rows: list[list[Json]]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(_inline_button(button) for button in row) for row in rows if row)


def _inline_button(button: Json) -> Button:
    data, url = button.get("callback_data"), button.get("url")
    if (data is None) == (url is None):
        raise bad_request(
            "can't parse inline keyboard button: exactly one of the optional fields must be used"
        )
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(
        text=str(button["text"]),
        data=None if data is None else str(data),
        url=None if url is None else str(url),
    )


def _keys(rows: list[list[Json]]) -> tuple[tuple[Key, ...], ...]:
    return tuple(tuple(_key(button) for button in row) for row in rows if row)


def _key(button: Json) -> Key:
    contact, location = button.get("request_contact"), button.get("request_location")
    if contact and location:
        raise bad_request("can't parse keyboard button: only one request is allowed")
    sends = "contact" if contact else "location" if location else "text"
    return Key(str(button["text"]), sends)  # type: ignore[arg-type]  # one of the three

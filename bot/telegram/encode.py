"""From a ``Screen`` to calls of the Bot API: pure.

What Telegram cannot show, and what becomes of it:

====================================  ==========================================================
a text over 4,096 units               split at paragraphs, lines, words; buttons under the last
a caption over 1,024 units            the picture first, then the text
a picture beside the text             after it, a message of its own
contact or location asked             reply keyboard; back, skip, cancel become its text keys
an edit with picture or reply keys    a new message
====================================  ==========================================================

Texts go out without a parse mode: nothing in a name or a note can be taken for markup.
"""

import unicodedata
from dataclasses import dataclass

from aiogram.methods import EditMessageText, SendDocument, SendMessage, SendPhoto
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.attachments import File
from bot.messages import Choice, Screen, Wants
from bot.texts import texts_for
from bot.texts.formats import say_also
from domain.volunteers.model import Language

Call = SendMessage | EditMessageText | SendPhoto | SendDocument
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
DATA_BYTES = 64
#: How much fits side by side: labels of a row, the longest taken as often as there are buttons.
#: A Chinese character counts 2, a Latin letter 1.
ROW_WIDTH = 30
ROW_BUTTONS = 3

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A picture that the platform has already, by what it calls it."""

    file_id: str


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that only Telegram needs."""

    language: Language
    share_contact: str
    share_location: str
    keyboard_closed: str


def words_in(language: str) -> Words:
    """The words in a language, ``zh`` or ``en``."""
    say = texts_for(Language(language)).say
    return Words(
        language=Language(language),
        share_contact=say("telegram-share-contact"),
        share_location=say("telegram-share-location"),
        keyboard_closed=say("telegram-keyboard-closed"),
    )


def encode(
    screen: Screen,
    chat_id: int,
    words: Words,
    *,
    edit: int | None = None,
    file: File | Uploaded | None = None,
    close_keyboard: bool = False,
) -> tuple[Call, ...]:
    """The calls that show a screen, in order.

    Args:
        screen: what is to be seen.
        chat_id: the private chat.
        words: in the screen's language.
        edit: the message to change in place, where the screen allows it.
        file: the screen's attachment.
        close_keyboard: a reply keyboard may be open and is taken away.

    Raises:
        ValueError: an action is longer than 64 bytes, a mistake of ours.
    """
    markup = _markup(screen, words)
    calls: list[Call] = []
    text = screen.text
    if close_keyboard and markup is None:
        markup = ReplyKeyboardRemove()
    elif close_keyboard and isinstance(markup, InlineKeyboardMarkup) and not screen.choices:
        # A message carries one kind of keyboard: back and cancel are named in words this once.
        markup = ReplyKeyboardRemove()
        also = say_also(texts_for(words.language), [choice.label for choice in screen.nav])
        text = f"{text}\n\n{also}"
    elif close_keyboard and isinstance(markup, InlineKeyboardMarkup):
        calls.append(_message(chat_id, words.keyboard_closed, ReplyKeyboardRemove()))
    parts = split(text, TEXT_UNITS)
    if file is not None:
        if units(text) <= CAPTION_UNITS:
            return (*calls, _file(chat_id, file, text, markup))
        calls.append(_file(chat_id, file, "", None))
    elif edit is not None and screen.in_place and len(parts) == 1 and _inline(markup):
        return (*calls, _edit(chat_id, edit, text, markup))
    *first, last = parts
    calls += [_message(chat_id, part, None) for part in first]
    return (*calls, _message(chat_id, last, markup))


def picture_beside(screen: Screen, chat_id: int, file: File) -> Call:
    """The picture that follows the text of a screen.

    It says in short what it shows, for those who hear it: the text's first line.
    """
    return _file(chat_id, file, split(screen.text.partition("\n")[0], CAPTION_UNITS)[0], None)


def _inline(markup: Markup | None) -> bool:
    return markup is None or isinstance(markup, InlineKeyboardMarkup)


def _message(chat_id: int, text: str, markup: Markup | None) -> SendMessage:
    return SendMessage(
        chat_id=chat_id, text=text, reply_markup=markup, link_preview_options=_NO_PREVIEW
    )


def _edit(chat_id: int, message_id: int, text: str, markup: Markup | None) -> EditMessageText:
    return EditMessageText(
        chat_id=chat_id,
        message_id=message_id,
        text=text,
        reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
        link_preview_options=_NO_PREVIEW,
    )


def as_new(call: EditMessageText) -> SendMessage:
    """The same as a message of its own, for where the old one cannot be edited."""
    return SendMessage(
        chat_id=call.chat_id or 0,
        text=call.text or "",
        reply_markup=call.reply_markup,
        link_preview_options=_NO_PREVIEW,
    )


def _file(
    chat_id: int, file: File | Uploaded, caption: str, markup: Markup | None
) -> SendPhoto | SendDocument:
    if isinstance(file, Uploaded):
        return SendPhoto(
            chat_id=chat_id, photo=file.file_id, caption=caption or None, reply_markup=markup
        )
    upload = BufferedInputFile(file.data, filename=file.name)
    if file.mime.startswith("image/"):
        return SendPhoto(
            chat_id=chat_id, photo=upload, caption=caption or None, reply_markup=markup
        )
    return SendDocument(
        chat_id=chat_id, document=upload, caption=caption or None, reply_markup=markup
    )


# ---------------------------------------------------------------- keyboards


def _markup(screen: Screen, words: Words) -> Markup | None:
    large = screen.large
    rows = [*_rows(screen.choices, large=large), *_rows(screen.nav, large=large)]
    match screen.wants:
        case Wants.CONTACT:
            ask = KeyboardButton(text=words.share_contact, request_contact=True)
        case Wants.LOCATION:
            ask = KeyboardButton(text=words.share_location, request_location=True)
        case _:
            buttons = [[_button(choice) for choice in row] for row in rows]
            return InlineKeyboardMarkup(inline_keyboard=buttons) if buttons else None
    # A label typed as text is that choice, so the keys need no actions.
    keys = [[KeyboardButton(text=choice.label) for choice in row] for row in rows]
    return ReplyKeyboardMarkup(
        keyboard=[[ask], *keys], resize_keyboard=True, one_time_keyboard=True
    )


def _button(choice: Choice) -> InlineKeyboardButton:
    size = len(choice.action.encode())
    if not 1 <= size <= DATA_BYTES:
        raise ValueError(f"action of {size} bytes: {choice.action.partition(' ')[0]}")
    return InlineKeyboardButton(text=choice.label, callback_data=choice.action)


def _rows(choices: tuple[Choice, ...], *, large: bool = False) -> list[list[Choice]]:
    """Choices in rows, in their order: short labels side by side, unless they are to be large."""
    if large:
        return [[choice] for choice in choices]
    rows: list[list[Choice]] = []
    for choice in choices:
        if rows and _fits([*rows[-1], choice]):
            rows[-1].append(choice)
        else:
            rows.append([choice])
    return rows


def _fits(row: list[Choice]) -> bool:
    widest = max(_width(choice.label) for choice in row)
    return len(row) <= ROW_BUTTONS and widest * len(row) <= ROW_WIDTH


def _width(label: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in label)


# ---------------------------------------------------------------- long texts


def units(text: str) -> int:
    """The length that Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> list[str]:
    """A text in parts of at most ``limit`` units, cut at a paragraph, a line or a space.

    Nothing but white space is lost at the cuts.
    """
    parts: list[str] = []
    while units(text) > limit:
        head = _head(text, limit)
        cut = next(
            (at for mark in ("\n\n", "\n", " ") if (at := head.rfind(mark)) > len(head) // 2),
            len(head),
        )
        if part := text[:cut].rstrip():
            parts.append(part)
        text = text[cut:].lstrip()
    return [*parts, text] if text or not parts else parts


def _head(text: str, limit: int) -> str:
    """The longest beginning of at most ``limit`` units; no character is cut in two."""
    head = text[:limit]
    while units(head) > limit:
        head = head[: len(head) - (units(head) - limit + 1) // 2]
    return head

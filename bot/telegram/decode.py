"""From a Telegram update to an ``Inbound``: pure, and safe on whatever comes in."""

from dataclasses import dataclass
from math import isfinite

from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update, User

from bot.messages import (
    Contact,
    Content,
    Followed,
    Inbound,
    Left,
    Location,
    Media,
    MediaKind,
    Start,
    Tap,
    Text,
)
from bot.telegram.asides import Addressed, Aside, Pressed, is_addressed
from domain.volunteers.model import Platform

#: The update kinds we ask Telegram for; ``decode`` ignores all others.
ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]

_MEDIA = {
    ContentType.VOICE: MediaKind.VOICE,
    ContentType.PHOTO: MediaKind.PICTURE,
    ContentType.VIDEO: MediaKind.VIDEO,
    ContentType.VIDEO_NOTE: MediaKind.VIDEO,
    ContentType.ANIMATION: MediaKind.VIDEO,
    ContentType.STICKER: MediaKind.STICKER,
    ContentType.DICE: MediaKind.STICKER,
    ContentType.DOCUMENT: MediaKind.FILE,
    ContentType.AUDIO: MediaKind.FILE,
    ContentType.POLL: MediaKind.OTHER,
    ContentType.GAME: MediaKind.OTHER,
    ContentType.STORY: MediaKind.OTHER,
    ContentType.CHECKLIST: MediaKind.OTHER,
    ContentType.PAID_MEDIA: MediaKind.OTHER,
    # What the library does not know yet was sent by a person all the same: answer it kindly.
    ContentType.UNKNOWN: MediaKind.OTHER,
}


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that is not handled, with the reason for the log: no personal data in it."""

    reason: str


def decode(update: object, username: str = "") -> Inbound | Aside | Ignored:
    """The message of an update, or what is answered without anybody's turn.

    Args:
        update: the JSON value as it came; anything at all, it never raises.
        username: our bot's, whose ``@username`` is taken off commands.
    """
    try:
        parsed = Update.model_validate(update)
    except Exception as error:
        # Not only ValidationError: odd numbers and deep nesting fail in other ways, and one
        # update that cannot be read must never stop those behind it.
        return Ignored(f"malformed: {type(error).__name__}")
    if parsed.message is not None:
        sender, content = parsed.message.from_user, _message(parsed.message, username)
    elif parsed.callback_query is not None:
        sender, content = parsed.callback_query.from_user, _callback(parsed.callback_query)
    elif parsed.my_chat_member is not None:
        sender, content = parsed.my_chat_member.from_user, _membership(parsed.my_chat_member)
    else:
        return Ignored("kind not served")
    if isinstance(content, Ignored | Addressed | Pressed):
        return content
    if sender is None or sender.is_bot:
        return Ignored("not from a person")
    return _inbound(parsed.update_id, sender, content)


def _inbound(update_id: int, sender: User, content: Content) -> Inbound:
    return Inbound(
        id=f"telegram:{update_id}",
        platform=Platform.TELEGRAM,
        user_id=str(sender.id),
        content=content,
        language_code=_clean(sender.language_code) if sender.language_code else None,
    )


def _message(message: Message, username: str) -> Content | Aside | Ignored:
    if message.chat.type != ChatType.PRIVATE:
        return _in_group(message, username)
    if message.text is not None:
        return _text(_clean(message.text), username)
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return Contact(phone=_clean(message.contact.phone_number), own=own)
    if message.location is not None:
        latitude, longitude = message.location.latitude, message.location.longitude
        if not (isfinite(latitude) and isfinite(longitude)):
            return Ignored("malformed: place")
        return Location(latitude, longitude, _clean(message.venue.title) if message.venue else None)
    kind = _MEDIA.get(ContentType(message.content_type))
    return Media(kind, _picture(message)) if kind else Ignored("service message")


def _picture(message: Message) -> str:
    """How a picture is had: the largest size of a photo, or a picture sent as a file."""
    if message.photo:
        return _clean(max(message.photo, key=lambda size: size.width * size.height).file_id)
    document = message.document
    if document is not None and (document.mime_type or "").startswith("image/"):
        return _clean(document.file_id)
    return ""


def _in_group(message: Message, username: str) -> Aside | Ignored:
    sender = message.from_user
    if sender is None or sender.is_bot or not is_addressed(message, username):
        return Ignored("not a private chat")
    return Addressed(message.chat.id, message.message_id, sender.language_code)


def _text(text: str, username: str) -> Content:
    if not text.startswith("/"):
        return Text(text)
    command, _, rest = text.partition(" ")
    name, at, bot = command.partition("@")
    if at and username and bot.casefold() == username.casefold():
        command = name
    if command.casefold() == "/start":
        return Start(rest.strip())
    return Text(f"{command} {rest}" if rest else command)


def _callback(query: CallbackQuery) -> Content | Aside | Ignored:
    aside = Pressed(_clean(query.id), query.from_user.language_code)
    if query.data is None:
        return aside
    if query.message is None:
        # Long ago Telegram left the message of an old button out; an inline one is not ours.
        if query.inline_message_id is not None:
            return aside
        return Tap(action=_clean(query.data), callback_id=_clean(query.id))
    if query.message.chat.type != ChatType.PRIVATE:
        return aside
    return Tap(
        action=_clean(query.data),
        callback_id=_clean(query.id),
        message_id=query.message.message_id,
    )


def _membership(change: ChatMemberUpdated) -> Content | Ignored:
    if change.chat.type != ChatType.PRIVATE:
        return Ignored("not a private chat")
    match change.new_chat_member.status:
        case ChatMemberStatus.KICKED:
            return Left()
        case ChatMemberStatus.MEMBER:
            return Followed()
        case _:
            return Ignored("membership not served")


def _clean(text: str) -> str:
    """What every store and wire takes: no halves of characters, and no NUL (PostgreSQL)."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\x00", "")

"""What the bot may do in a chat, refused in the real server's words."""

from dataclasses import replace
from datetime import timedelta

from bot.sandbox.bot_api_chat import Bubble, BubbleKind, Chat, Json
from bot.sandbox.bot_api_markup import Markup, checked_caption, checked_text, markup_of, units
from bot.sandbox.bot_api_request import ApiError, Fields, bad_request
from bot.sandbox.bot_api_world import World, message

#: How long a pressed button waits for its answer.
QUERY_LIFETIME = timedelta(seconds=150)
_OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def _chat(world: World, fields: Fields) -> Chat:
    """The chat of a request, which may be written to."""
    if not fields.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(fields.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    if chat.phone.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if not chat.phone.started:
        raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
    return chat


def _sent(world: World, chat: Chat, bubble: Bubble, markup: Markup) -> Json:
    chat.add(replace(bubble, buttons=markup.inline, editable=markup.keyboard is None))
    if markup.keyboard is not None:
        chat.show(replace(chat.phone, keyboard=markup.keyboard, placeholder=markup.placeholder))
    return message(world, chat.phone.user, chat.phone.bubbles[-1])


def send_message(world: World, fields: Fields) -> Json:
    """Sends a text."""
    chat, text, markup = _chat(world, fields), checked_text(fields), markup_of(fields)
    bubble = Bubble(world.next_message_id(), True, BubbleKind.TEXT, world.now(), text)
    return _sent(world, chat, bubble, markup)


def _send_file(world: World, fields: Fields, kind: BubbleKind) -> Json:
    chat, caption, markup = _chat(world, fields), checked_caption(fields), markup_of(fields)
    named = fields.text(kind.value)
    if named and not named.startswith("attach://"):
        return _sent(world, chat, _known(world, kind, named, caption), markup)
    upload = fields.file(kind.value)
    if kind is BubbleKind.PHOTO and not upload.data.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8")):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if kind is BubbleKind.PHOTO and len(upload.data) > 10 << 20:
        raise ApiError(413, "Request Entity Too Large")
    file = world.keep_file(upload.name, upload.mime, upload.data)
    bubble = Bubble(world.next_message_id(), True, kind, world.now(), caption, file)
    return _sent(world, chat, bubble, markup)


def _known(world: World, kind: BubbleKind, named: str, caption: str) -> Bubble:
    """A message with a file that the platform has already."""
    file = world.files.get(named)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if kind is BubbleKind.PHOTO and not file.path.startswith("photos/"):
        raise bad_request("can't use file of type Document as Photo")
    return Bubble(world.next_message_id(), True, kind, world.now(), caption, file)


def send_photo(world: World, fields: Fields) -> Json:
    """Sends a picture, uploaded with the request or known by its id."""
    return _send_file(world, fields, BubbleKind.PHOTO)


def send_document(world: World, fields: Fields) -> Json:
    """Sends a document, uploaded with the request."""
    return _send_file(world, fields, BubbleKind.DOCUMENT)


def send_chat_action(world: World, fields: Fields) -> bool:
    """Shows that the bot is busy."""
    _chat(world, fields)
    if not fields.text("action"):
        raise bad_request("wrong parameter action in request")
    return True


def _to_edit(world: World, fields: Fields) -> tuple[Chat, Bubble]:
    chat = _chat(world, fields)
    bubble = chat.bubble(fields.integer("message_id"))
    if bubble is None:
        raise bad_request("message to edit not found")
    if not bubble.from_bot or not bubble.editable:
        raise bad_request("message can't be edited")
    return chat, bubble


def _edited(world: World, chat: Chat, before: Bubble, after: Bubble) -> Json:
    if (before.text, before.buttons) == (after.text, after.buttons):
        raise bad_request(_NOT_MODIFIED)
    chat.put(replace(after, edited=True))
    return message(world, chat.phone.user, replace(after, edited=True))


def edit_message_text(world: World, fields: Fields) -> Json:
    """Replaces text and keyboard of a message."""
    chat, bubble = _to_edit(world, fields)
    text, markup = checked_text(fields), markup_of(fields, inline_only=True)
    if bubble.kind is not BubbleKind.TEXT:
        raise bad_request("there is no text in the message to edit")
    return _edited(world, chat, bubble, replace(bubble, text=text, buttons=markup.inline))


def edit_message_reply_markup(world: World, fields: Fields) -> Json:
    """Replaces the keyboard of a message."""
    chat, bubble = _to_edit(world, fields)
    markup = markup_of(fields, inline_only=True)
    return _edited(world, chat, bubble, replace(bubble, buttons=markup.inline))


def delete_message(world: World, fields: Fields) -> bool:
    """Deletes a message."""
    chat = _chat(world, fields)
    bubble = chat.bubble(fields.integer("message_id"))
    if bubble is None:
        raise bad_request("message to delete not found")
    chat.remove(bubble.message_id)
    return True


def answer_callback_query(world: World, fields: Fields) -> bool:
    """Ends the waiting of a pressed button."""
    query = world.queries.get(fields.text("callback_query_id"))
    if query is None or world.now() - query.at > QUERY_LIFETIME:
        raise bad_request(_OLD_QUERY)
    text = fields.text("text")
    if units(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answers += 1
    chat = world.chats[query.user_id]
    chat.show(replace(chat.phone, toast=text, toasts=chat.phone.toasts + 1))
    return True

"""Everything that the Bot API server remembers, and how it shows people and messages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.bot_api_chat import Bubble, BubbleKind, Chat, Json, StoredFile, User
from bot.sandbox.bot_api_updates import Updates


@dataclass(slots=True)
class Query:
    """A pressed button that waits for its answer."""

    user_id: int
    at: datetime
    answers: int = 0


@dataclass(slots=True)
class World:
    """Everything that the server remembers; it lives as long as the process."""

    token: str
    username: str
    name: str
    now: Callable[[], datetime]
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    """By scope (``chat:ID`` for one chat) and language, empty for all others."""
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    """Name, description and short description, by kind and language."""
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    """By chat, 0 for all others."""
    updates: Updates = field(default_factory=Updates)
    last_message_id: int = 0

    def bot(self) -> Json:
        """The bot as a user."""
        return {
            "id": int(self.token.partition(":")[0]),
            "is_bot": True,
            "first_name": self.name,
            "username": self.username,
        }

    def keep_file(self, name: str, mime: str, data: bytes) -> StoredFile:
        """Keeps a file under an id of its own."""
        file = StoredFile(f"file{len(self.files) + 1}", name, mime, data)
        self.files[file.file_id] = file
        return file

    def next_message_id(self) -> int:
        """Message numbers rise over all chats."""
        self.last_message_id += 1
        return self.last_message_id


def person(user: User) -> Json:
    """A user as the ``from`` of a message."""
    known: Json = {"id": user.id, "is_bot": False, "first_name": user.first_name}
    return known | ({"language_code": user.language_code} if user.language_code else {})


def chat_of(user: User) -> Json:
    """A user's private chat, or a group, whose id is below 0."""
    if user.id < 0:
        return {"id": user.id, "title": user.first_name, "type": "group"}
    return {"id": user.id, "first_name": user.first_name, "type": "private"}


def message(world: World, user: User, bubble: Bubble) -> Json:
    """A message of the bot as the Bot API shows it."""
    shown: Json = {
        "message_id": bubble.message_id,
        "from": world.bot(),
        "chat": chat_of(user),
        "date": int(bubble.at.timestamp()),
    }
    body_name = "text" if bubble.kind is BubbleKind.TEXT else "caption"
    if bubble.text:
        shown[body_name] = bubble.text
    if bubble.file and bubble.kind is BubbleKind.PHOTO:
        shown["photo"] = photo_sizes(bubble.file)
    elif bubble.file:
        shown["document"] = file_info(bubble.file) | {
            "file_name": bubble.file.name,
            "mime_type": bubble.file.mime,
        }
    if bubble.edited:
        shown["edit_date"] = int(bubble.at.timestamp())
    if bubble.buttons:
        shown["reply_markup"] = {
            "inline_keyboard": [
                [
                    {"text": b.text, **({"callback_data": b.data} if b.data else {"url": b.url})}
                    for b in row
                ]
                for row in bubble.buttons
            ]
        }
    return shown


def photo_sizes(file: StoredFile, *smaller: StoredFile) -> list[Json]:
    """A photo in the sizes that the Bot API lists, the smallest first."""
    listed = [file_info(small) | {"width": 90, "height": 90} for small in smaller]
    return [*listed, file_info(file) | {"width": 400, "height": 400}]


def file_info(file: StoredFile) -> Json:
    """A file as the Bot API describes it."""
    return {
        "file_id": file.file_id,
        "file_unique_id": f"u{file.file_id}",
        "file_size": len(file.data),
    }

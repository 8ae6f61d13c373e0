"""What the Bot API server knows of a person: their phone, as the person sees it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class User:
    """A person with a Telegram account; ``id`` is also the number of the private chat."""

    id: int
    first_name: str
    language_code: str | None = None
    phone: str = "+8613900000000"
    latitude: float = 36.6171
    longitude: float = 101.7782


class BubbleKind(StrEnum):
    """What a message is."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    CONTACT = "contact"
    LOCATION = "location"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: sends ``data`` or opens ``url``."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the reply keyboard."""

    text: str
    sends: Literal["text", "contact", "location"] = "text"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded file; its bytes are had by ``BotApi.file(file_id)``."""

    file_id: str
    name: str
    mime: str
    data: bytes = field(repr=False)

    @property
    def path(self) -> str:
        """What ``getFile`` calls it: where its bytes are, after the bot's address for files."""
        folder = "photos" if self.mime.startswith("image/") else "documents"
        return f"{folder}/{self.file_id}"


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of the chat as it stands now, edits included."""

    message_id: int
    from_bot: bool
    kind: BubbleKind
    at: datetime
    text: str = ""
    """The text, the caption, the shared number, the place or the kind of medium."""
    file: StoredFile | None = None
    buttons: tuple[tuple[Button, ...], ...] = ()
    edited: bool = False
    editable: bool = True
    """Not where the message brought a reply keyboard."""

    def labels(self) -> tuple[str, ...]:
        """The buttons' words, in order."""
        return tuple(button.text for row in self.buttons for button in row)


@dataclass(frozen=True, slots=True)
class Phone:
    """Everything that a person's phone shows.

    Attributes:
        started: the person has written once, so the bot may write too.
        keyboard: the reply keyboard, empty where there is none.
        toast: the text of the last answer to a pressed button.
        toasts: how many pressed buttons were answered, with or without a text.
    """

    user: User
    started: bool = False
    blocked: bool = False
    bubbles: tuple[Bubble, ...] = ()
    keyboard: tuple[tuple[Key, ...], ...] = ()
    placeholder: str = ""
    toast: str = ""
    toasts: int = 0


class Chat:
    """A private chat: the phone's present state, and who watches it."""

    def __init__(self, user: User) -> None:
        self.phone = Phone(user)
        self._changed = asyncio.Event()

    def show(self, phone: Phone) -> None:
        """Puts a new state onto the phone and wakes those who watch."""
        self.phone = phone
        self._changed.set()
        self._changed = asyncio.Event()

    def add(self, bubble: Bubble) -> None:
        """Appends a message."""
        self.show(replace(self.phone, bubbles=(*self.phone.bubbles, bubble)))

    def put(self, changed: Bubble) -> None:
        """Replaces the message with the same id."""
        bubbles = tuple(
            changed if bubble.message_id == changed.message_id else bubble
            for bubble in self.phone.bubbles
        )
        self.show(replace(self.phone, bubbles=bubbles))

    def remove(self, message_id: int) -> None:
        """Deletes a message."""
        left = tuple(b for b in self.phone.bubbles if b.message_id != message_id)
        self.show(replace(self.phone, bubbles=left))

    def bubble(self, message_id: int) -> Bubble | None:
        """The message with an id."""
        return next((b for b in self.phone.bubbles if b.message_id == message_id), None)

    async def watch(self) -> AsyncIterator[Phone]:
        """The phone now, and again after every change; never ends."""
        while True:
            changed = self._changed
            yield self.phone
            await changed.wait()

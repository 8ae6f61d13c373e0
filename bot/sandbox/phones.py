"""What a phone of the page shows and does, in one shape for both platforms."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Protocol

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from bot.sandbox.personas import Persona
from domain.volunteers.model import Platform

# ---------------------------------------------------------------- what is seen


class Side(StrEnum):
    """Who said it."""

    OWN = "own"
    THEIRS = "theirs"
    NOTE = "note"
    """The platform itself, in small print."""


class BubbleKind(StrEnum):
    """How a bubble is drawn."""

    TEXT = "text"
    PICTURE = "picture"
    DOCUMENT = "document"
    VOICE = "voice"
    LOCATION = "location"
    CONTACT = "contact"
    NOTE = "note"
    """``text`` is a word of the page's own dictionary, such as ``followed``."""


@dataclass(frozen=True, slots=True)
class File:
    """A picture or document of a bubble; ``path`` is below ``/sandbox/files/``."""

    path: str
    name: str
    size: int
    scannable: bool = False
    """A QR code can be read in it: tapping it scans."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a bubble: sends ``data`` or opens ``url``."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """How a sentence was understood; the names are those of the contract."""

    intent: str
    confidence: float
    source: str
    slots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message in the log.

    Attributes:
        understood: of an own text: how it was understood; None where it picked a choice or
            answered a question.
    """

    id: str
    side: Side
    kind: BubbleKind
    at: datetime
    text: str = ""
    file: File | None = None
    buttons: tuple[tuple[Button, ...], ...] = ()
    understood: Understood | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of Telegram's reply keyboard."""

    label: str
    sends: Literal["text", "contact", "location"] = "text"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of WeChat's bottom menu: sends ``key``, opens ``url`` or unfolds ``entries``."""

    label: str
    key: str | None = None
    url: str | None = None
    entries: tuple["MenuEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of Telegram's commands menu, without the slash."""

    command: str
    description: str


@dataclass(frozen=True, slots=True)
class PhoneHead:
    """All that a phone shows besides its bubbles.

    Attributes:
        connected: the person follows the account, or has started the bot and not blocked it.
        blocked: the person has blocked the bot.
        notice: what the platform pops up (the answer to a pressed button), if anything.
    """

    connected: bool
    blocked: bool = False
    menu: tuple[MenuEntry, ...] = ()
    commands: tuple[Command, ...] = ()
    keyboard: tuple[tuple[Key, ...], ...] = ()
    placeholder: str = ""
    language: str = ""
    notice: str = ""
    notice_id: str = ""


@dataclass(frozen=True, slots=True)
class PhoneView:
    """Everything a phone shows."""

    head: PhoneHead
    bubbles: tuple[Bubble, ...]


@dataclass(frozen=True, slots=True)
class FileContent:
    """The bytes of a picture or document."""

    content: bytes
    media_type: str
    name: str


# ---------------------------------------------------------------- what is done


class _Act(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SayText(_Act):
    """Types a text and sends it."""

    kind: Literal["text"]
    text: str = Field(min_length=1, max_length=20_000)


class PressButton(_Act):
    """Presses a button under a bubble, or a key of the bottom menu (``bubble`` is empty)."""

    kind: Literal["button"]
    bubble: str = ""
    data: str


class ScanPicture(_Act):
    """Holds the phone over a picture; ``file`` is its path below ``/sandbox/files/``."""

    kind: Literal["scan"]
    file: str


class SendPicture(_Act):
    """Sends a picture, JPEG or PNG; ``data`` is its bytes as base64."""

    kind: Literal["picture"]
    data: Base64Bytes = Field(min_length=1, max_length=10 << 20)

    @property
    def media_type(self) -> str:
        """What it is, by its content."""
        return "image/png" if self.data.startswith(b"\x89PNG") else "image/jpeg"


class OpenLink(_Act):
    """Follows a link into the chat, such as ``https://t.me/…?start=…``."""

    kind: Literal["open"]
    link: str = Field(max_length=2_000)


class SetLanguage(_Act):
    """Changes the language of the app, as a tag such as ``zh-hans``."""

    kind: Literal["language"]
    language: Literal["zh-hans", "en"]


class Plain(_Act):
    """What needs no words."""

    kind: Literal["start", "contact", "location", "voice", "join", "leave"]


Act = Annotated[
    SayText | PressButton | ScanPicture | SendPicture | OpenLink | SetLanguage | Plain,
    Field(discriminator="kind"),
]


class ActRefused(Exception):
    """The phone cannot do this now; ``code`` is a word of the page's dictionary."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Phones(Protocol):
    """All phones of one platform, whoever holds them."""

    @property
    def platform(self) -> Platform:
        """Which platform."""
        ...

    def add(self, persona: Persona) -> None:
        """The person gets a phone."""
        ...

    def view(self, persona: Persona) -> PhoneView:
        """What the person's phone shows now."""
        ...

    def changes(self, persona: Persona) -> AsyncIterator[object]:
        """Yields whenever the view may have changed; ends never."""
        ...

    def payload(self, scanned: str) -> str | None:
        """What a code of this platform carries; None where it is not one of ours."""
        ...

    async def act(self, persona: Persona, act: Act, payload: str | None = None) -> None:
        """Does something on the person's phone; ``payload`` is what a scanned code carries.

        Raises:
            ActRefused: not possible now.
        """
        ...

    def file(self, path: str) -> FileContent | None:
        """A picture or document that a bubble shows."""
        ...

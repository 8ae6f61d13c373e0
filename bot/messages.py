"""What comes in and what goes out, in our own words; the adapters translate.

An ``Inbound`` is one message of one account; a ``Screen`` is one answer. Both are data: pure,
frozen, and storable as JSON (see ``screen_to_json``), so that a repeat gets the same answer.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter

from domain.volunteers.model import Platform

# ---------------------------------------------------------------- inbound


@dataclass(frozen=True, slots=True)
class Text:
    """A typed message. ``display_name`` is never kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button or a bottom-menu key: carries the action it was made with."""

    action: str
    callback_id: str | None = None
    """Telegram's callback query, answered once by the adapter."""
    message_id: int | None = None
    """The message the button hangs on, edited in place by the adapter."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place that was shared. Degrees, WGS 84 or what the platform sends."""

    latitude: float
    longitude: float
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that was shared; ``own`` only where the platform proves it is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class Start:
    """Telegram's ``/start PAYLOAD``; an empty payload is the plain command."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanned QR code of ours: the scene, without WeChat's ``qrscene_``."""

    scene: str


@dataclass(frozen=True, slots=True)
class Followed:
    """The person followed the account or unblocked the bot."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person unfollowed or blocked us: all contact stops, nothing is answered."""


class MediaKind(StrEnum):
    """What we cannot read, each answered kindly where it is not asked for."""

    VOICE = "voice"
    PICTURE = "picture"
    VIDEO = "video"
    STICKER = "sticker"
    FILE = "file"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Media:
    """Something that is no text. ``ref`` is how its platform gives a picture, where it is one."""

    kind: MediaKind
    ref: str = ""


Content = Text | Tap | Location | Contact | Start | Scan | Followed | Left | Media


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of one account.

    Attributes:
        id: unique for the message and stable over repeats, with the platform in front
            (``telegram:UPDATE_ID``, ``wechat:APPID|FROM|CREATETIME|(MSGID or EVENT+KEY)``).
        platform, user_id: the account.
        content: what was sent.
        language_code: the platform's hint (Telegram's IETF tag), None where there is none.
    """

    id: str
    platform: Platform
    user_id: str
    content: Content
    language_code: str | None = None

    @property
    def account_key(self) -> str:
        """The account in one word: messages with the same one take turns."""
        return f"{self.platform}:{self.user_id}"


_INBOUND = TypeAdapter(Inbound)


def inbound_to_json(inbound: Inbound) -> str:
    """The message as the inbox keeps it."""
    return _INBOUND.dump_json(inbound).decode()


def inbound_from_json(stored: str) -> Inbound:
    """The message that ``inbound_to_json`` stored."""
    return _INBOUND.validate_json(stored)


# ---------------------------------------------------------------- outgoing


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press: a label and the action it stands for (at most 64 bytes)."""

    label: str
    action: str


class Wants(StrEnum):
    """What kind of answer a screen waits for; the encoders fit the keyboard to it."""

    CHOICE = "choice"
    TEXT = "text"
    """Free words; choices may be offered beside it."""
    VALUE = "value"
    """A number, date, code or time: never numbered choices beside it."""
    CONTACT = "contact"
    """A phone number: Telegram adds its contact button."""
    LOCATION = "location"


class AttachmentKind(StrEnum):
    """What can hang on a screen; made when it is handed over, never stored."""

    QR = "qr"
    """``ref`` is the payload of a deep link or scene."""
    EXPORT = "export"
    """``ref`` is a volunteer id: all that is stored about the person."""
    CARD = "card"
    """``ref`` is a language and a volunteer id, ``en~06h00…``: the volunteer's card, a picture."""
    CHART = "chart"
    """``ref`` as of a card: the hours by month and category, a picture beside the text."""
    REPORT = "report"
    """``ref`` is a ``ReportRef`` (bot.documents): its figures, a picture beside the text."""
    WORKBOOK = "workbook"
    """``ref`` as of a report: an Excel file with what is behind the figures."""
    DOOR = "door"
    """``ref`` is a platform and a payload, ``telegram~l-123…``: the way into the chat there, a
    QR code beside the text."""
    PICTURE = "picture"
    """``ref`` is the id of a ``Picture``: what was sent with a broadcast."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or document by reference."""

    kind: AttachmentKind
    ref: str

    @property
    def beside(self) -> bool:
        """It comes after a text that says everything, and may fail without the text."""
        return self.kind in (AttachmentKind.CHART, AttachmentKind.REPORT, AttachmentKind.DOOR)


@dataclass(frozen=True, slots=True)
class Gist:
    """What a notice of a service says in a few fields, for where a platform takes no more.

    Attributes:
        kind: of the notice, such as ``place-offered``.
        title: of the project.
        starts_at: of the shift; None where it is about none.
        where, hours, note: in words, empty where there are none.
        advertises: it recruits, so it goes only where the person asked to be told of such things.
    """

    kind: str
    title: str
    starts_at: datetime | None = None
    where: str = ""
    hours: str = ""
    note: str = ""
    advertises: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """One answer.

    Attributes:
        text: plain text in the person's language; no markup.
        choices: what can be chosen, in order: buttons on Telegram, ``1. label`` lines on WeChat.
        nav: back, skip, cancel, continue: buttons in a last row on Telegram; on WeChat a closing
            line that names the words, unnumbered.
        wants: the kind of answer it waits for.
        attachment: a picture or document.
        in_place: a menu step, shown by editing the message whose button was pressed.
        large: for people who read with difficulty: every choice stands apart.
        gist: the same in a few fields, of a notice that a person waits for.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    nav: tuple[Choice, ...] = ()
    wants: Wants = Wants.CHOICE
    attachment: Attachment | None = None
    in_place: bool = False
    large: bool = False
    gist: Gist | None = None


def numbered_choices(screen: Screen) -> tuple[Choice, ...]:
    """The choices that a typed number picks: none beside a field that takes a number itself."""
    match screen.wants:
        case Wants.VALUE | Wants.CONTACT | Wants.LOCATION:
            return ()
        case Wants.CHOICE | Wants.TEXT:
            return screen.choices


_SCREEN = TypeAdapter(Screen)


def screen_to_json(screen: Screen) -> str:
    """The screen as stored beside the inbound id, to be given again."""
    return _SCREEN.dump_json(screen, exclude_defaults=True).decode()


def screen_from_json(stored: str) -> Screen:
    """The screen that ``screen_to_json`` stored."""
    return _SCREEN.validate_json(stored)


@dataclass(frozen=True, slots=True)
class Answer:
    """What intake gives an adapter to hand over.

    Attributes:
        screen: None where nothing is to be said (the person left).
        language: the language the screen is in, ``zh`` or ``en``.
        notices: screens that waited for the person's next message, to be shown before it.
        repeated: it was computed for an earlier delivery of the same message.
        handed_over: the platform took it before.
        as_reply: it took it as its reply to a delivery, which it may have missed: to a repeat of
            that one it is given again.
    """

    screen: Screen | None
    language: str = "zh"
    notices: tuple[Screen, ...] = ()
    repeated: bool = False
    handed_over: bool = False
    as_reply: bool = False


class PushOutcome(StrEnum):
    """What became of a message that no one asked for a moment ago."""

    SENT = "sent"
    WAITS = "waits"
    """The platform does not allow it now: it waits for the person's next message."""
    UNREACHABLE = "unreachable"
    """Blocked, left, deactivated: the account is marked."""
    LATER = "later"
    """Throttled or away: try again after ``retry_after`` seconds."""
    REFUSED = "refused"
    """The platform does not take it, and would not the next time: certainly nothing was shown."""
    UNKNOWN = "unknown"
    """It may have arrived: never sent again blindly."""


@dataclass(frozen=True, slots=True)
class Push:
    """The outcome of one push."""

    outcome: PushOutcome
    retry_after: float = 0.0
    detail: str = ""
    """A code of the platform, without personal data."""
    as_reply: bool = False
    """It went as the reply to a delivery, not as a message of its own."""

"""The Telegram phones of the page, upon the sandbox's Bot API server."""

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

from bot.messages import MediaKind
from bot.sandbox import bot_api_chat as chat
from bot.sandbox.bot_api import BotApi
from bot.sandbox.personas import Persona
from bot.sandbox.phones import (
    Act,
    ActRefused,
    Bubble,
    BubbleKind,
    Button,
    Command,
    File,
    FileContent,
    Key,
    OpenLink,
    PhoneHead,
    PhoneView,
    Plain,
    PressButton,
    SayText,
    ScanPicture,
    SendPicture,
    SetLanguage,
    Side,
)
from bot.sandbox.scanner import read_code
from domain.volunteers.model import Platform

_KINDS = {
    chat.BubbleKind.TEXT: BubbleKind.TEXT,
    chat.BubbleKind.PHOTO: BubbleKind.PICTURE,
    chat.BubbleKind.DOCUMENT: BubbleKind.DOCUMENT,
    chat.BubbleKind.CONTACT: BubbleKind.CONTACT,
    chat.BubbleKind.LOCATION: BubbleKind.LOCATION,
    chat.BubbleKind.MEDIA: BubbleKind.VOICE,  # the only medium that the page sends
}


class TelegramPhones:
    """Every persona's Telegram."""

    platform = Platform.TELEGRAM

    def __init__(self, server: BotApi) -> None:
        self._server = server

    def add(self, persona: Persona) -> None:
        """The person gets a phone with Telegram in Chinese; the bot does not know them yet."""
        self._server.add_user(
            chat.User(
                id=persona.telegram_id,
                first_name=persona.name,
                language_code="zh-hans",
                phone=persona.phone,
                latitude=persona.latitude,
                longitude=persona.longitude,
            )
        )

    def view(self, persona: Persona) -> PhoneView:
        """What the person's phone shows now."""
        user_id = persona.telegram_id
        phone = self._server.phone(user_id)
        commands = self._server.commands(user_id)
        head = PhoneHead(
            connected=phone.started and not phone.blocked,
            blocked=phone.blocked,
            commands=tuple(Command(command, words) for command, words in commands),
            keyboard=tuple(tuple(Key(k.text, k.sends) for k in row) for row in phone.keyboard),
            placeholder=phone.placeholder,
            language=phone.user.language_code or "",
            notice=phone.toast,
            notice_id=str(phone.toasts),
        )
        return PhoneView(head, tuple(_bubble(bubble) for bubble in phone.bubbles))

    def changes(self, persona: Persona) -> AsyncIterator[object]:
        """Yields whenever the view may have changed; ends never."""
        return self._server.subscribe(persona.telegram_id)

    def payload(self, scanned: str) -> str | None:
        """What follows ``start=`` in a link to this bot; empty where nothing does."""
        link = urlsplit(scanned)
        if link.hostname != "t.me" or link.path.strip("/") != self._server.username:
            return None
        return parse_qs(link.query).get("start", [""])[0]

    def file(self, path: str) -> FileContent | None:
        """A picture or document that the bot sent."""
        file = self._server.file(path)
        return FileContent(file.data, file.mime, file.name) if file else None

    async def act(self, persona: Persona, act: Act, payload: str | None = None) -> None:
        """Does something on the person's phone.

        Raises:
            ActRefused: not possible now.
        """
        user_id = persona.telegram_id
        phone = self._server.phone(user_id)
        if phone.blocked and not _possible_while_blocked(act):
            raise ActRefused("not_connected")
        match act:
            case SayText(text=text):
                self._server.user_sends_text(user_id, text)
            case PressButton(bubble=bubble, data=data):
                self._press(user_id, bubble, data)
            case ScanPicture():
                self._start(user_id, payload)
            case SendPicture(data=data):
                self._server.user_sends_picture(user_id, data, mime=act.media_type)
            case OpenLink(link=link):
                self._start(user_id, self.payload(link))
            case SetLanguage(language=language):
                self._server.set_language(user_id, language)
            case Plain(kind="start"):
                self._server.user_starts(user_id)
            case Plain(kind="contact"):
                self._server.user_sends_contact(user_id)
            case Plain(kind="location"):
                self._server.user_sends_location(user_id)
            case Plain(kind="voice"):
                self._server.user_sends_media(user_id, MediaKind.VOICE)
            case Plain(kind="join"):
                self._server.user_starts(user_id)
            case Plain(kind="leave"):
                self._server.user_blocks(user_id)

    def _press(self, user_id: int, bubble: str, data: str) -> None:
        try:
            self._server.user_taps(user_id, int(bubble), data)
        except (LookupError, ValueError) as error:
            raise ActRefused("stale") from error

    def _start(self, user_id: int, payload: str | None) -> None:
        if payload is None:
            raise ActRefused("not_ours")
        try:
            self._server.user_starts(user_id, payload)
        except LookupError as error:
            raise ActRefused("not_ours") from error


def _possible_while_blocked(act: Act) -> bool:
    return isinstance(act, ScanPicture | OpenLink | SetLanguage) or (
        isinstance(act, Plain) and act.kind in {"start", "join"}
    )


def _bubble(bubble: chat.Bubble) -> Bubble:
    return Bubble(
        id=str(bubble.message_id),
        side=Side.THEIRS if bubble.from_bot else Side.OWN,
        kind=_KINDS[bubble.kind],
        at=bubble.at,
        text=bubble.text,
        file=_file(bubble.file) if bubble.file else None,
        buttons=tuple(
            tuple(Button(each.text, each.data, each.url) for each in row) for row in bubble.buttons
        ),
    )


def _file(file: chat.StoredFile) -> File:
    scannable = file.mime.startswith("image/") and read_code(file.data) is not None
    return File(f"telegram/{file.file_id}", file.name, len(file.data), scannable)

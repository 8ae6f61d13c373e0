"""The WeChat phones of the page, upon the sandbox's WeChat platform."""

import asyncio
from collections.abc import AsyncIterator, Coroutine

import structlog

from bot.sandbox.personas import Persona
from bot.sandbox.phones import (
    Act,
    ActRefused,
    Bubble,
    BubbleKind,
    Button,
    File,
    FileContent,
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
from bot.sandbox.wechat_chats import Message, MessageKind, Sender
from bot.sandbox.wechat_platform import WechatPlatform
from domain.volunteers.model import Platform

_SIDES = {
    Sender.PERSON: Side.OWN,
    Sender.ACCOUNT: Side.THEIRS,
    Sender.PLATFORM: Side.NOTE,
}
_PLACE = "青海省西宁市城中区"

_log = structlog.get_logger(__name__)


class WechatPhones:
    """Every persona's WeChat."""

    platform = Platform.WECHAT

    def __init__(self, server: WechatPlatform) -> None:
        self._server = server
        self._on_the_way: set[asyncio.Task[None]] = set()

    def add(self, persona: Persona) -> None:
        """The person gets a phone with WeChat; the account is not followed yet."""
        self._server.chats.of(persona.openid)

    def view(self, persona: Persona) -> PhoneView:
        """What the person's phone shows now."""
        head = PhoneHead(
            connected=self._server.follows(persona.openid),
            menu=self._server.menu,
        )
        messages = self._server.messages(persona.openid)
        return PhoneView(head, tuple(self._bubble(message) for message in messages))

    def changes(self, persona: Persona) -> AsyncIterator[object]:
        """Yields whenever the view may have changed; ends never."""
        return self._server.subscribe(persona.openid)

    def payload(self, scanned: str) -> str | None:
        """The scene of a QR code of the account."""
        return self._server.scene_of(scanned)

    def file(self, path: str) -> FileContent | None:
        """A picture that the account sent."""
        found = self._server.media(path)
        return FileContent(*found, name=path) if found else None

    async def act(self, persona: Persona, act: Act, payload: str | None = None) -> None:
        """Does something on the person's phone. The platform's delivery goes on by itself.

        Raises:
            ActRefused: not possible now.
        """
        openid, server = persona.openid, self._server
        joins = isinstance(act, ScanPicture) or act == Plain(kind="join")
        if not joins and not server.follows(openid):
            raise ActRefused("not_connected")
        match act:
            case SayText(text=text):
                self._send(server.user_sends_text(openid, text))
            case PressButton(bubble="", data=key):
                self._send(server.user_clicks_menu(openid, key))
            case PressButton(bubble=bubble, data=line):
                if not any(str(m.number) == bubble and m.lines for m in server.messages(openid)):
                    raise ActRefused("stale")
                self._send(server.user_taps_line(openid, int(bubble), line))
            case ScanPicture():
                if not payload:
                    raise ActRefused("not_ours")
                self._send(server.user_scans(openid, payload))
            case SendPicture(data=data):
                self._send(server.user_sends_picture(openid, data, act.media_type))
            case Plain(kind="location"):
                place = (persona.latitude, persona.longitude, _PLACE)
                self._send(server.user_sends_location(openid, *place))
            case Plain(kind="voice"):
                self._send(server.user_sends_media(openid, MessageKind.VOICE))
            case Plain(kind="join"):
                self._send(server.user_follows(openid))
            case Plain(kind="leave"):
                self._send(server.user_unfollows(openid))
            case OpenLink() | SetLanguage() | Plain():
                raise ActRefused("not_possible")

    def _send(self, delivery: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(delivery)
        self._on_the_way.add(task)
        task.add_done_callback(self._delivered)

    def _delivered(self, task: asyncio.Task[None]) -> None:
        self._on_the_way.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("sandbox_delivery_failed", exc_info=error)

    def _bubble(self, message: Message) -> Bubble:
        side = _SIDES[message.sender]
        file = self._file(message.media_id) if message.media_id else None
        return Bubble(
            id=str(message.number),
            side=side,
            kind=BubbleKind.NOTE if side is Side.NOTE else _kind(message.kind, file),
            at=message.at,
            text=message.kind.value if side is Side.NOTE else message.text,
            file=file,
            buttons=tuple((Button(words, id),) for id, words in message.lines),
        )

    def _file(self, media_id: str) -> File | None:
        found = self._server.media(media_id)
        if found is None:
            return None
        content, _ = found
        scannable = read_code(content) is not None
        return File(f"wechat/{media_id}", media_id, len(content), scannable)


def _kind(kind: MessageKind, file: File | None) -> BubbleKind:
    if file:
        return BubbleKind.PICTURE
    match kind:
        case MessageKind.LOCATION:
            return BubbleKind.LOCATION
        case MessageKind.VOICE:
            return BubbleKind.VOICE
        case _:
            return BubbleKind.TEXT

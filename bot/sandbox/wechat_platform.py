"""The WeChat platform: phones on one side, an Official Account's server on the other.

It posts signed, sealed XML to the webhook over real HTTP, waits five seconds, posts again, three
times in all, and shows a service error where no reply could be taken. Every reply is checked as
strictly as the platform does. Its API is in ``bot.sandbox.wechat_api``.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

import httpx
from pydantic import BaseModel, ConfigDict, Field

from bot.sandbox.phones import MenuEntry
from bot.sandbox.wechat_chats import Chat, Chats, Message, MessageKind, Sender
from bot.sandbox.wechat_wire import (
    BadReply,
    Nested,
    PassiveReply,
    WechatAccount,
    read_reply,
    write_post,
)
from bot.wechat.xml import cdata
from domain.clock import Clock

PATIENCE_SECONDS = 5.0
MOST_POSTS = 3
_MEDIA_LIFE = timedelta(days=3)
_QR_ADDRESS = "http://weixin.qq.com/q/"


class PostFaults(BaseModel):
    """What goes wrong on the way of the next messages to the account's server.

    Attributes:
        delay: seconds before each POST.
        lost_replies: so many replies of each message never reach the platform: it posts again.
        extra_posts: so many POSTs more after the one that was answered.
        at_once: how many equal POSTs go out together each time.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    delay: float = Field(default=0.0, ge=0, le=600)
    lost_replies: int = Field(default=0, ge=0, le=10)
    extra_posts: int = Field(default=0, ge=0, le=10)
    at_once: int = Field(default=1, ge=1, le=10)


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of one POST: an HTTP status (None: no answer in time) and its reading."""

    status: int | None
    reply: PassiveReply | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way to the account's server: all its POSTs, in the order they ended."""

    openid: str
    posts: tuple[Posted, ...]


class WechatPlatform:
    """One Official Account's platform. All ``user_…`` methods end when the delivery has ended."""

    def __init__(
        self,
        account: WechatAccount,
        webhook_url: str,
        clock: Clock,
        *,
        patience: float = PATIENCE_SECONDS,
        first_number: int = 1,
    ) -> None:
        """Args:
        patience: the platform's five seconds, shorter in tests.
        first_number: messages are numbered from here; after a restart it is higher.
        """
        self.account = account
        self.webhook_url = webhook_url
        self.pictures_url = ""
        """Where people's pictures are served: ``WechatApi`` does, under ``/pictures``."""
        self.clock = clock
        self.faults = PostFaults()
        self.menu: tuple[MenuEntry, ...] = ()
        self.deliveries: list[Delivery] = []
        self.problems: list[str] = []
        """What was wrong with replies and calls: empty at the end of a good test."""
        self.chats = Chats()
        self._patience = patience
        self._numbers = count(first_number)
        self._media: dict[str, tuple[bytes, str]] = {}
        self._media_until: dict[str, datetime] = {}
        self._scenes: dict[str, str] = {}
        # The webhook is on the loopback: no proxy, no certificates to load.
        self._http = httpx.AsyncClient(timeout=patience, trust_env=False, verify=False)

    async def close(self) -> None:
        """Ends the connections."""
        await self._http.aclose()

    # ---------------------------------------------------------------- the phone

    def messages(self, openid: str) -> tuple[Message, ...]:
        """What the phone shows, oldest first."""
        return self.chats.of(openid).messages

    def follows(self, openid: str) -> bool:
        """Whether the person follows the account."""
        return self.chats.of(openid).follows

    def subscribe(self, openid: str) -> AsyncIterator[None]:
        """Yields whenever the phone has changed; ends never."""
        return self.chats.of(openid).changes()

    def media(self, media_id: str) -> tuple[bytes, str] | None:
        """The bytes and type of a picture."""
        return self._media.get(media_id)

    def scene_of(self, address: str) -> str | None:
        """The scene behind the address that a QR code of the account holds."""
        return self._scenes.get(address)

    async def user_sends_text(self, openid: str, text: str) -> None:
        """Types a text."""
        await self._says(openid, MessageKind.TEXT, {"MsgType": "text", "Content": text}, text)

    async def user_sends_location(
        self, openid: str, latitude: float, longitude: float, label: str = ""
    ) -> None:
        """Shares a place."""
        fields = {
            "MsgType": "location",
            "Location_X": f"{latitude:.6f}",
            "Location_Y": f"{longitude:.6f}",
            "Scale": "16",
            "Label": label,
        }
        await self._says(openid, MessageKind.LOCATION, fields, label)

    async def user_sends_media(self, openid: str, kind: MessageKind, recognition: str = "") -> None:
        """Sends a voice, video or link, or a picture that cannot be had.

        Args:
            recognition: what was heard in a voice.
        """
        fields = {"MsgType": kind.value, "MediaId": f"sent-{next(self._numbers)}"}
        if recognition:
            fields["Recognition"] = recognition
        await self._says(openid, kind, fields, recognition)

    async def user_sends_picture(
        self, openid: str, content: bytes, media_type: str = "image/jpeg"
    ) -> None:
        """Sends a picture, which the platform keeps for three days."""
        media_id = self.keep_media(content, media_type)
        address = f"{self.pictures_url}/{media_id}"
        fields = {"MsgType": "image", "PicUrl": address, "MediaId": media_id}
        await self._says(openid, MessageKind.IMAGE, fields, "", media_id)

    async def user_follows(self, openid: str) -> None:
        """Follows the account."""
        await self._follow(openid, {"EventKey": ""})

    async def user_unfollows(self, openid: str) -> None:
        """Leaves; the server's reply is not shown."""
        chat = self.chats.of(openid)
        chat.follows = False
        self._show(chat, Sender.PLATFORM, MessageKind.UNFOLLOWED)
        await self._event(chat, "unsubscribe", {"EventKey": ""}, shown=False)

    async def user_consents(self, openid: str, template_id: str, *, given: bool = True) -> None:
        """Allows one notification, in the platform's own window over a page, or refuses it."""
        chat = self.chats.of(openid)
        if given:
            chat.consents(template_id)
        word = "accept" if given else "reject"
        told = Nested(
            f"<List><TemplateId>{cdata(template_id)}</TemplateId>"
            f"<SubscribeStatusString>{cdata(word)}</SubscribeStatusString>"
            "<PopupScene>2</PopupScene></List>"
        )
        fields = {"SubscribeMsgPopupEvent": told}
        await self._event(chat, "subscribe_msg_popup_event", fields, shown=False)

    async def user_taps_line(self, openid: str, number: int, line: str) -> None:
        """Taps a line of a message, named by what it stands for or its words.

        Raises:
            LookupError: there is no such line.
        """
        message = next((m for m in self.messages(openid) if m.number == number), None)
        lines = message.lines if message is not None else ()
        id, words = next((one for one in lines if line in one), ("", ""))
        if not id:
            raise LookupError(f"no line {line}")
        fields = {"MsgType": "text", "Content": words, "bizmsgmenuid": id}
        await self._says(openid, MessageKind.TEXT, fields, words)

    async def user_clicks_menu(self, openid: str, key: str) -> None:
        """Presses a key of the bottom menu."""
        chat = self.chats.of(openid)
        chat.gestured(self.clock.now())
        await self._event(chat, "CLICK", {"EventKey": key})

    async def user_scans(self, openid: str, scene: str) -> None:
        """Scans a QR code of the account; whoever does not follow it yet does so with it."""
        chat = self.chats.of(openid)
        if not chat.follows:
            await self._follow(openid, {"EventKey": f"qrscene_{scene}", "Ticket": "ticket"})
            return
        chat.gestured(self.clock.now())
        self._show(chat, Sender.PLATFORM, MessageKind.SCANNED)
        await self._event(chat, "SCAN", {"EventKey": scene, "Ticket": "ticket"})

    # ---------------------------------------------------------------- for the API

    def show_push(
        self,
        chat: Chat,
        kind: MessageKind,
        text: str,
        media_id: str | None,
        lines: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Shows a customer-service message."""
        self._show(chat, Sender.ACCOUNT, kind, text, media_id, pushed=True, lines=lines)

    def keep_media(self, content: bytes, media_type: str) -> str:
        """Keeps an uploaded picture; its media id."""
        media_id = f"media-{next(self._numbers)}"
        self._media[media_id] = (content, media_type)
        self._media_until[media_id] = self.clock.now() + _MEDIA_LIFE
        return media_id

    def media_usable(self, media_id: str) -> bool:
        """Whether the account may still send it; what was sent stays on the phones."""
        until = self._media_until.get(media_id)
        return until is not None and until > self.clock.now()

    def make_scene(self, scene: str) -> tuple[str, str]:
        """The ticket and the address of a QR code with a scene."""
        ticket = f"ticket-{next(self._numbers)}"
        address = f"{_QR_ADDRESS}{ticket}"
        self._scenes[address] = scene
        return ticket, address

    def put_up_menu(self, menu: tuple[MenuEntry, ...]) -> None:
        """Shows the bottom menu on all phones."""
        self.menu = menu
        for chat in self.chats.all():
            chat.touch()

    # ---------------------------------------------------------------- deliveries

    async def _follow(self, openid: str, fields: Mapping[str, str]) -> None:
        chat = self.chats.of(openid)
        chat.follows = True
        chat.gestured(self.clock.now())
        self._show(chat, Sender.PLATFORM, MessageKind.FOLLOWED)
        await self._event(chat, "subscribe", fields)

    async def _says(
        self,
        openid: str,
        kind: MessageKind,
        fields: Mapping[str, str],
        shown: str,
        media_id: str | None = None,
    ) -> None:
        chat = self.chats.of(openid)
        chat.follows = True
        chat.wrote(self.clock.now())
        self._show(chat, Sender.PERSON, kind, shown, media_id)
        number = str(23_000_000_000_000_000 + next(self._numbers))
        await self._deliver(chat, {**fields, "MsgId": number})

    async def _event(
        self, chat: Chat, event: str, fields: Mapping[str, str], *, shown: bool = True
    ) -> None:
        await self._deliver(chat, {"MsgType": "event", "Event": event, **fields}, shown=shown)

    async def _deliver(self, chat: Chat, fields: Mapping[str, str], *, shown: bool = True) -> None:
        faults = self.faults
        created = int(self.clock.now().timestamp())
        whole = {
            "ToUserName": self.account.official,
            "FromUserName": chat.openid,
            "CreateTime": str(created),
            **fields,
        }
        posts: list[Posted] = []
        taken: PassiveReply | None = None
        for attempt in range(MOST_POSTS):
            results = await self._post_at_once(chat.openid, whole, faults)
            posts += results
            replies = [it.reply for it in results if it.reply is not None]
            if replies and attempt >= faults.lost_replies:
                taken = replies[0]
                break
        for _ in range(faults.extra_posts):
            posts += await self._post_at_once(chat.openid, whole, faults)
        self.deliveries.append(Delivery(chat.openid, tuple(posts)))
        if shown:
            self._show_reply(chat, taken)

    async def _post_at_once(
        self, openid: str, fields: Mapping[str, str], faults: PostFaults
    ) -> list[Posted]:
        await asyncio.sleep(faults.delay)
        posts = (self._post(openid, fields) for _ in range(faults.at_once))
        return list(await asyncio.gather(*posts))

    async def _post(self, openid: str, fields: Mapping[str, str]) -> Posted:
        post = write_post(self.account, fields, int(self.clock.now().timestamp()))
        try:
            async with asyncio.timeout(self._patience):
                response = await self._http.post(
                    self.webhook_url,
                    params=post.query,
                    content=post.body,
                    headers={"content-type": "text/xml"},
                )
        except (TimeoutError, httpx.HTTPError):
            return Posted(None)
        if response.status_code != httpx.codes.OK:
            return Posted(response.status_code)
        try:
            return Posted(response.status_code, read_reply(self.account, openid, response.content))
        except BadReply as error:
            self.problems.append(str(error))
            return Posted(response.status_code, problem=str(error))

    def _show_reply(self, chat: Chat, reply: PassiveReply | None) -> None:
        if reply is None:
            self._show(chat, Sender.PLATFORM, MessageKind.SERVICE_ERROR)
        elif reply.text is not None:
            self._show(chat, Sender.ACCOUNT, MessageKind.TEXT, reply.text)
        elif reply.image is not None:
            self._show(chat, Sender.ACCOUNT, MessageKind.IMAGE, media_id=reply.image)

    def _show(
        self,
        chat: Chat,
        sender: Sender,
        kind: MessageKind,
        text: str = "",
        media_id: str | None = None,
        *,
        pushed: bool = False,
        lines: tuple[tuple[str, str], ...] = (),
    ) -> None:
        number, now = next(self._numbers), self.clock.now()
        chat.show(Message(number, sender, kind, now, text, media_id, pushed, lines))

"""Messages that nobody waits for at the webhook: customer-service messages, where allowed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import structlog

from bot.attachments import Attachments, File, qr_png
from bot.lanes import SharedLanes
from bot.messages import Answer, Attachment, AttachmentKind, Push, PushOutcome, Screen
from bot.settings import WechatProfile
from bot.texts import texts_for
from bot.wechat.capabilities import CAPABILITIES
from bot.wechat.client import ApiError, WechatClient
from bot.wechat.codes import NO_MENU, NO_SUCH_MEDIA, USED_UP, Meaning, meaning_of
from bot.wechat.decode import Consent
from bot.wechat.encode import Menu, combine, encode, menu_of, one_text
from bot.wechat.ports import Windows
from bot.wechat.services import ServiceNotices
from bot.wechat.uploads import Uploads
from domain.clock import Clock
from domain.volunteers.model import Language
from storage.redis import RedisAway

_MESSAGES = "messages"
#: The longest there is: whatever a code leads to ends by itself, an invitation last of all.
_SCENE_SECONDS = 30 * 24 * 3600
_WAITS = Push(PushOutcome.WAITS)
_SENT = Push(PushOutcome.SENT)

_log = structlog.get_logger(__name__)


class WechatPush:
    """Sends screens on our own account, within what the profile and the window allow."""

    def __init__(
        self,
        profile: WechatProfile,
        attachments: Attachments,
        clock: Clock,
        client: WechatClient | None,
        windows: Windows,
        lanes: SharedLanes,
        *,
        services: ServiceNotices | None = None,
        msgmenu: bool = False,
    ) -> None:
        """Args:
        client: None where there is no app secret, so only with the passive profile.
        services: tells a notice outside of the window; None: it waits.
        msgmenu: choices of a push are lines to tap, where the platform takes them.
        """
        self._can = CAPABILITIES[profile]
        self._attachments = attachments
        self._clock = clock
        self._client = client
        self._windows = windows
        self._lanes = lanes
        self._msgmenu = msgmenu
        self._services = services
        self._uploads = Uploads(client, attachments) if client is not None else None

    @property
    def allowed(self) -> bool:
        """Whether the account may push at all."""
        return self._can.pushes and self._client is not None

    async def push(self, user_id: str, screen: Screen, language: Language) -> Push:
        """Sends a screen by the cheapest way there is: within the person's window where that has
        room for all of it; else, a notice of a service, by a template; else it waits for their next
        message.

        A screen of several texts that broke off in the middle is ``UNKNOWN``: never sent again.
        """
        if not self.allowed:
            return _WAITS
        window = await self._windows.of(user_id)
        if window is not None and window.open(self._clock.now()):
            within = await self._within(user_id, screen, language, window.left)
            if within is not None:
                return within
        told = None
        if screen.gist is not None and self._services is not None:
            told = await self._services.tell(user_id, screen.gist)
        return told or _WAITS

    async def push_to_many(
        self, user_ids: Sequence[str], screen: Screen, language: Language, name: str
    ) -> Push:
        """Sends a text to a list of people, whatever their windows, with the address of its
        picture where there is room; a repeat of the name sends nothing twice."""
        if self._client is None or not self._can.mass:
            return _WAITS
        text, *more = self._linked(replace(screen, choices=(), nav=()), language)
        if more:
            text = one_text(screen.text)
        try:
            await self._client.send_to_many(user_ids, text, name)
        except ApiError as error:
            _log.warning("wechat mass send failed", why=str(error))
            return error.push(self._clock.now())
        return _SENT

    async def address(self, payload: str) -> str | None:
        """See ``bot.attachments.Door``."""
        if self._client is None or not self._can.scene_codes:
            return None
        try:
            return await self._client.scene_url(payload, _SCENE_SECONDS)
        except ApiError as error:
            _log.warning("wechat code not made", why=str(error))
            return None

    async def consents(self, user_id: str, consents: Sequence[Consent], created: int) -> None:
        """Notes what a person allows or forbids; a repeat changes nothing.

        Args:
            created: when the platform was told, in seconds since 1970.
        """
        if self._services is not None and consents:
            await self._services.consents(user_id, consents, created)

    async def send_answer(self, user_id: str, answer: Answer) -> Push:
        """Sends an answer that no POST waits for any more, to a person who wrote lately.

        Where the day's calls are used up it goes with the person's next message: sooner than
        tomorrow, as it was asked for.
        """
        push = await self._send(user_id, answer)
        return replace(_WAITS, detail=push.detail) if push.detail == USED_UP else push

    async def _within(
        self, user_id: str, screen: Screen, language: Language, left: int
    ) -> Push | None:
        """Sends a screen within the window; None where that has no room for all of its texts: of
        what began and cannot end nobody could make sense, and it would never be sent again."""
        picture = screen.attachment
        led = picture is not None and picture.kind is AttachmentKind.PICTURE
        answer = Answer(screen, language.value)
        texts = self._linked(screen, language) if led else self.answer_texts(answer)
        if len(texts) > left:
            return None
        if picture is not None and led:
            return await self._send_led(user_id, screen, picture, language, left)
        return await self._send(user_id, answer)

    async def _send_led(
        self, user_id: str, screen: Screen, picture: Attachment, language: Language, left: int
    ) -> Push:
        """Sends a picture and then the words, which decide what became of both. Where the window
        has room for the words only, or the picture cannot be had, they say where it is.

        Args:
            left: how many messages the window has.
        """
        bare = replace(screen, attachment=None)
        texts = encode(bare, language)
        media_id = None
        if self._uploads is not None and self._sends_picture(picture) and left > len(texts):
            media_id = await self._uploads.media_id(picture)
        if media_id is None:
            return await self.send_texts(user_id, self._linked(screen, language))
        shown = await self._show_picture(user_id, picture, media_id)
        if shown.outcome in (PushOutcome.LATER, PushOutcome.UNREACHABLE):
            return shown  # nothing is
        if shown.outcome is not PushOutcome.SENT and shown.detail.isdecimal():
            # The platform said no: to the picture, and if to the words too it says so again.
            return await self.send_texts(user_id, self._linked(screen, language))
        push = await self.send_texts(user_id, texts, self._menu(Answer(bare, language.value)))
        if push.outcome in (PushOutcome.LATER, PushOutcome.WAITS):
            return Push(PushOutcome.UNKNOWN, detail=f"part 2: {push.detail}")
        return push

    async def _show_picture(self, user_id: str, picture: Attachment, media_id: str) -> Push:
        assert self._client is not None  # else it has no media id
        if (seconds := await self._used_up_for()) > 0:
            return Push(PushOutcome.LATER, seconds, USED_UP)
        try:
            await self._client.send_image(user_id, media_id)
        except ApiError as error:
            _log.warning("wechat picture failed", why=str(error))
            if error.code == NO_SUCH_MEDIA:
                await self._client.forget_image(picture.ref, media_id)
            push = error.push(self._clock.now())
            await self._mind(user_id, error, push)
            return push
        await self._windows.spend(user_id, 1)
        return _SENT

    async def _send(self, user_id: str, answer: Answer) -> Push:
        push = await self.send_texts(user_id, self.answer_texts(answer), self._menu(answer))
        if push.outcome is PushOutcome.SENT:
            await self.send_pictures(user_id, answer)
        return push

    def answer_texts(self, answer: Answer) -> tuple[str, ...]:
        """The texts of an answer, its notices in front."""
        language = Language(answer.language)
        texts: tuple[str, ...] = ()
        if len(answer.notices) > 1:
            say = texts_for(language)
            texts = (say("wechat-messages-waited", count=len(answer.notices)),)
        for screen in _screens(answer):
            texts = combine(texts, self._texts(screen, language))
        return texts

    async def send_pictures(self, user_id: str, answer: Answer) -> None:
        """Sends the pictures of an answer; one that fails is logged, its code is in the text."""
        for screen in _screens(answer):
            attachment = screen.attachment
            if attachment is None or not self._sends_picture(attachment):
                continue
            try:
                await self._send_picture(user_id, attachment)
            except ApiError as error:
                _log.warning("wechat picture failed", why=str(error))

    async def _send_picture(self, user_id: str, attachment: Attachment) -> None:
        assert self._client is not None  # else no picture is sent
        if attachment.kind is AttachmentKind.QR:
            url = await self._client.scene_url(attachment.ref, _SCENE_SECONDS)
            file: File | None = File("qr.png", "image/png", qr_png(url))
        else:
            file = await self._attachments.make(attachment)
        if file is not None:
            media_id = await self._client.upload_image(file)
            await self._client.send_image(user_id, media_id)
            await self._windows.spend(user_id, 1)

    async def send_texts(
        self, user_id: str, texts: tuple[str, ...], menu: Menu | None = None
    ) -> Push:
        """Sends texts in order; for a person who wrote just now.

        Args:
            menu: the same as the one text, where it may be one.
        """
        if self._client is None or not self._can.pushes:
            return _WAITS
        if (seconds := await self._used_up_for()) > 0:
            return Push(PushOutcome.LATER, seconds, USED_UP)
        sent = 0
        try:
            for text in texts:
                await self._send_one(self._client, user_id, text, menu)
                sent += 1
        except ApiError as error:
            _log.warning("wechat push failed", why=str(error), part=sent)
            push = error.push(self._clock.now())
            await self._mind(user_id, error, push)
            if sent:
                return Push(PushOutcome.UNKNOWN, detail=f"part {sent + 1}: {error.code}")
            return push
        finally:
            if sent:
                await self._windows.spend(user_id, sent)
        return _SENT

    async def _send_one(
        self, client: WechatClient, user_id: str, text: str, menu: Menu | None
    ) -> None:
        if menu is not None and self._msgmenu:
            try:
                await client.send_menu(user_id, menu)
                return
            except ApiError as error:
                if error.code != NO_MENU:
                    raise
                _log.warning("wechat account has no msgmenu: numbered lines instead")
                self._msgmenu = False
        await client.send_text(user_id, text)

    def _menu(self, answer: Answer) -> Menu | None:
        screen = answer.screen
        if not self._msgmenu or screen is None or answer.notices:
            return None
        attachment = screen.attachment
        if attachment is not None and not self._sends_picture(attachment):
            return None  # its link is in the text
        return menu_of(screen, Language(answer.language))

    async def _mind(self, user_id: str, error: ApiError, push: Push) -> None:
        """What an error tells about the next messages."""
        meaning = None if error.code is None else meaning_of(error.code)
        if meaning is Meaning.WINDOW_CLOSED:
            await self._windows.close(user_id)
        elif meaning is Meaning.EXHAUSTED:
            _log.error("wechat messages of the day used up", again_in_seconds=push.retry_after)
            with suppress(RedisAway):
                await self._lanes.hold(_MESSAGES, push.retry_after)

    async def _used_up_for(self) -> float:
        try:
            return (await self._lanes.take((_MESSAGES,), ())).wait
        except RedisAway:
            return 0.0

    async def used_up(self) -> bool:
        """Whether no message may go before the platform's midnight."""
        return await self._used_up_for() > 0

    def _texts(self, screen: Screen, language: Language) -> tuple[str, ...]:
        attachment = screen.attachment
        if attachment is None or self._sends_picture(attachment):
            return encode(screen, language)
        return self._linked(screen, language)

    def _linked(self, screen: Screen, language: Language) -> tuple[str, ...]:
        """The texts with the address of what hangs on the screen, where it has one."""
        attachment = screen.attachment
        link = self._attachments.link(attachment) if attachment is not None else None
        return encode(screen, language, link)

    def _sends_picture(self, attachment: Attachment) -> bool:
        if self._client is None:
            return False
        match attachment.kind:
            case AttachmentKind.QR:
                return self._can.scene_codes
            case AttachmentKind.EXPORT | AttachmentKind.WORKBOOK:
                return False
            case _:
                return self._can.pictures


def _screens(answer: Answer) -> tuple[Screen, ...]:
    return answer.notices if answer.screen is None else (*answer.notices, answer.screen)

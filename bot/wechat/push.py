"""Messages that nobody waits for at the webhook: customer-service messages, where allowed."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.attachments import Attachments, File, qr_png
from bot.messages import Answer, Attachment, AttachmentKind, Push, PushOutcome, Screen
from bot.settings import WechatProfile
from bot.wechat.capabilities import CAPABILITIES
from bot.wechat.client import ApiError, WechatClient
from bot.wechat.encode import combine, encode
from domain.clock import Clock
from domain.volunteers.model import Language

#: When a person last wrote, by OpenID; None where they never did.
LastSeen = Callable[[str], Awaitable[datetime | None]]

WINDOW = timedelta(hours=48)
"""How long after a person's message the platform lets us write."""

_SCENE_SECONDS = 7 * 24 * 3600
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
        last_seen: LastSeen,
    ) -> None:
        """Args: client: None where there is no app secret, so only with the passive profile."""
        self._can = CAPABILITIES[profile]
        self._attachments = attachments
        self._clock = clock
        self._client = client
        self._last_seen = last_seen

    @property
    def allowed(self) -> bool:
        """Whether the account may push at all."""
        return self._can.pushes and self._client is not None

    async def push(self, user_id: str, screen: Screen, language: Language) -> Push:
        """Sends a screen if the person wrote within 48 hours; else it waits for their next message.

        A screen of several texts that broke off in the middle is ``UNKNOWN``: never sent again.
        """
        if not self.allowed:
            return _WAITS
        seen = await self._last_seen(user_id)
        if seen is None or self._clock.now() - seen >= WINDOW:
            return _WAITS
        return await self.send_answer(user_id, Answer(screen, language.value))

    async def send_answer(self, user_id: str, answer: Answer) -> Push:
        """Sends an answer that no POST waits for any more, to a person who wrote lately."""
        push = await self.send_texts(user_id, self.answer_texts(answer))
        if push.outcome is PushOutcome.SENT:
            await self.send_pictures(user_id, answer)
        return push

    def answer_texts(self, answer: Answer) -> tuple[str, ...]:
        """The texts of an answer, its notices in front."""
        texts: tuple[str, ...] = ()
        for screen in _screens(answer):
            texts = combine(texts, self._texts(screen, Language(answer.language)))
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
            media_id = await self._client.upload_image(file.name, file.data)
            await self._client.send_image(user_id, media_id)

    async def send_texts(self, user_id: str, texts: tuple[str, ...]) -> Push:
        """Sends texts in order; for a person who wrote just now."""
        if self._client is None or not self._can.pushes:
            return _WAITS
        for place, text in enumerate(texts):
            try:
                await self._client.send_text(user_id, text)
            except ApiError as error:
                _log.warning("wechat push failed", why=str(error), part=place)
                if place:
                    return Push(PushOutcome.UNKNOWN, detail=f"part {place + 1}: {error.code}")
                return error.push(self._clock.now())
        return _SENT

    def _texts(self, screen: Screen, language: Language) -> tuple[str, ...]:
        attachment = screen.attachment
        if attachment is None or self._sends_picture(attachment):
            return encode(screen, language)
        return encode(screen, language, self._attachments.link(attachment))

    def _sends_picture(self, attachment: Attachment) -> bool:
        if self._client is None:
            return False
        match attachment.kind:
            case AttachmentKind.QR:
                return self._can.scene_codes
            case AttachmentKind.CARD:
                return self._can.pictures
            case AttachmentKind.EXPORT:
                return False


def _screens(answer: Answer) -> tuple[Screen, ...]:
    return answer.notices if answer.screen is None else (*answer.notices, answer.screen)

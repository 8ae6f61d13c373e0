"""What the platform knows of each person: who follows, what was said, what may still be sent."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

_AFTER_MESSAGE = (timedelta(hours=48), 5)
_AFTER_GESTURE = (timedelta(minutes=1), 3)

WINDOW_CLOSED = 45015
QUOTA_USED = 45047
NOT_FOLLOWING = 43004


class Sender(StrEnum):
    """Who said it."""

    PERSON = "person"
    ACCOUNT = "account"
    PLATFORM = "platform"


class MessageKind(StrEnum):
    """How it is shown."""

    TEXT = "text"
    IMAGE = "image"
    MSGMENU = "msgmenu"
    TEMPLATE = "template"
    """A notice that fills a template of the account; ``text`` is what it says."""
    VOICE = "voice"
    VIDEO = "video"
    LINK = "link"
    LOCATION = "location"
    FOLLOWED = "followed"
    UNFOLLOWED = "unfollowed"
    SCANNED = "scanned"
    SERVICE_ERROR = "service_error"
    """The account's server gave no answer that the platform takes."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message on the phone.

    Attributes:
        number: unique on the platform, rising.
        text: the words; the label of a place; empty for what the platform itself shows.
        media_id: of a picture, to be had from ``WechatPlatform.media``.
        pushed: a customer-service message, not a reply.
        lines: to be tapped: what each stands for, and its words.
    """

    number: int
    sender: Sender
    kind: MessageKind
    at: datetime
    text: str = ""
    media_id: str | None = None
    pushed: bool = False
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Allowance:
    until: datetime
    left: int


class Chat:
    """One person's chat with the account."""

    def __init__(self, openid: str) -> None:
        self.openid = openid
        self.follows = False
        self.messages: tuple[Message, ...] = ()
        self._message: _Allowance | None = None
        self._gesture: _Allowance | None = None
        self._consents: Counter[str] = Counter()
        self._changed = asyncio.Event()
        self._revision = 0

    def wrote(self, now: datetime) -> None:
        """The person sent a message: 5 customer-service messages within 48 hours."""
        span, count = _AFTER_MESSAGE
        self._message = _Allowance(now + span, count)

    def gestured(self, now: datetime) -> None:
        """The person clicked, followed or scanned: 3 within a minute."""
        span, count = _AFTER_GESTURE
        self._gesture = _Allowance(now + span, count)

    def spend(self, now: datetime) -> int:
        """Takes one customer-service message off the allowance; 0, or the error code."""
        if not self.follows:
            return NOT_FOLLOWING
        if self._gesture is not None and self._gesture.until > now and self._gesture.left:
            self._gesture = replace(self._gesture, left=self._gesture.left - 1)
            return 0
        if self._message is None or self._message.until <= now:
            return WINDOW_CLOSED
        if not self._message.left:
            return QUOTA_USED
        self._message = replace(self._message, left=self._message.left - 1)
        return 0

    def consents(self, template_id: str) -> None:
        """The person allows one notification by a template."""
        self._consents[template_id] += 1

    def spend_consent(self, template_id: str) -> bool:
        """Takes one of them off; whether there was one."""
        if not self._consents[template_id]:
            return False
        self._consents[template_id] -= 1
        return True

    def show(self, message: Message) -> None:
        """Puts a message on the phone."""
        self.messages = (*self.messages, message)
        self.touch()

    def touch(self) -> None:
        """Tells whoever watches the phone."""
        self._revision += 1
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def changes(self) -> AsyncIterator[None]:
        """Yields after every change from now on, several close together as one; ends never."""
        return self._changes_after(self._revision)

    async def _changes_after(self, seen: int) -> AsyncIterator[None]:
        while True:
            while self._revision == seen:
                await self._changed.wait()
            seen = self._revision
            yield


class Chats:
    """All chats of the account."""

    def __init__(self) -> None:
        self._by_openid: dict[str, Chat] = {}

    def known(self, openid: str) -> Chat | None:
        """The chat of somebody who has been here."""
        return self._by_openid.get(openid)

    def of(self, openid: str) -> Chat:
        """The chat of a person, new or not."""
        return self._by_openid.setdefault(openid, Chat(openid))

    def all(self) -> tuple[Chat, ...]:
        """Everybody's."""
        return tuple(self._by_openid.values())

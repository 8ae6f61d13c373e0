"""How much the platform takes: over it, 429 with the seconds to wait."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.bot_api_request import ApiError, Fields

_COUNTED = frozenset({"sendMessage", "sendPhoto", "sendDocument", "editMessageText"})


@dataclass(slots=True)
class Limits:
    """The limits of one bot. Source: platforms.md, "Limits".

    Attributes:
        chat_burst: messages that a private chat takes at once; then one a second.
        group_minute: messages that a group takes in a minute.
        second: messages that all chats together take in a second.
        seconds: tells the time.
        refusals: what was over a limit, each time: ``overall``, or the chat.
    """

    chat_burst: int = 20
    group_minute: int = 20
    second: int = 30
    seconds: Callable[[], float] = time.monotonic
    refusals: list[str] = field(default_factory=list)
    _chats: dict[int, float] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)

    def check(self, method: str, fields: Fields) -> None:
        """Counts a request.

        Raises:
            ApiError: 429, with the whole seconds after which it may be sent again.
        """
        if method not in _COUNTED:
            return
        now, chat_id = self.seconds(), fields.integer("chat_id")
        overall = self._over_all(now)
        chat = self._group(chat_id, now) if chat_id < 0 else self._chat(chat_id, now)
        if wait := max(overall, chat):
            self.refusals.append("overall" if overall >= chat else f"chat {chat_id}")
            seconds = int(wait) + 1
            raise ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)
        self._all.append(now)
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque()).append(now)
        else:
            self._chats[chat_id] = max(self._chats.get(chat_id, now), now) + 1.0

    def _over_all(self, now: float) -> float:
        return _until_room(self._all, now, 1.0, self.second)

    def _group(self, chat_id: int, now: float) -> float:
        return _until_room(self._groups.get(chat_id, deque()), now, 60.0, self.group_minute)

    def _chat(self, chat_id: int, now: float) -> float:
        return max(self._chats.get(chat_id, now) - (self.chat_burst - 1) - now, 0.0)


def _until_room(sent: deque[float], now: float, window: float, most: int) -> float:
    while sent and sent[0] <= now - window:
        sent.popleft()
    return 0.0 if len(sent) < most else sent[0] + window - now

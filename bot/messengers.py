"""Reaching a person who did not just write: by the platform of one of their accounts."""

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from bot.messages import Answer, Push, PushOutcome, Screen
from domain.volunteers.model import Account, Language, Platform


class PlatformPush(Protocol):
    """What each platform's client can do."""

    async def push(self, user_id: str, screen: Screen, language: Language) -> Push:
        """Sends a screen that nobody is waiting for at the webhook."""
        ...

    async def send_answer(self, user_id: str, answer: Answer) -> Push:
        """Sends the answer to a message that was acknowledged before it."""
        ...


@runtime_checkable
class PushesToMany(Protocol):
    """A platform that sends to lists of people."""

    async def push_to_many(
        self, user_ids: Sequence[str], screen: Screen, language: Language, name: str
    ) -> Push:
        """Sends a text to a list of people; a repeat of the name sends nothing twice."""
        ...


class Messengers:
    """The platforms that are served, by name."""

    def __init__(self, platforms: Mapping[Platform, PlatformPush]) -> None:
        self._platforms = platforms

    async def push(self, account: Account, screen: Screen, language: Language) -> Push:
        """Sends a screen to an account; on a platform that is not served it waits."""
        platform = self._platforms.get(account.platform)
        if platform is None:
            return Push(PushOutcome.WAITS, detail="not-served")
        return await platform.push(account.user_id, screen, language)

    async def push_to_many(
        self,
        platform: Platform,
        user_ids: Sequence[str],
        screen: Screen,
        language: Language,
        name: str,
    ) -> Push:
        """Sends a text to a list of people; a repeat of the name sends nothing twice."""
        served = self._platforms.get(platform)
        if not isinstance(served, PushesToMany):
            return Push(PushOutcome.WAITS, detail="not-served")
        return await served.push_to_many(user_ids, screen, language, name)

    async def send_answer(self, platform: Platform, user_id: str, answer: Answer) -> Push:
        """Sends a late answer; on a platform that is not served it waits."""
        served = self._platforms.get(platform)
        if served is None:
            return Push(PushOutcome.WAITS, detail="not-served")
        return await served.send_answer(user_id, answer)

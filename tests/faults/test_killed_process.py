"""The real process, killed and ended in the middle of people's conversations."""

import asyncio
import random
import sqlite3
from pathlib import Path

import pytest

from bot.sandbox.bot_api_chat import User
from bot.sandbox.wechat_chats import MessageKind, Sender
from tests.support.process import Serving, both_platforms
from tests.support.soak import SOAK

STEPS = ("/register", "同意", "1990-05-01", "李明", "跳过", "西宁市城西区", "确认")
ANSWERS = {
    "您同意吗": "同意",
    "请核对": "确认",
    "区县": "西宁市城西区",
    "手机号": "跳过",
    "姓名": "李明",
    "出生日期": "1990-05-01",
}
"""What a person answers to a screen, by a word of it, the likeliest first."""
END = "注册好了"
PEOPLE, KILLS = (8, 8) if SOAK else (3, 2)
_PATIENCE = 300.0 if SOAK else 60.0
_LATE = 20.0
"""Seconds in which an answer that was not lost would still come."""


class OnTelegram:
    """Goes on whenever an answer came; never says anything twice."""

    def __init__(self, serving: Serving, number: int) -> None:
        self.user_id = 7_000 + number
        self._api = serving.telegram
        self._api.add_user(User(self.user_id, f"P{number}", "zh-hans"))

    def answers(self) -> list[str]:
        return [bubble.text for bubble in self._api.messages(self.user_id) if bubble.from_bot]

    async def goes_through(self) -> None:
        for step in STEPS:
            before = len(self.answers())
            self._api.user_sends_text(self.user_id, step)
            async with asyncio.timeout(_PATIENCE):
                while len(self.answers()) == before:
                    await asyncio.sleep(0.02)
        # An answer that a kill doubled is no answer to the last step.
        async with asyncio.timeout(_PATIENCE):
            while not any(END in answer for answer in self.answers()):
                await asyncio.sleep(0.02)


class OnWechat:
    """Answers what the phone shows; says it again only where the platform itself gave up."""

    def __init__(self, serving: Serving, number: int) -> None:
        self.openid = f"oKilledProcessTestPerson{number:04d}"
        self._platform = serving.wechat

    def answers(self) -> list[str]:
        return [
            message.text
            for message in self._platform.messages(self.openid)
            if message.sender is Sender.ACCOUNT
        ]

    def errors(self) -> int:
        kinds = [message.kind for message in self._platform.messages(self.openid)]
        return kinds.count(MessageKind.SERVICE_ERROR)

    async def goes_through(self) -> None:
        await self._platform.user_follows(self.openid)
        await self._says("/register")
        while END not in (shown := self.answers()[-1]):
            fitting = [said for word, said in ANSWERS.items() if word in shown]
            if not fitting:
                seen = len(self.answers())
                await asyncio.sleep(_LATE)  # whether the lost answer comes after all
                raise AssertionError(
                    f"nothing to answer to {shown!r}, after {self.answers()[:seen]!r}; "
                    f"later came {self.answers()[seen:]!r}"
                )
            await self._says(fitting[0])

    async def _says(self, text: str) -> None:
        while True:
            answers, errors = len(self.answers()), self.errors()
            await self._platform.user_sends_text(self.openid, text)
            async with asyncio.timeout(_PATIENCE):
                while len(self.answers()) == answers and self.errors() == errors:
                    await asyncio.sleep(0.02)
            if len(self.answers()) > answers:
                return


def registered(data_dir: Path) -> int:
    with sqlite3.connect(data_dir / "zhiyuan.db") as database:
        (count,) = database.execute("SELECT count(*) FROM volunteers").fetchone()
        return int(count)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("sort", [OnTelegram, OnWechat], ids=["telegram", "wechat"])
async def test_killed_at_any_moment_everybody_is_registered_once(
    tmp_path: Path, sort: type[OnTelegram] | type[OnWechat]
) -> None:
    chance = random.Random(20261121)
    async with both_platforms(tmp_path) as serving:
        await serving.start()
        people = [sort(serving, number) for number in range(PEOPLE)]
        going = asyncio.gather(*(person.goes_through() for person in people))
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.1, 0.9))
            if going.done():
                break
            await serving.kill()
            await serving.start()
        await going
        assert registered(tmp_path) == PEOPLE
        for person in people:
            ends = [text for text in person.answers() if END in text]
            assert 1 <= len(ends) <= 1 + KILLS
        assert await serving.terminate() == 0


async def test_ended_politely_it_answers_what_it_has_in_hand(tmp_path: Path) -> None:
    async with both_platforms(tmp_path) as serving:
        await serving.start()
        people = [OnTelegram(serving, number) for number in range(8)]
        for person in people:
            serving.telegram.user_sends_text(person.user_id, "/help")
        await asyncio.sleep(0.05)
        assert await serving.terminate() == 0
        await serving.start()
        async with asyncio.timeout(_PATIENCE):
            while not all(person.answers() for person in people):
                await asyncio.sleep(0.05)
        assert [len(person.answers()) for person in people] == [1] * len(people)

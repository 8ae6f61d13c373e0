"""Many people write at once to one process: in order, without an error, within all limits.

The long form (``make soak``): 200 people, a message every 10 s each, for two minutes. The same
messages go to bare aiogram and bare wechatpy, which only echo; the figures are printed side by
side and asserted nowhere.
"""

import asyncio
import random
import statistics
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from bot.sandbox.bot_api_chat import User
from bot.sandbox.wechat_chats import MessageKind, Sender
from tests.support.figures import NoteFigures
from tests.support.process import TOKEN, Serving, both_platforms
from tests.support.soak import SOAK
from tests.support.wechat import ACCOUNT

PEOPLE, EVERY = (200, 10.0) if SOAK else (10, 2.0)
CONVERSATION = (
    ("/register", "您同意吗"),
    ("同意", "出生日期"),
    ("1990-05-01", "姓名"),
    ("李明", "手机号"),
    ("跳过", "区县"),
    ("西宁市城西区", "请核对"),
    ("确认", "注册好了"),
    ("项目", "项目"),
    ("时长", "累计时长"),
    ("帮助", "直接打字"),
    ("我的报名", "报名"),
    ("菜单", "您想做什么"),
)
"""What each person says, and a word of its answer."""
_ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0


@dataclass
class Figures:
    """Seconds from a message to its answer, and how long all took."""

    name: str
    seconds: list[float] = field(default_factory=list)
    took: float = 0.0

    def line(self) -> str:
        """Messages a second, and the quantiles in milliseconds."""
        ordered = sorted(self.seconds)
        at = [ordered[min(len(ordered) * p // 100, len(ordered) - 1)] * 1e3 for p in (50, 95, 99)]
        rate = len(ordered) / self.took
        shown = "".join(f"{figure:>9.1f}" for figure in at)
        return f"{self.name:<28}{len(ordered):>7}{rate:>9.1f}{shown}"


@dataclass
class Crowd:
    """The people of both platforms, and how long their answers took."""

    serving: Serving
    telegram: Figures
    wechat: Figures
    waiting: dict[int, deque[float]] = field(default_factory=dict)

    def watch(self) -> None:
        """Sees every message of the bot as it arrives at the platform."""
        self.serving.telegram.on_request = self._requested

    def _requested(self, method: str, fields: Mapping[str, object], files: frozenset[str]) -> None:
        waiting = self.waiting.get(int(str(fields.get("chat_id", 0))))
        if method == "sendMessage" and waiting:
            self.telegram.seconds.append(_now() - waiting.popleft())

    async def on_telegram(self, number: int, chance: random.Random) -> None:
        user_id = 9_000 + number
        self.serving.telegram.add_user(User(user_id, f"P{number}", "zh-hans"))
        waiting = self.waiting.setdefault(user_id, deque())
        await asyncio.sleep(chance.uniform(0, EVERY))
        for text, _ in CONVERSATION:
            began = _now()
            waiting.append(began)
            self.serving.telegram.user_sends_text(user_id, text)
            await asyncio.sleep(EVERY)
        async with asyncio.timeout(_PATIENCE):
            while waiting:
                await asyncio.sleep(0.05)

    async def on_wechat(self, number: int, chance: random.Random) -> None:
        openid = f"oLoadTestPerson{number:013d}"
        await asyncio.sleep(chance.uniform(0, EVERY))
        for text, _ in CONVERSATION:
            began = _now()
            await self.serving.wechat.user_sends_text(openid, text)
            taken = _now() - began
            self.wechat.seconds.append(taken)
            await asyncio.sleep(max(EVERY - taken, 0.0))

    async def talks(self) -> None:
        """Everybody talks at their own pace."""
        self.watch()
        chance = random.Random(20261122)
        began = _now()
        await asyncio.gather(
            *(
                (self.on_telegram if number % 2 else self.on_wechat)(number, chance)
                for number in range(PEOPLE)
            )
        )
        self.telegram.took = self.wechat.took = _now() - began


@pytest.mark.timeout(900)
@pytest.mark.xdist_group("load")
async def test_many_people_at_once(tmp_path: Path, note_figures: NoteFigures) -> None:
    async with both_platforms(tmp_path / "ours") as serving:
        serving.telegram.limits.chat_burst = 3
        (tmp_path / "ours").mkdir(exist_ok=True)
        await serving.start()
        ours = Crowd(serving, Figures("Telegram, ours"), Figures("WeChat, ours"))
        await ours.talks()
        _nothing_went_wrong(serving)
        _in_order(serving)
        assert await serving.terminate() == 0
    bare = await _beside(tmp_path)
    note_figures(f"{PEOPLE} people, a message every {EVERY:.0f} s each")
    note_figures(f"{'':<28}{'sent':>7}{'per s':>9}{'p50 ms':>9}{'p95':>9}{'p99':>9}")
    for figures in (ours.telegram, bare.telegram, ours.wechat, bare.wechat):
        note_figures(figures.line())
    for one, other in ((ours.telegram, bare.telegram), (ours.wechat, bare.wechat)):
        ratio = statistics.median(one.seconds) / statistics.median(other.seconds)
        note_figures(f"{one.name}: {ratio:.1f} times the bare one's median")


def _nothing_went_wrong(serving: Serving) -> None:
    """No limit met, no message brought twice, and hardly a reply that was not passive."""
    assert serving.telegram.limits.refusals == []
    assert serving.wechat.problems == []
    deliveries = serving.wechat.deliveries
    assert [len(delivery.posts) for delivery in deliveries] == [1] * len(deliveries)
    replies = [delivery.posts[0].reply for delivery in deliveries]
    passive = sum(reply is not None and reply.text is not None for reply in replies)
    assert passive >= 0.99 * len(replies)


def _in_order(serving: Serving) -> None:
    """Everybody got every answer, each after the one before."""
    for number in range(PEOPLE):
        if number % 2:
            bubbles = serving.telegram.messages(9_000 + number)
            answers = [bubble.text for bubble in bubbles if bubble.from_bot]
        else:
            messages = serving.wechat.messages(f"oLoadTestPerson{number:013d}")
            assert MessageKind.SERVICE_ERROR not in [message.kind for message in messages]
            answers = [it.text for it in messages if it.sender is Sender.ACCOUNT]
        rest = iter(answers)
        for _, word in CONVERSATION:
            assert any(word in answer for answer in rest), (number, word, answers)


async def _beside(tmp_path: Path) -> Crowd:
    async with both_platforms(tmp_path / "bare") as serving:
        arguments = [
            str(serving.port),
            serving.settings["ZHIYUAN_TELEGRAM_API_URL"],
            TOKEN,
            ACCOUNT.token,
            ACCOUNT.aes_key,
            ACCOUNT.app_id,
        ]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.load.echo", *arguments, cwd=_ROOT
        )
        try:
            await _up(serving.url)
            crowd = Crowd(
                serving, Figures("Telegram, aiogram's echo"), Figures("WeChat, wechatpy's echo")
            )
            await crowd.talks()
        finally:
            process.kill()
            await process.wait()
    return crowd


async def _up(url: str) -> None:
    async with httpx.AsyncClient() as client, asyncio.timeout(_PATIENCE):
        while True:
            try:
                if (await client.get(f"{url}/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)


def _now() -> float:
    return asyncio.get_running_loop().time()

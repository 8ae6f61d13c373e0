"""WeChat's five seconds, on the real intake: whatever the delay and however often it posts, the
message has one effect and the person one answer; never both ways, never none.

Everything timed runs twice as fast. Where the process dies in the middle the platform may show an
error of its own, as it posts three times and no more; what is asked is that nothing is lost or
done twice.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.assistant import Assistant, open_assistant
from bot.sandbox.wechat_api import WechatApi
from bot.sandbox.wechat_chats import MessageKind, Sender
from bot.sandbox.wechat_platform import PostFaults, WechatPlatform
from bot.settings import Settings, WechatProfile
from bot.wechat.crypto import Seal
from bot.wechat.rest import Rests
from bot.wechat.webhook import PATH, wechat_routes
from domain.clock import SystemClock
from storage.tables import VolunteerRow
from tests.support.soak import SOAK
from tests.support.web import serving
from tests.support.wechat import ACCOUNT, OPENID, times_at

SERVICE, PASSIVE = WechatProfile.SERVICE, WechatProfile.PASSIVE
DONE = "注册好了"

SCALE = 0.5
PATIENCE = 5 * SCALE
TIMES = times_at(SCALE)

DELAYS = (0.0, 2.0, 3.8, 4.2, 6.0, 9.0, 11.0, 14.5, 20.0)
POSTS = (
    PostFaults(),
    PostFaults(at_once=4),
    PostFaults(lost_replies=2, at_once=2),
    PostFaults(extra_posts=3, at_once=2),
)
#: A restart falls into the middle of the work: where there is work.
EVERY = tuple(
    case
    for case in product((SERVICE, PASSIVE), DELAYS, POSTS, (False, True))
    if case[1] or not case[3]
)
#: Each delay, each way of posting, each profile, with and without a restart: not all together.
SOME = tuple(
    (profile, delay, POSTS[(place + turn) % len(POSTS)], bool(delay) and bool((place + turn) % 2))
    for turn, profile in enumerate((SERVICE, PASSIVE))
    for place, delay in enumerate(DELAYS)
    if delay not in {2.0, 9.0}
)


@dataclass
class Life:
    """One process's part, which a restart ends in the middle of whatever it does."""

    assistant: Assistant
    stack: AsyncExitStack
    requests: set["asyncio.Task[Any]"] = field(default_factory=set)
    routes: list[BaseRoute] = field(default_factory=list)

    async def ends(self) -> None:
        running = [*self.requests, *self.assistant.intake._running.values()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self.stack.aclose()


@dataclass
class World:
    """The platform, and the process that serves it now."""

    platform: WechatPlatform
    app: Starlette
    settings: Settings
    of_the_api: list[BaseRoute]
    patches: pytest.MonkeyPatch
    delay: float = 0.0
    life: Life | None = None

    async def begun(self) -> Life:
        """A process starts; nothing reaches it yet."""
        stack = AsyncExitStack()
        assistant = await stack.enter_async_context(open_assistant(self.settings, SystemClock()))
        life = Life(assistant, stack)
        answer = assistant.dialogue.answer

        async def slowly(turn: Any) -> Any:
            await asyncio.sleep(self.delay * SCALE)
            return await answer(turn)

        self.patches.setattr(assistant.dialogue, "answer", slowly)
        assert assistant.wechat is not None
        get, post = wechat_routes(
            assistant.intake,
            app_id=ACCOUNT.app_id,
            seal=Seal(ACCOUNT.mode, ACCOUNT.app_id, ACCOUNT.token, ACCOUNT.aes_key),
            push=assistant.wechat,
            rests=Rests(assistant.tokens, ACCOUNT.app_id),
            clock=assistant.clock,
            times=TIMES,
        )

        async def served(request: Request) -> Response:
            task = asyncio.current_task()
            assert task is not None
            life.requests.add(task)
            try:
                response: Response = await post.endpoint(request)
                return response
            finally:
                life.requests.discard(task)

        life.routes = [get, Route(PATH, served, methods=["POST"])]
        return life

    async def takes_over(self, life: Life) -> None:
        """A process takes the place of the one before, which dies."""
        before, self.life = self.life, life
        self.app.router.routes[:] = [*self.of_the_api, *life.routes]
        if before is not None:
            await before.ends()
            await life.assistant.jobs.take_up_kept()

    async def settles(self) -> None:
        """Everything in hand is handed over."""
        async with asyncio.timeout(30):
            while self.life is not None and self.life.assistant.intake._running:
                await asyncio.sleep(0.01)

    def shown(self, since: int) -> list[str]:
        """What the account said on the phone since so many messages."""
        messages = self.platform.messages(OPENID)[since:]
        return [message.text for message in messages if message.sender is Sender.ACCOUNT]


@asynccontextmanager
async def wechat(
    folder: Path, redis_url: str, profile: WechatProfile, patches: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    account = replace(ACCOUNT, profile=profile)
    platform = WechatPlatform(account, "", SystemClock(), patience=PATIENCE)
    app = WechatApi(platform).app()
    async with serving(app) as url:
        platform.webhook_url = url + PATH
        settings = Settings.model_validate(
            {
                "data_dir": folder,
                "redis_url": redis_url,
                "rasa_url": "off",
                "wechat_app_id": ACCOUNT.app_id,
                "wechat_app_secret": ACCOUNT.app_secret,
                "wechat_token": ACCOUNT.token,
                "wechat_aes_key": ACCOUNT.aes_key,
                "wechat_profile": profile,
                "wechat_api_url": url,
            }
        )
        world = World(platform, app, settings, list(app.routes), patches)
        await world.takes_over(await world.begun())
        try:
            yield world
        finally:
            if world.life is not None:
                await world.life.ends()
            await platform.close()


async def registers(world: World) -> None:
    """As far as the read-back."""
    for text in ("注册", "同意", "1990-05-01", "李明", "跳过", "西宁市城西区"):
        await world.platform.user_sends_text(OPENID, text)
    assert "请核对" in world.platform.messages(OPENID)[-1].text


def _name(value: object) -> str:
    match value:
        case PostFaults():
            return f"{value.at_once}at-once-{value.lost_replies}lost-{value.extra_posts}more"
        case bool():
            return "restart" if value else "on"
        case _:
            return str(value)


@pytest.mark.parametrize(
    ("profile", "delay", "posts", "restart"), EVERY if SOAK else SOME, ids=_name
)
async def test_one_effect_and_one_answer(
    tmp_path: Path,
    redis_url: str,
    profile: WechatProfile,
    delay: float,
    posts: PostFaults,
    restart: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with wechat(tmp_path, redis_url, profile, monkeypatch) as world:
        await registers(world)
        since = len(world.platform.messages(OPENID))
        another = await world.begun() if restart else None
        world.delay, world.platform.faults = delay, posts
        said = asyncio.create_task(world.platform.user_sends_text(OPENID, "确认"))
        if another is not None:
            await asyncio.sleep(delay * SCALE / 2)
            await world.takes_over(another)
        await said
        await world.settles()
        world.delay, world.platform.faults = 0.0, PostFaults()
        first = world.shown(since)
        kinds = {message.kind for message in world.platform.messages(OPENID)[since:]}
        assert restart or MessageKind.SERVICE_ERROR not in kinds
        if profile is PASSIVE:
            # What came too late comes with the next message.
            await world.platform.user_sends_text(OPENID, "1")
        answers = [text for text in world.shown(since) if DONE in text]
        assert len(answers) == 1, (first, world.shown(since))
        assert world.platform.problems == []
        assert world.life is not None
        async with world.life.assistant.database.read() as unit:
            count = (await unit.session.exec(select(func.count()).select_from(VolunteerRow))).one()
        assert count == 1

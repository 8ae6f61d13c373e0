"""A WeChat account, its platform and our webhook, on real HTTP over the loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta

import httpx
from redis.asyncio import Redis

from bot.attachments import File, qr_png
from bot.messages import Answer, Attachment, AttachmentKind, Inbound, Push, Screen
from bot.receiving import HandOver, StoreAway
from bot.sandbox.wechat_api import WechatApi
from bot.sandbox.wechat_platform import WechatPlatform
from bot.sandbox.wechat_wire import WechatAccount
from bot.settings import WechatMode, WechatProfile
from bot.wechat.client import WechatClient
from bot.wechat.crypto import Seal
from bot.wechat.exchange import Times
from bot.wechat.push import WechatPush
from bot.wechat.rest import Rests
from bot.wechat.webhook import PATH, wechat_routes
from domain.clock import Clock
from domain.volunteers.model import Window
from storage.redis.lanes import Lanes
from storage.redis.tokens import RedisTokens
from tests.support.pictures import picture
from tests.support.web import serving

ACCOUNT = WechatAccount(
    app_id="wx1234567890abcdef",
    app_secret="secret",
    token="wordoftheaccount",
    aes_key="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
)
OPENID = "oTestPersonOfTheAccount00001"
LINK = "https://example.org/files/one"

#: Everything timed runs four times faster here: quicker, and a busy machine misses the 5 s itself.
SCALE = 0.25
PATIENCE = 5 * SCALE


def times_at(scale: float) -> Times:
    """The webhook's times, all as much shorter."""
    return Times(**{name: seconds * scale for name, seconds in asdict(Times()).items()})


TIMES = times_at(SCALE)


@dataclass
class FakeHandling:
    """One message being handled."""

    task: "asyncio.Task[Answer]"

    async def finished(self, within: float | None = None) -> Answer | None:
        """See ``bot.receiving.Handling``."""
        done, _ = await asyncio.wait({self.task}, timeout=within)
        return self.task.result() if done else None


Work = Callable[[Inbound], Awaitable[Answer]]


async def says_hello(inbound: Inbound) -> Answer:
    """Answers everybody the same."""
    return Answer(Screen("您好"))


@dataclass
class FakeReceive:
    """A gate that keeps the contract of ``bot.receiving.Receive`` and counts what is done."""

    work: Work = says_hello
    done: list[Inbound] = field(default_factory=list)
    kept: list[Inbound] = field(default_factory=list)
    pushes: list[Push] = field(default_factory=list)
    away: bool = False
    answers: dict[str, Answer] = field(default_factory=dict)
    running: dict[str, "asyncio.Task[Answer]"] = field(default_factory=dict)

    def receive(self, inbound: Inbound, hand_over: HandOver) -> FakeHandling:
        """See ``bot.receiving.Receive``."""
        task = self.running.get(inbound.id)
        if task is None:
            task = asyncio.create_task(self._handle(inbound, hand_over))
            self.running[inbound.id] = task
            task.add_done_callback(lambda _: self.running.pop(inbound.id))
        return FakeHandling(task)

    async def room(self) -> None:
        """See ``bot.receiving.Receive``: there always is."""

    async def keep(self, inbound: Inbound) -> None:
        """See ``bot.receiving.Receive``."""
        if self.away:
            raise StoreAway
        self.kept.append(inbound)

    async def _handle(self, inbound: Inbound, hand_over: HandOver) -> Answer:
        if self.away:
            raise StoreAway
        stored = self.answers.get(inbound.id)
        if stored is not None:
            answer = replace(stored, repeated=True)
        else:
            answer = await self.work(inbound)
            self.done.append(inbound)
        push = await hand_over(answer)
        self.pushes.append(push)
        if not answer.handed_over:
            sent = push.outcome == "sent"
            self.answers[inbound.id] = replace(answer, handed_over=sent, as_reply=push.as_reply)
        return answer


class FakeAttachments:
    """Has a link for every document, as the product does: a code has none."""

    made: int = 0

    async def make(self, attachment: Attachment) -> File:
        """See ``bot.attachments.Attachments``."""
        self.made += 1
        if attachment.kind is AttachmentKind.PICTURE:
            return File("picture.jpg", "image/jpeg", picture())
        return File("card.png", "image/png", qr_png(attachment.ref))

    def link(self, attachment: Attachment) -> str | None:
        """See ``bot.attachments.Attachments``."""
        return None if attachment.kind is AttachmentKind.QR else LINK


@dataclass
class OpenWindows:
    """Implements ``bot.wechat.ports.Windows``: open for two days after any message, for as many as
    one likes, so that the platform is the one that counts."""

    platform: WechatPlatform
    spent: list[int] = field(default_factory=list)
    left: int = 99
    closed: bool = False

    async def of(self, openid: str) -> Window | None:
        """See ``bot.wechat.ports.Windows``."""
        mine = [m for m in self.platform.messages(openid) if m.sender == "person"]
        return Window(mine[-1].at + timedelta(hours=48), self.left) if mine else None

    async def spend(self, openid: str, messages: int) -> None:
        """See ``bot.wechat.ports.Windows``."""
        self.spent.append(messages)

    async def close(self, openid: str) -> None:
        """See ``bot.wechat.ports.Windows``."""
        self.closed = True


@dataclass
class World:
    """Everything of one test."""

    platform: WechatPlatform
    api: WechatApi
    receive: FakeReceive
    client: WechatClient
    push: WechatPush
    url: str
    http: httpx.AsyncClient
    restart: Callable[[], None]


@asynccontextmanager
async def wechat_world(
    clock: Clock,
    redis: Redis,
    *,
    mode: WechatMode = WechatMode.SAFE,
    profile: WechatProfile = WechatProfile.SERVICE,
    work: Work = says_hello,
    msgmenu: bool = False,
    asks_for_menu: bool = False,
) -> AsyncIterator[World]:
    """The platform, its API and our webhook, all up.

    Args:
        msgmenu: the account may send lines to tap.
        asks_for_menu: we think so.
    """
    account = replace(ACCOUNT, mode=mode, profile=profile, msgmenu=msgmenu)
    platform = WechatPlatform(account, "", clock, patience=PATIENCE)
    api = WechatApi(platform)
    receive = FakeReceive(work)
    store = RedisTokens(redis)
    app = api.app()
    of_the_api = list(app.routes)
    # No certificates are loaded: everything is plain HTTP.
    async with serving(app) as url, httpx.AsyncClient(base_url=url, verify=False) as http:
        client = WechatClient(http, account.app_id, account.app_secret, store)

        push = WechatPush(
            profile,
            FakeAttachments(),
            clock,
            client,
            OpenWindows(platform),
            Lanes(redis, "wechat"),
            msgmenu=msgmenu or asks_for_menu,
        )

        def start() -> None:
            """Forgets all that the webhook has in memory."""
            webhook = wechat_routes(
                receive,
                app_id=account.app_id,
                seal=Seal(mode, account.app_id, account.token, account.aes_key),
                push=push,
                rests=Rests(store, account.app_id),
                clock=clock,
                times=TIMES,
            )
            app.router.routes[:] = [*of_the_api, *webhook]

        start()
        platform.webhook_url = url + PATH
        platform.pictures_url = f"{url}/pictures"
        yield World(platform, api, receive, client, push, url + PATH, http, start)
    await platform.close()

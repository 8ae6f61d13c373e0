"""The assistant without its web rim: stores, dialogue, intake, platforms and jobs, wired."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import httpx
from redis.asyncio import Redis

from bot.attachments import Door
from bot.dialogue.engine import Dialogue
from bot.dialogue.flows import FLOWS
from bot.dialogue.recruiting import EXAMPLE
from bot.dialogue.turn import House, nobody_asks
from bot.documents.cards import Cards
from bot.documents.chart import Charts
from bot.documents.reports import Reports
from bot.documents.typesetting import Typesetting
from bot.intake import Intake
from bot.jobs import Jobs
from bot.messengers import Messengers, PlatformPush
from bot.payloads import Payloads
from bot.pictures import PictureSource
from bot.rasa import Rasa, opened_rasa
from bot.settings import Settings
from bot.stores import open_database
from bot.web.files import PersonalFiles
from bot.web.invitations import Invitations
from bot.wechat.capabilities import CAPABILITIES
from bot.wechat.client import TIMEOUT, WechatClient
from bot.wechat.pictures import WechatPictures
from bot.wechat.push import WechatPush
from bot.wechat.services import ServiceNotices
from bot.wechat.subscriptions import StoredSubscriptions
from bot.wechat.windows import StoredWindows, opened
from domain.broadcasts.model import Ways
from domain.clock import Clock, new_id
from domain.policy import Policy
from domain.volunteers.model import Platform
from nlu.listening import Listener
from storage.database import Database
from storage.migrate import OnProgress
from storage.redis.client import connect_redis
from storage.redis.embedded import embedded_redis
from storage.redis.lanes import Lanes
from storage.redis.sessions import Copies
from storage.redis.tokens import RedisTokens
from storage.redis.turns import Turns
from storage.secrets import Keyring
from storage.workdays import ChineseWorkdays

if TYPE_CHECKING:
    from bot.telegram.client import TelegramClient


@dataclass(frozen=True, slots=True)
class Assistant:
    """All parts that answer people."""

    settings: Settings
    clock: Clock
    keyring: Keyring
    house: House
    database: Database
    redis: Redis
    redis_url: str
    rasa: Rasa
    tokens: RedisTokens
    cards: Cards
    files: PersonalFiles
    invitations: Invitations
    dialogue: Dialogue
    intake: Intake
    jobs: Jobs
    telegram: "TelegramClient | None"
    wechat: WechatPush | None
    wechat_client: WechatClient | None


@asynccontextmanager
async def open_assistant(
    settings: Settings, clock: Clock, on_progress: OnProgress | None = None
) -> AsyncIterator[Assistant]:
    """Opens the stores and builds everything on them; closes it in the opposite order."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings, on_progress))
        redis_url = settings.redis_url
        if redis_url is None:
            redis_url = await stack.enter_async_context(embedded_redis(settings.data_dir))
        redis = connect_redis(redis_url)
        stack.push_async_callback(redis.aclose)
        keyring, tokens = database.keyring, RedisTokens(redis)
        pictures: dict[Platform, PictureSource] = {}
        wechat_client = services = None
        if settings.serves_wechat and settings.wechat_app_id is not None:
            http = await stack.enter_async_context(
                httpx.AsyncClient(base_url=settings.wechat_api_url, timeout=TIMEOUT)
            )
            pictures[Platform.WECHAT] = WechatPictures(http, settings.wechat_api_url)
            if settings.wechat_app_secret is not None:
                wechat_client = WechatClient(
                    http,
                    settings.wechat_app_id,
                    settings.wechat_app_secret.get_secret_value(),
                    tokens,
                )
                services = ServiceNotices(
                    CAPABILITIES[settings.wechat_profile],
                    wechat_client,
                    tokens,
                    StoredSubscriptions(database),
                    clock,
                    settings.zone,
                    settings.wechat_app_id,
                )
        house = House(
            database=database,
            policy=Policy(timezone=settings.zone),
            payloads=Payloads(keyring),
            new_id=new_id,
            workdays=ChineseWorkdays(),
            public_url=settings.base_url,
            opened_by_code=_opened_by_code(settings),
            ways=_ways(settings),
            asked_for=partial(services.asked_for, EXAMPLE) if services else nobody_asks,
            pictures=pictures,
        )
        typesetting = Typesetting()
        cards = Cards(database, house.payloads, house.policy, settings.base_url, typesetting)
        charts = Charts(database, house.policy, clock, typesetting)
        reports = Reports(database, house.policy, clock, typesetting, new_id)
        doors: dict[Platform, Door] = {}
        files = PersonalFiles(
            database, keyring, cards, charts, reports, settings.base_url, clock, doors=doors
        )
        turns = Turns(redis, new_id)
        stack.push_async_callback(turns.close)
        rasa = await stack.enter_async_context(opened_rasa(settings))
        dialogue = Dialogue(FLOWS, Listener(settings.zone, rasa.client))
        intake = Intake(house, clock, dialogue, turns, Copies(redis))
        platforms: dict[Platform, PlatformPush] = {}
        telegram = wechat = None
        if settings.telegram_token is not None:
            # Its library takes as long to load as all else together.
            from bot.telegram.client import TelegramClient
            from bot.telegram.commands import ChatCommands
            from bot.telegram.gate import Gate
            from bot.telegram.pictures import TelegramPictures

            token = settings.telegram_token.get_secret_value()
            telegram = TelegramClient(
                token,
                settings.telegram_api_url,
                files,
                Gate(Lanes(redis, f"telegram:{token.partition(':')[0]}")),
                notes=tokens,
            )
            stack.push_async_callback(telegram.close)
            platforms[Platform.TELEGRAM] = doors[Platform.TELEGRAM] = telegram
            pictures[Platform.TELEGRAM] = TelegramPictures(telegram.bot)
            intake.handler.shows_commands = {Platform.TELEGRAM: ChatCommands(telegram)}
        if settings.serves_wechat and settings.wechat_app_id is not None:
            wechat = WechatPush(
                settings.wechat_profile,
                files,
                clock,
                wechat_client,
                StoredWindows(database),
                Lanes(redis, f"wechat:{settings.wechat_app_id}"),
                services=services,
                msgmenu=settings.wechat_msgmenu,
            )
            if wechat.allowed:
                intake.handler.opens_window = {Platform.WECHAT: opened}
            platforms[Platform.WECHAT] = doors[Platform.WECHAT] = wechat
        yield Assistant(
            settings=settings,
            clock=clock,
            keyring=keyring,
            house=house,
            database=database,
            redis=redis,
            redis_url=redis_url,
            rasa=rasa,
            tokens=tokens,
            cards=cards,
            files=files,
            invitations=Invitations(database, house.payloads, clock, doors),
            dialogue=dialogue,
            intake=intake,
            jobs=Jobs(
                house,
                clock,
                intake,
                Messengers(platforms),
                {Platform.TELEGRAM: telegram} if telegram is not None else {},
            ),
            telegram=telegram,
            wechat=wechat,
            wechat_client=wechat_client,
        )


def _ways(settings: Settings) -> Ways:
    ways, mass = set(), frozenset[Platform]()
    if settings.telegram_token is not None:
        ways.add(Platform.TELEGRAM)
    if settings.wechat_app_secret is not None and CAPABILITIES[settings.wechat_profile].pushes:
        ways.add(Platform.WECHAT)
        if CAPABILITIES[settings.wechat_profile].mass:
            mass = frozenset({Platform.WECHAT})
    return Ways(frozenset(ways), mass=mass)


def _opened_by_code(settings: Settings) -> frozenset[Platform]:
    opened = set()
    if settings.telegram_token is not None:
        opened.add(Platform.TELEGRAM)
    if settings.serves_wechat and CAPABILITIES[settings.wechat_profile].scene_codes:
        opened.add(Platform.WECHAT)
    return frozenset(opened)

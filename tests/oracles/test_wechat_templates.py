"""Notices of services to people who did not write lately: by consent, by template, or later."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from redis.asyncio import Redis

from bot.messages import Gist, PushOutcome, Screen
from bot.sandbox.wechat_chats import MessageKind
from bot.sandbox.wechat_templates import SandboxTemplate
from bot.settings import WechatProfile
from bot.wechat.capabilities import CAPABILITIES
from bot.wechat.services import ServiceNotices
from bot.wechat.subscriptions import StoredSubscriptions
from bot.wechat.templates import data_for, template_of
from domain.volunteers.model import Language
from storage.database import Database
from storage.redis.tokens import RedisTokens
from tests.support.clock import SettableClock
from tests.support.wechat import ACCOUNT, OPENID, World, wechat_world

ZONE = ZoneInfo("Asia/Shanghai")
STARTS = datetime(2026, 11, 24, 14, tzinfo=ZONE)
GIST = Gist("place-offered", "陪空巢老人聊天", STARTS, "西宁市城西区虎台二巷 8 号", note="请答复")
OFFER = Screen("有名额了：“陪空巢老人聊天”", gist=GIST)
SEATS = SandboxTemplate(
    "t1",
    "候补名额通知",
    "活动名称：{{thing1.DATA}}\n活动时间：{{time2.DATA}}\n活动地点：{{thing3.DATA}}\n",
)
OTHER = replace(SEATS, id="t0", title="缴费提醒")


@asynccontextmanager
async def away(
    clock: SettableClock,
    redis: Redis,
    database: Database,
    profile: WechatProfile = WechatProfile.SERVICE,
) -> AsyncIterator[World]:
    """Somebody follows the account and wrote three days ago."""
    async with wechat_world(clock, redis, profile=profile) as world:
        world.push._services = ServiceNotices(
            CAPABILITIES[profile],
            world.client,
            RedisTokens(redis),
            StoredSubscriptions(database),
            clock,
            ZONE,
            ACCOUNT.app_id,
        )
        await world.platform.user_sends_text(OPENID, "你好")
        clock.advance(timedelta(days=3))
        yield world


async def told(world: World, screen: Screen = OFFER) -> PushOutcome:
    return (await world.push.push(OPENID, screen, Language.ZH)).outcome


def last(world: World) -> tuple[MessageKind, str]:
    message = world.platform.messages(OPENID)[-1]
    return message.kind, message.text


SAID = (
    "候补名额通知\n活动名称：陪空巢老人聊天\n活动时间：2026年11月24日 14:00\n"
    "活动地点：西宁市城西区虎台二巷 8 号"
)


async def test_by_consent_once_for_each(
    clock: SettableClock, redis: Redis, database: Database
) -> None:
    async with away(clock, redis, database) as world:
        world.api.subscriptions[:] = [OTHER, SEATS]
        await world.platform.user_consents(OPENID, "t1")
        assert await told(world) is PushOutcome.SENT
        assert last(world) == (MessageKind.TEMPLATE, SAID)
        assert await told(world) is PushOutcome.WAITS
        clock.advance(timedelta(minutes=1))
        await world.platform.user_consents(OPENID, "t1")
        clock.advance(timedelta(minutes=1))
        await world.platform.user_consents(OPENID, "t1")
        assert [await told(world) for _ in range(3)] == ["sent", "sent", "waits"]
        assert world.platform.problems == []


async def test_a_consent_that_is_told_again_counts_once(
    clock: SettableClock, redis: Redis, database: Database
) -> None:
    async with away(clock, redis, database) as world:
        stored = StoredSubscriptions(database)
        for _ in range(3):
            await stored.told(OPENID, "t1", given=True, at=clock.now())
        assert await stored.of(OPENID) == ["t1"]
        await stored.spend(OPENID, "t1")
        assert await stored.of(OPENID) == []
        assert world.platform.problems == []


async def test_who_takes_it_back_is_not_told(
    clock: SettableClock, redis: Redis, database: Database
) -> None:
    async with away(clock, redis, database) as world:
        world.api.subscriptions[:] = [SEATS]
        await world.platform.user_consents(OPENID, "t1")
        clock.advance(timedelta(minutes=1))
        await world.platform.user_consents(OPENID, "t1", given=False)
        assert await told(world) is PushOutcome.WAITS
        assert "message/subscribe/bizsend" not in world.api.calls


async def test_what_the_platform_no_longer_allows_goes_by_template(
    clock: SettableClock, redis: Redis, database: Database
) -> None:
    async with away(clock, redis, database) as world:
        world.api.subscriptions[:] = world.api.templates[:] = [SEATS]
        await StoredSubscriptions(database).told(OPENID, "t1", given=True, at=clock.now())
        assert await told(world) is PushOutcome.SENT
        assert world.api.calls.count("message/subscribe/bizsend") == 1
        assert await told(world) is PushOutcome.SENT
        assert world.api.calls.count("message/subscribe/bizsend") == 1
        assert world.api.calls.count("message/template/send") == 2


async def test_by_template_where_the_account_has_one(
    clock: SettableClock, redis: Redis, database: Database
) -> None:
    """What no template says waits; the account's list is asked for once an hour."""
    async with away(clock, redis, database) as world:
        world.api.templates[:] = [OTHER, SEATS]
        assert await told(world) is PushOutcome.SENT
        assert last(world) == (MessageKind.TEMPLATE, SAID)
        assert await told(world, Screen("新项目")) is PushOutcome.WAITS
        reminder = Screen("提醒", gist=replace(GIST, kind="hours-confirmed"))
        assert await told(world, reminder) is PushOutcome.WAITS
        assert world.api.calls.count("template/get_all_private_template") == 1


async def test_within_the_window_the_whole_notice_goes(
    clock: SettableClock, redis: Redis, database: Database
) -> None:
    async with away(clock, redis, database) as world:
        world.api.templates[:] = [SEATS]
        await world.platform.user_sends_text(OPENID, "在吗")
        assert await told(world) is PushOutcome.SENT
        assert last(world) == (MessageKind.TEXT, OFFER.text)


async def test_a_subscription_account_has_no_template_messages(
    clock: SettableClock, redis: Redis, database: Database
) -> None:
    async with away(clock, redis, database, WechatProfile.SUBSCRIPTION) as world:
        world.api.templates[:] = [SEATS]
        assert await told(world) is PushOutcome.WAITS
        assert not {"message/template/send", "template/get_all_private_template"} & set(
            world.api.calls
        )


@pytest.mark.parametrize("code", [43004, 48001, 47003])
async def test_what_the_platform_refuses(
    clock: SettableClock, redis: Redis, database: Database, code: int
) -> None:
    async with away(clock, redis, database) as world:
        world.api.templates[:] = [SEATS]
        world.api.fail("message/template/send", code)
        left = PushOutcome.UNREACHABLE if code == 43004 else PushOutcome.WAITS
        assert await told(world) is left


def test_a_template_with_a_field_that_cannot_be_said_is_not_used() -> None:
    price = template_of("t", "候补名额通知", "活动：{{thing1.DATA}}\n费用：{{amount2.DATA}}")
    in_words = template_of("t", "候补名额通知", "活动时间：{{thing1.DATA}}")
    assert data_for([price, in_words], GIST, ZONE) is None
    assert data_for([price, template_of("u", "候补", "项目:{{thing1.DATA}}")], GIST, ZONE) == (
        template_of("u", "候补", "项目:{{thing1.DATA}}"),
        {"thing1": "陪空巢老人聊天"},
    )


def test_long_words_are_cut_visibly() -> None:
    template = template_of("u", "候补", "项目：{{thing1.DATA}}")
    found = data_for([template], replace(GIST, title="长" * 30), ZONE)
    assert found is not None and found[1]["thing1"] == "长" * 19 + "…"

"""Broadcasts to people who did not write lately but asked to be told: a notice for each consent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from redis.asyncio import Redis
from sqlmodel import select

from bot.broadcasts.mass import MassSender
from bot.broadcasts.planner import Planner
from bot.broadcasts.sender import Sender
from bot.dialogue.engine import Dialogue
from bot.dialogue.flows import FLOWS
from bot.dialogue.recruiting import EXAMPLE
from bot.dialogue.turn import House
from bot.intake import Intake
from bot.messengers import Messengers
from bot.payloads import Payloads
from bot.sandbox.wechat_chats import MessageKind
from bot.sandbox.wechat_templates import SandboxTemplate
from bot.settings import WechatProfile
from bot.wechat.capabilities import CAPABILITIES
from bot.wechat.services import ServiceNotices
from bot.wechat.subscriptions import StoredSubscriptions
from domain.broadcasts.figures import DryRun
from domain.broadcasts.model import Audience, DeliveryState, LeftOut, Way, Ways
from domain.clock import new_id
from domain.offerings.model import Category, Project, ProjectState, Recipient, Shift
from domain.policy import Policy
from domain.volunteers.model import Platform
from nlu.matcher import Matcher
from storage.database import Database
from storage.redis.sessions import Copies
from storage.redis.tokens import RedisTokens
from storage.redis.turns import Turns
from storage.tables import AccountRow, DeliveryRow
from storage.workdays import ChineseWorkdays
from tests.support.clock import SettableClock
from tests.support.crowd import AUTHOR, FIRST_USER, NODE, call, crowd, deliveries
from tests.support.wechat import ACCOUNT, World, wechat_world

ASKED, SILENT = (str(FIRST_USER + number) for number in (1, 2))
WECHAT = frozenset({Platform.WECHAT})
POLICY = Policy(broadcasts_a_week=99)
BIZSEND, TEMPLATE = "message/subscribe/bizsend", "message/template/send"
CALLS = SandboxTemplate(
    "t1",
    "新活动招募通知",
    "活动名称：{{thing1.DATA}}\n活动时间：{{time2.DATA}}\n活动地点：{{thing3.DATA}}\n"
    "备注：{{thing4.DATA}}\n",
)
OTHERS = (
    replace(CALLS, id="t2", title="报名成功通知"),
    replace(CALLS, id="t3", content="活动名称：{{thing1.DATA}}\n费用：{{amount2.DATA}}\n"),
)


@dataclass
class Recruiting:
    """One installation whose people wrote nothing lately."""

    database: Database
    world: World
    clock: SettableClock
    house: House
    sender: Sender

    async def dry_run(self, project_id: str | None = "project") -> DryRun:
        """Who would get it now."""
        async with self.database.read() as unit:
            return await unit.broadcasts.dry_run(
                Audience(),
                project_id=project_id,
                topic=None,
                ways=await self.house.ways_now(),
                now=self.clock.now(),
                policy=POLICY,
            )

    async def send(self, project_id: str | None = "project") -> list[DeliveryRow]:
        """Writes a broadcast, plans it and sends what can be sent; the two people's rows."""
        now = self.clock.now()
        broadcast = await call(self.database, now, project_id=project_id)
        await Planner(self.house, self.clock).plan_all()
        await self.sender.send_due(until=now + timedelta(minutes=1))
        return await deliveries(self.database, broadcast)

    def shown(self, openid: str) -> list[str]:
        """The notices on somebody's phone."""
        messages = self.world.platform.messages(openid)
        return [each.text for each in messages if each.kind is MessageKind.TEMPLATE]


@asynccontextmanager
async def recruiting(
    database: Database,
    redis: Redis,
    clock: SettableClock,
    profile: WechatProfile = WechatProfile.SUBSCRIPTION,
) -> AsyncIterator[Recruiting]:
    async with wechat_world(clock, redis, profile=profile) as world:
        services = ServiceNotices(
            CAPABILITIES[profile],
            world.client,
            RedisTokens(redis),
            StoredSubscriptions(database),
            clock,
            POLICY.timezone,
            ACCOUNT.app_id,
        )
        world.push._services = services
        world.api.subscriptions[:] = [*OTHERS, CALLS]
        world.api.templates[:] = [CALLS]
        house = House(
            database=database,
            policy=POLICY,
            payloads=Payloads(database.keyring),
            new_id=new_id,
            workdays=ChineseWorkdays(),
            public_url="",
            ways=Ways(WECHAT),
            asked_for=partial(services.asked_for, EXAMPLE),
        )
        turns = Turns(redis, new_id)
        dialogue = Dialogue(FLOWS, Matcher(POLICY.timezone))
        intake = Intake(house, clock, dialogue, turns, Copies(redis))
        sender = Sender(house, clock, intake, Messengers({Platform.WECHAT: world.push}), tasks=1)
        await crowd(database, 2)
        await _project(database, clock)
        for openid in (ASKED, SILENT):
            await world.platform.user_follows(openid)
        yield Recruiting(database, world, clock, house, sender)
        await turns.close()


async def _project(database: Database, clock: SettableClock) -> None:
    now = clock.now()
    async with database.write() as unit:
        for row in await unit.session.exec(select(AccountRow)):
            row.platform = Platform.WECHAT
        await unit.projects.add(
            Project(
                id="project",
                number=1,
                organization_id=NODE,
                leader_id=AUTHOR,
                title="陪空巢老人聊天",
                category=Category.SPECIAL_CARE,
                recipient=Recipient.ELDERLY,
                state=ProjectState.OPEN,
                created_at=now,
            )
        )
        await unit.shifts.add(
            Shift(
                id="shift",
                project_id="project",
                starts_at=now + timedelta(days=3),
                ends_at=now + timedelta(days=3, hours=3),
                address="西宁市城西区虎台二巷 8 号",
                places=5,
            )
        )


async def test_who_asked_for_it_is_told_once_for_each_time(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with recruiting(database, redis, clock) as installation:
        await installation.world.platform.user_consents(ASKED, "t1")
        found = await installation.dry_run()
        assert found.by_way == {(Platform.WECHAT, Way.ASKED): 1}
        assert found.left_out == {LeftOut.NO_WAY: 1}
        asked, silent = await installation.send()
        assert (asked.way, asked.state) == (Way.ASKED, DeliveryState.SENT)
        assert (silent.state, silent.left_out) == (DeliveryState.LEFT_OUT, LeftOut.NO_WAY)
        [said] = installation.shown(ASKED)
        assert said.startswith("新活动招募通知\n活动名称：陪空巢老人聊天\n活动时间：2026年")
        assert "西宁市城西区虎台二巷 8 号" in said
        assert "“项目”" in said
        assert "“退订”" in said
        again, _ = await installation.send()
        assert again.left_out is LeftOut.NO_WAY
        assert installation.world.platform.problems == []


async def test_only_notices_of_new_projects_that_can_be_filled_count(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with recruiting(database, redis, clock) as installation:
        for template in OTHERS:
            await installation.world.platform.user_consents(ASKED, template.id)
        assert (await installation.dry_run()).by_way == {}
        await installation.world.platform.user_consents(ASKED, "t1")
        assert (await installation.dry_run(project_id=None)).by_way == {}


async def test_nobody_is_recruited_by_a_template_message(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    """The platform says that nobody allowed it: there is no other way, whatever the account has."""
    async with recruiting(database, redis, clock, profile=WechatProfile.SERVICE) as installation:
        told = StoredSubscriptions(database).told
        await told(ASKED, "t1", given=True, at=clock.now())
        asked, _ = await installation.send()
        assert (asked.way, asked.left_out) == (Way.ASKED, LeftOut.NO_WAY)
        calls = installation.world.api.calls
        assert (calls.count(BIZSEND), calls.count(TEMPLATE)) == (1, 0)


async def test_who_cannot_be_told_singly_goes_with_the_next_mass_send(
    database: Database, redis: Redis, clock: SettableClock
) -> None:
    async with recruiting(database, redis, clock, profile=WechatProfile.SERVICE) as installation:
        massing = replace(installation.house, ways=Ways(WECHAT, mass=WECHAT))
        installation.house = installation.sender._house = massing
        clock.advance(timedelta(minutes=2))  # since they followed
        told = StoredSubscriptions(database).told
        await told(ASKED, "t1", given=True, at=clock.now())
        rows = await installation.send()
        assert [(row.way, row.state) for row in rows] == [(Way.MASS, DeliveryState.PENDING)] * 2
        clock.advance(timedelta(minutes=5))
        pushes = Messengers({Platform.WECHAT: installation.world.push})
        await MassSender(massing, clock, pushes).send_due(until=clock.now() + timedelta(minutes=1))
        async with database.read() as unit:
            states = await unit.session.exec(select(DeliveryRow.state))
            assert set(states) == {DeliveryState.SENT}

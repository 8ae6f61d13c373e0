"""Five seconds, three POSTs, one effect, one answer: over real HTTP, sealed by another library."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from redis.asyncio import Redis

from bot.messages import Answer, Attachment, AttachmentKind, Choice, Inbound, Screen, Text, Wants
from bot.sandbox.scanner import read_code
from bot.sandbox.wechat_chats import MessageKind, Sender
from bot.sandbox.wechat_platform import PostFaults
from bot.sandbox.wechat_wire import BadReply, read_reply, write_post
from bot.settings import WechatMode, WechatProfile
from bot.wechat.encode import reply_xml
from domain.clock import Clock
from tests.support.clock import SettableClock
from tests.support.wechat import (
    ACCOUNT,
    LINK,
    OPENID,
    PATIENCE,
    SCALE,
    FakeReceive,
    Work,
    World,
    says_hello,
    wechat_world,
)

SERVICE, PASSIVE = WechatProfile.SERVICE, WechatProfile.PASSIVE
MOMENT = "请稍等，正在处理。过一会儿回复 1，就能看到结果。"


def after(seconds: float, text: str = "好了") -> Work:
    """Takes so long to answer, in the platform's seconds."""

    async def work(inbound: Inbound) -> Answer:
        await asyncio.sleep(seconds * SCALE)
        return Answer(Screen(text))

    return work


def bubbles(world: World) -> list[tuple[Sender, str]]:
    """What was said to and by the person, without what the platform shows itself."""
    shown = world.platform.messages(OPENID)
    return [(m.sender, m.text or m.kind) for m in shown if m.sender is not Sender.PLATFORM]


def errors(world: World) -> list[MessageKind]:
    return [m.kind for m in world.platform.messages(OPENID) if m.kind == MessageKind.SERVICE_ERROR]


async def settled(receive: FakeReceive) -> None:
    """Waits until nothing is being handled."""
    while receive.running:
        await asyncio.wait(set(receive.running.values()))
        await asyncio.sleep(0)


@pytest.mark.parametrize("mode", list(WechatMode))
@pytest.mark.parametrize("profile", list(WechatProfile))
async def test_everything_a_person_does_is_answered(
    clock: Clock, redis: Redis, mode: WechatMode, profile: WechatProfile
) -> None:
    """Every kind of message, in every mode, on every kind of account."""

    async def work(inbound: Inbound) -> Answer:
        return Answer(
            Screen(f"{inbound.content} ]]> & <b> 😀", (Choice("报名", "a"),), wants=Wants.CHOICE)
        )

    async with wechat_world(clock, redis, mode=mode, profile=profile, work=work) as world:
        platform = world.platform
        await platform.user_follows(OPENID)
        await platform.user_sends_text(OPENID, "项目 ]]> <x> &amp; 志愿")
        await platform.user_clicks_menu(OPENID, "query_hours")
        await platform.user_scans(OPENID, "c-1-abc")
        await platform.user_sends_location(OPENID, 36.6, 101.7, "西宁")
        await platform.user_sends_media(OPENID, MessageKind.IMAGE)
        await platform.user_sends_media(OPENID, MessageKind.VOICE, "签到")
        said = [text for sender, text in bubbles(world) if sender is Sender.ACCOUNT]
        assert len(said) == 7
        assert all(text.endswith("]]> & <b> 😀\n\n1. 报名") for text in said)
        assert Text("项目 ]]> <x> &amp; 志愿") in [it.content for it in world.receive.done]
        assert Text("签到") in [it.content for it in world.receive.done]
        assert platform.problems == []
        assert errors(world) == []


async def test_who_scans_first_follows_with_it(clock: Clock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_scans(OPENID, "c-1-abc")
        await world.platform.user_scans(OPENID, "c-1-abc")
        first, second = (it.content for it in world.receive.done)
        assert repr(first) == "Scan(scene='c-1-abc')"
        assert repr(second) == "Scan(scene='c-1-abc')"


async def test_who_leaves_is_not_answered(clock: Clock, redis: Redis) -> None:
    async def work(inbound: Inbound) -> Answer:
        return Answer(None)

    async with wechat_world(clock, redis, work=work) as world:
        await world.platform.user_unfollows(OPENID)
        (delivery,) = world.platform.deliveries
        assert [(post.status, post.reply.text) for post in delivery.posts if post.reply] == [
            (200, None)
        ]


@pytest.mark.parametrize("profile", list(WechatProfile))
@pytest.mark.parametrize(
    "faults",
    [
        PostFaults(lost_replies=2),
        PostFaults(at_once=3),
        PostFaults(at_once=2, lost_replies=1, extra_posts=2),
    ],
)
async def test_the_same_post_again_has_one_effect_and_one_answer(
    clock: Clock, redis: Redis, profile: WechatProfile, faults: PostFaults
) -> None:
    """Replies that got lost, POSTs that overtake each other."""
    async with wechat_world(clock, redis, profile=profile) as world:
        world.receive.work = after(0.4)
        world.platform.faults = faults
        await world.platform.user_sends_text(OPENID, "确认")
        (delivery,) = world.platform.deliveries
        assert len(delivery.posts) >= 3
        assert {post.reply.text for post in delivery.posts if post.reply} == {"好了"}
        assert all(post.reply for post in delivery.posts)
        assert len(world.receive.done) == 1
        await settled(world.receive)
        assert [push.outcome for push in world.receive.pushes] == ["sent"]


@pytest.mark.parametrize("profile", list(WechatProfile))
async def test_a_repeat_after_a_restart_gets_the_same_answer(
    clock: Clock, redis: Redis, profile: WechatProfile
) -> None:
    """Nothing is left in memory; what was stored is handed over again, without being done."""
    async with wechat_world(clock, redis, profile=profile) as world:
        world.receive.work = after(0, "很长\n\n" + "长" * 900)

        async def restart_after_first() -> None:
            while not world.receive.pushes:
                await asyncio.sleep(0.005)
            world.restart()

        world.platform.faults = PostFaults(lost_replies=1)
        restarting = asyncio.create_task(restart_after_first())
        await world.platform.user_sends_text(OPENID, "时长")
        await restarting
        (delivery,) = world.platform.deliveries
        texts = {post.reply.text for post in delivery.posts if post.reply}
        assert len(delivery.posts) == 2 and len(texts) == 1
        assert len(world.receive.done) == 1


@pytest.mark.parametrize("profile", [SERVICE, WechatProfile.SUBSCRIPTION])
@pytest.mark.parametrize("seconds", [6, 20])
async def test_a_slow_answer_comes_as_one_message_of_its_own(
    clock: Clock, redis: Redis, profile: WechatProfile, seconds: float
) -> None:
    """Six to twenty seconds: stored, acknowledged, sent when ready."""
    async with wechat_world(clock, redis, profile=profile, work=after(seconds)) as world:
        await world.platform.user_sends_text(OPENID, "慢")
        (delivery,) = world.platform.deliveries
        assert [post.reply.text for post in delivery.posts if post.reply] == [None]
        assert len(world.receive.kept) == 1
        await settled(world.receive)
        assert bubbles(world)[1:] == [(Sender.ACCOUNT, "好了")]
        assert world.platform.messages(OPENID)[-1].pushed
        assert [push.outcome for push in world.receive.pushes] == ["sent"]


async def test_a_repeat_of_an_acknowledged_message_is_acknowledged(
    clock: Clock, redis: Redis
) -> None:
    async with wechat_world(clock, redis, work=after(8)) as world:
        world.platform.faults = PostFaults(at_once=3, extra_posts=2)
        await world.platform.user_sends_text(OPENID, "慢")
        await settled(world.receive)
        (delivery,) = world.platform.deliveries
        assert [post.reply.text for post in delivery.posts if post.reply] == [None] * 9
        assert len(world.receive.done) == 1
        assert bubbles(world)[1:] == [(Sender.ACCOUNT, "好了")]


async def test_a_slow_answer_after_the_window_waits(clock: Clock, redis: Redis) -> None:
    """The platform refuses (45015): the answer goes with the person's next message."""
    async with wechat_world(clock, redis, work=after(8)) as world:
        world.api.fail("message/custom/send", 45015)
        await world.platform.user_sends_text(OPENID, "慢")
        await settled(world.receive)
        assert [push.outcome for push in world.receive.pushes] == ["waits"]


@pytest.mark.parametrize("seconds", [4.4, 8, 12])
async def test_a_passive_account_lets_the_repeat_fetch_the_answer(
    clock: Clock, redis: Redis, seconds: float
) -> None:
    """Five to fourteen seconds: the first POSTs are held, a later one brings it."""
    async with wechat_world(clock, redis, profile=PASSIVE, work=after(seconds)) as world:
        await world.platform.user_sends_text(OPENID, "慢")
        await settled(world.receive)
        (delivery,) = world.platform.deliveries
        assert [post.status for post in delivery.posts[:-1]] == [None] * (len(delivery.posts) - 1)
        assert len(delivery.posts) > 1
        assert bubbles(world)[1:] == [(Sender.ACCOUNT, "好了")]
        assert [push.outcome for push in world.receive.pushes] == ["sent"]
        assert len(world.receive.done) == 1
        assert errors(world) == []


async def test_posts_that_come_together_are_not_its_repeats(clock: Clock, redis: Redis) -> None:
    async with wechat_world(clock, redis, profile=PASSIVE, work=after(8)) as world:
        world.platform.faults = PostFaults(at_once=3)
        await world.platform.user_sends_text(OPENID, "慢")
        await settled(world.receive)
        assert bubbles(world)[1:] == [(Sender.ACCOUNT, "好了")]
        assert [push.outcome for push in world.receive.pushes] == ["sent"]


async def test_after_a_restart_the_last_post_still_gets_the_promise(
    clock: SettableClock, redis: Redis
) -> None:
    async with wechat_world(clock, redis, profile=PASSIVE, work=after(30)) as world:
        says = asyncio.create_task(world.platform.user_sends_text(OPENID, "慢"))
        await asyncio.sleep(7 * SCALE)
        world.restart()
        clock.advance(timedelta(seconds=10))
        await says
        assert bubbles(world)[1:] == [(Sender.ACCOUNT, MOMENT)]
        assert errors(world) == []
        await settled(world.receive)
        assert [push.outcome for push in world.receive.pushes] == ["waits"]


async def test_a_passive_account_promises_what_takes_too_long(clock: Clock, redis: Redis) -> None:
    """Twenty seconds: stored, one sentence, and the answer waits."""
    async with wechat_world(clock, redis, profile=PASSIVE, work=after(20)) as world:
        await world.platform.user_sends_text(OPENID, "慢")
        assert bubbles(world)[1:] == [(Sender.ACCOUNT, MOMENT)]
        assert len(world.receive.kept) == 1
        await settled(world.receive)
        assert [push.outcome for push in world.receive.pushes] == ["waits"]
        assert len(world.receive.done) == 1


async def test_the_promise_is_in_english_to_english(clock: Clock, redis: Redis) -> None:
    async with wechat_world(clock, redis, profile=PASSIVE, work=after(16)) as world:
        await world.platform.user_sends_text(OPENID, "hours, please")
        assert bubbles(world)[-1][1].startswith("One moment")
        await settled(world.receive)


async def test_no_repeat_means_the_answer_waits(clock: Clock, redis: Redis) -> None:
    """The platform gave up between two POSTs: nobody is told anything that was not shown."""
    async with wechat_world(clock, redis, profile=PASSIVE, work=after(6)) as world:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await world.platform.user_sends_text(OPENID, "慢")
        await settled(world.receive)
        assert [push.outcome for push in world.receive.pushes] == ["waits"]


def post_of(world: World, message_id: int, text: str) -> httpx.Request:
    """One of the POSTs of a message."""
    now = int(world.platform.clock.now().timestamp())
    fields = {
        "ToUserName": ACCOUNT.official,
        "FromUserName": OPENID,
        "CreateTime": str(now),
        "MsgType": "text",
        "Content": text,
        "MsgId": str(message_id),
    }
    post = write_post(world.platform.account, fields, now)
    return httpx.Request("POST", world.url, params=post.query, content=post.body)


async def posts(world: World, message_id: int, text: str) -> str | None:
    """A POST; what the platform would show for it."""
    response = await world.http.send(post_of(world, message_id, text))
    return read_reply(world.platform.account, OPENID, response.content).text


async def posts_and_hangs_up(world: World, message_id: int, text: str) -> None:
    """A POST whose sender is gone before the server reads it: it waited at the port too long."""
    request = post_of(world, message_id, text)
    head = [f"POST {request.url.raw_path.decode()} HTTP/1.1"]
    head += [f"{name}: {value}" for name, value in request.headers.items()]
    _, writer = await asyncio.open_connection(request.url.host, request.url.port)
    writer.write("\r\n".join([*head, "", ""]).encode() + request.content)
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    ("profile", "outcome"),
    [(SERVICE, "sent"), (WechatProfile.SUBSCRIPTION, "sent"), (PASSIVE, "waits")],
)
async def test_a_platform_that_has_hung_up_did_not_get_the_answer(
    clock: Clock, redis: Redis, profile: WechatProfile, outcome: str
) -> None:
    """It gave up while the server was starting: the answer takes its other way."""
    async with wechat_world(clock, redis, profile=profile) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        for _ in range(3):
            await posts_and_hangs_up(world, 77, "确认")
        async with asyncio.timeout(PATIENCE):
            while len(world.receive.done) < 2:
                await asyncio.sleep(0.01)
        await settled(world.receive)
        assert [it.content for it in world.receive.done] == [Text("你好"), Text("确认")]
        assert [push.outcome for push in world.receive.pushes] == ["sent", outcome]
        pushed = [m.text for m in world.platform.messages(OPENID) if m.pushed]
        assert pushed == (["您好"] if outcome == "sent" else [])
        # A POST that comes after all, as it was held up on its way, does not bring it once more.
        assert await posts(world, 77, "确认") == (None if outcome == "sent" else MOMENT)


@pytest.mark.parametrize("seconds", [0.4, 6])
async def test_another_process_repeats_a_reply_and_not_what_went_as_a_message(
    clock: Clock, redis: Redis, seconds: float
) -> None:
    async with wechat_world(clock, redis, work=after(seconds)) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        await settled(world.receive)
        world.receive.pushes.clear()
        first = await posts(world, 77, "确认")
        await settled(world.receive)
        world.restart()
        again = await posts(world, 77, "确认")
        await settled(world.receive)
        assert (first, again) == (("好了", "好了") if seconds < 5 else (None, None))
        assert [push.outcome for push in world.receive.pushes] == ["sent", "sent"]
        assert len(world.receive.done) == 2


@pytest.mark.parametrize("profile", list(WechatProfile))
async def test_a_store_that_is_away_heals_by_redelivery(
    clock: Clock, redis: Redis, profile: WechatProfile
) -> None:
    async with wechat_world(clock, redis, profile=profile) as world:
        world.receive.away = True
        await world.platform.user_sends_text(OPENID, "你好")
        (delivery,) = world.platform.deliveries
        assert [post.status for post in delivery.posts] == [503, 503, 503]
        assert errors(world) == [MessageKind.SERVICE_ERROR]
        world.receive.away = False
        await world.platform.user_sends_text(OPENID, "你好")
        assert bubbles(world)[-1] == (Sender.ACCOUNT, "您好")


async def test_a_message_that_cannot_be_stored_is_not_acknowledged(
    clock: Clock, redis: Redis
) -> None:
    """The store goes away while a slow message is handled: no early ``success``."""
    async with wechat_world(clock, redis, work=after(20)) as world:

        async def goes_away(inbound: Inbound) -> Answer:
            world.receive.away = True
            await asyncio.sleep(10 * SCALE)
            world.receive.away = False
            return Answer(Screen("好了"))

        world.receive.work = goes_away
        await world.platform.user_sends_text(OPENID, "慢")
        (delivery,) = world.platform.deliveries
        assert 503 in [post.status for post in delivery.posts]
        await settled(world.receive)
        assert bubbles(world)[1:] == [(Sender.ACCOUNT, "好了")]
        assert len(world.receive.done) == 1


async def test_a_fault_that_escapes_is_never_a_500(clock: Clock, redis: Redis) -> None:
    async def breaks(inbound: Inbound) -> Answer:
        raise RuntimeError("a bug")

    async with wechat_world(clock, redis, work=breaks) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        (delivery,) = world.platform.deliveries
        assert {post.status for post in delivery.posts} == {503}


async def test_the_platform_shows_an_error_for_a_reply_it_cannot_take(
    clock: Clock, redis: Redis
) -> None:
    """The account's backend says safe mode, our settings say plain."""
    async with wechat_world(clock, redis, mode=WechatMode.PLAIN) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        assert errors(world) == []
        world.platform.account = replace(ACCOUNT, mode=WechatMode.SAFE)
        await world.platform.user_sends_text(OPENID, "你好")
        assert errors(world) == [MessageKind.SERVICE_ERROR]


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ("您好", "not well-formed: ExpatError"),
        ("<xml><a/></xml>", "the addresses are not swapped"),
        (reply_xml("您好", ACCOUNT.official, OPENID, 1), "the addresses are not swapped"),
        (reply_xml("长" * 683, OPENID, ACCOUNT.official, 1), "a text of 2049 bytes"),
        (reply_xml("", OPENID, ACCOUNT.official, 1), "a text without content"),
    ],
)
def test_the_oracle_finds_what_is_wrong(reply: str, problem: str) -> None:
    account = replace(ACCOUNT, mode=WechatMode.PLAIN)
    with pytest.raises(BadReply, match=problem):
        read_reply(account, OPENID, reply.encode())
    with pytest.raises(BadReply, match=r"not encrypted|not well-formed"):
        read_reply(ACCOUNT, OPENID, reply.encode())


# ---------------------------------------------------------------- what does not fit into one text


LONG = "\n\n".join(f"第{number}段" + "长" * 500 for number in range(1, 4))


async def test_a_long_answer_goes_on_as_messages(clock: Clock, redis: Redis) -> None:
    async with wechat_world(clock, redis, work=after(0, LONG)) as world:
        await world.platform.user_sends_text(OPENID, "详情")
        await settled(world.receive)
        said = [m for m in world.platform.messages(OPENID) if m.sender is Sender.ACCOUNT]
        assert [(m.text[:3], m.pushed) for m in said] == [
            ("第1段", False),
            ("第2段", True),
            ("第3段", True),
        ]


async def test_a_long_answer_on_a_passive_account_is_read_on_by_a_word(
    clock: Clock, redis: Redis
) -> None:
    """Also when the POST of the word is repeated: the same part, not the next one."""
    async with wechat_world(clock, redis, profile=PASSIVE, work=after(0, LONG)) as world:
        await world.platform.user_sends_text(OPENID, "详情")
        assert bubbles(world)[-1][1].startswith("第1段")
        assert bubbles(world)[-1][1].endswith("（未完，回复“下文”继续看）")
        world.platform.faults = PostFaults(lost_replies=2, at_once=2)
        await world.platform.user_sends_text(OPENID, "下文")
        assert bubbles(world)[-1][1].startswith("第2段")
        await world.platform.user_sends_text(OPENID, "“下文”。")
        assert bubbles(world)[-1][1].startswith("第3段")
        assert "未完" not in bubbles(world)[-1][1]
        assert len(world.receive.done) == 1
        world.platform.faults = PostFaults()
        world.receive.work = says_hello
        await world.platform.user_sends_text(OPENID, "下文")
        assert bubbles(world)[-1][1] == "您好"


@pytest.mark.parametrize("profile", list(WechatProfile))
async def test_notices_come_before_the_answer(
    clock: Clock, redis: Redis, profile: WechatProfile
) -> None:
    async def work(inbound: Inbound) -> Answer:
        return Answer(Screen("菜单"), notices=(Screen("有空位了"), Screen("时长已确认")))

    async with wechat_world(clock, redis, profile=profile, work=work) as world:
        await world.platform.user_sends_text(OPENID, "菜单")
        assert bubbles(world)[-1][1] == "有 2 条消息给您：\n\n有空位了\n\n时长已确认\n\n菜单"


@pytest.mark.parametrize("profile", list(WechatProfile))
async def test_a_code_is_a_picture_or_only_said(
    clock: Clock, redis: Redis, profile: WechatProfile
) -> None:
    """A service account sends the picture, and scanning it brings the scene back."""

    async def work(inbound: Inbound) -> Answer:
        code = Attachment(AttachmentKind.QR, "c-06h00j3nw4mz4nfa-Zk3abcdefghijklm")
        return Answer(Screen("签到码 123456", attachment=code))

    async with wechat_world(clock, redis, profile=profile, work=work) as world:
        await world.platform.user_sends_text(OPENID, "签到码")
        await settled(world.receive)
        shown = world.platform.messages(OPENID)
        if profile is SERVICE:
            assert shown[-2].text == "签到码 123456"
            assert shown[-1].kind is MessageKind.IMAGE and shown[-1].media_id is not None
            picture = world.platform.media(shown[-1].media_id)
            assert picture is not None
            address = read_code(picture[0])
            assert address is not None
            assert world.platform.scene_of(address) == "c-06h00j3nw4mz4nfa-Zk3abcdefghijklm"
        else:
            assert shown[-1].text == "签到码 123456"


@pytest.mark.parametrize("profile", list(WechatProfile))
async def test_a_card_is_a_picture_uploaded_once_or_a_link(
    clock: Clock, redis: Redis, profile: WechatProfile
) -> None:
    async def work(inbound: Inbound) -> Answer:
        return Answer(Screen("志愿者证", attachment=Attachment(AttachmentKind.CARD, "zh~v1")))

    async with wechat_world(clock, redis, profile=profile, work=work) as world:
        for _ in range(2):
            await world.platform.user_sends_text(OPENID, "志愿者证")
            await settled(world.receive)
        shown = world.platform.messages(OPENID)
        if profile is PASSIVE:
            assert shown[-1].text == f"志愿者证\n\n志愿者证请点这里看，链接只给您本人：{LINK}"
            return
        assert [m.kind for m in shown if m.sender is Sender.ACCOUNT] == [
            MessageKind.TEXT,
            MessageKind.IMAGE,
        ] * 2
        assert world.api.calls.count("media/upload") == 1

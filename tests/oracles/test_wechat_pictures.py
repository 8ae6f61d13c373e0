"""The picture of a broadcast by the strict platform's rules: from a person's phone to others'."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from typing import cast

import httpx
import pytest
from redis.asyncio import Redis

from bot.messages import (
    Answer,
    Attachment,
    AttachmentKind,
    Choice,
    Media,
    MediaKind,
    Push,
    PushOutcome,
    Screen,
)
from bot.sandbox.faults import Ends, Fault
from bot.settings import WechatProfile
from bot.wechat.pictures import WechatPictures
from domain.volunteers.model import Language
from tests.support.clock import SettableClock
from tests.support.pictures import picture
from tests.support.wechat import (
    LINK,
    OPENID,
    FakeAttachments,
    OpenWindows,
    World,
    wechat_world,
)

PICTURE = Attachment(AttachmentKind.PICTURE, sha256(picture()).hexdigest())
CALL = Screen("缺三个人。", (Choice("报名", "a"),), attachment=PICTURE)
WORDS = "缺三个人。\n\n1. 报名"
LINKED = f"缺三个人。\n\n图片请点这里看：{LINK}\n\n1. 报名"
SEND, UPLOAD = "message/custom/send", "media/upload"
OTHER = "oAnotherPersonOfTheAccount0002"


async def push(world: World, openid: str = OPENID) -> Push:
    return await world.push.push(openid, CALL, Language.ZH)


def shown(world: World, openid: str = OPENID) -> list[str]:
    """What was pushed to a phone: the words, or that it is a picture."""
    pushed = [message for message in world.platform.messages(openid) if message.pushed]
    for message in pushed:
        assert message.media_id is None or world.platform.media(message.media_id) == (
            picture(),
            "image/jpeg",
        )
    return ["picture" if message.media_id else message.text for message in pushed]


def spent(world: World) -> int:
    return sum(cast(OpenWindows, world.push._windows).spent)


@contextmanager
def good(world: World) -> Iterator[None]:
    """Nothing that the platform would call a mistake of ours."""
    yield
    assert world.platform.problems == []


async def test_the_picture_comes_first_and_both_count(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        for openid in (OPENID, OTHER):
            await world.platform.user_sends_text(openid, "你好")
        with good(world):
            for openid in (OPENID, OTHER, OPENID):
                assert (await push(world, openid)).outcome is PushOutcome.SENT
        assert shown(world) == ["picture", WORDS] * 2
        assert shown(world, OTHER) == ["picture", WORDS]
        assert spent(world) == 6
        assert world.api.calls.count(UPLOAD) == 1
        assert cast(FakeAttachments, world.push._attachments).made == 1


async def test_room_for_one_message_is_for_the_words_and_a_link(
    clock: SettableClock, redis: Redis
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        cast(OpenWindows, world.push._windows).left = 1
        assert (await push(world)).outcome is PushOutcome.SENT
        assert shown(world) == [LINKED]
        assert world.api.calls.count(UPLOAD) == 0


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (UPLOAD, Fault(code=40009, words="invalid image size")),
        (UPLOAD, Fault(ends=Ends.HUNG_UP)),
        (SEND, Fault(code=40007, words="invalid media_id")),
        (SEND, Fault(code=48001, words="api unauthorized")),
    ],
)
async def test_a_picture_that_is_not_taken_is_a_link(
    clock: SettableClock, redis: Redis, call: str, fault: Fault
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        world.api.faults.add(fault.model_copy(update={"call": call}))
        assert (await push(world)).outcome is PushOutcome.SENT
        assert shown(world) == [LINKED]
        assert (await push(world)).outcome is PushOutcome.SENT
        assert shown(world)[1:] == ["picture", WORDS]


@pytest.mark.parametrize("done", [True, False])
async def test_a_lost_picture_does_not_hold_up_its_words(
    clock: SettableClock, redis: Redis, done: bool
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        world.api.faults.add(Fault(call=SEND, ends=Ends.HUNG_UP, done=done))
        assert (await push(world)).outcome is PushOutcome.SENT
        assert shown(world) == (["picture", WORDS] if done else [WORDS])


@pytest.mark.parametrize(
    ("code", "outcome"),
    [(-1, PushOutcome.LATER), (45009, PushOutcome.LATER), (40003, PushOutcome.UNREACHABLE)],
)
async def test_a_picture_that_must_wait_keeps_its_words_with_it(
    clock: SettableClock, redis: Redis, code: int, outcome: PushOutcome
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        world.api.fail(SEND, code)
        assert (await push(world)).outcome is outcome
        assert shown(world) == []


@pytest.mark.parametrize("code", [-1, 45009, 45047])
async def test_a_picture_without_its_words_is_unknown_and_never_sent_again(
    clock: SettableClock, redis: Redis, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        send = world.client.send_image

        async def then_fails(openid: str, media_id: str) -> None:
            await send(openid, media_id)
            world.api.fail(SEND, code)

        monkeypatch.setattr(world.client, "send_image", then_fails)
        assert (await push(world)).outcome is PushOutcome.UNKNOWN
        assert shown(world) == ["picture"]
        assert spent(world) == 1


async def test_a_closed_window_costs_no_call(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        clock.advance(timedelta(hours=49))
        assert (await push(world)).outcome is PushOutcome.WAITS
        assert world.api.calls == []


async def test_who_may_not_push_says_where_the_picture_is(
    clock: SettableClock, redis: Redis
) -> None:
    async with wechat_world(clock, redis, profile=WechatProfile.PASSIVE) as world:
        assert world.push.answer_texts(Answer(CALL)) == (LINKED,)


async def test_a_mass_send_has_the_link_where_there_is_room(
    clock: SettableClock, redis: Redis
) -> None:
    async with wechat_world(clock, redis) as world:
        openids = (OPENID, OTHER)
        for openid in openids:
            await world.platform.user_follows(openid)
        long = Screen("字" * 640, attachment=PICTURE)
        with good(world):
            for name, screen in (("one", CALL), ("two", long)):
                push = await world.push.push_to_many(openids, screen, Language.ZH, name)
                assert push.outcome is PushOutcome.SENT
        short, whole = shown(world, OTHER)
        assert short == f"缺三个人。\n\n图片请点这里看：{LINK}"
        assert whole == "字" * 640


@pytest.mark.parametrize("profile", list(WechatProfile))
async def test_what_a_person_sends_is_had_on_every_profile(
    clock: SettableClock, redis: Redis, profile: WechatProfile
) -> None:
    async with wechat_world(clock, redis, profile=profile) as world:
        await world.platform.user_sends_picture(OPENID, picture())
        content = world.receive.done[-1].content
        assert isinstance(content, Media) and content.kind is MediaKind.PICTURE
        origin = httpx.URL(world.url).copy_with(path="/")
        source = WechatPictures(world.http, str(origin))
        assert await source.fetch(content.ref) == picture()

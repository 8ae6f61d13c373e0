"""Messages that nobody waits for, the menu, and the access token, against the platform's API."""

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from redis.asyncio import Redis

from bot.messages import Answer, Choice, PushOutcome, Screen, Tap
from bot.sandbox.phones import MenuEntry
from bot.settings import WechatProfile
from bot.wechat.client import WechatClient
from bot.wechat.menu import bottom_menu, put_up_menu
from domain.volunteers.model import Language
from storage.redis.tokens import RedisTokens
from tests.support.clock import SettableClock
from tests.support.soak import SOAK
from tests.support.wechat import ACCOUNT, OPENID, OpenWindows, World, wechat_world

SERVICE, PASSIVE = WechatProfile.SERVICE, WechatProfile.PASSIVE
NEWS = Screen("有空位了", (Choice("要", "a"), Choice("不要", "b")))
LONG = Screen("长" * 1_000)
"""Two texts."""
SEND = "message/custom/send"
ROOT = Path(__file__).parents[2]
PROCESSES = 8 if SOAK else 3


async def push(world: World, screen: Screen = NEWS) -> PushOutcome:
    return (await world.push.push(OPENID, screen, Language.ZH)).outcome


async def test_within_the_window_it_is_sent(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        clock.advance(timedelta(hours=47))
        assert await push(world) is PushOutcome.SENT
        assert world.platform.messages(OPENID)[-1].text == "有空位了\n\n1. 要\n2. 不要"


async def test_after_the_window_it_waits_without_a_call(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        assert await push(world) is PushOutcome.WAITS
        await world.platform.user_sends_text(OPENID, "你好")
        clock.advance(timedelta(hours=48))
        assert await push(world) is PushOutcome.WAITS
        assert world.api.calls == []


async def test_the_sixth_message_waits(clock: SettableClock, redis: Redis) -> None:
    """The platform counts (45047); the person's next message opens the window again."""
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        assert [await push(world) for _ in range(6)] == ["sent"] * 5 + ["waits"]
        await world.platform.user_sends_text(OPENID, "你好")
        assert await push(world) is PushOutcome.SENT


async def test_after_a_click_three_within_a_minute(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_follows(OPENID)
        texts = [await world.push.send_texts(OPENID, ("慢",)) for _ in range(4)]
        assert [it.outcome for it in texts] == ["sent"] * 3 + ["waits"]
        await world.platform.user_clicks_menu(OPENID, "help")
        clock.advance(timedelta(minutes=1))
        assert (await world.push.send_texts(OPENID, ("慢",))).outcome == "waits"


async def test_a_passive_account_never_pushes(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis, profile=PASSIVE) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        assert await push(world) is PushOutcome.WAITS
        assert world.api.calls == []


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (-1, PushOutcome.LATER),
        (45011, PushOutcome.LATER),
        (45009, PushOutcome.LATER),
        (45015, PushOutcome.WAITS),
        (45047, PushOutcome.WAITS),
        (40003, PushOutcome.UNREACHABLE),
        (43004, PushOutcome.UNREACHABLE),
        (43101, PushOutcome.UNREACHABLE),
        (48002, PushOutcome.UNREACHABLE),
        (50005, PushOutcome.UNREACHABLE),
        (48001, PushOutcome.WAITS),
        (40164, PushOutcome.WAITS),
        (99999, PushOutcome.WAITS),
        (45002, PushOutcome.REFUSED),
        (47001, PushOutcome.REFUSED),
    ],
)
async def test_what_a_code_means(
    clock: SettableClock, redis: Redis, code: int, outcome: PushOutcome
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        world.api.fail(SEND, code)
        result = await world.push.push(OPENID, NEWS, Language.ZH)
        assert (result.outcome, result.detail) == (outcome, str(code))
        assert world.api.calls.count(SEND) == 1


async def test_a_used_up_day_ends_at_midnight_in_china(clock: SettableClock, redis: Redis) -> None:
    """The clock stands at 09:00 in Shanghai."""
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        world.api.fail(SEND, 45009)
        assert (await world.push.push(OPENID, NEWS, Language.ZH)).retry_after == 15 * 3600


async def test_a_used_up_day_stops_all_messages(clock: SettableClock, redis: Redis) -> None:
    """No further call is made; what was asked for goes with the person's next message."""
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        world.api.limits.daily[SEND] = 0
        assert not await world.push.used_up()
        assert await push(world) is PushOutcome.LATER
        assert await world.push.used_up()
        assert await push(world) is PushOutcome.LATER
        late = await world.push.send_answer(OPENID, Answer(NEWS))
        assert (late.outcome, late.detail) == (PushOutcome.WAITS, "45009")
        assert world.api.calls.count(SEND) == 1


async def test_choices_are_lines_to_tap_where_the_account_has_them(
    clock: SettableClock, redis: Redis
) -> None:
    """Numbered as ever; a tap says what the line stands for, however old it is."""
    async with wechat_world(clock, redis, msgmenu=True) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        back = replace(NEWS, nav=(Choice("返回", "back"),))
        assert await push(world, back) is PushOutcome.SENT
        shown = world.platform.messages(OPENID)[-1]
        assert shown.lines == (("a", "1. 要"), ("b", "2. 不要"))
        assert shown.text == "有空位了\n\n也可以回复“返回”。"
        await world.platform.user_taps_line(OPENID, shown.number, "2. 不要")
        assert world.receive.done[-1].content == Tap("b")
        assert await push(world, Screen("没有选项")) is PushOutcome.SENT
        assert world.platform.messages(OPENID)[-1].lines == ()


async def test_who_has_no_lines_to_tap_is_asked_once(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis, asks_for_menu=True) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        assert [await push(world) for _ in range(2)] == [PushOutcome.SENT] * 2
        assert world.platform.messages(OPENID)[-1].text == "有空位了\n\n1. 要\n2. 不要"
        assert world.api.calls.count(SEND) == 3
        assert world.platform.problems == []


async def test_what_was_sent_is_counted(clock: SettableClock, redis: Redis) -> None:
    """Also where it broke off; and what the platform says of the window counts most."""
    async with wechat_world(clock, redis) as world:
        windows = cast(OpenWindows, world.push._windows)
        await world.platform.user_sends_text(OPENID, "你好")
        assert await push(world, Screen("长" * 1_000)) is PushOutcome.SENT
        world.api.fail(SEND, 45047)
        assert windows.spent == [2] and not windows.closed
        assert await push(world) is PushOutcome.WAITS
        assert windows.spent == [2] and windows.closed


async def test_who_left_is_unreachable(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        await world.platform.user_unfollows(OPENID)
        assert await push(world) is PushOutcome.UNREACHABLE


async def test_what_broke_off_in_the_middle_is_never_sent_again(
    clock: SettableClock, redis: Redis
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        for _ in range(4):
            await push(world)
        assert await push(world, LONG) is PushOutcome.UNKNOWN


async def test_what_the_window_has_no_room_for_is_not_begun(
    clock: SettableClock, redis: Redis
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        cast(OpenWindows, world.push._windows).left = 1
        assert await push(world, LONG) is PushOutcome.WAITS
        assert world.api.calls == []
        assert await push(world) is PushOutcome.SENT


async def test_a_platform_that_cannot_be_reached_is_asked_later(
    clock: SettableClock, redis: Redis
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        address = world.client._http.base_url
        world.client._http.base_url = "http://127.0.0.1:1"
        assert await push(world) is PushOutcome.LATER
        world.client._http.base_url = address
        assert await push(world) is PushOutcome.SENT


# ---------------------------------------------------------------- the token


async def test_one_token_for_many_calls_at_once(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        await asyncio.gather(*(world.client.scene_url(f"s{n}", 60) for n in range(20)))
        assert world.api.calls.count("stable_token") == 1


async def test_many_processes_fetch_one_token(
    clock: SettableClock, redis: Redis, redis_server: str
) -> None:
    async with wechat_world(clock, redis) as world:
        url = str(world.client._http.base_url)
        command = [sys.executable, "-m", "tests.oracles.one_call", redis_server, url]
        command += [ACCOUNT.app_id, ACCOUNT.app_secret]
        processes = [
            await asyncio.create_subprocess_exec(*command, cwd=ROOT) for _ in range(PROCESSES)
        ]
        async with asyncio.timeout(120):
            while await redis.scard("ready") < PROCESSES:
                await asyncio.sleep(0.05)
            await redis.rpush("go", *range(PROCESSES))
            assert {await process.wait() for process in processes} == {0}
        assert world.api.calls.count("stable_token") == 1
        assert world.api.calls.count("qrcode/create") == PROCESSES


async def test_a_token_that_is_not_taken_is_replaced_once(
    clock: SettableClock, redis: Redis
) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        await push(world)
        world.api.expire_tokens()
        assert await push(world) is PushOutcome.SENT
        assert world.api.calls == ["stable_token", SEND, SEND, "stable_token", SEND]


async def test_a_lasting_refusal_of_tokens_ends(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        world.api.fail(SEND, *[40001] * 10)
        assert await push(world) is PushOutcome.WAITS
        assert world.api.calls.count(SEND) == 2


async def test_only_the_token_that_failed_is_dropped(clock: SettableClock, redis: Redis) -> None:
    """Another process has fetched a newer one already: it is used, none is fetched."""
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        await push(world)
        store, key = RedisTokens(redis), f"wechat:token:{ACCOUNT.app_id}"
        newest = await store.get(key)
        assert newest is not None
        await store.put(key, newest, 60)
        await store.drop(key, "an older one")
        assert await store.get(key) == newest
        await push(world)
        assert world.api.calls.count("stable_token") == 1


async def test_a_wrong_secret_is_told_and_waits(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        await world.platform.user_sends_text(OPENID, "你好")
        world.platform.account = replace(world.platform.account, app_secret="another")
        assert await push(world) is PushOutcome.WAITS


# ---------------------------------------------------------------- the menu


async def test_the_menu_is_put_up_when_it_changed(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        store = RedisTokens(redis)
        for _ in range(3):
            assert await put_up_menu(world.client, store, ACCOUNT.app_id)
        assert world.api.calls.count("menu/create") == 1
        assert len(world.platform.menu) == 3
        assert world.platform.menu[0].entries[0] == MenuEntry("看看项目", "browse_offerings")


async def test_a_menu_that_is_refused_is_tried_again(clock: SettableClock, redis: Redis) -> None:
    async with wechat_world(clock, redis, profile=PASSIVE) as world:
        store = RedisTokens(redis)
        assert not await put_up_menu(world.client, store, ACCOUNT.app_id)
        world.platform.account = replace(world.platform.account, profile=SERVICE)
        assert await put_up_menu(world.client, store, ACCOUNT.app_id)


async def test_the_menu_carries_words_that_a_phone_can_show() -> None:
    for language in Language:
        buttons = bottom_menu(language)["button"]
        assert isinstance(buttons, list)
        assert all(len(button["name"].encode()) <= 16 for button in buttons)


async def test_the_client_tells_what_it_could_not_do(clock: SettableClock, redis: Redis) -> None:
    """A client of another account's id gets no token."""
    async with wechat_world(clock, redis) as world:
        stranger = WechatClient(world.client._http, "wx0", "secret", RedisTokens(redis))
        assert not await put_up_menu(stranger, RedisTokens(redis), "wx0")

"""How the sandbox's platforms count, and what they no longer keep."""

from datetime import datetime, timedelta

import pytest

from bot.messages import MediaKind
from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import User
from bot.sandbox.bot_api_html import plain
from bot.sandbox.bot_api_request import ApiError, Fields
from bot.sandbox.wechat_limits import WechatLimits
from tests.support.clock import SettableClock

NOON = datetime.fromisoformat("2026-11-21T12:00+08:00")


def test_a_days_calls_come_back_at_midnight_of_the_platform() -> None:
    limits = WechatLimits(daily={"menu/create": 2})
    assert [limits.spend("menu/create", NOON) for _ in range(3)] == [0, 0, 45009]
    assert limits.spend("menu/create", NOON + timedelta(hours=11, minutes=59)) == 45009
    assert limits.spend("menu/create", NOON + timedelta(hours=12)) == 0
    assert limits.spend("another", NOON + timedelta(hours=12)) == 0


def test_a_minutes_calls_come_back_a_minute_later() -> None:
    limits = WechatLimits(minute=2)
    assert [limits.spend("a", NOON) for _ in range(3)] == [0, 0, 45011]
    assert limits.spend("b", NOON) == 0
    assert limits.spend("a", NOON + timedelta(seconds=60)) == 0


async def test_updates_that_nobody_takes_are_forgotten(clock: SettableClock) -> None:
    api = BotApi(now=clock.now)
    api.add_user(User(1, "A"))
    api.user_sends_media(1, MediaKind.VOICE)
    api.send_update(1, "callback_query", {"id": "q", "data": "x"})
    clock.set(clock.now() + timedelta(seconds=151))
    api._world.updates.forget_expired()
    assert api.pending() == 1
    clock.set(clock.now() + timedelta(hours=24))
    api._world.updates.forget_expired()
    assert api.pending() == 0
    await api.close()


def test_no_app_opens_a_chat_with_such_a_payload() -> None:
    api = BotApi()
    api.add_user(User(1, "A"))
    for payload in ("a b", "x" * 65, "ä"):
        with pytest.raises(LookupError):
            api.user_starts(1, payload)
    assert api.user_starts(1, "p_06h-Z")


def marked_up(text: str, mode: str = "HTML") -> Fields:
    return Fields({"text": text, "parse_mode": mode}, {})


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("<b>报名</b> &lt;3 &amp; &quot;ok&quot; &#20320;", '报名 <3 & "ok" 你'),
        ('<a href="https://example.org/?a=1&amp;b=2">这里</a>', "这里"),
        ("1 &nbsp; 2 & 3", "1 &nbsp; 2 & 3"),
    ],
)
def test_marked_up_texts_are_read(marked: str, read: str) -> None:
    assert plain(marked_up(marked), "text") == read
    assert plain(marked_up(marked, ""), "text") == marked


@pytest.mark.parametrize("marked", ["1 < 2", "<b>", "<b><i></b></i>", "</b>", "<script>x</script>"])
def test_what_is_not_well_formed_is_refused(marked: str) -> None:
    with pytest.raises(ApiError, match="can't parse entities"):
        plain(marked_up(marked), "text")


def test_markdown_is_not_read() -> None:
    with pytest.raises(ApiError, match="HTML only"):
        plain(marked_up("*x*", "MarkdownV2"), "text")

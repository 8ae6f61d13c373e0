"""What opens a customer-service window, and when a later end is written down."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.messages import Content, Followed, Left, Location, Media, MediaKind, Scan, Tap, Text
from bot.wechat.windows import StoredWindows, opened
from domain.clock import new_id
from domain.volunteers.model import Account, Language, Platform, Window
from storage.database import Database

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
TWO_DAYS, MINUTE = timedelta(hours=48), timedelta(minutes=1)
OPENID = "oTestPersonOfTheAccount00001"


def window(ends_in: timedelta, left: int) -> Window:
    return Window(NOW + ends_in, left)


@pytest.mark.parametrize("content", [Text("你好"), Location(1, 2), Media(MediaKind.VOICE)])
def test_a_message_opens_two_days_for_five(content: Content) -> None:
    assert opened(None, content, NOW) == window(TWO_DAYS, 5)


@pytest.mark.parametrize("content", [Tap("help"), Scan("p-1"), Followed()])
def test_a_gesture_opens_a_minute_for_three(content: Content) -> None:
    assert opened(None, content, NOW) == window(MINUTE, 3)


@pytest.mark.parametrize(
    ("before", "content", "after"),
    [
        # later by less than an hour: not worth a write
        (window(TWO_DAYS - timedelta(minutes=59), 5), Text("x"), None),
        (window(TWO_DAYS - timedelta(minutes=61), 5), Text("x"), window(TWO_DAYS, 5)),
        # some were sent: all five again
        (window(TWO_DAYS, 4), Text("x"), window(TWO_DAYS, 5)),
        (window(TWO_DAYS, 0), Text("x"), window(TWO_DAYS, 5)),
        (window(MINUTE, 3), Text("x"), window(TWO_DAYS, 5)),
        # a gesture is worth something only where nothing is open
        (window(timedelta(hours=3), 1), Tap("help"), None),
        (window(timedelta(hours=3), 0), Tap("help"), window(MINUTE, 3)),
        (window(-MINUTE, 5), Tap("help"), window(MINUTE, 3)),
        (window(timedelta(seconds=5), 2), Tap("help"), None),
        (window(TWO_DAYS, 2), Left(), None),
        (None, Left(), None),
    ],
)
def test_what_changes(before: Window | None, content: Content, after: Window | None) -> None:
    assert opened(before, content, NOW) == after


def test_the_last_moment_and_the_last_message() -> None:
    assert window(MINUTE, 1).open(NOW)
    assert not window(MINUTE, 0).open(NOW)
    assert not window(timedelta(), 1).open(NOW)


async def test_what_is_sent_is_counted_for_all_processes(database: Database) -> None:
    one, another = StoredWindows(database), StoredWindows(database)
    assert await one.of(OPENID) is None
    await one.spend(OPENID, 1)  # nobody: nothing to count
    async with database.write() as unit:
        await unit.accounts.add(
            Account(
                id=new_id(),
                platform=Platform.WECHAT,
                user_id=OPENID,
                language=Language.ZH,
                created_at=NOW,
            )
        )
        account = await unit.accounts.of_user(Platform.WECHAT, OPENID)
        assert account is not None and account.window is None
        await unit.accounts.mark_seen(account.id, NOW, window(TWO_DAYS, 5))
    await one.spend(OPENID, 2)
    assert await another.of(OPENID) == window(TWO_DAYS, 3)
    await another.spend(OPENID, 9)
    assert await one.of(OPENID) == window(TWO_DAYS, 0)
    async with database.write() as unit:
        await unit.accounts.mark_seen(account.id, NOW)
    assert await one.of(OPENID) == window(TWO_DAYS, 0)
    async with database.write() as unit:
        await unit.accounts.mark_seen(account.id, NOW, window(TWO_DAYS, 5))
    await one.close(OPENID)
    assert await one.of(OPENID) == window(TWO_DAYS, 0)

"""Polling: nothing is lost, nobody waits for others, the offset moves behind what is safe."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.messages import Answer, Inbound, Screen, Text
from bot.sandbox.bot_api import BotApi
from bot.telegram.client import TelegramClient
from bot.telegram.polling import Polling
from bot.telegram.setup import use_webhook
from tests.support.gate import RecordingGate
from tests.unit.telegram.conftest import MEI, TOM, MemoryNotes


@pytest.fixture
def gate() -> RecordingGate:
    return RecordingGate()


@asynccontextmanager
async def polling(gate: RecordingGate, client: TelegramClient) -> AsyncIterator[asyncio.Event]:
    """Polls while the context lasts, then stops as a service would."""
    stop = asyncio.Event()
    loop = Polling(gate, client, poll_seconds=5, handling_seconds=0.05, first_pause=0.01)
    task = asyncio.create_task(loop.run(stop))
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait_for(task, 5)


def texts(gate: RecordingGate) -> list[str]:
    return [one.content.text for one in gate.received if isinstance(one.content, Text)]


async def test_what_waited_is_taken_and_confirmed(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    await use_webhook(client, "http://127.0.0.1:9/none", "s", MemoryNotes())
    api.user_sends_text(MEI.id, "一")
    async with polling(gate, client):
        await gate.until(lambda: len(gate.pushes) == 1)
        api.user_sends_text(MEI.id, "二")
        await gate.until(lambda: len(gate.pushes) == 2)
    assert texts(gate) == ["一", "二"]
    assert api.pending() == 0
    async with polling(gate, client):
        api.user_sends_text(MEI.id, "三")
        await gate.until(lambda: len(gate.pushes) == 3)
    assert texts(gate) == ["一", "二", "三"]


async def test_a_slow_person_is_kept_and_holds_up_nobody(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    goes_on = asyncio.Event()

    async def respond(inbound: Inbound) -> Answer:
        if inbound.user_id == str(MEI.id):
            await goes_on.wait()
        return Answer(Screen("done"))

    gate.respond = respond
    async with polling(gate, client):
        api.user_sends_text(MEI.id, "慢")
        await gate.until(lambda: len(gate.kept) == 1)
        api.user_sends_text(TOM.id, "fast")
        await gate.until(lambda: len(gate.pushes) == 1)
        assert api.messages(TOM.id)[-1].text == "done"
        assert not api.messages(MEI.id)[-1].from_bot
        assert gate.kept[0].user_id == str(MEI.id)
        goes_on.set()
        await gate.until(lambda: len(gate.pushes) == 2)
    assert api.pending() == 0


async def test_nothing_is_fetched_where_there_is_no_room(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    gate.has_room.clear()
    async with polling(gate, client):
        api.user_sends_text(MEI.id, "一")
        await asyncio.sleep(0.2)
        assert gate.received == [] and api.pending() == 1
        gate.has_room.set()
        await gate.until(lambda: len(gate.pushes) == 1)
        gate.has_room.clear()
    assert api.pending() == 0


async def test_a_store_away_keeps_the_offset(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    gate.away = True
    api.user_sends_text(MEI.id, "一")
    api.user_sends_text(TOM.id, "two")
    async with polling(gate, client):
        await gate.until(lambda: len(gate.received) >= 4)
        assert api.pending() == 2
        gate.away = False
        await gate.until(lambda: len(gate.pushes) >= 2)
    assert api.pending() == 0
    assert set(texts(gate)) == {"一", "two"}


async def test_updates_before_the_failed_one_stay_taken(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    failed: list[str] = []

    async def respond(inbound: Inbound) -> Answer:
        if inbound.content == Text("two") and not failed:
            failed.append(inbound.id)
            raise ConnectionError
        return Answer(Screen("done"))

    gate.respond = respond
    api.user_sends_text(MEI.id, "一")
    api.user_sends_text(TOM.id, "two")
    async with polling(gate, client):
        await gate.until(lambda: len(gate.pushes) == 2)
    assert texts(gate) == ["一", "two", "two"]


async def test_what_cannot_be_read_hides_nothing(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    api.send_update(MEI.id, "message", {"message_id": "odd", "text": 5})
    api.send_update(MEI.id, "my_chat_member", {})
    api.user_sends_text(MEI.id, "好")
    async with polling(gate, client):
        await gate.until(lambda: len(gate.pushes) == 1)
    assert texts(gate) == ["好"] and api.pending() == 0


@pytest.mark.parametrize("code", [409, 429, 500, 502])
async def test_failures_are_outlived(
    api: BotApi, client: TelegramClient, gate: RecordingGate, code: int
) -> None:
    api.fail_next("getWebhookInfo", code)
    api.fail_next("getUpdates", code, "Conflict: terminated by other getUpdates request", times=2)
    api.user_sends_text(MEI.id, "好")
    async with polling(gate, client):
        await gate.until(lambda: len(gate.pushes) == 1)
    assert texts(gate) == ["好"]


async def test_a_repeated_update_reaches_the_gate_again(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    async with polling(gate, client):
        update = api.user_sends_text(MEI.id, "好")
        await gate.until(lambda: len(gate.pushes) == 1)
        api.repeat_update(update)
        await gate.until(lambda: len(gate.pushes) == 2)
        api.user_sends_text(MEI.id, "再来")
        await gate.until(lambda: len(gate.pushes) == 3)
    assert [one.id for one in gate.received[:2]] == [f"telegram:{update}"] * 2
    assert texts(gate) == ["好", "好", "再来"]


async def test_stopping_does_not_wait_for_the_platform(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    async with asyncio.timeout(3), polling(gate, client) as stop:
        api.user_sends_text(MEI.id, "好")
        await gate.until(lambda: len(gate.pushes) == 1)
        stop.set()


async def test_in_a_group_it_only_says_where_to_find_it(
    api: BotApi, client: TelegramClient, gate: RecordingGate
) -> None:
    api.add_group(-100, "社区群")
    await client.username()
    async with polling(gate, client):
        api.member_writes(-100, MEI.id, "大家好")
        api.member_writes(-100, MEI.id, f"/hours@{api.username}")
        pressed = api.user_taps(MEI.id, 1, "hours", inaccessible=True, group=-100)
        async with asyncio.timeout(10):
            while len(api.messages(-100)) < 3 or not api.callback_answers(pressed):
                await asyncio.sleep(0.01)
    assert gate.received == []
    [answer] = [bubble for bubble in api.messages(-100) if bubble.from_bot]
    assert "私聊" in answer.text and answer.labels() == ("打开私聊",)
    assert answer.buttons[0][0].url == f"https://t.me/{api.username}?start"

"""The gate keeps what the strict server demands, with answers before news."""

import asyncio

import pytest
from redis.asyncio import Redis

from bot.messages import Answer, Inbound, PushOutcome, Screen, Text
from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import User
from bot.telegram.client import TelegramClient
from bot.telegram.gate import Gate, Held, Lane
from domain.volunteers.model import Language, Platform
from storage.redis.lanes import Lanes
from tests.support.lanes import OpenLanes
from tests.unit.telegram.conftest import Documents

PEOPLE = range(8_001, 8_076)


def gate(redis: Redis) -> Gate:
    return Gate(Lanes(redis, "telegram:1"))


def asked_by(user_id: int, number: int = 1) -> Inbound:
    return Inbound(f"telegram:{user_id}.{number}", Platform.TELEGRAM, str(user_id), Text("菜单"))


async def everybody(api: BotApi) -> None:
    for user_id in PEOPLE:
        api.add_user(User(user_id, f"P{user_id}"))
        api.user_starts(user_id)


async def test_news_to_many_by_two_processes_meets_no_limit(
    api: BotApi, api_url: str, redis: Redis
) -> None:
    await everybody(api)
    clients = [TelegramClient(api.token, api_url, Documents(), gate(redis)) for _ in range(2)]

    async def told(client: TelegramClient, user_id: int) -> None:
        while True:
            push = await client.push(str(user_id), Screen("消息"), Language.ZH)
            if push.outcome is PushOutcome.SENT:
                return
            assert push.detail == "rate"
            await asyncio.sleep(push.retry_after)

    await asyncio.gather(
        *(told(clients[user_id % 2], user_id) for user_id in PEOPLE),
    )
    assert api.limits.refusals == []
    assert all(api.messages(user_id)[-1].text == "消息" for user_id in PEOPLE)
    for client in clients:
        await client.close()


async def test_an_answer_waits_for_no_news(api: BotApi, api_url: str, redis: Redis) -> None:
    await everybody(api)
    lanes = Lanes(redis, "telegram:1")
    await lanes.hold(Lane.NEWS, 600)
    client = TelegramClient(api.token, api_url, Documents(), Gate(lanes))
    push = await client.push(str(PEOPLE[0]), Screen("消息"), Language.ZH)
    assert (push.outcome, push.detail) == (PushOutcome.LATER, "rate")
    answered = await client.answer(asked_by(PEOPLE[0]), Answer(Screen("菜单")))
    assert answered.outcome is PushOutcome.SENT
    await client.close()


async def test_who_writes_sets_the_pace_of_the_answers(redis: Redis) -> None:
    quick = Gate(Lanes(redis, "telegram:1"))
    for _ in range(29):
        await quick.left(await quick.enter(Lane.ANSWERS, 7, within=0.0))
    await quick.enter(Lane.NEWS, 7, within=2.0)
    with pytest.raises(Held) as held:
        await quick.enter(Lane.NEWS, 7, within=0.5)
    assert 0.5 < held.value.seconds <= 1.0


async def test_answers_to_many_at_once_meet_no_limit(
    api: BotApi, api_url: str, redis: Redis
) -> None:
    await everybody(api)
    client = TelegramClient(api.token, api_url, Documents(), gate(redis))
    answers = await asyncio.gather(
        *(client.answer(asked_by(user_id), Answer(Screen("菜单"))) for user_id in PEOPLE[:50])
    )
    assert {push.outcome for push in answers} == {PushOutcome.SENT}
    assert api.limits.refusals == []
    await client.close()


async def test_news_goes_when_no_answer_is_waiting(redis: Redis) -> None:
    lanes = Lanes(redis, "telegram:1")
    busy = Gate(lanes, sleep=lambda _: asyncio.sleep(0))
    for chat_id in range(1, 31):
        await busy.left(await busy.enter(Lane.ANSWERS, chat_id, within=20.0))
    with pytest.raises(Held) as held:
        await busy.enter(Lane.NEWS, 99, within=0.2)
    assert 0.2 < held.value.seconds <= 1.0


async def test_an_answer_goes_as_soon_as_the_others_are_answered(redis: Redis) -> None:
    now, waits = 1_000.0, list[float]()
    names: list[str] = []
    lanes = Lanes(redis, "telegram:1", now=lambda: now)

    async def sleep(seconds: float) -> None:
        nonlocal now
        waits.append(seconds)
        now += 0.1
        while names:
            await crowded.left(names.pop())
        now += seconds - 0.1

    crowded = Gate(lanes, sleep=sleep)
    names += [await crowded.enter(Lane.ANSWERS, chat_id, within=0.0) for chat_id in range(1, 31)]
    await crowded.enter(Lane.ANSWERS, 31, within=20.0)
    assert sum(waits) == pytest.approx(1.1)


async def test_news_waits_while_any_process_has_an_answer_to_send(redis: Redis) -> None:
    waiting = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waiting.set()
        await asyncio.sleep(seconds)

    busy, other = Gate(Lanes(redis, "telegram:1"), sleep=sleep), Gate(Lanes(redis, "telegram:1"))
    for chat_id in range(1, 31):
        await busy.left(await busy.enter(Lane.ANSWERS, chat_id, within=0.0))
    order: list[str] = []

    async def go(gate: Gate, lane: Lane, chat_id: int) -> None:
        await gate.left(await gate.enter(lane, chat_id, within=20.0))
        order.append(lane)

    answer = asyncio.create_task(go(busy, Lane.ANSWERS, 31))
    await waiting.wait()
    await asyncio.gather(answer, *(go(other, Lane.NEWS, chat_id) for chat_id in range(32, 35)))
    assert order == [Lane.ANSWERS, Lane.NEWS, Lane.NEWS, Lane.NEWS]


async def test_who_would_wait_too_long_behind_others_is_told_at_once(redis: Redis) -> None:
    stands = asyncio.Event()

    async def sleep(_: float) -> None:
        await stands.wait()

    crowded = Gate(Lanes(redis, "telegram:1"), sleep=sleep)
    behind = [
        asyncio.create_task(crowded.enter(Lane.ANSWERS, chat_id, within=20.0))
        for chat_id in range(1, 92)
    ]
    await asyncio.sleep(0.2)
    with pytest.raises(Held) as held:
        await crowded.enter(Lane.ANSWERS, 99, within=2.0)
    assert held.value.seconds == pytest.approx(61 / 30)
    for each in behind:
        each.cancel()
    await asyncio.gather(*behind, return_exceptions=True)


async def test_a_chat_that_is_throttled_holds_up_no_other_answer(redis: Redis) -> None:
    quick = Gate(Lanes(redis, "telegram:1"))
    await quick.hold(Lane.ANSWERS, 7, 30)
    for lane, chat_id in ((Lane.ANSWERS, 7), (Lane.NEWS, 7), (Lane.NEWS, 8)):
        with pytest.raises(Held):
            await quick.enter(lane, chat_id, within=1.0)
    await quick.enter(Lane.ANSWERS, 8, within=0.0)


async def test_a_group_gets_no_more_than_twenty_in_a_minute(redis: Redis) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    quick = Gate(Lanes(redis, "telegram:1"), sleep=sleep)
    for _ in range(3):
        await quick.enter(Lane.ANSWERS, -100, within=0.0)
    with pytest.raises(Held) as held:
        await quick.enter(Lane.ANSWERS, -100, within=1.0)
    assert 3.0 < held.value.seconds <= 3.5 and waits == []


async def test_the_strict_server_refuses_a_flood(api: BotApi, api_url: str) -> None:
    api.add_user(User(1, "A"))
    api.user_starts(1)
    unbound = TelegramClient(api.token, api_url, Documents(), Gate(OpenLanes()))
    pushes = [await unbound.push("1", Screen("x"), Language.ZH) for _ in range(25)]
    assert [push.detail for push in pushes[:22]] == ["" for _ in range(20)] + ["429", "rate"]
    assert api.limits.refusals == ["chat 1"]
    await unbound.close()

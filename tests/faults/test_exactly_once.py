"""At least once in, exactly once done: whatever is repeated, and wherever the process dies.

A kill is a ``BaseException`` that nothing of ours catches, raised at the very line; what follows
is a new process on the same stores, and the platform's redelivery.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlmodel import func, select

from bot.messages import Answer, Inbound, Push, PushOutcome, Text
from domain.volunteers.model import Platform
from storage.redis.sessions import Copies
from storage.tables import InboxRow, VolunteerRow
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers


class Killed(BaseException):
    """The process ends here."""


class KillingCopies(Copies):
    """Dies where the copies are written, before or after."""

    def __init__(self, copies: Copies, *, after: bool) -> None:
        super().__init__(copies._redis)
        self._after = after

    async def store(self, account_key: str, session: str, inbound_id: str, seen: str) -> None:
        if self._after:
            await super().store(account_key, session, inbound_id, seen)
        raise Killed


class Platforms:
    """Takes answers like a platform, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[Answer] = []

    async def take(self, answer: Answer) -> Push:
        self.given.append(answer)
        return Push(PushOutcome.SENT)

    async def take_and_die(self, answer: Answer) -> Push:
        self.given.append(answer)
        raise Killed


async def volunteers(world: World) -> int:
    async with world.database.read() as unit:
        query = select(func.count()).select_from(VolunteerRow)
        return (await unit.session.exec(query)).one()


async def about_to_confirm(world: World) -> tuple[Person, Inbound]:
    """Somebody whose next message registers them."""
    person = world.person("Li")
    for text in ("注册", "同意", "1990-05-01", "李明", "跳过", "西宁市城西区"):
        await person.says(text)
    person.sees("请核对", "确认")
    confirm = Inbound(
        id=f"{person.platform}:confirm",
        platform=person.platform,
        user_id=person.user_id,
        content=Text("确认"),
    )
    return person, confirm


async def test_three_deliveries_at_once_have_one_effect_and_one_answer(world: World) -> None:
    _, confirm = await about_to_confirm(world)
    phone = Platforms()
    handlings = [world.intake.receive(confirm, phone.take) for _ in range(3)]
    answers = [await handling.finished() for handling in handlings]
    assert await volunteers(world) == 1
    assert answers[0] is not None and answers[0].screen is not None
    assert "注册好了" in answers[0].screen.text
    assert {answer.screen for answer in answers if answer} == {answers[0].screen}
    assert len(phone.given) == 1


@pytest.mark.parametrize("forgetting", [False, True], ids=["redis kept", "redis lost"])
async def test_a_repeat_after_a_restart_gets_the_same_answer(
    world: World, forgetting: bool
) -> None:
    _, confirm = await about_to_confirm(world)
    phone = Platforms()
    await world.intake.receive(confirm, phone.take).finished()
    await world.restart(forgetting=forgetting)
    await world.intake.receive(confirm, phone.take).finished()
    first, again = phone.given
    assert again.screen == first.screen
    assert again.repeated and again.handed_over
    assert await volunteers(world) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before redis", "after redis"])
async def test_killed_between_the_commit_and_the_answer(world: World, after: bool) -> None:
    _, confirm = await about_to_confirm(world)
    phone = Platforms()
    world.intake.handler._copies = KillingCopies(world.intake.handler._copies, after=after)
    with pytest.raises(Killed):
        await world.intake.receive(confirm, phone.take).finished()
    assert phone.given == []
    await world.restart()
    await world.intake.receive(confirm, phone.take).finished()
    assert await volunteers(world) == 1
    (answer,) = phone.given
    assert answer.screen is not None and "注册好了" in answer.screen.text
    assert not answer.handed_over


async def test_the_conversation_goes_on_from_sql_where_redis_missed_the_last_word(
    world: World,
) -> None:
    person, confirm = await about_to_confirm(world)
    world.intake.handler._copies = KillingCopies(world.intake.handler._copies, after=False)
    with pytest.raises(Killed):
        await world.intake.receive(confirm, Platforms().take).finished()
    await world.restart()
    # Redis still holds the form; SQL knows that it is confirmed.
    await person.says("确认")
    person.sees_no("请核对")
    assert await volunteers(world) == 1


async def test_an_answer_that_a_kill_took_comes_with_the_next_message(world: World) -> None:
    li = world.person("Li", platform=Platform.WECHAT)
    for text in ("注册", "同意", "1990-05-01", "李明", "跳过", "西宁市城西区"):
        await li.says(text)
    world.intake.handler._copies = KillingCopies(world.intake.handler._copies, after=True)
    confirm = Inbound("wechat:confirm", li.platform, li.user_id, Text("确认"))
    with pytest.raises(Killed):
        await world.intake.receive(confirm, Platforms().take).finished()
    await world.restart()
    # WeChat asked three times, in vain, and told the person so.
    await li.says("确认")
    li.sees("注册好了")
    await li.says("菜单")
    li.sees_no("注册好了")
    assert await volunteers(world) == 1


async def test_killed_while_handing_over_may_show_it_twice_but_does_it_once(world: World) -> None:
    _, confirm = await about_to_confirm(world)
    phone = Platforms()
    with pytest.raises(Killed):
        await world.intake.receive(confirm, phone.take_and_die).finished()
    await world.restart()
    await world.intake.receive(confirm, phone.take).finished()
    await world.intake.receive(confirm, phone.take).finished()
    assert [answer.handed_over for answer in phone.given] == [False, False, True]
    assert await volunteers(world) == 1


async def test_what_was_acknowledged_early_is_answered_by_the_next_process(world: World) -> None:
    _, confirm = await about_to_confirm(world)
    waits = asyncio.Event()

    async def never(answer: Answer) -> Push:
        waits.set()
        raise Killed

    handling = world.intake.receive(confirm, never)
    await world.intake.keep(confirm)
    with pytest.raises(Killed):
        await handling.finished()
    assert waits.is_set()
    await world.restart()
    phone = Platforms()
    taken = await world.intake.take_up_kept(lambda inbound: phone.take)
    assert taken == 1
    (answer,) = phone.given
    assert answer.screen is not None and "注册好了" in answer.screen.text
    assert await volunteers(world) == 1
    async with world.database.read() as unit:
        assert (await unit.session.exec(select(InboxRow))).all() == []
    assert await world.intake.take_up_kept(lambda inbound: phone.take) == 0


async def test_what_was_kept_is_redacted(world: World) -> None:
    person = world.person("Li")
    message = Inbound("x:1", person.platform, person.user_id, Text("我的身份证 11010519491231002X"))
    held = asyncio.Event()

    async def slow(answer: Answer) -> Push:
        await held.wait()
        return Push(PushOutcome.SENT)

    handling = world.intake.receive(message, slow)
    await world.intake.keep(message)
    async with world.database.read() as unit:
        (row,) = await unit.inbox.all()
    assert "11010519491231002X" not in row.body
    held.set()
    await handling.finished()


async def test_confirmed_by_two_messages_it_is_done_once(world: World) -> None:
    person, _ = await about_to_confirm(world)
    action = person.action("确认")
    await person.taps(action)
    person.sees("注册好了")
    first = person.screen
    await person.taps(action)
    assert person.screen == first
    assert await volunteers(world) == 1


async def test_somebody_elses_button_does_nothing(world: World) -> None:
    person, _ = await about_to_confirm(world)
    action = person.action("确认")
    await person.taps(action)
    thief = world.person("Wu")
    await thief.taps(action)
    thief.sees_no("李明", "注册好了")
    assert await volunteers(world) == 1


async def test_an_answer_that_came_too_late_waits_for_the_next_message(world: World) -> None:
    li = world.person("Li", platform=Platform.WECHAT)
    await registers(li, "李明")

    async def waits(answer: Answer) -> Push:
        return Push(PushOutcome.WAITS)

    late = Inbound("wechat:late", li.platform, li.user_id, Text("时长"))
    await world.intake.receive(late, waits).finished()
    await world.restart()
    await li.says("1")
    li.sees("累计时长")
    await li.says("菜单")
    li.sees_no("累计时长")


async def test_rapid_messages_are_answered_in_order_and_hold_up_nobody(world: World) -> None:
    slow, quick = world.person("Li"), world.person("Wu")
    gate = asyncio.Event()
    order: list[str] = []

    def taking(name: str, wait: bool) -> Callable[[Answer], Awaitable[Push]]:
        async def take(answer: Answer) -> Push:
            if wait:
                await gate.wait()
            order.append(name)
            return Push(PushOutcome.SENT)

        return take

    handlings = [
        world.intake.receive(
            Inbound(f"x:{number}", slow.platform, slow.user_id, Text("菜单")),
            taking(f"slow {number}", number == 0),
        )
        for number in range(6)
    ]
    await quick.says("菜单")
    assert order == []
    gate.set()
    for handling in handlings:
        await handling.finished()
    assert order == [f"slow {number}" for number in range(6)]


async def test_an_error_of_ours_leaves_nothing_behind_and_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, confirm = await about_to_confirm(world)
    from bot.dialogue import registration

    async def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(registration, "register", breaks)
    phone = Platforms()
    await world.intake.receive(confirm, phone.take).finished()
    assert phone.given[0].screen is not None
    assert await volunteers(world) == 0
    monkeypatch.undo()
    await person.says("确认")
    person.sees("注册好了")

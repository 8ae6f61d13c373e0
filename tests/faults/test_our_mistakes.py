"""Faults of ours: whoever they meet is told, and they hold up nobody else."""

from datetime import timedelta
from typing import Any

import pytest

import bot.handling
from bot.messages import Answer, Inbound, Push, PushOutcome, Text
from bot.notices import notice_screen
from bot.texts import texts_for
from domain.notices.model import Notice
from domain.volunteers.model import Language
from storage.redis import RedisAway
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers, signs_up
from tests.scenarios.service import local, organizer, posts
from tests.scenarios.test_waitlist import TITLE


async def _signed_up(world: World, name: str) -> Person:
    person = world.person(name)
    await registers(person, name)
    await signs_up(person, TITLE)
    return person


async def test_a_fault_before_the_dialogue_is_said_and_ends_with_its_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.person("Li")

    async def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    given: list[Answer] = []

    async def take(answer: Answer) -> Push:
        given.append(answer)
        return Push(PushOutcome.SENT)

    said = Inbound("poison", person.platform, person.user_id, Text("菜单"))
    with monkeypatch.context() as broken:
        broken.setattr(bot.handling, "waiting_for", breaks)
        await world.intake.receive(said, take).finished()
    assert [answer.screen.text for answer in given if answer.screen] == [
        texts_for(Language.ZH)("our-mistake")
    ]
    await person.says("菜单")
    person.sees("您想做什么")


async def test_who_was_answered_is_not_told_that_it_was_not_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.person("Li")
    given: list[Answer] = []

    async def take(answer: Answer) -> Push:
        given.append(answer)
        return Push(PushOutcome.SENT)

    async def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    said = Inbound("late poison", person.platform, person.user_id, Text("菜单"))
    with monkeypatch.context() as broken:
        broken.setattr(world.intake.handler, "_after", breaks)
        await world.intake.receive(said, take).finished()
    assert [answer.screen.text for answer in given if answer.screen] == ["您想做什么？"]


async def test_a_notice_that_cannot_be_worded_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li, zhao = await _signed_up(world, "李明"), await _signed_up(world, "赵云")
    broken_for: list[str | None] = []

    async def breaks(unit: Any, notice: Notice, *others: Any) -> Any:
        if broken_for in ([], [notice.id]):
            broken_for[:] = [notice.id]
            raise RuntimeError("broken")
        return await notice_screen(unit, notice, *others)

    monkeypatch.setattr("bot.jobs.notice_screen", breaks)
    world.clock.set(local(23, 14, 1))
    await world.jobs.tick()
    assert ["提醒" in person.text for person in (li, zhao)].count(True) == 1
    assert await world.jobs.deliver_notices() == 0  # it is not tried for ever


async def test_news_that_redis_kept_from_going_out_goes_out_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li = await _signed_up(world, "李明")

    async def away(*_: object) -> None:
        raise RedisAway

    world.clock.set(local(23, 14, 1))
    with monkeypatch.context() as broken:
        broken.setattr(world.intake, "push", away)
        await world.jobs.tick()
    li.sees_no("提醒")
    world.clock.advance(timedelta(minutes=1))
    await world.jobs.tick()
    li.sees("提醒", "您能来吗")

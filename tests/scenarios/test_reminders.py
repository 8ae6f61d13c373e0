"""Reminders: once for each person and shift, however many workers there are and however long all
of them were away."""

import asyncio
from datetime import timedelta

from sqlmodel import select

from bot.jobs import Jobs
from bot.messengers import Messengers
from domain.volunteers.model import Platform
from storage.tables import SignupRow
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers, signs_up
from tests.scenarios.service import local, organizer, posts

TITLE = "陪空巢老人聊天"


async def _signed_up(world: World) -> Person:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li, TITLE)
    return li


async def test_several_workers_remind_once(world: World) -> None:
    li = await _signed_up(world)
    messengers = Messengers(dict.fromkeys(Platform, world))
    workers = [Jobs(world.house, world.clock, world.intake, messengers) for _ in range(4)]
    for moment, told in ((local(23, 13, 59), 0), (local(23, 14), 1), (local(24, 12), 2)):
        world.clock.set(moment)
        await asyncio.gather(*(worker.tick() for worker in workers))
        await asyncio.gather(*(worker.tick() for worker in workers))
        assert len(li.news) == told
    li.sees(TITLE, "我会来")


async def test_after_a_time_away_only_what_is_still_of_worth_is_told(world: World) -> None:
    li = await _signed_up(world)
    world.clock.set(local(24, 13))  # both reminders are due, the earlier one too late
    await world.jobs.tick()
    await world.passes(timedelta(minutes=1))
    assert len(li.news) == 1
    li.sees(TITLE, "我会来")


async def test_a_reminder_that_comes_too_late_is_not_sent(world: World) -> None:
    li = await _signed_up(world)
    world.clock.set(local(24, 14, 5))
    await world.jobs.tick()
    assert li.news == []


async def test_who_is_in_the_middle_of_a_form_answers_at_their_sign_up(world: World) -> None:
    li = await _signed_up(world)
    await li.says("我的报名")
    await li.picks(TITLE)
    assert "我会来" not in li.labels  # nobody was asked yet
    await li.says("/log")
    world.clock.set(local(23, 14))
    await world.jobs.tick()
    li.sees("请发送“我的报名”答复")
    await li.says("我的报名")
    await li.picks(TITLE)
    assert li.labels[0] == "我会来"
    await li.picks("我会来")
    async with world.house.database.read() as unit:
        [signup] = await unit.session.exec(select(SignupRow))
    assert signup.coming_at == world.clock.now()
    await li.says("我的报名")
    await li.picks(TITLE)
    assert "我会来" not in li.labels  # once is enough

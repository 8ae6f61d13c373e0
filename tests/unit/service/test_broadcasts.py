"""Broadcasts: for whom they are sent, and the states they go through."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from domain.asking.model import Ask, AskKind
from domain.broadcasts.model import (
    Audience,
    Broadcast,
    BroadcastState,
    Delivery,
    DeliveryState,
    Ways,
)
from domain.broadcasts.usecases import (
    NewBroadcast,
    decline_topic,
    latest_broadcasts,
    move_broadcast,
    send_broadcast,
    want_rarely,
)
from domain.errors import Reason, Refused
from domain.offerings.model import Category, ProjectState
from domain.volunteers.model import Account, Platform
from storage.tables import DeliveryRow
from tests.unit.service.world import NOW, POLICY, World, ids

WAYS = Ways(frozenset(Platform))


def plan(node: str = "station", project: str | None = "project") -> NewBroadcast:
    return NewBroadcast(node, "缺三个人", None, project, Audience(), 5, NOW)


@pytest.fixture
async def sent(world: World) -> World:
    """A broadcast of the station that is being sent."""
    async with world.database.write() as unit:
        await unit.broadcasts.add(
            Broadcast(
                id="sent",
                number=7,
                organization_id="station",
                author_id="organizer",
                text="缺三个人",
                most=5,
                starts_at=NOW,
                state=BroadcastState.SENDING,
                listed_at=NOW,
                created_at=NOW,
            )
        )
    return world


async def test_an_organizer_sees_those_of_the_own_nodes_only(sent: World) -> None:
    async with sent.database.read() as unit:
        assert [each.number for each in await latest_broadcasts(unit, "organizer", 0, 3)] == [7]
        assert [each.number for each in await latest_broadcasts(unit, "admin", 0, 3)] == [7]
        assert await latest_broadcasts(unit, "outsider", 0, 3) == []
        with pytest.raises(Refused):
            await latest_broadcasts(unit, "leader", 0, 3)


@pytest.mark.parametrize(
    ("node", "project", "reason"),
    [
        ("root", "project", Reason.NOT_ALLOWED),  # above the own node
        ("other", None, Reason.NOT_ALLOWED),
        ("nowhere", None, Reason.NOT_FOUND),
        ("station", "nothing", Reason.NOT_FOUND),
        ("station", "elsewhere", Reason.NOT_ALLOWED),
        ("station", "closed", Reason.REGISTRATION_CLOSED),
    ],
)
async def test_only_for_the_own_nodes_open_projects(
    world: World, node: str, project: str | None, reason: Reason
) -> None:
    async with world.database.write() as unit:
        await world.project(unit, "elsewhere", organization_id="other")
        await world.project(unit, "closed", state=ProjectState.CLOSED)
        with pytest.raises(Refused) as refusal:
            await send_broadcast(unit, "organizer", plan(node, project), now=NOW, new_id=ids("b"))
    assert refusal.value.reason is reason


async def test_only_the_members_of_an_own_node_can_be_meant(world: World) -> None:
    async with world.database.write() as unit:
        elsewhere = replace(plan(), audience=Audience(team="other"))
        with pytest.raises(Refused) as refusal:
            await send_broadcast(unit, "organizer", elsewhere, now=NOW, new_id=ids("b"))
    assert refusal.value.reason is Reason.NOT_ALLOWED


async def test_who_was_asked_least_recently_comes_first(sent: World) -> None:
    """Asks for cover count as broadcasts do; who was never asked is before all others."""
    order = ("zhao", "li", "wang")
    async with sent.database.write() as unit:
        for who in order:
            await unit.accounts.add(
                Account(
                    id=who,
                    platform=Platform.TELEGRAM,
                    user_id=who,
                    volunteer_id=who,
                    created_at=NOW,
                )
            )
        li = Delivery(
            broadcast_id="sent",
            volunteer_id="li",
            state=DeliveryState.SENT,
            due_at=NOW,
            sent_at=NOW - timedelta(days=20),
        )
        unit.session.add(DeliveryRow.model_validate(li))
        await unit.asks.add_once(
            Ask(
                id="ask",
                volunteer_id="wang",
                kind=AskKind.COVER,
                subject="shift",
                at=NOW - timedelta(days=10),
                until=NOW,
            )
        )
    for most in (1, 2, 3):
        unit = await sent.database.begin_write()
        try:
            plan_of = plan(project=None)
            made = await send_broadcast(
                unit, "organizer", replace(plan_of, most=most), now=NOW, new_id=ids(f"b{most}")
            )
            last = await unit.broadcasts.plan(made, ways=WAYS, now=NOW, policy=POLICY, people=99)
            assert last is not None
            within = await unit.broadcasts.last_within(made)
            if within is not None:
                await unit.broadcasts.leave_out_beyond(made, within, after="", people=99)
                assert await unit.broadcasts.last_within(made) is None
            waiting = select(DeliveryRow.volunteer_id).where(
                DeliveryRow.broadcast_id == made.id, DeliveryRow.state == DeliveryState.PENDING
            )
            assert set(await unit.session.exec(waiting)) == set(order[:most])
        finally:
            await unit.close()


async def test_what_is_over_cannot_be_taken_up_again(sent: World) -> None:
    async with sent.database.write() as unit:
        for state in (BroadcastState.PAUSED, BroadcastState.PAUSED, BroadcastState.SENDING):
            moved = await move_broadcast(unit, "organizer", "sent", state, now=NOW)
            assert moved.state is state and moved.ended_at is None
        done = await move_broadcast(unit, "organizer", "sent", BroadcastState.CANCELLED, now=NOW)
        assert done.ended_at == NOW and not done.under_way
        for state in (BroadcastState.SENDING, BroadcastState.PAUSED):
            with pytest.raises(Refused) as refusal:
                await move_broadcast(unit, "organizer", "sent", state, now=NOW)
            assert refusal.value.reason is Reason.BROADCAST_OVER


async def test_what_somebody_declines_is_kept_word_by_word(world: World) -> None:
    async with world.database.write() as unit:
        for topic in (Category.HEALTH, Category.LEGAL, Category.HEALTH):
            wang = await decline_topic(unit, "wang", topic, declined=True)
        assert wang.declines("health") and wang.declines("legal") and not wang.declines("culture")
        wang = await decline_topic(unit, "wang", Category.HEALTH, declined=False)
        assert wang.declined_topics == "legal" and not wang.declines(None)
        wang = await want_rarely(unit, "wang", rarely=True)
        assert wang.messages_rarely
        wang.stop_messages(True)
        assert wang.declines(None) and wang.declines("culture")


@pytest.mark.parametrize(
    ("younger", "survivor", "left"),
    [
        (DeliveryState.SENT, DeliveryState.PENDING, {"survivor": DeliveryState.LEFT_OUT}),
        (DeliveryState.UNKNOWN, DeliveryState.PENDING, {"survivor": DeliveryState.LEFT_OUT}),
        (DeliveryState.PENDING, DeliveryState.SENT, {"younger": DeliveryState.LEFT_OUT}),
        (DeliveryState.PENDING, DeliveryState.PENDING, {"younger": DeliveryState.LEFT_OUT}),
        (DeliveryState.LEFT_OUT, DeliveryState.PENDING, {}),
        (DeliveryState.PENDING, None, {"younger": None, "survivor": DeliveryState.PENDING}),
        (DeliveryState.SENT, None, {"younger": None, "survivor": DeliveryState.SENT}),
    ],
)
async def test_two_who_become_one_get_one(
    sent: World,
    younger: DeliveryState,
    survivor: DeliveryState | None,
    left: dict[str, DeliveryState | None],
) -> None:
    """Of two rows of one broadcast at most one is still to be sent, and none where one was."""
    people = {"younger": "li", "survivor": "wang"}
    before = {"younger": younger, "survivor": survivor}
    async with sent.database.write() as unit:
        for name, state in before.items():
            if state is not None:
                row = Delivery(
                    broadcast_id="sent", volunteer_id=people[name], state=state, due_at=NOW
                )
                unit.session.add(DeliveryRow.model_validate(row))
    async with sent.database.write() as unit:
        await unit.merging.move(people["younger"], people["survivor"])
    async with sent.database.read() as unit:
        rows = await unit.session.exec(select(DeliveryRow))
        found = {row.volunteer_id: row.state for row in rows}
    assert {name: found.get(who) for name, who in people.items()} == before | left

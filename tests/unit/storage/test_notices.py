"""Outgoing events: once, in turn, by one worker at a time."""

import asyncio
from datetime import UTC, datetime, timedelta

from domain.notices.model import Notice, NoticeKind, NoticeState
from domain.notices.usecases import drop, notify
from domain.volunteers.model import Account, Platform, Volunteer, VolunteerState
from storage.database import Database
from storage.unit import Unit

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
LEASE = timedelta(minutes=2)


async def tell(
    unit: Unit, key: str, minutes: int = 0, who: str = "v", until: datetime | None = None
) -> bool:
    return await notify(
        unit,
        NoticeKind.LINKED,
        key=key,
        volunteer_id=who,
        facts={"code": "c"},
        due_at=NOON + timedelta(minutes=minutes),
        expires_at=until,
        now=NOON,
        new_id=lambda: key,
    )


async def due(unit: Unit, minutes: int = 0, limit: int = 9) -> list[str]:
    now = NOON + timedelta(minutes=minutes)
    found = await unit.notices.due(now, limit=limit)
    claimed = [await unit.notices.claim(one.id, now, until=now + LEASE) for one in found]
    return [one.key for one in claimed if one is not None]


async def test_a_key_is_written_once(database: Database) -> None:
    async with database.write() as unit:
        await unit.volunteers.add(Volunteer(id="v"))
        assert await tell(unit, "k")
        assert not await tell(unit, "k")
        assert await due(unit) == ["k"]


async def test_what_is_due_comes_oldest_first_and_again_after_the_lease(
    database: Database,
) -> None:
    async with database.write() as unit:
        await unit.volunteers.add(Volunteer(id="v"))
        for key, minutes in (("late", 9), ("second", -1), ("first", -2)):
            await tell(unit, key, minutes)
        assert await due(unit, limit=1) == ["first"]
        assert await due(unit) == ["second"]
        assert await due(unit, 1) == []
        assert await due(unit, 2) == ["first", "second"]
        await unit.notices.settle("first", NoticeState.SENT, at=NOON)
        await unit.notices.settle("second", NoticeState.WAITS, at=NOON)
        assert await due(unit, 9) == ["late"]
        sent = await unit.notices.get("first")
        assert sent is not None
        assert (sent.attempts, sent.sent_at) == (2, NOON)


async def test_two_workers_do_not_take_the_same(database: Database) -> None:
    async with database.write() as unit:
        await unit.volunteers.add(Volunteer(id="v"))
        for number in range(20):
            await tell(unit, f"k{number}")

    async def work() -> list[str]:
        """As the jobs do it: what is due is looked at, then claimed one by one."""
        taken: list[str] = []
        while True:
            async with database.read() as unit:
                found = await unit.notices.due(NOON, limit=7)
            if not found:
                return taken
            for one in found:
                async with database.write() as unit:
                    claimed = await unit.notices.claim(one.id, NOON, until=NOON + LEASE)
                taken += [claimed.key] if claimed is not None else []

    taken = [key for keys in await asyncio.gather(work(), work(), work()) for key in keys]
    assert len(taken) == len(set(taken)) == 20


async def test_what_waits_is_found_for_the_person_and_the_account(database: Database) -> None:
    async with database.write() as unit:
        await unit.volunteers.add(Volunteer(id="v"))
        await unit.accounts.add(
            Account(id="a", platform=Platform.WECHAT, user_id="u", created_at=NOON)
        )
        await tell(unit, "person")
        await unit.notices.add_once(
            Notice(
                id="own",
                key="own",
                kind=NoticeKind.LINKED,
                account_id="a",
                due_at=NOON,
                created_at=NOON + timedelta(minutes=1),
            )
        )
        for key in ("person", "own"):
            await unit.notices.settle(key, NoticeState.WAITS, at=NOON)
        assert [one.key for one in await unit.notices.waiting_for("a", "v", NOON)] == [
            "person",
            "own",
        ]
        assert [one.key for one in await unit.notices.waiting_for("a", None, NOON)] == ["own"]
        await unit.notices.settle("own", NoticeState.SENT, at=NOON)
        assert await unit.notices.waiting_for("a", None, NOON) == []


async def test_what_has_become_worthless_waits_for_nobody(database: Database) -> None:
    async with database.write() as unit:
        await unit.volunteers.add(Volunteer(id="v"))
        await unit.accounts.add(
            Account(
                id="a", platform=Platform.WECHAT, user_id="u", volunteer_id="v", created_at=NOON
            )
        )
        await tell(unit, "late", until=NOON + timedelta(minutes=1))
        await unit.notices.settle("late", NoticeState.WAITS, at=NOON)
        assert [one.key for one in await unit.notices.waiting_for("a", "v", NOON)] == ["late"]
        later = NOON + timedelta(minutes=1)
        assert await unit.notices.waiting_for("a", "v", later) == []
        assert not (await unit.arrivals.of(Platform.WECHAT, "u", "m", later)).notices_wait


async def test_who_writes_takes_what_is_due_from_the_workers(database: Database) -> None:
    async with database.write() as unit:
        await unit.volunteers.add(Volunteer(id="v"))
        await unit.volunteers.add(Volunteer(id="w"))
        await unit.accounts.add(
            Account(
                id="a", platform=Platform.WECHAT, user_id="u", volunteer_id="v", created_at=NOON
            )
        )
        await tell(unit, "now")
        await tell(unit, "later", 60)
        assert (await unit.arrivals.of(Platform.WECHAT, "u", "m", NOON)).notices_due
        taken = await unit.notices.take_due("a", "v", NOON, until=NOON + LEASE)
        assert [one.key for one in taken] == ["now"]
        assert not (await unit.arrivals.of(Platform.WECHAT, "u", "m", NOON)).notices_due
        assert await due(unit) == []
        assert await due(unit, 2) == ["now"]  # it was not handed over


async def test_what_is_dropped_is_not_sent(database: Database) -> None:
    async with database.write() as unit:
        await unit.volunteers.add(Volunteer(id="v"))
        await tell(unit, "sent")
        await unit.notices.settle("sent", NoticeState.SENT, at=NOON)
        await tell(unit, "pending")
        await drop(unit, ["sent", "pending", "unknown"])
        assert await due(unit) == []
        sent = await unit.notices.get("sent")
        assert sent is not None
        assert sent.state is NoticeState.SENT


async def test_a_notice_for_a_merged_person_goes_to_the_survivor(database: Database) -> None:
    async with database.write() as unit:
        await unit.volunteers.add(Volunteer(id="v"))
        await unit.volunteers.add(Volunteer(id="w", state=VolunteerState.MERGED, merged_into="v"))
        await tell(unit, "k", who="w")
        told = await unit.notices.get("k")
        assert told is not None
        assert told.volunteer_id == "v"

"""Own data: all of it shown, and deleted as far as records need not be kept (PIPL 45, 47)."""

import json
from datetime import timedelta

import pytest

from domain.errors import Reason, Refused
from domain.hours.ledger import record
from domain.hours.model import Grade
from domain.notices.model import NoticeKind
from domain.notices.usecases import notify
from domain.organizations.invitations import found_organization, invite_administrator
from domain.signups.usecases import sign_up
from domain.volunteers.model import Volunteer, VolunteerState
from domain.volunteers.my_data import delete_my_data, my_data
from storage.database import Database
from storage.tables import InboundRow
from storage.unit import Unit
from tests.unit.people.support import NOW, POLICY, Ids, account, drawing, shift, volunteer
from tests.unit.people.test_merging import entry

PHONE = "13800138000"


async def with_a_life(unit: Unit, ids: Ids) -> Volunteer:
    """A volunteer with hours, a sign-up, a notice, a conversation and somebody who looked."""
    person = await volunteer(unit, ids, "张小明", phone=PHONE)
    place = await shift(unit, ids)
    await record(unit, person.id, entry(ids, person.id, Grade.CHECKED_IN, 8, 2))
    await sign_up(unit, person.id, place.id, 1, now=NOW, new_id=ids, policy=POLICY)
    await notify(unit, NoticeKind.LINKED, key="k", volunteer_id=person.id, now=NOW, new_id=ids)
    await unit.sessions.put("wechat:张小明", 1, '{"name": "张小明"}', NOW)
    await unit.inbound.add(
        InboundRow(id="wechat:1", account_key="wechat:张小明", at=NOW, screen=PHONE, language="zh")
    )
    await unit.access_log.add(ids(), person.id, person.id, "roster", NOW)
    return person


async def test_everything_is_shown_as_json(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        person = await with_a_life(unit, ids)
        shown = await my_data(unit, person.id)
    (profile,) = shown["volunteer"]
    assert (profile["name"], profile["phone"]) == ("张小明", PHONE)
    assert "phone_digest" not in profile
    for kind in ("accounts", "signups", "hour_entries", "hour_totals", "conversations", "accesses"):
        assert len(shown[kind]) == 1, kind
    assert json.loads(json.dumps(shown)) == shown


async def test_deleting_removes_the_person_and_keeps_the_records(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        person = await with_a_life(unit, ids)
        number = person.number
        await delete_my_data(unit, person.id, now=NOW, new_id=ids, policy=POLICY)
    async with database.read() as unit:
        left = await unit.volunteers.get(person.id)
        assert left is not None
        assert (left.state, left.number) == (VolunteerState.FROZEN, number)
        shown = await my_data(unit, person.id)
        everything = json.dumps(shown, ensure_ascii=False)
        assert "张小明" not in everything
        assert PHONE not in everything
        assert [one["minutes"] for one in shown["hour_entries"]] == [120]
        assert [one["state"] for one in shown["signups"]] == ["cancelled"]
        assert shown["accounts"] == shown["conversations"] == []
        repeated = await unit.inbound.get("wechat:1")
        assert repeated is not None
        assert repeated.screen is None
    async with database.write() as unit:
        due = await unit.notices.due(NOW + timedelta(days=9), limit=9)
        assert [notice for notice in due if notice.volunteer_id == person.id] == []


async def test_the_freed_place_is_offered_to_who_waits(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        first = await volunteer(unit, ids, "a")
        second = await volunteer(unit, ids, "b")
        place = await shift(unit, ids, places=1)
        for who in (first, second):
            await sign_up(unit, who.id, place.id, 1, now=NOW, new_id=ids, policy=POLICY)
        await delete_my_data(unit, first.id, now=NOW, new_id=ids, policy=POLICY)
        due = await unit.notices.due(NOW, limit=9)
    assert [(one.kind, one.volunteer_id) for one in due] == [(NoticeKind.PLACE_OFFERED, second.id)]


async def test_who_comes_again_is_somebody_new(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        person = await volunteer(unit, ids, "张小明")
        await delete_my_data(unit, person.id, now=NOW, new_id=ids, policy=POLICY)
        again = await volunteer(unit, ids, "张小明")
        assert again.id != person.id
        assert again.number != person.number
        with pytest.raises(Refused) as refused:
            await delete_my_data(unit, person.id, now=NOW, new_id=ids, policy=POLICY)
    assert refused.value.reason is Reason.RECORD_FROZEN


async def test_the_last_administrator_cannot_vanish(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        admin = await account(unit, ids, "admin")
        code = await invite_administrator(
            unit, draw=drawing("first"), now=NOW, new_id=ids, policy=POLICY
        )
        await found_organization(unit, admin.id, code, "组织", now=NOW, new_id=ids, policy=POLICY)
        with pytest.raises(Refused) as refused:
            await delete_my_data(unit, admin.volunteer_id or "", now=NOW, new_id=ids, policy=POLICY)
    assert refused.value.reason is Reason.LAST_ADMINISTRATOR

"""Accounts, registration, profile, language, stopped messages."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from domain.errors import Reason, Refused
from domain.volunteers.model import Language, Platform, VolunteerState, masked
from domain.volunteers.usecases import (
    find_or_create_account,
    resume_messages,
    set_language,
    stop_messages,
    update_profile,
)
from storage.database import Database
from tests.unit.people.support import NOW, Ids, account, volunteer


async def test_an_account_is_made_once(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        first = await account(unit, ids, "openid")
        again = await find_or_create_account(
            unit, Platform.WECHAT, "openid", language=Language.EN, now=NOW, new_id=ids
        )
        other = await account(unit, ids, "openid", Platform.TELEGRAM)
    assert again.id == first.id
    assert other.id != first.id


async def test_many_first_messages_all_at_once_make_one_account(
    database: Database, ids: Ids
) -> None:
    async def write() -> str:
        async with database.write() as unit:
            return (await account(unit, ids, "openid")).id

    assert len(set(await asyncio.gather(*(write() for _ in range(10))))) == 1


async def test_numbers_drawn_all_at_once_have_no_tie(database: Database, ids: Ids) -> None:
    async def join(name: str) -> str | None:
        async with database.write() as unit:
            return (await volunteer(unit, ids, name)).number

    numbers = await asyncio.gather(*(join(f"v{number}") for number in range(10)))
    assert sorted(map(str, numbers)) == [f"2026{number:06d}" for number in range(1, 11)]


async def test_registration_gives_a_number_of_the_local_year(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        first = await volunteer(unit, ids, "张小明")
        second = await volunteer(unit, ids, "李娜")
        new_year = await volunteer(unit, ids, "王芳", now=NOW.replace(month=12, day=31, hour=17))
    assert (first.number, second.number) == ("2026000001", "2026000002")
    assert new_year.number == "2027000001"
    assert first.state is VolunteerState.ACTIVE
    assert first.consent_version == "2026-11"


async def test_the_phone_is_stored_encrypted_and_found_by_a_keyed_hash(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        await volunteer(unit, ids, "张小明", phone="13800138000")
    async with database.read() as unit:
        phone = await unit.session.scalar(text("SELECT phone FROM volunteers"))
        digest = await unit.session.scalar(text("SELECT phone_digest FROM volunteers"))
    assert "138" not in phone
    assert digest == database.keyring.digest("phone", "13800138000")


async def test_nobody_registers_twice(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        await volunteer(unit, ids, "张小明")
        with pytest.raises(Refused) as refused:
            await volunteer(unit, ids, "张小明")
    assert refused.value.reason is Reason.ALREADY_REGISTERED


@pytest.mark.parametrize("born", [date(2026, 11, 22), date(1900, 1, 1)])
async def test_an_impossible_birth_date(database: Database, ids: Ids, born: date) -> None:
    async with database.write() as unit:
        with pytest.raises(Refused) as refused:
            await volunteer(unit, ids, "张小明", born=born)
    assert refused.value.reason is Reason.BIRTH_DATE_IMPOSSIBLE


@pytest.mark.parametrize(
    ("born", "allowed"), [(date(2012, 11, 21), True), (date(2012, 11, 22), False)]
)
async def test_under_14_needs_a_guardian_first(
    database: Database, ids: Ids, born: date, allowed: bool
) -> None:
    async with database.write() as unit:
        if allowed:
            assert (await volunteer(unit, ids, "小红", born=born)).registered
            return
        with pytest.raises(Refused) as refused:
            await volunteer(unit, ids, "小红", born=born)
    assert refused.value.reason is Reason.GUARDIAN_MISSING


async def test_the_profile_changes_where_it_was_told_to(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        made = await volunteer(unit, ids, "张小明", phone="13800138000")
        changed = await update_profile(unit, made.id, district="重庆南川", skills="急救,手语")
    assert (changed.district, changed.skills) == ("重庆南川", "急救,手语")
    assert changed.phone == "13800138000"


async def test_a_name_too_long_is_not_stored(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        made = await volunteer(unit, ids, "张小明")
        with pytest.raises(ValueError, match="60"):
            await update_profile(unit, made.id, name="x" * 61)
        assert made.name == "张小明"


async def test_a_guest_has_no_profile_to_change(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        with pytest.raises(Refused) as refused:
            await update_profile(unit, "nobody", district="x")
    assert refused.value.reason is Reason.NOT_FOUND


async def test_the_language_is_kept_per_person(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        made = await volunteer(unit, ids, "张小明")
        other = await account(unit, ids, "zhang", Platform.TELEGRAM)
        other.belong_to(made.id)
        await set_language(unit, other.id, Language.EN)
        accounts = await unit.accounts.of_volunteer(made.id)
    assert [one.language for one in accounts] == [Language.EN, Language.EN]


async def test_messages_stop_and_go_on(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        made = await volunteer(unit, ids, "张小明")
        await stop_messages(unit, made.id)
        assert made.messages_stopped
        await resume_messages(unit, made.id)
        assert not made.messages_stopped


async def test_an_account_is_reachable_until_it_leaves_and_when_it_writes_again(
    database: Database, ids: Ids
) -> None:
    later = NOW + timedelta(hours=1)
    async with database.write() as unit:
        made = await volunteer(unit, ids, "张小明")
        second = await account(unit, ids, "zhang", Platform.TELEGRAM)
        second.belong_to(made.id)
        await unit.accounts.mark_seen(second.id, later)
        best = await unit.accounts.reachable_for(None, made.id)
        assert [one.user_id for one in best] == ["zhang", "张小明"]
        await unit.accounts.mark_unreachable(second.id)
        assert [one.user_id for one in await unit.accounts.reachable_for(None, made.id)] == [
            "张小明"
        ]
        await unit.accounts.mark_unreachable_user(Platform.WECHAT, "张小明")
        assert await unit.accounts.reachable_for(None, made.id) == []
        await unit.accounts.mark_seen(second.id, later)
        assert [one.id for one in await unit.accounts.reachable_for(second.id, None)] == [second.id]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张小明", "张*明"),
        ("张明", "张*"),
        ("欧阳小明", "欧**明"),
        ("Ann Miller", "Ann M*****"),
        ("", "*"),
        (None, "*"),
        ("李", "李*"),
    ],
)
def test_a_name_is_masked(name: str | None, shown: str) -> None:
    assert masked(name) == shown

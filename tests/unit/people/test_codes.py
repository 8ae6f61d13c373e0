"""Codes: unique while valid, short-lived, hard to guess."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.codes.model import Code, CodePurpose
from domain.codes.usecases import find_code, make_code, shift_code
from domain.errors import Reason, Refused
from storage.database import Database
from storage.unit import Unit
from tests.unit.people.support import NOW, POLICY, Ids, account, drawing, shift

LINK = CodePurpose.LINK


async def made(unit: Unit, ids: Ids, *texts: str) -> str:
    code = Code(id=ids(), purpose=LINK, created_at=NOW, expires_at=NOW + POLICY.code_lifetime)
    return await make_code(unit, code, draw=drawing(*texts), now=NOW)


async def found(unit: Unit, ids: Ids, who: str, sent: str, after: timedelta = timedelta()) -> Code:
    return await find_code(
        unit, LINK, sent, account_id=who, now=NOW + after, new_id=ids, policy=POLICY
    )


async def test_a_code_is_found_and_works_once(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        who = (await account(unit, ids, "a")).id
        assert await made(unit, ids, "123456") == "123456"
        code = await found(unit, ids, who, "123456")
        code.use(who, NOW)
        with pytest.raises(Refused) as refused:
            await found(unit, ids, who, "123456")
    assert refused.value.reason is Reason.CODE_USED


async def test_only_a_keyed_hash_is_stored(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        await made(unit, ids, "123456")
        digest = await unit.session.scalar(text("SELECT digest FROM codes"))
        secret = await unit.session.scalar(text("SELECT secret FROM codes"))
    assert "123456" not in digest
    assert secret is None


async def test_a_code_expires(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        who = (await account(unit, ids, "a")).id
        await made(unit, ids, "123456")
        assert await found(unit, ids, who, "123456", POLICY.code_lifetime - timedelta(seconds=1))
        with pytest.raises(Refused) as refused:
            await found(unit, ids, who, "123456", POLICY.code_lifetime)
    assert refused.value.reason is Reason.CODE_EXPIRED
    assert not refused.value.keep


async def test_no_two_valid_codes_of_a_purpose_are_the_same(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        await made(unit, ids, "111111")
        assert await made(unit, ids, "111111", "111111", "222222") == "222222"


async def test_five_wrong_tries_end_the_tries_for_a_while(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        who = (await account(unit, ids, "a")).id
        other = (await account(unit, ids, "b")).id
        await made(unit, ids, "123456")
    for _ in range(5):
        unit = await database.begin_write()
        with pytest.raises(Refused) as refused:
            await found(unit, ids, who, "000000")
        assert refused.value.reason is Reason.CODE_WRONG
        assert refused.value.keep
        await unit.commit()
        await unit.close()
    async with database.write() as unit:
        with pytest.raises(Refused) as refused:
            await found(unit, ids, who, "123456")
        assert refused.value.reason is Reason.TOO_MANY_TRIES
        assert await found(unit, ids, other, "123456")
        with pytest.raises(Refused) as refused:
            await found(unit, ids, who, "123456", POLICY.code_lifetime)
        assert refused.value.reason is Reason.CODE_EXPIRED


async def test_the_check_in_code_of_a_shift_stays_the_same(database: Database, ids: Ids) -> None:
    until = NOW + timedelta(hours=5)
    async with database.write() as unit:
        place = await shift(unit, ids)

        async def shown(now_after: timedelta, *texts: str) -> str:
            return await shift_code(
                unit,
                place.id,
                valid_until=until,
                draw=drawing(*texts),
                now=NOW + now_after,
                new_id=ids,
            )

        assert await shown(timedelta(), "123456") == "123456"
        assert await shown(timedelta(hours=4), "999999") == "123456"
        stored = await unit.session.scalar(text("SELECT secret FROM codes"))
        assert "123456" not in stored
        code = await unit.codes.find(CodePurpose.CHECK_IN, "123456")
        assert code is not None
        assert code.shift_id == place.id

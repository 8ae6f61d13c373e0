"""A database knows its keys, and they can be changed."""

from datetime import UTC, datetime

import pytest

from domain.codes.model import Code, CodePurpose
from domain.volunteers.model import Volunteer
from storage.database import Database
from storage.keys import check_keys, rekey
from storage.secrets import Keyring, KeyUnknown

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
OLD, NEW = "the old key", "the new key"


async def test_a_start_with_an_unknown_key_is_refused(database_url: str) -> None:
    for keys, known in (
        ([OLD], True),
        ([OLD], True),
        ([NEW], False),
        ([NEW, OLD], True),
        ([OLD], False),
        ([OLD, NEW], True),
    ):
        database = Database(database_url, Keyring(keys))
        if known:
            await check_keys(database, NOON)
        else:
            with pytest.raises(KeyUnknown):
                await check_keys(database, NOON)
        await database.close()


async def test_after_rekey_the_old_key_can_go(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.keys._BATCH", 2)
    database = Database(database_url, Keyring([OLD]))
    await check_keys(database, NOON)
    async with database.write() as unit:
        for number in range(5):
            await unit.volunteers.add(Volunteer(id=f"v{number}", phone=f"1380013800{number}"))
        await unit.volunteers.add(Volunteer(id="guest"))
        await unit.codes.add(
            Code(
                id="c",
                purpose=CodePurpose.CHECK_IN,
                digest=unit.codes.digest(CodePurpose.CHECK_IN, "123456"),
                secret="123456",
                created_at=NOON,
                expires_at=NOON,
            )
        )
    await database.close()

    both = Database(database_url, Keyring([NEW, OLD]))
    await check_keys(both, NOON)
    assert await rekey(both) == 6
    await both.close()

    new = Database(database_url, Keyring([NEW]))
    await check_keys(new, NOON)
    async with new.read() as unit:
        last = await unit.volunteers.get("v4")
        assert last is not None
        assert last.phone == "13800138004"
        assert last.phone_digest == new.keyring.digest("phone", "13800138004")
        code = await unit.codes.find(CodePurpose.CHECK_IN, "123456")
        assert code is not None
        assert code.secret == "123456"
    await new.close()

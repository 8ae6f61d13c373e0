"""A guardian's consent (PIPL 31; rules.md, "Signing up", minors)."""

from datetime import date

import pytest

from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.volunteers.guardians import (
    ask_guardian,
    consent_as_guardian,
    guardian_request,
    has_consent,
    refuse_as_guardian,
)
from domain.volunteers.model import GuardianConsent, Platform
from domain.volunteers.wards import withdraw_consent
from storage.database import Database
from storage.unit import Unit
from tests.unit.people.support import NOW, POLICY, Ids, account, drawing, volunteer

CHILD = date(2014, 6, 1)
TEENAGER = date(2010, 6, 1)


async def asked(unit: Unit, ids: Ids, account_id: str) -> str:
    return await ask_guardian(
        unit, account_id, draw=drawing("123456"), now=NOW, new_id=ids, policy=POLICY
    )


async def consent(unit: Unit, ids: Ids, guardian_id: str, sent: str = "123456") -> GuardianConsent:
    return await consent_as_guardian(
        unit,
        guardian_id,
        sent,
        relation="母亲",
        text_version="2026-11",
        now=NOW,
        new_id=ids,
        policy=POLICY,
    )


async def test_a_child_registers_after_the_guardian_consented(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        child = await account(unit, ids, "小红", Platform.TELEGRAM)
        mother = await account(unit, ids, "mother")
        code = await asked(unit, ids, child.id)
        guest = await unit.volunteers.get(child.volunteer_id or "")
        assert guest is not None
        assert (guest.name, guest.birth_date, guest.phone, guest.number) == (None,) * 4
        given = await consent(unit, ids, mother.id, code)
        assert (given.relation, given.given_at) == ("母亲", NOW)
        assert await has_consent(unit, guest.id)
        registered = await volunteer(unit, ids, "小红", Platform.TELEGRAM, born=CHILD)
        assert registered.id == guest.id
        told = await unit.notices.due(NOW, limit=9)
    assert [(notice.kind, notice.account_id) for notice in told] == [
        (NoticeKind.GUARDIAN_CONSENTED, child.id)
    ]


async def test_what_is_read_back_to_the_guardian(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        await volunteer(unit, ids, "张小明", born=TEENAGER)
        minor = await account(unit, ids, "张小明")
        mother = await account(unit, ids, "mother")
        await asked(unit, ids, minor.id)
        request = await guardian_request(
            unit, mother.id, "123456", now=NOW, new_id=ids, policy=POLICY
        )
        assert (request.minor.name, request.minor_account.id) == ("张小明", minor.id)
        assert not await has_consent(unit, request.minor.id)


async def refusal(unit: Unit, ids: Ids, guardian_id: str) -> Reason:
    with pytest.raises(Refused) as refused:
        await consent(unit, ids, guardian_id)
    return refused.value.reason


async def test_nobody_is_their_own_guardian(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        child = await account(unit, ids, "小红")
        await asked(unit, ids, child.id)
        second = await account(unit, ids, "小红", Platform.TELEGRAM)
        second.belong_to(child.volunteer_id or "")
        assert await refusal(unit, ids, child.id) is Reason.GUARDIAN_IS_SELF
        assert await refusal(unit, ids, second.id) is Reason.GUARDIAN_IS_SELF


async def test_a_minor_is_no_guardian(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        child = await account(unit, ids, "小红")
        await asked(unit, ids, child.id)
        await volunteer(unit, ids, "brother", born=TEENAGER)
        brother = await account(unit, ids, "brother")
        assert await refusal(unit, ids, brother.id) is Reason.GUARDIAN_TOO_YOUNG


async def test_a_code_serves_one_guardian(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        child = await account(unit, ids, "小红")
        await asked(unit, ids, child.id)
        await consent(unit, ids, (await account(unit, ids, "mother")).id)
        other = await account(unit, ids, "other")
        assert await refusal(unit, ids, other.id) is Reason.CODE_USED


async def test_an_adult_needs_no_guardian(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        await volunteer(unit, ids, "张明")
        adult = await account(unit, ids, "张明")
        with pytest.raises(Refused) as refused:
            await asked(unit, ids, adult.id)
    assert refused.value.reason is Reason.GUARDIAN_NOT_NEEDED


async def test_a_guardian_who_refuses_is_told_on(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        child = await account(unit, ids, "小红")
        await asked(unit, ids, child.id)
        mother = await account(unit, ids, "mother")
        await refuse_as_guardian(unit, mother.id, "123456", now=NOW, new_id=ids, policy=POLICY)
        told = await unit.notices.due(NOW, limit=9)
        assert [notice.kind for notice in told] == [NoticeKind.GUARDIAN_REFUSED]
        assert not await has_consent(unit, child.volunteer_id or "")


async def test_only_the_guardian_withdraws(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        child = await account(unit, ids, "小红")
        await asked(unit, ids, child.id)
        mother = await account(unit, ids, "mother")
        given = await consent(unit, ids, mother.id)
        stranger = await account(unit, ids, "stranger")

        async def withdraws(who: str) -> list[str]:
            return await withdraw_consent(unit, who, given.id, now=NOW, new_id=ids, policy=POLICY)

        with pytest.raises(Refused) as refused:
            await withdraws(stranger.id)
        assert refused.value.reason is Reason.NO_CONSENT_GIVEN
        assert await withdraws(mother.id) == []
        assert not await has_consent(unit, given.minor_id)
        with pytest.raises(Refused) as refused:
            await withdraws(mother.id)
        assert refused.value.reason is Reason.NO_CONSENT_GIVEN
        told = await unit.notices.due(NOW, limit=9)
        assert NoticeKind.CONSENT_WITHDRAWN in [notice.kind for notice in told]

"""Linking accounts: a code from one to the other, confirmed on both."""

from datetime import date, timedelta

import pytest

from domain.codes.model import CodePurpose
from domain.errors import Reason, Refused
from domain.notices.model import NoticeKind
from domain.organizations.invitations import found_organization, invite_administrator
from domain.volunteers.linking import (
    LinkRequest,
    ask_to_link,
    confirm_link,
    link_asked,
    link_request,
    start_link,
)
from domain.volunteers.model import Account, Platform, Volunteer, VolunteerState
from storage.database import Database
from storage.unit import Unit
from tests.unit.people.support import NOW, POLICY, Ids, account, drawing, volunteer

TELEGRAM = Platform.TELEGRAM


async def start(unit: Unit, ids: Ids, maker: Account) -> str:
    return await start_link(
        unit, maker.id, draw=drawing("123456"), now=NOW, new_id=ids, policy=POLICY
    )


async def ask(unit: Unit, ids: Ids, sender: Account) -> LinkRequest:
    return await ask_to_link(unit, sender.id, "123456", now=NOW, new_id=ids, policy=POLICY)


async def link(unit: Unit, ids: Ids, maker: Account, sender: Account) -> Volunteer:
    await start(unit, ids, maker)
    asked = await ask(unit, ids, sender)
    return await confirm_link(unit, maker.id, asked.code_id, now=NOW, new_id=ids, policy=POLICY)


async def test_each_side_sees_the_other_and_both_confirm(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        registered = await volunteer(unit, ids, "张小明")
        maker = await account(unit, ids, "张小明")
        sender = await account(unit, ids, "zhang", TELEGRAM)
        await start(unit, ids, maker)
        seen = await link_request(unit, sender.id, "123456", now=NOW, new_id=ids, policy=POLICY)
        assert (seen.platform, seen.name) == (Platform.WECHAT, "张*明")
        asked = await ask(unit, ids, sender)
        assert sender.volunteer_id is None
        shown = await link_asked(unit, maker.id, asked.code_id, now=NOW, policy=POLICY)
        assert (shown.platform, shown.name) == (TELEGRAM, "*")
        person = await confirm_link(
            unit, maker.id, asked.code_id, now=NOW, new_id=ids, policy=POLICY
        )
        assert person.id == registered.id == sender.volunteer_id
        told = await unit.notices.due(NOW, limit=9)
    assert [(notice.kind, notice.account_id) for notice in told] == [
        (NoticeKind.LINK_ASKED, maker.id),
        (NoticeKind.LINKED, sender.id),
    ]


async def test_it_works_in_the_other_direction_too(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        registered = await volunteer(unit, ids, "张小明")
        person = await link(
            unit,
            ids,
            await account(unit, ids, "zhang", TELEGRAM),
            await account(unit, ids, "张小明"),
        )
    assert person.id == registered.id


async def test_two_who_never_registered_become_one_guest(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        maker = await account(unit, ids, "a")
        sender = await account(unit, ids, "b", TELEGRAM)
        person = await link(unit, ids, maker, sender)
        assert maker.volunteer_id == sender.volunteer_id == person.id
        assert person.state is VolunteerState.GUEST


async def test_two_volunteers_become_the_elder_one(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        younger = await volunteer(unit, ids, "a", phone="139", now=NOW + timedelta(minutes=1))
        elder = await volunteer(unit, ids, "b", TELEGRAM)
        person = await link(
            unit, ids, await account(unit, ids, "a"), await account(unit, ids, "b", TELEGRAM)
        )
        assert person.id == elder.id
        assert (younger.state, younger.merged_into) == (VolunteerState.MERGED, elder.id)
        assert (elder.phone, younger.phone, younger.name) == ("139", None, None)
        assert await unit.volunteers.person_ids(younger.id) == [elder.id, younger.id]
        assert len(await unit.accounts.of_volunteer(younger.id)) == 2


async def refusal(unit: Unit, ids: Ids, maker: Account, sender: Account) -> Refused:
    with pytest.raises(Refused) as refused:
        await link(unit, ids, maker, sender)
    return refused.value


async def test_an_account_does_not_link_to_itself_nor_twice(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        one = await account(unit, ids, "a")
        other = await account(unit, ids, "b", TELEGRAM)
        assert (await refusal(unit, ids, one, one)).reason is Reason.LINK_SAME_PERSON
        await start_link(unit, one.id, draw=drawing("777777"), now=NOW, new_id=ids, policy=POLICY)
        asked = await ask_to_link(unit, other.id, "777777", now=NOW, new_id=ids, policy=POLICY)
        await confirm_link(unit, one.id, asked.code_id, now=NOW, new_id=ids, policy=POLICY)
        with pytest.raises(Refused) as refused:
            await confirm_link(unit, one.id, asked.code_id, now=NOW, new_id=ids, policy=POLICY)
    assert refused.value.reason is Reason.LINK_SAME_PERSON


@pytest.mark.parametrize(
    ("platform", "born", "reason"),
    [
        (Platform.WECHAT, date(1990, 5, 1), Reason.LINK_SAME_PLATFORM),
        (TELEGRAM, date(1991, 5, 1), Reason.LINK_BIRTH_DATES_DIFFER),
    ],
)
async def test_what_cannot_be_one_person_goes_to_an_organizer(
    database: Database, ids: Ids, platform: Platform, born: date, reason: Reason
) -> None:
    async with database.write() as unit:
        admin = await account(unit, ids, "admin")
        code = await invite_administrator(
            unit, draw=drawing("first"), now=NOW, new_id=ids, policy=POLICY
        )
        await found_organization(unit, admin.id, code, "组织", now=NOW, new_id=ids, policy=POLICY)
        await volunteer(unit, ids, "a")
        await volunteer(unit, ids, "b", platform, born=born)
        one, other = await account(unit, ids, "a"), await account(unit, ids, "b", platform)
        refused = await refusal(unit, ids, one, other)
        told = await unit.notices.due(NOW, limit=9)
    assert (refused.reason, refused.keep) == (reason, True)
    assert [(notice.kind, notice.volunteer_id) for notice in told] == [
        (NoticeKind.LINK_CONFLICT, admin.volunteer_id)
    ]


async def test_only_the_account_that_was_asked_confirms_and_in_time(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        maker = await account(unit, ids, "a")
        sender = await account(unit, ids, "b", TELEGRAM)
        await start(unit, ids, maker)
        asked = await ask(unit, ids, sender)
        for who, after, reason in (
            (sender, timedelta(), Reason.NOT_FOUND),
            (maker, POLICY.code_lifetime, Reason.CODE_EXPIRED),
        ):
            with pytest.raises(Refused) as refused:
                await confirm_link(
                    unit, who.id, asked.code_id, now=NOW + after, new_id=ids, policy=POLICY
                )
            assert refused.value.reason is reason
        assert maker.volunteer_id is None


async def test_nobody_confirms_what_nobody_asked(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        maker = await account(unit, ids, "a")
        await start(unit, ids, maker)
        code = await unit.codes.find(CodePurpose.LINK, "123456")
        assert code is not None
        with pytest.raises(Refused) as refused:
            await confirm_link(unit, maker.id, code.id, now=NOW, new_id=ids, policy=POLICY)
    assert refused.value.reason is Reason.NOT_FOUND

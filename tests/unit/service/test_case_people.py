"""The words of a case belong to a person: exported, forgotten, merged, kept encrypted."""

import json
from datetime import timedelta

import pytest
from sqlmodel import text

from domain.cases.answering import answer_case
from domain.cases.duty import on_duty_at, set_on_duty
from domain.cases.escalation import escalate_cases
from domain.cases.model import CaseKind, CaseState
from domain.cases.usecases import my_cases
from domain.errors import Reason, Refused
from domain.persons import lock_person
from domain.volunteers.merging import merge
from domain.volunteers.my_data import delete_my_data, my_data
from storage.database import Database
from storage.keys import rekey
from storage.secrets import Keyring
from tests.support.databases import KEY
from tests.unit.service.case_world import answers, asks, case_now, closes, when, words_of
from tests.unit.service.world import NOW, World


async def deletes(world: World, who: str) -> None:
    async with world.database.write() as unit:
        await delete_my_data(unit, who, **when(world))


async def test_own_cases_are_exported_with_the_answers_to_them(world: World) -> None:
    opened = await asks(world, text="我的腿受过伤", place="虎台")
    await answers(world, "admin", opened.case, "请多休息")
    await asks(world, "li", text="别人的事")
    async with world.database.read() as unit:
        data = await my_data(unit, "wang")
    assert [each["place"] for each in data["cases"]] == ["虎台"]
    assert [each["text"] for each in data["case_messages"]] == ["我的腿受过伤", "请多休息"]
    assert "别人的事" not in json.dumps(data, ensure_ascii=False)


async def test_deleted_words_leave_the_number_the_dates_and_nothing_else(world: World) -> None:
    opened = await asks(world, text="我的腿受过伤", place="虎台")
    await answers(world, "admin", opened.case, "腿伤要多休息")
    other = await asks(world, "li", text="别人的事")
    await deletes(world, "wang")
    left = await case_now(world, opened.case)
    assert (left.state, left.place, left.number) == (CaseState.CLOSED, None, 1)
    assert left.volunteer_id == "wang"
    assert await words_of(world, opened.case) == []
    assert len(await words_of(world, other.case)) == 1
    async with world.database.write() as unit:
        far = NOW + timedelta(days=9)
        assert await escalate_cases(unit, **when(world, far)) == 1  # the other one


async def test_a_guest_can_have_everything_deleted_too(world: World) -> None:
    opened = await asks(world, "stranger", known=False)
    await deletes(world, opened.case.volunteer_id)
    assert await words_of(world, opened.case) == []
    again = await asks(world, "stranger", known=False)
    assert again.case.volunteer_id != opened.case.volunteer_id


async def test_an_answer_to_somebody_who_was_deleted_meanwhile(world: World) -> None:
    opened = await asks(world)
    await deletes(world, "wang")
    async with world.database.write() as unit:
        with pytest.raises(Refused) as refused:
            await answer_case(
                unit, "admin", opened.case.id, "好", seen=opened.case.waits_on, **when(world)
            )
    assert refused.value.reason is Reason.CASE_CLOSED


async def test_who_saw_to_it_and_was_deleted_leaves_the_words_to_whom_they_concern(
    world: World,
) -> None:
    async with world.database.write() as unit:
        await set_on_duty(unit, "organizer", "station", "organizer", now=NOW, new_id=world.new_id)
    opened = await asks(world, shift_id="shift", kind=CaseKind.INCIDENT)
    await answers(world, "organizer", opened.case, "马上到")
    await deletes(world, "organizer")
    assert [each.text for each in await words_of(world, opened.case)][1:] == ["马上到"]
    async with world.database.read() as unit:
        assert await on_duty_at(unit, "admin", "station") is None
    await closes(world, "admin", opened.case)


async def test_cases_and_duties_follow_a_merge(world: World) -> None:
    opened = await asks(world, "li")
    async with world.database.write() as unit:
        await set_on_duty(unit, "organizer", "station", "leader", now=NOW, new_id=world.new_id)
    given = await asks(world, "zhao", shift_id="shift")
    async with world.database.write() as unit:
        for survivor, younger in (("wang", "li"), ("colleague", "leader")):
            people = [await lock_person(unit, who) for who in (survivor, younger)]
            await merge(unit, *people, actor_id=survivor, **when(world))
    async with world.database.read() as unit:
        assert [each.number for each in (await my_cases(unit, "wang")).cases] == [1]
        on_duty = await on_duty_at(unit, "organizer", "station")
        assert on_duty is not None and on_duty.id == "colleague"
    assert (await case_now(world, opened.case)).volunteer_id == "wang"
    assert (await case_now(world, given.case)).assigned_to == "colleague"
    await answers(world, "colleague", given.case)


async def test_words_and_places_are_stored_encrypted_and_written_anew_with_a_new_key(
    world: World, database_url: str
) -> None:
    opened = await asks(world, text="我的腿受过伤", place="虎台二巷")

    async def stored() -> str:
        async with world.database.read() as unit:
            connection = await unit.session.connection()
            rows: list[object] = []
            for table in ("cases", "case_messages"):
                rows += (await connection.execute(text(f"SELECT * FROM {table}"))).all()
            return repr(rows)

    before = await stored()
    assert "腿" not in before and "虎台" not in before
    both = Database(database_url, Keyring(["a newer key", KEY]))
    assert await rekey(both) == 2
    await both.close()
    after = Database(database_url, Keyring(["a newer key"]))
    async with after.read() as unit:
        found = await unit.cases.get(opened.case.id)
        assert found is not None and found.place == "虎台二巷"
        (*_, message), _ = await unit.case_messages.page(found.id, 0, 5)
        assert message.text == "我的腿受过伤"
    await after.close()

"""Cases in the small world: asked by its people, who have accounts here."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from domain.cases.answering import answer_case, close_case
from domain.cases.model import Case, CaseKind, CaseMessage
from domain.cases.usecases import Matter, Opened, open_case
from domain.volunteers.model import Platform
from domain.volunteers.usecases import find_or_create_account
from storage.tables import AccessRow, CaseMessageRow, NoticeRow
from storage.unit import Unit
from tests.unit.service.world import NOW, POLICY, World


def when(world: World, now: datetime = NOW) -> dict[str, Any]:
    """What every use case takes beside its own."""
    return {"now": now, "new_id": world.new_id, "policy": POLICY}


async def account_id(world: World, unit: Unit, who: str, *, known: bool = True) -> str:
    """The account of somebody of the world, or of a stranger."""
    account = await find_or_create_account(
        unit, Platform.TELEGRAM, who, language=None, now=NOW, new_id=world.new_id
    )
    if known and account.volunteer_id is None:
        account.belong_to(who)
    return account.id


async def asks(
    world: World,
    who: str = "wang",
    kind: CaseKind = CaseKind.HELP,
    text: str = "我的证明怎么开",
    *,
    now: datetime = NOW,
    known: bool = True,
    **more: Any,
) -> Opened:
    """Somebody opens a case, in a unit of work of their own."""
    async with world.database.write() as unit:
        account = await account_id(world, unit, who, known=known)
        return await open_case(unit, account, Matter(kind, text, **more), **when(world, now))


async def answers(
    world: World, who: str, case: Case, text: str = "明天就好", *, now: datetime = NOW
) -> CaseMessage:
    """Somebody answers after reading all of it."""
    seen = (await words_of(world, case))[-1].id
    async with world.database.write() as unit:
        return await answer_case(unit, who, case.id, text, seen=seen, **when(world, now))


async def closes(
    world: World, who: str, case: Case, note: str = "已经办好", *, now: datetime = NOW
) -> Case:
    """Somebody closes after reading all of it."""
    seen = (await words_of(world, case))[-1].id
    async with world.database.write() as unit:
        return await close_case(unit, who, case.id, note, seen=seen, **when(world, now))


async def case_now(world: World, case: Case) -> Case:
    """A case as it is stored."""
    async with world.database.read() as unit:
        found = await unit.cases.get(case.id)
        assert found is not None
        return found


async def words_of(world: World, case: Case) -> list[CaseMessage]:
    """All words of a case, the first one first."""
    async with world.database.read() as unit:
        query = (
            select(CaseMessageRow)
            .where(CaseMessageRow.case_id == case.id)
            .order_by(col(CaseMessageRow.at), col(CaseMessageRow.id))
        )
        found = await unit.session.exec(query)
        return [*found]


async def due_at(world: World, kind: str) -> list[datetime]:
    """When notices of a kind are to be sent."""
    async with world.database.read() as unit:
        query = select(NoticeRow.due_at).where(NoticeRow.kind == kind).order_by(NoticeRow.id)
        return list(await unit.session.exec(query))


async def seen_by(world: World, who: str) -> list[str]:
    """Whose words somebody saw, as the access log has it."""
    async with world.database.read() as unit:
        query = (
            select(AccessRow.subject_id)
            .where(AccessRow.actor_id == who, AccessRow.purpose == "case")
            .order_by(AccessRow.id)
        )
        return list(await unit.session.exec(query))

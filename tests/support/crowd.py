"""Very many people: in a database, made by the database; on the phones; and what they are told."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Insert, Table, cast, insert, literal, select, text
from sqlalchemy import String as Text
from sqlmodel import select as orm_select

from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import User
from domain.broadcasts.model import Broadcast
from domain.organizations.model import NodeKind, Organization
from domain.volunteers.model import Account, Language, Platform, Volunteer, VolunteerState
from storage.database import Database
from storage.repository import table_of
from storage.tables import AccountRow, DeliveryRow, VolunteerRow

AT = datetime(2026, 11, 20, tzinfo=UTC)
NODE, AUTHOR = "node", "author"
FIRST_USER = 10_000_000
CALL = "周二下午缺三个人。"
"""What a broadcast to them says."""


async def crowd(database: Database, people: int) -> None:
    """One node, its author, and so many people with a Telegram account each.

    Their ids are ``p00010000001`` and on, their users the same numbers: ``FIRST_USER`` + 1 and on.
    """
    async with database.write() as unit:
        await unit.organizations.add(
            Organization(
                id=NODE,
                kind=NodeKind.ORGANIZATION,
                name="青海志愿",
                path=f"{NODE}/",
                verified=True,
                created_at=AT,
            )
        )
        await unit.volunteers.add(
            Volunteer(id=AUTHOR, name="王芳", state=VolunteerState.GUEST, registered_at=AT)
        )
        await unit.volunteers.add(
            Volunteer(
                id="pattern",
                name="李明",
                birth_date=date(1990, 5, 1),
                district="西宁市城西区",
                state=VolunteerState.ACTIVE,
                registered_at=AT,
            )
        )
        await unit.accounts.add(
            Account(
                id="pattern",
                platform=Platform.TELEGRAM,
                user_id="0",
                volunteer_id="pattern",
                language=Language.ZH,
                created_at=AT,
                last_seen_at=AT,
            )
        )
        numbers = select(literal(FIRST_USER + 1).label("n")).cte(recursive=True)
        numbers = numbers.union_all(
            select(numbers.c.n + 1).where(numbers.c.n < FIRST_USER + people)
        )
        number = cast(numbers.c.n, Text)
        await unit.session.exec(_copies(table_of(VolunteerRow), numbers, id=literal("p") + number))
        await unit.session.exec(
            _copies(
                table_of(AccountRow),
                numbers,
                id=literal("a") + number,
                user_id=number,
                volunteer_id=literal("p") + number,
            )
        )
        if unit.session.get_bind().dialect.name == "postgresql":
            # As its own housekeeping does within a minute: until then it guesses at sizes.
            connection = await unit.session.connection()
            await connection.execute(text("ANALYZE"))
        pattern = await unit.volunteers.get("pattern")
        assert pattern is not None
        pattern.freeze()


def _copies(table: Table, numbers: CTE, **own: ColumnElement[str]) -> Insert:
    names = [column.name for column in table.columns]
    values = [own.get(name, table.c[name]) for name in names]
    pattern = select(*values).select_from(table.join(numbers, literal(True)))
    return insert(table).from_select(names, pattern.where(table.c.id == "pattern"))


def phones(api: BotApi, people: int) -> range:
    """So many of them press Start; their users."""
    users = range(FIRST_USER + 1, FIRST_USER + people + 1)
    for user in users:
        api.add_user(User(user, "P"))
        api.user_starts(user)
    return users


async def call(database: Database, now: datetime, **more: Any) -> Broadcast:
    """A broadcast to everybody that is to begin now, not planned yet."""
    async with database.write() as unit:
        number = await unit.counters.next("broadcast")
        broadcast = Broadcast(
            id=f"b{number}",
            number=number,
            organization_id=NODE,
            author_id=AUTHOR,
            text=CALL,
            most=1_000_000,
            starts_at=now,
            created_at=now,
        )
        return await unit.broadcasts.add(broadcast.model_copy(update=more))


async def deliveries(database: Database, broadcast: Broadcast) -> list[DeliveryRow]:
    """What became of it, by person."""
    async with database.read() as unit:
        query = (
            orm_select(DeliveryRow)
            .where(DeliveryRow.broadcast_id == broadcast.id)
            .order_by(DeliveryRow.volunteer_id)
        )
        return list(await unit.session.exec(query))


def noon_somewhere() -> str:
    """A time zone in which it is about noon, so that no quiet hours hold anything back."""
    west = datetime.now(UTC).hour - 12
    return f"Etc/GMT{west:+d}" if west else "Etc/GMT"

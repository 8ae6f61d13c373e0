"""The keys of a database: known by their fingerprints, changed without an outage."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import col, or_, select

from storage.database import Database
from storage.repository import insert_once
from storage.secrets import KeyUnknown
from storage.tables import CodeRow, KeyRow, VolunteerRow
from storage.unit import Unit

_BATCH = 200


async def check_keys(database: Database, now: datetime) -> None:
    """Checks at start that all that is stored can be read, and notes the key that writes.

    Raises:
        KeyUnknown: something was written with a key that is not given.
    """
    async with database.write() as unit:
        stored = set(await unit.session.exec(select(KeyRow.fingerprint)))
        given = database.keyring.fingerprints
        if not stored <= set(given):
            raise KeyUnknown("not the key that this database was written with")
        await insert_once(unit.session, KeyRow, {"fingerprint": given[0], "since": now})


async def rekey(database: Database) -> int:
    """Writes everything encrypted anew with the first key; then the other keys can go.

    Works in batches, so that people are answered meanwhile, and may be run again. Codes that are
    kept as hashes only (10 minutes, invitations 24 h) are not found any more once their key goes.

    Returns:
        How many rows were written.
    """
    count = await _in_batches(database, _rewrite_people) + await _in_batches(
        database, _rewrite_codes
    )
    async with database.write() as unit:
        await unit.session.exec(
            delete(KeyRow).where(col(KeyRow.fingerprint) != database.keyring.fingerprints[0])
        )
    return count


async def _in_batches(
    database: Database, rewrite: Callable[[Unit, str], Awaitable[Sequence[str]]]
) -> int:
    count, after = 0, ""
    while True:
        async with database.write() as unit:
            written = await rewrite(unit, after)
        if not written:
            return count
        count, after = count + len(written), written[-1]


async def _rewrite_people(unit: Unit, after: str) -> Sequence[str]:
    query = (
        select(VolunteerRow)
        .where(
            col(VolunteerRow.id) > after,
            or_(
                col(VolunteerRow.phone).is_not(None),
                col(VolunteerRow.id_number).is_not(None),
            ),
        )
        .order_by(col(VolunteerRow.id))
        .limit(_BATCH)
        .with_for_update()
    )
    people = (await unit.session.exec(query)).all()
    for person in people:
        flag_modified(person, "phone")
        flag_modified(person, "id_number")
    return [person.id for person in people]


async def _rewrite_codes(unit: Unit, after: str) -> Sequence[str]:
    query = (
        select(CodeRow)
        .where(col(CodeRow.id) > after, col(CodeRow.secret).is_not(None))
        .order_by(col(CodeRow.id))
        .limit(_BATCH)
        .with_for_update()
    )
    codes = (await unit.session.exec(query)).all()
    for code in codes:
        flag_modified(code, "secret")
        code.digest = unit.codes.digest(code.purpose, code.secret or "")
    return [code.id for code in codes]

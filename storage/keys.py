"""The keys of a database: known by their fingerprints, changed without an outage."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import col, or_, select

from storage.database import Database
from storage.repository import insert_once
from storage.secrets import KeyUnknown
from storage.tables import CaseMessageRow, CaseRow, CodeRow, KeyRow, VolunteerRow
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
    rewrites = (_rewrite_people, _rewrite_codes, _rewrite_cases, _rewrite_case_messages)
    count = sum([await _in_batches(database, rewrite) for rewrite in rewrites])
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


async def _rewrite_cases(unit: Unit, after: str) -> Sequence[str]:
    query = (
        select(CaseRow)
        .where(col(CaseRow.id) > after, col(CaseRow.place).is_not(None))
        .order_by(col(CaseRow.id))
        .limit(_BATCH)
        .with_for_update()
    )
    cases = (await unit.session.exec(query)).all()
    for case in cases:
        flag_modified(case, "place")
    return [case.id for case in cases]


async def _rewrite_case_messages(unit: Unit, after: str) -> Sequence[str]:
    query = (
        select(CaseMessageRow)
        .where(col(CaseMessageRow.id) > after)
        .order_by(col(CaseMessageRow.id))
        .limit(_BATCH)
        .with_for_update()
    )
    messages = (await unit.session.exec(query)).all()
    for message in messages:
        flag_modified(message, "text")
    return [message.id for message in messages]

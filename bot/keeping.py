"""The keeper's small commands: they need the database and nobody's platform."""

import json
import sys
from pathlib import Path

from bot.chance import invitation_code
from bot.progress import progress
from bot.settings import Settings
from bot.stores import database_url, open_database
from domain.clock import SystemClock, new_id
from domain.organizations.invitations import invite_administrator
from domain.policy import Policy
from storage import keys
from storage.export import export_records
from storage.migrate import migrate as migrate_database


def migrate(settings: Settings) -> None:
    """Brings the database to the newest schema.

    Raises:
        StoreUnavailable: the database cannot be reached.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with progress("migrate") as told:
        migrate_database(database_url(settings), told)


async def invite(settings: Settings) -> None:
    """Prints a code that makes whoever claims it an administrator."""
    async with open_database(settings) as database, database.write() as unit:
        code = await invite_administrator(
            unit,
            draw=invitation_code,
            now=SystemClock().now(),
            new_id=new_id,
            policy=Policy(timezone=settings.zone),
        )
    print(code)


async def rekey(settings: Settings) -> None:
    """Writes everything encrypted anew with the first key; prints how many rows it were."""
    async with open_database(settings) as database:
        print(await keys.rekey(database))


async def review(settings: Settings) -> None:
    """Prints what people picked when a sentence was not clear, one JSON object a line."""
    async with open_database(settings) as database, database.read() as unit:
        for row in await unit.reviews.all():
            picked = {
                "at": row.at.isoformat(),
                "text": row.text,
                "lang": row.lang,
                "source": row.source,
                "offered": json.loads(row.offered),
                "picked": row.picked,
            }
            print(json.dumps(picked, ensure_ascii=False))


async def export(settings: Settings, output: Path | None) -> None:
    """Writes all service records as CSV, to a file or to stdout."""
    async with open_database(settings) as database:
        if output is None:
            await export_records(database, sys.stdout)
            return
        with output.open("w", encoding="utf-8-sig", newline="") as file:
            await export_records(database, file)

"""Very many recipients are counted and planned in bounded memory, on both databases."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE

import pytest

from tests.support.crowd import crowd
from tests.support.databases import opened, sqlite_copy
from tests.support.figures import NoteFigures
from tests.support.soak import SOAK

FEW, MANY = (10_000, 1_000_000) if SOAK else (2_000, 20_000)
_MEASURED = """
import asyncio, json, sys, time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from bot.broadcasts.planner import Planner
from bot.dialogue.turn import House
from bot.payloads import Payloads
from domain.broadcasts.model import Audience, Broadcast, DeliveryState, Ways
from domain.clock import SystemClock, new_id
from domain.policy import Policy
from domain.volunteers.model import Platform
from storage.workdays import ChineseWorkdays
from tests.support.crowd import AUTHOR, NODE, noon_somewhere
from tests.support.databases import opened, sqlite_copy

async def main():
    async with opened(sys.argv[1]) as database:
        ways, clock = Ways(frozenset({Platform.TELEGRAM})), SystemClock()
        policy = Policy(timezone=ZoneInfo(noon_somewhere()))
        house = House(database, policy, Payloads(database.keyring), new_id, ChineseWorkdays(), "",
                      ways=ways)
        began = time.monotonic()
        async with database.read() as unit:
            found = await unit.broadcasts.dry_run(Audience(), project_id=None, topic=None,
                                                  ways=ways, now=clock.now(), policy=policy)
        counted = time.monotonic()
        async with database.write() as unit:
            await unit.broadcasts.add(Broadcast(
                id="b", number=1, organization_id=NODE, author_id=AUTHOR, text="x",
                most=found.recipients, starts_at=clock.now(), created_at=clock.now()))
        await Planner(house, clock).plan_all()
        planned = time.monotonic()
        async with database.read() as unit:
            progress = await unit.broadcasts.progress(await unit.broadcasts.get("b"))
        print(json.dumps({
            "dry_run": found.recipients, "planned": progress.of(DeliveryState.PENDING),
            "counting": counted - began, "planning": planned - counted,
            "peak_mib": peak_mib()}))

def peak_mib():
    # Not getrusage: its peak is the parent's, which the child begins with.
    with open("/proc/self/status") as status:
        (peak,) = (line.split()[1] for line in status if line.startswith("VmHWM"))
    return int(peak) / 1024

asyncio.run(main())
"""


async def _planned(address: str, people: int, note_figures: NoteFigures) -> dict[str, float]:
    async with opened(address) as database:
        await crowd(database, people)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _MEASURED, address, stdout=PIPE, stderr=PIPE
    )
    said, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    figures: dict[str, float] = json.loads(said.splitlines()[-1])
    assert figures["dry_run"] == figures["planned"] == people
    rate = people / figures["planning"]
    note_figures(
        f"{address.partition(':')[0]}: {people} people counted in {figures['counting']:.1f} s, "
        f"planned at {rate:.0f} rows/s, peak {figures['peak_mib']:.0f} MiB"
    )
    return figures


@pytest.mark.timeout(3600)
async def test_a_few_take_as_much_memory_as_very_many(
    database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    note_figures: NoteFigures,
) -> None:
    many = await _planned(database_url, MANY, note_figures)
    few = await _planned(_another(request, tmp_path_factory), FEW, note_figures)
    assert many["peak_mib"] <= 1.3 * few["peak_mib"]


def _another(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> str:
    """A second database, always a file: what is measured is the planner's own memory."""
    template = request.getfixturevalue("sqlite_template_file")
    return sqlite_copy(template, folders.mktemp("few"))

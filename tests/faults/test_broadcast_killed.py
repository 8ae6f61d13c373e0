"""The real process, killed while it sends a broadcast: nobody is lost, nobody gets two."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlmodel import col, select

from domain.broadcasts.model import DeliveryState
from storage.database import Database
from storage.tables import DeliveryRow
from tests.support.crowd import CALL, call, crowd, noon_somewhere, phones
from tests.support.databases import opened
from tests.support.figures import NoteFigures
from tests.support.process import TOKEN, both_platforms
from tests.support.soak import SOAK

KILLS = 50 if SOAK else 3
PEOPLE = KILLS * 60
IN_HAND = 8
"""What a process sends at once."""
_PATIENCE = 300.0


async def states(database: Database) -> dict[str, DeliveryState]:
    async with database.read() as unit:
        query = select(col(DeliveryRow.volunteer_id), col(DeliveryRow.state))
        return {who.removeprefix("p"): state for who, state in await unit.session.exec(query)}


@pytest.mark.timeout(3600)
async def test_killed_at_any_moment_nobody_gets_two_and_few_are_unknown(
    tmp_path: Path, note_figures: NoteFigures
) -> None:
    chance = random.Random(20261122)
    async with both_platforms(tmp_path) as serving:
        serving.settings["ZHIYUAN_TIMEZONE"] = noon_somewhere()
        users = phones(serving.telegram, PEOPLE)
        # Thousands who press Start at once are another test's: here nobody is to be answered.
        async with httpx.AsyncClient(base_url=serving.settings["ZHIYUAN_TELEGRAM_API_URL"]) as bot:
            gone = {"drop_pending_updates": True}
            (await bot.post(f"/bot{TOKEN}/deleteWebhook", json=gone)).raise_for_status()
        assert (await serving.run("migrate"))[0] == 0
        async with opened(f"sqlite:///{tmp_path / 'zhiyuan.db'}") as database:
            await crowd(database, PEOPLE)
            await call(database, datetime.now(UTC))

        def got() -> Counter[str]:
            texts = {user: serving.telegram.messages(user) for user in users}
            return Counter(
                {
                    str(user): sum(CALL in bubble.text for bubble in bubbles)
                    for user, bubbles in texts.items()
                }
            )

        for _ in range(KILLS):
            await serving.start()
            before = got().total()
            async with asyncio.timeout(_PATIENCE):
                while got().total() == before and before < PEOPLE - IN_HAND * KILLS:
                    await asyncio.sleep(0.05)
            await asyncio.sleep(chance.uniform(0.0, 1.2))
            await serving.kill()
        await serving.start()
        async with opened(f"sqlite:///{tmp_path / 'zhiyuan.db'}") as database:
            async with asyncio.timeout(_PATIENCE):
                while DeliveryState.PENDING in (found := await states(database)).values():
                    await asyncio.sleep(0.5)
            # What the killed processes had in hand is still marked as being sent.
            async with asyncio.timeout(_PATIENCE):
                while Counter(found.values())[DeliveryState.SENDING] > IN_HAND * KILLS:
                    await asyncio.sleep(0.5)
                    found = await states(database)
            assert await serving.terminate() == 0
            async with database.write() as unit:
                await unit.deliveries.give_up_lost(datetime.now(UTC))
            found = await states(database)
        counts, arrived = Counter(found.values()), got()
        said = ", ".join(f"{count} {state}" for state, count in counts.items())
        note_figures(f"{KILLS} kills, {PEOPLE} people: {said}")
        assert len(found) == PEOPLE == counts.total()
        assert set(counts) <= {DeliveryState.SENT, DeliveryState.UNKNOWN}
        assert counts[DeliveryState.UNKNOWN] <= IN_HAND * KILLS
        for user, state in found.items():
            assert arrived[user] == 1 if state is DeliveryState.SENT else arrived[user] <= 1

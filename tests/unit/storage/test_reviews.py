"""What people meant by sentences that were not clear: kept, bounded, printed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import keeping
from bot.settings import load_settings
from bot.stores import open_database
from storage import reviews
from storage.database import Database
from storage.unit import Unit

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


async def _pick(unit: Unit, text: str) -> None:
    await unit.reviews.add(
        text=text,
        lang="zh",
        source="rasa",
        offered={"log_hours": 0.5, "query_hours": 0.42},
        picked="query_hours",
        at=NOON,
    )


async def test_only_the_latest_are_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "MOST_KEPT", 3)
    async with database.write() as unit:
        for number in range(5):
            await _pick(unit, f"第{number}句")
    async with database.read() as unit:
        assert [row.text for row in await unit.reviews.all()] == ["第2句", "第3句", "第4句"]


async def test_printed_one_json_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIYUAN_DATA_DIR", str(tmp_path))
    settings = load_settings()
    async with open_database(settings) as database, database.write() as unit:
        await _pick(unit, "昨天的三小时")
        await _pick(unit, "上次的时长")
    await keeping.review(settings)
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first == {
        "at": "2026-11-21T04:00:00+00:00",
        "text": "昨天的三小时",
        "lang": "zh",
        "source": "rasa",
        "offered": {"log_hours": 0.5, "query_hours": 0.42},
        "picked": "query_hours",
    }
    assert second["text"] == "上次的时长"

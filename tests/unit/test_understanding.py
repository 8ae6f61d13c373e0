"""``zhiyuan understand`` with a Rasa: outside, of a running process, started for it, or away."""

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from bot import local_rasa
from bot.local_rasa import LocalRasa
from bot.settings import Settings
from bot.understanding import RasaMissing, print_understood
from nlu.rasa import RasaClient
from tests.support.rasa import FakeRasa, fake_project, real_project
from tests.support.web import serving

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


def outside(folder: Path, url: str) -> Settings:
    return Settings(data_dir=folder, rasa_url=url)


def local(folder: Path) -> Settings:
    return Settings(data_dir=folder, rasa_url=None)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    lines = capsys.readouterr().out.splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


async def test_a_thousand_lines_stay_in_order(
    rasa: FakeRasa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"我想报名参加第{n}个活动" if n % 10 else "" for n in range(1000)]
    async with serving(rasa.app) as url:
        await print_understood(outside(tmp_path, url), (f"{one}\n" for one in lines), NOW)
    understood = printed(capsys)
    assert [one["text"] for one in understood] == lines
    assert [one["source"] for one in understood] == ["rasa" if one else "fallback" for one in lines]


async def test_a_slow_answer_is_waited_for(
    rasa: FakeRasa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(rasa.app) as url:
        rasa.slow_for, rasa.seconds = "慢", 1.0
        lines = ["慢慢来，我想报名", "我想报名", "时长"]
        await print_understood(outside(tmp_path, url), iter(lines), NOW)
    assert [one["source"] for one in printed(capsys)] == ["rasa", "rasa", "exact"]


async def test_a_line_is_answered_before_the_next_is_written(
    rasa: FakeRasa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    go_on = threading.Event()

    def typed() -> Iterator[str]:
        yield "我想报名\n"
        assert go_on.wait(20), "no answer before the next line"
        yield "时长\n"

    async def reads() -> None:
        while "我想报名" not in capsys.readouterr().out:
            await asyncio.sleep(0.02)
        go_on.set()

    async with serving(rasa.app) as url:
        reader = asyncio.create_task(reads())
        await print_understood(outside(tmp_path, url), typed(), NOW)
        await reader
    assert [one["text"] for one in printed(capsys)] == ["时长"]


async def test_a_rasa_that_falls_meanwhile_is_waited_for(
    rasa: FakeRasa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def comes_back() -> None:
        while not rasa.asked:
            await asyncio.sleep(0.01)
        rasa.answer = PlainTextResponse("restarting", 503)
        await asyncio.sleep(0.5)
        rasa.answer = None

    async with serving(rasa.app) as url:
        rasa.seconds = 0.02
        falls = asyncio.create_task(comes_back())
        lines = [f"我想报名{n}" for n in range(60)]
        await print_understood(outside(tmp_path, url), iter(lines), NOW)
        await falls
    assert [one["source"] for one in printed(capsys)] == ["rasa"] * 60


async def test_what_rasa_cannot_answer_the_matcher_does(
    rasa: FakeRasa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with serving(rasa.app) as url:
        rasa.refuses = "坏"
        lines = ["坏了，我想报名", "我想报名"]
        await print_understood(outside(tmp_path, url), iter(lines), NOW)
    assert [one["source"] for one in printed(capsys)] == ["fallback", "rasa"]


async def test_an_outside_rasa_that_is_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RasaMissing, match="does not answer"):
        await print_understood(outside(tmp_path, "http://127.0.0.1:9"), iter(["时长"]), NOW)
    assert printed(capsys) == []


async def test_a_local_one_is_started_and_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    uses(monkeypatch, fake_project(tmp_path / "model"))
    await print_understood(local(tmp_path), iter(["我想报名", "有几个小时？"]), NOW)
    assert [one["intent"] for one in printed(capsys)] == ["sign_up", "query_hours"]
    assert not (tmp_path / "rasa" / "where.json").exists()


async def test_the_one_of_a_running_process_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = fake_project(tmp_path / "model")
    uses(monkeypatch, project)
    client = RasaClient(pause=0.02)
    running = LocalRasa(tmp_path, client, project)
    running.start()
    await client.until_asked()
    server = running.pid
    await print_understood(local(tmp_path), iter(["我想报名"]), NOW)
    assert [one["source"] for one in printed(capsys)] == ["rasa"]
    assert running.pid == server and await client.alive()
    await running.stop()
    await client.close()


async def test_one_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uses(monkeypatch, fake_project(tmp_path / "model", ends_at_once=True))
    with pytest.raises(RasaMissing, match=r"rasa\.log"):
        await print_understood(local(tmp_path), iter(["时长"]), NOW)


async def test_one_that_is_not_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uses(monkeypatch, tmp_path / "nothing")
    with pytest.raises(RasaMissing, match="make setup"):
        await print_understood(local(tmp_path), iter(["时长"]), NOW)


@pytest.mark.timeout(400)
async def test_the_real_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real_project()
    lines = ["昨天下午在敬老院服务了三小时", "", "/deny", "how many hours do I have", "我" * 900]
    await print_understood(local(tmp_path), iter(lines), NOW)
    understood = printed(capsys)
    assert [one["text"] for one in understood] == lines
    assert [one["source"] for one in understood] == ["rasa", "fallback", "rasa", "rasa", "rasa"]
    assert understood[0]["intent"] == "log_hours"
    assert understood[0]["slots"]["minutes"] == 180
    assert understood[3]["intent"] == "query_hours"
    assert understood[0]["alternatives"]


def uses(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    """The Rasa project of this installation is this one."""
    monkeypatch.setattr(local_rasa, "PROJECT", project)

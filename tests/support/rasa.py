"""A Rasa server for tests: real HTTP on the loopback, with everything that can go wrong.

``FakeRasa`` runs in the test's own loop. ``fake_project`` is a folder as ``nlu/model/`` is, whose
server is a real child process of little weight. ``real_project`` is the real one.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.local_rasa import PROJECT

Json = dict[str, object]


def parse_answer(text: str, *ranking: tuple[str, float], entities: Sequence[Json] = ()) -> Json:
    """What Rasa 3.6 answers to ``POST /model/parse``."""
    ranked = [{"name": name, "confidence": confidence} for name, confidence in ranking]
    return {
        "text": text,
        "intent": ranked[0] if ranked else {"name": None, "confidence": 0.0},
        "entities": list(entities),
        "text_tokens": [[0, len(text)]],
        "intent_ranking": ranked,
    }


class FakeRasa:
    """Answers well until told otherwise."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        """The sentences that came, without the client's own probes."""
        self.probes = 0
        self.intent = "sign_up"
        self.entities: list[Json] = []
        self.seconds = 0.0
        """How long a parse takes, of sentences with ``slow_for`` in them."""
        self.slow_for = ""
        self.refuses: str | None = None
        """Sentences with this in them are answered with 500."""
        self.answer: Response | None = None
        """Instead of a parse."""
        self.thawed = asyncio.Event()
        self.thawed.set()
        self.app = Starlette(
            routes=[
                Route("/model/parse", self._parse, methods=["POST"]),
                Route("/status", self._status),
            ]
        )

    def freeze(self) -> None:
        """Takes connections and answers nothing until ``thawed`` is set."""
        self.thawed.clear()

    def well_again(self) -> None:
        """Nothing is wrong any more."""
        self.thawed.set()
        self.answer, self.seconds = None, 0.0

    async def _status(self, _: Request) -> Response:
        await self.thawed.wait()
        return self.answer or JSONResponse({"model_file": "zhiyuan.tar.gz"})

    async def _parse(self, request: Request) -> Response:
        text = (await request.json())["text"]
        if text == "你好":
            self.probes += 1
        else:
            self.asked.append(text)
        if self.slow_for in text:
            await asyncio.sleep(self.seconds)
        if self.refuses is not None and self.refuses in text:
            return Response(status_code=500)
        await self.thawed.wait()
        ranking = ((self.intent, 0.9), ("help", 0.05), ("greet", 0.03))
        return self.answer or JSONResponse(parse_answer(text, *ranking, entities=self.entities))


def endless() -> Response:
    """A body that never ends."""

    async def pieces() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65_536
            await asyncio.sleep(0)

    return StreamingResponse(pieces(), media_type="application/json")


def dripping() -> Response:
    """A body that comes byte by byte."""

    async def pieces() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.02)

    return StreamingResponse(pieces(), media_type="application/json")


def json_answer(answer: object) -> Response:
    """Anything as JSON, NaN too."""
    return Response(json.dumps(answer), media_type="application/json")


def fake_project(folder: Path, *, ends_at_once: bool = False) -> Path:
    """A Rasa project whose server starts in no time.

    Args:
        ends_at_once: it says why, and ends.
    """
    server = Path(__file__).with_name("fake_rasa_server.py")
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    run = "echo no model; exit 1" if ends_at_once else f'exec "{sys.executable}" "{server}" "$@"'
    python.write_text(f"#!/bin/sh\n{run}\n")
    python.chmod(0o755)
    (folder / "models").mkdir()
    (folder / "models" / "zhiyuan.tar.gz").touch()
    return folder


def real_project() -> Path:
    """The trained Rasa project; skips the test where it is not set up (or fails, where it must)."""
    for path in (PROJECT / ".venv/bin/python", PROJECT / "models/zhiyuan.tar.gz"):
        if not path.exists():
            missing = f"the Rasa project is not set up: no {path.relative_to(PROJECT)}"
            if os.environ.get("ZHIYUAN_REQUIRE_MODEL"):
                pytest.fail(missing)
            pytest.skip(missing)
    return PROJECT

"""What a sentence costs through our client, beside the bare ``POST /model/parse`` of the same Rasa.

One run, the same sentences, one after the other and several at once; the rounds alternate. The
small form of ``make test`` only shows that the measuring works.
"""

import asyncio
import os
import statistics
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.local_rasa import LocalRasa
from nlu.listening import Listener
from nlu.parse import Parse
from nlu.rasa import RasaClient
from tests.support.rasa import real_project

ROUNDS = int(os.environ.get("ZHIYUAN_BENCH_ROUNDS", "4"))
AT_ONCE = (1, 8)
NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
SENTENCES = (
    "昨天下午在敬老院服务了三小时",
    "周末有什么环保活动",
    "帮我和我儿子报名第二个",
    "上周六的3小时怎么还没有",
    "我不想报名了",
    "how many hours did I do last month",
    "sign me up for the beach clean-up on Saturday from 2 to 5",
    "I'd like a certificate in English, please",
)

Ask = Callable[[str], Awaitable[object]]


class Patient:
    """Implements ``Parses`` without a deadline: a measurement must not lose its slow ones."""

    def __init__(self, client: RasaClient) -> None:
        self._client = client

    async def parse(self, text: str) -> Parse:
        """See ``Parses``."""
        return await self._client.parse_patiently(text)


@pytest.mark.timeout(900)
async def test_what_a_sentence_costs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    client = RasaClient()
    local = LocalRasa(tmp_path, client, real_project())
    local.start()
    listener = Listener(ZoneInfo("Asia/Shanghai"), Patient(client))
    try:
        async with aiohttp.ClientSession() as http:
            async with asyncio.timeout(600):
                await client.until_asked()

            async def bare(text: str) -> None:
                async with http.post(f"{client.url}/model/parse", json={"text": text}) as response:
                    assert (await response.json())["intent"]["name"]

            async def ours(text: str) -> None:
                assert (await listener.understand(text, NOW)).source == "rasa"

            lines = [await _measure(ours, bare, at_once) for at_once in AT_ONCE]
    finally:
        await local.stop()
    with capsys.disabled():
        print(f"\nA sentence, milliseconds, {ROUNDS} rounds of {len(SENTENCES)}")
        heads = ("p50", "p95", "bare p50", "p95", "ratio")
        print(f"{'':<12}" + "".join(f"{head:>10}" for head in heads))
        print("\n".join(lines))


async def _measure(ours: Ask, bare: Ask, at_once: int) -> str:
    """Rounds of both, one after the other, who begins taking turns."""
    took: dict[Ask, list[float]] = {ours: [], bare: []}
    for number in range(ROUNDS + 2):
        for ask in (ours, bare) if number % 2 else (bare, ours):
            for first in range(0, len(SENTENCES), at_once):
                batch = SENTENCES[first : first + at_once]
                times = await asyncio.gather(*(_timed(ask, text) for text in batch))
                if number >= 2:  # warmed up
                    took[ask] += times
    figures = [figure for ask in (ours, bare) for figure in _p50_p95(took[ask])]
    ratio = figures[0] / figures[2]
    return f"{at_once:>2} at once  {''.join(f'{one:>10.2f}' for one in figures)}{ratio:>9.2f}×"


def _p50_p95(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


async def _timed(ask: Ask, text: str) -> float:
    began = perf_counter()
    await ask(text)
    return (perf_counter() - began) * 1000

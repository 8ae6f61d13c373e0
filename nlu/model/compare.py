"""Pipelines side by side: trained on all writers but some, measured on those, by the real server.

    .venv/bin/python compare.py                    all of pipelines/ and config.yml, one split
    .venv/bin/python compare.py --folds --most 2000 words-lr-crf vectors-lr-crf
                                                   five folds by writer, fewer sentences each

Prints a table: accuracy of the intent, F1 of the entities (the right kind at the right words),
per language; seconds and processor seconds of training, size of the model, memory of the server,
latency in milliseconds alone and eight at once.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
import yaml

HERE = Path(__file__).resolve().parent
#: Whose sentences are held out: people of many voices.
HELD_OUT = ("panel1", "panel2")
FOLDS = 5
#: Sentences that all pipelines learn from alike: with all there are, one DIET takes half an hour.
MOST = 6_000
PORT = 5955
_MARKED = re.compile(r"\[([^\[\]]+)\]\(([a-z_]+)(?::[^()]+)?\)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(HERE),
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",
    "TF_CPP_MIN_LOG_LEVEL": "2",
}


def main() -> None:
    """Compares and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="pipelines; all where none is named")
    parser.add_argument("--folds", action="store_true", help="five folds by writer")
    parser.add_argument("--most", type=int, default=MOST, help="sentences to learn from")
    options = parser.parse_args()
    every = {path.stem: path for path in sorted((HERE / "pipelines").glob("*.yml"))}
    every["ships (config.yml)"] = HERE / "config.yml"
    chosen = {name: path for name, path in every.items() if name in (options.names or every)}
    blocks = read_blocks()
    writers = sorted({block["metadata"]["writer"] for block in blocks})
    splits = [HELD_OUT]
    if options.folds:
        splits = [tuple(writers[fold::FOLDS]) for fold in range(FOLDS)]
    print(
        "| pipeline | intent | zh | en | entities F1 | training s (processor s) | model MB |"
        " memory MB | ms alone p50/p95 | ms 8 at once p50/p95 |\n|" + "---|" * 10,
        flush=True,
    )
    for name, path in chosen.items():
        rows = [measure(path, blocks, split, options.most) for split in splits]
        print(f"| {name} | {' | '.join(join(rows))} |", flush=True)


def read_blocks() -> list[dict]:
    """The training data: one block a writer and intent."""
    files = sorted((HERE / "data").glob("*.yml"))
    found = [block for file in files for block in yaml.safe_load(file.read_text("utf-8"))["nlu"]]
    return [block for block in found if "intent" in block]


def thinned(blocks: list[dict], most: int) -> list[dict]:
    """The same share of every block, so that not more than so many sentences are left."""
    every = sum(len(block["examples"].splitlines()) for block in blocks)
    left, owed = [], 0.0
    for block in blocks:
        lines = []
        for line in block["examples"].splitlines():
            owed += min(1.0, most / every)
            if owed >= 1.0:
                owed -= 1.0
                lines.append(line + "\n")
        if lines:
            left.append({**block, "examples": "".join(lines)})
    return left


def measure(
    config: Path, blocks: list[dict], held_out: tuple[str, ...], most: int
) -> dict[str, float]:
    """Trains without some writers and asks for their sentences."""
    kept = [block for block in blocks if block["metadata"]["writer"] not in held_out]
    kept = thinned(kept, most)
    asked = [block for block in blocks if block["metadata"]["writer"] in held_out]
    asked = thinned(asked, most)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.yml"
        data.write_text(
            yaml.safe_dump({"version": "3.1", "nlu": kept}, allow_unicode=True), "utf-8"
        )
        began = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        rasa("train", "nlu", "--config", config, "--nlu", data, "--out", folder,
             "--fixed-model-name", "model").wait()  # fmt: skip
        figures = {
            "seconds": time.monotonic() - began,
            "processor": resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before,
        }
        model = Path(folder) / "model.tar.gz"
        figures["size"] = model.stat().st_size / 1e6
        server = rasa("run", "--enable-api", "--model", model, "--interface", "127.0.0.1",
                      "--port", PORT)  # fmt: skip
        try:
            figures.update(asyncio.run(ask(asked)))
            figures["memory"] = memory(server.pid)
        finally:
            server.terminate()
            server.wait()
    return figures


def rasa(*words: object) -> subprocess.Popen[bytes]:
    """Rasa's own command."""
    command = [sys.executable, "-m", "rasa", *map(str, words)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=HERE, env=_ENVIRONMENT, stdout=quiet, stderr=quiet)


def memory(pid: int) -> float:
    """Resident megabytes of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


async def ask(blocks: list[dict]) -> dict[str, float]:
    """Sends every sentence to the server, one by one and then eight at once."""
    sentences = [
        (block["intent"], line.removeprefix("- "))
        for block in blocks
        for line in block["examples"].splitlines()
    ]
    url = f"http://127.0.0.1:{PORT}/model/parse"
    async with aiohttp.ClientSession() as session:
        await up(session)

        async def parse(text: str) -> tuple[dict, float]:
            began = time.perf_counter()
            async with session.post(url, json={"text": text}) as response:
                return await response.json(), (time.perf_counter() - began) * 1e3

        texts = [_MARKED.sub(lambda found: found[1], line) for _, line in sentences]
        answers = [await parse(text) for text in texts]
        queue = list(texts)
        crowded: list[float] = []

        async def worker() -> None:
            while queue:
                crowded.append((await parse(queue.pop()))[1])

        await asyncio.gather(*(worker() for _ in range(8)))
    right: dict[str, list[bool]] = {"zh": [], "en": []}
    found = wanted = both = 0
    for (intent, line), text, (answer, _) in zip(sentences, texts, answers, strict=True):
        right["zh" if _HAN.search(text) else "en"].append(answer["intent"]["name"] == intent)
        marks = spans(line)
        read = [(kind(each["entity"]), each["start"], each["end"]) for each in answer["entities"]]
        found, wanted = found + len(read), wanted + len(marks)
        both += sum(any(meets(one, other) for other in read) for one in marks)
    alone = sorted(taken for _, taken in answers)
    crowded.sort()
    every = right["zh"] + right["en"]
    return {
        "intent": sum(every) / len(every),
        **{language: sum(hits) / len(hits) for language, hits in right.items()},
        "entities": 2 * both / max(1, found + wanted),
        "p50": alone[len(alone) // 2],
        "p95": alone[len(alone) * 95 // 100],
        "p50x8": crowded[len(crowded) // 2],
        "p95x8": crowded[len(crowded) * 95 // 100],
    }


async def up(session: aiohttp.ClientSession) -> None:
    """Waits until the server has its model."""
    for _ in range(600):
        try:
            async with session.get(f"http://127.0.0.1:{PORT}/status") as response:
                if response.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.2)
    raise TimeoutError("the server does not come up")


def spans(line: str) -> list[tuple[str, int, int]]:
    """The marked words of a training sentence."""
    found, taken = [], 0
    for mark in _MARKED.finditer(line):
        start = mark.start() - taken
        found.append((kind(mark[2]), start, start + len(mark[1])))
        taken += len(mark[0]) - len(mark[1])
    return found


def kind(entity: str) -> str:
    """Beginnings and ends are marked alike."""
    return "time" if entity.startswith("time") else entity


def meets(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """The same kind at overlapping words."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def join(rows: list[dict[str, float]]) -> list[str]:
    """The columns, as means over the splits."""
    mean = {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}
    return [
        *(f"{mean[name]:.1%}" for name in ("intent", "zh", "en", "entities")),
        f"{mean['seconds']:.0f} ({mean['processor']:.0f})",
        f"{mean['size']:.0f}",
        f"{mean['memory']:.0f}",
        f"{mean['p50']:.0f} / {mean['p95']:.0f}",
        f"{mean['p50x8']:.0f} / {mean['p95x8']:.0f}",
    ]


if __name__ == "__main__":
    main()

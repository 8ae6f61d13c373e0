"""The trained model behind the real Rasa server, on sentences that it never saw.

The limits stand a little below what was measured (``nlu/README.md``): they hold what was reached.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nlu.report import Answer, accuracy, score
from nlu.script import language_of
from nlu.sentences import NOW, held_out
from nlu.understanding import Intent
from tests.support.rasa import real_project

pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("real rasa")]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """The whole test set through ``zhiyuan understand --file``, which starts a Rasa of its own."""
    real_project()
    folder = tmp_path_factory.mktemp("understand")
    file = folder / "sentences.txt"
    sentences = held_out()
    file.write_text("".join(f"{each.text}\n" for each in sentences), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("zhiyuan")), "understand"]
    asked = subprocess.run(
        [*command, "--now", NOW.isoformat(), "--file", str(file)],
        env={"PATH": "/usr/bin:/bin", "ZHIYUAN_DATA_DIR": str(folder / "var")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    lines = [json.loads(line) for line in asked.stdout.splitlines()]
    assert len(lines) == len(sentences) >= 1_000
    assert [line["text"] for line in lines] == [each.text for each in sentences]
    return [Answer(sentence, got) for sentence, got in zip(sentences, lines, strict=True)]


def test_the_model_was_asked(answers: list[Answer]) -> None:
    sources = [answer.got["source"] for answer in answers]
    assert "fallback" not in sources
    assert sources.count("rasa") > 0.9 * len(sources)


def test_intents(answers: list[Answer]) -> None:
    assert accuracy(answers) > 0.96
    for language in ("zh", "en"):
        spoken = [each for each in answers if language_of(each.sentence.text) == language]
        assert accuracy(spoken) > 0.955


def test_slots(answers: list[Answer]) -> None:
    assert score(answers).f1() > 0.935


def test_what_is_none_of_our_business(answers: list[Answer]) -> None:
    outside = [each for each in answers if each.sentence.intent is Intent.OUT_OF_SCOPE]
    inside = [each for each in answers if each.sentence.intent is not Intent.OUT_OF_SCOPE]
    assert accuracy(outside) > 0.9
    rejected = sum(each.got["intent"] == Intent.OUT_OF_SCOPE for each in inside)
    assert rejected < 0.01 * len(inside)

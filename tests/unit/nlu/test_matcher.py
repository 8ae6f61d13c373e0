"""The built-in matcher, on sentences written before its tables were."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nlu
from domain.offerings.model import Category, Recipient
from domain.offerings.words import CATEGORY_WORDS, RECIPIENT_WORDS
from nlu.matcher import Matcher
from nlu.script import language_of
from nlu.understanding import Intent, Source, slots_of

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)
MATCHER = Matcher(ZONE)


def sentences() -> list[tuple[str, str, dict[str, object]]]:
    lines = Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(intent, text, json.loads(slots)) for intent, text, slots in rows]


@pytest.mark.parametrize(("intent", "text", "slots"), sentences(), ids=lambda value: None)
def test_a_sentence(intent: str, text: str, slots: dict[str, object]) -> None:
    understood = json.loads(MATCHER.match(text, NOW).to_json())
    assert understood["intent"] == intent
    for name, value in slots.items():
        found = understood["slots"].get(name)
        if name == "project":  # the words used, compared loosely
            assert found and (str(found) in str(value) or str(value) in str(found))
        else:
            assert (name, found) == (name, value)


def guide() -> list[tuple[str, str]]:
    """The examples of the label guide: ``sentence → `intent```, between semicolons."""
    text = (Path(nlu.__file__).with_name("labels.md")).read_text(encoding="utf-8")
    lines = [line[6:] for line in text.splitlines() if line.startswith("    - ")]
    examples = [part.split(" → `") for line in lines for part in line.split("; ")]
    names = {intent.value for intent in Intent}
    return [(one[0], one[1][:-1]) for one in examples if len(one) == 2 and one[1][:-1] in names]


@pytest.mark.parametrize(("text", "intent"), guide())
def test_the_examples_of_the_label_guide(text: str, intent: str) -> None:
    assert MATCHER.match(text, NOW).intent == intent


def test_every_intent_has_a_sentence() -> None:
    assert {intent for intent, _, _ in sentences()} == {intent.value for intent in Intent}


async def test_the_json_of_an_understanding() -> None:
    understood = await MATCHER.understand("昨天下午在敬老院服务了三小时", NOW)
    assert json.loads(understood.to_json()) == {
        "text": "昨天下午在敬老院服务了三小时",
        "lang": "zh",
        "intent": "log_hours",
        "confidence": understood.confidence,
        "slots": {"project": "敬老院", "date": "2026-11-20", "minutes": 180},
        "source": "fallback",
        "alternatives": [
            {"intent": other.intent.value, "confidence": other.confidence}
            for other in understood.alternatives
        ],
    }
    assert "敬老院" in understood.to_json()
    assert understood.confidence < 0.8


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("/hours", Intent.QUERY_HOURS, {}),
        ("簽到 123456", Intent.CHECK_IN, {}),
        ("/log 2.5小时", Intent.LOG_HOURS, {"minutes": 150}),
        ("/log 3", Intent.LOG_HOURS, {"minutes": 180}),
        ("好的", Intent.AFFIRM, {}),
        ("No.", Intent.DENY, {}),
        ("３", Intent.VIEW_PROJECT, {"ordinal": 3}),
        ("取消", Intent.CANCEL, {}),
    ],
)
def test_exact_words_are_certain(text: str, intent: Intent, slots: dict[str, object]) -> None:
    understood = MATCHER.match(text, NOW)
    assert (understood.intent, understood.source) == (intent, Source.EXACT)
    assert understood.confidence == 1.0
    assert understood.slots.as_json() == slots


def test_what_no_phrase_knows_is_out_of_scope() -> None:
    understood = MATCHER.match("呜啦啦", NOW)
    assert understood.intent is Intent.OUT_OF_SCOPE
    assert understood.confidence <= 0.3


@pytest.mark.parametrize(
    "piece", ["报名", "我要", "一二三", "1 ", "12:", "from 2 ", "/", "第", "a "]
)
def test_a_very_long_message_costs_as_much_as_its_beginning(piece: str) -> None:
    whole = piece * (5000 // len(piece))
    beginning = MATCHER.match(whole[:1000], NOW)
    understood = MATCHER.match(whole, NOW)
    assert understood.text == whole
    assert (understood.intent, understood.slots) == (beginning.intent, beginning.slots)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("你好", "zh"), ("我要註冊", "zh"), ("hello", "en"), ("我要 check in", "zh"), ("", "zh"),
        ("123", "zh"), ("👍", "zh"), ("wo yao baoming", "zh"), ("I want to join 敬老院", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_words_cover_every_code_once() -> None:
    assert set(CATEGORY_WORDS) == set(Category)
    assert set(RECIPIENT_WORDS) == set(Recipient)
    for words in (CATEGORY_WORDS, RECIPIENT_WORDS):
        every = [word for names in words.values() for word in names]
        assert len(every) == len(set(every))
        assert all(word == word.lower().strip() for word in every)


@given(st.text(max_size=300))
def test_any_text_is_understood_somehow(text: str) -> None:
    understood = MATCHER.match(text, NOW)
    assert understood.text == text
    assert set(understood.slots.as_json()) <= slots_of(understood.intent)
    assert json.loads(understood.to_json())["source"] in ("exact", "fallback")

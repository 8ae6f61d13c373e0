"""Slots from a sentence, its intent and the words a model marked. Now is 2026-11-21 12:00."""

import sys
from datetime import UTC, datetime
from types import FrameType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.marks import ENTITIES, Mark
from nlu.slots import read_slots
from nlu.understanding import Intent, slots_of

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)


def slots(text: str, intent: Intent, *marked: str) -> dict[str, object]:
    """Read with marks written as ``entity:words`` or ``entity=code:words``."""
    marks = []
    for one in marked:
        kind, words = one.split(":", 1)
        entity, _, value = kind.partition("=")
        start = text.index(words)
        marks.append(Mark(entity, start, start + len(words), value or None))
    return read_slots(text, intent, NOW, ZONE, marks).as_json()


@pytest.mark.parametrize(
    ("text", "intent", "marks", "expected"),
    [
        (
            "昨天在老码头送餐，仨钟头", Intent.LOG_HOURS,
            ["date:昨天", "project:老码头", "minutes:仨钟头"],
            {"date": "2026-11-20", "project": "老码头", "minutes": 180},
        ),
        # A bare number is read where its kind is known.
        ("log 3", Intent.LOG_HOURS, ["minutes:3"], {"minutes": 180}),
        ("改成90", Intent.CORRECT_HOURS, ["minutes:90"], {"minutes": 90}),
        ("it was two and a half", Intent.CORRECT_HOURS, ["minutes:two and a half"],
         {"minutes": 150}),
        ("put us on 4 please", Intent.SIGN_UP, ["ordinal:4"], {"ordinal": 4}),
        ("the last of the bunch", Intent.SIGN_UP, ["ordinal:last"], {"ordinal": -1}),
        ("squeeze me and Jo in", Intent.SIGN_UP, ["count:me and Jo"], {"count": 2}),
        ("两大一小一起去", Intent.SIGN_UP, ["count:两大一小"], {"count": 3}),
        ("it starts 8.30", Intent.BROADCAST, ["time:8.30"], {"time_from": "08:30"}),
        ("gloves, 11.8 at the pier", Intent.LOG_HOURS, ["date:11.8"], {"date": "2026-11-08"}),
        # Both ends, wherever they stand; the only time slot of an intent takes what there is.
        ("从八点一直干到十一点半", Intent.LOG_HOURS, ["time:八点", "time:十一点半"],
         {"time_from": "08:00", "time_to": "11:30"}),
        ("两点进的门，四点才出的门", Intent.LOG_HOURS, ["time:两点", "time:四点"],
         {"time_from": "14:00", "time_to": "16:00"}),
        ("out at noon", Intent.CHECK_OUT, ["time:noon"], {"time_to": "12:00"}),
        # The mark decides between two of a kind.
        ("记的是两小时，我待了四小时", Intent.CORRECT_HOURS, ["minutes:四小时"], {"minutes": 240}),
        ("我们报了五个，两个来不了", Intent.CANCEL_SIGN_UP, ["count:两个"], {"count": 2}),
        # What another mark covers is no slot of its own.
        ("Friday tea was lovely", Intent.RATE_SERVICE, ["project:Friday tea"],
         {"project": "Friday tea"}),
        ("退3号", Intent.CANCEL_SIGN_UP, ["ordinal:3号"], {"ordinal": 3}),
        # What no mark points at counts where it may be meant.
        ("我前天去了盲校", Intent.LOG_HOURS, ["project:盲校"],
         {"date": "2026-11-19", "project": "盲校"}),
        ("捐赠截止今晚，通知大家", Intent.BROADCAST, [], {}),
        ("昨天报的那个不去了", Intent.CANCEL_SIGN_UP, [], {}),
        ("中间歇了半小时", Intent.LOG_HOURS, [], {}),
        # Codes come with their marks; without one the plain word counts.
        ("想陪老人", Intent.BROWSE_OFFERINGS, ["recipient=elderly:老人"],
         {"recipient": "elderly", "category": "special_care"}),
        ("有普法的吗", Intent.BROWSE_OFFERINGS, [], {"category": "legal"}),
        ("别发英文，用中文", Intent.CHANGE_LANGUAGE, [], {"language": "zh"}),
        # A venue picks out an activity where one is meant.
        ("有剪纸课之类的吗", Intent.BROWSE_OFFERINGS, ["project:剪纸课"], {}),
        ("报名人民公园", Intent.SIGN_UP, ["place:人民公园"], {"project": "人民公园"}),
        ("人民公园有人摔了", Intent.REPORT_INCIDENT, ["place:人民公园"], {"place": "人民公园"}),
        # A name without what surrounds it, and with all of its last word.
        ("I moved to Xining", Intent.UPDATE_PROFILE, ["place:Xin"], {"place": "Xining"}),
        ("那个“河堤植树”的", Intent.SIGN_UP, ["project:那个“河堤植树”的"],
         {"project": "河堤植树"}),
        ("the  bike depot, please", Intent.CHECK_IN, ["project:the  bike depot,"],
         {"project": "bike depot"}),
    ],
)  # fmt: skip
def test_a_marked_sentence(
    text: str, intent: Intent, marks: list[str], expected: dict[str, object]
) -> None:
    found = slots(text, intent, *marks)
    assert {name: found.get(name) for name in expected} == expected
    assert set(found) <= set(expected)


def test_marks_count_the_characters_of_the_text_as_it_came() -> None:
    text = "\u200b\u200b  ＡＢ  ½　昨天和前天，选前天"
    assert slots(text, Intent.LOG_HOURS, "date:前天")["date"] == "2026-11-19"


def test_the_surest_name_wins_and_equals_are_taken_in_order() -> None:
    text = "老码头还是新码头"
    first, second = Mark("project", 0, 3, confidence=0.6), Mark("project", 5, 8, confidence=0.9)
    read = read_slots(text, Intent.CHECK_IN, NOW, ZONE, [first, second])
    assert read.project == "新码头"
    equal = [Mark("project", 5, 8), Mark("project", 0, 3)]
    assert read_slots(text, Intent.CHECK_IN, NOW, ZONE, equal).project == "老码头"


def test_without_a_model_names_are_looked_for_by_their_words() -> None:
    text = "明天去敬老院"
    assert read_slots(text, Intent.SIGN_UP, NOW, ZONE).project == "敬老院"
    assert read_slots(text, Intent.SIGN_UP, NOW, ZONE, []).project is None


_MARKS = st.builds(
    Mark,
    st.sampled_from(sorted(ENTITIES)),
    st.integers(0, 40),
    st.integers(0, 60),
    st.sampled_from([None, "en", "elderly", "health", "nonsense"]),
    st.floats(0, 1),
)


@given(st.text(max_size=60), st.sampled_from(Intent), st.lists(_MARKS, max_size=5))
def test_no_text_and_no_mark_breaks_it(text: str, intent: Intent, marks: list[Mark]) -> None:
    assert set(read_slots(text, intent, NOW, ZONE, marks).as_json()) <= slots_of(intent)


@pytest.mark.parametrize(
    "piece", ["一二三", "20", "8点", "from 2 ", "周一到", "10月", "昨天", "me and ", "不是", "晚上"]
)
def test_the_work_for_a_long_text_is_bounded(piece: str) -> None:
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read_slots(piece * 2000, Intent.CORRECT_HOURS, NOW, ZONE)
    finally:
        sys.setprofile(None)
    assert calls < 150_000

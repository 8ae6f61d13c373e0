"""What the page shows of how a sentence was understood."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from bot.dialogue.turn import Turn
from bot.sandbox.overheard import Overheard
from nlu.understanding import Intent, Period, Slots, Source, Understanding

NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


def _at(moment: datetime) -> Turn:
    return cast(Turn, SimpleNamespace(now=moment))


def _said(text: str, intent: Intent, slots: Slots | None = None) -> Understanding:
    return Understanding(text, "zh", intent, 0.873, Source.RASA, slots or Slots())


def test_a_sentence_with_its_slots() -> None:
    overheard = Overheard()
    weekend = Period(date(2026, 11, 21), date(2026, 11, 22))
    said = _said("周末有什么", Intent.BROWSE_OFFERINGS, Slots(period=weekend, count=2))
    overheard.note(said, _at(NOON))
    shown = overheard.of("周末有什么 ", NOON)
    assert shown is not None
    assert (shown.intent, shown.confidence, shown.source) == ("browse_offerings", 0.87, "rasa")
    assert shown.slots == (("period", "2026-11-21 – 2026-11-22"), ("count", "2"))


def test_the_same_words_said_twice_have_their_own_meanings() -> None:
    overheard = Overheard()
    later = NOON + timedelta(minutes=5)
    overheard.note(_said("那个", Intent.VIEW_PROJECT), _at(NOON))
    overheard.note(_said("那个", Intent.SIGN_UP), _at(later))
    first, second = overheard.of("那个", NOON), overheard.of("那个", later)
    assert first is not None and first.intent == "view_project"
    assert second is not None and second.intent == "sign_up"


@pytest.mark.parametrize(("text", "intent"), [("/hours", "query_hours"), ("好的", "affirm")])
def test_a_word_is_exact(text: str, intent: str) -> None:
    shown = Overheard().of(text, NOON)
    assert shown is not None and (shown.intent, shown.source) == (intent, "exact")


@pytest.mark.parametrize("text", ["2", "李明", "1990-05-01"])
def test_an_answer_or_a_choice_is_not_interpreted(text: str) -> None:
    assert Overheard().of(text, NOON) is None

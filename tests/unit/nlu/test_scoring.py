"""How the figures of the report are counted (labels.md, "Slots")."""

import pytest

from nlu.scoring import Score
from nlu.sentences import Sentence
from nlu.understanding import Intent


def sentence(text: str, intent: Intent, **slots: object) -> Sentence:
    return Sentence(text, intent, "somebody", slots, ())


@pytest.mark.parametrize(
    ("asked", "got", "right"),
    [
        (
            sentence("明天去敬老院", Intent.SIGN_UP, project="敬老院"),
            {"project": "敬老院活动"},
            True,
        ),
        (
            sentence("明天去敬老院", Intent.SIGN_UP, project="敬老院"),
            {"project": "明天去敬老院"},
            False,
        ),
        (sentence("敬老院", Intent.SIGN_UP, project="敬老院"), {"project": "院"}, False),
        (
            sentence("last Tuesday", Intent.LOG_HOURS, date="2026-11-17"),
            {"date": "2026-11-10"},
            True,
        ),
        (sentence("上周二", Intent.LOG_HOURS, date="2026-11-10"), {"date": "2026-11-17"}, False),
        (sentence("周六", Intent.SIGN_UP, date="2026-11-21"), {"date": "2026-11-28"}, True),
        (
            sentence("两点到五点", Intent.LOG_HOURS, time_from="14:00", time_to="17:00"),
            {"time_from": "14:00", "time_to": "17:00", "minutes": 180},
            True,
        ),
        (
            sentence("两点到五点", Intent.LOG_HOURS, time_from="14:00", time_to="17:00"),
            {"time_from": "14:00", "time_to": "17:00", "minutes": 120},
            False,
        ),
        (sentence("给我留个位", Intent.SIGN_UP), {"count": 1}, True),
        (sentence("给我们俩留个位", Intent.SIGN_UP, count=2), {}, False),
        (sentence("繁體", Intent.CHANGE_LANGUAGE, language="zh-hant"), {"language": "zh"}, True),
        (sentence("什么活动", Intent.BROWSE_OFFERINGS), {"category": "health"}, False),
        (sentence("发布义诊", Intent.CREATE_PROJECT), {"category": "health"}, True),
    ],
)
def test_what_counts_as_right(asked: Sentence, got: dict[str, object], right: bool) -> None:
    assert (Score().add(asked, got) == []) is right


def test_the_harmonic_mean_of_precision_and_recall() -> None:
    score = Score()
    asked = sentence("明天敬老院", Intent.SIGN_UP, project="敬老院", date="2026-11-22")
    score.add(asked, {"project": "敬老院"})
    score.add(asked, {"project": "公园", "date": "2026-11-22"})
    assert (sum(score.right.values()), sum(score.wrong.values())) == (2, 1)
    assert sum(score.missing.values()) == 2
    assert score.f1() == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
    assert score.f1(["date"]) == pytest.approx(2 / 3)
    assert Score().f1() == 0.0

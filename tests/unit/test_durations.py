"""How long a broadcast takes, in words that somebody can plan with."""

import pytest

from bot.dialogue.broadcast_desk import duration
from bot.texts import texts_for
from domain.volunteers.model import Language

A_MINUTE = 29 * 60


@pytest.mark.parametrize(
    ("people", "zh", "en"),
    [
        (1, "1 分钟", "1 minute"),
        (A_MINUTE + 1, "2 分钟", "2 minutes"),
        (A_MINUTE * 59, "59 分钟", "59 minutes"),
        (A_MINUTE * 60, "1 小时", "1 hour"),
        (A_MINUTE * 61, "1 小时 1 分钟", "1 hour and 1 minute"),
        (1_000_000, "9 小时 35 分钟", "9 hours and 35 minutes"),
        (A_MINUTE * 1440, "1 天", "1 day"),
        (A_MINUTE * (2 * 1440 + 61), "2 天 2 小时", "2 days and 2 hours"),
    ],
)
def test_a_long_time_is_said_in_hours_and_days(people: int, zh: str, en: str) -> None:
    assert duration(texts_for(Language.ZH), people) == zh
    assert duration(texts_for(Language.EN), people) == en

"""How long a case has waited, in words."""

from datetime import timedelta

import pytest

from bot.dialogue.case_words import say_age
from bot.texts import texts_for
from domain.volunteers.model import Language


@pytest.mark.parametrize(
    ("age", "chinese", "english"),
    [
        (timedelta(0), "不到 1 分钟", "less than a minute"),
        (timedelta(seconds=119), "1 分钟", "1 min"),
        (timedelta(minutes=59, seconds=59), "59 分钟", "59 min"),
        (timedelta(hours=1), "1 小时", "1 h"),
        (timedelta(hours=47, minutes=59), "47 小时", "47 h"),
        (timedelta(hours=48), "2 天", "2 d"),
        (timedelta(days=40), "40 天", "40 d"),
    ],
)
def test_whole_units_never_rounded_up(age: timedelta, chinese: str, english: str) -> None:
    assert say_age(texts_for(Language.ZH), age) == chinese
    assert say_age(texts_for(Language.EN), age) == english

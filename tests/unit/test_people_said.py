"""Whom of a family words mean."""

import pytest

from bot.dialogue.companions import Comer, people_said

ADULT = Comer("a", "王芳", me=True)
BOY = Comer("b", "王小明")
GIRL = Comer("c", "王小红", why_not="王小红不能参加。")
ANN = Comer("d", "Ann Miller")
PEOPLE = [ADULT, BOY, GIRL, ANN]
LISTED = [ADULT, BOY, ANN]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("全家", "abd"), ("我们全家都去！", "abd"), ("都去", "abd"), ("大家一起", "abd"),
        ("一家四口", "abd"), ("所有人", "abd"), ("all of us", "abd"), ("Everybody", "abd"),
        ("we all come", "abd"), ("the whole family", "abd"),
        ("1 3", "ad"), ("1、3", "ad"), ("１，２", "ab"), ("一和三", "ad"), ("1和2", "ab"),
        ("2", "b"), ("我", "a"), ("我和小明", "ab"), ("小明，Ann", "bd"), ("王小明跟王芳去", "ab"),
        ("只有我", "a"), ("me and ann", "ad"), ("just me", "a"), ("Ann Miller", "d"),
        ("小红", "c"), ("我和小红都去", "ac"),
    ],
)  # fmt: skip
def test_they_mean(said: str, meant: str) -> None:
    found = people_said(said, PEOPLE, LISTED)
    assert found is not None
    assert sorted({each.id for each in found}) == sorted(meant)


@pytest.mark.parametrize("said", ["", "4", "0", "13", "谁", "我和小李", "明天", "我想问问", "tom"])
def test_they_mean_nobody_here(said: str) -> None:
    assert people_said(said, PEOPLE, LISTED) is None


def test_a_name_that_two_share_means_neither() -> None:
    twins = [Comer("x", "李小明"), Comer("y", "王小明")]
    assert people_said("小明", twins, twins) is None
    assert people_said("李小明", twins, twins) == twins[:1]


@pytest.mark.parametrize(
    ("said", "meant"), [("1", "abd"), ("2 4", "ad"), ("3", "b"), ("我", "a"), ("都到了", "abd")]
)
def test_numbers_where_everybody_is_the_first_choice(said: str, meant: str) -> None:
    found = people_said(said, PEOPLE, LISTED, first=2)
    assert found is not None
    assert sorted({each.id for each in found}) == sorted(meant)
    assert people_said("5", PEOPLE, LISTED, first=2) is None

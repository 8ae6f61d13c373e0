"""Who did not come, said of a list: numbers, ranges, names, and everybody but some."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.absences import Absences, absences_in

NAMES = ["李明", "赵云", "王芳", "钱多多", "王五", "Wang Fang", "孙武"]


@pytest.mark.parametrize(
    "said",
    [
        "全到了",
        "都来了。",
        "大家都到了",
        "全部到齐了",
        "全到齊了",
        "齐了",
        "一个不少",
        "没有人缺席",
        "没有",
        "Everyone came",
        "all here!",
        "nobody is missing",
        "none",
    ],
)
def test_all_came(said: str) -> None:
    assert absences_in(said, NAMES) == Absences(frozenset())


@pytest.mark.parametrize("said", ["都没来", "没有人来", "一个人都没到", "nobody came"])
def test_nobody_came(said: str) -> None:
    assert absences_in(said, NAMES) == Absences(frozenset(range(1, 8)))


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("除了3和5", {3, 5}),
        ("除了３、５都来了", {3, 5}),
        ("除3号外都来了", {3}),
        ("3号和5号没到", {3, 5}),
        ("三和五没来", {3, 5}),
        ("第三个没来", {3}),
        ("没来的有3、5", {3, 5}),
        ("3 5", {3, 5}),
        ("3到5没来", {3, 4, 5}),
        ("3-5", {3, 4, 5}),
        ("全到了，就3没来", {3}),
        ("除了王芳和李明都到了", {1, 3}),
        ("王五请假", {5}),
        ("老钱没来", {4}),
        ("小孙没来，其他人都到了", {7}),
        ("只有3没来", {3}),
        ("everyone but Wang", {6}),
        ("everybody except wang fang and 3", {3, 6}),
        ("all but 3 and 5", {3, 5}),
        ("3 and 5 didn't come", {3, 5}),
        ("one and two were absent", {1, 2}),
    ],
)
def test_who_did_not_come(said: str, absent: set[int]) -> None:
    assert absences_in(said, NAMES) == Absences(frozenset(absent))


@pytest.mark.parametrize("said", ["只有3和5来了", "3和5到了", "only 3 and 5 came"])
def test_the_others_did_not_come(said: str) -> None:
    assert absences_in(said, NAMES) == Absences(frozenset({1, 2, 4, 6, 7}))


@pytest.mark.parametrize(
    ("said", "unknown"),
    [("8号没来", "8号"), ("0", "0"), ("周舟没来", "周舟"), ("5到3没来", "5到3")],
)
def test_who_is_not_on_the_list(said: str, unknown: str) -> None:
    found = absences_in(said, NAMES)
    assert found is not None
    assert found.unknown == (unknown,)


def test_who_may_be_several() -> None:
    found = absences_in("王没来", NAMES)
    assert found == Absences(frozenset(), several=("王",))
    assert absences_in("王芳没来", ["王芳", "王芳"]) == Absences(frozenset(), several=("王芳",))
    assert absences_in("2", ["王芳", "王芳"]) == Absences(frozenset({2}))


@pytest.mark.parametrize("said", ["，，", "来了吗", "好"])
def test_what_names_nobody(said: str) -> None:
    found = absences_in(said, NAMES)
    assert found is None or found.unknown


@given(
    st.sets(st.integers(1, 40), min_size=1),
    st.sampled_from(["除了{}", "{}没来", "除了{}都到了", "all but {}", "{} didn't come", "{}"]),
    st.sampled_from(["、", "和", "，", ", ", " and ", " "]),
)
def test_any_numbers_in_any_dress(absent: set[int], frame: str, joint: str) -> None:
    names = [f"志愿者{chr(0x4E00 + at)}" for at in range(40)]
    said = frame.format(joint.join(map(str, sorted(absent))))
    assert absences_in(said, names) == Absences(frozenset(absent))

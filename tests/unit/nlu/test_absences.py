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
        ("第三位没来", {3}),
        ("第3到第5个没来", {3, 4, 5}),
        ("3和5都没来", {3, 5}),
        ("3和5没来，都请假了", {3, 5}),
        ("3没来，5也没来", {3, 5}),
        ("3没来，5请假，其他人都来了", {3, 5}),
        ("3和5没来，别的都到了", {3, 5}),
        ("没到齐，3没来", {3}),
        ("没来的只有3", {3}),
        ("缺席：3、5", {3, 5}),
        ("3以外都来了", {3}),
        ("除了3以外，其他人都来了", {3}),
        ("除了3没来，其他人都来了", {3}),
        ("除了3和5，没有人缺席", {3, 5}),
        ("大家都来了，除了李明没来", {1}),
        ("everyone came except 3 and 5", {3, 5}),
        ("everyone except 3 came", {3}),
        ("everyone came but 3 didn't", {3}),
        ("3 was absent but the others came", {3}),
        ("nobody was missing except 3 and 5", {3, 5}),
        ("not all came, 3 and 5 did not", {3, 5}),
        ("3 and 5 both absent", {3, 5}),
        ("only 3 is missing", {3}),
        ("absent: 3, 5", {3, 5}),
        ("3 and 5 did not come, everyone else did", {3, 5}),
    ],
)
def test_who_did_not_come(said: str, absent: set[int]) -> None:
    assert absences_in(said, NAMES) == Absences(frozenset(absent))


@pytest.mark.parametrize(
    "said",
    [
        "只有3和5来了",
        "3和5到了",
        "3和5都来了",
        "3来了，5也来了",
        "只来了3和5",
        "来的有3和5",
        "只有3和5",
        "3和5没缺席",
        "3和5来了，其他人没来",
        "3和5来了，其他人都没来",
        "3和5到了，其他都请假了",
        "只有3和5到了，别人都没到",
        "其他人都没来，只有3和5来了",
        "都没来，只有3和5",
        "除了3和5都没来",
        "除了3和5，其他人都没来",
        "除了3和5来了，其他人都没来",
        "除了3和5，没有人来",
        "除了3和5，一个都没来",
        "除3、5外全部缺席",
        "3和5以外都没来",
        "没人来，除了3和5",
        "王芳和王五来了，其余的人没来",
        "only 3 and 5 came",
        "only 3 and 5",
        "3 and 5 both came",
        "3 and 5 came, the others didn't",
        "3 and 5 came, the others did not come",
        "3 and 5 came but the others didn't",
        "3 and 5 came, nobody else did",
        "3 and 5 are here, the rest are absent",
        "nobody came except 3 and 5",
        "no one but 3 and 5 came",
        "nobody except 3 and 5",
        "everyone except 3 and 5 was absent",
        "all but 3 and 5 didn't come",
        "3 and 5 were not absent",
    ],
)
def test_the_others_did_not_come(said: str) -> None:
    assert absences_in(said, NAMES) == Absences(frozenset({1, 2, 4, 6, 7}))


@pytest.mark.parametrize(
    "said",
    [
        "3没来，5来了",
        "3来了，5没来",
        "王芳来了，李明请假",
        "5 came but 3 didn't",
        "3 didn't, 5 did",
        "3 was absent, 5 came",
        "none of 3 and 5 came",
        "3没来，其他人也没来",
        "来了3个人",
        "只来了3个",
        "2个人没来",
        "两个没来",
        "三人缺席",
        "3位没到",
        "一个人没来",
        "3到5个人没来",
        "他们俩没来",
        "除了2个人都来了",
        "3 people came",
        "two people were absent",
        "2 persons missing",
        "2 of them didn't come",
    ],
)
def test_what_does_not_say_clearly_who(said: str) -> None:
    assert absences_in(said, NAMES) is None


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

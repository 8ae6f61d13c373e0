"""Who is told of a case, when, and who next; and that no phone number stays in its words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.model import CaseKind
from domain.cases.phones import without_phones
from domain.cases.rules import Level, escalation_time, ladder, sees_it_at, told_so_far
from domain.quiet import is_quiet
from tests.unit.service.world import POLICY

ZONE = ZoneInfo("Asia/Shanghai")
STATION = Level(on_duty="duty", organizers=("o1", "o2"), leaders=("duty", "l"))
ROOT = Level(organizers=("o3",), administrators=("a1", "a2"))
OTHERS = [kind for kind in CaseKind if kind is not CaseKind.INCIDENT]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def climb(*levels: Level, kind: CaseKind = CaseKind.HELP, asker: str = "asker") -> list[str]:
    return ["+".join(rung) for rung in ladder(kind, levels, asker_ids=[asker])]


@pytest.mark.parametrize("kind", OTHERS)
def test_the_person_on_duty_then_up_the_tree(kind: CaseKind) -> None:
    assert climb(STATION, ROOT, kind=kind) == ["duty", "o1+o2", "o3", "a1+a2"]


def test_nobody_on_duty() -> None:
    assert climb(Level(organizers=("o1",)), ROOT) == ["o1", "o3", "a1+a2"]
    assert climb(Level(), ROOT) == ["o3", "a1+a2"]
    assert climb(Level(), Level(administrators=("a1", "a2"))) == ["a1+a2"] * 2


def test_who_has_lost_the_role_is_not_on_duty() -> None:
    assert climb(Level(on_duty="gone", organizers=("o1",)), ROOT)[0] == "o1"
    # but may be on duty below the node of the role
    assert climb(Level(on_duty="a1"), ROOT) == ["a1", "o3", "a2"]


def test_who_stands_alone_is_told_twice_and_then_no_more() -> None:
    assert climb(Level(administrators=("a",))) == ["a", "a"]


def test_an_incident_goes_to_all_organizers_at_once() -> None:
    assert climb(STATION, ROOT, kind=CaseKind.INCIDENT) == [
        "duty+o1+o2+o3+a1+a2",
        "duty+o1+o2+o3+a1+a2",
        "a1+a2",
    ]


def test_nobody_is_told_of_their_own_case() -> None:
    assert climb(STATION, ROOT, asker="duty")[0] == "o1+o2"
    assert climb(Level(administrators=("a",)), asker="a") == []
    assert climb(Level(administrators=("a",)), asker="a", kind=CaseKind.INCIDENT) == []


def test_a_complaint_goes_past_the_leader_unless_there_is_nobody_else() -> None:
    def rungs(levels: list[Level], leader: str) -> list[tuple[str, ...]]:
        kind = CaseKind.COMPLAINT
        return list(ladder(kind, levels, asker_ids=["asker"], complained_of=leader))

    assert rungs([STATION, ROOT], "duty") == [("o1", "o2"), ("o3",), ("a1", "a2")]
    assert rungs([Level(administrators=("a",))], "a") == [("a",), ("a",)]


people = st.lists(st.sampled_from("abcdefgh"), max_size=3, unique=True).map(tuple)
levels = st.builds(
    Level,
    on_duty=st.none() | st.sampled_from("abcdefgh"),
    organizers=people,
    administrators=people,
    leaders=people,
)


@given(
    st.sampled_from(CaseKind),
    st.lists(levels, max_size=4),
    st.sets(st.sampled_from("abcdefgh")),
    st.none() | st.sampled_from("abcdefgh"),
)
def test_every_ladder(
    kind: CaseKind, stand: list[Level], askers: set[str], complained_of: str | None
) -> None:
    rungs = ladder(kind, stand, asker_ids=askers, complained_of=complained_of)
    told = {person for rung in rungs for person in rung}
    assert not told & askers
    assert all(rung and len(set(rung)) == len(rung) for rung in rungs)
    assert len(rungs) != 1  # nobody answers: somebody is told once more
    answering = {each for level in stand for each in (*level.organizers, *level.administrators)}
    assert answering - askers - {complained_of} <= told
    assert told <= answering | {level.on_duty for level in stand if level.on_duty}
    if not rungs:
        assert answering <= askers
    if kind is not CaseKind.INCIDENT and len(set(rungs)) == len(rungs):
        assert sum(map(len, rungs)) == len(told)  # nobody twice on the way up
    assert set(told_so_far(rungs, len(rungs))) == told


def test_quiet_hours_hold_back_all_but_incidents() -> None:
    night, day = at(21, 22, 30), at(21, 15)
    for kind in OTHERS:
        assert sees_it_at(kind, night, POLICY) == at(22, 8)
        assert sees_it_at(kind, day, POLICY) == day
    assert sees_it_at(CaseKind.INCIDENT, night, POLICY) == night


def test_incidents_escalate_after_an_hour_others_after_a_day_awake() -> None:
    assert escalation_time(CaseKind.INCIDENT, at(21, 22, 30), POLICY) == at(21, 23, 30)
    # 13 waking hours a day: 12 on the 21st, 12 on the 22nd
    assert escalation_time(CaseKind.HELP, at(21, 9), POLICY) == at(22, 20)
    # from 8 on the 22nd: 13, and 11 on the 23rd
    assert escalation_time(CaseKind.HELP, at(21, 22, 30), POLICY) == at(23, 19)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    st.sampled_from(CaseKind),
)
def test_no_moment_but_an_incidents_falls_into_the_night(moment: datetime, kind: CaseKind) -> None:
    now = moment.replace(tzinfo=UTC)
    told, again = sees_it_at(kind, now, POLICY), escalation_time(kind, now, POLICY)
    assert now <= told < again
    if kind is not CaseKind.INCIDENT:
        assert not is_quiet(told, POLICY)
        assert not is_quiet(again - timedelta(seconds=1), POLICY)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("请打13800138000找我", "请打***找我"),
        ("请打 138 0013 8000 找我", "请打 *** 找我"),
        ("138-0013-8000", "***"),
        ("138.0013.8000", "***"),
        ("+86 138 0013 8000", "***"),
        ("8613800138000", "***"),
        ("１３８００１３８０００", "***"),
        ("一三八零零一三八零零零", "***"),
        ("座机0971-6100000，晚上", "座机***，晚上"),
        ("(010) 12345678", "***"),
        ("家里电话6100000", "家里电话***"),
        ("电话是：6100 000", "电话是：6100 000"),
        ("call me at 555-1234", "call me at ***"),
        ("my number is +44 20 7946 0958 ok", "my number is *** ok"),
        ("0044 20 7946 0958", "***"),
        ("我的微信就是手机号 13912345678，谢谢", "我的微信就是手机号 ***，谢谢"),
    ],
)
def test_no_phone_number_stays(said: str, kept: str) -> None:
    assert without_phones(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "11月22日14:00–17:00在虎台二巷8号",
        "2026-11-22 14:00-17:00",
        "2026-11-22，20人，收了 12000 元",
        "请打120、110或119，或者12345",
        "签到码是123456，编号2026000123",
        "2026年11月21日至2026年12月21日",
        "一二三四五六七",
        "从08:00到2026-12-01 18:00",
    ],
)
def test_days_times_sums_and_codes_stay(said: str) -> None:
    assert without_phones(said) == said


@given(st.text(), st.text())
def test_a_mobile_never_stays_whatever_stands_around_it(before: str, after: str) -> None:
    if before[-1:].isdigit() or after[:1].isdigit():
        before, after = f"{before} ", f" {after}"
    assert "13800138000" not in without_phones(f"{before}13800138000{after}")

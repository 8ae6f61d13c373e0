"""Whether an understanding is right, as the label guide counts it (labels.md, "Slots")."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from nlu.script import normal
from nlu.sentences import NOW, Sentence
from nlu.understanding import Intent, slots_of

_WORDS = frozenset({"project", "place"})
_IMPLIED_IN_PLANS = frozenset({"category", "recipient"})
_NO_LETTER = re.compile(r"[\W_]+")
_LAST_WEEKDAY = re.compile(r"\blast (?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_TODAYS_WEEKDAY = re.compile(r"(?:周|星期|礼拜|禮拜|週)六|\bsaturday\b|\bsat\b", re.IGNORECASE)
_WEEK = timedelta(days=7)


@dataclass(slots=True)
class Score:
    """Right, wrong and missing ones, counted by slot."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, sentence: Sentence, found: dict[str, object]) -> list[str]:
        """Counts the slots of one answer; returns the names of those that are not right."""
        bad = []
        for name in sorted(slots_of(sentence.intent) | found.keys()):
            wanted, got = sentence.slots.get(name), found.get(name)
            if wanted is None and got is None:
                continue
            if wanted is not None and got is not None and _same(name, wanted, got, sentence):
                self.right[name] += 1
            elif not _forgiven(name, wanted, got, sentence):
                self.wrong[name] += got is not None
                self.missing[name] += wanted is not None
                bad.append(name)
        return bad

    def f1(self, names: Iterable[str] | None = None) -> float:
        """The harmonic mean of precision and recall, over some slots or all."""
        of = list(names) if names is not None else list(self.right | self.wrong | self.missing)
        right, wrong, missing = (
            sum(counts[name] for name in of) for counts in (self.right, self.wrong, self.missing)
        )
        return 2 * right / (2 * right + wrong + missing) if right else 0.0


def _same(name: str, wanted: object, got: object, sentence: Sentence) -> bool:
    if name in _WORDS:
        return any(_contain(one, str(got), sentence.text) for one in str(wanted).split("\n"))
    if name == "language":
        return got == wanted or {wanted, got} == {"zh", "zh-hant"}
    if name == "date" and got != wanted:
        return _other_reading(
            date.fromisoformat(str(wanted)), date.fromisoformat(str(got)), sentence
        )
    return got == wanted


def _contain(wanted: str, got: str, text: str) -> bool:
    one, other, whole = (_NO_LETTER.sub("", normal(each)) for each in (wanted, got, text))
    if len(other) < 2 or (other == whole and other != one):
        return False
    return one in other or other in one


def _other_reading(wanted: date, got: date, sentence: Sentence) -> bool:
    """ "Last Tuesday" is the nearest one or that of last week; today's own weekday is today or a
    week off."""
    if abs(wanted - got) != _WEEK:
        return False
    if _LAST_WEEKDAY.search(sentence.text):
        return max(wanted, got) < NOW.date()
    return wanted.weekday() == NOW.weekday() and bool(_TODAYS_WEEKDAY.search(sentence.text))


def _forgiven(name: str, wanted: object, got: object, sentence: Sentence) -> bool:
    slots = sentence.slots
    if name == "minutes" and "time_from" in slots and "time_to" in slots:
        return got is None or (wanted is None and got == _between(slots))
    if name == "count":
        return (wanted, got) in {(1, None), (None, 1)}
    return (
        sentence.intent is Intent.CREATE_PROJECT
        and name in _IMPLIED_IN_PLANS
        and (wanted is None or got is None)
    )


def _between(slots: dict[str, object]) -> int:
    (hour, minute), (end_hour, end_minute) = (
        map(int, str(slots[name]).split(":")) for name in ("time_from", "time_to")
    )
    return (end_hour * 60 + end_minute - hour * 60 - minute) % (24 * 60)

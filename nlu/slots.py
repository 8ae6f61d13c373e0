"""What a sentence says beside its intent (labels.md, "Slots").

A model may have marked which words carry a slot; the rules say what value they have. Without a
model, for the built-in matcher, the rules look for the words themselves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from nlu.codes import category_in, language_in, recipient_in
from nlu.marks import Mark, marked_code, marked_name, place_of
from nlu.names import district_in, name_in
from nlu.script import normal
from nlu.understanding import Intent, Period, Slots, slots_of
from nlu.values.asides import Weight, is_break, is_deadline, is_of_signing_up, weight_of
from nlu.values.clock import TimeSpan
from nlu.values.counts import count_alone, find_counts
from nlu.values.dates import find_dates
from nlu.values.durations import find_minutes, minutes_alone
from nlu.values.found import Direction, Found, Stretch
from nlu.values.ordinals import find_ordinals, ordinal_alone
from nlu.values.periods import find_periods
from nlu.values.times import find_times

_PAST = frozenset(
    {
        Intent.LOG_HOURS,
        Intent.CORRECT_HOURS,
        Intent.QUERY_HOURS,
        Intent.APPROVE_HOURS,
        Intent.RATE_SERVICE,
        Intent.COMPLAIN,
        Intent.REPORT_INCIDENT,
        Intent.REPORT_STATS,
        Intent.REQUEST_CERTIFICATE,
        Intent.CHECK_OUT,
    }
)
#: What lies ahead and nothing else: a day that is over is a reason or a memory there.
_AHEAD = frozenset(
    {
        Intent.SIGN_UP,
        Intent.CANCEL_SIGN_UP,
        Intent.MY_SIGN_UPS,
        Intent.BROWSE_OFFERINGS,
        Intent.REQUEST_SERVICE,
        Intent.CREATE_PROJECT,
        Intent.BROADCAST,
    }
)
#: Where one may say when one signed up or handed in the hours that it is about.
_AFTER_SIGNING_UP = frozenset(
    {
        Intent.SIGN_UP,
        Intent.CANCEL_SIGN_UP,
        Intent.MY_SIGN_UPS,
        Intent.QUERY_HOURS,
        Intent.CORRECT_HOURS,
        Intent.COMPLAIN,
    }
)
#: Who comes along counts where the speaker comes too.
_WITHOUT_SPEAKER = frozenset({Intent.REQUEST_SERVICE, Intent.CREATE_PROJECT, Intent.BROADCAST})
#: Where a wrong figure may stand beside the right one.
_CORRECTING = frozenset({Intent.CORRECT_HOURS, Intent.BROADCAST})
_LONGEST = 1_000
"""Characters looked at: nobody says what they want later than that."""
One = TypeVar("One")


def read_slots(
    text: str,
    intent: Intent,
    now: datetime,
    zone: ZoneInfo,
    marks: Sequence[Mark] | None = None,
) -> Slots:
    """The slots that an intent uses, as far as the sentence states them; nothing is guessed.

    Args:
        text: as it came; only its beginning is looked at.
        intent: what the sentence means.
        now: the moment of saying, aware.
        zone: the time zone of "today".
        marks: which words carry a slot, by a model; None: no model looked at the sentence.
    """
    names = slots_of(intent)
    text = text[:_LONGEST]
    if not names:
        return Slots()
    today = now.astimezone(zone).date()
    said = _Sentence.of(text, intent, today, marks)
    span = said.span()
    known = marks or ()
    if marks is None:
        project = name_in(said.plain)
        place = district_in(said.plain) or (project if "project" not in names else None)
    else:
        project, place = (marked_name(text, marks, kind) for kind in ("project", "place"))
        # A venue picks out an activity where one is meant; an activity is no place.
        project = project or (place if "place" not in names else None)
    return Slots(
        category=category_in(said.plain, marked_code(known, "category")),
        recipient=recipient_in(said.plain, marked_code(known, "recipient")),
        project=project,
        ordinal=said.ordinal(),
        date=said.day(),
        period=said.period(),
        time_from=span.start,
        time_to=span.end,
        minutes=said.minutes(),
        place=place,
        count=said.count(),
        language=language_in(said.plain, marked_code(known, "language")),
    ).only(names)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, what it means and where its marks are in the normalized text."""

    plain: str
    intent: Intent
    today: date
    marks: tuple[tuple[str, Stretch], ...] | None

    @classmethod
    def of(
        cls, text: str, intent: Intent, today: date, marks: Sequence[Mark] | None
    ) -> "_Sentence":
        placed = None if marks is None else tuple((m.entity, place_of(text, m)) for m in marks)
        return cls(normal(text), intent, today, placed)

    @property
    def direction(self) -> Direction:
        return Direction.PAST if self.intent in _PAST else Direction.AHEAD

    def marked(self, entity: str) -> list[Stretch]:
        """Where the marks of one kind are."""
        return [place for kind, place in self.marks or () if kind == entity]

    def words(self, stretch: Stretch) -> str:
        return self.plain[stretch.start : stretch.end].strip()

    def chosen(
        self,
        entity: str,
        found: Sequence[Found[One]],
        alone: Callable[[str], One | None],
        meant: Callable[[Found[One]], bool] = lambda found: True,
    ) -> list[Found[One]]:
        """Those that a mark points at, else those that may be meant and no other mark covers.

        Args:
            alone: reads a mark that points at none of them, its kind being known.
            meant: whether one that no mark points at counts.
        """
        pointed: list[Found[One]] = []
        for mark in self.marked(entity):
            under = [one for one in found if one.meets(mark)]
            if not under and (value := alone(self.words(mark))) is not None:
                under = [Found(mark.start, mark.end, value)]
            pointed.extend(one for one in under if one not in pointed)
        if pointed:
            return sorted(pointed, key=lambda one: one.start)
        others = [place for kind, place in self.marks or () if kind != entity]
        return [one for one in found if meant(one) and not any(map(one.meets, others))]

    def day(self) -> date | None:
        days = self._days(self.plain)
        periods = self._periods(self.plain)

        def is_meant(day: Found[date]) -> bool:
            if any(one.start <= day.start and day.end <= one.end for one in periods):
                return False
            return self._is_ahead_or_past(day.value, day.value) and not self._is_aside(day)

        found = self.chosen("date", days, lambda words: _first(self._days(words)), is_meant)
        return _first(self._right("date", found))

    def period(self) -> Period | None:
        def is_meant(period: Found[Period]) -> bool:
            span = period.value
            if self.intent not in _PAST:  # a weekend ahead is never when one signed up
                return self._is_ahead_or_past(span.first, span.last) and not is_deadline(
                    self.plain, period
                )
            return self._is_ahead_or_past(span.first, span.last) and not self._is_aside(period)

        found = self._periods(self.plain)
        return _first(
            self.chosen("period", found, lambda words: _first(self._periods(words)), is_meant)
        )

    def _days(self, plain: str) -> list[Found[date]]:
        return [
            Found(day.start, day.end, day.value)
            for day in find_dates(plain, self.today, self.direction)
            if isinstance(day.value, date)
        ]

    def _periods(self, plain: str) -> list[Found[Period]]:
        return find_periods(plain, self.today, self.direction)

    def _is_ahead_or_past(self, first: date, last: date) -> bool:
        if self.intent in _AHEAD:
            return last >= self.today
        return self.intent not in _PAST or first <= self.today

    def _is_aside(self, when: Stretch) -> bool:
        if is_deadline(self.plain, when):
            return True
        return self.intent in _AFTER_SIGNING_UP and is_of_signing_up(self.plain, when)

    def span(self) -> TimeSpan:
        """Both ends, wherever in the sentence they stand."""
        marked = self.marked("time")
        durations = find_minutes(self.plain)
        found = [
            Found(time.start, time.end, time.value)
            for time in find_times(self.plain, marked)
            if isinstance(time.value, TimeSpan)
        ]
        times = self.chosen(
            "time", found, lambda words: None, lambda time: not any(map(time.meets, durations))
        )
        spans = [one.value for one in self._right("time", times)]
        start = next((span.start for span in spans if span.start), None)
        end = next((span.end for span in spans if span.end), None)
        alone = [span.start for span in spans if span.start and not span.end]
        if end is None and "time_from" not in slots_of(self.intent):
            return TimeSpan(end=_of(alone, 0))
        if end is None and self.direction is Direction.PAST:
            end = _of(alone, 1)
        return TimeSpan(start, end)

    def minutes(self) -> int | None:
        found = self.chosen(
            "minutes",
            find_minutes(self.plain),
            minutes_alone,
            lambda one: not is_break(self.plain, one),
        )
        return _first(self._right("minutes", found))

    def _right(self, entity: str, found: list[Found[One]]) -> list[Found[One]]:
        """Without the wrong figures, where something is corrected; a mark is never wrong."""
        if self.intent not in _CORRECTING or not found:
            return found
        weights = [weight_of(self.plain, one) for one in found]
        best = max(weights)
        if best is Weight.WRONG and not self.marked(entity):
            return []
        return [one for one, weight in zip(found, weights, strict=True) if weight == best]

    def ordinal(self) -> int | None:
        return _first(self.chosen("ordinal", find_ordinals(self.plain), ordinal_alone))

    def count(self) -> int | None:
        durations = find_minutes(self.plain)
        found = find_counts(
            self.plain,
            company=self.intent not in _WITHOUT_SPEAKER,
            copies=self.intent is Intent.REQUEST_CERTIFICATE,
        )
        return _first(
            self.chosen("count", found, count_alone, lambda one: not any(map(one.meets, durations)))
        )


def _first(found: Sequence[Found[One]]) -> One | None:
    return found[0].value if found else None


def _of(values: Sequence[One], index: int) -> One | None:
    return values[index] if index < len(values) else None

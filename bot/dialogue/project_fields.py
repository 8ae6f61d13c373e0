"""The questions about a project and its shifts, asked by every form that makes or changes one."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, tzinfo
from enum import StrEnum

from bot.dialogue.fields import (
    ChoiceField,
    Field,
    Given,
    Invalid,
    NumberField,
    Option,
    TextField,
    YesNoField,
)
from bot.dialogue.offerings import category_name, recipient_name
from bot.dialogue.project_values import WORDS
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import DateField, MomentField, Times, TimesField
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.offerings.model import Category, Recipient
from domain.offerings.usecases import NewShift
from nlu.codes import category_in, recipient_in
from nlu.script import normal
from nlu.values import Direction

TITLE_LONGEST = 40
_MOST_PLACES = 10_000
_OLDEST = 80


class CodeField(ChoiceField):
    """A category or a recipient: one of the list, or any word of it."""

    def __init__(
        self,
        name: str,
        options: Callable[[Turn, FormState], Awaitable[Sequence[Option]]],
        said: Callable[[str], StrEnum | None],
    ) -> None:
        super().__init__(name, options)
        self._said = said

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        try:
            return await super().read(turn, state, given)
        except Invalid:
            code = self._said(normal(given)) if isinstance(given, str) else None
            if code is None:
                raise
            return code.value


class RiskyField(YesNoField):
    """Whether there are risks: the insurance that it then takes is asked next (条例 17)."""

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        value = await super().read(turn, state, given)
        if value == "yes" and state.slots.get("insurance", "") is None:
            del state.slots["insurance"]
        return value


class ChangedField(Field):
    """A question whose answer stands already: what it is now is said with it."""

    def __init__(self, field: Field, now: str) -> None:
        """Args: now: the answer that stands, in words."""
        super().__init__(field.name, optional=field.optional)
        self.wants, self._field, self._now = field.wants, field, now

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await self._field.ask(turn, state)
        return replace(asked, text=f"{asked.text}\n{turn.texts('edit-now', value=self._now)}")

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        return await self._field.read(turn, state, given)

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        return await self._field.show(turn, state, value)


def what() -> tuple[Field, ...]:
    """What it is called, which kind it is, whom it serves."""
    return (
        TextField("title", longest=TITLE_LONGEST),
        CodeField("category", _categories, category_in),
        CodeField("recipient", _recipients, recipient_in),
    )


def when_and_where() -> tuple[Field, ...]:
    """The time, the place and the places of a shift."""
    return (
        DateField("date", direction=Direction.AHEAD, check=_check_day),
        TimesField("times", duration=False, check=_check_times),
        TextField("address", longest=100),
        NumberField("places", least=1, most=_MOST_PLACES),
    )


def terms() -> tuple[Field, ...]:
    """What is done, its risks, and who may come."""
    return (
        TextField("content", longest=500),
        TextField("risks", longest=300, optional=True),
        NumberField("minimum_age", least=1, most=_OLDEST, optional=True),
    )


def further_terms(*, insured: bool = False) -> tuple[Field, ...]:
    """What has a default when a project is posted.

    Args:
        insured: there must be an insurance.
    """
    return (
        RiskyField("risky"),
        TextField("insurance", longest=120, optional=not insured, figures=True),
        TextField("bring", longest=200, optional=True),
        YesNoField("minors_allowed"),
        TextField("skill", longest=60, optional=True),
        TextField("training", longest=60, optional=True),
        TextField("contact", longest=120, optional=True, figures=True),
        TextField("goal", longest=200, optional=True),
        TextField("district", longest=60, optional=True),
        MomentField("signup_from", optional=True),
        MomentField("signup_until", optional=True),
    )


def further_of_shift() -> tuple[Field, ...]:
    """What has a default when a shift is added."""
    return (
        TextField("meeting_point", longest=100, optional=True),
        NumberField("waitlist_size", least=0, most=_MOST_PLACES, optional=True),
    )


def worded(fields: Sequence[Field], words: str = WORDS) -> tuple[Field, ...]:
    """The fields, asking in the words of one form, whichever asks them."""
    for field in fields:
        field.words = words
    return tuple(fields)


def planned_shift(slots: Mapping[str, Value], zone: tzinfo) -> NewShift:
    """The shift that a form describes."""
    day = date.fromisoformat(str(slots["date"]))
    starts_at, ends_at = Times.from_kept(str(slots["times"])).on(day, zone)
    meeting_point, waitlist_size = slots.get("meeting_point"), slots.get("waitlist_size")
    return NewShift(
        starts_at,
        ends_at,
        str(slots["address"]),
        int(slots["places"] or 0),
        None if meeting_point is None else str(meeting_point),
        None if waitlist_size is None else int(waitlist_size),
    )


async def _check_day(turn: Turn, state: FormState, day: date) -> None:
    if day < turn.today:
        raise Invalid("refused-shift-in-past")


async def _check_times(turn: Turn, state: FormState, times: Times) -> None:
    if "date" not in state.slots:
        return
    day = date.fromisoformat(str(state.slots["date"]))
    starts_at, _ = times.on(day, turn.house.policy.timezone)
    if starts_at <= turn.now:
        raise Invalid("refused-shift-in-past")


async def _categories(turn: Turn, state: FormState) -> list[Option]:
    return [Option(each.value, category_name(turn, each)) for each in Category]


async def _recipients(turn: Turn, state: FormState) -> list[Option]:
    return [Option(each.value, recipient_name(turn, each)) for each in Recipient]

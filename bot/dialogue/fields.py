"""The fields of a form: how each is asked, read, checked and shown."""

import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Contact, Location, Media, Screen, Wants
from bot.texts.formats import say_phone
from nlu.asking import asks_something
from nlu.exact import is_no, is_yes, number_in
from nlu.script import normal
from nlu.values import (
    phone_in,
)

OPTIONS_AT_ONCE = 8
_DONE = "done"
_COUNTED = re.compile(
    r"^(?:满|大概|差不多|about |around )"
    r"|\s*(?:个?人|名|位|周?岁|people|persons?|years?(?: old)?)?"
    r"(?:及?以上|起|左右|就行|就够了?|吧|\+| and (?:over|up)| or (?:over|older|more))?$"
)


class Invalid(Exception):
    """What was given does not fit; the text of ``key`` says why and what would."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Picked:
    """A pressed or numbered option of a field."""

    value: str


Given = str | Picked | Contact | Location | Media


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a field can be."""

    value: str
    label: str


class Field(ABC):
    """One question of a form.

    Its text keys are ``FORM-ask-FIELD`` (the question) and ``FORM-label-FIELD`` (its name in the
    read-back and in the list of things to change).
    """

    wants: Wants = Wants.TEXT
    #: The form in whose words it asks, where several forms have the same questions.
    words: str = ""
    #: A picture is an answer.
    takes_pictures: bool = False

    def __init__(self, name: str, *, optional: bool = False, without: str = "field-none") -> None:
        """Args:
        without: text key of what no answer means.
        """
        self.name, self.optional, self.without = name, optional, without

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        """The question."""
        key = f"{self.words or state.form}-ask-{self.name}".replace("_", "-")
        return Screen(turn.texts(key), wants=self.wants)

    @abstractmethod
    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        """The answer as it is kept.

        Raises:
            Invalid: with the text that says why.
        """

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        """The answer as the person reads it back."""
        return turn.texts(self.without) if value is None else str(value)


class TextField(Field):
    """Free words, up to a length in characters; digits or signs alone are none."""

    wordless = "field-wants-words"

    def __init__(
        self,
        name: str,
        *,
        longest: int,
        optional: bool = False,
        plain: bool = False,
        figures: bool = False,
    ) -> None:
        """Args:
        plain: a name of somebody or somewhere, so that a question is no answer.
        figures: digits alone are an answer, such as a phone number.
        """
        super().__init__(name, optional=optional)
        self.longest, self._plain, self._figures = longest, plain, figures

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if not isinstance(given, str):
            raise Invalid("field-wants-text")
        # Marks that turn the direction of writing would disturb whatever stands beside them.
        shown = "".join(c for c in given if c.isprintable() or c.isspace())
        words = " ".join(shown.split())
        if not any(character.isalnum() for character in words):
            raise Invalid("field-wants-words")
        if not self._figures and not any(character.isalpha() for character in words):
            raise Invalid(self.wordless)
        if self._plain and asks_something(words):
            raise Invalid("field-wants-no-question")
        if len(words) > self.longest:
            raise Invalid("field-too-long", longest=self.longest, length=len(words))
        return words


class ChoiceField(Field):
    """One of a list: up to eight at once, then more. A label typed is that choice."""

    wants = Wants.CHOICE

    def __init__(
        self,
        name: str,
        options: Callable[[Turn, FormState], Awaitable[Sequence[Option]]],
        *,
        optional: bool = False,
    ) -> None:
        super().__init__(name, optional=optional)
        self._options = options

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        question = await super().ask(turn, state)
        options = await self._options(turn, state)
        start = state.page * OPTIONS_AT_ONCE
        if start >= len(options):
            start = state.page = 0
        shown = options[start : start + OPTIONS_AT_ONCE]
        choices = [Choice(option.label, pick(state, option.value)) for option in shown]
        text = question.text
        left = len(options) - start - len(shown)
        if left > 0 or start > 0:
            choices.append(Choice(turn.texts("more"), Request("options", {"f": state.id}).action()))
        if left > 0:
            text = f"{text}\n{turn.texts('field-options-left', left=left)}"
        return Screen(text, choices=tuple(choices), wants=self.wants)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        options = await self._options(turn, state)
        for option in options:
            match given:
                case Picked(value) if value == option.value:
                    return option.value
                case str() if same_words(given, option.label) or given == option.value:
                    return option.value
        raise Invalid("field-not-a-choice")

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        for option in await self._options(turn, state):
            if option.value == value:
                return option.label
        return await super().show(turn, state, value)


class SeveralField(ChoiceField):
    """Any number of a list, kept with commas: each pick adds one or takes it away, "done" ends
    it. Several may be typed at once."""

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await super().ask(turn, state)
        done = Choice(turn.texts("field-several-done"), pick(state, _DONE))
        return Screen(asked.text, choices=asked.choices, nav=(done,), wants=self.wants)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        so_far = [value for value in str(state.slots.get(self._draft) or "").split(",") if value]
        if given == Picked(_DONE):
            return ",".join(so_far)
        for word in re.split(r"[,，、;；\n]", given) if isinstance(given, str) else [given]:
            value = str(await super().read(turn, state, word))
            so_far = [*so_far, value] if value not in so_far else [v for v in so_far if v != value]
        state.slots[self._draft] = ",".join(so_far)
        if not so_far:
            raise Invalid("field-several-none")
        chosen = await self.show(turn, state, state.slots[self._draft])
        raise Invalid("field-several-so-far", chosen=chosen)

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        labels = {option.value: option.label for option in await self._options(turn, state)}
        chosen = [labels[one] for one in str(value or "").split(",") if one in labels]
        return turn.texts("field-joint").join(chosen) or turn.texts("field-none")

    @property
    def _draft(self) -> str:
        return f"{self.name}-so-far"


class YesNoField(ChoiceField):
    """Yes or no, kept as ``yes`` and ``no``."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _yes_or_no)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if isinstance(given, str) and is_yes(given):
            return "yes"
        if isinstance(given, str) and is_no(given):
            return "no"
        return await super().read(turn, state, given)


async def _yes_or_no(turn: Turn, state: FormState) -> list[Option]:
    return [Option(each, turn.texts(f"field-{each}")) for each in ("yes", "no")]


class PhoneField(Field):
    """A phone number, typed or by the contact button, where it must be the person's own."""

    wants = Wants.CONTACT

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        match given:
            case Contact(own=False):
                raise Invalid("field-contact-not-own")
            case Contact(phone=phone):
                typed = phone if phone.startswith("+") else f"+{phone}"
            case str():
                typed = given
            case _:
                raise Invalid("field-wants-text")
        found = phone_in(typed)
        if found is None:
            raise Invalid("field-wants-phone")
        return found

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        return turn.texts("field-none") if value is None else say_phone(str(value))


class NumberField(Field):
    """A whole number within bounds, with or without what is counted: 20, 二十个人, 18 岁."""

    wants = Wants.VALUE

    def __init__(
        self,
        name: str,
        *,
        least: int,
        most: int,
        optional: bool = False,
        without: str = "field-none",
    ) -> None:
        super().__init__(name, optional=optional, without=without)
        self.least, self.most = least, most

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        number = number_in(_COUNTED.sub("", normal(given))) if isinstance(given, str) else None
        if number is None or not self.least <= number <= self.most:
            raise Invalid("field-wants-number", least=self.least, most=self.most)
        return number


def pick(state: FormState, value: str) -> str:
    """The action of an option of the field that is being asked."""
    return Request("pick", {"f": state.id, "v": value}).action()


def same_words(one: str, other: str) -> bool:
    """Whether two labels are the same but for case, spaces, script and closing punctuation."""
    return _bare(one) == _bare(other)


def _bare(label: str) -> str:
    return "".join(normal(label).rstrip(" .。!").split())

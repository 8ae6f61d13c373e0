"""The fields of cases: words without phone numbers, danger, and which activity it is about."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.dialogue.fields import ChoiceField, Given, Invalid, Option, TextField
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Contact, Location, Screen
from domain.cases.model import PLACE_LONGEST, TEXT_LONGEST
from domain.cases.phones import without_phones
from nlu.exact import is_no, is_yes

YES, NO = "yes", "no"
NO_SHIFT = "none"
#: The slot with the shifts to choose from, as ids with commas.
SHIFTS = "shifts"


class MessageField(TextField):
    """Words to the other side of a case; phone numbers in them are hidden, with a kind word."""

    def __init__(
        self,
        name: str = "text",
        *,
        longest: int = TEXT_LONGEST,
        optional: bool = False,
        above: Callable[[Turn, FormState], Awaitable[str]] | None = None,
    ) -> None:
        """Args: above: what stands over the question, such as the words that are answered."""
        super().__init__(name, longest=longest, optional=optional)
        self._above = above

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        question = await super().ask(turn, state)
        if self._above is None:
            return question
        above = await self._above(turn, state)
        return replace(question, text=f"{above}\n\n{question.text}")

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if isinstance(given, Contact):
            raise Invalid("case-only-phone")
        if not isinstance(given, str):
            raise Invalid("field-wants-text")
        words = without_phones(given)
        if words != given and not any(character.isalpha() for character in words):
            raise Invalid("case-only-phone")
        read = await super().read(turn, state, words)
        if words != given:
            turn.remarks.append(turn.texts("case-phone-hidden"))
        return read


class PlaceField(MessageField):
    """Where it is: in words, or as the phone shares it."""

    def __init__(self) -> None:
        super().__init__("place", longest=PLACE_LONGEST, optional=True)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if isinstance(given, Location):
            position = f"{given.latitude:.5f}, {given.longitude:.5f}"
            room = PLACE_LONGEST - len(position) - 2
            return f"{given.label[:room]}（{position}）" if given.label else position
        return await super().read(turn, state, given)


class DangerField(ChoiceField):
    """Whether somebody is in danger."""

    def __init__(self) -> None:
        super().__init__("danger", _dangers)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        try:
            return await super().read(turn, state, given)
        except Invalid:
            if isinstance(given, str) and (is_yes(given) or given.strip() == "有"):
                return YES
            if isinstance(given, str) and (is_no(given) or given.strip().startswith("没")):
                return NO
            raise


class AboutField(ChoiceField):
    """Which of the shifts around now it is about, or none of them."""

    def __init__(self) -> None:
        super().__init__("about", _shifts)


async def _dangers(turn: Turn, state: FormState) -> list[Option]:
    return [Option(value, turn.texts(f"case-danger-{value}")) for value in (YES, NO)]


async def _shifts(turn: Turn, state: FormState) -> list[Option]:
    unit = await turn.read()
    options = []
    for shift_id in str(state.slots.get(SHIFTS) or "").split(","):
        shift = await unit.shifts.get(shift_id)
        project = await unit.projects.get(shift.project_id) if shift is not None else None
        if shift is not None and project is not None:
            span = turn.say_span(shift.starts_at, shift.ends_at)
            options.append(
                Option(shift.id, turn.texts("own-shift", title=project.title, span=span))
            )
    return [*options, Option(NO_SHIFT, turn.texts("case-about-none"))]

"""Fields about the person: the name, and the agreement to a text."""

from bot.dialogue.fields import Field, Given, Invalid, Picked, TextField, pick, same_words
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen, Wants
from nlu.exact import is_yes

NAME_LONGEST = 60
_AGREED = "agreed"


class NameField(TextField):
    """A person's name: letters of any script, not digits alone."""

    def __init__(self, name: str) -> None:
        super().__init__(name, longest=NAME_LONGEST)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        name = await super().read(turn, state, given)
        if not any(character.isalpha() for character in str(name)):
            raise Invalid("field-wants-name")
        return name


class AgreementField(Field):
    """A text with "I agree" and "I don't agree" beneath it."""

    wants = Wants.CHOICE

    def __init__(self, name: str, *, disagree: str) -> None:
        """Args: disagree: the request that a no stands for; it gets the form's id as ``f``."""
        super().__init__(name)
        self._disagree = disagree

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        question = await super().ask(turn, state)
        disagree = Request(self._disagree, {"f": state.id})
        return Screen(
            question.text,
            choices=(
                Choice(turn.texts("agree"), pick(state, _AGREED)),
                Choice(turn.texts("disagree"), disagree.action()),
            ),
            wants=self.wants,
        )

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        match given:
            case Picked(value) if value == _AGREED:
                return _AGREED
            case str() if is_yes(given) or same_words(given, turn.texts("agree")):
                return _AGREED
            case _:
                raise Invalid("field-agree-or-not")

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        return turn.texts("agree")

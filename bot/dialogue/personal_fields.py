"""Fields about the person: the name, what one is to a child, and the agreement to a text."""

import re

from bot.dialogue.fields import (
    ChoiceField,
    Field,
    Given,
    Invalid,
    Option,
    Picked,
    TextField,
    pick,
    same_words,
)
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen, Wants
from nlu.exact import is_no, is_yes
from nlu.script import normal

NAME_LONGEST = 60
DISTRICT_LONGEST = 60
_RELATIONS = ("mother", "father", "grandparent", "other")
_RELATION_LONGEST = 40
_NO_NAME = re.compile(r"\d|^不?同意")
_AGREED = "agreed"
_MY_NAME_IS = re.compile(
    r"^(?:我叫|我是|我的名字[叫是]|(?:my name is|i am|i[’']m)\s)\s*", re.IGNORECASE
)
_AGREES = re.compile(
    r"(?:我|嗯+|好的?|是的?|行|可以|那)?[,， ]*我?同意(?:了|呀|啊|的|吧|哦|啦)?"
    r"|(?:yes|sure|ok|okay|fine|of course)?,? ?(?:i )?(?:do )?agree"
)
_LIVES_IN = re.compile(
    r"^(?:我)?(?:家|现在)?(?:住在?|在)(?=..)|^(?:i(?: am|'m)? )?(?:live|living|based) in ",
    re.IGNORECASE,
)


class DistrictField(TextField):
    """Where somebody lives, without "I live in"."""

    def __init__(self, name: str) -> None:
        super().__init__(name, longest=DISTRICT_LONGEST, plain=True)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        bare = _LIVES_IN.sub("", given.strip()) if isinstance(given, str) else given
        return await super().read(turn, state, bare)


class NameField(TextField):
    """A person's name: letters of any script, no digits, no yes or no, without "my name is"."""

    wordless = "field-wants-name"

    def __init__(self, name: str) -> None:
        super().__init__(name, longest=NAME_LONGEST, plain=True)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        bare = _MY_NAME_IS.sub("", given.strip()) if isinstance(given, str) else given
        if isinstance(bare, str) and (_says_yes(bare) or is_no(bare) or _NO_NAME.search(bare)):
            raise Invalid(self.wordless)
        return await super().read(turn, state, bare)


class RelationField(ChoiceField):
    """What a guardian is to a minor: one of a few, or their own word; kept in words."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _relations)

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        try:
            return turn.texts(f"relation-{await super().read(turn, state, given)}")
        except Invalid:
            if not isinstance(given, str):
                raise
            return await TextField(self.name, longest=_RELATION_LONGEST).read(turn, state, given)

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        return str(value)


async def _relations(turn: Turn, state: FormState) -> list[Option]:
    return [Option(relation, turn.texts(f"relation-{relation}")) for relation in _RELATIONS]


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
            case str() if same_words(given, turn.texts("agree")) or _says_yes(given):
                return _AGREED
            case _:
                raise Invalid("field-agree-or-not")

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        return turn.texts("agree")


def _says_yes(given: str) -> bool:
    """A yes in words: a thumb is no explicit consent (PIPL 14)."""
    if _AGREES.fullmatch(normal(given).strip(" .,!。，！~")):
        return True
    return is_yes(given) and any(character.isalpha() for character in given)

"""Who of a family: asked with a button each and one for everybody, or said in words."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.dialogue.fields import Given, Invalid, Option, Picked, SeveralField, pick
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.persons import Person
from nlu.exact import is_yes, number_in
from nlu.script import normal

_ALL = "all"
_EVERYBODY = re.compile(
    r"(?:我们)?(?:全家人?|一家(?:人|[一二三四五六七八两]口)?|所有人|每个人|大家|全部|全都?|都)"
    r"(?:都|一起|全)*(?:去|来|参加|报名?|取消|到|在|走|不去|不来)?(?:吧|了)*"
    r"|(?:all|everyone|everybody|we all|the whole family|all together)(?: of us)?"
    r"(?: (?:come|comes|go|goes|are here|is here|are coming|is coming))?"
)
_ME = frozenset({"我", "我自己", "自己", "本人", "me", "myself", "i"})
_BETWEEN = re.compile(r"[\s,，、;；+&.。!！]+|和|跟|与|及|还有|\band\b|\bwith\b")
_FILLING = re.compile(
    r"^(?:就|只有?|给|让|要)+|(?:都|一起)*(?:去|来|参加|报名?|取消|不去|不来)?(?:吧|了|的)*$"
    r"|^(?:only|just|please|for|comes?|go|goes|is|are|am|here|will|coming)$"
)
#: From so many characters on, a Chinese name is also known without the family's.
_WITH_SURNAME = 3


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who can be chosen; ``why_not`` says, in words, why not."""

    id: str
    name: str
    why_not: str = ""
    me: bool = False


People = Callable[[Turn, FormState], Awaitable[Sequence[Comer]]]


def comer(turn: Turn, person: Person, why_not: str = "", *, adult: str) -> Comer:
    """A person of the household of ``adult``."""
    name = person.volunteer.name or turn.texts("nameless")
    return Comer(person.id, name, why_not, me=person.id == adult)


def names_of(turn: Turn, people: Sequence[Person]) -> str:
    """People by their names."""
    return turn.texts("field-joint").join(
        person.volunteer.name or turn.texts("nameless") for person in people
    )


class WhoField(SeveralField):
    """Any number of a family, kept as ids with commas: a button for each and one for everybody.

    Typed at once they are the whole answer: 1 3, 全家, 我和小明, all of us.
    """

    def __init__(self, name: str, people: People, *, everybody_first: bool = False) -> None:
        """Args:
        everybody_first: everybody is the rule: the first choice, and what a yes means.
        """
        super().__init__(name, self._able)
        self._people, self._everybody_first = people, everybody_first

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await super().ask(turn, state)
        people = await self._people(turn, state)
        cannot = [each.why_not for each in people if each.why_not]
        everybody = Choice(turn.texts("who-everybody"), pick(state, _ALL))
        choices = list(asked.choices)
        if len(people) - len(cannot) > 1:
            choices.insert(0 if self._everybody_first else len(choices), everybody)
        return Screen(
            "\n".join((asked.text, *cannot)),
            choices=tuple(choices),
            nav=asked.nav,
            wants=asked.wants,
        )

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        people = await self._people(turn, state)
        able = [each for each in people if not each.why_not]
        if isinstance(given, str):
            first = 2 if self._everybody_first and len(able) > 1 else 1
            yes = self._everybody_first and is_yes(given)
            meant = able if yes else people_said(given, people, able, first=first)
            if meant is None:
                raise Invalid("who-not-understood")
            for each in meant:
                if each.why_not:
                    raise Invalid("who-cannot", why=each.why_not)
            return _kept(able, {each.id for each in meant})
        if given == Picked(_ALL):
            return _kept(able, {each.id for each in able})
        if isinstance(given, Picked) and [given.value] == [each.id for each in able]:
            return given.value
        chosen = str(await super().read(turn, state, given) or "")
        if not chosen:
            raise Invalid("who-none")
        return _kept(able, set(chosen.split(",")))

    async def _able(self, turn: Turn, state: FormState) -> list[Option]:
        return [
            Option(each.id, turn.texts("who-me", name=each.name) if each.me else each.name)
            for each in await self._people(turn, state)
            if not each.why_not
        ]


def people_said(
    text: str, people: Sequence[Comer], listed: Sequence[Comer], *, first: int = 1
) -> list[Comer] | None:
    """Whom words mean: everybody, places in the list, names, oneself; None where they mean
    nobody, or more than that.

    Args:
        people: who can be named.
        listed: who has a place in the list, in order.
        first: the number of the first of them; the one before it means everybody.
    """
    plain = normal(text).strip(" .。!！")
    if _EVERYBODY.fullmatch(plain):
        return list(listed)
    found: list[Comer] = []
    for each in sorted(people, key=lambda one: -len(one.name)):
        for name in _called(each, people):
            if name in plain:
                found.append(each)
                plain = plain.replace(name, " ")
                break
    words = (_FILLING.sub("", word) for word in _BETWEEN.split(plain))
    for word in filter(None, words):
        number = number_in(word)
        if number is not None and first <= number < first + len(listed):
            found.append(listed[number - first])
        elif number is not None and 1 <= number < first:
            found += listed
        elif word in _ME:
            found += [each for each in people if each.me]
        else:
            return None
    return found or None


def _called(one: Comer, people: Sequence[Comer]) -> list[str]:
    """What somebody is called: the whole name, and the given name where nobody shares it."""
    name = normal(one.name)
    first, space, _ = name.partition(" ")
    if space:
        given = first
    else:
        given = name[1:] if len(name) >= _WITH_SURNAME and not name.isascii() else name
    shared = sum(given in normal(each.name) for each in people) > 1
    return [name] if shared else [name, given]


def _kept(able: Sequence[Comer], ids: set[str]) -> str:
    """As the form keeps them: in the order of the list."""
    return ",".join(each.id for each in able if each.id in ids)

"""The questions that narrow down whom a broadcast is for; each can be skipped."""

import re
from collections.abc import Mapping, Sequence

from bot.dialogue.fields import ChoiceField, Field, Given, Invalid, Option, SeveralField, TextField
from bot.dialogue.nodes import node_label
from bot.dialogue.organizing import actor_id
from bot.dialogue.profile import category_label
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Wants
from domain.broadcasts.model import Audience
from domain.offerings.model import Category
from domain.organizations.authority import manageable
from nlu.script import normal

EVERYBODY = "everybody"
FITTING = "fitting"
"""Who could sign up for the broadcast's project."""

_OLDEST = 120
_AGES = re.compile(r"(\d{1,3})\s*岁?\s*(?:-|–|—|~|到|至|to)\s*(\d{1,3})")
_FROM = re.compile(r"(\d{1,3})\s*(?:岁|years)?\s*(?:以上|及以上|\+|and (?:over|older|up)|or older)")
_UNTIL = re.compile(r"(\d{1,3})\s*(?:岁|years)?\s*(?:以下|及以下|and (?:under|younger)|or younger)")


class AgesField(Field):
    """From one age to another, both included: 18–60, 60 岁以上; kept as ``18-60``."""

    wants = Wants.VALUE

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        said = normal(given) if isinstance(given, str) else ""
        if both := _AGES.search(said):
            first, last = int(both[1]), int(both[2])
        elif least := _FROM.search(said):
            first, last = int(least[1]), _OLDEST
        elif most := _UNTIL.search(said):
            first, last = 0, int(most[1])
        else:
            raise Invalid("field-wants-ages")
        if not 0 <= first <= last <= _OLDEST:
            raise Invalid("field-wants-ages")
        return f"{first}-{last}"

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        if value is None:
            return await super().show(turn, state, value)
        first, _, last = str(value).partition("-")
        return turn.texts("field-ages", first=first, last=last)


async def _categories(turn: Turn, state: FormState) -> list[Option]:
    return [Option(each.value, category_label(turn, each)) for each in Category]


async def _stars(turn: Turn, state: FormState) -> list[Option]:
    return [
        Option(str(star), turn.texts("audience-star", star=star, hours=hours))
        for star, hours in enumerate(turn.house.policy.star_hours, start=1)
    ]


async def _teams(turn: Turn, state: FormState) -> list[Option]:
    nodes = await manageable(await turn.read(), actor_id(turn))
    return [Option(node.id, node_label(turn, node)) for node in nodes]


AUDIENCE_FIELDS: Sequence[Field] = (
    TextField("district", longest=60, optional=True),
    SeveralField("categories", _categories, optional=True),
    TextField("skill", longest=60, optional=True),
    AgesField("ages", optional=True),
    ChoiceField("star", _stars, optional=True),
    ChoiceField("team", _teams, optional=True),
)


def audience_of(slots: Mapping[str, Value]) -> Audience:
    """Whom the answers so far mean."""
    if slots.get("audience") == FITTING:
        return Audience(eligible=True)
    if slots.get("audience") == EVERYBODY:
        return Audience()
    first, _, last = str(slots.get("ages") or "").partition("-")
    star = slots.get("star")
    listed = str(slots.get("categories") or "").split(",")
    return Audience(
        district=str(slots.get("district") or ""),
        categories=tuple(Category(each) for each in listed if each),
        skill=str(slots.get("skill") or ""),
        age_from=int(first) if first else None,
        age_until=int(last) if last else None,
        star=int(star) if star else None,
        team=str(slots["team"]) if slots.get("team") else None,
    )

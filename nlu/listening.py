"""Who understands a sentence: the exact words, then Rasa, then the built-in matcher."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from nlu.figures import UNDERSTOOD
from nlu.matcher import Matcher, understand_exactly
from nlu.parse import Parse, Parses
from nlu.script import language_of
from nlu.slots import read_slots
from nlu.understanding import Source, Understanding

_LONGEST = 400
"""Characters that a model looks at: nobody says what they want later than that."""
_ALTERNATIVES = 3


class Listener:
    """Implements ``Understands``; what needs no model never waits for one.

    Args:
        zone: the time zone whose calendar "today" belongs to.
        model: None where there is none.
    """

    def __init__(self, zone: ZoneInfo, model: Parses | None) -> None:
        self._zone = zone
        self._model = model
        self._matcher = Matcher(zone)

    async def understand(self, text: str, now: datetime) -> Understanding:
        """What the sentence means when said at ``now`` (aware). Never raises on any text."""
        understood = (
            understand_exactly(text)
            or await self._by_model(text, now)
            or self._matcher.match(text, now)
        )
        UNDERSTOOD.labels(understood.source.value).inc()
        return understood

    async def _by_model(self, text: str, now: datetime) -> Understanding | None:
        if self._model is None or not _says_something(text):
            return None
        head = text[:_LONGEST]
        parse = await self._model.parse(head)
        if parse is None or not parse.ranking:
            return None
        return replace(_understood(head, parse, now, self._zone), text=text)


def _says_something(text: str) -> bool:
    """Whether there is a word in it: blanks, marks and pictures alone say nothing."""
    return any(character.isalnum() for character in text[:_LONGEST])


def _understood(text: str, parse: Parse, now: datetime, zone: ZoneInfo) -> Understanding:
    best, *others = parse.ranking
    return Understanding(
        text=text,
        lang=language_of(text),
        intent=best.intent,
        confidence=best.confidence,
        source=Source.RASA,
        slots=read_slots(text, best.intent, now, zone, parse.marks),
        alternatives=tuple(others[:_ALTERNATIVES]),
    )

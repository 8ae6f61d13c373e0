"""What a model says of a sentence, and the strict reading of a Rasa server's answer."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from typing import NoReturn, Protocol

from nlu.marks import ENTITIES, Mark
from nlu.understanding import Alternative, Intent

_CODED = frozenset({"category", "recipient", "language"})
_ROUNDING = 1e-3
"""By so much a sum of floats may pass 1."""


@dataclass(frozen=True, slots=True)
class Parse:
    """What a model says of a sentence.

    Attributes:
        ranking: the likeliest meanings, best first, each once; empty where the model knows none.
        marks: which words carry a slot; positions in the text as it was sent.
    """

    ranking: tuple[Alternative, ...]
    marks: tuple[Mark, ...] = ()


class Parses(Protocol):
    """The port: a model that may be slow or away."""

    async def parse(self, text: str) -> Parse | None:
        """What the model says of the text, soon; None where it cannot be had. Never raises."""
        ...


class Garbage(Exception):
    """The answer is not what a Rasa server says."""


def read_parse(body: bytes, text: str) -> Parse:
    """The answer of ``POST /model/parse`` to a text.

    Meanings and marks that we do not know are left out, so that a newer model does no harm.

    Raises:
        Garbage: it is no such answer.
    """
    try:
        answer = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Garbage("no JSON") from error
    match answer:
        case {"intent": dict(best), **more}:
            pass
        case _:
            raise Garbage("no parse")
    # A pipeline without a ranking or without entities leaves them out.
    match more.get("intent_ranking", []), more.get("entities", []):
        case list(ranked), list(found):
            return Parse(_ranking([*ranked, best]), tuple(_marks(found, len(text))))
        case _:
            raise Garbage("no lists")


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _ranking(ranked: list[object]) -> tuple[Alternative, ...]:
    sure: dict[Intent, float] = {}
    for one in ranked:
        match one:
            case {"name": str(name), "confidence": int() | float() as confidence}:
                sure_of_it = _checked(confidence)
            case {"name": None}:
                continue
            case _:
                raise Garbage("no ranking")
        with suppress(ValueError):  # no intent of ours
            sure.setdefault(Intent(name), sure_of_it)
    order = sorted(sure.items(), key=lambda item: -item[1])
    return tuple(Alternative(intent, confidence) for intent, confidence in order)


def _checked(confidence: float) -> float:
    plain = not isinstance(confidence, bool) and isfinite(confidence)
    if not plain or not 0 <= confidence <= 1 + _ROUNDING:
        raise Garbage("no confidence")
    return min(float(confidence), 1.0)


def _marks(found: list[object], length: int) -> Iterator[Mark]:
    for one in found:
        match one:
            case {"entity": str(entity), "start": int(start), "end": int(end), **more}:
                pass
            case _:
                continue
        if entity not in ENTITIES or not 0 <= start < end <= length:
            continue
        value, confidence = more.get("value"), more.get("confidence_entity", 1.0)
        if not isinstance(confidence, int | float) or not 0 <= confidence <= 1 + _ROUNDING:
            continue
        coded = value if entity in _CODED and isinstance(value, str) else None
        yield Mark(entity, start, end, coded, min(float(confidence), 1.0))

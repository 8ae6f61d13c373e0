"""How sure an understanding is, and what else may be meant: the thresholds in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from nlu.understanding import Intent, Source, Understanding


class Certainty(Enum):
    """What is done with a sentence."""

    SURE = "sure"
    """It is done."""
    UNSURE = "unsure"
    """The likeliest meanings are offered as choices."""
    LOST = "lost"
    """It was not understood."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one becomes the other; confidences compare within one source only.

    Attributes:
        sure: from here on it is done.
        margin: unless the next meaning is closer than this.
        least: below, nothing is offered either.
    """

    sure: float
    margin: float
    least: float


THRESHOLDS: Mapping[Source, Thresholds] = {
    # Words by themselves: there is nothing to weigh.
    Source.EXACT: Thresholds(sure=0.0, margin=0.0, least=0.0),
    # A calibrated probability: above 0.55 it is right more often than all else together, unless
    # a rival is so near that the two are a coin toss; below 0.25 it is one guess of many.
    Source.RASA: Thresholds(sure=0.55, margin=0.15, least=0.25),
    # A weight of at most 0.75. The phrases are ordered by hand, so nearness says nothing; whoever
    # has a weight of less than 0.73 (0.55 here) is vague, and 0.2 says that no phrase was found.
    Source.FALLBACK: Thresholds(sure=0.55, margin=0.0, least=0.25),
}

MOST_OFFERED = 3
_WORTH_OFFERING = 0.1

#: Answering these by mistake costs nobody anything.
SMALL_TALK = frozenset({Intent.GREET, Intent.THANKS, Intent.GOODBYE})
#: What makes no sense as a choice by itself.
NOT_OFFERED = SMALL_TALK | {
    Intent.AFFIRM,
    Intent.DENY,
    Intent.CANCEL,
    Intent.SKIP,
    Intent.OUT_OF_SCOPE,
}


def certainty(understood: Understanding) -> Certainty:
    """What is to be done with a sentence."""
    limits = THRESHOLDS[understood.source]
    if understood.confidence < limits.least:
        return Certainty.LOST
    second = max((other.confidence for other in understood.alternatives), default=0.0)
    clear = understood.confidence - second >= limits.margin
    if understood.confidence >= limits.sure and clear:
        return Certainty.SURE
    if likeliest(understood):
        return Certainty.UNSURE
    return Certainty.SURE if understood.intent in SMALL_TALK else Certainty.LOST


def likeliest(understood: Understanding) -> tuple[Intent, ...]:
    """The two or three meanings to choose from, best first; none where none can be offered."""
    near = [each.intent for each in understood.alternatives if each.confidence >= _WORTH_OFFERING]
    meant = dict.fromkeys((understood.intent, *near))
    return tuple(intent for intent in meant if intent not in NOT_OFFERED)[:MOST_OFFERED]

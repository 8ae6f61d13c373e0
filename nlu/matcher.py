"""The built-in matcher: what a sentence means by its words alone, without a model.

It answers while the model is away or slow, and says so by its low confidence. First the exact
words, which are certain; then the phrases, the surest first.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from nlu.exact import Word, command_in, intent_of, is_no, is_yes, number_in, position_in
from nlu.phrases import phrases
from nlu.script import language_of, normal
from nlu.slots import read_slots
from nlu.understanding import Alternative, Intent, Slots, Source, Understanding
from nlu.values.durations import minutes_in

# "Not A, just B" is B; 不是2小时，是3小时 is left alone, it says which figure is wrong.
_NOT_BUT = re.compile(
    r"(?:我)?(?:不是|并非)(?:要|想)?[^,。\d]{1,12}[,。]\s*(?:而)?是(?!.*(?:小时|分钟))"
    r"|\b(?:i )?(?:don't want to|do not want to|not) [^,\d]{1,40}, ?(?:just"
    r"|only|but)\b(?!.*\bhours?)"
)
#: Not calibrated: the weights only tell one phrase from another, and stay below ``exact``.
_CONFIDENCE = 0.75
_ALTERNATIVES = 3
_LONGEST = 1_000
"""Characters looked at: nobody says what they want later than that."""


class Matcher:
    """Implements the port ``Understands`` by tables; stateless, free of input and output.

    Args:
        zone: the time zone whose calendar "today" belongs to.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    async def understand(self, text: str, now: datetime) -> Understanding:
        """What the sentence means when said at ``now`` (aware). Never raises on any text."""
        return self.match(text, now)

    def match(self, text: str, now: datetime) -> Understanding:
        """The same, for callers that wait for nothing."""
        return understand_exactly(text) or self._by_phrases(text, now)

    def _by_phrases(self, text: str, now: datetime) -> Understanding:
        head = text[:_LONGEST]
        plain = _NOT_BUT.sub("", normal(head))
        likely: dict[Intent, float] = {}
        for one in phrases():
            if one.intent not in likely and one.pattern.search(plain):
                likely[one.intent] = round(one.weight * _CONFIDENCE, 3)
        if not likely and position_in(head) is not None:
            # The first one: of what was listed, which are projects where it picks no choice.
            likely = {Intent.VIEW_PROJECT: _CONFIDENCE}
        if not likely:
            likely = {Intent.OUT_OF_SCOPE: 0.2}
        (intent, confidence), *others = likely.items()
        return Understanding(
            text=text,
            lang=language_of(head),
            intent=intent,
            confidence=confidence,
            source=Source.FALLBACK,
            slots=read_slots(head, intent, now, self._zone),
            alternatives=tuple(
                Alternative(other, sure * _CONFIDENCE) for other, sure in others[:_ALTERNATIVES]
            ),
        )


def understand_exactly(text: str) -> Understanding | None:
    """What a command, a bare number, a yes or a no means; None for every sentence."""
    slots = Slots()
    if command := command_in(text):
        intent = intent_of(command.word)
        if command.word is Word.LOG:
            hours = number_in(command.argument)
            slots = Slots(minutes=hours * 60 if hours else minutes_in(command.argument))
    elif is_yes(text):
        intent = Intent.AFFIRM
    elif is_no(text):
        intent = Intent.DENY
    elif number := number_in(text):
        # Without a list on the screen, a number can only pick a project out.
        intent, slots = Intent.VIEW_PROJECT, Slots(ordinal=number)
    else:
        return None
    return Understanding(text, language_of(text), intent, 1.0, Source.EXACT, slots)

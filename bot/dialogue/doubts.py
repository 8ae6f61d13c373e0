"""When a sentence may mean several things: the person is asked which, and what they say is kept
as training material, without personal data."""

from dataclasses import replace

from bot.dialogue.certainty import likeliest
from bot.dialogue.requests import Request
from bot.dialogue.session import Doubt, Meaning
from bot.dialogue.turn import Turn
from bot.dialogue.vocabulary import request_for
from bot.messages import Choice, Screen
from bot.redaction import without_personal_data
from nlu.slots import read_slots
from nlu.understanding import Intent, Slots, Understanding, slots_of

MEANT = "meant"
_NONE = "none"
#: Words, codes and numbers stay the same whatever is meant; dates may lie elsewhere.
_KEPT = frozenset({"category", "recipient", "project", "ordinal", "place", "count", "language"})


def which(turn: Turn, understood: Understanding) -> Screen:
    """The likeliest meanings as choices, each with what it would do, and "none of these"."""
    names = [turn.person.name] if turn.person is not None and turn.person.name else []
    confidences = {other.intent: other.confidence for other in understood.alternatives}
    confidences[understood.intent] = understood.confidence
    meanings = []
    for intent in likeliest(understood):
        request = request_for(intent, _slots(turn, understood, intent), understood.text)
        meanings.append(
            Meaning(
                intent=intent,
                confidence=confidences[intent],
                request=request.name,
                slots=request.slots,
            )
        )
    doubt = turn.session.doubt = Doubt(
        id=turn.house.new_id(),
        text=without_personal_data(understood.text, names),
        lang=understood.lang,
        source=understood.source,
        meanings=meanings,
    )
    choices = [
        Choice(meaning(turn, each.intent), _pick(doubt, each.intent.value)) for each in meanings
    ]
    none = Choice(turn.texts("meant-none"), _pick(doubt, _NONE))
    return Screen(turn.texts("meant-which"), choices=(*choices, none))


async def picked(turn: Turn, request: Request) -> Request | None:
    """What was meant, as if it had been understood; None: none of what was offered.

    What was picked is kept for training; a question that was asked before the last one is not
    known any more, and its choice is done without what the sentence said besides.
    """
    intent = request.slots.get("i", _NONE)
    doubt = turn.session.doubt
    if doubt is None or doubt.id != request.slots.get("q"):
        return request_for(Intent(intent), Slots()) if intent in set(Intent) else None
    turn.session.doubt = None
    unit = await turn.write()
    await unit.reviews.add(
        text=doubt.text,
        lang=doubt.lang,
        source=doubt.source,
        offered={each.intent.value: round(each.confidence, 4) for each in doubt.meanings},
        picked=intent,
        at=turn.now,
    )
    # What follows may be refused; the pick stays.
    await turn.settle()
    meant = next((each for each in doubt.meanings if each.intent == intent), None)
    return Request(meant.request, meant.slots) if meant is not None else None


def meaning(turn: Turn, intent: Intent) -> str:
    """What would be done, in the person's language."""
    return turn.texts(f"meant-{intent}".replace("_", "-"))


def _slots(turn: Turn, understood: Understanding, intent: Intent) -> Slots:
    """What the sentence says beside a meaning that may not be its first one."""
    if intent is understood.intent:
        return understood.slots
    read = read_slots(understood.text, intent, turn.now, turn.house.policy.timezone)
    known = {
        name: getattr(understood.slots, name)
        for name in _KEPT & slots_of(intent)
        if getattr(read, name) is None
    }
    return replace(read, **known)


def _pick(doubt: Doubt, intent: str) -> str:
    return Request(MEANT, {"i": intent, "q": doubt.id}).action()

"""How the sentences typed on the demo's phones were understood, for whoever wants to see it."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.turn import Turn
from bot.sandbox.phones import Understood
from nlu.exact import number_in
from nlu.matcher import understand_exactly
from nlu.understanding import Understanding

_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class _Heard:
    now: datetime
    understanding: Understanding


class Overheard:
    """Listens to a dialogue (``Dialogue.on_understood``) and remembers the latest sentences."""

    def __init__(self) -> None:
        self._heard: deque[_Heard] = deque(maxlen=_MOST_KEPT)

    def note(self, understanding: Understanding, turn: Turn) -> None:
        """A sentence was understood in a turn."""
        self._heard.append(_Heard(turn.now, understanding))

    def of(self, text: str, at: datetime) -> Understood | None:
        """How a message sent at a moment was understood; None where nobody had to: it picked a
        choice or answered a question."""
        said = text.strip()
        for heard in self._heard:
            if heard.understanding.text.strip() == said and heard.now >= at:
                return _shown(heard.understanding)
        exactly = understand_exactly(text) if number_in(text) is None else None
        return _shown(exactly) if exactly is not None else None


def _shown(understanding: Understanding) -> Understood:
    slots = understanding.slots.as_json()
    return Understood(
        intent=understanding.intent.value,
        confidence=round(understanding.confidence, 2),
        source=understanding.source.value,
        slots=tuple((name, _plain(value)) for name, value in slots.items()),
    )


def _plain(value: object) -> str:
    match value:
        case {"from": first, "to": last}:
            return f"{first} – {last}"
        case _:
            return str(value)

"""Choices that lead to a request: the same label for the same thing, wherever it is offered."""

from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice


def do(turn: Turn, name: str, **slots: str) -> Choice:
    """The choice that asks for something; its label is the text ``do-NAME``."""
    label = turn.texts(f"do-{name}".replace("_", "-"))
    return Choice(label, Request(name, slots).action())


def offer(turn: Turn, *names: str) -> tuple[Choice, ...]:
    """Several such choices, in order."""
    return tuple(do(turn, name) for name in names)

"""Choices that lead to a request: the same label for the same thing, wherever it is offered."""

from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice


def choice(turn: Turn, label: str, name: str, **slots: str) -> Choice:
    """The choice that asks for something; its label is the text of a key."""
    return Choice(turn.texts(label), Request(name, slots).action())


def do(turn: Turn, name: str, **slots: str) -> Choice:
    """The choice that asks for something; its label is the text ``do-NAME``."""
    return choice(turn, f"do-{name}".replace("_", "-"), name, **slots)


def offer(turn: Turn, *names: str) -> tuple[Choice, ...]:
    """Several such choices, in order."""
    return tuple(do(turn, name) for name in names)

"""A flow: what one module of the dialogue brings — answers to requests, and forms."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.dialogue.form import Form
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Screen

Handler = Callable[[Turn, Request], Awaitable[Screen]]


class BeginForm(Exception):
    """A handler found that a form should answer: the dialogue begins it.

    Attributes:
        form: the form's name.
        request: what is known; its slots go to the form's ``begin``.
    """

    def __init__(self, form: str, request: Request) -> None:
        super().__init__(form)
        self.form = form
        self.request = request


class Answered(Exception):
    """A form found at its beginning that there is something to choose or to say first.

    Attributes:
        screen: what is answered instead.
    """

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.screen = screen


@dataclass(frozen=True, slots=True)
class Flow:
    """Answers by request name, and forms; a form also answers the request of its own name."""

    answers: Mapping[str, Handler] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()

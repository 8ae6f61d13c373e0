"""What is kept of an answer, so that a repeat of its message gets the same one."""

from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.messages import Answer, Screen


@dataclass(frozen=True, slots=True)
class Seen:
    """A message that was handled, and its answer.

    Attributes:
        screen, language, notices: as they were handed over, or are to be.
        effects: it wrote to SQL, so that its mark belongs there too.
        handed_over: the platform took it.
        as_reply: it took it as its reply to a delivery.
    """

    screen: Screen | None
    language: str
    notices: tuple[Screen, ...] = ()
    effects: bool = False
    handed_over: bool = False
    as_reply: bool = False

    def answer(self, *, repeated: bool) -> Answer:
        """The answer as the adapters take it."""
        return Answer(
            screen=self.screen,
            language=self.language,
            notices=self.notices,
            repeated=repeated,
            handed_over=self.handed_over,
            as_reply=self.as_reply,
        )


_SEEN = TypeAdapter(Seen)
_SCREENS = TypeAdapter(tuple[Screen, ...])


def seen_to_json(seen: Seen) -> str:
    """As the copy in Redis."""
    return _SEEN.dump_json(seen, exclude_defaults=True).decode()


def seen_from_json(stored: str) -> Seen:
    """What ``seen_to_json`` wrote."""
    return _SEEN.validate_json(stored)


def screens_to_json(screens: tuple[Screen, ...]) -> str:
    """Several screens as one JSON list."""
    return _SCREENS.dump_json(screens, exclude_defaults=True).decode()


def screens_from_json(stored: str) -> tuple[Screen, ...]:
    """What ``screens_to_json`` wrote."""
    return _SCREENS.validate_json(stored)

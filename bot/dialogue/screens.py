"""What is done with screens: joined, told apart, chosen from."""

from dataclasses import replace

from bot.dialogue.fields import same_words
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.dialogue.vocabulary import WAYS_OUT
from bot.messages import Choice, Screen, numbered_choices
from domain.errors import Refused
from nlu.exact import is_yes, number_in, position_in

#: A label that begins like this many characters is meant by them.
_TELLING = 4
#: Labels that a yes stands for, where one of them comes first.
_YES = ("confirm", "i-am-coming", "i-still-come", "cover-yes", "walk-in-yes")


def join(first: Screen, second: Screen) -> Screen:
    """Two answers as one message: what is said, and beneath it what can be chosen."""
    return Screen(
        f"{first.text}\n\n{second.text}",
        choices=second.choices,
        nav=second.nav,
        wants=second.wants,
        attachment=first.attachment or second.attachment,
    )


def finished(screen: Screen, remarks: list[str]) -> Screen:
    """The screen as it is shown: remarks first, and no label twice: a label that is typed must
    mean one thing."""
    seen: dict[str, int] = {}
    choices = []
    for choice in screen.choices:
        times = seen[choice.label] = seen.get(choice.label, 0) + 1
        label = choice.label if times == 1 else f"{choice.label} ({times})"
        choices.append(Choice(label, choice.action))
    text = "\n\n".join((*remarks, screen.text))
    return replace(screen, text=text, choices=tuple(choices))


def refusal(turn: Turn, refused: Refused) -> Screen:
    """A refusal in words: its reason, and where there is one the way out as a choice."""
    facts = {name: turn.words.fact(name, value) for name, value in refused.facts.items()}
    way_out = WAYS_OUT.get(refused.reason)
    choices = (
        (Choice(turn.texts(f"do-{way_out}".replace("_", "-")), Request(way_out).action()),)
        if way_out
        else ()
    )
    return Screen(turn.texts(f"refused-{refused.reason}", **facts), choices=choices)


def chosen(screen: Screen | None, text: str) -> Choice | None:
    """The choice that a typed number or label picks."""
    if screen is None:
        return None
    numbered = numbered_choices(screen)
    number = number_in(text)
    if number is not None and 1 <= number <= len(numbered):
        return numbered[number - 1]
    for choice in (*screen.choices, *screen.nav):
        if same_words(choice.label, text):
            return choice
    if len(text) < _TELLING:
        return None
    beginning = text.strip().casefold()
    begun = [it for it in screen.choices if it.label.casefold().startswith(beginning)]
    return begun[0] if len(begun) == 1 else None


def at_position(turn: Turn, text: str) -> Choice | None:
    """The choice that "the second one" means; where something can be confirmed nothing is meant,
    and in a list of projects what is to be done with one may be said before."""
    screen, position = turn.session.screen, position_in(text)
    if screen is None or position is None or not 1 <= position <= len(screen.choices):
        return None
    meant = screen.choices[position - 1]
    asks = screen.choices[0].label == turn.texts("confirm")
    return None if asks or meant.action.startswith("view_project ") else meant


def agreed(turn: Turn, text: str) -> Choice | None:
    """What a yes means where something can be confirmed: 确认, 是, 好, yes, ok."""
    return affirmed(turn) if is_yes(text) else None


def affirmed(turn: Turn) -> Choice | None:
    """The choice that is the yes of what is on the screen."""
    screen = turn.session.screen
    if screen is None or not screen.choices:
        return None
    first = screen.choices[0]
    return first if first.label in {turn.texts(key) for key in _YES} else None


def offers(screen: Screen | None, action: str) -> bool:
    """Whether something can be chosen on a screen."""
    return screen is not None and any(choice.action == action for choice in screen.choices)


def no_such_number(turn: Turn, screen: Screen) -> Screen:
    """A number that picks nothing: the screen again, with the reason."""
    choices = len(numbered_choices(screen))
    if not choices:
        return Screen(turn.texts("not-understood"), nav=screen.nav, wants=screen.wants)
    reason = turn.texts("no-such-number", most=choices)
    text = f"{reason}\n\n{screen.text.removeprefix(reason).lstrip()}"
    return Screen(text, choices=screen.choices, nav=screen.nav, wants=screen.wants)

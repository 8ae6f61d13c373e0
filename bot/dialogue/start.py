"""The first screen, the menu, help, the language and small talk."""

from bot.dialogue.choices import offer
from bot.dialogue.flow import Flow, Handler
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.volunteers.model import Language
from domain.volunteers.usecases import set_language

_NEWCOMER = ("register", "browse_offerings", "change_language", "help")
_VOLUNTEER = (
    "browse_offerings",
    "my_sign_ups",
    "check_in",
    "log_hours",
    "query_hours",
    "settings",
    "help",
)


async def _start(turn: Turn, request: Request) -> Screen:
    """Two sentences on what this is, or a welcome back."""
    name = turn.person.name if turn.person is not None else None
    text = turn.texts("start-volunteer", name=name) if name else turn.texts("start-newcomer")
    return Screen(text, choices=await _menu_choices(turn))


async def _menu(turn: Turn, request: Request) -> Screen:
    return Screen(turn.texts("menu"), choices=await _menu_choices(turn), in_place=True)


async def _menu_choices(turn: Turn) -> tuple[Choice, ...]:
    """What fits the person, at most eight."""
    person = turn.person
    names = _VOLUNTEER if person is not None and person.registered else _NEWCOMER
    if await turn.has_role():
        names = (*names, "organize")
    return offer(turn, *names)


async def _help(turn: Turn, request: Request) -> Screen:
    """The words that always work."""
    more = "help-organizer" if await turn.has_role() else "help-invited"
    text = f"{turn.texts('help')}\n\n{turn.texts(more)}"
    # In the middle of a form its question follows instead.
    return Screen(text, choices=() if turn.session.form else offer(turn, "menu"))


async def _change_language(turn: Turn, request: Request) -> Screen:
    said = request.slots.get("language")
    if said not in set(Language):
        return _which_language(turn)
    language = Language(said)
    turn.language = turn.session.language = language
    if turn.account is not None:
        await set_language(await turn.write(), turn.account.id, language)
    return await _with_menu(turn, turn.texts("language-changed"))


def _which_language(turn: Turn) -> Screen:
    def choice(key: str, language: Language) -> Choice:
        request = Request("change_language", {"language": language})
        return Choice(turn.texts(key), request.action())

    return Screen(
        turn.texts("language-which"),
        choices=(
            choice("language-chinese", Language.ZH),
            choice("language-english", Language.EN),
            choice("language-traditional", Language.ZH_HANT),
        ),
        in_place=True,
    )


async def _with_menu(turn: Turn, text: str) -> Screen:
    # In the middle of a form its question follows instead.
    return Screen(text, choices=() if turn.session.form else await _menu_choices(turn))


def _says(key: str) -> Handler:
    """An answer of words alone, with the menu beneath it."""

    async def answer(turn: Turn, request: Request) -> Screen:
        return await _with_menu(turn, turn.texts(key))

    return answer


START = Flow(
    answers={
        "start": _start,
        "menu": _menu,
        "help": _help,
        "change_language": _change_language,
        "thanks": _says("thanks"),
        "goodbye": _says("goodbye"),
        "affirm": _says("nothing-asked"),
        "deny": _says("nothing-asked"),
        "out_of_scope": _says("out-of-scope"),
    }
)

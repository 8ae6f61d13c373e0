"""Which project is meant: by its id or number, its place in the list on the screen, or words."""

import re
from dataclasses import replace

from bot.dialogue.choices import choice
from bot.dialogue.flow import Answered
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.dialogue.vocabulary import request_for
from bot.messages import Choice, Screen
from domain.offerings.browsing import (
    ProjectView,
    browse,
    find_projects,
    project_view,
    recent_projects,
)
from domain.offerings.ports import Filters
from nlu.script import normal
from nlu.understanding import Understanding, slots_of

MOST_MEANT = 3
_ALL = 1_000
_NAMES = {"project", "ordinal"}
_KEPT = ("date", "time_from", "count")
# What is said of any project: 敬老院的活动, the library project.
_ANY = re.compile(
    r"^(?:那个|这个|那次|这次|the |that |this )+"
    r"|(?:的|那个|这个|那次|这次|活动|项目|服务|志愿|岗位|班次)+$"
    r"|\s+(?:project|activity|event|shift|one|volunteering)s?$"
)


async def request_heard(turn: Turn, understood: Understanding) -> Request:
    """The request that a sentence stands for; a project whose whole title it says is named by it,
    also where nobody marked those words."""
    request = request_for(understood.intent, understood.slots, understood.text)
    if "project" not in slots_of(understood.intent) or request.slots.keys() & _NAMES:
        return request
    unit, now, policy = await turn.read(), turn.now, turn.house.policy
    viewer = turn.person.id if turn.person else None
    said = normal(understood.text)
    page = await browse(unit, viewer, Filters(), limit=_ALL, now=now, policy=policy)
    titles = {each.project.title for each in page.offerings}
    if viewer is not None:
        recent = await recent_projects(unit, viewer, now=now, policy=policy)
        titles |= {each.title for each in recent}
    said_titles = [title for title in titles if normal(title) in said]
    if not said_titles:
        return request
    return replace(request, slots={**request.slots, "project": max(said_titles, key=len)})


async def meant_project(turn: Turn, request: Request) -> ProjectView | None:
    """The project that a request names; None where it names none.

    Raises:
        Refused: the project with this id is not there.
        Answered: its words name none or several: which one is asked.
    """
    unit = await turn.read()
    viewer = turn.person.id if turn.person else None
    policy = turn.house.policy
    named = request.slots.get("project") or _by_ordinal(turn, request)
    if named is None:
        return None
    if isinstance(named, int) or is_id(named):
        return await project_view(unit, viewer, named, now=turn.now, policy=policy)
    words = telling_words(named)
    found = await find_projects(unit, viewer, words, MOST_MEANT, now=turn.now, policy=policy)
    if len(found) == 1:
        only = found[0].project.id
        return await project_view(unit, viewer, only, now=turn.now, policy=policy)
    everything = choice(turn, "offerings-all", "browse_offerings")
    if not found:
        raise Answered(Screen(turn.texts("project-not-found", words=named), choices=(everything,)))
    choices = [Choice(each.project.title, _again(request, each.project.id)) for each in found]
    raise Answered(Screen(turn.texts("project-which", words=named), choices=(*choices, everything)))


def telling_words(words: str) -> str:
    """What of the words can be found in a title or an address."""
    plain = normal(words)
    return _ANY.sub("", plain) or plain


def is_id(named: str) -> bool:
    """Whether it is an id of ours and no words."""
    return len(named) == 16 and named.isalnum() and named.isascii()


def listed(turn: Turn, name: str, slot: str, ordinal: int) -> str | None:
    """What a choice at a place of the list on the screen carries; from the end where negative."""
    screen = turn.session.screen
    actions = [each.action for each in screen.choices] if screen else []
    prefix = Request(name, {slot: ""}).action()
    values = [action.removeprefix(prefix) for action in actions if action.startswith(prefix)]
    index = ordinal - 1 if ordinal > 0 else ordinal
    return values[index] if -len(values) <= index < len(values) else None


def pinned(turn: Turn, request: Request) -> Request:
    """The request with the listed project in place of its number: the list may be gone when the
    request is done."""
    named = _by_ordinal(turn, request)
    if not isinstance(named, str) or "project" in request.slots:
        return request
    slots = {name: value for name, value in request.slots.items() if name != "ordinal"}
    return replace(request, slots={**slots, "project": named})


def _by_ordinal(turn: Turn, request: Request) -> str | int | None:
    """The listed project; without a list on the screen, the number is the project's own."""
    if "ordinal" not in request.slots:
        return None
    ordinal = int(request.slots["ordinal"])
    if listed(turn, "view_project", "project", 1) is None:
        return ordinal if ordinal > 0 else None
    return listed(turn, "view_project", "project", ordinal)


def _again(request: Request, project_id: str) -> str:
    """The same wish for one project, with as much of the rest as a button carries."""
    slots = {"project": project_id}
    action = Request(request.name, slots).action()
    for name in _KEPT:
        if name in request.slots:
            slots[name] = request.slots[name]
            try:
                action = Request(request.name, slots).action()
            except ValueError:
                break
    return action

"""What is not built yet: what can be done instead."""

from collections.abc import Mapping

from bot.dialogue.choices import offer
from bot.dialogue.flow import Flow, Handler
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.offerings.browsing import project_view
from domain.signups.model import SignupState
from domain.signups.usecases import my_signups

_NOT_YET: Mapping[str, tuple[str, ...]] = {
    "request_certificate": ("query_hours", "my_records", "menu"),
    "star_level": ("query_hours", "menu"),
    "transfer_record": ("my_data", "menu"),
    "ask_faq": ("help", "talk_to_human", "menu"),
}
"""Requests with the choices beneath their answer, which is worded as ``not-yet-NAME``."""

_FOR_LEADERS: Mapping[str, tuple[str, ...]] = {
    "rate_service": ("my_sign_ups", "menu"),
}
"""The same; the leaders of the person's own projects stand beneath the answer."""

_MOST_LEADERS = 3


def _not_yet(name: str, instead: tuple[str, ...]) -> Handler:
    async def answer(turn: Turn, request: Request) -> Screen:
        return Screen(turn.texts(_key(name)), choices=offer(turn, *instead))

    return answer


def _for_leaders(name: str, instead: tuple[str, ...]) -> Handler:
    async def answer(turn: Turn, request: Request) -> Screen:
        said = "\n".join((turn.texts(_key(name)), *await _leaders(turn)))
        return Screen(said, choices=offer(turn, *instead))

    return answer


async def _leaders(turn: Turn) -> list[str]:
    """Whom to call: the leaders of what the person has a place in, the soonest first."""
    if turn.person is None or not turn.person.registered:
        return []
    unit = await turn.read()
    own = await my_signups(unit, turn.person.id, now=turn.now)
    held = [each.project.id for each in own if each.signup.state is SignupState.CONFIRMED]
    lines = []
    for project_id in list(dict.fromkeys(held))[:_MOST_LEADERS]:
        view = await project_view(
            unit, turn.person.id, project_id, now=turn.now, policy=turn.house.policy
        )
        lines.append(
            turn.texts(
                "leader-line",
                title=view.offering.project.title,
                name=view.leader_name or turn.texts("nameless"),
                contact=view.contact or turn.texts("leader-no-contact"),
            )
        )
    return lines


def _key(name: str) -> str:
    return f"not-yet-{name}".replace("_", "-")


INSTEAD = Flow(
    answers={
        **{name: _not_yet(name, instead) for name, instead in _NOT_YET.items()},
        **{name: _for_leaders(name, instead) for name, instead in _FOR_LEADERS.items()},
    }
)

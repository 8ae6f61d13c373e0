"""The answers to a change: "I still come", "I can't"."""

from bot.dialogue.choices import choice, offer
from bot.dialogue.flow import BeginForm, Flow
from bot.dialogue.offerings import describe
from bot.dialogue.own_signups import outings
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.offerings.browsing import project_view
from domain.signups.acknowledging import still_coming


async def still_coming_(turn: Turn, request: Request) -> Screen:
    """The person has read what changed and still comes; what changed since is read first."""
    signup, project, shown = (request.slots.get(slot) for slot in ("signup", "project", "v"))
    try:
        await still_coming(
            await turn.write(),
            turn.volunteer().id,
            int(shown) if shown and shown.isdecimal() else 0,
            signup_id=signup,
            project_id=project,
            now=turn.now,
        )
    except Refused as refused:
        if refused.reason is not Reason.ACKNOWLEDGEMENT_OUTDATED:
            raise
        await turn.undo()
        return await _once_more(turn, signup, project)
    return Screen(turn.texts("still-coming-noted"), choices=offer(turn, "my_sign_ups"))


async def not_coming(turn: Turn, request: Request) -> Screen:
    """The person gives back what they have for a project; of several, they choose."""
    project_id = request.slots.get("project")
    own = [each.first for each in await outings(turn) if each.first.project.id == project_id]
    if not own:
        raise Refused(Reason.NOT_SIGNED_UP)
    slots = {"shift": own[0].shift.id} if len(own) == 1 else {"project": own[0].project.title}
    raise BeginForm("cancel_sign_up", Request("cancel_sign_up", slots))


async def _once_more(turn: Turn, signup_id: str | None, project_id: str | None) -> Screen:
    """The project as it is now, to be acknowledged."""
    own = next(
        each.own
        for outing in await outings(turn)
        for each in outing.signups
        if each.own.signup.id == signup_id or each.own.project.id == project_id
    )
    view = await project_view(
        await turn.read(),
        turn.volunteer().id,
        own.project.id,
        now=turn.now,
        policy=turn.house.policy,
    )
    this = {"project": own.project.id}
    version = str(own.project.terms_version)
    return Screen(
        "\n\n".join((turn.texts("still-coming-look-again"), describe(turn, view))),
        choices=(
            choice(turn, "i-still-come", "still_coming", **this, v=version),
            choice(turn, "i-cannot-come", "not_coming", **this),
        ),
    )


FLOW = Flow(answers={"still_coming": still_coming_, "not_coming": not_coming})

"""Taking an invitation, be it to a role, to a project or to one of its shifts."""

from collections.abc import Sequence

from bot.dialogue.choices import do, offer
from bot.dialogue.fields import Field, TextField
from bot.dialogue.flow import BeginForm, Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import NAME_LONGEST
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.offerings.invitations import TakenIn, take_invitation
from domain.organizations.invitations import Claimed, found_organization


async def claim(turn: Turn, request: Request) -> Screen:
    """Takes an invitation by its code; the very first one asks for the organization's name."""
    code = request.slots.get("code")
    if not code:
        return Screen(turn.texts("claim-how"))
    account = await turn.own_account()
    unit = await turn.write()
    claimed = await take_invitation(
        unit,
        account.id,
        code,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    if isinstance(claimed, TakenIn):
        return await _taken_in(turn, claimed)
    if claimed.role is None:
        raise BeginForm("found_organization", Request("found_organization", {"code": code}))
    return await _granted(turn, claimed)


class FoundOrganization(Form):
    """The first administrator names the organization."""

    name = "found_organization"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        code = request.slots.get("code")
        if not code:
            raise Refused(Reason.CODE_WRONG)
        return {"code": code}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (TextField("name", longest=NAME_LONGEST),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        account = await turn.own_account()
        unit = await turn.write()
        claimed = await found_organization(
            unit,
            account.id,
            str(state.slots["code"]),
            str(state.slots["name"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return await _granted(turn, claimed)


async def _granted(turn: Turn, claimed: Claimed) -> Screen:
    if claimed.role is None or claimed.organization is None:
        raise Refused(Reason.CODE_WRONG)
    unit = await turn.write()
    turn.person = await unit.volunteers.get(claimed.role.volunteer_id)
    text = turn.texts(
        "claim-done",
        kind=turn.texts(f"role-{claimed.role.kind}"),
        name=claimed.organization.name,
    )
    # Volunteers see who leads a project: who has no name here yet may register.
    known = turn.person is not None and turn.person.registered
    names = ("organize", "create_project", *(() if known else ("register",)))
    return Screen(text, choices=offer(turn, *names))


async def _taken_in(turn: Turn, taken: TakenIn) -> Screen:
    """Somebody co-organizes a project or leads a shift from now on."""
    unit = await turn.write()
    turn.person = await unit.volunteers.get(taken.volunteer_id)
    shift, title = taken.shift, taken.project.title
    if shift is None:
        text = turn.texts("claim-project-done", title=title)
        choices = [do(turn, "my_project", project=taken.project.id)]
    else:
        span = turn.say_span(shift.starts_at, shift.ends_at)
        text = turn.texts("claim-shift-done", title=title, span=span)
        choices = [do(turn, name, shift=shift.id) for name in ("my_shift", "shift_contact")]
    known = turn.person is not None and turn.person.registered
    return Screen(text, choices=(*choices, *offer(turn, *(() if known else ("register",)))))


FLOW = Flow(answers={"claim": claim}, forms=(FoundOrganization(),))

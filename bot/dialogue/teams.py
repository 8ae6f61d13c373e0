"""A volunteer's teams: joining one by an invitation, leaving it, and which is the main unit."""

from collections.abc import Sequence

from bot.dialogue.choices import do, offer
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import Answered, BeginForm, Flow
from bot.dialogue.form import Form
from bot.dialogue.nodes import node_label
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.organizations.model import NodeKind, Organization
from domain.teams.invitations import TeamInvitation, invitation_sent, invited_by
from domain.teams.ports import Belonging
from domain.teams.usecases import Joined, join_team, leave_team, my_teams, set_main_unit

#: Where the registration keeps the invitation by which somebody came.
INVITATION = "invitation"


class JoinTeam(Form):
    """Whoever has the link, QR or code reads what they join, and confirms.

    Who is not registered yet goes through the registration, which remembers the invitation.
    """

    name = "join_team"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        code = request.slots.get("code")
        if not code:
            registered = turn.person is not None and turn.person.registered
            instead = ("my_teams", "menu") if registered else ("register", "menu")
            raise Answered(Screen(turn.texts("join-team-how"), choices=offer(turn, *instead)))
        invitation = await _sent(turn, code)
        if turn.person is None or not turn.person.registered:
            turn.remarks.append(turn.texts("join-team-register", name=invitation.node.name))
            raise BeginForm("register", _remembered(turn, invitation))
        if await _belongs_to(turn, invitation.node):
            said = turn.texts("join-team-before", name=invitation.node.name)
            raise Answered(Screen(said, choices=offer(turn, "my_teams", "browse_offerings")))
        return {INVITATION: invitation.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        invitation = await _invited_by(turn, state)
        return turn.texts("join-team-read-back", team=node_label(turn, invitation.node))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        joined = await join(turn, turn.volunteer().id, str(state.slots[INVITATION]))
        main = "yes" if joined.membership.main else "no"
        text = turn.texts("join-team-done", name=joined.node.name, main=main)
        choices = offer(turn, "browse_offerings", "my_teams")
        if not joined.membership.main and joined.node.kind is NodeKind.UNIT:
            choices = (*choices, do(turn, "main_unit", team=joined.membership.id))
        return Screen(text, choices=choices)


async def join(turn: Turn, volunteer_id: str, invitation_id: str) -> Joined:
    """Joins by an invitation.

    Raises:
        Refused: it was withdrawn or is too old.
    """
    unit = await turn.write()
    return await join_team(
        unit, volunteer_id, invitation_id, now=turn.now, new_id=turn.house.new_id
    )


async def invited_to(turn: Turn, state: FormState) -> Organization | None:
    """Where a registration leads, that began with an invitation; None where it does not."""
    if INVITATION not in state.slots:
        return None
    try:
        return (await _invited_by(turn, state)).node
    except Refused:
        return None


async def own_teams(turn: Turn) -> Sequence[Belonging]:
    """Where the person belongs, the main unit first."""
    if turn.person is None:
        return []
    return await my_teams(await turn.read(), turn.person.id)


async def teams_screen(turn: Turn, request: Request) -> Screen:
    """The person's teams, and what can be done about them."""
    turn.volunteer()
    own = await own_teams(turn)
    if not own:
        choices = offer(turn, "browse_offerings", "settings", "menu")
        return Screen(turn.texts("my-teams-none"), choices=choices, in_place=True)
    lines = [turn.texts("my-teams-head"), *(_line(turn, each) for each in own)]
    others = ("main_unit",) if len(own) > 1 else ()
    choices = offer(turn, "leave_team", *others, "settings", "menu")
    return Screen("\n".join(lines), choices=choices, in_place=True)


class _OfTeam(Form):
    """A form about one of the person's own teams."""

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        meant = {each.membership.id for each in await self._meant(turn)}
        if not meant:
            raise Refused(Reason.NOT_A_MEMBER)
        named = request.slots.get("team")
        if named is not None and named not in meant:
            raise Refused(Reason.NOT_A_MEMBER)
        if named is None and len(meant) == 1:
            named = meant.pop()
        return {} if named is None else {"team": named}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        only_one = len(await self._meant(turn)) < 2 and "team" in state.slots
        return () if only_one else (ChoiceField("team", self._options),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        for each in await self._meant(turn):
            if each.membership.id == state.slots["team"]:
                return turn.texts(self.key("read-back"), team=node_label(turn, each.node))
        raise Refused(Reason.NOT_A_MEMBER)

    async def _meant(self, turn: Turn) -> Sequence[Belonging]:
        return await own_teams(turn)

    async def _options(self, turn: Turn, state: FormState) -> list[Option]:
        return [
            Option(each.membership.id, node_label(turn, each.node))
            for each in await self._meant(turn)
        ]


class LeaveTeam(_OfTeam):
    """Leaves a team, at any time."""

    name = "leave_team"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        node = await leave_team(
            await turn.write(), turn.volunteer().id, str(state.slots["team"]), now=turn.now
        )
        text = turn.texts("leave-team-done", name=node.name)
        return Screen(text, choices=offer(turn, "my_teams", "menu"))


class MainUnit(_OfTeam):
    """Chooses the node whose people the person counts among."""

    name = "main_unit"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        node = await set_main_unit(
            await turn.write(), turn.volunteer().id, str(state.slots["team"])
        )
        text = turn.texts("main-unit-done", name=node.name)
        return Screen(text, choices=offer(turn, "my_teams", "menu"))

    async def _meant(self, turn: Turn) -> Sequence[Belonging]:
        return [each for each in await own_teams(turn) if not each.membership.main]


async def _sent(turn: Turn, code: str) -> TeamInvitation:
    account = await turn.own_account()
    return await invitation_sent(
        await turn.write(),
        account.id,
        code,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )


async def _invited_by(turn: Turn, state: FormState) -> TeamInvitation:
    return await invited_by(await turn.read(), str(state.slots[INVITATION]), now=turn.now)


async def _belongs_to(turn: Turn, node: Organization) -> bool:
    return any(each.node.id == node.id for each in await own_teams(turn))


def _remembered(turn: Turn, invitation: TeamInvitation) -> Request:
    """The registration with the invitation in it; one that is running goes on where it is."""
    running = turn.session.form
    if running is not None and running.form == "register":
        running.slots[INVITATION] = invitation.id
        return Request("register")
    return Request("register", {INVITATION: invitation.id}, signed=True)


def _line(turn: Turn, each: Belonging) -> str:
    day = local_day(each.membership.joined_at, turn.house.policy.timezone)
    return turn.texts(
        "my-team-main" if each.membership.main else "my-team",
        team=node_label(turn, each.node),
        day=turn.say_day(day),
    )


TEAMS = Flow(answers={"my_teams": teams_screen}, forms=(JoinTeam(), LeaveTeam(), MainUnit()))

"""The organizer's side of a team: inviting members, who they are, and how many the unit has."""

from collections.abc import Sequence

from bot.chance import invitation_code
from bot.dialogue.choices import choice, do
from bot.dialogue.fields import ChoiceField, Field, NumberField, Option
from bot.dialogue.flow import Answered, Flow
from bot.dialogue.form import Form
from bot.dialogue.nodes import node_label, share_lines
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.organizing import actor_id, organized_node
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.payloads import TEAM_PAGE, PayloadKind
from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.organizations.model import UnitLevel
from domain.teams.invitations import (
    TeamInvitation,
    invite_members,
    invited_by,
    open_invitation,
    withdraw_invitation,
)
from domain.teams.ports import TeamMember
from domain.teams.share import set_headcount
from domain.teams.usecases import remove_member, team_members

_MOST_PEOPLE = 1_000_000


async def team(turn: Turn, request: Request) -> Screen:
    """How many belong to a node, and what can be done about them."""
    node = await organized_node(turn, request.slots.get("node"))
    lines = [node_label(turn, node), *await share_lines(turn, node)]
    choices = (
        do(turn, "invite_members", node=node.id),
        do(turn, "team_members", node=node.id),
        do(turn, "set_headcount", node=node.id),
        choice(turn, "back", "organize", node=node.id),
    )
    return Screen("\n".join(lines), choices=choices, in_place=True)


# ---------------------------------------------------------------- inviting


class InviteMembers(Form):
    """One link for everybody; the one that is valid is shown again."""

    name = "invite_members"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        node = await organized_node(turn, request.slots.get("node"))
        unit = await turn.read()
        standing = await open_invitation(unit, actor_id(turn), node.id, now=turn.now)
        if standing is not None:
            raise Answered(_shown(turn, standing))
        return {"node": node.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        node = await organized_node(turn, str(state.slots["node"]))
        days = turn.house.policy.team_invitation_lifetime.days
        return turn.texts("invite-members-read-back", team=node_label(turn, node), days=days)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        invitation = await invite_members(
            await turn.write(),
            actor_id(turn),
            str(state.slots["node"]),
            draw=invitation_code,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return _shown(turn, invitation)


def _shown(turn: Turn, invitation: TeamInvitation) -> Screen:
    """The invitation as it is passed on: a QR code or link, and the code to be typed."""
    until = local_day(invitation.expires_at, turn.house.policy.timezone)
    payload = turn.house.payloads.write(PayloadKind.TEAM, invitation.text)
    text = turn.texts(
        "invite-members-done",
        name=invitation.node.name,
        link=f"{turn.house.public_url}{TEAM_PAGE}/{payload}",
        code=invitation.text,
        until=turn.say_day(until),
    )
    return Screen(
        text,
        choices=(
            do(turn, "withdraw_invitation", invitation=invitation.id),
            do(turn, "team", node=invitation.node.id),
        ),
        attachment=Attachment(AttachmentKind.QR, payload),
    )


class WithdrawInvitation(Form):
    """Nobody can join by the link any more."""

    name = "withdraw_invitation"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        unit = await turn.read()
        named = request.slots.get("invitation", "")
        invitation = await invited_by(unit, named, now=turn.now)
        await organized_node(turn, invitation.node.id)
        return {"invitation": invitation.id, "name": invitation.node.name}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        return turn.texts("withdraw-invitation-read-back", name=str(state.slots["name"]))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        node = await withdraw_invitation(
            await turn.write(), actor_id(turn), str(state.slots["invitation"]), now=turn.now
        )
        back = do(turn, "team", node=node.id)
        return Screen(turn.texts("withdraw-invitation-done"), choices=(back,))


# ---------------------------------------------------------------- the members


async def members(turn: Turn, request: Request) -> Screen:
    """Who belongs to a node itself, three at a time."""
    node = await organized_node(turn, request.slots.get("node"))
    page, unit = request.page, await turn.write()
    found = await team_members(unit, actor_id(turn), node.id, page * AT_ONCE, AT_ONCE)
    for each in found.members:
        # Staff access to personal data is logged (rules.md, "Personal data").
        await unit.access_log.add(
            turn.house.new_id(), actor_id(turn), each.volunteer.id, "members", turn.now
        )
    texts = turn.texts
    lines = [texts("members-head", team=node_label(turn, node), count=found.total)]
    lines += [_member_line(turn, each) for each in found.members]
    choices = [
        Choice(
            texts("remove-member", name=each.volunteer.name or texts("nameless")),
            Request("remove_member", {"member": each.membership.id}).action(),
        )
        for each in found.members
    ]
    left = found.total - page * AT_ONCE - len(found.members)
    if left > 0:
        lines.append(texts("roster-left", left=left))
        choices.append(choice(turn, "more", "team_members", node=node.id, page=str(page + 1)))
    choices.append(do(turn, "team", node=node.id))
    return Screen("\n".join(lines), choices=tuple(choices), in_place=True)


def _member_line(turn: Turn, each: TeamMember) -> str:
    day = local_day(each.membership.joined_at, turn.house.policy.timezone)
    return turn.texts(
        "member-line",
        name=each.volunteer.name or turn.texts("nameless"),
        day=turn.say_day(day),
        main="yes" if each.membership.main else "no",
    )


class RemoveMember(Form):
    """Ends somebody's membership, who is told."""

    name = "remove_member"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        unit = await turn.read()
        membership = await unit.memberships.get(request.slots.get("member", ""))
        if membership is None:
            raise Refused(Reason.NOT_A_MEMBER)
        node = await organized_node(turn, membership.organization_id)
        person = await unit.volunteers.get(membership.volunteer_id)
        name = person.name if person is not None else None
        return {"member": membership.id, "team": node.name, "name": name}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        name = str(state.slots["name"] or turn.texts("nameless"))
        return turn.texts("remove-member-read-back", name=name, team=str(state.slots["team"]))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        node = await remove_member(
            await turn.write(),
            actor_id(turn),
            str(state.slots["member"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        back = do(turn, "team_members", node=node.id)
        return Screen(turn.texts("remove-member-done"), choices=(back,))


# ---------------------------------------------------------------- headcount


class SetHeadcount(Form):
    """How many people belong to a unit, and its level (notice 002)."""

    name = "set_headcount"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        node = await organized_node(turn, request.slots.get("node"))
        return {"node": node.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (
            NumberField("headcount", least=1, most=_MOST_PEOPLE),
            ChoiceField("level", _levels, optional=True),
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        level = state.slots["level"]
        await set_headcount(
            await turn.write(),
            actor_id(turn),
            str(state.slots["node"]),
            int(state.slots["headcount"] or 0),
            None if level is None else UnitLevel(str(level)),
        )
        turn.remarks.append(turn.texts("set-headcount-done"))
        return await team(turn, Request("team", {"node": str(state.slots["node"])}))


async def _levels(turn: Turn, state: FormState) -> list[Option]:
    return [Option(level.value, turn.texts(f"level-{level}")) for level in UnitLevel]


TEAM_DESK = Flow(
    answers={"team": team, "team_members": members},
    forms=(InviteMembers(), WithdrawInvitation(), RemoveMember(), SetHeadcount()),
)

"""The organizer's desk: the tree of units, invitations to roles, the verified mark."""

from collections.abc import Sequence

from bot.chance import invitation_code
from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import ChoiceField, Field, Option, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.nodes import node_label, share_lines
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.payloads import PayloadKind
from domain.errors import Reason, Refused
from domain.offerings.authority import check_manages_anything
from domain.organizations.authority import can, check_can, manageable
from domain.organizations.invitations import invite
from domain.organizations.model import NodeKind, Organization, RoleKind
from domain.organizations.usecases import add_node, set_verified, withdraw_role

NAME_LONGEST = 60
_NODES_AT_ONCE = 8


class AddNode(Form):
    """A unit, station or team below a node."""

    name = "add_node"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        node = await organized_node(turn, request.slots.get("node"))
        return {"parent": node.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("kind", _node_kinds), TextField("name", longest=NAME_LONGEST))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        node = await add_node(
            unit,
            actor_id(turn),
            str(state.slots["parent"]),
            NodeKind(str(state.slots["kind"])),
            str(state.slots["name"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(
            turn.texts("add-node-done", name=node.name),
            choices=(do(turn, "invite", node=node.id), do(turn, "organize")),
        )


class Invite(Form):
    """A one-time code that gives a role on a node."""

    name = "invite"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        node = await organized_node(turn, request.slots.get("node"))
        return {"node": node.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("kind", self._kinds),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        unit = await turn.read()
        node = await unit.organizations.get(str(state.slots["node"]))
        return turn.texts(
            "invite-read-back",
            kind=turn.texts(f"role-{state.slots['kind']}"),
            name=node.name if node else "–",
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        kind = RoleKind(str(state.slots["kind"]))
        code = await invite(
            unit,
            actor_id(turn),
            kind,
            str(state.slots["node"]),
            draw=invitation_code,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return Screen(
            turn.texts("invite-done", code=code, kind=turn.texts(f"role-{kind}")),
            choices=offer(turn, "organize"),
            attachment=Attachment(
                AttachmentKind.QR, turn.house.payloads.write(PayloadKind.INVITATION, code)
            ),
        )

    async def _kinds(self, turn: Turn, state: FormState) -> list[Option]:
        unit = await turn.read()
        node = await unit.organizations.get(str(state.slots["node"]))
        kinds = [RoleKind.ORGANIZER, RoleKind.LEADER]
        if node and await can(unit, actor_id(turn), RoleKind.ADMINISTRATOR, node):
            kinds.append(RoleKind.ADMINISTRATOR)
        return [Option(kind.value, turn.texts(f"role-{kind}")) for kind in kinds]


class WithdrawRole(Form):
    """Takes somebody's role on a node away."""

    name = "withdraw_role"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        node = await organized_node(turn, request.slots.get("node"))
        return {"node": node.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("role", self._roles),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        role = await withdraw_role(unit, actor_id(turn), str(state.slots["role"]), now=turn.now)
        lines = [turn.texts("withdraw-role-done")]
        if await unit.roles.manages_anything(await unit.volunteers.person_ids(role.volunteer_id)):
            lines.append(turn.texts("withdraw-role-others"))
        return Screen("\n".join(lines), choices=offer(turn, "organize"))

    async def _roles(self, turn: Turn, state: FormState) -> list[Option]:
        unit = await turn.read()
        held = await unit.roles.on(str(state.slots["node"]))
        return [
            Option(
                role.id,
                turn.texts(
                    "role-of",
                    name=person.name or turn.texts("nameless"),
                    kind=turn.texts(f"role-{role.kind}"),
                ),
            )
            for role, person in held
        ]


async def organize(turn: Turn, request: Request) -> Screen:
    """The nodes that the person organizes, and what can be done on one of them."""
    unit = await turn.read()
    nodes = await manageable(unit, actor_id(turn))
    if not nodes:
        return await _leaders_desk(turn)
    named = request.slots.get("node")
    if named is None and len(nodes) > 1:
        return _which_node(turn, nodes, request)
    node = next((each for each in nodes if each.id == named), nodes[0])
    choices = [
        do(turn, "my_projects"),
        do(turn, "create_project", node=node.id),
        do(turn, "view_roster"),
        do(turn, "approve_hours"),
        do(turn, "broadcasts"),
        do(turn, "cases"),
        do(turn, "report_stats", node=node.id),
        do(turn, "structure", node=node.id),
    ]
    nav = (choice(turn, "back", "organize"),) if len(nodes) > 1 else ()
    return Screen(await _of_node(turn, node), choices=tuple(choices), nav=nav, in_place=True)


async def structure(turn: Turn, request: Request) -> Screen:
    """Who belongs to a node, what is below it, and who has which role there."""
    node = await organized_node(turn, request.slots.get("node"))
    names = ["team", "add_node", "invite", "withdraw_role"]
    if await can(await turn.read(), actor_id(turn), RoleKind.ADMINISTRATOR, node):
        names.append("unverify" if node.verified else "verify")
    return Screen(
        await _of_node(turn, node),
        choices=tuple(do(turn, name, node=node.id) for name in names),
        nav=(choice(turn, "back", "organize", node=node.id),),
        in_place=True,
    )


async def _of_node(turn: Turn, node: Organization) -> str:
    key = "organize-node-verified" if node.verified else "organize-node"
    kind, share = turn.texts(f"node-{node.kind}"), await share_lines(turn, node)
    return turn.texts(key, name=node.name, kind=kind, share="\n".join(share))


async def verify(turn: Turn, request: Request) -> Screen:
    """Sets the verified mark."""
    return await _mark(turn, request, verified=True)


async def unverify(turn: Turn, request: Request) -> Screen:
    """Takes the verified mark away."""
    return await _mark(turn, request, verified=False)


def actor_id(turn: Turn) -> str:
    """The person who acts as an organizer, registered or not.

    Raises:
        Refused: somebody without any role.
    """
    if turn.person is None:
        raise Refused(Reason.NOT_ALLOWED)
    return turn.person.id


async def organized_node(turn: Turn, node_id: str | None) -> Organization:
    """A node that the person organizes; their topmost one where none is named.

    Raises:
        Refused: no role there.
    """
    unit = await turn.read()
    if node_id is not None:
        return await check_can(unit, actor_id(turn), RoleKind.ORGANIZER, node_id)
    nodes = await manageable(unit, actor_id(turn))
    if not nodes:
        raise Refused(Reason.NOT_ALLOWED)
    return nodes[0]


async def _leaders_desk(turn: Turn) -> Screen:
    """For who leads projects, and for who manages one project or shift without a role."""
    unit = await turn.read()
    authority = await check_manages_anything(unit, actor_id(turn))
    if not authority.leads:
        choices = offer(turn, "my_projects", "view_roster", "approve_hours")
        return Screen(turn.texts("organize-beside"), choices=choices, in_place=True)
    return Screen(
        turn.texts("organize-leader", name=authority.leads[0].name),
        choices=offer(
            turn, "my_projects", "view_roster", "approve_hours", "report_stats", "create_project"
        ),
        in_place=True,
    )


def _which_node(turn: Turn, nodes: Sequence[Organization], request: Request) -> Screen:
    page = request.page
    shown = nodes[page * _NODES_AT_ONCE : (page + 1) * _NODES_AT_ONCE]
    choices = [
        Choice(
            node_label(turn, node),
            Request("organize", {"node": node.id}).action(),
        )
        for node in shown
    ]
    text = turn.texts("organize-which")
    left = len(nodes) - page * _NODES_AT_ONCE - len(shown)
    if left > 0:
        text = f"{text}\n{turn.texts('field-options-left', left=left)}"
        choices.append(choice(turn, "more", "organize", page=str(page + 1)))
    return Screen(text, choices=tuple(choices), in_place=True)


async def _mark(turn: Turn, request: Request, *, verified: bool) -> Screen:
    unit = await turn.write()
    await set_verified(unit, actor_id(turn), request.slots.get("node", ""), verified)
    return await structure(turn, request)


async def _node_kinds(turn: Turn, state: FormState) -> list[Option]:
    kinds = (NodeKind.UNIT, NodeKind.STATION, NodeKind.TEAM)
    return [Option(kind.value, turn.texts(f"node-{kind}")) for kind in kinds]


FLOW = Flow(
    answers={
        "organize": organize,
        "structure": structure,
        "verify": verify,
        "unverify": unverify,
    },
    forms=(AddNode(), Invite(), WithdrawRole()),
)

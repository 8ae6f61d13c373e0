"""A node of the tree in words: what it is, and how many of its people are volunteers."""

from bot.dialogue.turn import Turn
from domain.organizations.model import Organization
from domain.teams.share import Share, share_of


def node_label(turn: Turn, node: Organization) -> str:
    """A node with what it is."""
    return turn.texts("node-label", name=node.name, kind=turn.texts(f"node-{node.kind}"))


async def share_lines(turn: Turn, node: Organization) -> list[str]:
    """How many belong to a node that the person organizes, and how that stands to its aim.

    Raises:
        Refused: no role there.
    """
    actor_id = turn.person.id if turn.person is not None else ""
    unit = await turn.read()
    return _lines(turn, await share_of(unit, actor_id, node.id, policy=turn.house.policy))


def _lines(turn: Turn, share: Share) -> list[str]:
    texts, members = turn.texts, share.members
    lines = [texts("share-members", count=members.all)]
    if members.at_home != members.all:
        lines.append(texts("share-at-home", count=members.at_home))
    if share.percent is None:
        return lines
    lines.append(texts("share-headcount", headcount=share.headcount, percent=share.percent))
    if share.level is not None:
        lines.append(
            texts(
                "share-aim",
                level=texts(f"level-{share.level}"),
                aim=share.aim,
                reached="yes" if share.reached else "no",
            )
        )
    return lines

"""What an organizer finds at the desk of the sample data: members of units, and who needs help."""

from datetime import datetime, timedelta

from bot.chance import invitation_code
from bot.dialogue.turn import House
from bot.sandbox.sample_plan import CasePlan, NodePlan, Plan
from domain.cases.usecases import Matter, open_case
from domain.teams.invitations import invite_members
from domain.teams.usecases import join_team
from storage.unit import Unit


async def add_members(
    house: House,
    unit: Unit,
    plan: Plan,
    node: NodePlan,
    node_id: str,
    *,
    by: str,
    people: dict[str, str],
    at: datetime,
) -> None:
    """The people of a district join the node near them, by its invitation.

    Args:
        by: the volunteer id of an organizer.
        people: volunteer ids by name.
    """
    if node.members_from is None:
        return
    invitation = await invite_members(
        unit,
        by,
        node_id,
        draw=invitation_code,
        now=at,
        new_id=house.new_id,
        policy=house.policy,
    )
    for name in plan.people[node.members_from]:
        await join_team(unit, people[name], invitation.id, now=at, new_id=house.new_id)


async def add_case(
    house: House, unit: Unit, case: CasePlan, account_id: str, now: datetime
) -> None:
    """Somebody asked for something a while ago, and nobody has answered yet."""
    await open_case(
        unit,
        account_id,
        Matter(case.kind, case.text, place=case.place),
        now=now - timedelta(minutes=case.minutes_ago),
        new_id=house.new_id,
        policy=house.policy,
    )

"""What is told about teams."""

from bot.notices.wording import Named, Telling, Wording, leads_to
from domain.notices.model import NoticeKind


async def _node(telling: Telling) -> Named:
    node = await telling.unit.organizations.get(telling.fact("node"))
    return {"name": node.name} if node is not None else None


WORDINGS = {NoticeKind.TEAM_LEFT: Wording(_node, leads_to("my_teams"))}

"""What is told about households."""

from bot.notices.wording import Named, Telling, Wording, leads_to
from domain.notices.model import NoticeKind


async def _who(telling: Telling) -> Named:
    return {"name": await telling.name_of(telling.fact("volunteer"))}


WORDINGS = {
    NoticeKind.HOUSEHOLD_JOINED: Wording(_who, leads_to("household")),
    NoticeKind.HOUSEHOLD_LEFT: Wording(_who, leads_to("household")),
    NoticeKind.HOUSEHOLD_REMOVED: Wording(_who, leads_to("household")),
}

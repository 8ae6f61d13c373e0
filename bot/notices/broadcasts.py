"""What is told about broadcasts, to their authors."""

from bot.messages import Choice
from bot.notices.wording import Named, Telling, Wording
from domain.notices.model import NoticeKind


async def _done(telling: Telling) -> Named:
    broadcast = await telling.unit.broadcasts.get(telling.fact("broadcast"))
    if broadcast is None:
        return None
    progress = await telling.unit.broadcasts.progress(broadcast)
    return {
        "number": broadcast.number,
        "sent": progress.sent,
        "failed": progress.failed,
        "left": sum(progress.left_out.values()),
    }


def _more(telling: Telling) -> tuple[Choice, ...]:
    return (
        telling.choice("do-broadcast-progress", "broadcast_progress", b=telling.fact("broadcast")),
    )


WORDINGS = {NoticeKind.BROADCAST_DONE: Wording(_done, _more, instead="waiting-notice-broadcasts")}

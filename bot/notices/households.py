"""What is told about households, and to those whom somebody of theirs signed up."""

from bot.messages import Choice
from bot.notices.wording import Named, Telling, Wording, leads_to
from domain.notices.model import NoticeKind
from domain.signups.model import LIVE, SignupState


async def _who(telling: Telling) -> Named:
    return {"name": await telling.name_of(telling.fact("volunteer"))}


async def _done_for(telling: Telling) -> Named:
    """What somebody was signed up for, or not any more, by an adult of their household."""
    unit, words = telling.unit, telling.words
    signup = await unit.signups.get(telling.fact("signup"))
    shift = await unit.shifts.get(telling.fact("shift"))
    project = await unit.projects.get(shift.project_id) if shift else None
    if signup is None or shift is None or project is None:
        return None
    if telling.notice.kind is NoticeKind.SIGNED_UP_FOR and signup.state not in LIVE:
        return None
    return {
        "by": await telling.name_of(telling.fact("by")),
        "waits": "no" if signup.state is SignupState.CONFIRMED else "yes",
        "title": project.title,
        "span": words.span(shift.starts_at, shift.ends_at),
        "address": shift.address,
    }


def _can_cancel(telling: Telling) -> tuple[Choice, ...]:
    return (
        telling.choice("do-my-sign-ups", "my_sign_ups"),
        telling.choice("do-cancel-sign-up", "cancel_sign_up", shift=telling.fact("shift")),
    )


WORDINGS = {
    NoticeKind.HOUSEHOLD_JOINED: Wording(_who, leads_to("household")),
    NoticeKind.HOUSEHOLD_LEFT: Wording(_who, leads_to("household")),
    NoticeKind.HOUSEHOLD_REMOVED: Wording(_who, leads_to("household")),
    NoticeKind.SIGNED_UP_FOR: Wording(_done_for, _can_cancel, instead="waiting-notice-signups"),
    NoticeKind.CANCELLED_FOR: Wording(_done_for, leads_to("browse_offerings")),
}

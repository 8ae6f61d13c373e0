"""What is told about a shift: places, changes, reminders."""

from collections.abc import Awaitable, Callable, Mapping

from bot.messages import Choice
from bot.notices.together import family_on, said_of
from bot.notices.wording import Named, Telling, Wording, leads_to
from domain.errors import granted
from domain.notices.model import NoticeKind
from domain.offerings.authority import check_manages_shift
from domain.offerings.model import Project, Shift
from domain.signups.model import LIVE, Signup, SignupState
from domain.signups.offers import offer_until


async def _shift(telling: Telling) -> tuple[Shift, Project, dict[str, object]] | None:
    unit, words = telling.unit, telling.words
    shift = await unit.shifts.get(telling.fact("shift"))
    project = await unit.projects.get(shift.project_id) if shift else None
    if shift is None or project is None:
        return None
    named: dict[str, object] = {
        "title": project.title,
        "span": words.span(shift.starts_at, shift.ends_at),
        "address": shift.address,
        "starts_at": shift.starts_at,
    }
    return shift, project, named


async def _signup(telling: Telling) -> Signup | None:
    return await telling.unit.signups.get(telling.fact("signup"))


async def _said(telling: Telling) -> Named:
    found = await _shift(telling)
    return found[2] if found else None


async def _offered(telling: Telling) -> Named:
    found, signup = await _shift(telling), await _signup(telling)
    if found is None or signup is None or signup.state is not SignupState.OFFERED:
        return None
    shift, _, named = found
    until = signup.offer_until or offer_until(telling.now, shift.starts_at, telling.house.policy)
    return named | {"until": telling.words.moment(until)}


async def _reminder(telling: Telling) -> Named:
    found, signup = await _shift(telling), await _signup(telling)
    if found is None or signup is None or signup.state not in LIVE:
        return None
    shift, project, named = found
    if shift.cancelled_at is not None:
        return None
    family = await family_on(telling, signup, (SignupState.CONFIRMED,))
    if family is None:
        return None
    names = telling.texts("field-joint").join(family)
    lines = {"family": names, "bring": project.bring, "contact": shift.contact_in(project)}
    return named | {"more": _more(telling, lines)}


def _more(telling: Telling, lines: Mapping[str, str | None]) -> str:
    """A line of its own for everything that there is something to say of."""
    said = (telling.texts(f"notice-{name}", **{name: line}) for name, line in lines.items() if line)
    return "".join(f"\n{line}" for line in said)


async def _message(telling: Telling) -> Named:
    named, signup = await _said(telling), await _signup(telling)
    message = await telling.unit.shift_messages.get(telling.fact("message"))
    if named is None or signup is None or message is None:
        return None
    if signup.state is not SignupState.CONFIRMED:
        return None
    family = await family_on(telling, signup, (SignupState.CONFIRMED,))
    if family is None:
        return None
    by = await telling.name_of(message.actor_id)
    return named | {"words": message.words, "name": by, "more": said_of(telling, family)}


async def _cancelled(telling: Telling) -> Named:
    found = await _shift(telling)
    if found is None:
        return None
    shift, _, named = found
    signup = await _signup(telling)
    family = await family_on(telling, signup, (SignupState.SHIFT_CANCELLED,)) if signup else []
    if family is None:
        return None
    lines = {"because": shift.cancel_reason, "family": telling.texts("field-joint").join(family)}
    return named | {"because": _more(telling, lines)}


def to_managers(
    named: Callable[[Telling], Awaitable[Named]],
) -> Callable[[Telling], Awaitable[Named]]:
    """The same, but not for somebody who has lost the role before the news reaches them."""

    async def still(telling: Telling) -> Named:
        found = await _shift(telling)
        if found is None:
            return None
        shift, project, _ = found
        check = check_manages_shift(telling.unit, telling.told, shift, project)
        return await named(telling) if await granted(check) else None

    return still


async def _cancelled_late(telling: Telling) -> Named:
    named, signup = await _said(telling), await _signup(telling)
    if named is None:
        return None
    return named | {"name": await telling.name_of(signup.volunteer_id) if signup else "–"}


async def _forgotten(telling: Telling) -> Named:
    named = await _said(telling)
    if named is None:
        return None
    return named | {"hours": telling.words.hours(int(telling.facts["minutes"] or 0))}


async def _no_shows(telling: Telling) -> Named:
    name = await telling.name_of(telling.fact("volunteer"))
    return {"name": name, "times": telling.facts["times"]}


async def _asked_in(telling: Telling) -> Named:
    found = await _shift(telling)
    if found is None:
        return None
    shift, _, named = found
    who = telling.notice.about_id or telling.notice.volunteer_id or ""
    ids = await telling.unit.volunteers.person_ids(who)
    signup = await telling.unit.signups.live(ids, shift.id)
    if shift.cancelled_at is not None or (signup and signup.state is SignupState.CONFIRMED):
        return None
    asked = "child" if telling.notice.about_id else "you"
    return named | {"name": await telling.name_of(telling.fact("by")), "who": asked}


async def _declined_in(telling: Telling) -> Named:
    named = await _said(telling)
    if named is None:
        return None
    return named | {"name": await telling.name_of(telling.fact("volunteer"))}


def _answers_to_asked_in(telling: Telling) -> tuple[Choice, ...]:
    joining = {"shift": telling.fact("shift")}
    if (child := telling.notice.about_id) is not None:
        joining["child"] = child
    return (
        telling.choice("walk-in-yes", "join_on_site", **joining),
        telling.choice("walk-in-no", "decline_walk_in", **joining),
    )


def _answers_to_offer(telling: Telling) -> tuple[Choice, ...]:
    signup = telling.fact("signup")
    return (
        telling.choice("confirm", "accept_offer", signup=signup),
        telling.choice("decline-offer", "decline_offer", signup=signup),
    )


def _answers_to_reminder(telling: Telling) -> tuple[Choice, ...]:
    return (
        telling.choice("i-am-coming", "coming", signup=telling.fact("signup")),
        telling.choice("i-cannot-come", "cancel_sign_up", shift=telling.fact("shift")),
    )


def _after_late_cancellation(telling: Telling) -> tuple[Choice, ...]:
    shift = telling.fact("shift")
    roster = telling.choice("do-view-roster", "view_roster", shift=shift)
    if not telling.facts.get("cover"):
        return (roster,)
    return (telling.choice("do-find-cover", "find_cover", shift=shift), roster)


_SIGNUPS = "waiting-notice-signups"

WORDINGS = {
    NoticeKind.PLACE_OFFERED: Wording(
        _offered, _answers_to_offer, gist=True, question=True, instead=_SIGNUPS
    ),
    NoticeKind.OFFER_EXPIRED: Wording(_said, leads_to("browse_offerings")),
    NoticeKind.SHIFT_CANCELLED: Wording(_cancelled, leads_to("browse_offerings"), gist=True),
    NoticeKind.SHIFT_REMINDER: Wording(
        _reminder, _answers_to_reminder, gist=True, question=True, instead=_SIGNUPS
    ),
    NoticeKind.WALK_IN_ASKED: Wording(
        _asked_in, _answers_to_asked_in, question=True, instead="waiting-notice-walk-in"
    ),
    NoticeKind.WALK_IN_DECLINED: Wording(to_managers(_declined_in)),
    NoticeKind.SHIFT_MESSAGE: Wording(_message, leads_to("my_sign_ups")),
    NoticeKind.LATE_CANCELLATION: Wording(
        to_managers(_cancelled_late), _after_late_cancellation, instead="waiting-notice-roster"
    ),
    NoticeKind.PLACE_LEFT: Wording(
        to_managers(_said), _after_late_cancellation, instead="waiting-notice-roster"
    ),
    NoticeKind.CHECK_OUT_FORGOTTEN: Wording(_forgotten),
    NoticeKind.NO_SHOWS: Wording(_no_shows),
}

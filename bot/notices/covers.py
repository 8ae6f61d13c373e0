"""What is told about cover: who is asked to come, and who looked for somebody."""

from bot.dialogue.conditions import conditions
from bot.messages import Choice
from bot.notices.shifts import to_managers
from bot.notices.wording import Named, Telling, Wording
from domain.notices.model import NoticeKind
from domain.offerings.model import Project, Shift


async def _shift(telling: Telling) -> tuple[Shift, Project] | None:
    shift = await telling.unit.shifts.get(telling.fact("shift"))
    project = await telling.unit.projects.get(shift.project_id) if shift is not None else None
    return (shift, project) if shift is not None and project is not None else None


async def _asked(telling: Telling) -> Named:
    found, ask = await _shift(telling), await telling.unit.asks.get(telling.fact("ask"))
    search = await telling.unit.cover_searches.latest(telling.fact("shift"))
    if found is None or ask is None or ask.answer is not None:
        return None
    shift, project = found
    still_wanted = search is not None and search.asking and shift.free_places > 0
    if not still_wanted or project.terms_version != telling.facts["version"]:
        return None
    return {
        "title": project.title,
        "span": telling.words.span(shift.starts_at, shift.ends_at),
        "address": shift.address,
        "until": telling.words.moment(ask.until),
        "more": "".join(f"\n{line}" for line in conditions(telling.texts, project)),
    }


def _answers(telling: Telling) -> tuple[Choice, ...]:
    ask = telling.fact("ask")
    return (
        telling.choice("cover-yes", "cover_yes", ask=ask, v=telling.fact("version")),
        telling.choice("cover-no", "cover_no", ask=ask),
    )


async def _said(telling: Telling) -> Named:
    found = await _shift(telling)
    if found is None:
        return None
    shift, project = found
    span = telling.words.span(shift.starts_at, shift.ends_at)
    return {"title": project.title, "span": span}


async def _found(telling: Telling) -> Named:
    named = await _said(telling)
    signup = await telling.unit.signups.get(telling.fact("signup"))
    if named is None or signup is None or not signup.holds:
        return None
    name = await telling.name_of(signup.volunteer_id)
    return named | {"name": name, "left": telling.facts["left"]}


async def _ended(telling: Telling) -> Named:
    named = await _said(telling)
    return None if named is None else named | {"how": telling.fact("state")}


def _roster(telling: Telling) -> tuple[Choice, ...]:
    return (telling.choice("do-view-roster", "view_roster", shift=telling.fact("shift")),)


WORDINGS = {
    NoticeKind.COVER_ASKED: Wording(
        _asked, _answers, question=True, instead="waiting-notice-signups"
    ),
    NoticeKind.COVER_FOUND: Wording(to_managers(_found), _roster),
    NoticeKind.COVER_ENDED: Wording(_ended, _roster),
}

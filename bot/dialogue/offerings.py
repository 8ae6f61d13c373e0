"""The menu of what can be done: offerings three at a time, categories, one project."""

from datetime import date, datetime, time, timedelta

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.conditions import conditions
from bot.dialogue.flow import Flow
from bot.dialogue.projects import meant_project
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.errors import Reason
from domain.offerings.browsing import (
    Offering,
    ProjectView,
    ShiftView,
    browse,
    categories_with_offerings,
)
from domain.offerings.model import Category, Recipient
from domain.offerings.ports import Filters

AT_ONCE = 3
_CATEGORIES_AT_ONCE = 8


async def browse_offerings(turn: Turn, request: Request) -> Screen:
    """Three offerings that fit, best first; then more."""
    slots = request.slots
    page = request.page
    filters = filters_said(turn, slots)
    unit = await turn.read()
    found = await browse(
        unit,
        turn.person.id if turn.person else None,
        filters,
        offset=page * AT_ONCE,
        limit=AT_ONCE,
        now=turn.now,
        policy=turn.house.policy,
    )
    texts = turn.texts
    by_category = choice(turn, "offerings-by-category", "categories")
    if not found.offerings:
        if filters == Filters():
            return _nothing(turn)
        everything = choice(turn, "offerings-all", "browse_offerings")
        none = texts("offerings-none-fit", heading=_heading(turn, slots, filters))
        return Screen(none, choices=(everything, by_category), in_place=True)
    lines = [texts("offerings-head", heading=_heading(turn, slots, filters))]
    lines += [_summary(turn, offering) for offering in found.offerings]
    choices = [
        Choice(
            offering.project.title,
            Request("view_project", {"project": offering.project.id}).action(),
        )
        for offering in found.offerings
    ]
    left = found.total - page * AT_ONCE - len(found.offerings)
    if left > 0:
        lines.append(texts("offerings-left", left=left))
        choices.append(Choice(texts("more"), _page_action(slots, page + 1)))
    choices.append(by_category)
    if filters != Filters():
        choices.append(choice(turn, "offerings-all", "browse_offerings"))
    return Screen("\n\n".join(lines), choices=tuple(choices), in_place=True)


async def categories(turn: Turn, request: Request) -> Screen:
    """The categories that have something to do; empty ones are not offered."""
    page = request.page
    unit = await turn.read()
    counts = await categories_with_offerings(unit, now=turn.now)
    filled = [category for category in Category if counts.get(category)]
    if not filled:
        return _nothing(turn)
    first = page * _CATEGORIES_AT_ONCE
    shown = filled[first : first + _CATEGORIES_AT_ONCE]
    choices = [
        Choice(
            turn.texts(
                "category-count", name=category_name(turn, category), count=counts[category]
            ),
            Request("browse_offerings", {"category": category.value}).action(),
        )
        for category in shown
    ]
    text = turn.texts("categories-head")
    left = len(filled) - first - len(shown)
    if left > 0:
        text = f"{text}\n{turn.texts('field-options-left', left=left)}"
        choices.append(choice(turn, "more", "categories", page=str(page + 1)))
    everything = choice(turn, "offerings-all", "browse_offerings")
    return Screen(text, choices=(*choices, everything), in_place=True)


async def view_project(turn: Turn, request: Request) -> Screen:
    """One project with everything a person must know before signing up."""
    view = await meant_project(turn, request)
    if view is None:
        return await browse_offerings(turn, request)
    texts, offering = turn.texts, view.offering
    lines = [describe(turn, view)]
    choices = []
    if not offering.shifts:
        lines.append(texts("project-no-shifts"))
    elif offering.reason is Reason.ALREADY_SIGNED_UP:
        choices.append(do(turn, "my_sign_ups"))
    else:
        choices.append(choice(turn, "sign-up", "sign_up", project=offering.project.id))
    lines += _why_not(turn, offering)
    choices.append(choice(turn, "offerings-all", "browse_offerings"))
    return Screen("\n\n".join(lines), choices=tuple(choices), in_place=True)


def describe(turn: Turn, view: ProjectView) -> str:
    """Place, time, content, conditions, risks, insurance and what to bring (条例 12, 14)."""
    texts, project = turn.texts, view.offering.project
    lines = [
        texts("project-title", number=project.number, title=project.title),
        _organization(turn, view.offering),
        texts(
            "project-kind",
            category=category_name(turn, project.category),
            recipient=recipient_name(turn, project.recipient),
        ),
    ]
    lines += conditions(texts, project)
    known = {"leader": view.leader_name, "contact": view.contact}
    lines += [texts(f"project-{name}", value=value) for name, value in known.items() if value]
    lines += [shift_line(turn, each) for each in view.offering.shifts[:AT_ONCE]]
    more = len(view.offering.shifts) - AT_ONCE
    if more > 0:
        lines.append(texts("project-more-shifts", count=more))
    return "\n".join(lines)


def shift_line(turn: Turn, view: ShiftView) -> str:
    """When, where and how many places are left."""
    shift = view.shift
    return turn.texts(
        "shift-line",
        span=turn.say_span(shift.starts_at, shift.ends_at),
        address=shift.address,
        places=_places(turn, view),
    )


def category_name(turn: Turn, category: Category) -> str:
    """The category in the person's language."""
    return turn.texts(f"category-{category}".replace("_", "-"))


def recipient_name(turn: Turn, recipient: Recipient) -> str:
    """The people served, in the person's language."""
    return turn.texts(f"recipient-{recipient}".replace("_", "-"))


def _nothing(turn: Turn) -> Screen:
    """There is nothing to join: what else can be done."""
    registered = turn.person is not None and turn.person.registered
    instead = offer(turn, "log_hours" if registered else "register", "menu")
    return Screen(turn.texts("offerings-none"), choices=instead, in_place=True)


def _summary(turn: Turn, offering: Offering) -> str:
    first = offering.shifts[0]
    lines = [
        turn.texts("offering-title", title=offering.project.title),
        _organization(turn, offering),
        shift_line(turn, first),
    ]
    return "\n".join((*lines, *_why_not(turn, offering)))


def _why_not(turn: Turn, offering: Offering) -> list[str]:
    """A line for those who cannot sign up now."""
    match offering.reason:
        case None | Reason.NOT_REGISTERED:
            return []
        case Reason.ALREADY_SIGNED_UP:
            return [turn.texts("offering-signed-up")]
        case reason:
            return [turn.texts("offering-not-for-you", reason=turn.texts(f"short-{reason}"))]


def _organization(turn: Turn, offering: Offering) -> str:
    key = "organization-verified" if offering.organization.verified else "organization-plain"
    return turn.texts(key, name=offering.organization.name)


def _places(turn: Turn, view: ShiftView) -> str:
    if view.full:
        return turn.texts("places-full", waiting=view.shift.waiting)
    return turn.texts("places-left", count=view.shift.free_places)


def _heading(turn: Turn, slots: dict[str, str], filters: Filters) -> str:
    """What the list was filtered by; without a filter, what it is."""
    parts = []
    if filters.category is not None:
        parts.append(category_name(turn, filters.category))
    if filters.recipient is not None:
        parts.append(recipient_name(turn, filters.recipient))
    if days := days_said(slots):
        parts.append(turn.words.days(*days))
    if filters.words:
        parts.append(filters.words)
    return " · ".join(parts) or turn.texts("offerings-everything")


def filters_said(turn: Turn, slots: dict[str, str]) -> Filters:
    """The filters that a request names; what is no code of ours is left out."""
    category = slots.get("category")
    recipient = slots.get("recipient")
    days = days_said(slots)
    zone = turn.house.policy.timezone
    return Filters(
        category=Category(category) if category in set(Category) else None,
        recipient=Recipient(recipient) if recipient in set(Recipient) else None,
        from_=datetime.combine(days[0], time(), zone) if days else None,
        until=datetime.combine(days[1] + timedelta(days=1), time(), zone) if days else None,
        words=slots.get("place") or None,
    )


def days_said(slots: dict[str, str]) -> tuple[date, date] | None:
    """The day or the period that a request names."""
    first, _, last = slots.get("date", slots.get("period", "")).partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return None


def _page_action(slots: dict[str, str], page: int) -> str:
    """The next page with the same filters; the least telling ones go where a button is too small
    for all."""
    kept = {name: slots[name] for name in _FILTERS if name in slots}
    while kept:
        request = Request("browse_offerings", {"page": str(page), **kept})
        try:
            return request.action()
        except ValueError:
            kept.popitem()
    return Request("browse_offerings", {"page": str(page)}).action()


_FILTERS = ("category", "date", "period", "recipient", "place")


FLOW = Flow(
    answers={
        "browse_offerings": browse_offerings,
        "categories": categories,
        "view_project": view_project,
    }
)

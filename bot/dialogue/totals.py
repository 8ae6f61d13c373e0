"""How many hours: the total, that of a period or a project, and the records behind it."""

from datetime import date

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.flow import Flow
from bot.dialogue.offerings import AT_ONCE, days_said
from bot.dialogue.projects import telling_words
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Screen
from domain.hours.model import HourEntry
from domain.hours.totals import entries, sums_by_title, totals
from domain.offerings.browsing import likeliest

_MOST_TITLES = 5


async def query_hours(turn: Turn, request: Request) -> Screen:
    """How many hours: the total, its grades, what waits, and the years; or those of the period or
    the project that the sentence names."""
    if days_said(request.slots) or "project" in request.slots:
        return await _part(turn, request)
    unit = await turn.read()
    found = await totals(unit, turn.volunteer().id)
    texts, hours = turn.texts, turn.say_hours
    lines = [texts("hours-total", hours=hours(found.counted))]
    lines.append(texts("hours-checked-in", hours=hours(found.checked_in)))
    lines.append(texts("hours-confirmed", hours=hours(found.confirmed)))
    if found.waiting:
        lines.append(texts("hours-waiting", hours=hours(found.waiting)))
    if len(found.years) > 1:
        lines += [
            texts("hours-year", year=str(each.year), hours=hours(each.counted))
            for each in found.years
        ]
    choices = offer(turn, "log_hours", "menu")
    if found.counted or found.waiting:
        choices = (do(turn, "my_records"), *choices)
    if found.waiting:
        choices = (*choices[:-1], do(turn, "withdraw_claim"), choices[-1])
    chart = None
    if found.counted:
        chart = Attachment(AttachmentKind.CHART, f"{turn.language}~{turn.volunteer().id}")
    return Screen("\n".join(lines), choices=choices, in_place=True, attachment=chart)


async def _part(turn: Turn, request: Request) -> Screen:
    """The hours of a period, of a project, or of a project in a period."""
    said = request.slots
    days = days_said(said)
    unit = await turn.read()
    found = await sums_by_title(unit, turn.volunteer().id, *(days or (date.min, date.max)))
    heading = [turn.words.days(*days)] if days else []
    named = said.get("project")
    if named is not None:
        titles = {title: title for title in found}
        found = {title: found[title] for title in likeliest(telling_words(named), titles)}
        heading += list(found) or [named]
    texts, hours = turn.texts, turn.say_hours
    lines = [
        texts(
            "hours-of",
            heading=" · ".join(heading),
            hours=hours(sum(each.counted for each in found.values())),
        )
    ]
    if named is None:
        lines += [
            texts("hours-of-title", title=title or texts("good-deed"), hours=hours(each.counted))
            for title, each in sorted(found.items(), key=lambda one: -one[1].counted)[:_MOST_TITLES]
            if each.counted
        ]
    waiting = sum(each.waiting for each in found.values())
    if waiting:
        lines.append(texts("hours-waiting", hours=hours(waiting)))
    choices = (do(turn, "my_records"), do(turn, "hours_in_all"), do(turn, "log_hours"))
    return Screen("\n".join(lines), choices=choices)


async def _in_all(turn: Turn, request: Request) -> Screen:
    return await query_hours(turn, Request("query_hours"))


async def my_records(turn: Turn, request: Request) -> Screen:
    """The records behind the total, the latest first, three at a time."""
    page = request.page
    unit = await turn.read()
    found = await entries(unit, turn.volunteer().id, page * AT_ONCE, AT_ONCE)
    texts = turn.texts
    total = do(turn, "query_hours")
    if not found.entries:
        return Screen(texts("records-none"), choices=(total,), in_place=True)
    lines = [texts("records-head"), *(_entry_lines(turn, each) for each in found.entries)]
    choices = []
    left = found.total - page * AT_ONCE - len(found.entries)
    if left > 0:
        lines.append(texts("records-left", left=left))
        choices.append(choice(turn, "more", "my_records", page=str(page + 1)))
    choices += [do(turn, "correct_hours"), total]
    return Screen("\n\n".join(lines), choices=tuple(choices), in_place=True)


def _entry_lines(turn: Turn, entry: HourEntry) -> str:
    return turn.texts(
        "record-lines",
        title=entry.title or turn.texts("good-deed"),
        day=turn.say_day(entry.day),
        hours=turn.say_hours(entry.minutes),
        grade=turn.texts(f"grade-{entry.grade}".replace("_", "-")),
    )


FLOW = Flow(answers={"query_hours": query_hours, "hours_in_all": _in_all, "my_records": my_records})

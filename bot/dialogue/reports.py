"""Reports: a period's figures as text, with a picture beside it and an Excel file to download."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from bot.dialogue.choices import choice, do
from bot.dialogue.fields import OPTIONS_AT_ONCE, Field, Given, Invalid
from bot.dialogue.flow import BeginForm, Flow
from bot.dialogue.form import Form
from bot.dialogue.nodes import node_label
from bot.dialogue.offerings import days_said
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request, Slots
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.documents.report_ref import ReportRef, days_code, days_in_code
from bot.documents.report_words import report_text
from bot.messages import Attachment, AttachmentKind, Choice, Screen, Wants
from domain.reports.model import Report
from domain.reports.usecases import check_period, report_for, reportable
from nlu.script import normal
from nlu.values import Direction, date_in, period_in

Days = tuple[date, date]

_DAY = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
#: Two whole dates, also in the wrong order: elsewhere the later one would be taken for next year's.
_FROM_TO = re.compile(rf"({_DAY})\s*(?:到|至|to|until|-|–|—|~)\s*({_DAY})")


async def report_stats(turn: Turn, request: Request) -> Screen:
    """This month at once, or the days that the request names."""
    report = await _report(turn, request.slots)
    text = report_text(turn.words, report)
    if request.slots.keys() & {"category", "project"}:
        text = f"{text}\n\n{turn.texts('report-of-all')}"
    picture = None if report.empty else _attachment(turn, AttachmentKind.REPORT, report)
    return Screen(text, choices=await _choices(turn, report), attachment=picture)


async def report_file(turn: Turn, request: Request) -> Screen:
    """The Excel file of the same days."""
    report = await _report(turn, request.slots)
    period = turn.words.period(report.first, report.last)
    return Screen(
        turn.texts("report-file-done", name=report.node.name, period=period),
        choices=(do(turn, "report_stats", **_kept(report)),),
        attachment=_attachment(turn, AttachmentKind.WORKBOOK, report),
    )


async def report_nodes(turn: Turn, request: Request) -> Screen:
    """The nodes to choose from."""
    nodes = await reportable(await turn.read(), actor_id(turn))
    page, code = request.page, request.slots.get("p", "")
    shown = nodes[page * OPTIONS_AT_ONCE :][:OPTIONS_AT_ONCE]
    choices = [
        Choice(
            node_label(turn, node),
            Request("report_stats", {"p": code, "node": node.id}).action(),
        )
        for node in shown
    ]
    text = turn.texts("report-which-node")
    left = len(nodes) - page * OPTIONS_AT_ONCE - len(shown)
    if left > 0:
        text = f"{text}\n{turn.texts('field-options-left', left=left)}"
        choices.append(choice(turn, "more", "report_nodes", p=code, page=str(page + 1)))
    return Screen(text, choices=tuple(choices), in_place=True)


class ReportPeriod(Form):
    """Asks for other days; whoever answers has the report."""

    name = "report_period"
    confirms = False

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        await reportable(await turn.read(), actor_id(turn))
        return {"node": request.slots.get("node")}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (_DaysField("days"),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        slots = {"p": str(state.slots["days"])}
        if state.slots["node"] is not None:
            slots["node"] = str(state.slots["node"])
        return await report_stats(turn, Request("report_stats", slots))


class _DaysField(Field):
    """A month, a year, a quarter, a day, or from one day to another; kept as ``days_code``."""

    wants = Wants.VALUE

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        days = _days_in(turn, given) if isinstance(given, str) else None
        if days is None:
            raise Invalid("report-wants-days")
        check_period(*days, turn.today)
        return days_code(*days)


def _days_in(turn: Turn, words: str) -> Days | None:
    """The days that some words name; the first may come after the last."""
    plain, now, zone = normal(words), turn.now, turn.house.policy.timezone
    if both := _FROM_TO.search(plain):
        first, last = (date_in(one, now, zone, Direction.PAST) for one in both.groups())
        if isinstance(first, date) and isinstance(last, date):
            return first, last
    if period := period_in(plain, now, zone, Direction.PAST):
        return period.first, period.last
    day = date_in(plain, now, zone, Direction.PAST)
    return (day, day) if isinstance(day, date) else None


async def _report(turn: Turn, slots: Slots) -> Report:
    days = days_in_code(slots.get("p", "")) or days_said(slots)
    if days is None and (words := slots.get("code")):  # /report 2026-10
        days = _days_in(turn, words)
        if days is None:
            turn.remarks.append(turn.texts("report-wants-days"))
            raise BeginForm(ReportPeriod.name, Request(ReportPeriod.name))
    return await report_for(
        await turn.read(),
        actor_id(turn),
        slots.get("node"),
        *(days or _month(turn.today)),
        now=turn.now,
        policy=turn.house.policy,
    )


async def _choices(turn: Turn, report: Report) -> tuple[Choice, ...]:
    """Other days, the file, other nodes: whatever is not on the screen."""
    today, node = turn.today, {"node": report.node.id}
    usual = {
        "report-this-month": _month(today),
        "report-last-month": _month(today.replace(day=1) - timedelta(days=1)),
        "report-this-year": (today.replace(month=1, day=1), today.replace(month=12, day=31)),
    }
    choices = [
        choice(turn, label, "report_stats", p=days_code(*days), **node)
        for label, days in usual.items()
        if days != (report.first, report.last)
    ]
    choices.append(choice(turn, "report-other-days", ReportPeriod.name, **node))
    if not report.empty:
        choices.append(choice(turn, "report-download", "report_file", **_kept(report)))
    if len(await reportable(await turn.read(), actor_id(turn))) > 1:
        days = days_code(report.first, report.last)
        choices.append(choice(turn, "report-other-node", "report_nodes", p=days))
    return tuple(choices)


def _kept(report: Report) -> dict[str, str]:
    return {"p": days_code(report.first, report.last), "node": report.node.id}


def _attachment(turn: Turn, kind: AttachmentKind, report: Report) -> Attachment:
    ref = ReportRef(turn.language, actor_id(turn), report.node.id, report.first, report.last)
    return Attachment(kind, str(ref))


def _month(day: date) -> Days:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


FLOW = Flow(
    answers={
        "report_stats": report_stats,
        "report_file": report_file,
        "report_nodes": report_nodes,
    },
    forms=(ReportPeriod(),),
)

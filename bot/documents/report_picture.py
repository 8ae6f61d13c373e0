"""What the picture of a report shows."""

from collections.abc import Mapping, Sequence

from bot.documents.report_words import report_kinds
from bot.texts import Texts
from bot.texts.formats import Words, say_hours
from domain.reports.model import Report

_Part = Mapping[str, object]


def picture_data(words: Words, report: Report) -> Mapping[str, object]:
    """What ``report.typ`` is filled with; figures that nobody has are left out of it.

    Args:
        report: not an empty one.
    """
    texts, hours, shifts = words.texts, report.hours, report.shifts
    number, unit = _split(say_hours(texts, hours.counted))
    notes = [
        texts(key)
        for key, holds in (
            ("report-own-projects", not report.whole),
            ("report-until-today", report.last > words.today),
        )
        if holds
    ]
    return {
        "title": report.node.name,
        "period": words.period(report.first, report.last),
        "notes": notes,
        "heroes": [
            {"number": number, "unit": unit, "label": texts("report-picture-hours")},
            _count(texts, "active", report.active),
        ],
        "bars": [
            _bar(
                [
                    _minutes(texts, "checked-in", hours.checked_in),
                    _minutes(texts, "confirmed", hours.confirmed),
                    _minutes(texts, "waiting", hours.waiting),
                ]
            ),
            _bar(
                [
                    _people(texts, "returning", report.returning),
                    _people(texts, "first-time", report.active - report.returning),
                ]
            ),
        ],
        "tiles": [
            _count(texts, "shifts", shifts.held),
            _count(texts, "projects", shifts.projects),
            _count(texts, "no-shows", shifts.no_shows),
        ]
        if shifts.held
        else [],
        "fill": _fill(texts, report),
        "kinds_label": texts("report-kinds"),
        "kinds": [
            {"name": name, "minutes": minutes, "said": say_hours(texts, minutes)}
            for name, minutes in report_kinds(texts, report)
        ],
        "footer": texts("report-registered", all=report.registered.all, new=report.registered.new)
        if report.registered is not None
        else "",
    }


def _fill(texts: Texts, report: Report) -> _Part | None:
    shifts = report.shifts
    if shifts.fill_percent is None:
        return None
    return {
        "label": texts("report-picture-fill"),
        "percent": shifts.fill_percent,
        "said": f"{shifts.fill_percent}%",
        "detail": texts("report-picture-places", filled=shifts.filled, places=shifts.places),
    }


def _bar(parts: Sequence[_Part]) -> Sequence[_Part]:
    return [part for part in parts if part["size"]]


def _minutes(texts: Texts, name: str, minutes: int) -> _Part:
    label = texts(f"report-picture-{name}")
    return {"name": name, "size": minutes, "label": label, "said": say_hours(texts, minutes)}


def _people(texts: Texts, name: str, count: int) -> _Part:
    said = texts("report-picture-people", count=count)
    return {"name": name, "size": count, "label": texts(f"report-picture-{name}"), "said": said}


def _count(texts: Texts, name: str, count: int) -> _Part:
    number = texts("report-picture-number", count=count)
    return {"number": number, "unit": "", "label": texts(f"report-picture-{name}", count=count)}


def _split(hours: str) -> tuple[str, str]:
    """The figure and its unit, to be set in two sizes."""
    number, _, unit = hours.partition(" ")
    return number, unit

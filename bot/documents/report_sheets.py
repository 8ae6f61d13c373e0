"""What the workbook of a report holds: the figures with what they mean, and what is behind them."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.documents.report_words import kind_name
from bot.documents.spreadsheet import Cell, Hours, Share, Sheet
from bot.texts.formats import Words
from domain.hours.totals import Sums
from domain.reports.model import Details, Report, ShiftLine, Shifts, VolunteerLine


def report_sheets(words: Words, details: Details, made_at: datetime) -> Sequence[Sheet]:
    """Summary, by category, by shift, by volunteer.

    Args:
        made_at: local, without its zone.
    """
    return (
        _summary(words, details.report, made_at),
        _by_category(words, details.report),
        _by_shift(words, details),
        _by_volunteer(words, details),
    )


def _summary(words: Words, report: Report, made_at: datetime) -> Sheet:
    hours, shifts, registered = report.hours, report.shifts, report.registered
    figures: dict[str, Cell] = {
        "node" if report.whole else "own-node": report.node.name,
        "first": report.first,
        "last": report.last,
        "made": made_at,
        "hours": Hours(hours.counted),
        "checked-in": Hours(hours.checked_in),
        "confirmed": Hours(hours.confirmed),
        "waiting": Hours(hours.waiting),
        "pending": report.pending,
        "active": report.active,
        "returning": report.returning,
    }
    if registered is not None:
        figures |= {"registered": registered.all, "new": registered.new}
    figures |= {
        "shifts": shifts.held,
        "projects": shifts.projects,
        "places": shifts.places,
        "filled": shifts.filled,
        "fill": Share(shifts.filled, shifts.places),
        "came": shifts.came,
        "no-shows": shifts.no_shows,
    }
    return Sheet(
        words.texts("sheet-summary"),
        _headings(words, "figure", "value", "meaning"),
        [
            (words.texts(f"sheet-{name}"), value, words.texts(f"sheet-{name}-means"))
            for name, value in figures.items()
        ],
    )


def _by_category(words: Words, report: Report) -> Sheet:
    ranked = sorted(report.by_category.items(), key=lambda one: -one[1].counted)
    return Sheet(
        words.texts("sheet-by-category"),
        _headings(words, "category", "checked-in", "confirmed", "hours", "waiting"),
        [(kind_name(words.texts, category), *_hours(sums)) for category, sums in ranked],
        (words.texts("sheet-total"), *_hours(report.hours)),
    )


def _by_shift(words: Words, details: Details) -> Sheet:
    local = partial(_local, words)
    return Sheet(
        words.texts("sheet-by-shift"),
        _headings(
            words,
            *("number", "project", "category", "starts", "ends"),
            *("places", "filled", "fill", "came", "no-shows", "hours"),
        ),
        [
            (
                line.number,
                line.title,
                kind_name(words.texts, line.category),
                local(line.starts_at),
                local(line.ends_at),
                *_places(line),
                Hours(line.minutes),
            )
            for line in details.shifts
        ],
        (
            words.texts("sheet-total"),
            *(None,) * 4,
            *_places(details.report.shifts),
            None if details.more_shifts else Hours(sum(line.minutes for line in details.shifts)),
        ),
        words.texts("sheet-more" if details.more_shifts else "sheet-shift-hours"),
    )


def _by_volunteer(words: Words, details: Details) -> Sheet:
    rows: list[Sequence[Cell]] = [
        (line.number, line.name or words.texts("nameless"), *_deeds([line]))
        for line in details.volunteers
    ]
    if details.forgotten:
        count = len(details.forgotten)
        name = words.texts("sheet-forgotten", count=count)
        rows.append((None, name, *_deeds(details.forgotten)))
    total = (words.texts("sheet-total"), None, *_deeds([*details.volunteers, *details.forgotten]))
    return Sheet(
        words.texts("sheet-by-volunteer"),
        _headings(
            words,
            *("volunteer-number", "name", "came"),
            *("checked-in", "confirmed", "hours", "waiting", "no-shows"),
        ),
        rows,
        None if details.more_volunteers else total,
        words.texts("sheet-more") if details.more_volunteers else "",
    )


def _headings(words: Words, *names: str) -> list[str]:
    return [words.texts(f"sheet-{name}") for name in names]


def _hours(sums: Sums) -> tuple[Cell, ...]:
    minutes = (sums.checked_in, sums.confirmed, sums.counted, sums.waiting)
    return tuple(map(Hours, minutes))


def _places(of: ShiftLine | Shifts) -> tuple[Cell, ...]:
    return of.places, of.filled, Share(of.filled, of.places), of.came, of.no_shows


def _deeds(lines: Sequence[VolunteerLine]) -> tuple[Cell, ...]:
    summed = Sums(
        sum(line.hours.checked_in for line in lines),
        sum(line.hours.confirmed for line in lines),
        sum(line.hours.waiting for line in lines),
    )
    came = sum(line.came for line in lines)
    return came, *_hours(summed), sum(line.no_shows for line in lines)


def _local(words: Words, moment: datetime) -> datetime:
    return moment.astimezone(words.zone).replace(tzinfo=None)

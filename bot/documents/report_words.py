"""A report in words: what the text, the picture and the workbook say alike."""

from bot.texts import Texts
from bot.texts.formats import Words
from domain.offerings.model import Category
from domain.reports.model import Report

#: So many kinds of service are named; the rest is summed.
MOST_NAMED = 5


def report_text(words: Words, report: Report) -> str:
    """The figures, a line each."""
    texts, hours = words.texts, words.hours
    lines = [report_heading(words, report)]
    if not report.whole:
        lines.append(texts("report-own-projects"))
    if report.last > words.today:
        lines.append(texts("report-until-today"))
    if report.empty:
        lines += ["", texts("report-nothing")]
    else:
        summed = report.hours
        lines += [
            "",
            texts("report-hours", hours=hours(summed.counted)),
            texts(
                "report-grades",
                checked_in=hours(summed.checked_in),
                confirmed=hours(summed.confirmed),
            ),
        ]
        if summed.waiting or report.pending:
            waiting = hours(summed.waiting)
            lines.append(texts("report-waiting", hours=waiting, count=report.pending))
        lines += ["", texts("report-people", active=report.active, returning=report.returning)]
    if report.registered is not None:
        registered = report.registered
        lines.append(texts("report-registered", all=registered.all, new=registered.new))
    if report.shifts.held:
        lines += ["", *_shift_lines(texts, report)]
    if kinds := report_kinds(texts, report):
        lines += ["", texts("report-kinds")]
        lines += [texts("report-kind", name=name, hours=hours(minutes)) for name, minutes in kinds]
    return "\n".join(lines)


def report_heading(words: Words, report: Report) -> str:
    """Whose figures and when."""
    period = words.period(report.first, report.last)
    return words.texts("report-heading", name=report.node.name, period=period)


def report_kinds(texts: Texts, report: Report) -> list[tuple[str, int]]:
    """The minutes that count by kind of service, the most first; the last may sum all others."""
    counted = [
        (kind_name(texts, category), sums.counted)
        for category, sums in report.by_category.items()
        if sums.counted
    ]
    ranked = sorted(counted, key=lambda one: (-one[1], one[0]))
    if len(ranked) <= MOST_NAMED + 1:
        return ranked
    others = sum(minutes for _, minutes in ranked[MOST_NAMED:])
    return [*ranked[:MOST_NAMED], (texts("chart-other"), others)]


def kind_name(texts: Texts, category: Category | None) -> str:
    """A category's name; what belongs to no project has one too."""
    if category is None:
        return texts("good-deed")
    return texts(f"category-{category.value.replace('_', '-')}")


def _shift_lines(texts: Texts, report: Report) -> list[str]:
    shifts = report.shifts
    lines = [texts("report-shifts", held=shifts.held, projects=shifts.projects)]
    if shifts.fill_percent is not None:
        lines.append(
            texts(
                "report-fill",
                percent=shifts.fill_percent,
                filled=shifts.filled,
                places=shifts.places,
            )
        )
    lines.append(texts("report-no-shows", count=shifts.no_shows))
    return lines

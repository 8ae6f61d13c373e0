"""Sheets as an Excel file: real numbers and dates, a heading that stays, columns as wide as needed.

Text is written as text, whatever it begins with: nothing that somebody typed is ever a formula.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Widths in characters; a Chinese one counts two.
_NARROWEST, _WIDEST = 8, 60
_HEADING = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1D6B50", "valign": "vcenter"}
_TOTAL = {"bold": True, "top": 1}
_NUMBERS = {
    "text": "@",
    "count": "#,##0",
    "hours": "#,##0.0",
    "share": "0%",
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
}


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes, shown as hours with one decimal, never rounded up (rules.md, C)."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, shown in percent; an empty cell where there is no whole."""

    part: int
    whole: int


Cell = str | int | date | datetime | Hours | Share | None
"""What a cell holds; a ``datetime`` is local, without its zone."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        name: on its tab, at most 31 characters.
        headings: of the columns.
        rows: as many cells each.
        total: a last row that sums up; None: there is none.
        note: a line beneath; empty: there is none.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None = None
    note: str = ""


def excel_file(title: str, sheets: Sequence[Sheet], made_at: datetime) -> bytes:
    """The sheets as an ``.xlsx`` file; takes about a second for 20,000 rows.

    Args:
        title: in the file's properties.
        made_at: local, without its zone.
    """
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": title, "created": made_at})
        plain = {name: workbook.add_format({"num_format": n}) for name, n in _NUMBERS.items()}
        total = {
            name: workbook.add_format({"num_format": n, **_TOTAL}) for name, n in _NUMBERS.items()
        }
        heading = workbook.add_format(_HEADING)
        for sheet in sheets:
            _write(workbook.add_worksheet(sheet.name), sheet, heading, plain, total)
    return file.getvalue()


def _write(
    page: Worksheet,
    sheet: Sheet,
    heading: Format,
    plain: dict[str, Format],
    total: dict[str, Format],
) -> None:
    for column, words in enumerate(sheet.headings):
        page.write_string(0, column, words, heading)
    page.set_row(0, 20)
    page.freeze_panes(1, 0)
    for place, row in enumerate(sheet.rows, start=1):
        _write_row(page, place, row, plain)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    end = len(sheet.rows) + 1
    if sheet.total is not None:
        _write_row(page, end, sheet.total, total)
        end += 1
    if sheet.note:
        page.write_string(end + 1, 0, sheet.note)
    every = [sheet.headings, *sheet.rows, *([sheet.total] if sheet.total else [])]
    for column in range(len(sheet.headings)):
        widest = max(_width(row[column]) for row in every)
        page.set_column(column, column, min(max(widest, _NARROWEST), _WIDEST) + 2)


def _write_row(
    page: Worksheet, place: int, row: Sequence[Cell], formats: dict[str, Format]
) -> None:
    for column, cell in enumerate(row):
        match cell:
            case str():
                page.write_string(place, column, cell, formats["text"])
            case datetime():
                page.write_datetime(place, column, cell, formats["moment"])
            case date():
                page.write_datetime(place, column, cell, formats["day"])
            case Hours(minutes):
                page.write_number(place, column, minutes * 10 // 60 / 10, formats["hours"])
            case Share(part, whole) if whole:
                page.write_number(place, column, part / whole, formats["share"])
            case int():
                page.write_number(place, column, cell, formats["count"])
            case _:
                page.write_blank(place, column, None, formats["text"])


def _width(cell: Cell) -> int:
    match cell:
        case str():
            return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in cell)
        case datetime():
            return len("2026-11-21 09:00")
        case date():
            return len("2026-11-21")
        case _:
            return _NARROWEST

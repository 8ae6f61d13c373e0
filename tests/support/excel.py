"""Reads an Excel file back, by its own XML: what is in the cells, and as what it is written."""

import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DAY_ZERO = datetime(1899, 12, 30)
"""Excel counts days from here, its leap day in 1900 included."""


@dataclass(frozen=True)
class ExcelSheet:
    """A sheet as read.

    Attributes:
        rows: text as ``str``, numbers as ``float``, empty cells as None, up to the last one.
        formats: the number format of each cell, in the same places.
        frozen: rows that stay.
        widths: of the columns.
        formulas: how many cells calculate.
    """

    name: str
    rows: list[list[str | float | None]]
    formats: list[list[str]]
    frozen: int
    widths: list[float]
    formulas: int


def excel_sheets(data: bytes) -> list[ExcelSheet]:
    """All sheets, in order."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None

        def read(name: str) -> ElementTree.Element:
            return ElementTree.fromstring(file.read(f"xl/{name}.xml"))

        names = [each.attrib["name"] for each in read("workbook").iter(f"{_MAIN}sheet")]
        shared = [
            "".join(words.text or "" for words in each.iter(f"{_MAIN}t"))
            for each in read("sharedStrings").iter(f"{_MAIN}si")
        ]
        styles = _formats(read("styles"))
        return [
            _sheet(name, read(f"worksheets/sheet{place}"), shared, styles)
            for place, name in enumerate(names, start=1)
        ]


def excel_moment(number: str | float | None) -> datetime:
    """The moment that a number stands for."""
    assert isinstance(number, float)
    return _DAY_ZERO + timedelta(minutes=round(number * 24 * 60))


def _formats(styles: ElementTree.Element) -> list[str]:
    own = {
        each.attrib["numFmtId"]: each.attrib["formatCode"] for each in styles.iter(f"{_MAIN}numFmt")
    }
    cells = styles.find(f"{_MAIN}cellXfs")
    assert cells is not None
    return [own.get(each.attrib["numFmtId"], each.attrib["numFmtId"]) for each in cells]


def _sheet(
    name: str, page: ElementTree.Element, shared: list[str], styles: list[str]
) -> ExcelSheet:
    rows: list[list[str | float | None]] = []
    formats: list[list[str]] = []
    for row in page.iter(f"{_MAIN}row"):
        while len(rows) < int(row.attrib["r"]):
            rows.append([])
            formats.append([])
        for cell in row:
            value = cell.find(f"{_MAIN}v")
            rows[-1].append(_value(cell.get("t", "n"), value, shared))
            formats[-1].append(styles[int(cell.get("s", "0"))])
    pane = page.find(f".//{_MAIN}pane")
    return ExcelSheet(
        name,
        rows,
        formats,
        int(pane.attrib["ySplit"]) if pane is not None else 0,
        [
            float(each.attrib["width"])
            for each in page.iter(f"{_MAIN}col")
            for _ in range(int(each.attrib["min"]), int(each.attrib["max"]) + 1)
        ],
        len(list(page.iter(f"{_MAIN}f"))),
    )


def _value(kind: str, value: ElementTree.Element | None, shared: list[str]) -> str | float | None:
    if value is None or value.text is None:
        return None
    if kind == "s":
        return shared[int(value.text)]
    assert kind == "n", f"a cell of kind {kind}"
    return float(value.text)

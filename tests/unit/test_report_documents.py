"""The picture and the workbook of a report, in all languages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.documents.report_picture import picture_data
from bot.documents.report_ref import ReportRef, days_code, days_in_code
from bot.documents.report_sheets import report_sheets
from bot.documents.report_words import report_kinds, report_text
from bot.documents.spreadsheet import Cell, Hours, Share, Sheet, excel_file
from bot.documents.typesetting import Typesetting
from bot.texts import texts_for
from bot.texts.formats import Words
from domain.hours.totals import Sums
from domain.offerings.model import Category
from domain.organizations.model import NodeKind, Organization
from domain.policy import Policy
from domain.reports.model import Details, Registered, Report, ShiftLine, Shifts, VolunteerLine
from domain.volunteers.model import Language
from tests.support.excel import ExcelSheet, excel_moment, excel_sheets

MADE = datetime(2026, 11, 21, 9)
NODE = Organization(
    id="root", kind=NodeKind.ORGANIZATION, name="青海志愿", path="root/", created_at=MADE
)
REPORT = Report(
    node=NODE,
    whole=True,
    first=date(2026, 11, 1),
    last=date(2026, 11, 30),
    registered=Registered(1286, 42),
    active=34,
    returning=20,
    by_category={
        Category.ENVIRONMENT: Sums(120, 60, 0),
        Category.SPECIAL_CARE: Sums(4200, 119, 300),
        None: Sums(0, 65, 0),
    },
    shifts=Shifts(held=2, projects=1, places=7, filled=2, came=1, no_shows=1),
    pending=3,
)
DETAILS = Details(
    REPORT,
    [
        ShiftLine(
            number=7,
            title="=1+1 陪老人聊天",
            category=Category.SPECIAL_CARE,
            # 1 November at 00:30 in Shanghai
            starts_at=datetime(2026, 10, 31, 16, 30, tzinfo=UTC),
            ends_at=datetime(2026, 10, 31, 19, 30, tzinfo=UTC),
            places=7,
            filled=2,
            came=1,
            no_shows=1,
            minutes=119,
        )
    ],
    [VolunteerLine("v1", "2026000001", "+李明", False, 1, Sums(119, 60, 30), 0)],
    [
        VolunteerLine("v2", "2026000002", None, True, 1, Sums(60, 0, 0), 1),
        VolunteerLine("v3", "2026000003", None, True, 0, Sums(1, 0, 0), 0),
    ],
)


def words(language: Language) -> Words:
    return Words(texts_for(language), Policy().timezone, MADE.date())


def workbook(language: Language = Language.ZH, details: Details = DETAILS) -> list[ExcelSheet]:
    return excel_sheets(excel_file("报表", report_sheets(words(language), details, MADE), MADE))


# ---------------------------------------------------------------- the workbook


@pytest.mark.parametrize("language", Language)
def test_every_sheet_has_a_heading_that_stays_and_room(language: Language) -> None:
    found = workbook(language)
    assert [sheet.name for sheet in found] == {
        Language.ZH: ["汇总", "按类别", "按活动", "按志愿者"],
        Language.ZH_HANT: ["彙總", "按類別", "按活動", "按志願者"],
        Language.EN: ["Summary", "By kind of service", "By shift", "By volunteer"],
    }[language]
    for sheet in found:
        headings = [str(heading) for heading in sheet.rows[0]]
        assert sheet.frozen == 1
        assert len(sheet.widths) == len(headings) == len(set(headings))
        assert all(
            width >= len(heading) for width, heading in zip(sheet.widths, headings, strict=True)
        )
        assert sheet.formulas == 0


def test_the_summary_says_what_each_figure_means() -> None:
    summary = workbook()[0]
    assert all(len(row) == 3 and row[2] for row in summary.rows)
    figures = {row[0]: row[1] for row in summary.rows}
    assert figures["单位"] == "青海志愿"
    assert excel_moment(figures["第一天"]).date() == REPORT.first
    assert excel_moment(figures["最后一天"]).date() == REPORT.last
    assert excel_moment(figures["制表时间"]) == MADE
    assert figures["服务时长（小时）"] == 76.0  # 76 hours and 4 minutes
    assert figures["等待确认（小时）"] == 5.0
    assert (figures["等待确认（条）"], figures["活跃志愿者（人）"]) == (3.0, 34.0)
    assert (figures["全组织注册（人）"], figures["新注册（人）"]) == (1286.0, 42.0)
    assert figures["满员率"] == pytest.approx(2 / 7)
    formats = {row[0]: look[1] for row, look in zip(summary.rows, summary.formats, strict=True)}
    assert formats["满员率"] == "0%"
    assert formats["第一天"] == "yyyy-mm-dd"
    assert formats["服务时长（小时）"] == "#,##0.0"


def test_a_leaders_summary_is_without_the_whole_organization() -> None:
    own = replace(REPORT, whole=False, registered=None)
    figures = {row[0] for row in workbook(details=replace(DETAILS, report=own))[0].rows}
    assert "单位（本人负责的项目）" in figures
    assert not {"单位", "全组织注册（人）", "新注册（人）"} & figures


def test_the_categories_with_the_most_hours_come_first() -> None:
    assert workbook()[1].rows[1:] == [
        ["关爱特殊群体", 70.0, 1.9, 71.9, 5.0],
        ["环境保护", 2.0, 1.0, 3.0, 0.0],
        ["自己做的好事", 0.0, 1.0, 1.0, 0.0],
        ["合计", 72.0, 4.0, 76.0, 5.0],
    ]


def test_shifts_have_local_times_and_real_numbers() -> None:
    sheet = workbook()[2]
    number, title, kind, starts, ends, *figures = sheet.rows[1]
    assert (number, title, kind) == (7.0, "=1+1 陪老人聊天", "关爱特殊群体")
    assert excel_moment(starts) == datetime(2026, 11, 1, 0, 30)
    assert excel_moment(ends) == datetime(2026, 11, 1, 3, 30)
    assert figures == [7.0, 2.0, pytest.approx(2 / 7), 1.0, 1.0, 1.9]
    assert sheet.formats[1][3] == "yyyy-mm-dd hh:mm"


def test_volunteers_are_named_and_who_was_deleted_is_not() -> None:
    assert workbook()[3].rows[1:] == [
        ["2026000001", "+李明", 1.0, 1.9, 1.0, 2.9, 0.5, 0.0],
        [None, "已删除资料的志愿者（2 人）", 1.0, 1.0, 0.0, 1.0, 0.0, 1.0],
        ["合计", None, 2.0, 3.0, 1.0, 4.0, 0.5, 1.0],
    ]


def test_a_cut_list_says_so_and_sums_nothing_up() -> None:
    cut = replace(DETAILS, more_shifts=True, more_volunteers=True)
    by_shift, by_volunteer = workbook(Language.EN, cut)[2:]
    for sheet in (by_shift, by_volunteer):
        assert "more rows" in str(sheet.rows[-1][0])
    assert by_shift.rows[2][-1] is None
    assert ["Total", None] not in [row[:2] for row in by_volunteer.rows]


@pytest.mark.parametrize(
    "typed", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\t=1", "1/2", "https://a.b"]
)
def test_what_somebody_typed_is_text_whatever_it_begins_with(typed: str) -> None:
    [sheet] = _written([[typed, 1]])
    assert sheet.rows[1] == [typed, 1.0]
    assert sheet.formats[1][0] == "@"
    assert sheet.formulas == 0


def test_hours_are_never_rounded_up_and_no_whole_is_no_share() -> None:
    [sheet] = _written(
        [[Hours(119), Hours(59)], [Share(1, 0), Share(1, 4)], [None, date(2026, 1, 2)]]
    )
    assert sheet.rows[1:3] == [[1.9, 0.9], [None, 0.25]]
    assert excel_moment(sheet.rows[3][1]) == datetime(2026, 1, 2)


def _written(rows: Sequence[Sequence[Cell]]) -> list[ExcelSheet]:
    return excel_sheets(excel_file("", [Sheet("表", ["一", "二"], rows)], MADE))


# ---------------------------------------------------------------- text and picture


def test_many_kinds_are_named_and_the_others_summed() -> None:
    many: dict[Category | None, Sums] = {
        kind: Sums(600 - 60 * place, 0, 0) for place, kind in enumerate(list(Category)[:8])
    }
    found = report_kinds(texts_for(Language.EN), replace(REPORT, by_category=many))
    assert len(found) == 6
    assert found[0] == ("Community service", 600)
    assert found[-1] == ("Other kinds", 300 + 240 + 180)


def test_only_what_waits_is_no_kind_of_hours() -> None:
    waits = replace(REPORT, by_category={Category.TAX: Sums(0, 0, 60)})
    assert report_kinds(texts_for(Language.ZH), waits) == []
    assert "等待确认：1 小时，3 条" in report_text(words(Language.ZH), waits)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"whole": False, "registered": None, "by_category": {None: Sums(1, 0, 0)}},
        {"active": 0, "returning": 0, "by_category": {}},
        {"shifts": Shifts(0, 0, 0, 0, 0, 0)},
        {"shifts": Shifts(9_999, 999, 99_999, 120_000, 99_999, 9_999), "active": 88_888},
        {"by_category": {kind: Sums(9_999_999, 9_999_999, 999_999) for kind in Category}},
    ],
    ids=["all", "own", "nobody", "no shifts", "many", "all kinds"],
)
async def test_it_is_as_wide_as_a_phone(language: Language, changes: dict[str, Any]) -> None:
    data = picture_data(words(language), replace(REPORT, **changes))
    png = await Typesetting().picture("report", data, language)
    with Image.open(BytesIO(png)) as image:
        assert 1_000 < image.width < 1_200 and 600 < image.height < 3_000


# ---------------------------------------------------------------- how it is named


def test_a_reference_is_read_as_it_was_written() -> None:
    ref = ReportRef(Language.ZH_HANT, "06h" * 5, "06k" * 5, date(1, 1, 1), date(2026, 11, 30))
    assert ReportRef.read(str(ref)) == ref
    assert "." not in str(ref)  # the links to files are put together with dots


@pytest.mark.parametrize("code", ["", "2026", "20261101", "20261101-", "20261131-20261201", "a-b"])
def test_no_days_are_read_from_anything_else(code: str) -> None:
    assert days_in_code(code) is None
    with pytest.raises(ValueError):
        ReportRef.read(f"zh~a~b~{code}")


def test_days_fit_into_a_button() -> None:
    assert days_code(date(2026, 10, 1), date(2026, 10, 31)) == "20261001-20261031"

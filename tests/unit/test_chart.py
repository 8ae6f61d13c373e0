"""What the chart of hours is filled with, and that it is set in all languages."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.documents.chart import chart_data
from bot.documents.typesetting import Typesetting
from domain.hours.totals import Month
from domain.offerings.model import Category
from domain.volunteers.model import Language

SEVEN = list(Category)[:7]


def test_the_largest_kinds_are_named_and_the_others_summed() -> None:
    everything: dict[Category | None, int] = {
        category: 600 - 60 * place for place, category in enumerate(SEVEN)
    }
    data: Mapping[str, Any] = chart_data([Month(date(2026, 11, 1), everything)], Language.ZH)
    assert [name for name, _ in data["legend"]] == [
        "社区服务",
        "扶贫减贫",
        "支教助学",
        "卫生健康",
        "法律服务",
        "其他类别",
    ]
    assert data["legend"][-1] == ("其他类别", "9 小时")
    [month] = data["months"]
    assert month["parts"] == [600, 540, 480, 420, 360, 540]
    assert (month["name"], month["year"], month["said"]) == ("11月", "", "49 小时")


def test_six_kinds_need_no_others() -> None:
    six: dict[Category | None, int] = dict.fromkeys(SEVEN[:6], 60)
    data: Mapping[str, Any] = chart_data([Month(date(2026, 11, 1), six)], Language.EN)
    assert len(data["legend"]) == 6 and "Other kinds" not in dict(data["legend"])


def test_the_year_is_named_where_there_are_two() -> None:
    none: dict[Category | None, int] = {}
    found = [
        Month(date(2025, 11, 1), {None: 90}),
        Month(date(2025, 12, 1), none),
        Month(date(2026, 1, 1), none),
    ]
    data: Mapping[str, Any] = chart_data(found, Language.EN)
    assert [month["year"] for month in data["months"]] == ["2025", "", "2026"]
    assert [month["said"] for month in data["months"]] == ["1.5 hours", "", ""]
    assert data["legend"] == [("A good deed", "1.5 hours")]


@pytest.mark.parametrize("language", Language)
async def test_it_is_as_wide_as_a_phone(language: Language) -> None:
    many = [Month(date(2026, n, 1), {SEVEN[n % 7]: 60 * n, None: 7}) for n in range(1, 13)]
    png = await Typesetting().picture("chart", chart_data(many, language), language)
    with Image.open(BytesIO(png)) as image:
        assert 1_000 < image.width < 1_200 and image.width < image.height < 3_000
